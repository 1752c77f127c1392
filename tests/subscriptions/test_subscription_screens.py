"""What subscribers are sent, and their subscriptions, are messages that Discord takes, whatever stories and
chapters are called."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.posts.models import Obstacle
from bot.readers.models import QuietHours
from bot.reading.notes import caution
from bot.stories.ids import DeliveryId, GuildId, QuoteId, ReaderId, RoleId, StoryId, SubscriptionId
from bot.stories.models import BEHIND, Chapter, Listing
from bot.subscriptions.models import (
    Announcement,
    Completed,
    DailyQuote,
    Delivery,
    Digest,
    Elsewhere,
    Instalment,
    Manner,
    Notice,
    Schedule,
    Sent,
    Subject,
    Subscribed,
    Subscription,
    SuspensionNote,
)
from bot.subscriptions.presses import mark_of
from bot.subscriptions.service import SUBSCRIPTIONS_A_PAGE, UNREACHED_AT_ONCE
from cogs.subscriptions.messages import message_of, thread_name
from cogs.subscriptions.screens import stopped_note, subscribed_note, subscription_list
from cogs.subscriptions.suspensions import suspension_message, unreached_note
from cogs.ui.pushes import Message, rows_of
from tests.ui.strategies import (
    FULLEST,
    LARGEST,
    chapters,
    check,
    check_plain,
    counts,
    lines,
    longest,
    numbers,
    places,
    stories,
)

FULLEST_LINK = "https://example.org/" + "l_(" * 1_000
LARGEST_MARK = 2**31 - 1
KINDS = [
    (Subject.CHAPTERS, Manner.AT_ONCE),
    (Subject.CHAPTERS, Manner.DAILY),
    (Subject.CHAPTERS, Manner.COMPLETE),
    (Subject.SERIAL, Manner.PASSAGE),
    (Subject.DIGEST, Manner.WEEKLY),
    (Subject.QUOTES, Manner.SAVED),
    (Subject.QUOTES, Manner.LIBRARY),
]
schedules = st.builds(Schedule, st.integers(0, 1_439), st.none() | st.integers(0, 6))
subscriptions = st.builds(
    Subscription,
    id=st.builds(SubscriptionId, numbers),
    reader=st.builds(ReaderId, numbers),
    story=st.builds(StoryId, numbers),
    guild=st.builds(GuildId, numbers),
    channel=st.none() | numbers,
    role=st.none() | st.builds(RoleId, numbers),
    threads=st.booleans(),
    schedule=st.none() | schedules,
    next_at=st.none() | st.integers(0, 2**31),
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
    st.integers(1, 12),
)
any_stories = stories | st.just(FULLEST)
links = lines | st.just(FULLEST_LINK) | st.integers(1, 400).map(lambda length: FULLEST_LINK[:length])
elsewhere = st.lists(st.builds(Elsewhere, lines | st.just("E_" * 300), links), max_size=12).map(tuple)
notices = st.builds(
    Notice,
    any_stories,
    st.lists(chapters, min_size=1, max_size=12).map(tuple),
    st.none() | chapters,
    elsewhere,
    announcements=st.lists(
        st.builds(Announcement, chapters, st.text(min_size=1, max_size=300), st.booleans())
    ).map(tuple),
)
instalments = st.builds(
    Instalment,
    story=any_stories,
    chapter=chapters,
    place=places,
    end=counts,
    text=longest,
    notes=st.just("") | any_stories.map(caution),
    notes_after=st.just(""),
    index=counts,
    count=counts,
    percent=st.integers(0, 100),
    next=st.none() | places,
    pages_before=st.none() | places.map(lambda place: replace(place, offset=-1)),
    pages_after=st.none() | places.map(lambda place: replace(place, offset=BEHIND)),
)
daily_quotes = st.builds(
    DailyQuote,
    story=any_stories,
    chapter=chapters,
    place=places,
    markdown=longest,
    lead_in=lines,
    speaker=lines,
    quote=st.none() | st.builds(QuoteId, numbers),
    open=st.booleans(),
)


def _of_different_stories(told: list[Notice]) -> tuple[Notice, ...]:
    return tuple(
        replace(each, story=replace(each.story, id=StoryId(LARGEST - number)))
        for number, each in enumerate(told)
    )


digests = st.builds(
    Digest, st.lists(notices, min_size=1, max_size=10).map(_of_different_stories), st.booleans()
)


def _of_kind(found: Subscribed, digest: Subscription, kind: tuple[Subject, Manner]) -> Subscribed:
    """As a subscription of this kind is: of a story or not, to a channel or not, told in a digest or not."""
    subject, manner = kind
    channel = found.subscription.channel
    if manner is Manner.LIBRARY:
        channel = channel or LARGEST
    elif manner not in (Manner.AT_ONCE, Manner.PASSAGE):
        channel = None
    own = replace(found.subscription, subject=subject, manner=manner, channel=channel)
    gathered = replace(digest, subject=Subject.DIGEST, manner=manner) if manner is Manner.DAILY else None
    story = found.story if subject in (Subject.CHAPTERS, Subject.SERIAL) else None
    return replace(found, subscription=own, story=story, digest=gathered)


presented = st.builds(
    Subscribed,
    subscriptions,
    any_stories,
    st.none(),
    counts,
    st.sampled_from(["UTC", "America/Argentina/ComodRivadavia"]),
    st.none() | st.builds(QuietHours, st.integers(0, 1_439), st.integers(0, 1_439)),
)
subscribed = st.builds(_of_kind, presented, subscriptions, st.sampled_from(KINDS))


@settings(suppress_health_check=[HealthCheck.large_base_example, HealthCheck.too_slow])
@given(deliveries, notices | digests | instalments | daily_quotes | st.builds(Completed, any_stories))
async def test_what_is_sent(delivery: Delivery, sent: Sent) -> None:
    message = message_of(delivery, sent)
    check_sent(message)
    for view in (message.layout, rows_of(*message.rows)):
        assert mark_of(delivery) in str(view.to_components())


@given(deliveries, chapters)
async def test_a_digest_of_many_stories_at_their_longest(delivery: Delivery, chapter: Chapter) -> None:
    entry = Elsewhere("E_" * 300, FULLEST_LINK[:300])
    fullest = Notice(FULLEST, (replace(chapter, title="T_" * 300),), chapter, (entry,))
    check_sent(message_of(delivery, Digest(_of_different_stories([fullest] * 100), weekly=False)))


def check_sent(message: Message) -> None:
    """Refuses what Discord refuses of it, as it is sent and as it may be edited to be."""
    check_plain(message.content, [message.covered] if message.covered else [], rows_of(*message.rows))
    check(message.layout)


@given(notices)
def test_the_names_of_threads(notice: Notice) -> None:
    for chapter in notice.chapters:
        name = thread_name(notice, chapter)
        assert 1 <= len(name) <= 100
        assert name.endswith(f" — Chapter {chapter.number}")


@given(subscribed)
async def test_what_somebody_is_told_of_a_subscription(found: Subscribed) -> None:
    check(subscribed_note(found))
    check(stopped_note(found))
    check(unreached_note([found] * UNREACHED_AT_ONCE))
    check_sent(suspension_message(SuspensionNote(found, mark=LARGEST_MARK)))


@given(st.lists(subscribed, max_size=SUBSCRIPTIONS_A_PAGE), counts)
async def test_the_list(lines: list[Subscribed], pages: int) -> None:
    different = [
        replace(each, subscription=replace(each.subscription, id=SubscriptionId(LARGEST - number)))
        for number, each in enumerate(lines)
    ]
    listing = Listing(tuple(different), 0, pages, LARGEST)
    check(subscription_list(listing, 2**30, "Snoozed for a week: **A Story**"))
