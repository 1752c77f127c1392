"""Whoever has something sent to a channel hears of it when it does not arrive there."""

from __future__ import annotations

import pytest

from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.delivered_notices import all_tried, next_notice, publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.replies import Json, Reply, readable

HERE = "each new chapter, in this channel"
A_MINUTE = 60


def is_word(message: Json) -> bool:
    return readable(message).startswith("⚠️ **The Ferry**")


async def told(person: Person) -> list[str]:
    """What somebody was told in their direct messages of what does not arrive, the oldest first."""
    channel = person.channel_id
    await person.go_direct()
    found = [readable(each) for each in await person.history() if is_word(each)]
    person.go(channel)
    return found


@pytest.fixture
async def odile(odile: Person, club: Channel) -> Person:
    """Somebody who has new chapters told in the book club."""
    await odile.slash("subscribe", story=TITLE, deliver=HERE)
    return odile


async def test_its_owner_is_told_once_by_message_what_stands_in_the_channel_s_way(
    fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    playground = fireside.playground
    await odile.slash("subscribe", story=TITLE, deliver="a passage a day, in this channel")
    bot = playground.world.bot
    playground.stage.set_permissions(club, bot, deny=Permission.SEND_MESSAGES)
    await publish(ines, "Dusk")
    word = await odile.event("message_create", is_word)
    assert readable(word).splitlines() == [
        f"⚠️ **The Ferry** · A. Boatman · <#{club.id}>",
        "My last message didn’t get through, because I may not post in the channel. Please give me “View "
        "Channel”, “Send Messages” and “Read Message History” in it; I’ll try again with the next one.",
        "-# `/subscriptions` in that channel shows it, with *Resume* and *Stop*.",
    ]
    assert word["components"][0]["components"][0]["url"].endswith(club.id)
    await publish(ines, "Stars")
    fireside.clock.advance(86_400)  # and the serial of the same owner meets the same
    await all_tried(fireside)
    assert len(await told(odile)) == 1
    playground.stage.set_permissions(club, bot, allow=Permission.SEND_MESSAGES)
    await publish(ines, "Moon")
    assert "3 new chapters" in (await next_notice(odile)).text


async def test_who_takes_no_messages_is_told_at_their_next_command(
    fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    odile.user.takes_messages = False
    fireside.playground.stage.set_permissions(
        club, fireside.playground.world.bot, deny=Permission.SEND_MESSAGES
    )
    await publish(ines, "Dusk")
    await all_tried(fireside)
    await odile.slash("shelf")
    note = await odile.event("message_create", lambda sent: "I couldn’t send you" in readable(sent))
    assert f"**The Ferry** · A. Boatman · <#{club.id}>" in readable(note)


async def test_a_channel_that_was_deleted_is_told_of_and_can_still_be_stopped(
    fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    fireside.playground.stage.remove_channel(club)
    await publish(ines, "Dusk")
    word = await odile.event("message_create", is_word)
    assert "because the channel was deleted" in readable(word)
    await odile.go_direct()
    assert "No more news about" in (await odile.press("Stop", Reply("message", word))).text


async def test_a_word_that_may_have_arrived_is_not_sent_again(
    fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    playground = fireside.playground
    await odile.go_direct()
    direct = odile.channel_id
    odile.go(club.id)
    playground.stage.set_permissions(club, playground.world.bot, deny=Permission.SEND_MESSAGES)
    playground.faults.inject(Fault(f"POST /channels/{direct}/messages", FaultKind.DROPPED))
    await publish(ines, "Dusk")
    await odile.event("message_create", is_word)
    fireside.clock.advance(4_000)  # its nonce is forgotten
    await playground.journal.next(f"GET /channels/{direct}/messages")
    assert len(await told(odile)) == 1
