"""What a chapter is called in a heading, a menu or a button."""

from __future__ import annotations

import pytest

from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind
from bot.stories.naming import chapter_name


def called(title: str, number: int | None = 3, kind: ChapterKind = ChapterKind.BODY) -> str:
    return chapter_name(Chapter(ChapterId(1), StoryId(1), 4, number, title, kind, 1, 100, 20, 0))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Chapter 3"),
        ("III", "Chapter 3"),
        ("3.", "Chapter 3"),
        ("Chapter 3", "Chapter 3"),
        ("The Crossing", "Chapter 3 — The Crossing"),
        ("Chapter 3: The Crossing", "Chapter 3 — The Crossing"),
        ("CHAPTER III: MINA'S JOURNAL", "Chapter 3 — MINA'S JOURNAL"),
        ("3 — The Crossing", "Chapter 3 — The Crossing"),
        ("Letter 3: From the Owner", "Letter 3: From the Owner"),
        ("Part Two · Chapter 1", "Part Two · Chapter 1"),
        ("Act I · Scene III", "Act I · Scene III"),
        ("Epilogue", "Epilogue"),
        ("Chapter 12", "Chapter 12"),  # the first chapters are elsewhere: its own number counts
        ("Chapter 12: The Return", "Chapter 12 — The Return"),  # as it was called before the numbers shifted
        ("Ch. 12", "Chapter 12"),
        ("CHAPTER XII: THE RETURN", "Chapter 12 — THE RETURN"),
        ("Chapter Mix", "Chapter Mix"),
        ("I", "Chapter 3 — I"),
        ("Mix", "Chapter 3 — Mix"),
    ],
)
def test_a_chapter_is_called_by_its_number_and_title(title: str, name: str) -> None:
    assert called(title) == name


def test_what_stands_around_the_story_has_no_number() -> None:
    assert called("Dedication", None, ChapterKind.FRONT) == "Dedication"
    assert called("", None, ChapterKind.FRONT) == "Before the story"
    assert called("", None, ChapterKind.BACK) == "After the story"


def test_a_chapter_that_its_story_has_lost_has_no_number() -> None:
    assert called("The Crossing", None) == "The Crossing"
    assert called("", None) == "A removed chapter"
