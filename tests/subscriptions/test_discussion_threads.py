"""A thread for each new chapter that a channel is told of, to discuss it in."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.bot_process import BotProcess
from tests.support.delivered_notices import all_tried, is_notice, next_notice, publish
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import DAWN, NOON, TITLE, add_and_keep, ferry
from tests.support.person import Person
from tests.support.replies import Reply

HERE = "each new chapter, in this channel"
ON_A_MESSAGE, BESIDE = "POST /channels/*/messages/*/threads", "POST /channels/*/threads"
THREE_NEW = (("Dusk", 21), ("Moon", 31), ("Stars", 41))
NAMES = ["The Ferry — Chapter 3", "The Ferry — Chapter 4", "The Ferry — Chapter 5"]


@pytest.fixture
async def ines(ines: Person) -> Person:
    """A librarian who also manages the channel of the book club, and is there."""
    ines.go("book-club")
    let_manage_channels(ines)
    return ines


@pytest.fixture
async def subscribed(ines: Person) -> Reply:
    """The club has each chapter told, with a thread."""
    return await ines.slash("subscribe", story=TITLE, deliver=HERE, threads=True)


async def bring_in_three(librarian: Person) -> None:
    await add_and_keep(librarian, ferry(DAWN, NOON, *THREE_NEW))


def threads(fireside: Fireside) -> list[str]:
    """The names of the threads of The Hearth, in the order in which they were opened."""
    return [each.name for each in fireside.playground.world.guild_named("The Hearth").threads.values()]


async def told(person: Person) -> list[str]:
    """The ids of the notices in the channel that a person is in."""
    return [message["id"] for message in await person.history() if is_notice(message)]


# One for each chapter


async def test_a_chapter_s_thread_is_on_the_message_that_tells_of_it(
    empty_fireside: Fireside, ines: Person, subscribed: Reply, club: Channel
) -> None:
    assert "Each chapter gets a thread." in subscribed.text
    await publish(ines, "Dusk")
    notice = await next_notice(ines)
    await all_tried(empty_fireside)
    (thread,) = empty_fireside.playground.world.guild_named("The Hearth").threads.values()
    assert notice.message
    assert (thread.id, thread.name) == (notice.message["id"], "The Ferry — Chapter 3")
    ines.go(thread.id)
    assert (await ines.say("Who saw that coming?"))["channel_id"] == thread.id


async def test_several_chapters_have_a_thread_each_named_by_its_number(
    empty_fireside: Fireside, ines: Person, subscribed: Reply
) -> None:
    await bring_in_three(ines)
    await next_notice(ines)
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == NAMES


@pytest.mark.parametrize("number", [1, 3])
async def test_a_channel_for_announcements_has_them_too(
    empty_fireside: Fireside, ines: Person, club: Channel, number: int
) -> None:
    empty_fireside.playground.stage.make_announcements(club)
    await ines.slash("subscribe", story=TITLE, deliver=HERE, threads=True)
    await add_and_keep(ines, ferry(DAWN, NOON, *THREE_NEW[:number]))
    await next_notice(ines)
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == NAMES[:number]


async def test_no_thread_is_opened_that_was_not_asked_for(empty_fireside: Fireside, ines: Person) -> None:
    await ines.slash("subscribe", story=TITLE, deliver=HERE)
    await publish(ines, "Dusk")
    await next_notice(ines)
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == []


async def test_a_title_as_long_as_can_be_leaves_the_number_in_sight(
    empty_fireside: Fireside, ines: Person
) -> None:
    title = "The Long Way Round " * 10
    await add_and_keep(ines, ferry(title=title), "long.txt")
    await ines.slash("subscribe", story=title.strip(), deliver=HERE, threads=True)
    await publish(ines, "Dusk", story=title.strip())
    await next_notice(ines)
    await all_tried(empty_fireside)
    (name,) = threads(empty_fireside)
    assert len(name) <= 100
    assert name.startswith("The Long Way Round")
    assert name.endswith("… — Chapter 3")


# None twice


@pytest.mark.parametrize(
    "kind", [FaultKind.RATE_LIMITED, FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED]
)
@pytest.mark.parametrize("number", [1, 3])
async def test_none_is_opened_twice_whatever_discord_answers(
    empty_fireside: Fireside, ines: Person, subscribed: Reply, kind: FaultKind, number: int
) -> None:
    empty_fireside.playground.faults.inject(Fault(ON_A_MESSAGE if number == 1 else BESIDE, kind))
    await add_and_keep(ines, ferry(DAWN, NOON, *THREE_NEW[:number]))
    await next_notice(ines)
    await all_tried(empty_fireside)
    empty_fireside.clock.advance(60)
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == NAMES[:number]
    assert len(await told(ines)) == 1


async def test_a_bot_that_is_killed_between_two_of_them_opens_the_rest(tmp_path: Path) -> None:
    moved = 0
    async with (
        Playground(controls=True, clock=lambda: time.time() + moved) as playground,
        BotProcess(playground, tmp_path / "fireside.sqlite3") as bot,
        Person(playground, "Ines", "book-club") as ines,
    ):
        hearth = playground.world.guild_named("The Hearth")
        let_manage_channels(ines)
        await add_and_keep(ines, ferry())
        await ines.slash("subscribe", story=TITLE, deliver=HERE, threads=True)
        playground.faults.inject(Fault(BESIDE, FaultKind.DROPPED))
        await bring_in_three(ines)
        await playground.journal.next(BESIDE)
        await bot.kill()
        assert [each.name for each in hearth.threads.values()] == NAMES[:1]
        moved = 4_000
        await bot.start(moved)
        async with asyncio.timeout(ines.patience):
            while len(hearth.threads) < len(NAMES):
                await playground.journal.next(BESIDE)
        assert [each.name for each in hearth.threads.values()] == NAMES
        assert len(await told(ines)) == 1


# Where the bot may not


async def test_they_cannot_be_had_where_the_bot_may_not_open_any(
    empty_fireside: Fireside, ines: Person, club: Channel
) -> None:
    playground = empty_fireside.playground
    playground.stage.set_permissions(club, playground.world.bot, deny=Permission.CREATE_PUBLIC_THREADS)
    refused = await ines.slash("subscribe", story=TITLE, deliver=HERE, threads=True)
    assert refused.text.startswith("I may not open threads in this channel.")
    assert "You don’t follow anything yet" in (await ines.slash("subscriptions")).text


async def test_a_permission_that_was_taken_away_withholds_no_notice(
    empty_fireside: Fireside, ines: Person, subscribed: Reply, club: Channel
) -> None:
    playground = empty_fireside.playground
    playground.stage.set_permissions(club, playground.world.bot, deny=Permission.CREATE_PUBLIC_THREADS)
    await publish(ines, "Dusk")
    await next_notice(ines, "Dusk")
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == []
    playground.stage.set_permissions(club, playground.world.bot, allow=Permission.CREATE_PUBLIC_THREADS)
    await publish(ines, "Stars")
    await next_notice(ines, "Stars")
    await all_tried(empty_fireside)
    assert threads(empty_fireside) == ["The Ferry — Chapter 4"]
    assert len(await told(ines)) == 2


async def test_there_are_none_in_threads_nor_in_direct_messages_nor_for_serials(
    empty_fireside: Fireside, ines: Person, club: Channel
) -> None:
    serial = await ines.slash(
        "subscribe", story=TITLE, deliver="a passage a day, in this channel", threads=True
    )
    assert serial.text == "I only open threads about new chapters. Please leave *threads* out."
    to_me = await ines.slash("subscribe", story=TITLE, threads=True)
    assert to_me.text.startswith("I can only ping a role or open threads in a channel.")
    said = await ines.say("Let us talk")
    playground = empty_fireside.playground
    thread = playground.stage.start_thread(club, ines.user, "Talk", playground.messages.get(said["id"]))
    ines.go(thread.id)
    within = await ines.slash("subscribe", story=TITLE, deliver=HERE, threads=True)
    assert within.text.startswith("A thread can’t have threads of its own.")
    assert "You don’t follow anything yet" in (await ines.slash("subscriptions")).text
