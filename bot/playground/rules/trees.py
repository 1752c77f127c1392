"""Walks components, however deep they are nested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.wire import Json


def walk(components: Any) -> Iterator[Json]:
    """Yields every component in these, nested ones and accessories included,
    in the order in which they show.
    """
    for component in components or ():
        yield component
        yield from walk(component.get("components"))
        for key in ("accessory", "component"):
            if component.get(key):
                yield component[key]


def interactive(components: Any) -> dict[str, Json]:
    """Returns the components that somebody can press or fill in, by custom_id."""
    return {found["custom_id"]: found for found in walk(components) if found.get("custom_id")}
