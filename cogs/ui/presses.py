"""What a button, a menu or a form carries in its `custom_id`: an action, and the place it leads to.

A press names its target rather than a step, so it means the same twice, after a restart, and on an old panel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import StaleButtonError
from bot.models import ChapterId, Length, Place, ReaderId, StoryId

WORDS_LIMIT = 60
LENGTHS = tuple(Length)
_LARGEST = 2**63
"""What SQLite can hold."""
_FORM = re.compile(r"([a-z]+)((?::-?\d{1,20})*)(?:=(.*))?", re.DOTALL)


class Action(StrEnum):
    """What a press asks for, and the numbers that it carries."""

    NEXT = "next"  # chapter, revision, offset, opener (0 on a private panel)
    BACK = "back"  # chapter, revision, offset, opener
    GO = "go"  # chapter, revision, offset
    UNDO = "undo"  # chapter, revision, offset
    OWN = "own"  # chapter, revision, offset
    CHAPTERS = "chapters"  # chapter, revision, offset, page (-1: the one with the reader's place)
    CHAPTER = "chapter"  # nothing; the chosen value is a place
    OPTIONS = "options"  # chapter, revision, offset
    LENGTH = "length"  # chapter, revision, offset, length
    ALOUD = "aloud"  # chapter, revision, offset, offer
    CLOSE = "close"  # opener
    AGAIN = "again"  # story, finished reading, opener
    ABOUT = "about"  # story, then the place to go back to
    READ = "read"  # story
    STORY = "story"  # nothing; the chosen value is a story
    LIBRARY = "library"  # page; words: the search
    SHELF = "shelf"  # page
    RESUME = "resume"  # nothing; the chosen value is a story
    PREFER = "prefer"  # length


_ACTIONS: dict[str, Action] = {action.value: action for action in Action}
_NUMBERS = {
    Action.NEXT: 4,
    Action.BACK: 4,
    Action.GO: 3,
    Action.UNDO: 3,
    Action.OWN: 3,
    Action.CHAPTERS: 4,
    Action.CHAPTER: 0,
    Action.OPTIONS: 3,
    Action.LENGTH: 4,
    Action.ALOUD: 4,
    Action.CLOSE: 1,
    Action.AGAIN: 3,
    Action.ABOUT: 4,
    Action.READ: 1,
    Action.STORY: 0,
    Action.LIBRARY: 1,
    Action.SHELF: 1,
    Action.RESUME: 0,
    Action.PREFER: 1,
}


@dataclass(frozen=True, slots=True)
class Press:
    """An action with its numbers, and the words of a search where one goes on."""

    action: Action
    numbers: tuple[int, ...] = ()
    words: str = ""

    @property
    def place(self) -> Place:
        """The place that the first three numbers name."""
        return place_of(self.numbers[:3])

    @property
    def story(self) -> StoryId:
        """The story that the first number names."""
        return StoryId(self.numbers[0])

    @property
    def length(self) -> Length:
        """The passage length that the last number names. Raises StaleButtonError where it names none."""
        if not 0 <= self.numbers[-1] < len(LENGTHS):
            raise StaleButtonError
        return LENGTHS[self.numbers[-1]]

    @property
    def opener(self) -> ReaderId | None:
        """Whose public panel it is on, as the last number says; None on a private one."""
        return ReaderId(self.numbers[-1]) or None

    @property
    def custom_id(self) -> str:
        """The press as Discord keeps it."""
        numbers = "".join(f":{number}" for number in self.numbers)
        return f"{self.action}{numbers}" + (f"={self.words[:WORDS_LIMIT]}" if self.words else "")


def press_of(custom_id: str) -> Press:
    """The press that a `custom_id` holds. Raises StaleButtonError for one that is not ours, or no longer."""
    form = _FORM.fullmatch(custom_id)
    action = form and _ACTIONS.get(form[1])
    if form is None or action is None:
        raise StaleButtonError
    press = Press(action, _numbers(form[2]), form[3] or "")
    if len(press.numbers) != _NUMBERS[press.action] or any(abs(each) >= _LARGEST for each in press.numbers):
        raise StaleButtonError
    return press


def place_of(numbers: tuple[int, ...]) -> Place:
    """A place from its chapter, revision and offset. Raises StaleButtonError where they cannot be one."""
    if len(numbers) != 3 or any(abs(each) >= _LARGEST for each in numbers):
        raise StaleButtonError
    chapter, revision, offset = numbers
    return Place(ChapterId(chapter), revision, offset)


def numbers_of(place: Place) -> tuple[int, int, int]:
    """A place as the numbers of a press."""
    return place.chapter, place.revision, place.offset


def value_of(place: Place) -> str:
    """A place as the value of a menu's option."""
    return ":".join(map(str, numbers_of(place)))


def place_of_value(value: str) -> Place:
    """The place that a menu's option stands for. Raises StaleButtonError where it is none."""
    if not re.fullmatch(r"\d{1,20}(?::-?\d{1,20}){2}", value):
        raise StaleButtonError
    return place_of(_numbers(f":{value}"))


def story_of_value(value: str) -> StoryId:
    """The story that a menu's option stands for. Raises StaleButtonError where it is none."""
    if not re.fullmatch(r"\d{1,18}", value):
        raise StaleButtonError
    return StoryId(int(value))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(":")[1:]))
