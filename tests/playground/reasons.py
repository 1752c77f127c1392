"""What a body is refused for: a test that does not ask passes for any other reason, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.refusals import Refusal

Json = dict[str, Any]


def reasons(refusal: Refusal) -> str:
    """What is at fault and why, as `path CODE`, or the name of a refusal of the whole."""
    return ", ".join(_reasons(refusal.errors or {})) or refusal.code.name


def _reasons(errors: Json, path: str = "") -> Iterator[str]:
    yield from (f"{path} {each['code']}".strip() for each in errors.get("_errors", ()))
    for step, within in errors.items():
        if step != "_errors":
            yield from _reasons(within, f"{path}.{step}" if path else step)
