"""The presses on suggestions. `like` and `tag` are those of the request, if any."""

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
    """Vetoes a story, and suggests another in its place."""

    story: StoryId
    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class ForMeAfterAll(Press, code="afterall"):
    """Takes a veto back."""

    story: StoryId
    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class GiveUpStory(Press, code="giveup"):
    """Vetoes a story before which its reader was warned, and puts it away."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class TakeStoryBack(Press, code="giveupnot"):
    """Takes that back."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class OpenAvoidForm(Press, code="avoidform"):
    """Opens the form for the tags never to be suggested."""

    like: StoryId | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Avoid(Press, code="avoid"):
    """Submits the form for the tags never to be suggested."""

    like: StoryId | None
    tag: str = ""
