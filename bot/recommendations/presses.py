"""The presses on suggestions. They are asked to be `like` a story, and to have a `tag`, if any."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import StoryId


@dataclass(frozen=True, slots=True)
class MoreLikeThis(Press, code="morelike"):
    """Suggests stories like one, in a list beside it."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class SuggestOthers(Press, code="recommend"):
    """Suggests others in place of those on the list."""

    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class NotForMe(Press, code="notforme"):
    """Never suggests a story again, and another in its place."""

    story: StoryId
    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class ForMeAfterAll(Press, code="afterall"):
    """Takes that back."""

    story: StoryId
    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class OpenAvoidForm(Press, code="avoidform"):
    """Opens the form for what is never to be suggested."""

    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Avoid(Press, code="avoid"):
    """Sends that form."""

    like: StoryId | None
    tag: str = ""
