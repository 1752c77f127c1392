"""The edit of a story's details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.database import Connection
from bot.editing.edits import PlainEdit
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.queries import states
from bot.editing.writer import WrittenStory, record
from bot.language import _
from bot.librarians.service import looked_after
from bot.stories.changes import Changes
from bot.stories.details import DETAILS, Details
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import stories
from bot.text.direction import listed


@dataclass(frozen=True)
class NewDetails(PlainEdit, code="details"):
    """Gives a story other details: `values` has them by their names, in JSON's own types."""

    values: Mapping[str, Any]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Returns the edit that gives these values."""
        return cls({name: DETAILS[name].kind.to_json(value) for name, value in values.items()})

    @property
    def report(self) -> str:
        """Names the details."""
        labels = [_(DETAILS[name].label) for name in self.values if DETAILS[name].group is not None]
        return _("{details} corrected", details=listed(labels))

    def details(self, story: Story) -> Details:
        """Returns the story with these details."""
        return self._applied(story)

    def changes(self, story: Story) -> bool:
        """Returns whether any of them is another."""
        return self._applied(story) != story

    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Stores the details."""
        found = looked_after(connection, who, story)
        after = self._applied(found)
        if after == found:
            return WrittenStory(found)
        before = states.of(connection, story)
        stories.update(connection, after)
        named = [name.replace("_", " ") for name in self.values if DETAILS[name].group is not None]
        line = HistoryLine(ChangeKind.DETAILS, who.reader, ", ".join(named))
        change = record(connection, found, after, line, Changes(), now)
        states.keep(connection, change, before)
        return WrittenStory(after, line.kind, undoable=change)

    def _applied(self, story: Story) -> Story:
        return replace(
            story, **{name: DETAILS[name].kind.of_json(each) for name, each in self.values.items()}
        )
