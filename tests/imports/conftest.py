"""The sandbox as it is: how files are read in it is tested here."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def sandbox_that_is_loaded() -> None:
    """Leaves the sandbox's processes as they are."""
