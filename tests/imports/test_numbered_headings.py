"""Headings that are numbers, and lines that head chapters because they count up or are marked alike."""

from __future__ import annotations

import re

import pytest

from bot.imports.formats.plain.paragraphs import read
from bot.imports.formats.plain.sections import divide
from tests.imports.test_headings import PROSE, titles


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
    "lines",
    [
        ["First Chapter", "Second Chapter", "Last Chapter"],
        ["1st Chapter", "2nd Chapter"],
        ["chapter 41 - dusk falls", "chapter 42 - a boat"],
        ["chapter 1 dusk falls", "chapter 2 a boat comes"],
        ["chapter.001 Dusk", "chapter.002 The Boat"],
        ["CHAPTER I. In which we meet.", "CHAPTER II. In which we part."],
        ["The Lamp Chapter 1", "The Lamp Chapter 2: Dawn"],
        ["The Lamp - Chapter One", "The Lamp - Chapter Two"],
        ["Chapter 1", "Extra", "Chapter 2", "Special 1: Snow"],
        ["1 - Dusk", "2 - The Boat"],
        ["1) Dusk", "2) The Boat"],
        ["#1 Dusk", "#2 The Boat"],
        ["i. dusk falls", "ii. a boat"],
        ["I - Dusk", "II - The Boat"],
        ["I. THE STORM.", "II. THE CALM."],
        ["One", "Two"],
        ["ONE: Dusk", "TWO: The Boat"],
        ["Day 1", "Day 2: Snow"],
        ["Entry One", "Entry Two"],
        ["1.1 Dusk", "1.2 The Boat", "2.1 Snow"],
        ["V1C1 - Dusk", "V1C2 - The Boat"],
        ["(1)", "(2)"],
        ["# Dusk", "# The Boat"],
        ["Dusk\n====", "The Boat\n--------"],
        ["Chapter 1\n---------", "Chapter 2\n---------"],
    ],
)
def test_lines_that_count_up_or_are_marked_alike_are_headings_together(lines: list[str]) -> None:
    text = "\n\n".join(f"{line}\n\n{PROSE}\n\n{PROSE}" for line in lines)
    found = divide(read(text))[1]
    assert len(found) == len(lines)
    assert all(section.body == tuple(read(f"{PROSE}\n\n{PROSE}")) for section in found)


@pytest.mark.parametrize(
    "line",
    [
        "1 - buy milk",
        "First Chapter",
        "The Final Chapter",
        "chapter 2 - the boat",
        "Chapter 3 was hard for her",
        "Letter I wrote to Anna",
        "He opened Chapter 1",
        "Act two of my life",
        "Extra",
        "Special: the soup of the day",
        "Interlude with Owls",
        "Day 1",
        "1.1 Dusk",
        "One",
        "# Dusk",
        "Dusk\n====",
    ],
)
def test_one_such_line_alone_is_none(line: str) -> None:
    assert titles(f"{PROSE}\n\n{line}\n\n{PROSE}\n\n{PROSE}") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Bring bread", "2. Bring salt", "3. Bring both"],
        ["1 - buy milk\n2 - buy eggs\n3 - buy bread"],
        ["One.", "He ran.", "Two.", "He fell.", "Three."],
        ["1:00 AM", PROSE, "2:00 AM"],
        ["“One,” he said.", "“Two,” she said."],
    ],
)
def test_lists_and_counting_aloud_head_nothing(lines: list[str]) -> None:
    assert titles("\n\n".join([PROSE, PROSE, *lines, PROSE, PROSE])) == []


def test_numbered_stanzas_are_one_poem() -> None:
    assert titles("I\n\nRain\nagain.\n\nII\n\nThe same\nrain.\n\nIII\n\nOr\nanother.") == []


def test_a_number_in_the_middle_of_a_sentence_is_a_page_s() -> None:
    page = PROSE.strip().removesuffix(".")
    assert titles(f"{page} and\n\n1\n\nthen {page} and\n\n2\n\nthen {PROSE}") == []


def test_bare_figures_head_even_the_shortest_chapters_of_prose() -> None:
    assert titles("1\n\nIt began.\n\n2\n\nIt went on.\n\n3.\n\nIt ended.") == ["1", "2", "3"]


def test_the_contents_say_which_lines_are_headings() -> None:
    names = ["Dusk", "The Boat", "The Storm"]
    chapters = "\n\n".join(f"\t{name}\n\n{PROSE}" for name in names)
    for listed in ("\n".join(names), "\n\n\n".join(names)):
        assert titles(f"My Story\n\nTABLE OF CONTENTS\n\n{listed}\n\n\n{chapters}") == names


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("announced", ["", "Contents\n\n"])
def test_numbered_contents_are_not_chapters(between: str, announced: str) -> None:
    names = ["1. Dusk", "2. The Boat"]
    chapters = "\n\n".join(f"{name}\n\n{PROSE}" for name in names)
    assert titles(f"{announced}{between.join(names)}\n\n{chapters}") == ["1: Dusk", "2: The Boat"]
