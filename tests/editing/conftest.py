"""A library that is empty but for what Ines has brought in."""

from __future__ import annotations

import pytest

from tests.support.fireside import Fireside


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside
