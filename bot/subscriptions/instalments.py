"""Serials: the next instalment of a story, from where its reader is, and the changes that follow its
arrival."""

from __future__ import annotations

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.readers.models import Length
from bot.readers.queries import readers
from bot.reading import pages
from bot.reading.divided_texts import PassageCache
from bot.reading.notes import cautions
from bot.reading.positions import Move
from bot.reading.queries import bookmarks, passed
from bot.reading.stops import stop_before
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import BEHIND, Audience, Chapter, ChapterKind, Place, Spot, Story
from bot.stories.places import current_end
from bot.stories.queries import chapters, stories
from bot.subscriptions.models import Delivery, Instalment, Manner, StoppedSerial, Subscription
from bot.subscriptions.notices import permitted
from bot.subscriptions.queries import deliveries, serials, subscriptions
from bot.text.passages import holding, rest
from bot.text.spans import touching

PARTS = 12
"""The most messages that a chapter takes in one day; the rest of it comes the next day."""


def instalment_of(
    connection: Connection, texts: PassageCache, delivery: Delivery, audience: Audience, now: int
) -> Instalment | StoppedSerial | None:
    """Returns the next instalment, and records its end with the delivery; or once that the serial stops
    before what its reader asked to be warned of.

    None where it may not be shown, waits until the last one was read, or there is no more text; the serial of
    a complete story ends then.
    """
    subscription = delivery.subscription
    story = permitted(connection, subscription, audience)
    if story is None or (delivery.part == 1 and _waits(connection, subscription, audience, story.id)):
        return None
    start = _start(connection, texts, subscription, audience, story.id)
    if start is None:
        if _start(connection, texts, subscription, None, story.id) is None:
            _stop_if_complete(connection, story, subscription, now)
        return None
    chapter, offset = start
    if subscription.channel is None:
        place = Place(chapter.id, chapter.revision, offset)
        stop = stop_before(connection, subscription.reader, story, chapter, place, Move.VISIT)
        if stop is not None:
            first = serials.stops_before(connection, subscription.id, chapter.id, delivery.id)
            return StoppedSerial(story, stop) if first else None
    page = pages.page_of(connection, texts, story, chapter, _limit(connection, subscription))
    divided, notes = page.divided, page.notes
    passage = rest(divided.text, divided.passages, offset)
    index = holding(divided.passages, passage.start)
    begins, ends = index == 0, passage.end == chapter.characters

    def here(offset: int) -> Place:
        return Place(chapter.id, chapter.revision, offset)

    deliveries.record_place(connection, delivery.id, here(passage.end), offset)
    day = subscription.instalments + (delivery.part == 1)
    following = _or_next_chapter(connection, chapter, passage.end, audience)
    return Instalment(
        story=story,
        chapter=chapter,
        place=here(passage.start),
        end=passage.end,
        text=divided.shown(passage),
        notes=(notes.before.beside or _cautions(connection, story, chapter)) if begins else "",
        notes_after=notes.after.beside if ends else "",
        index=index,
        count=len(divided.passages),
        percent=pages.share_read(story, chapter, passage.end),
        next=following and Place(following[0].id, following[0].revision, following[1]),
        pages_before=here(-len(notes.before.pages)) if begins and notes.before.pages else None,
        pages_after=here(BEHIND) if ends and notes.after.pages else None,
        day=day,
        days=day + _days_left(story, chapter, len(divided.passages), index, subscription.manner),
    )


def _cautions(connection: Connection, story: Story, chapter: Chapter) -> str:
    return cautions(story, chapter, chapters.notes(connection, chapter.id, chapter.revision))


def arrived(connection: Connection, texts: PassageCache, delivery: Delivery, now: int) -> None:
    """Moves a serial on past the instalment that has arrived. The rest of a chapter follows at once; at the
    end of a complete story the serial ends."""
    subscription, shown = delivery.subscription, deliveries.recorded_place(connection, delivery.id)
    if shown is None or subscription.story is None:
        return
    serials.move(connection, subscription.id, shown, new_day=delivery.part == 1)
    brought = deliveries.recorded_excerpt(connection, delivery.id)
    if brought is not None and subscription.channel is None:
        serials.add(connection, subscription.id, brought)
    following = _start(connection, texts, subscription, None, subscription.story)
    if following is None:
        story = stories.get(connection, subscription.story)
        if story is not None:
            _stop_if_complete(connection, story, subscription, now)
    elif (
        subscription.manner is Manner.CHAPTER
        and delivery.part < PARTS
        and following[0].id == shown.chapter
        and following[1] > 0
    ):
        deliveries.add_next_part(connection, delivery, now)


def _days_left(story: Story, chapter: Chapter, passages: int, index: int, manner: Manner) -> int:
    """Returns about how many days the rest of what there is of a story takes, after a passage of a chapter:
    its other chapters in passages as long as those of this one."""
    later = story.chapters - (chapter.number or 0)
    if manner is Manner.CHAPTER:
        return later
    words_left = story.words - chapter.words_before - chapter.words
    return passages - index - 1 + max(later, round(passages * words_left / max(1, chapter.words)))


def _waits(connection: Connection, subscription: Subscription, audience: Audience, story: StoryId) -> bool:
    """Returns whether a serial waits until its last instalment was read."""
    if not subscription.waits or subscription.channel is not None:
        return False
    return any(
        spot.offset and not _is_read(connection, audience, story, spot)
        for spot in _spots_sent(connection, subscription, story)
    )


def _is_read(connection: Connection, audience: Audience, story: StoryId, end: Spot) -> bool:
    """Returns whether a reader has passed the text that ends here, in their open reading of the story."""
    reading = bookmarks.get(connection, audience, story)
    chapter = chapters.at(connection, story, end.position, None)
    if reading is None or chapter is None:
        return False
    spans = passed.of_chapter(connection, audience.reader, chapter, again=reading.again)
    return any(start < end.offset <= last for start, last in spans)


def has_more(connection: Connection, texts: PassageCache, subscription: Subscription) -> bool:
    """Returns whether a serial has anything left to bring, of what is open to all, as its story is now."""
    if subscription.story is None:
        return False
    anybody = Audience(subscription.reader)
    return _start(connection, texts, subscription, anybody, subscription.story) is not None


def _stop_if_complete(connection: Connection, story: Story, subscription: Subscription, now: int) -> None:
    """Stops a serial that has brought all the text of its story, if the story is complete."""
    if story.completion is Completion.COMPLETE:
        subscriptions.stop(connection, subscription.id, now)


def _start(
    connection: Connection,
    texts: PassageCache,
    subscription: Subscription,
    audience: Audience | None,
    story: StoryId,
) -> tuple[Chapter, int] | None:
    """Returns the chapter, and the offset in it, where the next instalment begins. None where there is no
    more text that is open to this audience (None: or will be).

    That is past all that was brought already and, for a reader, past what they have read by themselves up to
    the passage that was shown to them last.
    """
    first = chapters.first_of_body(connection, story)
    if first is None:
        return None
    spots = [Spot(first.position, 0), *_spots_sent(connection, subscription, story)]
    if subscription.channel is None:
        spots += _spots_read(connection, texts, audience or Audience(subscription.reader), story)
    latest = max(spots)
    chapter = chapters.at(connection, story, latest.position, audience)
    return _or_next_chapter(connection, chapter, latest.offset, audience) if chapter else None


def _spots_sent(connection: Connection, subscription: Subscription, story: StoryId) -> list[Spot]:
    end = serials.end_of_last(connection, subscription.id)
    try:
        place = end and current_end(connection, end, None)
    except StaleButtonError:
        return []
    chapter = place and chapters.get(connection, place.chapter, None)
    return [Spot(chapter.position, place.offset)] if place and chapter and chapter.story == story else []


def _spots_read(
    connection: Connection, texts: PassageCache, audience: Audience, story: StoryId
) -> list[Spot]:
    reading = bookmarks.get(connection, audience, story)
    here = chapters.at(connection, story, reading.bookmark.current.position, None) if reading else None
    if reading is None or here is None:
        return []
    current, again = reading.bookmark.current, reading.again
    span = touching(passed.of_chapter(connection, audience.reader, here, again=again), current.offset)
    if span is None:
        last = passed.last_before(connection, audience.reader, story, current, again=again)
        return [last] if last else []
    divided = texts.of(connection, here, readers.length(connection, audience.reader).limit)
    shown = divided.passages[holding(divided.passages, current.offset)]
    return [Spot(here.position, min(shown.end, span[1]))]


def _or_next_chapter(
    connection: Connection, chapter: Chapter, offset: int, audience: Audience | None
) -> tuple[Chapter, int] | None:
    """Returns the same place, or the beginning of the next chapter for the end of one; None past the end of
    the body."""
    if offset < chapter.characters:
        return chapter, offset
    following = chapters.after(connection, chapter, audience)
    return (following, 0) if following and following.kind is ChapterKind.BODY else None


def _limit(connection: Connection, subscription: Subscription) -> int:
    if subscription.manner is Manner.CHAPTER:
        return Length.LONG.limit
    if subscription.channel is not None:
        return Length.MEDIUM.limit
    return readers.length(connection, subscription.reader).limit
