"""A former text packed: it comes back to the letter, and a correction of it takes little room."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.text.deltas import packed, packed_against, unpacked
from tests.support.librarians import paragraphs

WORDS = st.lists(st.sampled_from(["lamp", "Nell", "“No.”", "\n\n", "* * *", "\\*", "灯", "🔥", ""]))
TEXTS = st.builds(" ".join, WORDS) | st.text()


@given(TEXTS, TEXTS)
def test_any_text_comes_back_to_the_letter(text: str, base: str) -> None:
    assert unpacked(packed(text), None) == text
    small = packed_against(text, base)
    assert small is None or unpacked(small, base) == text


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_what_was_corrected_is_all_that_is_kept(chance: random.Random, corrections: int) -> None:
    base = paragraphs(1, 40).split(" ")
    text = list(base)
    for _ in range(corrections):
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(3)] = ["Zora"] * chance.randrange(3)
    small = packed_against(" ".join(text), " ".join(base))
    assert small is not None
    assert unpacked(small, " ".join(base)) == " ".join(text)
    assert len(small) < 60 + 60 * corrections


def test_paragraphs_that_were_moved_are_not_kept_again() -> None:
    first, second = paragraphs(1, 20), paragraphs(21, 20)
    small = packed_against(f"{first}\n\n{second}", f"{second}\n\n{first}")
    assert small is not None
    assert len(small) < 60
