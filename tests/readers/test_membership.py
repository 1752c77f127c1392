"""What follows readers into direct messages while Discord is slow, or does not answer, about memberships."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.readers import membership
from bot.stories.ids import ReaderId, StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.small_stories import GONE, SECRET, WORDS, memberships_told, offered, tells_nothing

DAY = 86_400
MEMBERS = "GET /guilds/*/members/*"
SILENT = "Discord isn’t saying which servers you are in just now"


@pytest.fixture
async def reader(fireside: Fireside, secret: StoryId, mira: Person) -> Person:
    """Mira in direct messages, who has begun the story in its server; Discord was not asked about her yet."""
    await begin_in_server(mira)
    return mira


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a second in life takes no time here."""
    monkeypatch.setattr(membership, "_AT_ONCE", 0.02)


async def begin_in_server(person: Person) -> None:
    """Begins the story in its server, where Discord need not be asked, and turns to direct messages."""
    person.go("reading-room")
    await person.slash("read", story=SECRET)
    await person.go_direct()


def slow(fireside: Fireside, seconds: float) -> None:
    """Discord takes so long over the next question."""
    fireside.playground.faults.inject(Fault(MEMBERS, FaultKind.RATE_LIMITED, retry_after=seconds))


def asked(fireside: Fireside) -> list[int]:
    """How Discord answered when it was asked about members."""
    return [sent.status for sent in fireside.playground.journal.of(MEMBERS)]


async def test_the_first_command_waits_for_discord(fireside: Fireside, reader: Person, hurried: None) -> None:
    slow(fireside, 0.3)
    reply = await reader.slash("read", story=SECRET)
    assert reply.outcome == "deferred"
    assert WORDS in reply.text


async def test_the_first_press_waits_for_discord_and_turns_its_panel(
    fireside: Fireside, secret: StoryId, mira: Person, hurried: None
) -> None:
    await mira.go_direct()
    panel = await mira.slash("read", story="Time Lock")
    await begin_in_server(mira)
    slow(fireside, 0.3)
    turned = await mira.press("Next", panel)
    assert turned.outcome == "deferred_update"
    assert (turned.message or {})["id"] == (panel.message or {})["id"]
    assert turned.text != panel.text


async def test_the_first_press_waits_for_discord_and_is_answered_beside_its_card(
    fireside: Fireside, secret: StoryId, mira: Person, hurried: None
) -> None:
    await mira.go_direct()
    card = await mira.slash("story", story="Time Lock")
    await begin_in_server(mira)
    slow(fireside, 0.3)
    alike = await mira.press("More like this", card)
    assert alike.outcome == "deferred_update"
    assert "Time Lock" in alike.text
    assert (alike.message or {})["id"] != (card.message or {})["id"]


async def test_the_first_press_waits_for_discord_and_then_for_a_picture(
    fireside: Fireside, secret: StoryId, mira: Person, hurried: None
) -> None:
    await mira.slash("read", story="Time Lock")
    await mira.press("Next")
    await mira.go_direct()
    panel = await mira.slash("stats")
    await begin_in_server(mira)
    slow(fireside, 0.3)
    drawn = await mira.press("Year", panel)
    assert drawn.outcome == "deferred_update"
    assert (drawn.message or {})["attachments"]


async def test_the_first_press_waits_for_discord_and_then_for_a_picture_beside_it(
    fireside: Fireside, secret: StoryId, mira: Person, hurried: None
) -> None:
    await mira.go_direct()
    await mira.slash("read", story="Low Water at Skerrow")
    quote = await mira.slash("quote", story="Low Water at Skerrow")
    await begin_in_server(mira)
    slow(fireside, 0.3)
    drawn = await mira.press("As picture", quote)
    assert drawn.outcome == "deferred_update"
    assert (drawn.message or {})["attachments"]
    assert (drawn.message or {})["id"] != (quote.message or {})["id"]


async def test_who_waits_for_discord_in_vain_is_not_told_that_the_story_is_gone(
    fireside: Fireside, secret: StoryId, reader: Person, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "_PATIENCE", 0.1)
    slow(fireside, 600)
    for attempt in ("story", "read"):
        reply = await reader.slash(attempt, story=f"id:{secret}")
        assert SILENT in reply.text
        assert GONE not in reply.text
        assert tells_nothing(reply)
    assert SILENT in (await reader.slash("read", story=SECRET)).text
    assert tells_nothing(await reader.slash("shelf"))


async def test_who_is_cut_off_from_discord_is_told_so_at_once(
    fireside: Fireside, secret: StoryId, reader: Person
) -> None:
    fireside.playground.faults.inject(
        Fault(MEMBERS, FaultKind.DROPPED, times=2)
    )  # aiohttp asks again by itself
    assert SILENT in (await reader.slash("story", story=f"id:{secret}")).text
    assert WORDS in (await reader.slash("read", story=f"id:{secret}")).text


async def test_a_refusal_that_is_not_discord_s_makes_nobody_a_stranger(
    fireside: Fireside, secret: StoryId, reader: Person
) -> None:
    fireside.playground.faults.inject(Fault(MEMBERS, FaultKind.REFUSED, status=403))
    assert SILENT in (await reader.slash("story", story=f"id:{secret}")).text
    assert WORDS in (await reader.slash("read", story=f"id:{secret}")).text


async def test_what_is_gone_for_another_reason_is_gone(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    await theo.go_direct()
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text


async def test_the_last_answer_serves_at_once_while_discord_is_asked_anew(
    fireside: Fireside, reader: Person
) -> None:
    await reader.slash("read")
    fireside.clock.advance(DAY + 60)
    slow(fireside, 60)
    reply = await reader.slash("read", story=SECRET)
    assert reply.outcome == "message"
    assert WORDS in reply.text
    assert (await reader.press("Next")).outcome == "update"
    assert asked(fireside) == [200, 429]


async def test_ten_presses_share_one_question(fireside: Fireside, reader: Person, hurried: None) -> None:
    slow(fireside, 0.5)
    replies = await asyncio.gather(*(reader.slash("read", story=SECRET) for _ in range(10)))
    assert all(WORDS in reply.text for reply in replies)
    assert asked(fireside) == [429, 200]


async def test_the_list_under_an_option_waits_a_moment_and_is_then_filled(
    fireside: Fireside, reader: Person, hurried: None
) -> None:
    slow(fireside, 0.3)
    assert await offered(reader, "lant") == []
    await memberships_told(fireside)
    [name] = await offered(reader, "lant")
    assert SECRET in name


async def test_an_answer_about_somebody_who_was_erased_meanwhile_is_not_stored(
    fireside: Fireside, reader: Person
) -> None:
    slow(fireside, 0.2)
    who = ReaderId(int(reader.user.id))
    answer = asyncio.create_task(fireside.app.membership.asked(who, fireside.guild()))
    await fireside.app.privacy.erase(who)
    standing = await answer
    assert standing is not None and standing.member
    assert await fireside.app.membership.remembered(who, fireside.guild()) is None
