"""The threads of parts: what is done in them, by whom they are opened, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.quotes.models import PostedQuote
from bot.stories.ids import ReaderId
from bot.together.models import PartId, Plan, Stage


class Task(StrEnum):
    """What is done on Discord for a part, once."""

    THREAD = "thread"
    """Its thread is opened."""
    OPENING = "opening"
    """The first message is posted there, with the host's questions if there are any by then."""
    QUESTIONS = "questions"
    """The host's questions are posted, which came later."""
    POLL = "poll"
    """The host's poll is posted."""
    MEETING = "meeting"
    """The event of its meeting is scheduled, changed or called off."""
    END = "end"
    """The end of the read-along is posted in its channel, of which this is the last part."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A task that is being done. `mark` is what its message is found by. `attempts` includes this one;
    `first_tried_at` and `claimed_until` are UTC in seconds. `thread` is the part's, None before there is
    one."""

    part: PartId
    task: Task
    mark: int
    attempts: int
    first_tried_at: int
    claimed_until: int
    thread: int | None

    @property
    def since(self) -> int | None:
        """When an earlier attempt may have done it, UTC in seconds; None on the first."""
        return self.first_tried_at if self.attempts > 1 else None


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody who asked to be in the thread of a part that they have read."""

    part: PartId
    reader: ReaderId
    thread: int


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """A thread on Discord; everybody who sees its channel can read one that is not `private`."""

    id: int
    private: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first message of a part's thread says. `line` is one of the part, None where none is to be
    quoted; `questions` are the host's. What is `covered` is hidden until it is pressed."""

    plan: Plan
    stage: Stage
    line: PostedQuote | None
    questions: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll of the host's, open for so many hours."""

    question: str
    answers: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting about a part: when it begins, UTC in seconds, and where. `event` is Discord's, None before it
    is scheduled."""

    plan: Plan
    stage: Stage
    starts_at: int
    place: str
    event: int | None


@dataclass(frozen=True, slots=True)
class Talk:
    """What a host has written for the thread of a part. `answers` are those of the poll, `starts_at` and
    `place` the meeting's, None where there is none. `tasks` are those that have been begun, and `done` those
    of them that are settled."""

    plan: Plan
    stage: Stage
    questions: str = ""
    poll: str = ""
    answers: tuple[str, ...] = ()
    starts_at: int | None = None
    place: str = ""
    tasks: frozenset[Task] = frozenset()
    done: frozenset[Task] = frozenset()

    @property
    def opened(self) -> bool:
        """Whether the thread has been asked for."""
        return Task.THREAD in self.tasks

    def fixed(self, task: Task) -> bool:
        """Returns whether the questions or the poll are posted, or about to be, so that they stay as they
        are."""
        if task is Task.QUESTIONS and self.questions:
            return self.opened
        return task in self.tasks


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who is let into the thread of a part, which everybody can read unless it is `private`. With
    `hindered`, there is none yet, because the bot may not open it."""

    plan: Plan
    stage: Stage
    private: bool
    hindered: bool
