"""The text corpus: cleaning rules, readers of each package, files and errors."""

from __future__ import annotations

import bz2
import dataclasses
import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_scripts import text
from data_scripts.errors import DataError


def prepare(folder: Path, cache: Path) -> Path:
    with text.preparing_text(folder, cache, jobs=1) as finish:
        finish()
    return folder


@settings(max_examples=200)
@given(st.text())
def test_clean_text_is_letters_and_single_spaces(raw: str) -> None:
    assert re.fullmatch(r"([a-z]+( [a-z]+)*)?", text.clean(raw))


@given(st.text(alphabet=" abcxyz"))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert text.clean(text.clean(raw)) == text.clean(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("In 1984, Don't!", "in one nine eight four don t"),
        ("Málaga &amp; Köln", "malaga koln"),
        ("", ""),
    ],
)
def test_digits_accents_and_punctuation(raw: str, expected: str) -> None:
    assert text.clean(raw) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("see [[dog]]s and [[Rome|the city]]", "see dogs and the city"),
        ("[http://a.b/c a site] there", "a site there"),
        ("a<ref name=x>no</ref> b<ref name=y/> c", "a b c"),
        ("a &lt;ref&gt;no&lt;/ref&gt; b", "a b"),
        ("{{box|a={{b}}|c}} text", "text"),
        ("{| class=x\n| cell\n{|\n|inner\n|}\n|}\nafter", "after"),
        ("[[Image:a.jpg|thumb|a [[big|large]] cat]] rest", "rest"),
        ("[[Category:Cats]] [[de:Katze]] end", "end"),
        ("a <!-- [[not]] --> b<br/>c", "a b c"),
    ],
)
def test_wiki_markup_is_dropped_and_links_keep_their_words(
    markup: str, expected: str
) -> None:
    assert text.clean(text.strip_wiki_markup(markup)) == expected


def _page(body: str, namespace: int = 0) -> str:
    content = f"<ns>{namespace}</ns><revision><text>{body}</text></revision>"
    return f"<page><title>t</title>{content}</page>"


def _wikipedia(path: Path) -> Path:
    long = "word " * 150
    pages = [
        _page(long + "first"),
        _page("#REDIRECT [[x]]" + long),
        _page(long + "talk", namespace=1),
        _page("short"),
    ]
    dump = "<mediawiki>" + "".join(pages) + "<page><title>cut"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t/test_data/enwiki-x.bz2", bz2.compress(dump.encode()))
        for name in text.EVALUATION_FILES:
            archive.writestr(f"gensim/test/test_data/{name}", f"content of {name}")
    return path


def test_wikipedia_reader_takes_whole_long_articles_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(_wikipedia(tmp_path / "w.whl")) as archive:
        (document,) = text.read_wikipedia(archive)
    assert document.split()[-1] == "first"


def test_factbook_reader_keeps_sentences_and_the_names_of_capitals(
    tmp_path: Path,
) -> None:
    sentence = "<p>the country lies between two seas and many high mountains</p>"
    country = {
        "Introduction": {"Background": {"text": " ".join([sentence] * 12)}},
        "Geography": {"Area": {"text": "1,234 sq km"}},
        "Government": {"Capital": {"name": {"text": "Paris"}}},
    }
    with zipfile.ZipFile(tmp_path / "f.whl", "w") as archive:
        archive.writestr("x/data/europe/fr.json", json.dumps(country))
    with zipfile.ZipFile(tmp_path / "f.whl") as archive:
        (document,) = text.read_factbook(archive)
    assert document.endswith("capital name paris")
    assert "sq km" not in document


def test_bible_reader_drops_verse_numbers_and_splits_chapters(tmp_path: Path) -> None:
    code = 'x = f(1, """\n1. In the [very] beginning. 2. And then.\n1. Now these.""")'
    with zipfile.ZipFile(tmp_path / "b.whl", "w") as archive:
        archive.writestr("p/plain_text_bible.py", code)
    with zipfile.ZipFile(tmp_path / "b.whl") as archive:
        chapters = list(text.read_bible(archive))
    assert chapters == ["in the very beginning and then", "now these"]


def test_dictionary_reader_joins_meanings_quotations_and_phrases(
    tmp_path: Path,
) -> None:
    def entry(*meanings: Mapping[str, object], cs: str = "") -> dict[str, object]:
        use = {"part_of_speech": "n.", "definitions": list(meanings), "cs": cs}
        return {"entry": "x", "pos": [use]}

    iron = {"text": "An iron for holding wood. [1913 Webster]", "examples": []}
    animal = {"text": "(Zool.) A quadruped.", "examples": ["A sly\ndog (so)!"]}
    words = {
        "dog": entry(animal, iron, cs="A dead dog, of no use."),
        "dogs": entry({"text": None, "examples": []}),
    }
    with zipfile.ZipFile(tmp_path / "d.whl", "w") as archive:
        archive.writestr("dictionary/data/en/words_D.json", json.dumps(words))
        archive.writestr("dictionary/data/en/other.json", "not read")
    with zipfile.ZipFile(tmp_path / "d.whl") as archive:
        documents = list(text.read_dictionary(archive))
    assert documents == [
        "dog a quadruped a sly dog so dog an iron for holding wood a dead dog of no use"
    ]


def _only_wikipedia(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Make a cache that holds a small package, listed as the only one."""
    cache = folder / "cache"
    cache.mkdir()
    path = _wikipedia(cache / "gensim-1.0.whl")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    wheel = text.TextWheel("gensim", "1.0", 1, digest, "wikipedia", "x", "articles")
    monkeypatch.setattr(text, "read_text_wheels", lambda: [wheel])
    return cache


def test_preparing_writes_the_same_corpus_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache = _only_wikipedia(monkeypatch, tmp_path)
    one = prepare(tmp_path / "one", cache)
    two = prepare(tmp_path / "two", cache)
    names = sorted(path.name for path in one.iterdir())
    texts = ("wiki.txt", "wiki_card.md", "english.txt", "english_card.md")
    assert names == sorted([*texts, *text.EVALUATION_FILES])
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_card_counts_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = prepare(tmp_path / "text", _only_wikipedia(monkeypatch, tmp_path))
    card = (folder / "wiki_card.md").read_text()
    assert "151 words" in card
    assert "2 different words, 1 of them seen once" in card
    assert "articles: 151 words" in card


def test_package_of_one_text_stays_out_of_the_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache = _only_wikipedia(monkeypatch, tmp_path)
    (wheel,) = text.read_text_wheels()
    extra = dataclasses.replace(wheel, kind="dictionary", texts=["english"])
    monkeypatch.setattr(text, "read_text_wheels", lambda: [wheel, extra])
    monkeypatch.setitem(text.READERS, "dictionary", lambda _: ["a cat is a cat"])
    folder = prepare(tmp_path / "text", cache)
    assert "cat" not in (folder / "wiki.txt").read_text()
    assert "a cat is a cat" in (folder / "english.txt").read_text()


def test_text8_replaces_every_text(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "text8.zip", "w") as archive:
        archive.writestr("text8", " anarchism originated as a term ")
    folder = text.prepare_text8(tmp_path / "text8.zip", tmp_path / "text")
    for name in text.TEXTS:
        words = (folder / f"{name}.txt").read_text()
        assert words == "anarchism originated as a term"


def test_truncated_text8_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "text8.zip").write_bytes(b"PK not a zip")
    with pytest.raises(DataError, match="remove it and run the same command again"):
        text.prepare_text8(tmp_path / "text8.zip", tmp_path / "text")


def test_package_with_other_bytes_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def give_other(wheel: text.TextWheel, folder: Path) -> Path:
        path = folder / "gensim.whl"
        path.write_bytes(b"other")
        return path

    monkeypatch.setattr(text, "_download", give_other)
    wheel = text.TextWheel("gensim", "1.0", 1, "0" * 64, "wikipedia", "x", "y")
    with pytest.raises(DataError, match="not the file that sources"):
        text.fetch_wheel(wheel, tmp_path)
    assert not list(tmp_path.glob("*.whl"))


def test_every_source_has_a_reader_a_license_and_a_hash() -> None:
    for wheel in text.read_text_wheels():
        assert wheel.kind in text.READERS
        assert wheel.license
        assert re.fullmatch(r"[0-9a-f]{64}", wheel.sha256)
