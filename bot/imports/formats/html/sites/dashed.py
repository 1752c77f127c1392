"""The line of details on fanfiction.net: `Rated: Fiction T - English - Drama - Orla F. - id: 1`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.imports import content_warnings, ratings
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.statuses import completion_of
from bot.stories.details import Details

_DASH = re.compile(r"\s+[-–]\s+")
_LABELLED = re.compile(r"([A-Za-z ]{2,20}):\s*(.*)")
_GENRE = re.compile(
    "adventure|angst|crime|drama|family|fantasy|friendship|general|horror|humor|hurt/comfort|mystery|parody"
    "|poetry|romance|sci-fi|spiritual|supernatural|suspense|tragedy|western",
    re.IGNORECASE,
)
_GENRES = re.compile(rf"(?:{_GENRE.pattern})(?:/(?:{_GENRE.pattern})){{0,9}}", re.IGNORECASE)
_PAIR = re.compile(r"\[([^\[\]]{1,300})\]")


@dataclass(frozen=True)
class DashedLine:
    """The parts of such a line: those with a label, by the label in lower case, and the others."""

    labelled: dict[str, str]
    rest: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number by which the site knows the story; empty where the line does not say it."""
        number = self.labelled.get("id", "")
        return number if number.isdecimal() else ""

    def add_to(self, known: Details) -> Details:
        """Returns the details with what the line says, where they do not say it themselves."""
        rating, unclear = ratings.stated(self.labelled.get("rated") or self.labelled.get("rating", ""))
        language = language_tag(self.labelled.get("language", "")) or self._language
        people = self.labelled.get("characters", ", ".join(filter(self._names_people, self.rest)))
        genres = self.labelled.get("genre", "/".join(filter(_is_genre, self.rest)))
        return replace(
            known,
            rating=known.rating if rating is None else rating,
            unclear_rating=known.unclear_rating if rating is None else unclear,
            language=language or known.language,
            completion=completion_of(self.labelled.get("status", "")) or known.completion,
            content_warnings=known.content_warnings or self._warnings,
            fandoms=known.fandoms or _listed(self.labelled.get("fandom", self.labelled.get("fandoms", ""))),
            characters=known.characters or _listed(people.replace("[", "").replace("]", ",")),
            relationships=known.relationships
            or tuple("/".join(_listed(pair)) for pair in _PAIR.findall(people)),
            tags=known.tags or tuple(_GENRE.findall(genres)) or _listed(genres),
        )

    @property
    def _language(self) -> str:
        return next((tag for part in self.rest if (tag := language_tag(part))), "")

    @property
    def _warnings(self) -> tuple[str, ...]:
        said = self.labelled.get("warnings", self.labelled.get("warning", ""))
        return tuple(filter(content_warnings.warns, _listed(said)))

    def _names_people(self, part: str) -> bool:
        return not (_is_genre(part) or language_tag(part) or completion_of(part))


def read(line: str) -> DashedLine | None:
    """Returns the parts of a line; None where it does not say for whom the story is rated."""
    labelled: dict[str, str] = {}
    rest = []
    for part in _DASH.split(line):
        if match := _LABELLED.fullmatch(part):
            labelled.setdefault(match[1].strip().casefold(), match[2].strip())
        elif part:
            rest.append(part)
    return DashedLine(labelled, tuple(rest)) if labelled.keys() & {"rated", "rating"} else None


def _is_genre(part: str) -> bool:
    return _GENRES.fullmatch(part) is not None


def _listed(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in names.split(",") if (name := part.strip())))
