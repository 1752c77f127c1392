"""Headings that a document shows by their look alone, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.imports.word_documents import Document, para, run

PROSE = "The lamp was lit at six and the keeper sat down with his tea, for the boat was late again."
CENTRED = '<w:jc w:val="center"/>'
BREAK = "<w:pageBreakBefore/>"


def prose(paragraphs: int = 4) -> str:
    return "".join(para(f"{number} {PROSE}") for number in range(paragraphs))


def bold(text: str, size: int = 0, properties: str = CENTRED) -> str:
    return para(run(text, f'<w:b/><w:sz w:val="{size}"/>' if size else "<w:b/>"), properties=properties)


def titles(body: str) -> list[str]:
    return [chapter.title for chapter in Document(body).read().chapters]


LOOKS = {
    "bold and centred": bold,
    "bold and larger": lambda text: bold(text, 36, ""),
    "bold and underlined, centred": lambda text: para(
        run(text, '<w:b/><w:u w:val="single"/>'), properties=CENTRED
    ),
    "in several runs": lambda it: para(run(it[:1], "<w:b/>"), run(it[1:], "<w:b/>"), properties=CENTRED),
    "centred on a new page": lambda text: para(text, properties=CENTRED + BREAK),
    "centred behind a page's end": lambda text: para('<w:r><w:br w:type="page"/></w:r>')
    + para("") + para(text, properties=CENTRED),
    "larger and centred": lambda text: para(run(text, '<w:sz w:val="40"/>'), properties=CENTRED),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(
    "names", [("Dusk", "The Boat", "Dawn"), ("Ночь", "Лодка", "Утро"), ("夜", "舟", "朝")]
)
def test_lines_set_apart_are_chapters(look: object, names: tuple[str, ...]) -> None:
    assert callable(look)
    assert titles("".join(look(name) + prose() for name in names)) == list(names)


def test_the_title_above_them_is_none_of_them() -> None:
    body = bold("The Lamp", 48) + "".join(bold(name, 28) + prose() for name in ("Dusk", "The Boat"))
    story = Document(body).read("draft7.docx")
    assert [chapter.title for chapter in story.chapters] == ["Dusk", "The Boat"]
    assert story.details.title == "The Lamp"


def test_the_title_may_look_as_they_do_if_it_is_signed() -> None:
    body = (
        bold("The Lamp") + bold("by Nell Harrow") + "".join(bold(name) + prose() for name in ("Dusk", "Dawn"))
    )
    story = Document(body).read("draft7.docx")
    assert [chapter.title for chapter in story.chapters] == ["Dusk", "Dawn"]
    assert (story.details.title, story.details.authors) == ("The Lamp", ("Nell Harrow",))


@pytest.mark.parametrize("numerals", [("1", "2", "3"), ("I", "II", "III"), ("– 1 –", "– 2 –", "– 3 –")])
def test_numerals_in_the_middle_of_the_line_are_chapters(numerals: tuple[str, ...]) -> None:
    body = "".join(para(numeral, properties=CENTRED) + prose() for numeral in numerals)
    assert titles(body) == list(numerals)


@pytest.mark.parametrize(
    "body",
    [
        prose(8) + bold("THE DAILY POST") + prose() + bold("LAMP OUT AT SEA") + prose(),
        "".join(bold(name) + para("Never.") for name in ("ANNA", "TOM", "ANNA", "TOM", "ANNA")),
        bold("For my mother") + bold("And for my father") + prose(),
        bold("Dusk") + prose(),
        "".join(para(run(f"Two days later, {n}", "<w:b/>")) + prose() for n in ("noon", "dusk")),
        "".join(para("* * *", properties=CENTRED) + prose() for _ in range(3)),
        "".join(bold(f"“{name}!” he cried.") + prose() for name in ("Ada", "Tom")),
        "".join(para(f"Line {n}", properties=CENTRED) for n in range(8)),
        "".join(para(n, properties=CENTRED) + prose() for n in ("3", "1")),
    ],
    ids=[
        "headlines",
        "a play",
        "a dedication",
        "one alone",
        "times",
        "ornaments",
        "speech",
        "verse",
        "numbers",
    ],
)
def test_what_only_looks_like_one_is_text(body: str) -> None:
    assert len(titles(body)) == 1


def test_the_styles_of_headings_count_before_looks() -> None:
    body = "".join(
        para(name, style="berschrift1") + prose() + bold("A Letter") + prose() for name in ("Dusk", "Dawn")
    )
    assert titles(body) == ["Dusk", "Dawn"]


def test_a_line_below_a_number_is_the_chapters_title() -> None:
    body = "".join(
        para(f"Chapter {number}", style="berschrift1") + bold(title) + para("CW: drowning") + prose()
        for number, title in (("One", "The Ferry"), ("Two", "The Ice"))
    )
    assert titles(body) == ["Chapter One: The Ferry", "Chapter Two: The Ice"]


def test_number_and_title_may_both_be_only_bold() -> None:
    body = "".join(bold(f"Chapter {n}") + bold(title) + prose() for n, title in ((1, "Dusk"), (2, "Dawn")))
    assert titles(body) == ["Chapter 1: Dusk", "Chapter 2: Dawn"]


@pytest.mark.parametrize(
    "below",
    [
        para("The sea is wide,", properties=CENTRED) + para("The sea is deep,", properties=CENTRED),
        para("Rain fell on the harbour.", properties=CENTRED),
        para("“Water is taught by thirst”", properties=CENTRED),
        para("Ada"),
    ],
    ids=["verse", "a sentence", "a motto", "a plain line"],
)
def test_a_motto_below_a_number_stays_text(below: str) -> None:
    body = "".join(para(f"Chapter {number}", style="berschrift1") + below + prose() for number in (1, 2))
    assert titles(body) == ["Chapter 1", "Chapter 2"]


def test_one_heading_in_another_look_loses_no_chapter() -> None:
    body = bold("Chapter 1") + prose() + para("Chapter 2") + prose() + bold("Chapter 3") + prose()
    assert titles(body) == ["Chapter 1", "Chapter 2", "Chapter 3"]
