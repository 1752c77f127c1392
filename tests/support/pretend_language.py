"""A language that every sentence is translated into: marked, so that what passes by the catalogs shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

import pytest

import bot.language

LETTER = "ö"
"""What the names of commands and options end in."""


class Pretended(NullTranslations):
    """Puts every sentence between marks."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"

    def pgettext(self, context: str, message: str) -> str:
        if context in ("command", "option") and " " not in message:
            return message + LETTER
        return f"«{message}»"


@contextmanager
def pretended() -> Iterator[None]:
    """Has all languages but English be the pretended one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            bot.language, "_catalog", lambda language: Pretended() if language else NullTranslations()
        )
        yield
