"""Who may change which subscription, and which are possible: case by case, and where not, why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.errors import FiresideError
from bot.imports.manuscript import Manuscript
from bot.posts.models import Obstacle
from bot.reading.divided_texts import PassageCache
from bot.stories.details import Completion, Rating
from bot.stories.ids import ChapterId, GuildId, ReaderId, StoryId, SubscriptionId
from bot.stories.models import Audience, Credentials, Origin, Place
from bot.stories.queries import stories
from bot.subscriptions.guards import (
    active_subscription,
    changeable_subscription,
    require_direct,
    require_usefulness,
)
from bot.subscriptions.models import Manner, Subject, Wanted
from bot.subscriptions.queries import serials, subscriptions, suspensions
from tests.support.rows import insert
from tests.support.small_stories import a_tale

pytestmark = pytest.mark.usefixtures("ids_from_one")

MIRA, THEO = ReaderId(1), ReaderId(2)
HEARTH, ANNEX = GuildId(10), GuildId(20)
CLUB, NEWS = 11, 12
FINE = ""


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        yield app


async def story_of(app: App, guild: GuildId | None = None, **details: object) -> StoryId:
    tale = a_tale("The Ferry")
    tale = Manuscript(replace(tale.details, **details), tale.chapters)  # type: ignore[arg-type]
    return (await app.importer.add(tale, Origin("f", "f", guild))).story.id


def why(job: Callable[..., object], *given: object) -> str:
    """The error that it raises, without the end of its name; empty where it raises none."""
    try:
        job(*given)
    except FiresideError as error:
        return type(error).__name__.removesuffix("Error")
    return FINE


ANYBODY_S_CHANNEL = Credentials(THEO, HEARTH, channel=CLUB)
OWN_ELSEWHERE = Credentials(MIRA, ANNEX, channel=NEWS)


@pytest.mark.parametrize(
    ("channel", "suspended", "who", "refused"),
    [
        (None, None, Credentials(MIRA), FINE),
        (None, None, OWN_ELSEWHERE, FINE),
        (None, Obstacle.CLOSED, Credentials(MIRA), FINE),
        (None, None, Credentials(THEO), "StaleButton"),
        (None, Obstacle.GONE, Credentials(THEO), "StaleButton"),
        (None, None, Credentials(THEO, owner=True, manages=True), "StaleButton"),
        (CLUB, None, ANYBODY_S_CHANNEL, FINE),
        (CLUB, Obstacle.GONE, ANYBODY_S_CHANNEL, FINE),
        (CLUB, None, Credentials(MIRA, HEARTH, channel=NEWS), "NotTheirChannel"),
        (CLUB, None, Credentials(MIRA, ANNEX, channel=CLUB), "NotTheirChannel"),
        (CLUB, None, Credentials(MIRA, HEARTH), "NotTheirChannel"),
        (CLUB, None, Credentials(MIRA), "NotTheirChannel"),
        (CLUB, Obstacle.NO_ACCESS, OWN_ELSEWHERE, "NotTheirChannel"),
        (CLUB, Obstacle.GONE, OWN_ELSEWHERE, FINE),
        (CLUB, Obstacle.GONE, Credentials(THEO, ANNEX, channel=NEWS), "NotTheirChannel"),
    ],
)
async def test_a_subscription_is_changed_by_its_reader_or_who_manages_its_channel(
    app: App, channel: int | None, suspended: Obstacle | None, who: Credentials, refused: str
) -> None:
    story = await story_of(app)

    def job(connection: Connection) -> None:
        guild = HEARTH if channel else None
        identity = subscriptions.subscribe(connection, MIRA, story, Wanted(), guild=guild, channel=channel)
        if suspended is not None:
            suspensions.suspend(connection, identity, suspended)
        for of in (changeable_subscription, active_subscription):
            assert why(of, connection, who, identity) == refused
        subscriptions.stop(connection, identity, 1)
        assert why(changeable_subscription, connection, who, identity) == refused
        assert why(active_subscription, connection, who, identity) == (refused or "SubscriptionGone")
        assert why(changeable_subscription, connection, who, SubscriptionId(99)) == "SubscriptionGone"

    await app.database.transaction(job)


@pytest.mark.parametrize(
    ("guild", "rating", "opened", "refused"),
    [
        (None, None, None, FINE),
        (None, Rating.TEEN, None, FINE),
        (HEARTH, Rating.GENERAL, None, FINE),
        (None, Rating.MATURE, None, "RatingNotDelivered"),
        (None, Rating.MATURE, Rating.MATURE, FINE),
        (HEARTH, Rating.EXPLICIT, Rating.EXPLICIT, FINE),
        (HEARTH, Rating.EXPLICIT, Rating.MATURE, "RatingNotDelivered"),
    ],
)
async def test_a_rating_comes_directly_only_to_who_has_opened_it(
    app: App, guild: GuildId | None, rating: Rating | None, opened: Rating | None, refused: str
) -> None:
    story = await story_of(app, guild, rating=rating)

    def job(connection: Connection) -> None:
        subscriptions.subscribe(connection, MIRA, story, Wanted())
        if opened is not None:
            insert(connection, "opened_ratings", reader_id=MIRA, rating=opened)
        found = stories.get(connection, story)
        assert found is not None
        audience = Audience(MIRA, HEARTH, age_restricted=True)  # where they ask for it counts for nothing
        assert why(require_direct, connection, audience, found) == refused

    await app.database.transaction(job)


@pytest.mark.parametrize(
    ("completion", "wanted", "read", "refused"),
    [
        (Completion.ONGOING, Wanted(manner=Manner.COMPLETE), False, FINE),
        (None, Wanted(manner=Manner.COMPLETE), False, FINE),
        (Completion.COMPLETE, Wanted(manner=Manner.COMPLETE), False, "AlreadyComplete"),
        (Completion.COMPLETE, Wanted(), True, FINE),
        (Completion.COMPLETE, Wanted(subject=Subject.SERIAL, manner=Manner.PASSAGE), False, FINE),
        (Completion.COMPLETE, Wanted(subject=Subject.SERIAL, manner=Manner.CHAPTER), True, "ReadToItsEnd"),
        (Completion.ONGOING, Wanted(subject=Subject.SERIAL, manner=Manner.CHAPTER), True, FINE),
    ],
)
async def test_what_would_never_bring_anything_is_refused(
    app: App, completion: Completion | None, wanted: Wanted, read: bool, refused: str
) -> None:
    story = await story_of(app, completion=completion)

    def job(connection: Connection) -> None:
        found = stories.get(connection, story)
        assert found is not None
        identity = subscriptions.subscribe(connection, MIRA, story, wanted)
        if read:
            end = connection.execute("SELECT max(characters) FROM chapters").fetchone()[0]
            serials.move(connection, identity, Place(ChapterId(1), 1, end), new_day=True)
        texts = PassageCache()
        assert why(require_usefulness, connection, texts, identity, found) == refused
        gone = SubscriptionId(99)
        assert why(require_usefulness, connection, texts, gone, found) == "SubscriptionGone"

    await app.database.transaction(job)
