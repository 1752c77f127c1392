"""Notices in a thread that falls asleep, is locked, or shows the bot no past."""

from __future__ import annotations

import pytest

from bot.playground.entities import Channel, Thread
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.delivered_notices import all_tried, is_notice, next_notice, publish
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE
from tests.support.person import Person

HERE = "each new chapter, in this channel"
POSTS, HOUR = "POST /channels/*/messages", 3_600


@pytest.fixture
async def thread(empty_fireside: Fireside, club: Channel, ines: Person) -> Thread:
    """A thread of the book club's that has each chapter told in it; Ines is there."""
    started = empty_fireside.playground.stage.start_thread(club, ines.user, "New chapters")
    let_manage_channels(ines)
    ines.go(started.id)
    await ines.slash("subscribe", story=TITLE, deliver=HERE)
    return started


async def notices_in(thread: Thread, person: Person) -> int:
    person.go(thread.id)
    return sum(is_notice(message) for message in await person.history())


async def test_a_notice_wakes_the_thread_that_it_belongs_to(
    empty_fireside: Fireside, ines: Person, thread: Thread
) -> None:
    empty_fireside.playground.stage.archive_thread(thread)
    await publish(ines, "Dusk")
    await next_notice(ines, "Dusk")
    assert not thread.archived


async def test_a_locked_thread_is_left_alone_and_told_of_once_it_is_open(
    empty_fireside: Fireside, ines: Person, thread: Thread
) -> None:
    playground = empty_fireside.playground
    playground.stage.archive_thread(thread, locked=True)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices_in(thread, ines) == 0
    assert "because the thread is locked. Please unlock it" in (await ines.slash("subscriptions")).text
    playground.messages.archive(thread, archived=False)
    await publish(ines, "Stars")
    told = (await next_notice(ines)).text
    assert "Dusk" in told and "Stars" in told


async def test_a_notice_is_not_repeated_where_the_bot_cannot_see_whether_it_stands(
    empty_fireside: Fireside, ines: Person, thread: Thread
) -> None:
    playground = empty_fireside.playground
    playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    playground.stage.archive_thread(thread)
    bot = playground.world.bot
    playground.stage.set_permissions(thread.parent, bot, deny=Permission.READ_MESSAGE_HISTORY)
    empty_fireside.clock.advance(HOUR)
    await all_tried(empty_fireside)
    assert await notices_in(thread, ines) == 1
