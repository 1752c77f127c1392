"""Where a database is, or will be."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The database's file, which is not there yet."""
    return tmp_path / "fireside.sqlite3"
