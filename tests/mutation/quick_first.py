"""For tests of a changed module: the quick ones first, none for ever, no search for the simplest failure."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support import forks

_TIMED_OUT = 36
"""The exit status that mutmut takes for a test that takes too long."""


def _durations() -> dict[str, float]:
    statistics = Path("mutmut-stats.json")
    return dict(json.loads(statistics.read_text())["duration_by_test"]) if statistics.exists() else {}


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutation", hypothesis.settings.get_profile("rounds"), phases=phases, database=None, derandomize=True
    )
    hypothesis.settings.load_profile("mutation")
    pytest.MonkeyPatch().setattr(forks, "begin", lambda: None)  # most tests fork nothing


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    durations = _durations()
    items.sort(key=lambda each: durations.get(each.nodeid, 0))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    if usual := _durations().get(item.nodeid):
        signal.signal(signal.SIGALRM, lambda *_: os._exit(_TIMED_OUT))
        signal.alarm(round(3 + 6 * usual))
    try:
        return (yield)
    finally:
        signal.alarm(0)
