"""How it stands with a feed is a message that Discord takes, whatever the feed says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.reports import Trouble
from bot.feeds.service import Checked, FeedState, Tied
from bot.stories.ids import ReaderId
from bot.stories.models import Story
from cogs.feeds.screens import checked_card, feed_card, tied_card, trouble_message
from tests.ui.strategies import FULLEST, check, counts, names, stories

ADDRESS = "https://example.org/" + "a_b" * 3_000
times = st.integers(0, 2**31)
followed = st.builds(
    FeedState,
    stories,
    names,
    read_at=times,
    next_at=times | st.none(),
    error=names,
    entries=counts,
    chapters=counts,
)


@given(followed)
async def test_a_feed(found: FeedState) -> None:
    check(feed_card(found))


@given(st.builds(Checked, followed, st.booleans(), counts, counts, counts))
async def test_a_feed_that_was_just_checked(checked: Checked) -> None:
    check(checked_card(checked))


@given(followed, counts)
async def test_a_feed_that_was_just_tied(found: FeedState, chapters: int) -> None:
    check(tied_card(Tied(found, chapters, ("The feed is odd.",) * 3)))


async def test_the_fullest_feed_there_can_be() -> None:
    found = FeedState(FULLEST, ADDRESS, 2**31, None, "E_" * 9_000, 10**7, 10**7)
    check(tied_card(Tied(found, 10**7, ("Some entries have no date, and that is odd.",) * 5)))


@given(stories | st.just(FULLEST), names | st.just(ADDRESS), names)
def test_what_a_librarian_is_told_fits_a_message(story: Story, address: str, error: str) -> None:
    told = trouble_message(Trouble(ReaderId(1), story, address, error, "once"))
    assert 0 < len(told) <= 2_000
    assert ("again." in told.splitlines()[0]) or error
