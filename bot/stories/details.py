"""The details of a story: one table, which the forms, the database, the JSON and the command line follow.

A new detail is a field of `Details`, and a migration that adds its column to `stories`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum, StrEnum
from typing import Any

from bot.language import N_
from bot.stories.detail_kinds import LINE, MARKDOWN, NAMES, SERIES, Choice, DetailKind, Option


class Rating(IntEnum):
    """The audience that a story is meant for; the order is the order of severity."""

    GENERAL = 0
    TEEN = 1
    MATURE = 2
    EXPLICIT = 3

    @property
    def label(self) -> str:
        """The rating in English, which is translated where it is shown."""
        return _RATING_LABELS[self]

    @property
    def restricted(self) -> bool:
        """Whether a story so rated is served only where readers are known to be of age."""
        return self >= Rating.MATURE


_RATING_LABELS = {
    Rating.GENERAL: N_("General"),
    Rating.TEEN: N_("Teen"),
    Rating.MATURE: N_("Mature"),
    Rating.EXPLICIT: N_("Explicit"),
}
UNRATED = Rating.TEEN
"""The rating that a story without one counts as."""


class Completion(StrEnum):
    """The status of a story: it goes on or is complete."""

    ONGOING = "ongoing"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """The status in English, which is translated where it is shown."""
        return N_("Ongoing") if self is Completion.ONGOING else N_("Complete")


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
    DetailGroup.TITLE: N_("Title & author"),
    DetailGroup.RATING: N_("Rating, warnings & status"),
    DetailGroup.TAGS: N_("Tags"),
    DetailGroup.NOTES: N_("Notes & rights"),
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
    Option(None, _NOT_GIVEN, N_("Not given (counts as Teen)")),
    *(Option(each, each.name.lower(), each.label) for each in Rating),
)
_STATUSES = Choice(
    "status",
    Option(None, _NOT_GIVEN, N_("Not given")),
    *(Option(each, each.value, each.label) for each in Completion),
    unknown="",
)
_YES_OR_NO = Choice("answer", Option(True, "yes", N_("Yes")), Option(False, "no", N_("No, never")))
_A_LINE_EACH = N_("One on each line.")


def _row(
    kind: DetailKind, label: str, group: DetailGroup | None, place: int, hint: str = "", found_by: str = ""
) -> dict[str, Any]:
    form = {"label": label, "group": group, "place": place, "hint": hint}
    return {"kind": kind, **form, "found_by": found_by}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The details of a story, in the order in which JSON has them. Whatever is empty or None is not known."""

    title: str = field(metadata=_row(LINE, N_("Title"), DetailGroup.TITLE, 1, found_by="title"))
    authors: tuple[str, ...] = field(
        default=(),
        metadata=_row(NAMES, N_("Authors"), DetailGroup.TITLE, 2, _A_LINE_EACH, found_by="authors"),
    )
    language: str = field(  # a BCP 47 tag
        default="", metadata=_row(LINE, N_("Language"), DetailGroup.TITLE, 4, N_("A code like en or pt-BR."))
    )
    summary: str = field(
        default="", metadata=_row(MARKDOWN, N_("Summary"), DetailGroup.TITLE, 3, N_("Markdown works here."))
    )
    notes: str = field(  # the author's
        default="",
        metadata=_row(
            MARKDOWN,
            N_("Author’s note"),
            DetailGroup.NOTES,
            1,
            N_("Shown before the story. Markdown works here."),
        ),
    )
    disclaimer: str = field(default="", metadata=_row(MARKDOWN, N_("Disclaimer"), DetailGroup.NOTES, 2))
    rating: Rating | None = field(
        default=None,
        metadata=_row(
            _RATINGS,
            N_("Rating"),
            DetailGroup.RATING,
            1,
            N_("I only show Mature and Explicit stories in age-restricted channels."),
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
            _STATUSES, N_("Status"), DetailGroup.RATING, 3, N_("Nobody can subscribe to a complete story.")
        ),
    )
    content_warnings: tuple[str, ...] = field(
        default=(),
        metadata=_row(NAMES, N_("Content warnings"), DetailGroup.RATING, 2, _A_LINE_EACH, found_by="tags"),
    )
    fandoms: tuple[str, ...] = field(
        default=(), metadata=_row(NAMES, N_("Fandoms"), DetailGroup.TAGS, 1, _A_LINE_EACH, found_by="tags")
    )
    characters: tuple[str, ...] = field(
        default=(),
        metadata=_row(
            NAMES,
            N_("Characters"),
            DetailGroup.TAGS,
            3,
            N_("One on each line, other names after a bar: Tom Reed | Captain Reed"),
            found_by="tags",
        ),
    )
    relationships: tuple[str, ...] = field(
        default=(),
        metadata=_row(NAMES, N_("Relationships"), DetailGroup.TAGS, 2, _A_LINE_EACH, found_by="tags"),
    )
    tags: tuple[str, ...] = field(
        default=(), metadata=_row(NAMES, N_("Tags"), DetailGroup.TAGS, 4, _A_LINE_EACH, found_by="tags")
    )
    series: tuple[str, ...] = field(
        default=(),
        metadata=_row(
            SERIES,
            N_("Series"),
            DetailGroup.TAGS,
            5,
            N_("One on each line, like Part 2 of The Lamps. I lead readers to the next part."),
            found_by="tags",
        ),
    )
    source: str = field(
        default="",
        metadata=_row(
            LINE, N_("Source"), DetailGroup.TITLE, 5, N_("Where it comes from. A web address becomes a link.")
        ),
    )
    licence: str = field(default="", metadata=_row(LINE, N_("Licence"), DetailGroup.NOTES, 3))
    quotable: bool = field(  # whether the author lets lines of it be quoted
        default=True,
        metadata=_row(
            _YES_OR_NO,
            N_("May be quoted"),
            DetailGroup.NOTES,
            4,
            N_("Whether I may quote lines from it."),
        ),
    )
    takes_remarks: bool = field(  # whether readers may tell the author of typos and thoughts
        default=True,
        metadata=_row(
            _YES_OR_NO,
            N_("Remarks from readers"),
            DetailGroup.NOTES,
            5,
            N_("Whether readers may tell you about typos and thoughts, privately."),
        ),
    )

    @property
    def rating_label(self) -> str:
        """The rating as a reader sees it: the author's, or the one that it is treated as without."""
        return N_("Teen (not rated)") if self.rating is None else self.rating.label

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
