"""Edits that publish chapters: at once, at a time, or for some readers first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.database import Connection
from bot.editing.chapter_updates import ChapterUpdate, publication
from bot.editing.edits import DayTakenError, PlainEdit, TextEdit
from bot.editing.errors import NoRolesHereError, NotEarlyError, TooFarOffError
from bot.editing.models import DraftFacts, Release
from bot.editing.queries import releases
from bot.editing.rhythm import next_dates
from bot.editing.writer import WrittenStory
from bot.imports.manuscript import ManuscriptChapter
from bot.language import ngettext
from bot.librarians.service import looked_after
from bot.stories.detail_kinds import one_line
from bot.stories.ids import GuildId, RoleId, StoryId
from bot.stories.models import Credentials, EarlyAccess

TEN_YEARS = 10 * 365 * 86_400
"""The seconds for which chapters can be planned."""
Contents = Sequence[Mapping[str, Any]]
"""Chapters as an edit holds them, each with its `title`, `text` and `notes`."""


def contents_of(chapters: Sequence[ManuscriptChapter]) -> Contents:
    """Returns chapters as an edit holds them."""
    return [{"title": each.title, "text": each.text, "notes": each.notes} for each in chapters]


@dataclass(frozen=True)
class Publication(TextEdit, code="publication"):
    """Publishes chapters at the end of a story's body. `once` identifies the request, which takes effect once
    only."""

    chapters: Contents
    once: str

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> ChapterUpdate:
        """Returns the update with the chapters."""
        return publication(who, story, _chapters(self.chapters), self.once)


@dataclass(frozen=True)
class EarlyPublication(TextEdit, code="early"):
    """Publishes chapters for those with one of these roles. They open to everybody at a time (UTC, seconds);
    with None each on the next free day of the story's rhythm or, where it has none, when a librarian says so.
    `once` is as in `Publication`. Its update raises NotEarlyError or NoRolesHereError."""

    chapters: Contents
    once: str
    roles: Sequence[RoleId]
    opens_at: int | None

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> ChapterUpdate:
        """Returns the update with the chapters. The writer raises DayTakenError."""
        moments = self._opening_dates(connection, story, now)

        def require_free(connection: Connection, _: int) -> None:
            if self._opening_dates(connection, story, now) != moments:
                raise DayTakenError

        guild = guild_with(who, self.roles)
        access = [EarlyAccess(guild, tuple(self.roles), moment) for moment in moments]
        chapters = _chapters(self.chapters)
        return publication(who, story, chapters, self.once, early=access, also=require_free)

    def told(self, facts: DraftFacts) -> DraftFacts:
        """Returns the facts with whose chapters they are first, and when they are everybody's."""
        return replace(facts, roles=tuple(self.roles), due_at=self.opens_at)

    def _opening_dates(self, connection: Connection, story: StoryId, now: int) -> Sequence[int | None]:
        count = len(self.chapters)
        if self.opens_at is not None or releases.rhythm_of(connection, story) is None:
            return [self.opens_at] * count
        return free_dates(connection, story, now, count)


@dataclass(frozen=True)
class NewPlans(PlainEdit, code="plans"):
    """Plans chapters for a time, UTC in seconds, or with None each for the next free day of the story's
    rhythm. Raises TooFarOffError."""

    chapters: Contents
    due_at: int | None

    @property
    def report(self) -> str:
        """Counts them."""
        return ngettext("{number} planned chapter", "{number} planned chapters", len(self.chapters))

    @property
    def shown(self) -> Publication:
        """The chapters as they will stand in the story."""
        return Publication(self.chapters, "")

    def told(self, facts: DraftFacts) -> DraftFacts:
        """Returns the facts with when they appear."""
        return replace(facts, due_at=self.due_at or 0)

    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Plans them."""
        found = looked_after(connection, who, story)
        self.plan(connection, who, story, now)
        return WrittenStory(found)

    def plan(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> list[Release]:
        """Plans them, and returns them as they are planned."""
        count, given = len(self.chapters), self.due_at is not None
        dates = [self.due_at or 0] * count if given else free_dates(connection, story, now, count)
        for date in dates:
            require_in_reach(date, now)
        return [
            releases.insert(
                connection, story, one_line(each.title), each.text, each.notes, date, who.reader, now
            )
            for each, date in zip(_chapters(self.chapters), dates, strict=True)
        ]


def free_dates(connection: Connection, story: StoryId, now: int, count: int) -> list[int]:
    """Returns the next free days of a story's rhythm with their times, UTC in seconds. Where it has none, all
    are now."""
    rhythm = releases.rhythm_of(connection, story)
    if rhythm is None:
        return [now] * count
    return next_dates(rhythm, now, releases.taken_dates(connection, story), count)


def require_in_reach(due_at: int, now: int) -> None:
    """Raises TooFarOffError for a time (UTC, seconds) too many years after now."""
    if due_at > now + TEN_YEARS:
        raise TooFarOffError


def guild_with(who: Credentials, roles: Sequence[RoleId]) -> GuildId:
    """Returns the server whose roles these are. Raises NoRolesHereError outside of servers, and
    NotEarlyError for the role that everybody has, which bears the server's own id."""
    if who.guild is None:
        raise NoRolesHereError
    if int(who.guild) in map(int, roles):
        raise NotEarlyError
    return who.guild


def _chapters(contents: Contents) -> list[ManuscriptChapter]:
    return [ManuscriptChapter(each["title"], each["text"], notes=each["notes"]) for each in contents]
