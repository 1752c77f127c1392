"""Figures: times taken, and how they are told."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence

Tell = Callable[[str, float], None]
"""Is told a figure's name and its milliseconds."""


def print_figure(name: str, milliseconds: float) -> None:
    print(f"{name:<64} {milliseconds:>9.1f} ms", flush=True)


async def milliseconds(work: Awaitable[object]) -> float:
    """Returns how long it takes."""
    begun = time.perf_counter()
    await work
    return 1_000 * (time.perf_counter() - begun)


def percentile(times: Sequence[float], share: float) -> float:
    """Returns the time that this share of them stayed below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]
