"""What stands before a story: found with or without a label, and never at the story's cost."""

from __future__ import annotations

import pytest

from bot.text.formats import plain
from bot.text.formats.plain import details
from bot.text.formats.plain.details import Detail
from bot.text.formats.plain.paragraphs import markdown
from bot.text.formats.plain.paragraphs import read as paragraphs

STORY = "\n\n".join(
    ["The snow came in without knocking and sat down by the fire, as it did each year. " * 3] * 6
)


def read(head: str, suggested: str = "Untitled") -> tuple[list[Detail], str]:
    found, rest = details.read(paragraphs(f"{head}\n\n{STORY}"), titled=suggested, after=0)
    return found, markdown(rest)


def test_labelled_lines_in_one_block() -> None:
    found, rest = read(
        "Title: The Snow Guest\nAuthor: starlight99 & Owl\nRating: K+\nFandom: Weather Report\n"
        "Pairing: Snow/Fire, Wind\nLanguage: French\nSummary: It comes\nevery year.\n"
        "Disclaimer: The snow is nobody’s."
    )
    assert rest.startswith("The snow came in")
    assert details.value(found, "title") == "The Snow Guest"
    assert details.names(found, "authors") == ("starlight99", "Owl")
    assert details.names(found, "tags") == ("Weather Report", "Snow/Fire", "Wind")
    assert details.rating(found) == "general"
    assert details.language(found) == "fr"
    assert details.text(found, "summary") == "It comes every year."
    assert details.text(found, "disclaimer") == "The snow is nobody’s."


@pytest.mark.parametrize(
    "note",
    [
        "A/N: My *first* one!",
        "AN: My *first* one!",
        "A/N My *first* one!",
        "**A/N:** My *first* one!",
        "(Author's Note: My *first* one!)",
        "Author’s Notes - My *first* one!",
        "Author's note:\n\nMy *first* one!",
        "AUTHOR'S NOTE\n\nMy *first* one!",
    ],
)
def test_an_authors_note_in_each_of_its_shapes(note: str) -> None:
    found, rest = read(note)
    assert details.text(found, "notes") == "My _first_ one!"
    assert rest.startswith("The snow came in")


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        *((said, "general") for said in ("K", "K+", "G", "PG", "General Audiences")),
        *((said, "teen") for said in ("T", "PG-13", "Teen And Up Audiences", "T for swearing")),
        *((said, "mature") for said in ("M", "R", "Mature", "Not Rated", "M - English")),
        *((said, "explicit") for said in ("NC-17", "NC17", "MA", "Explicit")),
        *((said, None) for said in ("five stars", "Kind of mild")),
    ],
)
def test_ratings_of_other_archives(said: str, rating: str | None) -> None:
    assert details.rating(read(f"Rating: {said}")[0]) == rating


def test_what_is_not_wholly_understood_stays_readable() -> None:
    found, _ = read("Rating: T for swearing\nWarnings: a death\nLanguage: Elvish\nRating: five stars")
    assert details.text(found, "notes") == (
        "Rating: T for swearing\n\nWarnings: a death\n\nLanguage: Elvish\n\nRating: five stars"
    )


def test_a_note_and_a_title_without_labels() -> None:
    found, rest = read("Could not get this out of my head.\n\nDisclaimer: not mine\n\nThe Snow Guest")
    assert [(detail.kind, detail.paragraph.text) for detail in found] == [
        ("notes", "Could not get this out of my head."),
        ("disclaimer", "not mine"),
        ("title", "The Snow Guest"),
    ]
    assert rest.startswith("The snow came in")


@pytest.mark.parametrize(
    ("head", "suggested"),
    [
        ("The Snow Guest\n\nby Owl", "Untitled"),
        ("The snow guest\nBy: Owl", "Untitled"),
        ("The Snow Guest, by Owl", "Untitled"),
        ("the snow guest by Owl", "The Snow Guest"),
    ],
)
def test_a_title_with_its_author(head: str, suggested: str) -> None:
    found, rest = read(head, suggested)
    assert details.value(found, "title").casefold() == "the snow guest"
    assert details.names(found, "authors") == ("Owl",)
    assert rest.startswith("The snow came in")


def test_one_word_is_a_title_if_the_file_is_called_so() -> None:
    assert details.value(read("Snowfall", "snowfall")[0], "title") == "Snowfall"


def test_a_disclaimer_without_a_label() -> None:
    found, _ = read("The Snow Guest\n\nI don't own Weather Report or any of its characters.")
    assert details.text(found, "disclaimer") == "I don't own Weather Report or any of its characters."


@pytest.mark.parametrize(
    "first",
    [
        "London",
        "Silence.",
        "She ran.",
        "“Who Goes There?”",
        "Monday Morning",
        "I don't own a coat.",
        "By morning it had gone",
        "We sat a while\nby the river bank",
        "He had never liked the Title: it was too long.",
    ],
)
def test_a_short_first_paragraph_of_the_story_stays_there(first: str) -> None:
    found, rest = read(first)
    assert not found
    assert rest.startswith(f"{first}\n\nThe snow came in")


def test_a_short_story_is_not_taken_for_a_note_to_the_note_at_its_end() -> None:
    story = paragraphs("He waited.\n\nShe came.\n\nA/N: Thank you for reading!")
    assert details.read(story, titled="Waiting", after=0) == ([], story)


def test_licence_source_and_a_language_tag_are_details() -> None:
    story = b"""Title: The Lamp
Language: en-GB
Licence: CC0 1.0
Source: https://example.org/the-lamp

The lamp was lit before anybody came down. It burned all day.
"""
    manuscript = plain.parse(story, "lamp.txt")
    assert (manuscript.language, manuscript.licence) == ("en-GB", "CC0 1.0")
    assert manuscript.source == "https://example.org/the-lamp"
    assert manuscript.notes == ""
