"""Edits: what somebody wants done to a story, as data, so that it can be made at once or handed in."""

from __future__ import annotations

import base64
import json
import zlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from bot.database import Connection
from bot.editing.models import DraftFacts
from bot.editing.writer import StoryUpdate, WrittenStory
from bot.stories.chapter_notes import ChapterNotes, of_json, to_json
from bot.stories.details import Details
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story

_BYTES, _NOTES = "$bytes", "$notes"


class DayTakenError(Exception):
    """Another chapter has got a day of the story's rhythm since an update was made: it is to be made anew."""


@dataclass(frozen=True)
class Edit:
    """An edit of one story. Each kind is a frozen dataclass, defined with its code, by which drafts know it:
    codes and fields stay as they are.

    A field is what JSON has, an id, bytes, or a chapter's notes.
    """

    code: ClassVar[str]

    def __init_subclass__(cls, code: str = "") -> None:
        if code:
            cls.code = code
            _KINDS[code] = cls

    @property
    def report(self) -> str:
        """What it does, in words that end no sentence; empty where its chapters tell."""
        return ""

    @property
    def shown(self) -> TextEdit | None:
        """The edit of chapters as which it is looked at before it is made, if it is about any."""
        return None

    def told(self, facts: DraftFacts) -> DraftFacts:
        """Returns the facts of its card with what it alone can tell."""
        return facts


class TextEdit(Edit, ABC):
    """An edit of chapters: it goes through the writer."""

    @abstractmethod
    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> StoryUpdate:
        """Returns the update of the story that it is, at a time (UTC, seconds). Raises the reason where it is
        not possible."""

    @property
    def shown(self) -> TextEdit:
        """The edit itself."""
        return self


class PlainEdit(Edit, ABC):
    """An edit of everything else: made in one transaction, without reading any text."""

    @abstractmethod
    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Makes it, at a time (UTC, seconds), and returns the story. Raises StoryGoneError or
        NotALibrarianError."""

    def details(self, story: Story) -> Details:
        """Returns the details that the story will have."""
        return story

    def changes(self, story: Story) -> bool:
        """Returns whether it would change anything in the story."""
        return True


_KINDS: dict[str, type[Edit]] = {}


def packed(edit: Edit) -> bytes:
    """Returns an edit as a draft holds it."""
    values = {each.name: getattr(edit, each.name) for each in fields(edit)}
    return zlib.compress(json.dumps([edit.code, values], default=_encoded).encode(), level=1)


def unpacked(data: bytes) -> Edit:
    """Returns the edit from which `packed` made this."""
    code, values = json.loads(zlib.decompress(data), object_hook=_decoded)
    return _KINDS[code](**values)


def _encoded(value: object) -> dict[str, Any]:
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode()}
    assert isinstance(value, ChapterNotes), type(value)  # noqa: S101 - there are no other fields
    return {_NOTES: to_json(value)}


def _decoded(values: dict[str, Any]) -> Any:
    if _BYTES in values:
        return base64.b64decode(values[_BYTES])
    return of_json(values[_NOTES]) if _NOTES in values else values
