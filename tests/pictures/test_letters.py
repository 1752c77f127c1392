"""The letters that are read from each font are those that the field's own tool finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from bot.pictures.faces import FALLBACKS, ITALIC, ROMAN
from bot.pictures.letters import letters_of
from tests.support.paths import ROOT

FONTS = sorted({each.file for each in (ROMAN, ITALIC, *FALLBACKS)})


@pytest.mark.parametrize("name", FONTS)
def test_a_font_has_the_letters_that_it_has(name: str) -> None:
    path = Path(ROOT / "bot" / "pictures" / "fonts" / name)
    with TTFont(path, fontNumber=0, lazy=True) as opened:
        expected = {letter for letter, glyph in opened.getBestCmap().items() if glyph != ".notdef"}
    assert letters_of(path.read_bytes()) == expected
