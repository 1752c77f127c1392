"""The first page of a document: its title, its author, and the address that only an editor is to see."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript
from tests.imports.word_documents import Document, para, run

CENTRED = '<w:jc w:val="center"/>'
PROSE = "The furnace was lit at dawn, and nobody came to see it. “Blow,” said Hester."
PAGE = '<w:r><w:br w:type="page"/></w:r>'


def centred(text: str) -> str:
    return para(text, properties=CENTRED)


def story(*lines: str) -> str:
    """The text of a short story behind its first page."""
    return "".join((*lines, *(para(f"{number} {PROSE}") for number in range(6))))


def told(manuscript: Manuscript) -> str:
    """All that a reader could see of it."""
    details = manuscript.details
    shown = [details.title, *details.authors, details.notes, details.summary, *details.tags]
    return "\n".join([*shown, *(f"{each.title}\n{each.text}" for each in manuscript.chapters)])


ADDRESSES = {
    "lines": "".join(map(para, ("Hester Quill", "14 Example Lane", "Bristol BS1 4QA", "hester@example.org")))
    + para("about 5,000 words"),
    "a line with tabs": para("Hester Quill", "<w:r><w:tab/><w:t>approx. 5,000 words</w:t></w:r>")
    + para("14 Example Lane") + para("(555) 010-2345") + para("hester@example.org"),
    "one paragraph": para("<w:r><w:t>Hester Quill</w:t><w:br/><w:t>14 Example Lane</w:t><w:br/>"
                          "<w:t>hester@example.org</w:t><w:br/><w:t>5000 words</w:t></w:r>"),
    "a table": "<w:tbl><w:tr><w:tc>" + "".join(map(para, ("Hester Quill", "14 Example Lane")))
    + para("hester@example.org") + "</w:tc><w:tc>" + para("Word count: 5,120") + "</w:tc></w:tr></w:tbl>",
    "only a telephone": para("Hester Quill") + para("14 Example Lane") + para("Tel: +44 20 7946 0958"),
    "only a street and a town": para("Hester Quill") + para("14 Example Lane") + para("Portland, OR 97201"),
    "German": para("Hester Quill") + para("hester@example.org") + para("ca. 5.000 Wörter"),
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("by", [centred("by Hester Quill"), centred("by") + centred("Hester Quill")])
def test_the_address_above_a_title_is_nobodys_business(address: str, by: str) -> None:
    gap = para("") * 3
    manuscript = Document(story(address, gap, centred("THE GLASSMAKER’S OATH"), by, gap)).read()
    assert (manuscript.details.title, manuscript.details.authors) == (
        "THE GLASSMAKER’S OATH",
        ("Hester Quill",),
    )
    for secret in ("Example Lane", "example.org", "010-2345", "7946", "5,000", "5000", "5,120", "97201"):
        assert secret not in told(manuscript)
    assert told(manuscript).count(PROSE) == 6
    assert any("left out" in warning and "address" in warning for warning in manuscript.warnings)
    assert [chapter.title for chapter in manuscript.chapters] == [""]


def test_a_pen_name_below_the_title_counts_before_the_name_above_it() -> None:
    address = para("Hester Quill") + para("hester@example.org")
    manuscript = Document(story(address, centred("THE OATH"), centred("a novelette by Owl Feather"))).read()
    assert manuscript.details.authors == ("Owl Feather",)
    assert "Hester Quill" not in told(manuscript)


def test_the_number_of_words_may_stand_below_the_author() -> None:
    page = para("The Oath", style="Titel") + centred("by Hester Quill") + centred("80,000 words")
    manuscript = Document(story(page, para(PAGE))).read()
    assert "80,000" not in told(manuscript)
    assert any("left out" in warning for warning in manuscript.warnings)


def test_a_manuscript_of_a_novel_has_chapters() -> None:
    address = para("Hester Quill") + para("hester@example.org") + para("about 80,000 words")
    body = address + centred("THE OATH") + centred("by Hester Quill")
    for number, title in (("One", "The Furnace"), ("Two", "The Blow")):
        body += para(PAGE) + para("") + centred(f"Chapter {number}") + para("") + centred(title) + story()
    manuscript = Document(body).read()
    assert [chapter.title for chapter in manuscript.chapters] == [
        "Chapter One: The Furnace",
        "Chapter Two: The Blow",
    ]
    assert manuscript.details.title == "THE OATH"


def test_details_above_a_title_stay() -> None:
    page = para("Hester Quill") + para("hester@example.org") + para("Genre: Fantasy") + centred("THE OATH")
    manuscript = Document(story(page, centred("by Hester Quill"))).read()
    assert manuscript.details.tags == ("Fantasy",)
    assert "example.org" not in told(manuscript)


@pytest.mark.parametrize(
    "opening",
    [
        para("From: ada@example.org") + para("To: tom@example.org") + para("The furnace is cold."),
        para("“Write to me,” she said. “I am at ada@example.org.”") + centred("THE LETTER"),
        para("It was 14 Example Lane, and 500 words were said there.") + centred("* * *"),
        para("Call me.") + para("020 7946 0958") + para("That was all the note said."),
    ],
)
def test_letters_and_numbers_in_a_story_are_no_address(opening: str) -> None:
    manuscript = Document(story(opening)).read()
    first = manuscript.chapters[0].text.replace("\\", "")
    assert "example.org" in first or "14 Example Lane" in first or "7946" in first
    assert not any("address" in warning for warning in manuscript.warnings)


@pytest.mark.parametrize(
    ("subtitle", "authors"),
    [
        ("Nell Harrow", ("Nell Harrow",)),
        ("Вера Морская", ("Вера Морская",)),
        ("by Nell Harrow", ("Nell Harrow",)),
        ("Written by Nell Harrow", ("Nell Harrow",)),
        ("von Nell Harrow", ("Nell Harrow",)),
        ("Ursula K. Le Guin", ("Ursula K. Le Guin",)),
        ("Ludwig van Beethoven", ("Ludwig van Beethoven",)),
        ("Nell Harrow and Tom Reed", ("Nell Harrow", "Tom Reed")),
        ("NightOwl_42", ("NightOwl_42",)),
        ("A Novel", ()),
        ("A Tale of the Sea", ()),
        ("Part One", ()),
        ("Зимняя сказка", ()),
        ("The Far Bank", ()),
        ("Redux", ()),
    ],
)
def test_a_name_as_the_subtitle_is_the_author(subtitle: str, authors: tuple[str, ...]) -> None:
    page = para("A Winter Crossing", style="Titel") + para(subtitle, style="Untertitel")
    manuscript = Document(page + para("Chapter 1", style="berschrift1") + story()).read()
    assert manuscript.details.authors == authors
    assert manuscript.details.title == "A Winter Crossing"
    assert (subtitle in told(manuscript)) == (not authors or authors == (subtitle,))


def test_the_author_may_stand_below_a_subtitle() -> None:
    page = para("The Lamp", style="Titel") + para("A Tale of the Sea", style="Untertitel")
    manuscript = Document(page + centred("by Nell Harrow") + para("Chapter 1", style="berschrift1") + story())
    assert manuscript.read().details.authors == ("Nell Harrow",)


def test_one_word_below_the_title_is_the_author_if_the_file_says_so() -> None:
    page = para("The Lamp", style="Titel") + para("Nightingale", style="Untertitel")
    manuscript = Document(story(page), core="<dc:creator>Nightingale</dc:creator>").read()
    assert manuscript.details.authors == ("Nightingale",)
    assert "Nightingale" not in manuscript.chapters[0].text


def test_a_title_that_only_looks_like_one_is_found_by_the_author_below() -> None:
    big = para(run("The Lamp", '<w:b/><w:sz w:val="48"/>'), properties=CENTRED)
    manuscript = Document(story(big, centred("by Nell Harrow"))).read("draft7.docx")
    assert (manuscript.details.title, manuscript.details.authors) == ("The Lamp", ("Nell Harrow",))
    assert manuscript.chapters[0].text.startswith("0 The furnace")


def test_title_and_author_may_be_lines_of_one_paragraph() -> None:
    both = para("<w:r><w:t>The Lamp</w:t><w:br/><w:t>by Nell Harrow</w:t></w:r>", properties=CENTRED)
    manuscript = Document(story(both)).read("draft7.docx")
    assert (manuscript.details.title, manuscript.details.authors) == ("The Lamp", ("Nell Harrow",))
    assert manuscript.chapters[0].text.startswith("0 The furnace")
