"""A story's details as they are entered in forms, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.editing.cataloguing import one_line
from bot.editing.errors import NoTitleError, TooManyNamesError, UnknownRatingError, UnknownStatusError
from bot.stories.models import Completion, Details, Rating

Entry = str
"""What a field holds; of a list, a name a line."""

LISTS = frozenset({"authors", "content_warnings", "fandoms", "characters", "relationships", "tags"})
TEXTS = frozenset({"summary", "notes", "disclaimer"})
NOT_GIVEN = "none"
"""The entry for no rating, and for no word on whether the story is complete."""
YES, NO = "yes", "no"
_MOST_NAMES = 100


def entry_of(details: Details, name: str) -> Entry:
    """What a form shows of a detail. To be called in a thread, as `corrections` is."""
    value = getattr(details, name)
    if name in LISTS:
        return "\n".join(value)
    if name in TEXTS:
        return _typed(value)
    if name == "rating":
        return NOT_GIVEN if value is None else Rating(value).name.lower()
    if name == "completion":
        return value or NOT_GIVEN
    if name == "quotable":
        return YES if value else NO
    return str(value)


def corrections(details: Details, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The new values of the details that were entered otherwise than they are, by their names.

    Raises BadEntryError for a story without a title, and the like. To be called in a thread: it loads the
    parsers when it is first called.
    """
    return {
        name: _value(name, entry)
        for name, entry in entries.items()
        if entry.strip() != entry_of(details, name).strip()
    }


def _value(name: str, entry: Entry) -> object:
    if name == "rating":
        return _rating(entry)
    if name == "completion":
        return _completion(entry)
    if name == "quotable":
        return entry != NO
    if name in TEXTS:
        return _stored(entry)
    if name in LISTS:
        names = tuple(dict.fromkeys(filter(None, map(one_line, entry.splitlines()))))
        if len(names) > _MOST_NAMES:
            raise TooManyNamesError(_MOST_NAMES)
        return names
    value = one_line(entry)
    if name == "title" and not value:
        raise NoTitleError
    return value


def _rating(entry: Entry) -> Rating | None:
    if entry == NOT_GIVEN:
        return None
    if entry.upper() not in Rating.__members__:
        raise UnknownRatingError
    return Rating[entry.upper()]


def _completion(entry: Entry) -> Completion | None:
    if entry == NOT_GIVEN:
        return None
    if entry not in list(Completion):
        raise UnknownStatusError
    return Completion(entry)


def _typed(stored: str) -> str:
    from bot.editing.chapter_file import as_markdown  # noqa: PLC0415 - the bot starts without the parsers

    return as_markdown(stored)


def _stored(typed: str) -> str:
    from bot.editing.chapter_file import from_markdown  # noqa: PLC0415 - as above

    return from_markdown(typed)
