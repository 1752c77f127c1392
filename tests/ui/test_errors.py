"""What people are told of every error: `sentences.txt` holds it all, to be read as a whole."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import bot
import cogs
from bot.cli.errors import UnusableBackupError
from bot.cli.errors import sentence as for_operators
from bot.database.errors import NewerDatabaseError, NoLibraryError
from bot.editing.errors import AlreadyInLibraryError, UnknownOptionError
from bot.errors import DatabaseDamagedError, FiresideError, RatingRefusedError, UnknownStoryError
from bot.librarians.errors import LibrariansOnlyError
from bot.quotes.errors import NoQuoteError, UnknownCharacterError
from bot.reading.errors import WarnedError
from bot.reading.positions import Move
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Place
from cogs.reading.errors import BotMayNotPostError
from cogs.ui.errors import register_sentences, sentence
from tests.support.paths import ROOT

GOLDEN = ROOT / "tests" / "ui" / "sentences.txt"
VALUES: dict[str, Any] = {
    "about": "lanterns",
    "api_url": "http://127.0.0.1:1/api/v10",
    "database": Path("data/fireside.sqlite3"),
    "chapter": "Chapter 7",
    "count": 16,
    "direct": True,
    "draft": None,
    "faults": ("DISCORD_TOKEN is missing.", "LOG_LEVEL must be one of DEBUG, INFO."),
    "fault": "Its server answers with 404 Not Found.",
    "file": Path("data/fireside.sqlite3"),
    "first": 1,
    "gone": False,
    "has": 15,
    "how": Move.NEXT,
    "in_story": True,
    "in_thread": True,
    "key": "id 7",
    "last": 12,
    "longest": 100,
    "minutes": 12,
    "most": 1_000,
    "names": ("Character Death", "Violence"),
    "nearest": (),
    "needs": 18,
    "noun": "rating",
    "number": 3,
    "numbers": (2, 3),
    "of": "data/another.sqlite3",
    "opener": 7,
    "owner": "root",
    "path": "data/fireside.sqlite3",
    "place": Place(ChapterId(12), 3, 456),
    "port": 8765,
    "rating": "Mature",
    "reason": "“lamp.txt” holds no text to read.",
    "role": 9,
    "source": "data/fireside.sqlite3",
    "story": StoryId(31),
    "story_title": "The Lamp",
    "suffixes": (".epub", ".txt"),
    "table": "readings",
    "target": "postgresql://fireside@localhost/fireside",
    "title": "The Lamp",
    "tool": "pg_dump",
    "typed": "the lamp",
    "url": "fireside.sqlite3",
    "us": "fireside",
    "why": DatabaseDamagedError("row 7 missing from index"),
    "words": 6_000_001,
}
"""What errors are sampled with, by the names of their fields."""
OTHERS: list[FiresideError] = [
    LibrariansOnlyError(role=None),
    NoQuoteError(about="", in_story=True),
    NoQuoteError(about="", in_story=False),
    NoQuoteError(about="lanterns", in_story=False),
    BotMayNotPostError(in_thread=False),
    RatingRefusedError("Mature", direct=False),
    UnknownCharacterError("Ada", ("Ada Barge", "Ida")),
    UnknownOptionError("status"),
    UnknownStoryError("the lamp", ("The Lamp", "The Lamb")),
    UnusableBackupError(Path("a-copy.sqlite3"), NewerDatabaseError()),
    UnusableBackupError(Path("a-copy.sqlite3"), NoLibraryError(Path("a-copy.sqlite3"))),
    WarnedError("The Lamp", "", ("Violence",), StoryId(31), Place(ChapterId(12), 3, 456), Move.OPEN),
]
"""Where one sentence is not like another of the same type."""


def features() -> Iterator[tuple[str, Any]]:
    """The modules `errors` of bot and cogs, by name."""
    for root in (bot, cogs):
        for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if found.name.endswith(".errors"):
                yield found.name, importlib.import_module(found.name)


def kinds(of: type[FiresideError] = FiresideError) -> Iterator[type[FiresideError]]:
    """Every type of error that is raised as such: those above others only gather them."""
    below = of.__subclasses__()
    if not below or is_dataclass(of):
        yield of
    for kind in below:
        yield from kinds(kind)


def sampled(kind: type[FiresideError]) -> FiresideError:
    values: dict[str, Any] = (
        {each.name: VALUES[each.name] for each in fields(kind)} if is_dataclass(kind) else {}
    )
    return kind(**values)


@pytest.fixture(scope="module")
def every_error() -> list[FiresideError]:
    for name, module in features():
        if name != "cogs.ui.errors" and name.startswith("cogs."):
            register_sentences(module.SENTENCES)
    samples = [*map(sampled, kinds()), *OTHERS]
    return list({repr(each): each for each in sorted(samples, key=repr)}.values())


def told(error: FiresideError) -> Iterator[str]:
    """What there is to be read of an error, by whom."""
    if (on_discord := sentence(error)) is not None:
        yield f"Discord: {on_discord}"
    if (on_the_command_line := for_operators(error)) != repr(error):
        yield f"operator: {on_the_command_line}"


def test_every_error_is_told_as_written_down(every_error: list[FiresideError]) -> None:
    page = "\n".join(f"{error!r}\n" + "".join(f"  {line}\n" for line in told(error)) for error in every_error)
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_every_error_is_made_of_sentences(every_error: list[FiresideError]) -> None:
    for error in every_error:
        lines = [line.partition(": ")[2] for line in told(error)]
        assert lines, f"{error!r} is worded nowhere"
        assert all(re.fullmatch(r"[A-Z<“].*[.?]", line, re.DOTALL) for line in lines), lines


def test_what_was_typed_is_shown_shortened(every_error: list[FiresideError]) -> None:
    for error in every_error:
        if {"typed", "title"} & vars(error).keys():
            long = type(error)(**{name: "x" * 4_000 for name in vars(error) if name in ("typed", "title")})
            assert len(sentence(long) or "") < 600
    assert "x" * 121 not in (sentence(AlreadyInLibraryError("x" * 4_000)) or "")
