"""The club that every test here begins with: an empty library, into which Ines brings *The Ferry*."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import ferry
from tests.together.clubs import SIX


@pytest.fixture
def fireside(empty_fireside: Fireside) -> Fireside:
    return empty_fireside


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    return {"ferry.txt": ferry(*SIX)}
