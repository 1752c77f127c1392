"""A story's details converted to the entries of forms and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.editing.chapter_file import as_markdown, from_markdown
from bot.editing.errors import NoTitleError, TooManyNamesError, UnknownOptionError
from bot.stories.detail_kinds import NAMES, Choice, MarkdownText, NameList
from bot.stories.details import DETAILS, DetailField, Details
from bot.text.direction import listed

Entry = str
"""The text of a field; for a list, a name on each line; for a choice, the word of the option."""

_MOST_NAMES = 100


def entry_of(details: Details, field: DetailField) -> Entry:
    """Returns the entry that a form shows for a detail: none for a rating that is not understood. To be
    called in a thread, as `values_entered` is."""
    value = getattr(details, field.name)
    match field.kind:
        case NameList():
            return "\n".join(value)
        case MarkdownText():
            return as_markdown(value)
        case Choice() as choice:
            unanswered = field.name == "rating" and details.unclear_rating
            return "" if unanswered else choice.option(value).word
    return str(value)


def spoken_value(field: DetailField, value: Any) -> str:
    """Returns the value of a detail in words, as plain text; empty where there is none. Of a detail in
    Markdown it is the stored text."""
    match field.kind:
        case NameList():
            return listed(value)
        case Choice() as choice:
            return choice.option(value).label
    return str(value)


def values_entered(details: Details, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Returns the new values of the details whose entries have changed, by their names. A rating that is
    entered is the answer to one that was not understood.

    Raises NoTitleError, TooManyNamesError or UnknownOptionError. To be called in a thread: it loads the
    parsers when it is first called.
    """
    values = {
        name: _value(DETAILS[name], entry)
        for name, entry in entries.items()
        if entry.strip() != entry_of(details, DETAILS[name]).strip()
    }
    return {**values, "unclear_rating": ""} if "rating" in values else values


def _value(field: DetailField, entry: Entry) -> object:
    match field.kind:
        case Choice() as choice:
            if entry not in choice.words:
                raise UnknownOptionError(choice.noun)
            return choice.words[entry]
        case MarkdownText():
            return from_markdown(entry)
        case NameList() as names:
            return names_entered(entry, names)
    value = field.kind.tidied(entry)
    if field.name == "title" and not value:
        raise NoTitleError
    return value


def names_entered(entry: Entry, kind: NameList = NAMES) -> tuple[str, ...]:
    """Returns the names that an entry has, one a line. Raises TooManyNamesError."""
    entered = kind.tidied(entry.splitlines())
    if len(entered) > _MOST_NAMES:
        raise TooManyNamesError(_MOST_NAMES)
    return entered
