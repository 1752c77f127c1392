"""What a button, a menu or a form carries in its `custom_id`: an action, and the place it leads to.

A press names its target rather than a step, so it means the same twice, after a restart, and on an old panel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.errors import StaleButtonError
from bot.readers.models import Length
from bot.shelf.models import Section
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.stories.models import Place, Slice, Spoilers

WORDS_LIMIT = 60
LENGTHS = tuple(Length)
GUARDS = tuple(Spoilers)
SECTIONS = tuple(Section)
_LARGEST = 2**63
"""What SQLite can hold."""
_FORM = re.compile(r"([a-z]+)((?::-?\d{1,20})*)(?:=(.*))?", re.DOTALL)


class Action(StrEnum):
    """What a press asks for, with how many numbers it carries; each says which."""

    numbers: int

    def __new__(cls, name: str, numbers: int) -> Action:
        """An action of this name."""
        action = str.__new__(cls, name)
        action._value_ = name
        action.numbers = numbers
        return action

    NEXT = "next", 4  # chapter, revision, offset, opener (0 on a private panel)
    BACK = "back", 4  # chapter, revision, offset, opener
    GO = "go", 3  # chapter, revision, offset
    UNDO = "undo", 3  # chapter, revision, offset
    OWN = "own", 3  # chapter, revision, offset
    CHAPTERS = "chapters", 4  # chapter, revision, offset, page (-1: the one with the reader's place)
    CHAPTER = "chapter", 0  # the chosen value is a place
    OPTIONS = "options", 3  # chapter, revision, offset
    LENGTH = "length", 4  # chapter, revision, offset, length
    ALOUD = "aloud", 4  # chapter, revision, offset, offer
    CLOSE = "close", 1  # opener
    AGAIN = "again", 3  # story, finished reading, opener
    ABOUT = "about", 4  # story, then the place to go back to
    READ = "read", 1  # story
    STORY = "story", 0  # the chosen value is a story
    LIBRARY = "library", 1  # page; words: the search
    SHELF = "shelf", 1  # list
    SHELF_PAGE = "shelfpage", 2  # list, page
    SHELVED = "shelved", 2  # list and page to go back to; the chosen value is a story
    ENTRY = "entry", 3  # story, then the list and page to go back to, as all of the next
    PUT_AWAY = "putaway", 3  # story, list, page
    TAKE_UP = "takeup", 3  # story, list, page
    UNREAD = "unread", 4  # story, list, page, page of its chapters
    MARK = "mark", 3  # story, list, page; the chosen value is a chapter
    UNMARK = "unmark", 4  # story, mark, list, page
    START_AGAIN = "startagain", 4  # story, reading, list, page; asks where the reading is not finished
    START_ANEW = "startanew", 2  # story, reading
    SAVE_FOR_LATER = "saveforlater", 1  # story; beside the card
    SAVE_AFTER_ALL = "saveafterall", 1  # story; in place
    NOT_FOR_LATER = "notforlater", 1  # story; beside the card
    TAKE_OFF = "takeoff", 1  # story; in place
    EXPORT_SHELF = "exportshelf", 0
    PREFER = "prefer", 1  # length
    GUARD = "guard", 1  # spoilers
    TIMES_FORM = "timesform", 0
    TIMES = "times", 0  # the form sent
    SEARCH = "search", 2  # story (0: all), page; words: what is searched for
    HIT = "hit", 0  # the chosen value is a place
    SENTENCES = "sentences", 6  # the place to go back to, start and end in its chapter, page
    SAVE = "save", 5  # the place to go back to, start and end; the chosen values are slices within them
    SAVE_QUOTE = "savequote", 1  # found quote
    UNSAVE = "unsave", 4  # saved quote, then the place to go back to
    SAVED_QUOTES = "savedquotes", 2  # story (0: all), page
    SAVED_QUOTE = "savedquote", 2  # story (0: all), page to go back to; the chosen value is a saved quote
    REMOVE_QUOTE = "removequote", 3  # saved quote, then the list to go back to
    PUT_BACK_QUOTE = "putbackquote", 3  # saved quote, then the list to go back to
    EXPORT_QUOTES = "exportquotes", 0
    STATS = "stats", 2  # year, chart
    SHOW_STATS = "showstats", 3  # year, chart, offer
    QUOTE = "quote", 2  # story (0: all), speaker (0: anybody); words: what it is to be about
    PICTURE = "picture", 1  # found quote
    SUBSCRIBE = "subscribe", 1  # story
    SUBSCRIPTIONS = "subscriptions", 1  # page
    SNOOZE = "snooze", 2  # subscription, page
    UNSNOOZE = "unsnooze", 2  # subscription, page; ends a suspension too
    UNSUBSCRIBE = "unsubscribe", 2  # subscription, page
    CHANGE_SUBSCRIPTION_FORM = "changesubform", 2  # subscription, page
    CHANGE_SUBSCRIPTION = "changesub", 2  # subscription, page; the form sent
    MORE_LIKE = "morelike", 1  # story
    RECOMMEND = "recommend", 1  # story that it is to be like (0: all that was read); words: a tag
    NOT_FOR_ME = "notforme", 2  # story, then what RECOMMEND has; words: a tag
    AFTER_ALL = "afterall", 2  # takes NOT_FOR_ME back, and carries the same
    AVOID_FORM = "avoidform", 1  # what RECOMMEND has; words: a tag
    AVOID = "avoid", 1  # the form sent
    LOOK_AT = "lookat", 1  # story
    READ_NEWS = "readnews", 1  # story; on notices sent before READ did the same
    STOP_THESE = "stopthese", 2  # subscription, nonce of the notice

    # Librarians' presses. Those that end in FORM open a form; the next of each pair is the form sent.
    KEEP = "keep", 1  # draft
    DISCARD = "discard", 1  # draft
    DRAFT_FORM = "draftform", 2  # draft, group of details
    DRAFT_DETAILS = "draftdetails", 2  # draft, group of details
    EDIT = "edit", 1  # story
    DETAILS_FORM = "detailsform", 2  # story, group of details
    DETAILS = "details", 2  # story, group of details
    EDIT_CHAPTERS = "editchapters", 2  # story, page
    EDIT_CHAPTER = "editchapter", 0  # the chosen value is a chapter
    LOOK_AT_CHAPTER = "lookatchapter", 1  # chapter
    DOWNLOAD = "download", 1  # chapter
    UPLOAD_FORM = "uploadform", 1  # chapter
    UPLOAD = "upload", 1  # chapter
    RENAME_FORM = "renameform", 1  # chapter
    RENAME = "rename", 1  # chapter
    MOVE_FORM = "moveform", 1  # chapter
    MOVE = "move", 1  # chapter
    ASK_TO_REMOVE = "asktoremove", 1  # chapter
    REMOVE = "remove", 1  # chapter
    PUBLISH = "publish", 2  # story, when (0: now)
    PLANNED = "planned", 2  # story, page
    RELEASE = "release", 1  # planned chapter
    CALL_OFF = "calloff", 1  # planned chapter
    TAKE_DOWN = "takedown", 1  # story
    PUT_BACK = "putback", 1  # story
    HISTORY = "history", 2  # story, page
    CHANGE = "change", 0  # the chosen value is a change
    FORMER = "former", 1  # change; the chosen value is a chapter
    RESTORE = "restore", 2  # change, chapter
    NO_ROLE = "norole", 0
    NUMBERS = "numbers", 1  # story; with the curve as a picture
    NUMBERS_OF = "numbersof", 0  # the chosen value is a story
    CHECK_FEED = "checkfeed", 1  # story
    UNTIE = "untie", 1  # story


_ACTIONS: dict[str, Action] = {action.value: action for action in Action}


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
    def slice(self) -> Slice:
        """The slice of the text of `place` that the two numbers after it name."""
        return Slice(replace(self.place, offset=self.numbers[3]), self.numbers[4])

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
    def spoilers(self) -> Spoilers:
        """The spoiler setting that the last number names. Raises StaleButtonError where it names none."""
        if not 0 <= self.numbers[-1] < len(GUARDS):
            raise StaleButtonError
        return GUARDS[self.numbers[-1]]

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
    if len(press.numbers) != action.numbers or any(abs(each) >= _LARGEST for each in press.numbers):
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
    return StoryId(number_of_value(value))


def number_of_value(value: str) -> int:
    """The number that a menu's option stands for. Raises StaleButtonError where it is none."""
    if not re.fullmatch(r"\d{1,18}", value):
        raise StaleButtonError
    return int(value)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(":")[1:]))
