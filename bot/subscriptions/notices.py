"""The contents of notices and digests, by the visibility, rating and spoiler guard at the time of sending."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.database import Connection
from bot.readers.queries import readers
from bot.reading.models import Reading
from bot.reading.queries import bookmarks, passed
from bot.reading.spoiler_mask import SpoilerMask, spoiler_mask
from bot.reading.stops import warned
from bot.stories.details import Completion
from bot.stories.ids import ChapterId, DeliveryId, ReaderId, StoryId
from bot.stories.models import Audience, Chapter, Spoilers, Story
from bot.stories.queries import chapters, stories
from bot.subscriptions.models import (
    Announcement,
    Completed,
    Delivery,
    Digest,
    Elsewhere,
    Manner,
    Notice,
    Subject,
    Subscription,
)
from bot.subscriptions.queries import announcements, corrections, subscriptions
from bot.subscriptions.queries.corrections import Telling
from bot.text.spans import Spans, touching


def notice_of(
    connection: Connection, subscription: Subscription, upto: int, audience: Audience
) -> Notice | None:
    """Returns the notice of what is new up to an announcement, and records what of it is early. None where
    the story may not be shown to this audience now, or nothing is new to them."""
    story = permitted(connection, subscription, audience)
    if story is None:
        return None
    elsewhere = _elsewhere(connection, subscription, upto)
    if subscription.channel is None:
        return _for_reader(connection, subscription, upto, audience, story, elsewhere)
    new = _unread(connection, subscription, upto, audience, stopped_at=None, begun=())
    announcements.tell_early(connection, subscription, [each.id for each in _chapters(new)], upto)
    return Notice(story, _chapters(new), None, elsewhere) if new or elsewhere else None


def completed_of(connection: Connection, subscription: Subscription, audience: Audience) -> Completed | None:
    """Returns the notice that a story is complete. None where it is not, or may not be shown to this audience
    now."""
    story = permitted(connection, subscription, audience)
    return Completed(story) if story and story.completion is Completion.COMPLETE else None


def digest_of(connection: Connection, delivery: Delivery, audience: Audience) -> Digest | None:
    """Returns the news of the stories in a digest, and records what it tells. None where there is no news."""
    digest, notices = delivery.subscription, {}
    for each in subscriptions.gathered_in(connection, digest.id):
        notice = notice_of(connection, each, delivery.upto, audience)
        if notice is not None:
            notices[each.id] = notice
    subscriptions.record_telling(connection, delivery.id, digest.id, list(notices), delivery.upto)
    return Digest(tuple(notices.values()), weekly=digest.manner is Manner.WEEKLY) if notices else None


def corrected(
    connection: Connection, delivery: Delivery, audience: Audience
) -> Notice | Digest | Completed | None:
    """Returns what a notice or a digest that was sent should say now: of the chapters that it told those that
    are there, and how many are withdrawn. None where its stories may not be shown to this audience now."""
    if delivery.subscription.manner is Manner.COMPLETE:
        story = permitted(connection, delivery.subscription, audience)
        is_complete = story is not None and story.completion is Completion.COMPLETE
        return None if story is None else Completed(story, withdrawn=not is_complete)
    tellings = corrections.tellings(connection, delivery.id)
    found = [_corrected(connection, delivery.id, each, audience) for each in tellings]
    notices = tuple(each for each in found if each is not None)
    if not notices:
        return None
    if delivery.subscription.subject is Subject.DIGEST:
        return Digest(notices, weekly=delivery.subscription.manner is Manner.WEEKLY)
    return notices[0]


def _corrected(
    connection: Connection, delivery: DeliveryId, telling: Telling, audience: Audience
) -> Notice | None:
    told = replace(telling.subscription, told=telling.told_from)
    story = permitted(connection, told, audience)
    if story is None:
        return None
    own = told.channel is None
    mask = spoiler_mask(connection, told.reader, story.id) if own else SpoilerMask(None)
    reading = bookmarks.get(connection, audience, story.id) if own else None
    listed = announcements.announced(
        connection, told, telling.upto, audience, reading.read_at if reading else None
    )
    there = [chapter for chapter, untold in listed if untold]
    there += corrections.told_again(connection, delivery, told.id, audience)
    begun = passed.begun(connection, told.reader, story.id) if own else ()
    waiting = [chapter for chapter, untold in listed if not untold and chapter.id not in begun]
    every = sorted({each.id: each for each in (*there, *waiting)}.values(), key=lambda each: each.position)
    return Notice(
        story,
        tuple(map(mask.over, every)),
        _stopped_in(connection, audience, reading) if waiting else None,
        _elsewhere(connection, told, telling.upto),
        corrections.count_withdrawn(connection, delivery, told.id),
        _announcements(connection, audience, story.id, [each for each in every if each in there])
        if own
        else (),
        _warned(connection, told.reader, story, every) if own else (),
    )


def permitted(connection: Connection, subscription: Subscription, audience: Audience) -> Story | None:
    """Returns the story of a subscription, or None if it may not be shown to this audience now."""
    seen = None if subscription.story is None else stories.seen_by(connection, subscription.story, audience)
    return seen[0] if seen and seen[1] else None


def _for_reader(
    connection: Connection,
    subscription: Subscription,
    upto: int,
    audience: Audience,
    story: Story,
    elsewhere: tuple[Elsewhere, ...],
) -> Notice | None:
    reader = subscription.reader
    reading = bookmarks.get(connection, audience, story.id)
    new = _unread(
        connection,
        subscription,
        upto,
        audience,
        stopped_at=reading.read_at if reading else None,
        begun=passed.begun(connection, reader, story.id),
    )
    if not new and not elsewhere:
        return None
    announcements.tell_early(connection, subscription, [each.id for each in _chapters(new)], upto)
    said = [chapter for chapter, untold in new if untold]
    return Notice(
        story,
        tuple(map(spoiler_mask(connection, reader, story.id).over, _chapters(new))),
        _stopped_in(connection, audience, reading),
        elsewhere,
        announcements=_announcements(connection, audience, story.id, said),
        warned=_warned(connection, reader, story, _chapters(new)),
    )


def _warned(
    connection: Connection, reader: ReaderId, story: Story, new: Sequence[Chapter]
) -> tuple[str, ...]:
    """Returns the warnings of these chapters, and of their story, that a reader asked to be warned of."""
    found = (warned(connection, reader, story, each) for each in new)
    return tuple(dict.fromkeys(name for each in found if each for name in each.names))


def _elsewhere(connection: Connection, subscription: Subscription, upto: int) -> tuple[Elsewhere, ...]:
    """Returns the new entries that can be read elsewhere only, without titles for a reader who wants none
    told."""
    found = announcements.announced_elsewhere(connection, subscription, upto)
    own = subscription.channel is None
    if own and readers.spoilers(connection, subscription.reader) is Spoilers.TITLES:
        return tuple(replace(each, title="") for each in found)
    return tuple(found)


def _chapters(new: Sequence[tuple[Chapter, bool]]) -> tuple[Chapter, ...]:
    return tuple(chapter for chapter, _ in new)


def _announcements(
    connection: Connection, audience: Audience, story: StoryId, told: Sequence[Chapter]
) -> tuple[Announcement, ...]:
    """Returns what the author said to subscribers with these chapters. It is hidden from whoever is guarded
    from spoilers and has not read all that stands before the chapter."""
    reader = audience.reader
    spans = passed.of_story(connection, reader, story, again=False)
    guarded = readers.spoilers(connection, reader) is not Spoilers.OFF
    mask = spoiler_mask(connection, reader, story)
    found = []
    for chapter in told:
        if words := chapters.notes(connection, chapter.id, chapter.revision).announcement:
            hidden = guarded and not _comes_next(connection, audience, chapter, spans)
            found.append(Announcement(mask.over(chapter), words, hidden))
    return tuple(found)


def _comes_next(
    connection: Connection, audience: Audience, chapter: Chapter, spans: Mapping[ChapterId, Spans]
) -> bool:
    """Returns whether a reader who has passed these stretches has come to the end of the chapter before this
    one."""
    before = chapters.before(connection, chapter, audience)
    return before is None or touching(spans.get(before.id, ()), before.characters) is not None


def _stopped_in(connection: Connection, audience: Audience, reading: Reading | None) -> Chapter | None:
    if reading is None:
        return None
    return chapters.at(connection, reading.story, reading.bookmark.current.position, audience)


def _unread(
    connection: Connection,
    subscription: Subscription,
    upto: int,
    audience: Audience,
    *,
    stopped_at: int | None,
    begun: Collection[ChapterId],
) -> list[tuple[Chapter, bool]]:
    """Returns the new chapters that are not begun yet, each with whether it was not told before; none where
    each of these was."""
    unread = [
        (chapter, untold)
        for chapter, untold in announcements.announced(connection, subscription, upto, audience, stopped_at)
        if chapter.id not in begun
    ]
    return unread if any(untold for _, untold in unread) else []
