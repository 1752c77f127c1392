"""What readers have passed, chapter by chapter: added to as they read, and mapped as the author edits.

An edit touches none of it. A reader's own is brought up to date when somebody next asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.database import Connection, Database
from bot.reading.divided_texts import WithPassages
from bot.reading.models import Reading
from bot.reading.positions import Passing
from bot.reading.queries import bookmarks, passed
from bot.reading.queries.openings import Opening
from bot.reading.queries.passed import Layer, PassedRow
from bot.stories.ids import ReaderId, ReadingId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, Excerpt, Place, Spot
from bot.stories.places import PlaceMap
from bot.stories.queries import chapters, versions
from bot.text.segments import BETWEEN
from bot.text.spans import Span, Spans, bridged, joined, size, touching

_WORTH_KEEPING = 24
"""The fewest characters that have to be gone for a stretch to be kept in its former text as well."""
_FORMER_TEXTS = 8
"""The most former texts of a chapter in which a reader's stretches are kept, the newest."""


async def bring_up_to_date(database: Database | WithPassages, reader: ReaderId) -> None:
    """Maps the places of a reader, and what they have passed, into the stories as they are now. To be called
    before what they have passed is asked for."""
    if await database.read(partial(passed.behind, reader=reader)):
        await database.transaction(partial(follow, reader=reader))


def follow(connection: Connection, reader: ReaderId) -> None:
    """Does the same within a transaction."""
    for story in passed.behind(connection, reader):
        follow_story(connection, reader, story)


def follow_story(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Maps a reader's places in one story, and what they have passed of it, into its texts of today.

    A stretch of which words are gone is kept in the last text that had them, too, and so comes back with
    them.
    """
    bookmarks.follow_edits(connection, reader, story)
    before = passed.texts(connection, reader, story)
    after: dict[Layer, Spans] = {}
    left = dict(before)
    while left:
        layer = next(iter(left))
        spans = left.pop(layer)
        stretches = versions.stretches_of(connection, Place(layer.chapter, layer.revision, 0))
        if stretches is None:
            after[layer] = joined((*after.get(layer, ()), *spans))
            continue
        found, gone = PlaceMap(stretches).spans(layer.chapter, spans)
        if gone >= _WORTH_KEEPING:
            after[layer] = joined((*after.get(layer, ()), *spans))
        for (chapter, revision), there in found.items():
            into = Layer(layer.again, chapter, revision)
            together = joined((*left.get(into, ()), *there))
            left[into] = bridged(together, passed.written(connection, chapter, revision))
    for layer in {*before, *after}:
        was, now = before.get(layer, ()), after.get(layer, ())
        if now and now != was:
            now = _at_paragraphs(connection, layer, now)
        passed.keep(connection, reader, layer, was, now)
    passed.keep_newest(connection, reader, story, _FORMER_TEXTS)
    passed.count_words(connection, reader, story)


def pass_on(
    connection: Connection, reader: ReaderId, reading: Reading, opening: Opening, what: Passing, end: int
) -> tuple[Spot | None, float]:
    """Passes what a press passes, up to an offset of the open chapter. It begins in that chapter or in the
    one before it.

    Returns the place from which on the text was new to the reader, or None, and the number of words that the
    reading has passed by it.
    """
    chapter, since = opening.chapter, what.since
    parts = [(chapter, opening.spans, (since.offset if since.position == chapter.position else 0, end))]
    if since.position != chapter.position:
        left = chapters.at(connection, chapter.story, since.position, None)
        if left is not None and left.kind is ChapterKind.BODY:
            of_left = passed.of_chapter(connection, reader, left, again=reading.again)
            parts.insert(0, (left, of_left, (since.offset, left.characters)))
    first, of_first, (start, _) = parts[0]
    new = next((spot for part in parts if (spot := new_from(*part))), None)
    words, over = 0.0, what.over and touching(of_first, start) is None
    if over:
        words += _pass_over(connection, reader, reading, Spot(first.position, start))
    for each, spans, span in parts:
        words += _add(connection, reader, reading, each, span, None if over else spans)
    return new, words


def pass_up_to(connection: Connection, reader: ReaderId, reading: Reading, upto: Chapter) -> float:
    """Passes a chapter and all that stand before it. Returns the number of words that the reading has passed
    by it."""
    before = chapters.of_body_to(connection, reading.story, upto.position)
    return sum(_add(connection, reader, reading, each, (0, each.characters)) for each in before)


def pass_excerpts(
    connection: Connection, reader: ReaderId, reading: Reading, excerpts: Sequence[Excerpt]
) -> None:
    """Passes excerpts, of the story's texts of today or of former ones, from where they are mapped into those
    of today."""
    before = passed.texts(connection, reader, reading.story)
    after = dict(before)
    for each in excerpts:
        for again in {False, reading.again}:
            layer = Layer(again, each.place.chapter, each.place.revision)
            after[layer] = joined((*after.get(layer, ()), (each.place.offset, each.end)))
    for layer, spans in after.items():
        passed.keep(connection, reader, layer, before.get(layer, ()), spans)
    follow_story(connection, reader, reading.story)


def is_passed_up_to(connection: Connection, reader: ReaderId, reading: Reading, upto: Chapter) -> bool:
    """Returns whether a chapter and all that stand before it were passed to their ends."""
    spans = passed.of_story(connection, reader, reading.story, again=reading.again)
    before = chapters.of_body_to(connection, reading.story, upto.position)
    return all(is_passed(each, spans.get(each.id, ())) for each in before)


def is_passed(chapter: Chapter, spans: Spans) -> bool:
    """Returns whether these stretches are all of a chapter."""
    return spans == ((0, chapter.characters),)


def put_back(connection: Connection, reader: ReaderId, reading: Reading, rows: Sequence[PassedRow]) -> None:
    """Makes these stretches what a reader has passed of a story."""
    passed.put_back(connection, reader, reading.story, rows, again=reading.again)
    follow_story(connection, reader, reading.story)


def reopen(connection: Connection, audience: Audience, former: Reading, instead_of: ReadingId) -> None:
    """Deletes the open reading of a story, and opens one again that was closed, with what was passed in it.
    Where a finished one was closed before that was kept, the whole story was."""
    bookmarks.forget(connection, instead_of)
    kept = bookmarks.reopen(connection, former.id)
    passed.put_back(connection, audience.reader, former.story, kept or (), again=True)
    if kept is None and former.again and former.finished_at is not None:
        last = chapters.of(connection, former.story, audience)[-1]
        pass_up_to(connection, audience.reader, former, last)
    follow_story(connection, audience.reader, former.story)


def new_from(chapter: Chapter, spans: Spans, part: Span) -> Spot | None:
    """Returns the place in a part of a chapter from which on it was not passed before, or None."""
    start, end = part
    before = touching(spans, start)
    new = max(start, before[1]) if before else start
    return Spot(chapter.position, new) if new < end else None


def _pass_over(connection: Connection, reader: ReaderId, reading: Reading, upto: Spot) -> float:
    """Passes what lies between a place and the last one passed before it, in the chapters that stood there
    when the reader last pressed: what an edit has put there since they have not left out. Returns the number
    of its words."""
    words = 0.0
    last = passed.last_before(connection, reader, reading.story, upto, again=reading.again) or Spot(0, 0)
    for each in passed.standing(connection, reading.story, last.position, upto.position, reading.seen):
        start = last.offset if each.position == last.position else 0
        end = upto.offset if each.position == upto.position else each.characters
        words += _add(connection, reader, reading, each, (start, end))
    return words


def _add(
    connection: Connection,
    reader: ReaderId,
    reading: Reading,
    chapter: Chapter,
    span: Span,
    known: Spans | None = None,
) -> float:
    """Adds a stretch of a chapter to what was passed of it, in this reading and in any; `known` is what was
    passed in this one, where that was asked for already. Returns the number of words that it adds to it."""
    added = 0
    for again in (False, True) if reading.again else (False,):
        before = known if again == reading.again else None
        if before is None:
            before = passed.of_chapter(connection, reader, chapter, again=again)
        after = joined((*before, span))
        added = size(after) - size(before)
        if after != before:
            layer = Layer(again, chapter.id, chapter.revision)
            passed.keep(connection, reader, layer, before, after)
    return added * chapter.words / max(1, chapter.characters)


def _at_paragraphs(connection: Connection, layer: Layer, spans: Spans) -> Spans:
    """Returns the stretches in whole paragraphs where they begin, since a paragraph is shown from its
    beginning or not at all, and with the empty line where they end with a paragraph."""
    text = chapters.text(connection, layer.chapter, layer.revision)
    whole = []
    for start, last in spans:
        end = last + len(BETWEEN) if last and text.startswith(BETWEEN, last) else last
        if start and not text.endswith(BETWEEN, 0, start):
            at = text.find(BETWEEN, start, end)
            start = end if at < 0 else at + len(BETWEEN)  # noqa: PLW2901
        whole.append((start, end))
    return joined(each for each in whole if each[0] < each[1] or each[1] == 0)


def comes_next(connection: Connection, audience: Audience, opening: Opening) -> bool:
    """Returns whether a reader has read up to the beginning of a chapter, and nothing of it."""
    before = chapters.before(connection, opening.chapter, audience)
    if before is None or opening.reading is None or opening.spans:
        return False
    spans = passed.of_chapter(connection, audience.reader, before, again=opening.reading.again)
    return touching(spans, before.characters) is not None
