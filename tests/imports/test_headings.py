"""Which lines begin a chapter, which only look so, and what a chapter is called."""

from __future__ import annotations

import re

import pytest

from bot.imports.formats.plain.headings import divide, is_title
from bot.imports.formats.plain.paragraphs import Paragraph, read

PROSE = "She read the letter twice, folded it, and put it where the others were, under the clock. " * 3


def titles(text: str) -> list[str]:
    return [str(section.heading) for section in divide(read(text))[1]]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Chapter 1", "Chapter 1"),
        ("CHAPTER ONE", "CHAPTER ONE"),
        ("Chapter III", "Chapter III"),
        ("Chapter 3: The Key in the Tin", "Chapter 3: The Key in the Tin"),
        ("Chapter 3 - Did they ever find it?", "Chapter 3: Did they ever find it?"),
        ("Chapter Twenty-One. The Key", "Chapter Twenty-One: The Key"),
        ("Chapter 4 The Key", "Chapter 4: The Key"),
        ("Chapter 2/7", "Chapter 2/7"),
        ("Chapter the Last", "Chapter the Last"),
        ("chapter 5", "chapter 5"),
        ("*Chapter 6*: Smoke", "Chapter 6: Smoke"),
        ("== Chapter 7 ==", "Chapter 7"),
        ("8. Chapter 8", "Chapter 8"),
        ("Letter 1", "Letter 1"),
        ("Prologue", "Prologue"),
        ("EPILOGUE: Ten Years On", "EPILOGUE: Ten Years On"),
        ("Part Two", "Part Two"),
    ],
)
def test_a_heading_is_found_as_it_stands(line: str, title: str) -> None:
    assert titles(f"{line}\n\n{PROSE}") == [title]
    assert titles(f"{line}\n{PROSE}\n\n{PROSE}") == [title]


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 3 was the hardest to write.",
        "Part of me had known all along.",
        "Part one of the plan was to do nothing.",
        "Letter by letter, she spelled it out.",
        "Book I lost at sea, and never found again.",
        "Prologue and epilogue were both missing.",
        "“Chapter Three,” he read aloud.",
        "Chapter and verse",
        "Chapter 3. The rest of it was gone.",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert titles(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


@pytest.mark.parametrize(
    "line", ["THE KEY IN THE TIN", "The Key in the Tin", "DR. MARTEN'S DIARY--_continued_.", "Smoke"]
)
def test_a_heading_takes_its_title_from_the_next_line(line: str) -> None:
    shown = line.replace("_", "").removesuffix(".")
    assert titles(f"CHAPTER I\n\n{line}\n\n{PROSE}") == [f"CHAPTER I: {shown}"]
    assert titles(f"CHAPTER I\n{line}\n\n{PROSE}") == [f"CHAPTER I: {shown}"]


@pytest.mark.parametrize(
    "line", ["“Who is it?”", "She Ran.", "_Letter from Marta to her brother._", "Monday", "May 4", "BANG!"]
)
def test_the_first_line_of_a_chapter_stays_in_it(line: str) -> None:
    opening, (section,) = divide(read(f"Chapter 1\n\n{line}\n\n{PROSE}"))
    assert section.heading.title == "" and section.body[0] == Paragraph((line,)) and not opening


def test_a_table_of_contents_is_not_chapters() -> None:
    contents = (
        "Contents\n\nChapter 1: Smoke ...... 3\nChapter 2: Salt ....... 9\n\nThe Author's Thanks ... 12"
    )
    opening, sections = divide(read(f"My Book\n\n{contents}\n\nChapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}"))
    assert opening == [Paragraph(("My Book",))]
    assert [section.heading.label for section in sections] == ["Chapter 1", "Chapter 2"]


def test_a_list_of_chapters_without_a_name_is_seen_through_too() -> None:
    listed = "\n\n".join(f"Chapter {number}" for number in range(1, 5))
    chapters = "\n\n".join(f"Chapter {number}\n\n{PROSE}" for number in range(1, 5))
    assert titles(f"{listed}\n\n{chapters}") == [f"Chapter {number}" for number in range(1, 5)]


def test_chapters_that_begin_again_in_each_part_are_all_kept() -> None:
    parts = "\n\n".join(
        f"Part {part}\n\n" + "\n\n".join(f"Chapter {n}\n\n{PROSE}" for n in (1, 2)) for part in ("One", "Two")
    )
    assert titles(parts) == ["Part One", "Chapter 1", "Chapter 2", "Part Two", "Chapter 1", "Chapter 2"]


@pytest.mark.parametrize(
    "numerals",
    [
        ["1", "2", "3"],
        ["I.", "II.", "III."],
        ["- 1 -", "- 2 -"],
        ["1. The Key in the Tin", "2. Smoke", "3. The Long Way Home"],
    ],
)
def test_a_book_may_head_its_chapters_with_numerals_alone(numerals: list[str]) -> None:
    chapters = "\n\n".join(f"{numeral}\n\n{PROSE}" for numeral in numerals)
    shown = [re.sub(r"^(\d)\. ", r"\1: ", numeral).strip("-. ") for numeral in numerals]
    assert titles(f"The Long Road\n\n{chapters}") == shown


def test_numerals_count_on_or_begin_again_in_a_new_part() -> None:
    for second in ("12", "34"):
        parts = [("Part One", "12"), ("Part Two", second)]
        text = "\n\n".join(f"{part}\n\n" + "".join(f"{n}\n\n{PROSE}\n\n" for n in ns) for part, ns in parts)
        assert titles(text) == ["Part One", "1", "2", "Part Two", *second]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\n1986\n\n{PROSE}\n\n1987\n\n{PROSE}",
        f"{PROSE}\n\n2\n\n{PROSE}\n\n3\n\n{PROSE}",
        f"{PROSE}\n\n1. Bring Bread\n\n2. Bring Salt\n\n3. Bring Both",
        f"I\n\n{PROSE}",
    ],
)
def test_a_year_a_list_and_a_lone_numeral_head_nothing(text: str) -> None:
    assert titles(text) == []


def test_numerals_within_chapters_stay_in_them() -> None:
    chapters = "\n\n".join(f"Chapter {n}\n\n1\n\n{PROSE}\n\n2\n\n{PROSE}" for n in (1, 2))
    assert titles(chapters) == ["Chapter 1", "Chapter 2"]


@pytest.mark.parametrize(
    "line", ["The Long Way Home", "Did You Miss Me?", "WINTER AT THE DOOR", "A Key, a Tin and the Sea"]
)
def test_a_title_looks_like_one(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "She ran.",
        "“Run!”",
        "Monday Morning",
        "3 May 1897",
        "Dear Marta",
        "It was late",
        "“The Key”",
        "Run!",
        "CRASH.",
    ],
)
def test_speech_dates_and_narration_do_not(line: str) -> None:
    assert not is_title(line)
