"""Speech in many languages, as their books set it: the pages of a file beside this one, each with its
lines and who says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.quotes import quotations

_FILE = Path(__file__).with_name("pages_of_speech.txt")
PAGES = {
    name: paragraphs.split("\n")
    for name, _, paragraphs in (
        page.removeprefix("# ").strip().partition("\n") for page in _FILE.read_text("utf-8").split("\n\n")
    )
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_lines_and_who_says_them(page: str) -> None:
    paragraphs = [each for each in PAGES[page] if not each.startswith("=> ")]
    found = quotations.of_story(["\n\n".join(paragraphs)])[0]
    spoken = [f"=> {one.speaker or 'nobody'}: {one.text}" for one in found if one.kind == "speech"]
    assert spoken == [each for each in PAGES[page] if each.startswith("=> ")]
