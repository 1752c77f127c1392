"""The checks that describe a body's shape, and the faults found in a body.

A check is a function of a value, its path within the body, and the faults so far. A key that is null counts
as absent, as it does for Discord. Error codes are those that Discord answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from bot.playground.refusals import Code, Refusal
from bot.playground.wire import Json

Path = tuple[str | int, ...]


class Flaws:
    """The faults of a body, by path."""

    def __init__(self) -> None:
        self._tree: Json = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, path: Path, code: str, message: str) -> None:
        """Records a fault at this path."""
        self._count += 1
        node = self._tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse(self) -> None:
        """Raises 50035, with all recorded faults, if there are any."""
        if self._count:
            raise Refusal(Code.INVALID_FORM, errors=self._tree)


Check = Callable[[Any, Path, Flaws], None]


def anything(value: Any, path: Path, flaws: Flaws) -> None:
    """Accepts any value."""


def boolean(value: Any, path: Path, flaws: Flaws) -> None:
    """Checks for true or false."""
    if not isinstance(value, bool):
        flaws.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def snowflake(value: Any, path: Path, flaws: Flaws) -> None:
    """Checks for an id, as a string or a number."""
    if not str(value).isdecimal():
        flaws.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def web_address(value: Any, path: Path, flaws: Flaws) -> None:
    """Checks for an http, https or (where the caller resolves those) attachment
    address of 2,048 characters at most.
    """
    if not isinstance(value, str) or len(value) > 2048:
        flaws.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 2048 in length.")
    elif not value.startswith(("http://", "https://", "attachment://", "discord://")):
        flaws.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def text(least: int, most: int) -> Check:
    """Returns a check for a string of so many characters; where one is needed,
    white space alone does not do.
    """

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if not isinstance(value, str):
            flaws.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif least and not value.strip():
            flaws.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif len(value) > most and not least:
            flaws.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= len(value) <= most:
            flaws.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    return check


def whole(least: int, most: int) -> Check:
    """Returns a check for a whole number between two."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            flaws.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            flaws.add(path, "NUMBER_TYPE_RANGE", f"Value must be between {least} and {most}.")

    return check


def one_of(*allowed: Any) -> Check:
    """Returns a check for one of these values."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if isinstance(value, bool) or value not in allowed:
            flaws.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")

    return check


def each(item: Check, least: int = 0, most: int = 25) -> Check:
    """Returns a check for a list of so many items, each of which passes a check."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if not isinstance(value, list):
            flaws.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        if not least <= len(value) <= most:
            flaws.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        for index, member in enumerate(value):
            item(member, (*path, index), flaws)

    return check


def record(keys: Mapping[str, Check], required: Collection[str] = ()) -> Check:
    """Returns a check for an object with these keys and no others, of which some are required."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if not isinstance(value, dict):
            flaws.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for key in required:
            if value.get(key) is None:
                flaws.add((*path, key), "BASE_TYPE_REQUIRED", "This field is required")
        for key, member in value.items():
            if key not in keys:
                flaws.add((*path, key), "UNKNOWN_KEY", "This field is not known.")
            elif member is not None:
                keys[key](member, (*path, key), flaws)

    return check


def both(first: Check, second: Check) -> Check:
    """Returns a check of two checks, the second made only where the first found no fault."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        before = len(flaws)
        first(value, path, flaws)
        if len(flaws) == before:
            second(value, path, flaws)

    return check
