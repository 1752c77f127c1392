"""Where the parts of a read-along end in the story as it is now, and who has read up to there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.reading.queries import bookmarks, passed
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, Place, Spot
from bot.stories.places import current_end, followed
from bot.stories.queries import chapters
from bot.text.spans import Spans, between, common, size
from bot.together.models import Part, Plan, ReadAlong, Stage
from bot.together.paces import PartEnd
from bot.together.queries import read_alongs

_BEYOND = 1 << 31
"""A position that no chapter has."""
_FORGIVEN = 0.1
"""The share of a chapter that may have been put in behind whoever has read it."""


def follow_edits(connection: Connection, read_along: ReadAlong) -> None:
    """Stores the ends of all parts where their words are now, if the story was edited. One whose words are
    gone stays in the last text that had them, and so comes back with them."""
    for part in read_alongs.behind(connection, read_along.id):
        last = Place(part.end.chapter, part.end.revision, max(0, part.end.offset - 1))
        try:
            place, exact = followed(connection, last, None)
        except StaleButtonError:
            continue
        if exact:
            offset = place.offset + 1 if part.end.offset else place.offset
            read_alongs.move_end(connection, part.id, Place(place.chapter, place.revision, offset))
    read_alongs.note_edition(connection, read_along.id)


def ends_of(connection: Connection, story: StoryId, parts: Sequence[Part]) -> list[PartEnd]:
    """Returns where parts end in the texts of today, in reading order: a part whose text was moved before
    that of an earlier one ends where that one does.

    A part that ends with its chapter goes to the end that this has now, unless another part ends behind it
    there.
    """
    body = {each.id: each for each in chapters.of_body_to(connection, story, _BEYOND)}
    found, last = list[PartEnd](), PartEnd(next(iter(body.values())), 0)
    for part in parts:
        there = body.get(part.end.chapter)
        if there is not None and there.revision == part.end.revision:
            last = PartEnd(there, part.end.offset)
        else:
            last = _end_of(connection, part.end) or last
        found.append(last)
    furthest: dict[int, int] = {}
    for end in found:
        furthest[end.chapter.id] = max(end.offset, furthest.get(end.chapter.id, 0))
    ends = [
        PartEnd(end.chapter, end.chapter.characters)
        if part.ends_chapter and end.offset == furthest[end.chapter.id]
        else end
        for part, end in zip(parts, found, strict=True)
    ]
    for at in range(1, len(ends)):
        ends[at] = max(ends[at - 1], ends[at], key=lambda end: end.spot)
    return ends


def has_passed(connection: Connection, reader: ReaderId, end: PartEnd, *, again: bool = False) -> bool:
    """Returns whether a reader has passed the whole story up to this end: with `again` in the open reading of
    one that is read again, else in any. What they have passed has to be up to date."""
    return end.spot <= passed_up_to(connection, reader, end.chapter.story, again=again)


def passed_up_to(connection: Connection, reader: ReaderId, story: StoryId, *, again: bool = False) -> Spot:
    """Returns the place up to which a reader has passed all of a story's body, as `has_passed` does."""
    upto = Spot(0, 0)
    for chapter, gaps in _unread(connection, reader, story, again=again):
        if gaps:
            return Spot(chapter.position, gaps[0][0])
        upto = Spot(chapter.position, chapter.characters)
    return upto


def unread(connection: Connection, reader: ReaderId, end: PartEnd, *, again: bool = False) -> float:
    """Returns how many words a reader has not passed up to an end. Text without words counts as a little."""
    words = 0.0
    for chapter, gaps in _unread(connection, reader, end.chapter.story, again=again):
        upto = PartEnd(chapter, chapter.characters) if chapter.id != end.chapter.id else end
        missing = size(common(gaps, ((0, upto.offset),)))
        if missing and upto.spot <= end.spot:
            words += max(1.0, chapter.words) * missing / max(1, chapter.characters)
    return words


def _unread(
    connection: Connection, reader: ReaderId, story: StoryId, *, again: bool
) -> list[tuple[Chapter, Spans]]:
    """Returns what a reader has not passed of each chapter of a story's body, in reading order.

    A little that lies behind them is forgiven, a tenth of a chapter: it was put in after they had passed its
    place, and nothing leads them back there.
    """
    spans = passed.of_story(connection, reader, story, again=again)
    body = chapters.of_body_to(connection, story, _BEYOND)
    furthest = max(
        (Spot(each.position, spans[each.id][-1][1]) for each in body if each.id in spans), default=None
    )
    found = []
    for each in body:
        gaps = between(spans.get(each.id, ()), each.characters)
        behind = tuple(
            gap for gap in gaps if furthest is not None and Spot(each.position, gap[1]) <= furthest
        )
        if size(behind) <= each.characters * _FORGIVEN:
            gaps = gaps[len(behind) :]
        found.append((each, gaps))
    return found


def minutes_left(connection: Connection, audience: Audience, plan: Plan, stage: Stage) -> int:
    """Returns how long a reader takes from where they are to the end of a part, 0 where they have read it. Of
    a story that they read again, only this read counts."""
    reading = bookmarks.get(connection, audience, plan.story.id)
    again = reading is not None and reading.again
    words = unread(connection, audience.reader, stage.end, again=again)
    return max(1, round(words / plan.story.words_a_minute)) if words else 0


def _end_of(connection: Connection, place: Place) -> PartEnd | None:
    """Returns an end in the texts of today, or None where it is not in the body any more."""
    try:
        now = current_end(connection, place, None)
    except StaleButtonError:
        return None
    chapter = chapters.get(connection, now.chapter, None)
    if chapter is None or chapter.kind is not ChapterKind.BODY:
        return None
    return PartEnd(chapter, now.offset)
