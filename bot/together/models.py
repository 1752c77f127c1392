"""Read-alongs, their parts and their members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Place
from bot.together.paces import Pace

ReadAlongId = NewType("ReadAlongId", int)
PartId = NewType("PartId", int)


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
