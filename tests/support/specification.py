"""Checks what the bot sends against Discord's own published specification, where that is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from bot.playground.journal import Sent
from bot.playground.rules.components import TEXT_INPUT
from bot.playground.rules.trees import walk
from tests.support.paths import SHARED

SPECIFICATION = SHARED / "discord" / "openapi.json"
_MODAL = 9
_PARAMETER = re.compile(r"\{[^}]*\}")


def check(requests: Iterable[Sent]) -> None:
    """Asserts that every body is one that Discord describes for its route, and that every form bounds what is
    typed into it.

    Without the specification no body is checked: `available` says so, for the test that reports it.
    """
    for sent in requests:
        for field in walk(_form(sent)):
            assert field["type"] != TEXT_INPUT or field.get("max_length"), f"{field} has no bound"
        if not available():
            continue
        if sent.body in (None, {}) or sent.method == "GET":
            continue
        validator = _validator(sent.method.lower(), _PARAMETER.sub("{}", sent.route))
        assert validator is not None, f"Discord has no {sent.method} {sent.route} with a body"
        errors = [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(sent.body)]
        assert not errors, f"{sent.method} {sent.path} {sent.body}: {errors}"


def _form(sent: Sent) -> list[Any]:
    """The fields of the form that an answer opens, if it does."""
    body = sent.body if isinstance(sent.body, dict) else {}
    return body["data"]["components"] if body.get("type") == _MODAL else []


def available() -> bool:
    """Whether the specification is beside the repository."""
    return SPECIFICATION.is_file()


def require() -> None:
    """Skips the test where the specification is absent."""
    if not available():
        pytest.skip("Discord's openapi.json is not beside the repository")


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(SPECIFICATION.read_text())
    # Some ids leave discord.py as numbers, and Discord takes them.
    document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
    return document


@cache
def _validator(method: str, route: str) -> Any:
    for path, operations in _document()["paths"].items():
        if _PARAMETER.sub("{}", path) == route and "requestBody" in operations.get(method, {}):
            contents = operations[method]["requestBody"]["content"]
            schema = contents.get("application/json") or next(iter(contents.values()))
            whole = {"components": _document()["components"], "allOf": [schema["schema"]]}
            return jsonschema_rs.validator_for(whole)
    return None
