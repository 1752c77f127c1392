"""Presses: the content of the `custom_id` of a button, a menu or a form.

A press names its target rather than a step, so it means the same twice, after a restart, and on an old panel.
Buttons in old messages live for ever: the fields of a kind and their order stay as they are, and a code is
never given to another kind. `tests/client/presses.txt` lists every kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, ClassVar, NewType, TypeVar, get_args, get_origin, get_type_hints

from bot.errors import StaleButtonError

WORDS_LIMIT = 60
"""The most characters of a typed text that a `custom_id` has room for."""
_LARGEST = 2**63
"""The bound of the whole numbers that SQLite can hold."""
_CUSTOM_ID = re.compile(r"([a-z]+)(?::([0-9:-]+))?(?:=(.*))?", re.DOTALL)
_NUMBERS = re.compile(r"-?[0-9]{1,20}(?::-?[0-9]{1,20})*")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Press:
    """A press. Each kind is a frozen dataclass of its own, defined with its code: `class Next(Press,
    code="next")`.

    A field is a whole number, an id, an enum, or a dataclass of such fields. An enum is an IntEnum, or is
    annotated with a table of its numbers. None stands for no id (written 0), or for no count (written -1).
    The last field may be a text of up to WORDS_LIMIT characters, empty by default; what is longer is cut off.
    """

    code: ClassVar[str]

    def __init_subclass__(cls, code: str = "") -> None:
        # For its slots, `dataclass` makes the class a second time, from what the first one holds.
        if code:
            cls.code = code
        KINDS[cls.code] = cls

    @property
    def custom_id(self) -> str:
        """The press as Discord keeps it: the code, the numbers of the fields, and the text."""
        kind: type = type(self)  # as a type[Press], mypy doubts that it is hashable
        convertor = _record(kind)
        numbers = convertor.numbers(self)
        words = getattr(self, convertor.text)[:WORDS_LIMIT] if convertor.text else ""
        return self.code + (f":{numbers}" if numbers else "") + (f"={words}" if words else "")


KINDS: dict[str, type[Press]] = {}
"""Every kind of press by its code, of the features whose `presses` modules are imported."""


def press_of(custom_id: str) -> Press:
    """Returns the press that a `custom_id` holds.

    Raises StaleButtonError for one that is not ours, or no longer.
    """
    match = _CUSTOM_ID.fullmatch(custom_id)
    kind: type | None = KINDS.get(match[1]) if match else None
    if match is None or kind is None:
        raise StaleButtonError
    convertor = _record(kind)
    press: Press = _read(convertor, match[2] or "")
    if not match[3]:
        return press
    if not convertor.text:
        raise StaleButtonError
    return replace(press, **{convertor.text: match[3]})


def value_of(chosen: object) -> str:
    """Returns the value of a menu's option for what it stands for: a number, or a dataclass of numbers."""
    return _convertor(type(chosen)).numbers(chosen)


def chosen_of(kind: type[T], value: str) -> T:
    """Returns the value that a menu's option stands for.

    Raises StaleButtonError where it is none of this kind.
    """
    chosen: T = _read(_convertor(kind), value)
    return chosen


@dataclass(frozen=True, slots=True)
class _Convertor:
    """The conversion of values of one type to `count` numbers and back.

    `numbers` writes them with colons between; `value` takes as many from those that were read. `text` is the
    name of the field beside them that holds a text, if there is one.
    """

    count: int
    numbers: Callable[[Any], str]
    value: Callable[[Iterator[int]], Any]
    text: str = ""


_WHOLE = _Convertor(1, str, next)
_ID_OR_NONE = _Convertor(1, lambda value: str(value or 0), lambda read: next(read) or None)
_COUNT_OR_NONE = _Convertor(
    1,
    lambda value: str(-1 if value is None else value),
    lambda read: None if (number := next(read)) < 0 else number,
)


def _convertor(hint: Any) -> _Convertor:
    if hint is int or isinstance(hint, NewType):
        return _WHOLE
    if isinstance(hint, type) and issubclass(hint, IntEnum):
        return _table({each: each.value for each in hint})
    if get_origin(hint) is Annotated:
        return _table(get_args(hint)[1])
    if hint == int | None:
        return _COUNT_OR_NONE
    if type(None) in get_args(hint):
        return _ID_OR_NONE
    return _record(hint)


def _table(numbers: Mapping[Any, int]) -> _Convertor:
    values = {number: value for value, number in numbers.items()}

    def value(read: Iterator[int]) -> Any:
        number = next(read)
        if number not in values:
            raise StaleButtonError
        return values[number]

    return _Convertor(1, lambda value: str(numbers[value]), value)


@cache
def _record(kind: Any) -> _Convertor:
    """Returns the convertor of a dataclass: its fields, one after the other."""
    hints = get_type_hints(kind, include_extras=True)
    names = [each.name for each in fields(kind)]
    parts = [(name, _convertor(hints[name])) for name in names if hints[name] is not str]
    text = next((name for name in names if hints[name] is str), "")

    def numbers(value: Any) -> str:
        return ":".join([part.numbers(getattr(value, name)) for name, part in parts])

    def value(read: Iterator[int]) -> Any:
        return kind(*[part.value(read) for _, part in parts])

    return _Convertor(sum(part.count for _, part in parts), numbers, value, text)


def _read(convertor: _Convertor, text: str) -> Any:
    if text and not _NUMBERS.fullmatch(text):
        raise StaleButtonError
    numbers = [int(each) for each in text.split(":")] if text else []
    if len(numbers) != convertor.count or any(abs(each) >= _LARGEST for each in numbers):
        raise StaleButtonError
    return convertor.value(iter(numbers))
