"""Lines of a card are as few as can be, of even length, and end without a lone word."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.lines import balanced, line_fragments

MOST = 100.0
WORDS = st.lists(st.integers(5, 130), min_size=1, max_size=9)


def widths_of_lines(words: list[int], starts: list[int]) -> list[float]:
    return [sum(words[a:b]) + 4.0 * (b - a - 1) for a, b in pairwise([*starts, len(words)])]


def unevenness(widths: list[float]) -> float:
    return sum((MOST - width) ** 2 for width in widths)


def every_breaking(words: list[int]) -> list[list[int]]:
    inner = range(1, len(words))
    ways = [[0, *chosen] for count in range(len(words)) for chosen in combinations(inner, count)]
    return [way for way in ways if fits(words, way)]


def fits(words: list[int], starts: list[int]) -> bool:
    lengths = [b - a for a, b in pairwise([*starts, len(words)])]
    widths = widths_of_lines(words, starts)
    return all(width <= MOST or length == 1 for width, length in zip(widths, lengths, strict=True))


@given(WORDS)
def test_no_other_breaking_is_shorter_or_as_short_and_more_even(words: list[int]) -> None:
    chosen = balanced(words, [4.0] * len(words), MOST)
    assert fits(words, chosen)
    others = [way for way in every_breaking(words) if len(way) <= len(chosen)]
    assert {len(way) for way in others} == {len(chosen)}
    if all(way[-1] == len(words) - 1 for way in others):  # a lone last word, whatever one does
        return
    assert chosen == [0] or chosen[-1] < len(words) - 1
    fair = [way for way in others if way == [0] or way[-1] < len(words) - 1]
    best = min(unevenness(widths_of_lines(words, way)) for way in fair)
    assert unevenness(widths_of_lines(words, chosen)) == pytest.approx(best)


@given(st.text(alphabet="ab “”—-…,夜の、。「」\u05d0\u0301\n", max_size=60))
def test_pieces_joined_are_the_text(text: str) -> None:
    joined = "".join(each.text + " " * each.space for each in line_fragments(text))
    assert joined.strip() == " ".join(text.split())


@pytest.mark.parametrize(
    "broken",
    [
        "It |was |half-|past |never—|or |“later.”",
        "「窓|の|灯|は、|誰|も|帰|ら|な|い。」",
        "他|说：|“回|家！”",
        "Don’t, |he |said…she |didn’t. |1914–|18 |and/|or",
    ],
)
def test_a_line_breaks_only_where_a_reader_would_let_it(broken: str) -> None:
    assert [each.text + " " * each.space for each in line_fragments(broken.replace("|", ""))] == broken.split(
        "|"
    )
