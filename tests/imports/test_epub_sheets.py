"""EPUBs whose italics, bold type and hidden lines are said by stylesheets that their pages link to."""

from __future__ import annotations

import pytest

from tests.imports.epubs import HTML, Book

SHEET = ".calibre5 {font-style: italic} .loud {font-weight: bold} .gone {display: none}"
STOLEN = '<span class="gone"> Stolen!</span>'
BODY = f'<p>She <span class="calibre5">never</span> <span class="loud">told</span>.{STOLEN}</p>'


def read(
    href: str = "style.css", sheet: str | bytes = SHEET, at: str = "OPS/style.css", body: str = BODY
) -> str:
    head = f'<head><title/><link rel="stylesheet" type="text/css" href="{href}"/></head>'
    page = f"{HTML}{head}<body>{body}</body></html>"
    return Book({"a.xhtml": page}, other={at: sheet}).read().chapters[0].text


def test_what_a_linked_sheet_says_of_classes_is_seen() -> None:
    assert read() == "She _never_ **told**."


@pytest.mark.parametrize(
    ("href", "at"),
    [
        ("../css/my%20style.css", "css/my style.css"),
        ("STYLE.CSS", "OPS/style.css"),
        ("./style.css?v=2", "OPS/style.css?v=2"),
    ],
)
def test_the_sheet_is_found_as_pages_are(href: str, at: str) -> None:
    assert read(href, at=at) == "She _never_ **told**."


@pytest.mark.parametrize("sheet", [b"", b"\xff\xfe", b"p {", "@charset 'x'; .calibre5 {"])
def test_a_damaged_sheet_says_nothing(sheet: str | bytes) -> None:
    assert read(sheet=sheet) == "She never told. Stolen!"


def test_hidden_words_are_told_of() -> None:
    page = f"{HTML}<head><style>{SHEET}</style></head><body>{BODY}</body></html>"
    assert Book({"a.xhtml": page}).read().warnings == (
        "Words that the book’s stylesheets hide, and that were left out: 1.",
    )


def test_a_missing_sheet_says_nothing() -> None:
    assert read("gone.css") == "She never told. Stolen!"


def test_how_a_book_has_all_its_paragraphs_stresses_none() -> None:
    assert (
        read(sheet="p {font-style: italic} body {font-weight: bold}", body="<p>She told.</p>") == "She told."
    )


def test_words_that_stand_off_a_title_page_are_kept() -> None:
    body = '<section epub:type="titlepage"><p class="gone">By M. Dale</p></section>'
    assert read(body=f"{body}<p>She told.</p>").startswith("By M. Dale")
