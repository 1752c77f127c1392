"""The difference of two texts in words, as it stands in the history."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import markup
from bot.text.differences import differences

ROOM = 1_500
WORDS = st.sampled_from(["lamp", "boat", "*", "~~", "oar.", "5", "夜", "> x", "`"])
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: markup.escape(" ".join(words)))
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The lamps were lit.", "The lamps were put out.", "The lamps were ~~lit.~~ **put out.**"),
        ("A boat came.", "A boat came.\n\nIt left.", "**It left.**"),
        ("It *went* by.", "It went by.", ""),
        ("今日は良い天気です", "今日は悪い天気です", "今日は~~良~~ **悪** い天気です"),
        ("One stays.\n\nTwo goes.\n\nThree stays.", "One stays.\n\nThree stays.", "~~Two goes.~~"),
        ("She said \\*no\\*.", "She said \\*yes\\*.", "She said ~~\\*no\\*.~~ **\\*yes\\*.**"),
    ],
)
def test_what_went_is_struck_and_what_came_is_bold(before: str, after: str, told: str) -> None:
    assert differences(before, after, ROOM) == told


def test_a_few_words_around_a_change_tell_where_it_is() -> None:
    words = [f"w{number}" for number in range(30)]
    changed = [*words[:15], "NEW", *words[16:]]
    assert differences(" ".join(words), " ".join(changed), ROOM) == (
        "… w9 w10 w11 w12 w13 w14 ~~w15~~ **NEW** w16 w17 w18 w19 w20 w21 …"
    )


def test_a_text_replaced_as_a_whole_is_told_by_its_beginnings_and_ends_in_the_room_there_is() -> None:
    before, after = (" ".join(f"{side}{number}" for number in range(50_000)) for side in "ab")
    told = differences(before, after, ROOM)
    assert len(told) <= ROOM
    assert told.startswith("~~a0 a1 ")
    assert "(49,960 more words)" in told
    cut = differences(before, after, 400)
    assert len(cut) <= 400
    assert cut.endswith("-# … and more.")


@given(TEXTS, TEXTS, st.integers(40, 400))
def test_it_fits_and_marks_are_closed_and_the_same_is_no_difference(
    before: str, after: str, room: int
) -> None:
    told = differences(before, after, room)
    assert len(told) <= room
    marks = re.findall(r"(?<!\\)(?:\*\*|~~)", told.replace("\\\\", ""))
    for paragraph in told.split("\n\n"):
        assert len(re.findall(r"(?<!\\)~~", paragraph)) % 2 == 0
    assert len(marks) % 2 == 0
    assert differences(before, before, room) == ""
