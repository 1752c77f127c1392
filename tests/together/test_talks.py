"""What hosts bring to the threads of parts: questions, polls and meetings."""

from __future__ import annotations

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Json, readable
from tests.together.clubs import begin, join, settled
from tests.together.talks import done, everything_sent, next_part, said_in, talk_form, told, write

HOUR, DAY = 3_600, 86_400


def events(fireside: Fireside) -> list[Json]:
    """The events of The Hearth."""
    return list(fireside.playground.world.guild_named("The Hearth").events.values())


async def test_questions_and_a_poll_wait_for_the_thread_and_what_comes_later_follows(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    noted = await write(
        ines, post, 1, questions="Who rowed?\nAnd why?", poll="What next?", answers="The sea\n\nThe hills"
    )
    assert "Who rowed?" in noted.text and "The hills" in noted.text and noted.ephemeral
    thread = await next_part(fireside)
    first, poll = said_in(fireside, thread)
    assert "Who rowed?\nAnd why?" in readable(first)
    assert poll["poll"]["question"]["text"] == "What next?"
    assert [each["poll_media"]["text"] for each in poll["poll"]["answers"]] == ["The sea", "The hills"]
    form = await talk_form(ines, post, 1)
    assert "stays as it is" in str(form.modal)
    kept = await ines.fill(form, questions="Something else", poll="And then?", answers="A\nB")
    assert "Something else" not in kept.text and "And then?" not in kept.text
    second = await next_part(fireside)
    assert len(said_in(fireside, second)) == 1
    await write(ines, post, 2, questions="Who stayed behind?", poll="Again?", answers="Yes\nNo")
    await done(fireside)
    [_, *later] = said_in(fireside, second)
    assert sorted("poll" in each for each in later) == [False, True]
    assert "Who stayed behind?" in readable(next(each for each in later if "poll" not in each))
    assert len(said_in(fireside, thread)) == 2


@pytest.mark.parametrize(
    "entries",
    [
        {"poll": "What next?"},
        {"poll": "What next?", "answers": "One"},
        {"answers": "One\nTwo"},
        {"poll": "What next?", "answers": "\n".join(map(str, range(11)))},
        {"poll": "What next?", "answers": "x" * 56 + "\nTwo"},
        {"meeting": "whenever"},
        {"meeting": "yesterday 10:00"},
    ],
)
async def test_what_cannot_be_kept_is_said(fireside: Fireside, ines: Person, entries: Json) -> None:
    post = await begin(ines)
    answer = await write(ines, post, 1, **entries)
    expected = "I couldn’t tell when" if "meeting" in entries else "A poll needs a question"
    assert expected in answer.text and answer.ephemeral
    assert "I’ve noted that" not in answer.text


async def test_a_meeting_is_scheduled_changed_and_called_off(fireside: Fireside, ines: Person) -> None:
    post = await begin(ines)
    noted = await write(ines, post, 1, meeting="in 3 days", place="The old boathouse")
    assert "**You meet** <t:" in noted.text
    await done(fireside)
    [event] = events(fireside)
    assert event["name"] == "The Ferry — Part 1", "no title that could spoil"
    assert event["entity_metadata"] == {"location": "The old boathouse"}
    await write(ines, post, 1, place="")
    await done(fireside)
    [moved] = events(fireside)
    assert (moved["id"], moved["entity_metadata"]["location"]) == (event["id"], "#reading-room")
    await write(ines, post, 1, meeting="")
    await done(fireside)
    assert events(fireside) == []


async def test_what_the_bot_may_not_do_is_told_once_and_done_later(fireside: Fireside, ines: Person) -> None:
    post = await begin(ines)
    role = fireside.playground.world.guild_named("The Hearth").role_named("Fireside")
    role.permissions &= ~Permission.CREATE_EVENTS
    await write(ines, post, 1, meeting="in 3 days")
    await done(fireside)
    await settled(fireside)
    [only] = told(await everything_sent(ines))
    assert "*Create Events*" in only["content"]
    role.permissions |= Permission.CREATE_EVENTS
    fireside.clock.advance(3_700)
    await done(fireside)
    assert len(events(fireside)) == 1
    await settled(fireside)
    assert len(told(await everything_sent(ines))) == 1


@pytest.mark.usefixtures("ids_from_one")
async def test_only_hosts_write(fireside: Fireside, ines: Person, mira: Person) -> None:
    post = await begin(ines)
    await join(mira, post)
    answer = await mira.forge("togethertalk:1", post, chosen="1")
    assert "Only moderators can do that here" in answer.text


async def test_what_is_written_while_it_is_being_done_is_done_too(fireside: Fireside, ines: Person) -> None:
    post = await begin(ines)
    pattern = "POST /guilds/*/scheduled-events"
    fireside.playground.faults.inject(Fault(pattern, FaultKind.SLOW_UPLINK, rate=400))
    await write(ines, post, 1, meeting="in 3 days", place="The boathouse")
    await write(ines, post, 1, place="The pier")
    await done(fireside)
    [event] = events(fireside)
    assert event["entity_metadata"]["location"] == "The pier"
