"""Words are counted as the Archive of Our Own counts them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.chapters import count_words
from bot.text.word_counts import words_in
from tests.support.rounds import rounds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The lamp was lit.", 4),
        ("It’s the keeper's well-kept lamp, isn‘t it?", 7),
        ("He stopped--and went on.", 5),
        ("He stopped---and went on.", 5),
        ("He stopped — and went on – slowly…", 6),
        ("Wait…what? “No,”she said.“Never.”", 6),
        ("* * *", 0),
        ("-- - ---", 0),
        ("rock-'n'-roll in 1987, at 3.5 knots", 7),
        ("snake_case and_", 2),
        ("naïve café, and re\u0301sume\u0301", 4),
        ("two\u00a0words\u2003more\tand\nlast", 5),
        ("Le vieux phare ; qu’est-ce donc ?", 5),
        ("Старый маяк — «ни одна душа».", 5),
        ("등대지기는 창가에 앉아 있었다.", 4),
        ("जहाज़ की घंटी बजी।", 4),
        ("كان حارسُ المنارةِ وحيدًا.", 4),
        ("守塔人坐在窗前，听着海浪的声音。", 14),
        ("人々は2024年に、OK と言った。", 11),
        ("コーヒーを飲む。", 7),
        ("꙳ ½ ² 😀 …", 0),
        ("ผมรัก", 5),
        ("น้ำ", 3),
        ("我有3只cats和2只dogs。", 9),
        ("𠮷野家", 3),
    ],
)
def test_a_text_has_so_many_words(text: str, words: int) -> None:
    assert words_in(text) == words


def test_marks_of_markdown_are_no_words_and_divide_none() -> None:
    assert count_words("**un**believ_able_ \\* ~~truly~~\n\n> -# said \\_she\\_") == 4


@given(st.lists(st.text(min_size=1), max_size=20))
def test_lines_have_the_words_of_their_text(lines: list[str]) -> None:
    assert words_in("\n".join(lines)) == sum(map(words_in, lines))


@given(st.text())
def test_a_text_has_no_more_words_than_characters(text: str) -> None:
    assert 0 <= words_in(text) <= len(text)


@pytest.mark.parametrize("text", ["-", "'-’", "a", "字", "字a", "á-", "--", " ", "ก้"])
def test_the_time_grows_no_faster_than_the_text(text: str) -> None:
    def seconds(length: int) -> float:
        whole = text * length
        begun = time.process_time()
        words_in(whole)
        return time.process_time() - begun

    size = rounds(200_000, full=1_000_000)
    words_in(text)
    assert seconds(4 * size) < 12 * seconds(size) + 0.1
