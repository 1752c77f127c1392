"""Subscriptions, their deliveries, and the contents that are sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.posts.models import Obstacle
from bot.readers.models import QuietHours
from bot.reading.errors import WarnedError
from bot.stories.ids import DeliveryId, GuildId, QuoteId, ReaderId, RoleId, StoryId, SubscriptionId
from bot.stories.models import Chapter, Place, Story

SNOOZE = 7 * 86_400
"""Seconds that a snooze lasts."""


class Subject(StrEnum):
    """The kind of thing that a subscription brings."""

    CHAPTERS = "chapters"
    """Notices of a story's new chapters."""
    SERIAL = "serial"
    """The text of a story, one instalment a day."""
    DIGEST = "digest"
    """Notices of the new chapters of several stories, gathered in one message."""
    QUOTES = "quotes"
    """A quote a day."""


class Manner(StrEnum):
    """The manner in which a subscription brings its subject."""

    AT_ONCE = "at once"  # chapters
    DAILY = "daily"  # chapters, told in the daily digest; that digest
    WEEKLY = "weekly"  # chapters, told in the weekly digest; that digest
    COMPLETE = "once complete"  # chapters, all of them
    PASSAGE = "passage"  # serial
    CHAPTER = "chapter"  # serial
    SHELF = "shelf"  # quotes, from what somebody reads
    SAVED = "saved"  # quotes, from those that somebody saved
    LIBRARY = "library"  # quotes, from all that a channel may see


@dataclass(frozen=True, slots=True)
class Schedule:
    """A time of every day, or of one weekday (0 is Monday); `minute` counts from local midnight."""

    minute: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The subscription that somebody asks for. `schedule` is None where there is none, or the usual one is
    wanted; `role` is pinged in the channel; with `threads`, each chapter is given one there. With `waits`, a
    serial waits until its last instalment was read; None leaves that as it is."""

    subject: Subject = Subject.CHAPTERS
    manner: Manner = Manner.AT_ONCE
    schedule: Schedule | None = None
    role: RoleId | None = None
    threads: bool = False
    waits: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A subscription of a reader, or of a channel of a server.

    `story` is None for a digest and for quotes, `channel` where it goes to the reader by direct message.
    `digest` is the subscription in which this one's chapters are told, if any. `told` is the last
    announcement that was sent to it. `next_at` and `snoozed_until` are UTC in seconds. `suspended` says why
    the last message did not arrive, and `refusal` what Discord said where that was unforeseen; the next one
    tries once more. `instalments` counts the days on which a serial has brought one; with `waits`, the next
    one waits until its reader has read the last.
    """

    id: SubscriptionId
    reader: ReaderId
    story: StoryId | None = None
    guild: GuildId | None = None
    channel: int | None = None
    role: RoleId | None = None
    subject: Subject = Subject.CHAPTERS
    manner: Manner = Manner.AT_ONCE
    digest: SubscriptionId | None = None
    threads: bool = False
    schedule: Schedule | None = None
    next_at: int | None = None
    told: int = 0
    snoozed_until: int = 0
    suspended: Obstacle | None = None
    refusal: str = ""
    stopped: bool = False
    instalments: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription with its story and the digest in which it is told, where it has these.

    `stories` counts the stories in a digest. `zone` is the time zone of its schedule; `quiet` are the quiet
    hours of its reader, if any.
    """

    subscription: Subscription
    story: Story | None = None
    digest: Subscription | None = None
    stories: int = 0
    zone: str = "UTC"
    quiet: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that is being delivered.

    `channel` is where it goes, None where the direct messages with the reader are not open yet. `nonce`
    identifies its message. `attempts` includes this one. `upto` is the last announcement that it tells,
    `first_tried_at` UTC in seconds. `part` counts the messages of one day's instalment. `locale` is Discord's
    of the reader, empty for a channel or where it is not known.
    """

    id: DeliveryId
    subscription: Subscription
    channel: int | None
    nonce: int
    attempts: int
    upto: int
    first_tried_at: int
    part: int = 1
    locale: str = ""

    @property
    def is_enriched(self) -> bool:
        """Whether its message says first, as content, what it is, and is then edited to be what it brings."""
        return self.subscription.subject is Subject.SERIAL


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A new entry of a story's feed that can be read only at the link."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """The author's word to subscribers with a new chapter. `hidden` where its reader is not there yet, so
    that it may tell too much."""

    chapter: Chapter
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """News of a story's new chapters. `stopped_in` is the chapter in which its reader stopped, None for a
    channel and for readers who have not begun the story. `withdrawn` counts the chapters that a message told
    and that were taken back since, and `warned` has those of their warnings that its reader asked for."""

    story: Story
    chapters: tuple[Chapter, ...]
    stopped_in: Chapter | None
    elsewhere: tuple[Elsewhere, ...] = ()
    withdrawn: int = 0
    announcements: tuple[Announcement, ...] = ()
    warned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """News that a story is complete, or with `withdrawn` that this was told and is not so."""

    story: Story
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """News of the new chapters of several stories."""

    notices: tuple[Notice, ...]
    weekly: bool


@dataclass(frozen=True, slots=True)
class Instalment:
    """A passage of a story, sent in its turn.

    `text` is Markdown ready to be shown; `notes` stands before it and `notes_after` behind it. `place` is the
    beginning of the passage, `next` the place where the text goes on, None where there is no more yet;
    `index` counts the passages of the chapter from 0. `pages_before` and `pages_after` are the first pages of
    notes for which there is no room beside the passage, None where there are none. `day` counts the days on
    which the serial brings something from 1, and `days` is about how many they will be with what there is.
    """

    story: Story
    chapter: Chapter
    place: Place
    end: int
    text: str
    notes: str
    notes_after: str
    index: int
    count: int
    percent: int
    next: Place | None
    pages_before: Place | None
    pages_after: Place | None
    day: int
    days: int


@dataclass(frozen=True, slots=True)
class DailyQuote:
    """A quote of the day.

    `markdown` is the line and `lead_in`, plain, the sentence before it where it could not be understood
    without. `quote` is None for a quote that its reader saved. `open` says that anybody may be shown it.
    """

    story: Story
    chapter: Chapter
    place: Place
    markdown: str
    lead_in: str
    speaker: str
    quote: QuoteId | None
    open: bool


@dataclass(frozen=True, slots=True)
class StoppedSerial:
    """A serial that has come to what its reader asked to be warned of, and stops before it."""

    story: Story
    stop: WarnedError


@dataclass(frozen=True, slots=True)
class Refused:
    """How a delivery stands that was refused for a reason that nobody foresaw.

    `times` counts how often in a row. `others_arrived` says that other deliveries got through since the first
    time. `alike` counts the deliveries refused for the same reason since anything got through, this one among
    them; `paused` says that all sending pauses.
    """

    times: int
    others_arrived: bool
    alike: int
    paused: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of all sending, because several deliveries in a row were refused for one `reason`. `since`, and
    `until` when it is tried again, are UTC in seconds; `tries` counts how often that was in vain."""

    reason: str
    since: int
    until: int
    tries: int


@dataclass(frozen=True, slots=True)
class SuspensionNote:
    """Word to the owner of a channel's subscription that it is suspended.

    `channel` is that of the direct messages with them, None where these are not open yet. `mark` is what the
    message is found by, `first_tried_at` when it may have been sent first (UTC in seconds), None before that.
    `locale` is Discord's of the owner, empty where it is not known.
    """

    subscribed: Subscribed
    mark: int
    channel: int | None = None
    first_tried_at: int | None = None
    locale: str = ""


Sent = Notice | Completed | Digest | Instalment | StoppedSerial | DailyQuote
"""The contents of a delivery."""
