"""Which lines begin a chapter, which only look so, and what a chapter is called."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.imports.formats.plain.paragraphs import Paragraph, read
from bot.imports.formats.plain.sections import divide
from bot.imports.formats.plain.titles import is_title

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
        ("« Chapter 7 »", "Chapter 7"),
        ("8. Chapter 8", "Chapter 8"),
        ("Letter 1", "Letter 1"),
        ("Prologue", "Prologue"),
        ("EPILOGUE: Ten Years On", "EPILOGUE: Ten Years On"),
        ("Part Two", "Part Two"),
        ("Part One of Three", "Part One of Three"),
        ("Chapters 3-4", "Chapters 3-4"),
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
        "« Chapter Three. » He shut the book.",
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


@pytest.mark.parametrize(
    ("heading", "line", "titled"),
    [
        ("第一章", "灯亮了", True),
        ("第一章", "灯台の明かりは六時にともされた。船はまだ来ない。", False),
        ("บทที่ 1", "ไฟประภาคารถูกจุดเมื่อหกโมงเย็น เรือยังไม่มา ลมเปลี่ยนทิศ", False),
        ("الفصل الأول", "المنارة", True),
    ],
)
def test_in_a_script_without_capitals_a_sentence_is_no_title(heading: str, line: str, titled: bool) -> None:
    text = f"{heading}\n\n{line}\n\n" + f"{line}{line}{line}\n\n" * 6
    assert (titles(text) != [heading]) is titled


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


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ch. 3: Dusk", "Ch. 3: Dusk"),
        ("Ch 4", "Ch 4"),
        ("Chap #3", "Chap #3"),
        ("Chapter No. 3", "Chapter No. 3"),
        ("CHAPTER12", "CHAPTER12"),
        ("chapter-1", "chapter-1"),
        ("Ep. 3 - The Key", "Ep. 3: The Key"),
        ("CHAPTER I. -- Down the Lane", "CHAPTER I: Down the Lane"),
        ("Chapter One...", "Chapter One"),
        ("Chapter 1 Fire!", "Chapter 1: Fire!"),
        ("Chapter 2 What Now?", "Chapter 2: What Now?"),
        ("Chapter 3 Home", "Chapter 3: Home"),
        ("Chapter 1 “Dusk”", "Chapter 1: “Dusk”"),
        ("Chapter 1.5 (Interlude)", "Chapter 1.5 (Interlude)"),
        ("Chapter 3-4", "Chapter 3-4"),
        ("Chapter 12b", "Chapter 12b"),
        ("Chapter Hundred and Three", "Chapter Hundred and Three"),
        ("Chapter Two Hundred Forty-One", "Chapter Two Hundred Forty-One"),
        ("CHAPTER ONE THOUSAND AND ONE", "CHAPTER ONE THOUSAND AND ONE"),
        ("Chapter the Twenty-First", "Chapter the Twenty-First"),
        ("Book One, Chapter 1", "Book One, Chapter 1"),
        ("Vol. 2 Ch. 3: Rain", "Vol. 2 Ch. 3: Rain"),
        ("The Lamp: Chapter 1", "The Lamp: Chapter 1"),
        ("☆ Chapter 5 ☆", "Chapter 5"),
        ("[Chapter 5]", "Chapter 5"),
        ("Bonus Chapter", "Bonus Chapter"),
        ("Side Story 2: The Owl", "Side Story 2: The Owl"),
        ("Omake", "Omake"),
        ("Afterword", "Afterword"),
        ("Interlude (Orla)", "Interlude (Orla)"),
    ],
)
def test_a_heading_may_be_shortened_counted_high_or_decorated(line: str, title: str) -> None:
    assert titles(f"{line}\n\n{PROSE}") == [title]


def test_a_sentence_on_the_next_chapter_does_not_take_its_place() -> None:
    text = f"Chapter 1\n\n{PROSE}\n\nChapter 2 of the log was missing\n\n{PROSE}\n\nChapter 2\n\n{PROSE}"
    assert titles(text) == ["Chapter 1", "Chapter 2"]


def test_the_form_below_a_heading_is_no_title() -> None:
    text = f"Chapter 1\n\nName: Marta\nLevel: 3\n\n{PROSE}\n\nChapter 2\n\n{PROSE}"
    story = formats.parse(text.encode(), "lamp.txt")
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert "Name: Marta" in story.chapters[0].text
