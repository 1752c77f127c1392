"""The details of a story: one table, which the forms, the database, the JSON and the command line follow.

A new detail is a field of `Details`, and a migration that adds its column to `stories`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum, StrEnum
from typing import Any

from bot.stories.detail_kinds import LINE, MARKDOWN, NAMES, SERIES, Choice, DetailKind, Option


class Rating(IntEnum):
    """The audience that a story is meant for; the order is the order of severity."""

    GENERAL = 0
    TEEN = 1
    MATURE = 2
    EXPLICIT = 3

    @property
    def label(self) -> str:
        """The rating as a reader sees it."""
        return self.name.capitalize()

    @property
    def restricted(self) -> bool:
        """Whether a story so rated is served only where readers are known to be of age."""
        return self >= Rating.MATURE


UNRATED = Rating.TEEN
"""The rating that a story without one counts as."""


class Completion(StrEnum):
    """The status of a story: it goes on or is complete."""

    ONGOING = "ongoing"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """The status as readers see it."""
        return "goes on" if self is Completion.ONGOING else "complete"


class DetailGroup(IntEnum):
    """The details that are corrected in one form. The numbers stand in the custom ids of buttons."""

    TITLE = 0
    RATING = 1
    TAGS = 2
    NOTES = 3

    @property
    def label(self) -> str:
        """The title of the form."""
        return _FORMS[self]


_FORMS = {
    DetailGroup.TITLE: "Title & author",
    DetailGroup.RATING: "Rating, warnings & status",
    DetailGroup.TAGS: "Tags",
    DetailGroup.NOTES: "Notes & rights",
}


@dataclass(frozen=True, slots=True)
class DetailField:
    """A row of the table: a detail by its name in `Details`, which is its column in `stories` as well.

    Its field stands in the form of its `group` at this `place`, counted from 1, with `label` and `hint`.
    `found_by` is the column of the index of stories (`story_words`) that holds it; empty where it is not
    searched.
    """

    name: str
    kind: DetailKind
    label: str
    group: DetailGroup | None
    place: int
    hint: str = ""
    found_by: str = ""


_NOT_GIVEN = "none"
_RATINGS = Choice(
    "rating",
    Option(None, _NOT_GIVEN, "Not given (served as Teen)"),
    *(Option(each, each.name.lower(), each.label) for each in Rating),
)
_STATUSES = Choice(
    "status",
    Option(None, _NOT_GIVEN, "Not said"),
    *(Option(each, each.value, each.label.capitalize()) for each in Completion),
    unknown="",
)
_YES_OR_NO = Choice("answer", Option(True, "yes", "Yes"), Option(False, "no", "No, never"))
_A_LINE_EACH = "One a line."


def _row(
    kind: DetailKind, label: str, group: DetailGroup | None, place: int, hint: str = "", found_by: str = ""
) -> dict[str, Any]:
    form = {"label": label, "group": group, "place": place, "hint": hint}
    return {"kind": kind, **form, "found_by": found_by}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The details of a story, in the order in which JSON has them. Whatever is empty or None is not known."""

    title: str = field(metadata=_row(LINE, "Title", DetailGroup.TITLE, 1, found_by="title"))
    authors: tuple[str, ...] = field(
        default=(),
        metadata=_row(NAMES, "Authors", DetailGroup.TITLE, 2, _A_LINE_EACH, found_by="authors"),
    )
    language: str = field(  # a BCP 47 tag
        default="", metadata=_row(LINE, "Language", DetailGroup.TITLE, 4, "A code such as en or pt-BR.")
    )
    summary: str = field(
        default="", metadata=_row(MARKDOWN, "Summary", DetailGroup.TITLE, 3, "Markdown is understood.")
    )
    notes: str = field(  # the author's
        default="",
        metadata=_row(
            MARKDOWN,
            "Author’s note",
            DetailGroup.NOTES,
            1,
            "Stands before the story. Markdown is understood.",
        ),
    )
    disclaimer: str = field(default="", metadata=_row(MARKDOWN, "Disclaimer", DetailGroup.NOTES, 2))
    rating: Rating | None = field(
        default=None,
        metadata=_row(
            _RATINGS,
            "Rating",
            DetailGroup.RATING,
            1,
            "Mature and Explicit are served in age-restricted channels only.",
        ),
    )
    unclear_rating: str = field(
        # A file's own words for a rating that Fireside does not know. `rating` is Mature until
        # a librarian says what is meant: too strict rather than too lax.
        default="",
        metadata=_row(LINE, "Rating in the file’s words", None, 0),
    )
    completion: Completion | None = field(
        default=None,
        metadata=_row(
            _STATUSES, "Status", DetailGroup.RATING, 3, "To a complete story nobody is offered to subscribe."
        ),
    )
    content_warnings: tuple[str, ...] = field(
        default=(),
        metadata=_row(NAMES, "Content warnings", DetailGroup.RATING, 2, _A_LINE_EACH, found_by="tags"),
    )
    fandoms: tuple[str, ...] = field(
        default=(), metadata=_row(NAMES, "Fandoms", DetailGroup.TAGS, 1, _A_LINE_EACH, found_by="tags")
    )
    characters: tuple[str, ...] = field(
        default=(),
        metadata=_row(
            NAMES,
            "Characters",
            DetailGroup.TAGS,
            3,
            "One a line; somebody’s other names after a bar: Tom Reed | Captain Reed",
            found_by="tags",
        ),
    )
    relationships: tuple[str, ...] = field(
        default=(), metadata=_row(NAMES, "Relationships", DetailGroup.TAGS, 2, _A_LINE_EACH, found_by="tags")
    )
    tags: tuple[str, ...] = field(
        default=(), metadata=_row(NAMES, "Tags", DetailGroup.TAGS, 4, _A_LINE_EACH, found_by="tags")
    )
    series: tuple[str, ...] = field(
        default=(),
        metadata=_row(
            SERIES,
            "Series",
            DetailGroup.TAGS,
            5,
            "One a line, such as Part 2 of The Lamps; readers are led to the next part.",
            found_by="tags",
        ),
    )
    source: str = field(
        default="",
        metadata=_row(
            LINE, "Source", DetailGroup.TITLE, 5, "Where it comes from; a web address becomes a link."
        ),
    )
    licence: str = field(default="", metadata=_row(LINE, "Licence", DetailGroup.NOTES, 3))
    quotable: bool = field(  # whether the author lets lines of it be quoted
        default=True,
        metadata=_row(
            _YES_OR_NO,
            "May be quoted",
            DetailGroup.NOTES,
            4,
            "Whether the bot may give lines of it as quotes.",
        ),
    )
    takes_remarks: bool = field(  # whether readers may tell the author of typos and thoughts
        default=True,
        metadata=_row(
            _YES_OR_NO,
            "Remarks from readers",
            DetailGroup.NOTES,
            5,
            "Whether readers may tell you of a typo or a thought, for you alone.",
        ),
    )

    @property
    def effective_rating(self) -> Rating:
        """The rating that decides where the story may be shown."""
        return UNRATED if self.rating is None else self.rating


DETAILS = {each.name: DetailField(each.name, **each.metadata) for each in fields(Details)}
"""The table, by the names of the details."""


def fields_of(group: DetailGroup) -> list[DetailField]:
    """The details that are corrected in one form, in the order of its fields."""
    return sorted((each for each in DETAILS.values() if each.group is group), key=lambda each: each.place)


def tidied(details: Details) -> Details:
    """Returns the details of a file cleaned up for a story: names on one line without repetitions, and a
    title in any case."""
    values = {name: each.kind.tidied(getattr(details, name)) for name, each in DETAILS.items()}
    return Details(**{**values, "title": values["title"] or "Untitled"})


def to_json(details: Details) -> dict[str, Any]:
    """Returns the details by their names, in JSON's own types."""
    return {name: each.kind.to_json(getattr(details, name)) for name, each in DETAILS.items()}


def of_json(values: Mapping[str, Any]) -> Details:
    """Returns the details from which `to_json` made this. Details that an older version did not know are
    unset."""
    known = {name: each.kind.of_json(values[name]) for name, each in DETAILS.items() if name in values}
    return Details(**known)
