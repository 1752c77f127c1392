"""Tags as somebody types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.details import Details
from bot.stories.tags import matching_tags, tags_of
from bot.text.words import words

tags = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "tag", "fits"),
    [
        ("slow burn", "Slow Burn", True),
        ("burn", "Slow Burn", True),
        ("slow burn", "slow", False),
        ("death", "Major Character Death", True),
        ("death", "deathless", False),
        ("war", "No Archive Warnings Apply", False),
        ("vampire", "Vampires", True),
        ("vampires", "vampire", True),
        ("cafe", "Café au lait", True),
        ("s", "s", True),
        ("海", "海賊", True),
        ("...", "...", False),
        ("", "anything", False),
    ],
)
def test_what_fits(typed: str, tag: str, fits: bool) -> None:
    assert bool(matching_tags(typed, Details(title="", tags=(tag,)))) is fits


@given(tags)
def test_every_tag_that_has_words_means_itself_in_any_case_and_order(tag: str) -> None:
    found = [tag[word.start : word.end] for word in words(tag)]
    details = Details(title="", tags=(tag,))
    for typed in (tag, " ".join(reversed(found))):
        assert matching_tags(typed, details) == ((tag,) if found else ())


def test_all_kinds_of_tags_count_and_of_characters_the_name_that_is_shown() -> None:
    details = Details(
        title="",
        fandoms=("f",),
        tags=("t",),
        content_warnings=("w",),
        relationships=("r",),
        characters=("Ada Barge | The Captain", "|odd"),
    )
    assert tags_of(details) == ("f", "t", "w", "r", "Ada Barge", "|odd")
