"""A library that is empty but for what Ines has brought in."""

from __future__ import annotations

import pytest

from tests.support.early_readers import Gate, early_gate
from tests.support.fireside import Fireside


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


@pytest.fixture
async def gate(empty_fireside: Fireside) -> Gate:
    """A story of two chapters that every server has, and a role whose members may read others early."""
    return await early_gate(empty_fireside)
