"""Places mapped from a former text of a chapter to the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.stories.models import Audience, Place
from bot.stories.queries import chapters, versions
from bot.stories.queries.versions import MappedStretch
from bot.text.edits import Stretch, map_place


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


def current_place(connection: Connection, place: Place, audience: Audience | None) -> Place:
    """Returns the place in the story as it is now for a place that an old button names.

    Raises StaleButtonError for a place that never existed, or does not for this audience (None: for nobody).
    """
    while (stretches := versions.stretches_of(connection, place)) is not None:
        moved, _ = PlaceMap(stretches).follow(max(0, place.offset))
        # Pages of notes stay before and behind the text through every update.
        place = Place(moved.chapter, moved.revision, moved.offset if place.is_in_text else place.offset)
    chapter = chapters.get(connection, place.chapter, audience)
    if chapter is None or chapter.revision != place.revision or chapter.position < 0:
        raise StaleButtonError
    return place


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
