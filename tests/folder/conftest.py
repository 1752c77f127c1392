"""A bot that watches a folder, and the log as its operator reads it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.folder.service import WatchedFolder
from cogs.folder.reports import tell_owners
from tests.support.awaited_log import Log
from tests.support.fireside import Fireside
from tests.support.person import Person

SETTLING = 0.1


@pytest.fixture
def log() -> Iterator[Log]:
    log = Log()
    loggers = [logging.getLogger(name) for name in ("bot.folder.service", "bot.workers")]
    for logger in loggers:
        logger.addHandler(log)
        logger.setLevel(logging.DEBUG)
    yield log
    for logger in loggers:
        logger.removeHandler(log)
        logger.setLevel(logging.NOTSET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
async def fire(empty_fireside: Fireside, folder: Path, log: Log) -> Fireside:
    """The bot, with nothing to read yet, watching the folder."""
    await watch(empty_fireside, folder)
    return empty_fireside


async def watch(fire: Fireside, folder: Path) -> None:
    watched = WatchedFolder(folder, fire.app.importer, fire.database, fire.clock, SETTLING)
    if (leases := fire.app.leases) is not None:  # which may have been stopped with the others
        fire.bot.workers.start(leases.worker())
    fire.bot.workers.start(watched.worker(partial(tell_owners, fire.bot)))


def text_of(title: str, *paragraphs: str) -> str:
    """A story's file: a chapter for every paragraph."""
    chapters = [f"Chapter {number}\n\n{words * 40}" for number, words in enumerate(paragraphs, 1)]
    return f"Title: {title}\n\n" + "\n\n".join(chapters)


FERRY = text_of("The Ferry", "The boat lay still. ", "The boat set out. ")
WEIR = text_of("The Weir", "Water fell. ")


async def owner_of(fire: Fireside) -> Person:
    """The owner of the application, looking at what the bot wrote to them."""
    owner = await fire.person(fire.playground.world.owner.id)
    await owner.go_direct()
    return owner
