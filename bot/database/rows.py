"""Builds models from rows, by the names of their columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.database.interface import Row

T = TypeVar("T")
_Builder = Callable[[tuple[Any, ...]], Any]
_Converter = Callable[[Any], Any]

_BY_NAME: Mapping[str, str] = MappingProxyType({})
_KEPT_AS_THEY_ARE = (int, str, float, bytes)
_REMEMBERED_LISTS, _REMEMBERED_MODELS = 4_096, 512
_RECURRING: dict[type, _Builder] = {}
"""What makes a model that recurs of its columns, and remembers those made lately, for all statements."""


def columns(model: type, table: str, prefix: str = "", elsewhere: Mapping[str, str] = _BY_NAME) -> str:
    """Returns the columns of a SELECT from which `made` can build the model.

    A field is read from the table's column of its name; a field that is a model itself, from the columns of
    that model's fields. `elsewhere` has the SQL of the fields that are not, by their names; a dot leads into
    an inner model ("place.offset"). With a prefix ("story") the names in the result begin with it
    ("story.title"), so that a row can hold several models.
    """
    return ", ".join(
        f'{elsewhere.get(path) or _column(table, path)} AS "{_inner(prefix, path)}"' for path in _paths(model)
    )


def made(model: type[T], row: Row, prefix: str = "") -> T:
    """Returns the model, a frozen dataclass or a named tuple, of the columns with its fields' names.

    Values are converted by the types of the fields: enums, booleans, dates, tuples, which are kept as JSON,
    and whatever has a static method `of_column`. A field that may be None is so where its column is NULL, or
    empty in the case of an enum; an inner model is where its first column is NULL. A model with a true
    `recurs`, which cannot have inner models, is looked up among those made lately: the same columns give the
    same one. Raises LookupError if a field has no column.
    """
    hashable: type = model  # which mypy doubts of a type[T]
    build: Callable[[tuple[Any, ...]], T] = _builder(hashable, prefix, tuple(row.keys()))
    return build(tuple(row))


@cache  # once for each statement: to look up every value by name would add 7 µs to a page turn's 29
def _builder(model: type, prefix: str, names: tuple[str, ...]) -> _Builder:
    """Returns the function that builds the model from the values of columns of these names."""
    hints = get_type_hints(model)
    places: list[int] = []
    converted: list[tuple[int, _Converter]] = []
    inner: list[tuple[int, _Builder, bool]] = []
    for index, (field, hint) in enumerate(hints.items()):
        kind, optional = _kind(hint)
        name = _inner(prefix, field)
        if _is_model(kind):
            inner.append((index, _builder(kind, name, names), optional))
            name = _inner(name, next(_paths(kind)))
        elif kind not in _KEPT_AS_THEY_ARE:
            converted.append((index, _converter(kind, optional=optional)))
        places.append(_place(name, names))
    of_values = _by_keyword(model, tuple(hints)) if _has_keywords_only(model) else model

    def filled(columns: tuple[Any, ...], row: tuple[Any, ...] = ()) -> Any:
        values = list(columns)
        for index, convert in converted:
            values[index] = convert(values[index])
        for index, build_inner, optional in inner:
            if values[index] is not None or not optional:
                values[index] = build_inner(row)
        return of_values(*values)

    columns_of = _columns_at(places)
    if getattr(model, "recurs", False):
        remembered = _RECURRING.setdefault(model, lru_cache(_REMEMBERED_MODELS)(filled))
        return lambda row: remembered(columns_of(row))
    return lambda row: filled(columns_of(row), row)


def _columns_at(places: Sequence[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Returns the function that takes the columns at these places out of a row."""
    if len(places) == 1:  # of which an itemgetter would return the value alone
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


def _converter(kind: Any, *, optional: bool) -> _Converter:
    """Returns the function that turns a column's value into one of a type that SQLite does not have."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return ({None: None, "": None, **members} if optional else members).__getitem__
    if hasattr(kind, "of_column"):
        of_column: _Converter = kind.of_column
        return of_column
    converters: dict[object, _Converter] = {bool: bool, date: date.fromisoformat, tuple: _list}
    convert = converters.get(get_origin(kind) or kind)
    if convert is None:
        raise TypeError(f"Columns cannot hold {kind}.")
    return (lambda value: None if value is None else convert(value)) if optional else convert


@lru_cache(maxsize=_REMEMBERED_LISTS)
def _list(column: str) -> tuple[Any, ...]:
    return _tuples(json.loads(column))


def _tuples(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(each) if isinstance(each, list) else each for each in values)


def _kind(hint: Any) -> tuple[Any, bool]:
    """Returns a field's type without None and NewType, and whether it may be None."""
    given = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = [kind for kind in given if kind is not NoneType]
    kind = kinds[0].__supertype__ if isinstance(kinds[0], NewType) else kinds[0]
    return kind, len(kinds) < len(given)


def _is_model(kind: Any) -> bool:
    """Returns whether a field is read from the columns of its own fields."""
    return (is_dataclass(kind) or hasattr(kind, "_fields")) and not hasattr(kind, "of_column")


def _has_keywords_only(model: Any) -> bool:
    return is_dataclass(model) and any(each.kw_only for each in fields(model))


def _by_keyword(model: type, names: tuple[str, ...]) -> Callable[..., Any]:
    return lambda *values: model(**dict(zip(names, values, strict=True)))


def _paths(model: type) -> Iterator[str]:
    """Yields the names of a model's fields, those of inner models behind the outer one's and a dot."""
    for field, hint in get_type_hints(model).items():
        kind, _ = _kind(hint)
        if _is_model(kind):
            yield from (_inner(field, path) for path in _paths(kind))
        else:
            yield field


def _inner(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def _column(table: str, path: str) -> str:
    return f'{table}."{path.rpartition(".")[2]}"'


def _place(name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise LookupError(f"The row has no column {name}.")
    return names.index(name)
