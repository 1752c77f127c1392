"""Notices and subscriptions are messages that Discord takes, whatever stories and chapters are called."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.models import (
    Delivery,
    DeliveryId,
    GuildId,
    Listing,
    Notice,
    Obstacle,
    ReaderId,
    RoleId,
    StoryId,
    Subscribed,
    Subscription,
    SubscriptionId,
)
from bot.services.subscribing import SUBSCRIPTIONS_A_PAGE, UNREACHED_AT_ONCE
from cogs.ui.deliveries import mark_of, message_of
from cogs.ui.subscriptions import (
    stopped_note,
    subscribed_note,
    subscription_list,
    unreached_note,
)
from tests.ui.extremes import FULLEST, LARGEST, chapters, check, counts, numbers, stories

subscriptions = st.builds(
    Subscription,
    id=st.builds(SubscriptionId, numbers),
    reader=st.builds(ReaderId, numbers),
    story=st.builds(StoryId, numbers),
    guild=st.builds(GuildId, numbers),
    channel=st.none() | numbers,
    role=st.none() | st.builds(RoleId, numbers),
    snoozed_until=st.integers(0, 2**31),
    suspended=st.none() | st.sampled_from(Obstacle),
)
deliveries = st.builds(
    Delivery,
    st.builds(DeliveryId, numbers),
    subscriptions,
    st.none() | numbers,
    numbers,
    st.integers(1, 40),
    numbers,
    st.integers(0, 2**31),
)
notices = st.builds(
    Notice,
    stories | st.just(FULLEST),
    st.lists(chapters, min_size=1, max_size=12).map(tuple),
    st.none() | chapters,
)
subscribed = st.builds(Subscribed, subscriptions, stories | st.just(FULLEST))


@given(deliveries, notices)
async def test_a_notice(delivery: Delivery, notice: Notice) -> None:
    message = message_of(delivery, notice)
    check(message)
    assert mark_of(delivery) in str(message.to_components())  # type: ignore[no-untyped-call]


@given(subscribed)
async def test_what_somebody_is_told_of_a_subscription(found: Subscribed) -> None:
    check(subscribed_note(found))
    check(stopped_note(found))
    check(unreached_note([found] * UNREACHED_AT_ONCE))


@given(st.lists(subscribed, max_size=SUBSCRIPTIONS_A_PAGE), counts)
async def test_the_list(lines: list[Subscribed], pages: int) -> None:
    different = [
        Subscribed(replace(each.subscription, id=SubscriptionId(LARGEST - number)), each.story)
        for number, each in enumerate(lines)
    ]
    listing = Listing(tuple(different), 0, pages, LARGEST)
    check(subscription_list(listing, 2**30, "Snoozed for a week: **A Story**"))
