"""What is left of a read-along at its end: who finished, the words read together, and lines worth keeping."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection, Database
from bot.quotes.models import PostedQuote, Stretch
from bot.quotes.stretches import best_line
from bot.reading.passed import bring_up_to_date, follow_story
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.together.access import shown
from bot.together.ends import has_passed
from bot.together.errors import ReadAlongGoneError
from bot.together.models import Plan, ReadAlongId, State
from bot.together.plans import plan_of
from bot.together.queries import members

MOST_LOOKED_AT, _MOST_LINES = 60, 3
"""The most members of whom it is looked up what they have finished, and the most lines that are shown."""


@dataclass(frozen=True, slots=True)
class ReadAlongEnd:
    """The end of a read-along. `finished` are those who have read all of it and let the other members see
    that, `words` are what these have read together. `lines` are of the story, none for who has not read all
    of it. With `member` it is shown to one of the members."""

    plan: Plan
    finished: tuple[ReaderId, ...]
    words: int
    lines: tuple[PostedQuote, ...]
    member: bool


class ReadAlongEnds:
    """Gathers what is shown at the end of a read-along."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, audience: Audience, identity: ReadAlongId) -> ReadAlongEnd:
        """Returns the end of a read-along. Raises ReadAlongGoneError where there is none that has ended here,
        StoryGoneError or RatingRefusedError where its story may not be shown."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> ReadAlongEnd:
            read_along = shown(connection, audience, identity)
            if read_along.state is not State.ENDED:
                raise ReadAlongGoneError
            return _end(connection, audience, plan_of(connection, read_along))

        return await self._database.transaction(job)


def _end(connection: Connection, audience: Audience, plan: Plan) -> ReadAlongEnd:
    last, identity = plan.stages[-1].end, plan.read_along.id
    found = members.telling(connection, identity, MOST_LOOKED_AT)
    for each in found:
        follow_story(connection, each, plan.story.id)
    finished = tuple(each for each in found if has_passed(connection, each, last))
    return ReadAlongEnd(
        plan,
        finished,
        round(last.words) * len(finished),
        tuple(_lines(connection, plan)) if has_passed(connection, audience.reader, last) else (),
        members.get(connection, identity, audience.reader) is not None,
    )


def _lines(connection: Connection, plan: Plan) -> list[PostedQuote]:
    """Returns the line of each third of the story that its readers saved most, or else one of good taste."""
    count = min(_MOST_LINES, len(plan.stages))
    ends = [plan.stages[len(plan.stages) * (at + 1) // count - 1].end.spot for at in range(count)]
    starts = [(0, 0), *ends]
    stretches = (Stretch(plan.story.id, start, end) for start, end in zip(starts, ends, strict=False))
    found = (best_line(connection, plan.story, each) for each in stretches)
    return [each for each in found if each is not None]
