"""When a feed is looked at next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.models import Fetched, FetchOutcome, Known, TiedFeed
from bot.feeds.poll_schedule import A_DAY, A_QUARTER, A_WEEK, after_failure, after_reading, after_the_end
from bot.stories.ids import ReaderId, StoryId

NOW = 1_700_000_000
ADDRESS = "https://example.org/feed"

feeds = st.builds(
    TiedFeed,
    story=st.just(StoryId(1)),
    address=st.just(ADDRESS),
    tied_by=st.just(ReaderId(1)),
    tied_at=st.just(NOW),
    since=st.none(),
    etag=st.just('"1"'),
    modified=st.just("then"),
    interval=st.integers(A_QUARTER, A_DAY),
    next_at=st.just(NOW),
    tried_at=st.just(NOW),
    read_at=st.just(NOW),
    failures=st.integers(0, 10**6),
)
answers = st.builds(
    Fetched,
    st.sampled_from([FetchOutcome.FETCHED, FetchOutcome.UNCHANGED]),
    st.just(ADDRESS),
    known=st.builds(Known, st.sampled_from(["", '"2"']), st.sampled_from(["", "now"])),
)


@given(feeds, answers, st.booleans())
def test_after_a_look_that_went_well_it_is_a_quarter_of_an_hour_to_a_day(
    feed: TiedFeed, answer: Fetched, changed: bool
) -> None:
    after = after_reading(feed, answer, NOW, changed=changed)
    assert after.next_at is not None
    assert 0.9 * A_QUARTER - 1 <= after.next_at - NOW <= 1.1 * A_DAY + 1
    assert (after.interval <= feed.interval) if changed else (after.interval >= feed.interval)
    assert (after.failures, after.error) == (0, "")


@given(feeds, answers)
def test_what_the_server_said_of_an_unchanged_feed_still_holds(feed: TiedFeed, answer: Fetched) -> None:
    after = after_reading(feed, answer, NOW, changed=False)
    same = answer.outcome is FetchOutcome.UNCHANGED
    assert after.etag == (answer.known.etag or (feed.etag if same else ""))
    assert after.modified == (answer.known.modified or (feed.modified if same else ""))


@given(feeds, st.none() | st.integers(0, 2**40))
def test_a_failing_feed_is_tried_for_ever_and_never_before_its_server_asked(
    feed: TiedFeed, not_before: int | None
) -> None:
    after = after_failure(feed, "It broke.", NOW, not_before)
    assert after.next_at is not None
    assert 0.9 * A_QUARTER - 1 <= after.next_at - NOW <= 1.1 * A_WEEK + 1
    assert after.next_at >= min(not_before or 0, NOW + A_WEEK)
    assert (after.failures, after.read_at) == (feed.failures + 1, feed.read_at)


@given(feeds)
def test_the_wait_grows_with_every_failure(feed: TiedFeed) -> None:
    fresh = replace(feed, failures=0)
    waits = []
    for _ in range(12):
        fresh = after_failure(fresh, "It broke.", NOW)
        assert fresh.next_at is not None
        waits.append(fresh.next_at - NOW)
    assert all(later > sooner or later >= 0.9 * A_WEEK for sooner, later in pairwise(waits))
    assert waits[-1] >= 0.9 * A_WEEK


@given(feeds)
def test_a_feed_that_is_gone_has_no_next_time(feed: TiedFeed) -> None:
    assert after_the_end(feed, "Gone.", NOW).next_at is None
