"""Speech in many languages, as their books set it: the pages of a file beside this one, each with its
lines and who says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quotations import PAGES as MARKED_PAGES
from benchmarks.quotations import page_counts
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


def test_hardly_a_line_of_the_marked_pages_is_missed_and_no_name_is_wrong() -> None:
    counts = [page_counts(page) for page in MARKED_PAGES]
    found, gold, given, named = (
        (sum(part for part, _ in kind), sum(whole for _, whole in kind)) for kind in zip(*counts, strict=True)
    )
    assert found[0] >= 0.98 * found[1]
    assert gold[0] >= 0.98 * gold[1]
    assert given[0] == given[1]
    assert named[0] >= 0.98 * named[1]
