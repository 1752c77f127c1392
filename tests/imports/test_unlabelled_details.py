"""What stands before a story without a label: found by what it says, and never at the story's cost."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.imports.formats import plain
from bot.imports.formats.plain import details, leading_details
from bot.imports.formats.plain.paragraphs import markdown
from bot.imports.formats.plain.paragraphs import read as paragraphs
from bot.stories.details import Details, Rating
from tests.imports.test_details import STORY, read


@pytest.mark.parametrize(
    "first",
    [
        "Warning: trespassers will be shot, said the sign on the gate.",
        "Note: the key is under the third flowerpot.",
        "Status: all lamps lit.",
        "WARNING\n\nHigh voltage",
    ],
)
def test_what_the_story_says_at_the_head_of_a_chapter_is_no_detail(first: str) -> None:
    found, rest = leading_details.read(paragraphs(f"{first}\n\n{STORY}"), titled=None, after=0, within=True)
    assert (found, markdown(rest).startswith(first)) == ([], True)


@pytest.mark.parametrize(
    "line",
    [
        "Rated 18+ (minors DNI)",
        "Rated M",
        "🔞 18+ only 🔞",
        "NSFW",
        "Minors do not interact",
        "[Adults only]",
        "Ab 16 Jahren",
        "À partir de 18 ans",
    ],
)
def test_a_rating_without_a_label(line: str) -> None:
    found, rest = read(f"The Snow Guest\nby Owl\n\n{line}")
    rating, unclear = details.rating(found)
    assert (rating in (Rating.EXPLICIT, Rating.MATURE), unclear) == (True, "")
    assert rest.startswith("The snow came in")


def test_what_is_not_wholly_understood_stays_readable() -> None:
    found, _ = read("Rating: T for swearing\nSpoilers: a death\nLanguage: Elvish\nRating: five stars")
    assert details.text(found, "notes") == (
        "Rating: T for swearing\n\nSpoilers: a death\n\nLanguage: Elvish\n\nRating: five stars"
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


@pytest.mark.parametrize("heading", ["", "Chapter 1\n\n"])
@pytest.mark.parametrize("line", ["A/N: sorry!", "Note: gone.", "Warning: thin ice.", "Link: the last."])
def test_what_a_story_begins_with_is_no_note_because_of_a_line_below(heading: str, line: str) -> None:
    begun = "The lamp went out at six.\n\nNobody saw it."
    manuscript = plain.parse(f"{heading}{begun}\n\n{line}\n\n{STORY}".encode(), "lamp.txt")
    assert manuscript.chapters[0].text.startswith(begun)
    assert manuscript.details == Details(title="Lamp")


def test_a_short_story_is_not_taken_for_a_note_to_the_note_at_its_end() -> None:
    story = paragraphs("He waited.\n\nShe came.\n\nA/N: Thank you for reading!")
    assert leading_details.read(story, titled="Waiting", after=0) == ([], story)


def test_labels_without_a_sign_stand_above_what_they_announce_in_lists_of_terms() -> None:
    terms = {"Rating": "Explicit", "Warnings": "storms, ice", "Summary": "A lamp.", "Tags": "sea"}
    listed = "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in terms.items())
    page = f"<h1>The Lamp</h1><dl>{listed}</dl><hr><p>{STORY}</p>"
    story = formats.parse(page.encode(), "lamp.html")
    details = story.details
    assert (details.rating, details.content_warnings) == (Rating.EXPLICIT, ("storms", "ice"))
    assert (details.summary, details.tags, details.notes) == ("A lamp.", ("sea",), "")
    assert story.chapters[0].text.startswith("The snow")


def test_the_characters_of_a_play_stay_before_it() -> None:
    cast = "CHARACTERS\nADA, a clerk\nTOM, her brother"
    story = formats.parse(f"THE LAMP\nby Owl\n\n{cast}\n\nACT ONE\n\n{STORY}".encode(), "play.txt")
    assert (story.details.characters, story.chapters[0].text) == ((), cast)
