"""What a reader's days add up to."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.models import Amount, Favourites, Streaks, YearOfReading
from bot.statistics.service import most_read

NAMES = st.lists(st.sampled_from(["Sea", "sea", "Séa", "Letters", "letters", "Islands"]), max_size=4)
READ = st.lists(st.tuples(NAMES, st.integers(1, 9_000)), max_size=12)


def year_of(year: int, words: list[int]) -> YearOfReading:
    amount = Amount(sum(words), 0, len(words), 0)
    nobody, none = Favourites((), (), ()), Streaks(0, 0)
    return YearOfReading(year, tuple(words), amount, None, amount, none, none, nobody, None, None)


@given(st.integers(1_970, 2_200), st.lists(st.integers(0, 60_000), min_size=1, max_size=365))
def test_the_months_are_those_of_the_calendar(year: int, words: list[int]) -> None:
    found = year_of(year, words)
    last = date(year, 1, 1) + timedelta(len(words) - 1)
    assert sum(found.months) == sum(words)
    assert len(found.months) == last.month
    assert found.months[-1] == sum(words[-last.day :])


@given(st.integers(1_970, 2_200), st.lists(st.integers(0, 60_000), min_size=1, max_size=365))
def test_the_best_day_is_the_first_of_those_with_most_words(year: int, words: list[int]) -> None:
    day, most = year_of(year, words).best_day
    assert most == max(words)
    assert words.index(most) == (day - date(year, 1, 1)).days


def test_what_was_read_most_comes_first_in_the_spelling_of_the_story_read_most() -> None:
    read = [(["Slow Burn", "sea"], 900), (["slow burn"], 300), (["letters"], 1_000)]
    assert most_read(read) == ("Slow Burn", "letters", "sea")


@given(READ)
def test_every_name_stands_once_however_it_is_spelt(read: list[tuple[list[str], int]]) -> None:
    found = most_read(read)
    assert {name[:2].casefold().replace("é", "e") for name in found} == {
        name[:2].casefold().replace("é", "e") for names, _ in read for name in names
    }
    assert len(found) <= 3
