"""Where somebody has installed the bot for themselves, and the server or the other person has not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.interactions import Interaction, Interactions
from bot.stories.details import Rating
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.shown_here import shown_here
from tests.support.small_stories import GONE, SECRET, WORDS, offered, tale, tells_nothing

BETWEEN_PEOPLE = 2
"""The context of an interaction in direct messages without the bot: Discord, "Interaction Context Types"."""


@pytest.fixture
def installed_by_theo(monkeypatch: pytest.MonkeyPatch, theo: Person) -> None:
    """As if only Theo, and no server, had installed the bot: Discord names who did in every interaction
    (its documentation, "Authorizing Integration Owners"). The playground knows servers' bots alone. Direct
    messages are then those with other people."""
    as_it_is = Interactions._payload

    def by_theo(interactions: Interactions, interaction: Interaction) -> dict[str, Any]:
        payload = as_it_is(interactions, interaction) | {
            "authorizing_integration_owners": {"1": theo.user.id}
        }
        return payload if interaction.channel.guild else payload | {"context": BETWEEN_PEOPLE}

    monkeypatch.setattr(Interactions, "_payload", by_theo)


async def test_in_a_server_that_has_not_installed_the_bot_the_installation_s_stories_are_served(
    secret: StoryId, theo: Person, installed_by_theo: None
) -> None:
    assert "The first I heard" in (await theo.slash("read", story="Low Water at Skerrow")).text
    assert "5 stories" in (await theo.slash("library")).text
    assert await offered(theo, "lant") == []
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text


async def test_in_a_server_that_has_not_installed_the_bot_nothing_is_read_aloud(
    theo: Person, installed_by_theo: None
) -> None:
    reply = await shown_here(theo, "read", story="Time Lock")
    assert reply.ephemeral
    assert "I can only read aloud in servers that have added me" in reply.text
    await theo.slash("read", story="Time Lock")
    assert "Read aloud here" not in (await theo.press("⋯")).labels
    assert await theo.history() == []


async def test_in_a_server_that_has_not_installed_the_bot_ratings_hold_all_the_same(
    fireside: Fireside, theo: Person, installed_by_theo: None
) -> None:
    restricted = await fireside.add(tale(SECRET, Rating.MATURE))
    assert tells_nothing(await theo.slash("read", story=f"id:{restricted}"))
    theo.go("after-dark")
    assert WORDS in (await theo.slash("read", story=SECRET)).text


async def test_in_direct_messages_with_somebody_else_only_i_see_what_i_read(
    theo: Person, installed_by_theo: None
) -> None:
    await theo.go_direct()
    for name in ("library", "shelf", "settings", "help"):
        assert (await theo.slash(name)).ephemeral, name
    assert (await theo.slash("read", story="Time Lock")).ephemeral


async def test_in_direct_messages_with_somebody_else_no_server_s_own_story_is_shown(
    secret: StoryId, theo: Person, installed_by_theo: None, fireside: Fireside
) -> None:
    await fireside.app.reading.open(Audience(ReaderId(int(theo.user.id)), fireside.guild()), secret)
    await theo.go_direct()
    assert await offered(theo, "lant") == []
    assert tells_nothing(await theo.slash("library"))
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text
