"""Posts as they are written down, state by state: what is to be sent, what may not stand, what goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.posts import outbox
from bot.posts.models import CLAIM, PostedPicture, PostId, WantedPost
from bot.posts.queries import public_posts
from bot.stories.details import Rating
from bot.stories.ids import ChapterId, GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Chapter
from bot.stories.queries import chapters, early
from tests.support.rows import insert

NOW = 1_000_000
FERRY, WEIR = StoryId(1), StoryId(2)
MIRA = Audience(ReaderId(1), GuildId(10), age_restricted=True)
CLUB, NEWS = 70, 80
PICTURE = PostedPicture("card.png", "A card", b"\x89PNG")


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """Two stories of one chapter each."""

    def two_stories(connection: Connection) -> None:
        for each in (FERRY, WEIR):
            insert(connection, "stories", id=each)
            insert(connection, "chapters", id=each, story_id=each, position=0, kind="body")

    async with opened(tmp_path / "fireside.sqlite3") as app:
        await app.database.transaction(two_stories)
        yield app


def wanted(
    mark: int, story: StoryId | None = FERRY, channel: int = CLUB, offer: int | None = None
) -> WantedPost:
    chapter = None if story is None else ChapterId(story)
    return WantedPost(channel, mark, "[]", story, chapter, PICTURE, offer)


def written(connection: Connection, mark: int, story: StoryId | None = FERRY, channel: int = CLUB) -> PostId:
    return public_posts.insert(connection, wanted(mark, story, channel), MIRA, NOW, NOW + CLAIM)


def sent(connection: Connection, mark: int, story: StoryId | None = FERRY, channel: int = CLUB) -> PostId:
    post = written(connection, mark, story, channel)
    public_posts.settle(connection, str(mark), 1_000 + mark)
    return post


def chapter(connection: Connection, story: StoryId = FERRY) -> Chapter:
    found = chapters.get(connection, ChapterId(story), None)
    assert found is not None
    return found


def rate(connection: Connection, rating: Rating | None, story: StoryId = FERRY) -> None:
    connection.execute("UPDATE stories SET rating = ? WHERE id = ?", (rating, story))


def to_remove(connection: Connection, *passing_over: PostId, now: int = NOW) -> PostId | None:
    return public_posts.next_to_remove(connection, passing_over, now)


async def test_a_post_is_written_down_whole_and_what_was_sent_needs_no_contents(app: App) -> None:
    def job(connection: Connection) -> None:
        post = written(connection, 5)
        found = public_posts.get(connection, post)
        assert found is not None
        assert (found.mark, found.channel, found.story, found.components) == ("5", CLUB, FERRY, "[]")
        assert (found.written_at, found.message, found.picture) == (NOW, None, PICTURE)
        for restricted in (False, True):
            who = public_posts.audience(connection, post, age_restricted=restricted)
            assert who == Audience(ReaderId(1), GuildId(10), age_restricted=restricted)
        public_posts.settle(connection, "6", 9)
        assert public_posts.get(connection, post) == found
        public_posts.settle(connection, "5", 9)
        found = public_posts.get(connection, post)
        assert found is not None
        assert (found.message, found.components, found.picture) == (9, None, None)
        public_posts.forget_message(connection, 8)
        assert public_posts.get(connection, post) is not None
        public_posts.forget_message(connection, 9)
        assert public_posts.get(connection, post) is None

    await app.database.transaction(job)


async def test_what_was_interrupted_is_sent_once_nobody_is_at_it(app: App) -> None:
    def job(connection: Connection) -> None:
        def next_one(now: int, *waiting: PostId) -> tuple[PostId | None, int | None]:
            return public_posts.next_to_send(connection, waiting, now)

        assert next_one(NOW) == (None, None)
        first, second = written(connection, 1), written(connection, 2)
        sent(connection, 3)
        outbox.expect(
            connection, "4", CLUB, chapter(connection), NOW - 9
        )  # a delivery's, and not ours to send
        public_posts.postpone(connection, second, NOW + CLAIM - 1)
        assert next_one(NOW) == (None, NOW + CLAIM - 1)
        assert next_one(NOW + CLAIM - 2) == (None, NOW + CLAIM - 1)
        assert next_one(NOW + CLAIM - 1) == (second, None)
        assert next_one(NOW + CLAIM - 1, second) == (None, NOW + CLAIM)
        assert next_one(NOW + CLAIM, second) == (first, None)
        assert next_one(NOW - 2) == (second, None), "nobody is at it for longer: the clock was ahead"

    await app.database.transaction(job)


async def test_an_offer_is_open_again_only_where_nothing_was_posted_by_it(app: App) -> None:
    def job(connection: Connection) -> None:
        posts = []
        for mark, offer in ((1, 11), (2, 12), (3, 13)):
            insert(connection, "taken_offers", offer=offer)
            posts.append(public_posts.insert(connection, wanted(mark, offer=offer), MIRA, NOW, NOW))
        public_posts.settle(connection, "2", 9)
        for post in posts[:2]:
            public_posts.forget(connection, post)
        assert {row[0] for row in connection.execute("SELECT offer FROM taken_offers")} == {12, 13}
        assert [row[0] for row in connection.execute("SELECT id FROM public_posts")] == posts[2:]

    await app.database.transaction(job)


async def test_of_a_story_that_is_taken_down_every_post_goes_but_those_in_somebodys_hands(app: App) -> None:
    def job(connection: Connection) -> None:
        first, second = sent(connection, 1), sent(connection, 2)
        sent(connection, 3, WEIR)
        sent(connection, 4, None)
        underway = written(connection, 5)
        assert to_remove(connection) is None
        connection.execute("UPDATE stories SET removed_at = 1 WHERE id = ?", (FERRY,))
        assert to_remove(connection) == first
        assert to_remove(connection, first) == second
        assert to_remove(connection, first, second) is None
        assert to_remove(connection, first, second, now=NOW + CLAIM - 1) is None
        assert to_remove(connection, first, second, now=NOW + CLAIM) == underway
        assert to_remove(connection, first, second, now=NOW - 1) == underway, "the clock was ahead"
        assert public_posts.rating_in_question(connection, first) is None

    await app.database.transaction(job)


@pytest.mark.parametrize(
    ("cleared_for", "rating", "goes"),
    [
        (None, Rating.TEEN, False),
        (None, None, False),
        (Rating.GENERAL, Rating.TEEN, False),
        (None, Rating.MATURE, True),
        (Rating.TEEN, Rating.EXPLICIT, True),
        (Rating.MATURE, Rating.MATURE, False),
        (Rating.MATURE, Rating.EXPLICIT, True),
        (Rating.EXPLICIT, Rating.MATURE, False),
    ],
)
async def test_a_post_goes_whose_channel_is_not_known_to_be_open_to_the_rating_of_today(
    app: App, cleared_for: Rating | None, rating: Rating | None, goes: bool
) -> None:
    def job(connection: Connection) -> None:
        rate(connection, cleared_for)
        post = sent(connection, 1)
        outbox.arrived(connection, "2", NEWS, chapter(connection), 22, NOW)
        (brought,) = connection.execute("SELECT id FROM public_posts WHERE mark = '2'").fetchone()
        rate(connection, rating)
        assert to_remove(connection) == (post if goes else None)
        assert to_remove(connection, post) == (brought if goes else None)
        expected = Rating.TEEN if rating is None else rating
        assert public_posts.rating_in_question(connection, post) == expected
        public_posts.clear(connection, post, expected)
        assert to_remove(connection) == (brought if goes else None)

    await app.database.transaction(job)


async def test_a_channel_that_is_no_longer_for_adults_is_asked_about_anew_and_no_other(app: App) -> None:
    def job(connection: Connection) -> None:
        rate(connection, Rating.EXPLICIT)
        here, there = sent(connection, 1), sent(connection, 2, channel=NEWS)
        assert to_remove(connection) is None
        public_posts.question(connection, NEWS)
        assert to_remove(connection) == there
        public_posts.clear(connection, there, Rating.EXPLICIT)
        assert to_remove(connection) is None
        assert here != there

    await app.database.transaction(job)


async def test_a_post_goes_whose_chapter_was_taken_out_or_closed_whatever_its_channel_is(app: App) -> None:
    def job(connection: Connection) -> None:
        post, other = sent(connection, 1), sent(connection, 2, WEIR)
        connection.execute("UPDATE chapters SET position = -1 WHERE id = ?", (FERRY,))
        assert to_remove(connection) == post
        assert public_posts.rating_in_question(connection, post) is None
        public_posts.turn(connection, 1_001, ChapterId(WEIR))
        assert to_remove(connection) is None
        assert public_posts.rating_in_question(connection, post) is Rating.TEEN
        insert(connection, "early_access", chapter_id=WEIR, story_id=WEIR, roles="[]")
        assert early.guild_of(connection, ChapterId(WEIR)) is not None
        assert (to_remove(connection), to_remove(connection, post)) == (post, other)

    await app.database.transaction(job)


async def test_a_post_of_no_story_stands(app: App) -> None:
    def job(connection: Connection) -> None:
        rate(connection, Rating.EXPLICIT)
        sent(connection, 1, None)
        public_posts.question(connection, CLUB)
        assert to_remove(connection) is None

    await app.database.transaction(job)


async def test_a_delivery_is_expected_once_and_forgotten_if_it_is_never_known_to_arrive(app: App) -> None:
    def job(connection: Connection) -> None:
        for story in (FERRY, WEIR):  # tried again, it brings another chapter
            outbox.expect(connection, "7", CLUB, chapter(connection, story), NOW)
        outbox.expect(connection, "8", CLUB, chapter(connection), NOW)
        outbox.arrived(connection, "9", CLUB, chapter(connection), 99, NOW)
        written(connection, 10)

        def left(before: int) -> list[str]:
            outbox.forget_unsent(connection, before)
            return [row[0] for row in connection.execute("SELECT mark FROM public_posts ORDER BY id")]

        assert left(NOW + 1) == ["7", "8", "9", "10"], "somebody is at it"
        [row] = connection.execute("SELECT story_id FROM public_posts WHERE mark = '7'")
        assert row["story_id"] == WEIR
        outbox.release(connection, "7")
        assert left(NOW) == ["7", "8", "9", "10"]
        assert left(NOW + 1) == ["8", "9", "10"]
        outbox.arrived(connection, "8", CLUB, chapter(connection), 88, NOW)
        assert left(NOW + 1) == ["8", "9", "10"]

    await app.database.transaction(job)
