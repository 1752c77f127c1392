"""JSON as it goes over the wire."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def to_json(value: Any) -> str:
    """Returns the value as compact JSON."""
    return _encode(value)
