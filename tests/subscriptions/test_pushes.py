"""What a locked phone shows of what is sent unasked; and that what it announces comes, once, whatever breaks
off between."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from tests.subscriptions.delivered_instalments import DAY, PASSAGES, brought_directly, days_pass, text_of
from tests.support.bot_process import BotProcess
from tests.support.delivered_notices import all_tried, is_notice, next_notice, publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, ferry, numbers_in
from tests.support.person import Person
from tests.support.replies import Json

RICH = 1 << 15
EDITS = "PATCH /channels/*/messages/*"
FIRST = [1, 2, 3, 4]
A_PIECE = "📖 **The Ferry** · Day 1 is here"


async def rung(person: Person) -> list[Json]:
    """The messages that were sent unasked, each as it rang."""
    sent = [each["data"] for each in person.events if each["type"] == "message_create"]
    return [message for message in sent if is_notice(message)]


async def test_each_kind_says_what_it_is(fireside: Fireside, mira: Person, ines: Person) -> None:
    theo = await fireside.person("Theo")
    await mira.slash("subscribe", story=TITLE)
    await theo.slash("subscribe", story=TITLE, deliver="new chapters, in my daily digest")
    await publish(ines, "Dusk")
    await days_pass(fireside)
    await mira.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(fireside)
    assert [message["content"] for message in await rung(mira)] == [
        "📖 **Chapter 3 — Dusk** of **The Ferry** is out.",
        A_PIECE,
    ]
    (digest,) = await rung(theo)
    assert digest["content"].startswith("📖 Your daily digest: news of 1 story\n")
    assert not any(message["flags"] & RICH for message in (*await rung(mira), digest))


async def test_no_title_is_on_the_screen_of_who_wants_titles_kept(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Hide titles, too", await mira.slash("settings"))
    await mira.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(fireside, 4)
    contents = [message["content"] for message in await rung(mira)]
    assert len(contents) == 4
    assert not any("Dawn" in each or "Noon" in each for each in contents)


async def test_an_announcement_that_may_tell_too_much_is_not_on_the_screen(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("subscribe", story=TITLE)
    form = await ines.slash("stories publish", story=TITLE, announcement="She comes home at last.")
    await ines.fill(form, title="Dusk", text="The lamps were lit.")
    notice = await next_notice(mira)
    assert notice.message
    assert notice.message["content"] == "📖 **Chapter 3 — Dusk** of **The Ferry** is out."
    assert notice.message["embeds"][0]["description"] == "> ||She comes home at last.||"


@pytest.mark.parametrize("kind", [FaultKind.REFUSED, FaultKind.DROPPED, FaultKind.ERROR_AFTERWARDS])
async def test_a_text_that_did_not_follow_its_message_follows_later(
    fireside: Fireside, mira: Person, ines: Person, kind: FaultKind
) -> None:
    await mira.slash("subscribe", story=TITLE, deliver=PASSAGES)
    fireside.playground.faults.inject(Fault(EDITS, kind, status=503))  # discord.py does not try that again
    await days_pass(fireside)
    fireside.clock.advance(120)
    await all_tried(fireside)
    (came,) = await brought_directly(mira)
    assert came["flags"] & RICH
    assert numbers_in(text_of(came)) == FIRST
    assert [message["content"] for message in await rung(mira)] == [A_PIECE]


async def test_a_message_whose_text_discord_refuses_leads_to_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("subscribe", story=TITLE, deliver=PASSAGES)
    fireside.playground.faults.inject(Fault(EDITS, FaultKind.FORBIDDEN))
    await days_pass(fireside)
    (came,) = await brought_directly(mira)
    assert came["content"] == A_PIECE
    assert numbers_in((await mira.press("Read", came)).text) == FIRST
    await days_pass(fireside)
    assert len(await brought_directly(mira)) == 2


async def test_a_bot_that_is_killed_between_a_message_and_its_text_sends_the_text(tmp_path: Path) -> None:
    moved = 0
    async with (
        Playground(controls=True, clock=lambda: time.time() + moved) as playground,
        BotProcess(playground, tmp_path / "fireside.sqlite3") as bot,
        Person(playground, "Ines") as ines,
        Person(playground, "Mira") as mira,
    ):
        await add_and_keep(ines, ferry(), "ferry.txt")
        await mira.slash("subscribe", story=TITLE, deliver=PASSAGES)
        await bot.kill()
        moved += DAY
        playground.faults.inject(Fault(EDITS, FaultKind.RATE_LIMITED, retry_after=600))
        await bot.start(moved)
        await playground.journal.next(EDITS)
        await bot.kill()
        (came,) = await brought_directly(mira)
        assert came["content"] == "📖 **The Ferry** · Day 1 of about 16 is here"
        moved += 4_000  # its nonce is forgotten
        since = len(mira.events)
        await bot.start(moved)
        await mira.event("message_update", is_notice, since=since)
        (came,) = await brought_directly(mira)
        assert came["flags"] & RICH
        assert numbers_in(text_of(came)) == [1]
