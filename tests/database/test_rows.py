"""Rows become models by the names of their columns, whatever their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple, NewType

import pytest

from bot.database.rows import columns, made

BoatId = NewType("BoatId", int)


class Rig(StrEnum):
    SLOOP = "sloop"
    KETCH = "ketch"


class Grade(IntEnum):
    LOW = 0
    HIGH = 1


class Berth(NamedTuple):
    pier: str
    number: int


class Mooring(NamedTuple):
    pier: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str = "nameless"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Boat(Named):
    id: BoatId
    rig: Rig | None
    grade: Grade | None
    built: date | None
    afloat: bool
    berth: Berth | None


@dataclass(frozen=True, slots=True)
class Trip:
    boat: Boat
    tender: Boat | None
    legs: tuple[tuple[int, int], ...]


WHERE = {"berth.number": "boats.berth_number"}


@pytest.fixture
def harbour() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute(
        "CREATE TABLE boats (built, pier, berth_number, afloat, grade, rig, aliases, name, id)"
    )
    connection.execute(
        "INSERT INTO boats VALUES ('1931-05-02', 'east', 4, 1, 0, 'ketch', '[\"Old Anne\"]', 'Anne', 7),"
        " (NULL, NULL, NULL, 0, NULL, '', '[]', 'Mew', 8)"
    )
    yield connection
    connection.close()


ANNE = Boat(
    id=BoatId(7),
    name="Anne",
    aliases=("Old Anne",),
    rig=Rig.KETCH,
    grade=Grade.LOW,
    built=date(1931, 5, 2),
    afloat=True,
    berth=Berth("east", 4),
)
MEW = Boat(id=BoatId(8), name="Mew", rig=None, grade=None, built=None, afloat=False, berth=None)


def test_values_are_converted_by_the_types_of_the_fields(harbour: sqlite3.Connection) -> None:
    rows = harbour.execute(f"SELECT {columns(Boat, 'boats', elsewhere=WHERE)} FROM boats ORDER BY id")
    assert [made(Boat, row) for row in rows] == [ANNE, MEW]


def test_a_row_holds_several_models_and_a_joined_one_may_be_missing(harbour: sqlite3.Connection) -> None:
    statement = (
        f"SELECT '[[0, 5], [5, 9]]' AS legs, {columns(Boat, 'tenders', 'tender', {'berth.number': 'NULL'})},"
        f" {columns(Boat, 'boats', 'boat', WHERE)} FROM boats"
        " LEFT JOIN boats AS tenders ON tenders.id = boats.id + 1 ORDER BY boats.id"
    )
    with_tender, alone = (made(Trip, row) for row in harbour.execute(statement).fetchall())
    assert with_tender == Trip(ANNE, MEW, ((0, 5), (5, 9)))
    assert alone == Trip(MEW, None, ((0, 5), (5, 9)))


def test_a_field_without_a_column_is_an_error(harbour: sqlite3.Connection) -> None:
    row = harbour.execute("SELECT pier FROM boats").fetchone()
    with pytest.raises(LookupError, match="number"):
        made(Berth, row)


def test_a_value_that_an_enum_does_not_have_is_an_error(harbour: sqlite3.Connection) -> None:
    harbour.execute("UPDATE boats SET rig = 'raft'")
    row = harbour.execute(f"SELECT {columns(Boat, 'boats', elsewhere=WHERE)} FROM boats").fetchone()
    with pytest.raises(LookupError, match="raft"):
        made(Boat, row)


def test_a_type_that_columns_cannot_hold_is_refused(harbour: sqlite3.Connection) -> None:
    row = harbour.execute("SELECT pier FROM boats").fetchone()
    with pytest.raises(TypeError, match="list"):
        made(Mooring, row)


@dataclass(frozen=True, slots=True)
class Beacon:
    name: str
    lit: bool

    recurs = True


def test_a_model_that_recurs_is_made_once_and_anew_when_anything_of_it_has_changed() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row

    def beacon(name: str, lit: int) -> Beacon:
        return made(Beacon, connection.execute("SELECT ? AS name, ? AS lit", (name, lit)).fetchone())

    dark = beacon("North", 0)
    assert beacon("North", 0) is dark
    assert beacon("North", 1) == Beacon("North", lit=True)
    assert beacon("South", 0) == Beacon("South", lit=False)
    assert beacon("North", 0) == dark == Beacon("North", lit=False)
    connection.close()
