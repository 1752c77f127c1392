"""The real EPUBs that stand beside the project: every chapter, every word, every line of verse."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from bot.imports.formats.epub import parse
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.models import ChapterKind
from bot.text import markup
from tests.support.paths import CORPORA

BOOKS = CORPORA / "epub"
NAMES = (
    "aesop_fables_v-s-vernon-jones",
    "bram-stoker_dracula",
    "edgar-allan-poe_short-fiction",
    "robert-louis-stevenson_the-strange-case-of-dr-jekyll-and-mr-hyde",
    "william-shakespeare_hamlet",
)
AESOP, DRACULA, POE, JEKYLL, HAMLET = NAMES
DROPPED = "↩\u2060\u00ad"

pytestmark = pytest.mark.skipif(not BOOKS.is_dir(), reason="the shared corpora are not beside this checkout")


def file_of(name: str) -> bytes:
    return (BOOKS / f"{name}.epub").read_bytes()


@cache
def book(name: str) -> Manuscript:
    return parse(file_of(name), f"{name}.epub")


def chapters(name: str, kind: ChapterKind = ChapterKind.BODY) -> dict[str, ManuscriptChapter]:
    return {chapter.title: chapter for chapter in book(name).chapters if chapter.kind is kind}


def words(text: str) -> Counter[str]:
    """The words; H₂O, written with a lowered figure, is an H and an O as it was in the book."""
    text = unicodedata.normalize("NFKC", text.translate(dict.fromkeys(map(ord, DROPPED))))
    return Counter(re.findall(r"[^\W\d]+", text))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_but_headings_that_the_titles_repeat(name: str) -> None:
    printed, headings = Counter[str](), Counter[str]()
    with ZipFile(BytesIO(file_of(name))) as archive:
        for path in archive.namelist():
            if not path.startswith("epub/text/"):
                continue
            body = etree.fromstring(archive.read(path)).find("{*}body")
            assert body is not None
            printed += words("".join(map(str, body.itertext())))
            for heading in body.iter("{*}h1", "{*}h2", "{*}h3"):
                headings += words("".join(map(str, heading.itertext())))
    told = words("\n".join(markup.strip(chapter.text) for chapter in book(name).chapters))
    assert printed - told <= headings
    assert not told - printed


@pytest.mark.parametrize("name", NAMES)
def test_chapters_are_stored_as_the_contract_has_it(name: str) -> None:
    story = book(name)
    assert story.warnings == ()
    assert (story.details.licence, story.details.language[:3]) == ("CC0 1.0", "en-")
    assert story.details.source == "https://standardebooks.org/ebooks/" + {
        AESOP: "aesop/fables/v-s-vernon-jones",
        JEKYLL: "robert-louis-stevenson/the-strange-case-of-dr-jekyll-and-mr-hyde",
    }.get(name, name.replace("_", "/"))
    assert story.cover is not None
    assert story.cover.startswith(b"\xff\xd8\xff")
    keys = [chapter.key for chapter in story.chapters]
    assert len(set(keys)) == len(keys)
    for chapter in story.chapters:
        assert chapter.title
        assert all(part and part == part.strip() for part in chapter.text.split("\n\n"))


def test_dracula() -> None:
    body = chapters(DRACULA)
    # Twenty-seven chapters, and the note that ends the story: the book calls both its body.
    assert len(body) == 28
    assert list(body)[:4] == ["I", "II", "III", "IV"]
    assert list(body)[-2:] == ["XXVII", "Note"]
    assert body["I"].text.startswith(
        "### Jonathan Harker’s Journal.\n\n### (_Kept in shorthand._)\n\n_3 May. Bistritz._—Left Munich"
    )
    assert (
        "> **Letter from Miss Mina Murray to Miss Lucy Westenra.**\n> \n> “_9 May._\n> \n> “My dearest Lucy—"
        in body["V"].text
    )
    assert "> “Your loving\n> “Mina." in body["V"].text
    assert markup.SCENE_BREAK in body["V"].text
    assert list(chapters(DRACULA, ChapterKind.FRONT)) == ["Titlepage", "Imprint", "Dedication", "Preface"]
    assert chapters(DRACULA, ChapterKind.FRONT)["Dedication"].text == "To\nMy Dear Friend\nHommy-Beg"
    assert list(chapters(DRACULA, ChapterKind.BACK)) == ["Colophon", "Uncopyright"]
    assert book(DRACULA).details.authors == ("Bram Stoker",)
    assert book(DRACULA).details.summary.startswith("_Dracula_ is one of the most famous horror novels")


def test_jekyll_and_hyde() -> None:
    body = chapters(JEKYLL)
    assert len(body) == 10
    assert list(body)[1:3] == ["Search for Mr. Hyde", "Dr. Jekyll Was Quite at Ease"]
    assert body["Story of the Door"].text.startswith(
        "Mr.\u00a0Utterson the lawyer was a man of a rugged countenance"
    )
    assert body["Henry Jekyll’s Full Statement of the Case"].text.endswith(
        "I bring the life of that unhappy Henry Jekyll to an end."
    )
    assert book(JEKYLL).details.title == "The Strange Case of Dr. Jekyll and Mr. Hyde"


def test_poe() -> None:
    body = chapters(POE)
    assert len(body) == 66
    assert next(iter(body)) == "Metzengerstein"
    assert "MS. Found in a Bottle" in body
    assert body["Ligeia"].text.startswith("> And the will therein lieth, which dieth not.")
    assert "> _Joseph Glanvill_" in body["Ligeia"].text
    assert body["Diddling"].text.startswith(
        "### Considered as One of the Exact Sciences\n\n"
        "> Hey, diddle diddle\n> The cat and the fiddle\n\nSince the world began"
    )
    assert "5 \\| represents \\| a\n† \\| ” \\| d" in body["The Gold-Bug"].text
    assert "27\\. Upon the original publication" in chapters(POE, ChapterKind.BACK)["Endnotes"].text
    assert "\\[27]" in body["The Mystery of Marie Rogêt"].text


def test_aesop() -> None:
    body = chapters(AESOP)
    assert len(body) == len([c for c in book(AESOP).chapters if c.kind is ChapterKind.BODY]) == 284
    assert body["The Fox and the Grapes"].text.startswith("A hungry Fox saw some fine bunches of Grapes")
    assert body["The Goose That Laid the Golden Eggs"].text.endswith("\n\nMuch wants more and loses all.")
    assert list(body)[-1] == "The Traveller and Fortune"
    assert list(chapters(AESOP, ChapterKind.FRONT)) == ["Titlepage", "Imprint", "Introduction"]


def test_hamlet() -> None:
    body = chapters(HAMLET)
    assert len(body) == 20
    assert list(body)[:2] == ["Act I · Scene I", "Act I · Scene II"]
    assert list(body)[-1] == "Act V · Scene II"
    assert body["Act I · Scene I"].text.startswith(
        "Elsinore. A platform before the castle.\n\n_Francisco at his post. Enter to him Bernardo._\n\n"
        "**Bernardo**\nWho’s there?"
    )
    assert (
        "**Hamlet**\nTo be, or not to be: that is the question:\nWhether ’tis nobler"
        in body["Act III · Scene I"].text
    )
    people = chapters(HAMLET, ChapterKind.FRONT)["Dramatis Personae"].text
    assert people.startswith("• Claudius, king of Denmark\n• Hamlet, son to the late")
    assert chapters(HAMLET, ChapterKind.BACK)["Endnotes"].text.startswith("1\\. In an effort to create")
