"""What somebody sees who looks at pictures of numbers, or hears who cannot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.months_chart import months_chart
from bot.pictures.picture import Picture
from bot.pictures.sheet import EMBER, PAPER
from bot.pictures.stops_curve import stops_curve
from bot.pictures.year_map import SHADES, levels, year_map
from tests.pictures.test_quote_card import inked, luminance
from tests.support.rounds import rounds

DAYS = st.lists(st.integers(0, 60_000), min_size=1, max_size=365)
YEARS = st.integers(1_970, 2_200)
A_YEAR = [(number * 379) % 2_900 if number % 3 else 0 for number in range(365)]
STOPS = st.lists(st.tuples(st.integers(1, 4), st.integers(5, 60)), min_size=1, max_size=40)


def image(picture: Picture) -> Image.Image:
    opened = Image.open(io.BytesIO(picture.png))
    assert (opened.format, opened.size) == ("PNG", (picture.width, picture.height))
    return opened


def in_frame(picture: Picture) -> bool:
    left, top, right, bottom = inked(picture)
    return left >= 36 and top >= 36 and right <= picture.width - 36 and bottom <= picture.height - 36


def consecutive(lengths: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Stretches of these lengths, one after the other, with so many readers each."""
    stops, after = [], 0
    for length, readers in lengths:
        stops.append((after + 1, after + length, readers))
        after += length
    return stops


# Years


@settings(max_examples=rounds(5, full=15))
@given(YEARS, DAYS)
def test_any_year_fits_on_its_picture(year: int, words: list[int]) -> None:
    for picture in (year_map(year, words), months_chart(year, [*words[:11], 1])):
        image(picture)
        assert in_frame(picture)
        assert picture.width == 1_200
        assert 0.5 <= picture.height / picture.width <= 1.1
        assert len(picture.alt) <= 1_024
    assert f" {sum(words):,} word" in year_map(year, words).alt


def test_a_year_whose_second_half_begins_on_a_sunday_fits_too() -> None:
    assert date(2029, 7, 1).weekday() == 6
    assert in_frame(year_map(2029, [5_000] * 365))


def test_what_the_picture_says_is_said_to_those_who_cannot_see_it() -> None:
    words = [0] * 59 + [1_200, 0, 300]
    assert year_map(2027, words).alt == (
        "Calendar of reading in 2027. 1,500 words on 2 days; most on 1 March: 1,200. "
        "Words by month: March 1,500."
    )
    assert months_chart(2027, [1, 0, 1_499]).alt == (
        "Words read in each month of 2027. 1,500 words; most in March: 1,499. "
        "January 1, February 0, March 1,499."
    )


def test_the_same_year_is_the_same_picture_and_another_is_not() -> None:
    assert year_map(2027, A_YEAR) == year_map(2027, A_YEAR)
    assert year_map(2027, A_YEAR).png != year_map(2027, A_YEAR[:200]).png
    assert months_chart(2027, A_YEAR[:7]) == months_chart(2027, A_YEAR[:7])
    assert months_chart(2027, A_YEAR[:7]).png != months_chart(2027, A_YEAR[:9]).png


def test_a_day_of_much_reading_is_darker_and_larger_than_one_of_little() -> None:
    little, much = (
        sum(image(year_map(2027, [*A_YEAR[:300], words])).convert("L").histogram()[:140])
        for words in (1, 9_000)
    )
    assert much > little


@given(DAYS)
def test_levels_are_few_round_and_below_the_best_day(words: list[int]) -> None:
    bounds = levels(words)
    assert len(bounds) <= 3
    assert list(bounds) == sorted(set(bounds))
    assert all(0 < bound < max(words) for bound in bounds)
    assert all(len(str(bound).rstrip("0")) <= 2 for bound in bounds)


def test_shades_grow_darker_and_stand_out_from_every_shade_of_the_paper() -> None:
    assert [luminance(each) for each in SHADES] == sorted(map(luminance, SHADES), reverse=True)
    for shade in (*SHADES, EMBER):
        for paper in PAPER:
            assert (luminance(paper) + 0.05) / (luminance(shade) + 0.05) >= 3
    for lighter, darker in pairwise(SHADES):
        assert (luminance(lighter) + 0.05) / (luminance(darker) + 0.05) >= 1.3


# Readers of a story


@settings(max_examples=rounds(5, full=15))
@given(STOPS, st.integers(0, 200), st.integers(0, 300) | st.just(5_000))
def test_any_curve_fits_on_its_picture(lengths: list[tuple[int, int]], others: int, more: int) -> None:
    stops = consecutive(lengths)
    readers = others + sum(each[2] for each in stops)
    picture = stops_curve("Low Water", stops[-1][1] + more, readers, stops)
    image(picture)
    assert in_frame(picture)
    assert f"{readers:,} readers of Low Water" in picture.alt
    assert len(picture.alt) <= 1_024


def test_a_large_number_at_the_last_chapter_stays_inside_of_the_frame() -> None:
    assert in_frame(stops_curve("Low Water", 60, 900_000, [(1, 59, 100_000), (60, 60, 100_000)]))


def test_a_curve_may_fall_to_nobody() -> None:
    assert in_frame(stops_curve("Low Water", 9, 5, [(1, 1, 5)]))


def test_a_curve_falls_by_those_who_stop() -> None:
    picture = stops_curve("Low Water", 10, 20, [(1, 5, 10)])
    shaded = image(picture).convert("L").point([255 if 190 <= shade <= 215 else 0 for shade in range(256)])
    left, right = shaded.crop((100, 300, 560, 820)), shaded.crop((640, 300, 1_100, 820))
    assert left.histogram()[255] > 1.6 * right.histogram()[255]
    assert picture.alt == "Curve of where the 20 readers of Low Water stop. chapters 1 to 5: 10."


@pytest.mark.parametrize(
    "title", ["A True and Particular Account " * 20, "ไฟยังไม่ดับ", "ᚠᚢᚦ", "אור 夜の灯", "\u200b"]
)
def test_whatever_the_story_is_called_there_is_a_curve(title: str) -> None:
    picture = stops_curve(title, 3, 9, [(1, 2, 5)])
    assert in_frame(picture)
    assert title.strip("\u200b ")[:200] in picture.alt
