"""What hosts type for the threads of parts, as it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.together.errors import BadPollError, UnknownMeetingError
from bot.together.writing import (
    LONGEST_ANSWER,
    LONGEST_PLACE,
    LONGEST_POLL,
    LONGEST_QUESTIONS,
    MOST_ANSWERS,
    Written,
    written,
)

NOW = 1_800_000_000
A_YEAR = 366 * 86_400
typed = st.text(max_size=80) | st.sampled_from(
    ["", " ", "tomorrow 20:00", "friday", "in 3 days", "x" * 2_000]
)
entries = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("questions", "poll", "answers", "meeting", "place"), typed)
)


def kept(given_entries: dict[str, str]) -> Written | None:
    """What is kept, or None where it is refused."""
    try:
        return written(given_entries, "Europe/Berlin", NOW)
    except (BadPollError, UnknownMeetingError):
        return None


@given(entries)
def test_whatever_is_kept_is_what_discord_takes(given_entries: dict[str, str]) -> None:
    found = kept(given_entries)
    if found is None:
        return
    assert len(found.questions) <= LONGEST_QUESTIONS and len(found.place) <= LONGEST_PLACE
    assert bool(found.poll) == bool(found.answers) and len(found.poll) <= LONGEST_POLL
    assert len(found.answers) in {0, *range(2, MOST_ANSWERS + 1)}
    assert all(0 < len(each) <= LONGEST_ANSWER for each in found.answers)
    assert len(set(found.answers)) == len(found.answers)
    assert found.starts_at is None or NOW < found.starts_at <= NOW + A_YEAR
    assert found.starts_at is not None or not found.place


@given(st.lists(st.text("ab \t", max_size=6), max_size=12))
def test_answers_are_lines_each_once_without_empty_ones(lines: list[str]) -> None:
    wanted = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    found = kept({"poll": "Next?", "answers": "\n".join(lines)})
    assert (found is not None) == (2 <= len(wanted) <= MOST_ANSWERS)
    assert found is None or list(found.answers) == wanted


@pytest.mark.parametrize(
    ("meeting", "seconds"), [("in 3 days", 3 * 86_400), ("in 2 hours", 7_200), ("2027-01-16 09:00", 86_400)]
)
def test_a_meeting_is_understood_by_the_clocks_of_the_read_along(meeting: str, seconds: int) -> None:
    found = written({"meeting": meeting, "place": " the  pier "}, "Europe/Berlin", NOW)
    assert found.starts_at == NOW + seconds and found.place == "the pier"
