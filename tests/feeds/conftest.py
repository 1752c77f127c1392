"""A site to fetch from, and a librarian whose story has two chapters."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from tests.feeds.running_feeds import Follower, following
from tests.feeds.website import Site, open_site
from tests.support.fireside import Fireside
from tests.support.librarians import ferry


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that has nothing yet."""
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def follower(tmp_path: Path, empty_library: Path) -> AsyncIterator[Follower]:
    """The service that follows feeds, without Discord."""
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(empty_library, path)
    async with following(path) as opened:
        yield opened


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}
