"""The sandbox as it is: how pictures are made in it is tested here."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def how_it_is_done(sandbox_as_it_is: None) -> None:
    """Leaves the sandbox's processes as they are."""
