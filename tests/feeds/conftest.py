"""A site to fetch from, and a librarian whose story has two chapters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.feeds.follower import Follower, following
from tests.feeds.site import Site, open_site
from tests.support.fireside import Fireside
from tests.support.person import Person


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that has nothing yet."""
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def follower(tmp_path: Path) -> AsyncIterator[Follower]:
    """The service that follows feeds, without Discord."""
    async with following(tmp_path / "fireside.sqlite3") as opened:
        yield opened


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader."""
    return await empty_fireside.person("Mira")
