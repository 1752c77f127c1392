"""Read-alongs, their parts and their members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Place, Story
from bot.together.paces import Pace, PartEnd

ReadAlongId = NewType("ReadAlongId", int)
PartId = NewType("PartId", int)
MessageId = NewType("MessageId", int)


class State(StrEnum):
    """How a read-along stands."""

    PLANNED = "planned"
    """Shown to its host, who has not begun it yet."""
    GOING = "going"
    PAUSED = "paused"
    ENDED = "ended"


class Reminder(StrEnum):
    """How a member is reminded of a part that has opened."""

    DIRECT = "direct"
    """By direct message."""
    NONE = "none"


class Subject(StrEnum):
    """What a direct message is about."""

    PART = "part"
    """A part has opened: for its members."""
    WAITS = "waits"
    """A part has to wait for its chapters: for the host."""
    THREAD = "thread"
    """A part's thread is open to everybody, or something else about it is not as it should be: for the
    host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The plan that a host asks for, as `ReadAlong` says."""

    story: StoryId
    channel: int
    pace: Pace
    zone: str
    first_day: date
    minute: int
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlong:
    """A story that people of a server read together.

    Its days are days of the time zone `zone`, and its parts open at `minute` of them. With `goes_on`,
    chapters that come later join it. `edition` is the edition of the story that its parts' ends were last
    mapped into. Times are UTC in seconds.
    """

    id: ReadAlongId
    guild: GuildId
    story: StoryId
    host: ReaderId
    channel: int
    pace: Pace
    zone: str
    first_day: date
    minute: int
    goes_on: bool
    state: State
    edition: int
    made_at: int
    paused_at: int | None = None
    ended_at: int | None = None

    @property
    def wanted(self) -> Wanted:
        """The plan that its host asked for."""
        return Wanted(
            story=self.story,
            channel=self.channel,
            pace=self.pace,
            zone=self.zone,
            first_day=self.first_day,
            minute=self.minute,
            goes_on=self.goes_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a read-along; `number` counts from 1.

    It goes from the end of the one before to `end`, which is right behind the last character of it, in the
    last text that has these words. With `ends_chapter` it goes to the end of that chapter, whatever is
    written there since.
    `opened_at` is None until its time has come and its chapters are out; `waits` says that its time came
    first. `thread` and `event` are Discord's ids, None where there is none. `poll` is JSON.
    """

    id: PartId
    read_along: ReadAlongId
    number: int
    end: Place
    ends_chapter: bool
    opens_at: int
    opened_at: int | None = None
    waits: bool = False
    questions: str = ""
    poll: str = ""
    thread: int | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who has joined a read-along. With `tells_finishing` the other members may see which parts they
    have finished. `left_at` is None while they are a member."""

    read_along: ReadAlongId
    reader: ReaderId
    reminder: Reminder = Reminder.DIRECT
    tells_finishing: bool = False
    joined_at: int
    left_at: int | None = None


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part that is to be stored, as `Part` has it."""

    end: Place
    ends_chapter: bool
    opens_at: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A part as people see it. `end` is where it ends in the texts of today, and `minutes` is how long it
    takes most people to read."""

    part: Part
    end: PartEnd
    minutes: int

    @property
    def percent(self) -> int:
        """How much of its last chapter belongs to it, in whole percent."""
        if self.end.ends_chapter:
            return 100
        return min(99, round(100 * self.end.offset / max(1, self.end.chapter.characters)))


@dataclass(frozen=True, slots=True)
class Plan:
    """A read-along with its story and its parts. It ends at `ends_at` (UTC, seconds), or when its story
    does if it goes on."""

    read_along: ReadAlong
    story: Story
    stages: tuple[Stage, ...]
    ends_at: int

    @property
    def current(self) -> Stage | None:
        """The part that opened last, None before the first one."""
        return next((each for each in reversed(self.stages) if each.part.opened_at is not None), None)

    @property
    def next(self) -> Stage | None:
        """The part that opens next, None behind the last one."""
        return next((each for each in self.stages if each.part.opened_at is None), None)


@dataclass(frozen=True, slots=True)
class NewText:
    """Text that was written where a reader has gone by already: the number of its chapter, and where it
    begins."""

    chapter: int
    place: Place


@dataclass(frozen=True, slots=True)
class Due:
    """What is due to somebody in a read-along. `member` is None where they have not joined. `minutes` is how
    long they will take to the end of the part that opened last, 0 where they have read it. `finished` are the
    numbers of the parts that they have read to the end. `hosts` says that they may change the plan,
    `unreached` that Discord refused the last message to them. `entered` are the parts in whose threads they
    asked to be. `new` is what an edit has put before their place and into what is due, if anything."""

    plan: Plan
    member: Member | None
    minutes: int
    finished: frozenset[int]
    hosts: bool
    unreached: bool
    entered: frozenset[PartId]
    new: NewText | None = None

    @property
    def talks_next(self) -> Stage | None:
        """The last part that a member has finished and in whose thread they have not asked to be."""
        ready = [
            each
            for each in self.plan.stages
            if each.part.opened_at is not None
            and each.part.number in self.finished
            and each.part.id not in self.entered
        ]
        return ready[-1] if ready and self.member is not None else None


@dataclass(frozen=True, slots=True)
class Finished:
    """The members who have read a part to its end and let the others see it."""

    plan: Plan
    stage: Stage
    readers: tuple[ReaderId, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A direct message that is being sent.

    `mark` is what it is found by. `channel` is where it goes, None where the direct messages with the reader
    are not open yet. `attempts` includes this one, `first_tried_at` is UTC in seconds. `locale` is Discord's
    of the reader, empty where it is not known.
    """

    id: MessageId
    read_along: ReadAlongId
    part: PartId
    reader: ReaderId
    subject: Subject
    mark: int
    channel: int | None
    attempts: int
    first_tried_at: int
    locale: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a direct message says about a part; `minutes` is how long its reader will take to the end of
    it. `obstacle` is what is in the way of its thread, as `Obstacle` says; empty where that is only open to
    everybody."""

    subject: Subject
    plan: Plan
    stage: Stage
    minutes: int
    obstacle: str = ""
