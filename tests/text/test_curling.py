"""Straight marks curled as a typographer would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.curling import curled


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"Go," she said. "Now."', "“Go,” she said. “Now.”"),
        ("'Tis late, and 'twas later in the '90s.", "’Tis late, and ’twas later in the ’90s."),
        ("It's the dogs' house; rock 'n' roll.", "It’s the dogs’ house; rock ’n’ roll."),
        ("\"He said, 'Come in,' and left.\"", "“He said, ‘Come in,’ and left.”"),
        ("\"He said, 'Come in.'\"", "“He said, ‘Come in.’”"),
        ("'She said \"no\" twice,' he told us.", "‘She said “no” twice,’ he told us."),
        ("'Round the house we go,' he sang.", "‘Round the house we go,’ he sang."),
        ("We went 'round the house.", "We went ’round the house."),
        ("Give 'em what they want, for 'tisn't much.", "Give ’em what they want, for ’tisn’t much."),
        ("He was 5'11\" and the board 6' 2\" long.", "He was 5′11″ and the board 6′ 2″ long."),
        ("A 12\" disc, six feet, 6' tall.", "A 12″ disc, six feet, 6′ tall."),
        ('"I was 12" was all he said.', "“I was 12” was all he said."),
        ("'I am 10', he said.", "‘I am 10’, he said."),
        ('"Wait--" "No."', "“Wait--” “No.”"),
        ('"I—" he began—"never mind."', "“I—” he began—“never mind.”"),
        ('("Come," he read.)', "(“Come,” he read.)"),
        ('"...and so," she said.', "“...and so,” she said."),
        ("'Come here", "‘Come here"),
        ('"One.\n\n"Two."', "“One.\n\n“Two.”"),
        ("the mid-'80s, o'clock, ma'am, y'all'd've", "the mid-’80s, o’clock, ma’am, y’all’d’ve"),
        ("“It’s set” — ‘already’.", "“It’s set” — ‘already’."),
    ],
)
def test_english(typed: str, set_: str) -> None:
    assert curled(typed, english=True) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("L'homme qu'il aime.", "L’homme qu’il aime."),
        ('"Komm", sagte sie.', '"Komm", sagte sie.'),
        ("צה\"ל וג'ירפה", "צה\"ל וג'ירפה"),
        ("м'який 'знак'", "м’який 'знак'"),
    ],
)
def test_other_languages_keep_their_marks(typed: str, set_: str) -> None:
    assert curled(typed, english=False) == set_


@given(st.text(alphabet="ab 1'\"—.-(\n’“"), st.booleans())
def test_nothing_but_marks_changes(text: str, english: bool) -> None:
    straight = str.maketrans("’‘“”′″", "''\"\"'\"")
    assert curled(text, english=english).translate(straight) == text.translate(straight)
    again = curled(text, english=english)
    assert curled(again, english=english) == again
