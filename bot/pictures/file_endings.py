"""The endings of picture files, told from how the files begin."""

from __future__ import annotations

import re

_BEGINNINGS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}


def file_ending(picture: bytes) -> str | None:
    """Returns the ending of a PNG, JPEG, GIF or WebP file, None for anything else: Discord shows no other."""
    return next((ending for ending, begins in _BEGINNINGS.items() if begins.match(picture)), None)
