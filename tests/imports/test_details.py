"""What stands before a story: found with or without a label, and never at the story's cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports import formats
from bot.imports.formats import plain
from bot.imports.formats.plain import details, leading_details
from bot.imports.formats.plain.details import Detail
from bot.imports.formats.plain.paragraphs import markdown
from bot.imports.formats.plain.paragraphs import read as paragraphs
from bot.imports.formats.plain.statuses import completion_of
from bot.stories.details import Completion, Rating, tidied

STORY = "\n\n".join(
    ["The snow came in without knocking and sat down by the fire, as it did each year. " * 3] * 6
)


def read(head: str, suggested: str = "Untitled") -> tuple[list[Detail], str]:
    found, rest = leading_details.read(paragraphs(f"{head}\n\n{STORY}"), titled=suggested, after=0)
    return found, markdown(rest)


def test_labelled_lines_in_one_block() -> None:
    found, rest = read(
        "Title: The Snow Guest\nAuthor: starlight99 & Owl\nRating: K+\nFandom: Weather Report\n"
        "Pairing: Snow/Fire, Wind & Rain\nCharacters: Snow; Fire\nGenre: Fluff\nCW: cold, frostbite\n"
        "Language: French\nSummary: It comes\nevery year.\n"
        "Disclaimer: The snow is nobody’s."
    )
    assert rest.startswith("The snow came in")
    assert details.value(found, "title") == "The Snow Guest"
    assert details.names(found, "authors") == ("starlight99", "Owl")
    assert details.names(found, "fandoms") == ("Weather Report",)
    assert details.names(found, "relationships") == ("Snow/Fire", "Wind & Rain")
    assert details.names(found, "characters") == ("Snow", "Fire")
    assert details.names(found, "tags") == ("Fluff",)
    assert details.names(found, "content_warnings") == ("cold", "frostbite")
    assert details.rating(found) == (Rating.GENERAL, "")
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


def test_the_highest_of_several_ratings_counts_and_one_not_understood_is_mature() -> None:
    assert details.rating(read("Rating: T\nRated: M for swearing")[0]) == (Rating.MATURE, "")
    assert details.rating(read("Rating: spicy")[0]) == (Rating.MATURE, "spicy")
    assert details.rating(read("Rating: five stars")[0]) == (None, "")


@pytest.mark.parametrize(
    ("said", "completion"),
    [
        *((said, Completion.COMPLETE) for said in ("Complete", "COMPLETED", "finished.", "*Complete!*")),
        *(
            (said, Completion.ONGOING)
            for said in ("Ongoing", "On-going", "In Progress", "in-progress", "WIP")
        ),
        *((said, Completion.ONGOING) for said in ("Incomplete", "not yet finished", "On hiatus", "a WIP")),
    ],
)
@pytest.mark.parametrize("label", ["Status", "STORY STATUS", "**Completion**"])
def test_whether_a_story_is_complete(label: str, said: str, completion: Completion) -> None:
    found, rest = read(f"{label}: {said}")
    assert details.completion(found) is completion
    assert details.text(found, "notes") == ""
    assert rest.startswith("The snow came in")


@given(
    st.sampled_from(["complete", "ongoing", "in progress", "finished"]),
    st.text(st.characters(categories=["L", "N"]), min_size=1),
)
def test_a_status_with_more_words_is_none(status: str, more: str) -> None:
    assert completion_of(status) is not None
    assert completion_of(f"{status} {more}") is None
    assert completion_of(f"{more} {status}") is not Completion.COMPLETE


@pytest.mark.parametrize(
    "said",
    [
        "almost complete",
        "Complete up to chapter 7",
        "Complete? No.",
        "abandoned",
        "3/7",
        "unfinished business",
    ],
)
def test_what_is_not_clearly_a_status_is_a_note_and_no_more(said: str) -> None:
    found, _ = read(f"Status: {said}")
    assert details.completion(found) is None
    assert details.text(found, "notes") == f"Status: {said}"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *((label, "content_warnings") for label in ("Warning", "Warning(s)", "WARNINGS", "Archive Warnings")),
        *((label, "content_warnings") for label in ("Content Warnings", "Trigger warning", "Content note")),
        *((label, "content_warnings") for label in ("CW", "TW", "tw/cw", "**CW**", "Triggers")),
        *((label, "fandoms") for label in ("Fandom", "Fandoms", "Fandom(s)")),
        *((label, "relationships") for label in ("Pairing", "Pairing(s)", "Ships", "Relationship")),
        *((label, "characters") for label in ("Character", "Characters")),
        *((label, "tags") for label in ("Tags", "Additional Tags", "Genre", "Genres", "Category")),
    ],
)
def test_the_labels_of_names(label: str, kind: str) -> None:
    found, rest = read(f"{label}: one/two & three, four; five")
    assert [detail.kind for detail in found] == [kind]
    assert details.names(found, kind) == ("one/two & three", "four", "five")
    assert rest.startswith("The snow came in")


NAMES = st.lists(st.text("ab1/&é()’-", min_size=1).map("x{}y".format), min_size=1, unique=True)


@given(NAMES, st.sampled_from([", ", "; ", ","]), st.sampled_from(["Ships", "Characters", "Fandoms", "CW"]))
def test_names_are_divided_at_commas_and_semicolons_alone(names: list[str], divider: str, label: str) -> None:
    (found,), _ = read(f"{label}: {divider.join(names)}")
    assert details.names([found], found.kind) == tuple(names)


@pytest.mark.parametrize(
    ("said", "warnings"),
    [
        *((said, ()) for said in ("none", "None.", "N/A", "n/a!", "No warnings", "-", "None apply")),
        ("No Archive Warnings Apply", ()),
        ("none of them lives", ("none of them lives",)),
        ("Creator Chose Not To Use Archive Warnings", ("Creator Chose Not To Use Archive Warnings",)),
        ("a death,\nand snow", ("a death", "snow")),
        ("blood, gore and panic", ("blood", "gore", "panic")),
        ("blood and gore", ("blood and gore",)),
    ],
)
def test_no_warnings_are_no_warning(said: str, warnings: tuple[str, ...]) -> None:
    found, rest = read(f"Warnings: {said}")
    assert details.names(found, "content_warnings") == warnings
    assert details.text(found, "notes") == ""
    assert rest.startswith("The snow came in")


@pytest.mark.parametrize(
    "label",
    ["⚠️TRIGGER WARNING⚠️\n", "⚠️TRIGGER WARNING⚠️\n\n", "Content Warnings\n- ", "Warning: ", "CWs: "],
)
def test_warnings_below_a_mere_label(label: str) -> None:
    found, rest = read(f"{label}mentions of self-harm")
    assert details.names(found, "content_warnings") == ("mentions of self-harm",)
    assert rest.startswith("The snow came in")


@pytest.mark.parametrize("title", ["Warnings", "Trigger Warning", "Author’s Note"])
def test_a_title_may_be_a_label(title: str) -> None:
    found, rest = read(f"{title}\nby Owl", suggested=title)
    assert (details.value(found, "title"), details.value(found, "authors")) == (title, "Owl")
    assert rest.startswith("The snow came in")


def test_a_list_of_warnings_has_one_to_a_line() -> None:
    found, _ = read("Rating: T\nContent Warnings\n- cold\n- frost, bite\nSummary: Snow.")
    assert details.names(found, "content_warnings") == ("cold", "frost", "bite")
    assert details.text(found, "summary") == "Snow."


@pytest.mark.parametrize("label", ["Warnings:", "Beta:", "Tags:"])
def test_an_empty_label_takes_nothing_of_the_story(label: str) -> None:
    found, rest = read(f"Rating: T\n{label}")
    assert [detail.kind for detail in found] == ["rating"]
    assert rest.startswith("The snow came in")


def test_an_empty_label_takes_no_other_detail() -> None:
    found, _ = read("Summary:\n\nRating: T")
    assert (details.text(found, "summary"), details.rating(found)) == ("", (Rating.TEEN, ""))


def test_licence_source_and_a_language_tag_are_details() -> None:
    story = b"""Title: The Lamp
Language: en-GB
Licence: CC0 1.0
Source: https://example.org/the-lamp

The lamp was lit before anybody came down. It burned all day.
"""
    manuscript = plain.parse(story, "lamp.txt")
    assert (manuscript.details.language, manuscript.details.licence) == ("en-GB", "CC0 1.0")
    assert manuscript.details.source == "https://example.org/the-lamp"
    assert manuscript.details.notes == ""


def test_a_series_is_a_detail_whose_name_may_have_commas() -> None:
    story = plain.parse(b"Title: Wick\nSeries: Lamps, and Oil #2\nRating: Teen\n\nIt was lit.\n", "x.txt")
    assert tidied(story.details).series == ("Part 2 of Lamps, and Oil",)
    assert story.details.notes == ""


@pytest.mark.parametrize("between", ["\n    ", "\n\n"])
def test_what_was_copied_from_the_head_of_a_page_of_the_archive_is_understood(between: str) -> None:
    said = {
        "Rating:": ["Explicit"],
        "Archive Warning:": ["Graphic Depictions Of Violence"],
        "Fandom:": ["Lighthouses (Novels)"],
        "Relationship:": ["Ada/Ben", "Ada & The Keeper"],
        "Characters:": ["Ada", "Ben"],
        "Additional Tags:": ["Sea", "Slow Burn, very slow"],
        "Language:": ["English"],
        "Stats:": ["Published: 2026-01-01 Words: 1,000 Chapters: 1/1"],
    }
    head = between.strip(" ").join(between.join((label, *lines)) for label, lines in said.items())
    text = f"{head}\n\nThe Lamp\nowl\n\nSummary:\n\n    A lamp.\n\nWork Text:\n\n{'The lamp was lit. ' * 60}"
    details = formats.parse(text.encode(), "some-file.txt").details
    assert (details.title, details.authors, details.summary) == ("The Lamp", ("owl",), "A lamp.")
    assert (details.rating, details.content_warnings) == (
        Rating.EXPLICIT,
        ("Graphic Depictions Of Violence",),
    )
    assert details.fandoms == ("Lighthouses (Novels)",)
    assert details.relationships == ("Ada/Ben", "Ada & The Keeper")
    assert (details.characters, details.language) == (("Ada", "Ben"), "en")


@pytest.mark.parametrize("label", ["💔 Warnings 💔", "✨Content Warnings✨", "⚠️ Warnings ⚠️"])
def test_ornaments_on_both_sides_of_a_label_are_none_of_it(label: str) -> None:
    found, _ = read(f"The Snow Guest\nby Owl\n\n{label}: blood, gore")
    assert details.names(found, "content_warnings") == ("blood", "gore")
