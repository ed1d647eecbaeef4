"""Every command of ours that a page prints is one that the command line takes."""

import re
import shlex
from pathlib import Path

import pytest

from grader.__main__ import VERBS, _parser

REPOSITORY = Path(__file__).parents[2]
PAGES = [
    path
    for pattern in ("*.md", "docs/*.md", "grader/*.md", "notebooks/*.md", "bench/*.md")
    for path in sorted(REPOSITORY.glob(pattern))
    if path.name != "CHANGELOG.md"  # which also tells of what is gone
]
# A line of code or `code in a sentence`, up to a comment, another command or a pipe.
NAMED = re.compile(
    r"(?:^ +(?:.*(?:&& |\$ ))?|`)(?:\S*python3? -m )?grader ([a-z]+\b[^`\n#&|(]*)(?=[`\n#&|])",
    re.MULTILINE,
)
STANDS_FOR = {"N": "2"}  # what a placeholder is, where a word of any kind would not do


def commands(text):
    """(words, is in a sentence) of each; those cut short with `...` are left out."""
    for found in NAMED.finditer(re.sub(r"\\\n\s*", " ", text)):
        words, in_sentence = shlex.split(found[1]), found[0].startswith("`")
        is_prose = not in_sentence and words[0] not in VERBS
        if not is_prose and not any("..." in word or "[" in word for word in words):
            yield [STANDS_FOR.get(word, word) for word in words], in_sentence


def is_taken(words):
    try:
        _parser(words[0]).parse_args(words)
    except SystemExit:
        return False
    return True


def test_commands_are_found_in_code_and_in_sentences():
    text = (
        "    grader grade STEM --jobs N   # all\n    cd .. && grader report && x\n"
        "say `python -m grader build` or `grader prove ...`\n    grader of sand\n"
    )
    assert list(commands(text)) == [
        (["grade", "STEM", "--jobs", "2"], False),
        (["report"], False),
        (["build"], True),
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_prints_only_commands_that_are_taken(page):
    for words, in_sentence in commands(page.read_text(encoding="utf-8")):
        told = f"{page}: grader {' '.join(words)}"
        assert words[0] in VERBS, told
        # A sentence may name an option alone; the reader knows what it is about.
        implied = [[], ["STEM"], ["STEM", "SOURCE"]] if in_sentence else [[]]
        assert any(is_taken([*words, *more]) for more in implied), told


def test_the_pages_that_instructors_and_authors_follow_hold_commands():
    for name, least in (("instructors", 20), ("authoring", 4)):
        text = (REPOSITORY / "docs" / f"{name}.md").read_text(encoding="utf-8")
        assert len(list(commands(text))) >= least
