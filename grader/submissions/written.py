"""Written answers as they may be shown to an instructor: nothing in them runs.

nbgrader's formgrader shows an answer as nbconvert renders it, in the instructor's own
Jupyter session, raw HTML and all. An answer stays as it was written when all of its
rendering is on the lists below: plain elements, links to the web, pictures as data.
Otherwise its tags are shown as the text that they are, and where that is not enough the
whole answer is, in a fence, which no renderer runs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from grader.submissions.outputs import Attachments

MAX_RENDERED = 20_000  # characters; longer answers are shown as text
_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "center", "code", "dd", "del", "details"),
    *("div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("input", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr"),
    *("tt", "u", "ul"),
}
# A tag as every parser reads it alike: a known name, values in double quotes.
_ATTRIBUTE = r'\s+([A-Za-z-]+)(?:="([^"<>]*)")?'
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]*)((?:{_ATTRIBUTE})*)\s*/?>")
_PAIR = re.compile(_ATTRIBUTE)
_LINK = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]*", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_TEXT = re.compile(r"[^\x00-\x08\x0b-\x1f]*")
_NUMBER = re.compile(r"\d{1,4}%?")
_VALUES: Mapping[str, re.Pattern[str]] = {
    "href": _LINK,
    "src": _PICTURE,
    "alt": _TEXT,
    "title": _TEXT,
    "align": re.compile(r"left|right|center"),
    "style": re.compile(r"text-align:\s*(?:left|right|center);?"),
    "width": _NUMBER,
    "height": _NUMBER,
    "start": _NUMBER,
    "colspan": _NUMBER,
    "rowspan": _NUMBER,
    "open": re.compile(""),
    # What renderers add: places of headings, colors of code, boxes of lists.
    "id": re.compile(r"[^\s\"'<>]*"),
    "class": re.compile(
        r"highlight|anchor-link|language-[\w+-]*|[a-z][a-z0-9]{0,2}|task-list-item"
        r"|task-list-item-checkbox|linenos"
    ),
    "type": re.compile(r"checkbox"),
    "disabled": re.compile(r"(?:disabled)?"),
    "checked": re.compile(r"(?:checked)?"),
}
_ONLY_IN = {"src": {"img"}, "href": {"a"}, "id": {f"h{n}" for n in range(1, 7)}}
# Of TeX as MathJax reads it: links, and what sets attributes or loads extensions.
_TEX = re.compile(
    r"\\\s*(?:href|require|class|cssId|style|bbox|mmlToken|includegraphics|unicode)"
)
# Without any of these, Markdown makes nothing but the simplest elements.
_MARKS = re.compile(r"[<\\]|\]\s*[(:\[]|```|~~~|://")


# Code and formulas, in which Markdown reads no tags.
_LITERAL = re.compile(r"(```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$)", re.DOTALL)


def harmless(text: str, attachments: Attachments | None = None) -> str:
    """The text if nothing in its rendering can run, else one that shows it."""
    attachments = attachments or {}
    if _MARKS.search(text) is None or _is_harmless(text, attachments):
        return text
    parts = _LITERAL.split(text)
    parts[::2] = (part.replace("<", "&lt;") for part in parts[::2])
    if _is_harmless("".join(parts), attachments):
        return "".join(parts)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=2))
    return f"{fence}text\n{text}\n{fence}"


def _is_harmless(text: str, attachments: Attachments) -> bool:
    if len(text) > MAX_RENDERED or _TEX.search(text):
        return False
    # Late: most answers need no renderer, and it brings all of nbconvert.
    from nbconvert.filters.markdown_mistune import (
        InvalidNotebook,
        IPythonRenderer,
        MarkdownWithMath,
    )
    from nbconvert.filters.strings import strip_files_prefix

    renderer = IPythonRenderer(escape=False, attachments=attachments)
    try:
        page = MarkdownWithMath(renderer=renderer).render(text)
    except InvalidNotebook:  # a picture that is not there
        return False
    # Formgrader does this afterwards, and it makes links of other links.
    return all(map(_is_plain, (page, strip_files_prefix(page))))


def _is_plain(page: str) -> bool:
    """Whether a page consists of known elements with known attributes, and text."""
    end = 0
    for tag in _TAG.finditer(page):
        if "<" in page[end : tag.start()] or not _is_known(tag):
            return False
        end = tag.end()
    return "<" not in page[end:]


def _is_known(tag: re.Match[str]) -> bool:
    closes, name, attributes = tag[1], tag[2].lower(), tag[3]
    if name not in _TAGS or (closes and attributes):
        return False
    pairs = [(key.lower(), value) for key, value in _PAIR.findall(attributes)]
    names = [pair[0] for pair in pairs]
    if name == "input" and not {"type", "disabled"} <= set(names):
        return False
    return len(names) == len(set(names)) and all(
        key in _VALUES
        and name in _ONLY_IN.get(key, {name})
        and _VALUES[key].fullmatch(html.unescape(value)) is not None
        for key, value in pairs
    )
