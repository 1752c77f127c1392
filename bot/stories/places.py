"""Places mapped from a former text of a chapter to the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.stories.chapters import MappedStretch
from bot.stories.ids import ChapterId
from bot.stories.models import Audience, Place
from bot.stories.queries import chapters, versions
from bot.text.edits import Stretch, map_place
from bot.text.spans import Span, Spans, joined, size


class PlaceMap:
    """Maps places of one former text to the next version by its mapped stretches."""

    def __init__(self, stretches: Sequence[MappedStretch]) -> None:
        self._stretches = stretches
        self._survivors = [
            Stretch(start, end, index, at) for index, (start, end, _, _, at) in enumerate(stretches)
        ]

    def follow(self, offset: int) -> tuple[Place, bool]:
        """Returns the place where an offset is now, and whether the very same words stand there (see
        `edits.map_place`)."""
        mapped = map_place(self._survivors, offset)
        _, _, chapter, revision, _ = self._stretches[mapped.chapter]
        return Place(chapter, revision, mapped.offset), mapped.exact

    def spans(self, chapter: ChapterId, spans: Spans) -> tuple[dict[tuple[ChapterId, int], Spans], int]:
        """Returns where stretches of the former text of `chapter` are now, by chapter and revision, and the
        number of their characters that are gone. The beginning of a chapter that is continued is an empty
        stretch there."""
        found: dict[tuple[ChapterId, int], list[Span]] = {}
        kept = 0
        for start, end in spans:
            if start == 0 and (self._stretches[0][2], self._stretches[0][4]) == (chapter, 0):
                found.setdefault((chapter, self._stretches[0][3]), []).append((0, 0))
            for from_, to, into, revision, at in self._stretches:
                first, last = max(start, from_), min(end, to)
                if first < last:
                    kept += last - first
                    found.setdefault((into, revision), []).append((at + first - from_, at + last - from_))
        return {there: joined(each) for there, each in found.items()}, size(spans) - kept


def current_place(connection: Connection, place: Place, audience: Audience | None) -> Place:
    """Returns the place in the story as it is now for a place that an old button names.

    Raises StaleButtonError for a place that never existed, or does not for this audience (None: for nobody).
    """
    return followed(connection, place, audience)[0]


def followed(connection: Connection, place: Place, audience: Audience | None) -> tuple[Place, bool]:
    """Returns a place in the story as it is now, and whether the very words that it was made for stand there.

    Raises as `current_place` does.
    """
    exact = True
    while (stretches := versions.stretches_of(connection, place)) is not None:
        moved, same = PlaceMap(stretches).follow(max(0, place.offset))
        exact = exact and same
        # Pages of notes stay before and behind the text through every update.
        place = Place(moved.chapter, moved.revision, moved.offset if place.is_in_text else place.offset)
    chapter = chapters.get(connection, place.chapter, audience)
    if chapter is None or chapter.revision != place.revision or chapter.position < 0:
        raise StaleButtonError
    return place, exact


def current_end(connection: Connection, end: Place, audience: Audience | None) -> Place:
    """Returns the place where an end of what was read is now: right behind the last character before it.

    Raises as `current_place` does.
    """
    if end.offset == 0:
        return current_place(connection, end, audience)
    last = current_place(connection, replace(end, offset=end.offset - 1), audience)
    chapter = chapters.get(connection, last.chapter, audience)
    assert chapter is not None  # noqa: S101 - a current place is in a chapter
    return replace(last, offset=min(last.offset + 1, chapter.characters))
