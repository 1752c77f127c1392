"""What hosts do with a plan: its paces, and how it is changed, paused, moved and ended; and who may."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add, ferry, take_down
from tests.support.person import Person
from tests.support.replies import Reply, readable
from tests.together.clubs import SIX, begin, go_to, is_post, join, plan, reminders, settled

LINE = re.compile(r"\*\*(\d+)\.\*\* <t:(\d+):f> · (.+?) ·")


def lines(shown: Reply, today: datetime) -> list[str]:
    """The parts that a screen lists: in how many days and at what time, and how far."""
    found = []
    for _, moment, end in LINE.findall(shown.text):
        opens = datetime.fromtimestamp(int(moment), UTC)
        found.append(f"{(opens.date() - today.date()).days} {opens:%H:%M} {end.removeprefix('to the ')}")
    return found


def now(fireside: Fireside) -> datetime:
    return datetime.fromtimestamp(fireside.clock.now(), UTC)


async def test_every_pace_of_the_form(fireside: Fireside, ines: Person) -> None:
    today = now(fireside)
    twice = await plan(ines, pace=["twice"], first_day="tomorrow 18:00", chapters="2")
    assert lines(twice, today) == ["1 18:00 end of chapter 2", "4 18:00 end of chapter 4", "8 18:00 end"]
    assert "2 chapters twice a week" in twice.text
    days = [today + timedelta(days=each) for each in (2, 5)]
    named = "\n".join(f"{day:%Y-%m-%d}: chapter {upto}" for day, upto in zip(days, (1, 6), strict=True))
    dates = await plan(ines, pace=["dates"], days=named)
    assert lines(dates, today) == ["2 09:00 end of chapter 1", "5 09:00 end"]
    evenly = await plan(ines, pace=["evenly"], days=f"{today + timedelta(days=4):%Y-%m-%d}")
    assert lines(evenly, today) == [
        "1 09:00 to 50% of chapter 2",
        "2 09:00 end of chapter 3",
        "3 09:00 to 50% of chapter 5",
        "4 09:00 end",
    ]
    changed = await ines.press("Change…")
    assert changed.modal is not None and "Europe" not in str(changed.modal)
    weekly = await ines.fill(changed, pace=["weekly"])
    assert lines(weekly, today)[:2] == ["1 09:00 end of chapter 1", "8 09:00 end of chapter 2"]


async def test_days_in_the_words_of_the_hosts_language(fireside: Fireside, ines: Person) -> None:
    await ines.speak("de")
    form = await ines.slash("together start", story=TITLE)
    assert "morgen" in str(form.modal)
    shown = await ines.fill(form, pace=["dates"], days="übermorgen: Kapitel 2\nin einer Woche: Kapitel 6")
    assert "Eine Leserunde in 2 Teilen" in shown.text
    opens = [datetime.fromtimestamp(int(each), UTC) for _, each, _ in LINE.findall(shown.text)]
    assert [(each.date() - now(fireside).date()).days for each in opens] == [2, 7]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"first_day": "yesterday"}, "which day “yesterday” is"),
        ({"first_day": "in 3 years"}, "which day"),
        ({"pace": ["dates"], "days": ""}, "couldn’t follow those dates"),
        ({"pace": ["dates"], "days": "in 3 days\ntomorrow"}, "couldn’t follow those dates"),
        ({"pace": ["dates"], "days": "tomorrow: 2\nin 3 days"}, "couldn’t follow those dates"),
        ({"pace": ["dates"], "days": "tomorrow: 3\nin 3 days: 2"}, "couldn’t follow those dates"),
        ({"pace": ["evenly"], "days": "tomorrow", "first_day": "in 3 days"}, "couldn’t follow those dates"),
        ({"chapters": "two"}, "as a whole number"),
        ({"chapters": "0"}, "as a whole number"),
    ],
)
async def test_what_is_no_plan_is_refused_in_a_sentence(
    ines: Person, entries: dict[str, Any], said: str
) -> None:
    assert said in (await plan(ines, **entries)).text


async def test_a_read_along_is_paused_moved_changed_and_ended(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    today = now(fireside)
    panel = await join(mira, await begin(ines))
    assert "Host…" not in panel.labels
    await go_to(fireside, 1)
    await ines.press("Host…")
    moved = await ines.fill(await ines.press("Move…"), days="2")
    assert lines(moved, today)[0] == "4 09:00 end of chapter 2"
    posts = moved.button("Post it again")["custom_id"]
    for _ in range(2):
        assert "It’s posted in" in (await ines.forge(posts, moved)).text
    found = [each for each in await ines.history() if is_post(each)]
    assert len(found) == 2 and "Part 2 opens" in readable(found[1])
    assert "Paused" in (await ines.press("Pause")).text
    await go_to(fireside, 5)
    assert len(await reminders(mira)) == 1, "nothing begins meanwhile"
    resumed = await ines.press("Go on")
    assert lines(resumed, today)[0] == "9 09:00 end of chapter 2", "five days later than it was"
    await go_to(fireside, 3)
    form = await ines.press("Change the plan…")
    changed = await ines.fill(form, pace=["daily"], chapters="5", first_day="tomorrow 12:00")
    assert lines(changed, today) == ["10 12:00 end"], "what has opened stays"
    await go_to(fireside, 1, 13)
    assert "Part 3 of 3" in str((await reminders(mira))[-1]["content"])
    assert "No more parts open" in (await ines.press("End it…")).text
    assert "has ended" in (await ines.press("End it")).text
    end = await mira.press("What’s due", await mira.press("Dates", panel))
    assert "The end of a read-along" in end.text


async def test_a_plan_called_off_leaves_nothing(ines: Person) -> None:
    begins = (await plan(ines)).button("Begin")["custom_id"]
    assert "Nobody has seen any of it" in (await ines.press("Cancel")).text
    assert "isn’t here any more" in (await ines.forge(begins)).text


async def test_begin_pressed_twice_posts_once(ines: Person) -> None:
    shown = await plan(ines)
    begins, cancels = (shown.button(says)["custom_id"] for says in ("Begin", "Cancel"))
    answers = await asyncio.gather(*(ines.forge(begins, shown) for _ in range(3)))
    assert all("on its way" in each.text for each in answers)
    assert len([each for each in await ines.history() if is_post(each)]) == 1
    assert "has begun already" in (await ines.forge(cancels)).text


async def test_a_post_that_discord_does_not_confirm_stands_once(fireside: Fireside, ines: Person) -> None:
    shown = await plan(ines)
    begins = shown.button("Begin")["custom_id"]
    path = f"POST /channels/{ines.channel_id}/messages"
    fireside.playground.faults.inject(Fault(path, FaultKind.DROPPED, times=2))
    assert "hasn’t told me whether your post went through" in (await ines.press("Begin")).text
    assert "on its way" in (await ines.forge(begins, shown)).text
    fireside.clock.advance(4_000)
    for _ in range(3):
        assert "on its way" in (await ines.forge(begins, shown)).text
    assert len([each for each in await ines.history() if is_post(each)]) == 1


async def test_who_may_start_one(fireside: Fireside, ines: Person, mira: Person, theo: Person) -> None:
    assert "Only moderators" in (await plan(mira)).text
    world = fireside.playground.world
    hearth = world.guild_named("The Hearth")
    fireside.playground.stage.give_role(mira.user, world.add_role(hearth, "Mods", Permission.MANAGE_MESSAGES))
    assert "Begin" in (await plan(mira)).labels
    shown = await ines.slash("stories settings", hosts=hearth.id)
    assert "**Read-alongs:** everybody may start them" in shown.text
    planned = await plan(theo)
    assert "Begin" in planned.labels
    assert "only moderators and librarians start them" in (await ines.press("Moderators only", shown)).text
    assert "Only moderators" in (await plan(theo)).text
    assert "on its way" in (await theo.press("Begin", planned)).text, "what is theirs stays theirs"
    await theo.go_direct()
    assert "needs a text channel" in (await plan(theo)).text


async def test_in_another_channel_and_by_its_rating(fireside: Fireside, ines: Person, mira: Person) -> None:
    await add(ines, "rough.txt", ferry(*SIX[:2], title="Rough Water", rating="Mature"))
    await ines.press("Keep it")
    assert "rated Mature" in (await plan(ines, "Rough Water")).text
    ines.go("after-dark")
    assert "rated Mature" in (await plan(ines, "Rough Water", "book-club")).text
    since = len(mira.events)
    await begin(ines, TITLE, "book-club")
    post = await mira.event("message_create", since=since)
    assert post["channel_id"] == fireside.playground.world.channel_named("book-club").id


async def test_with_its_story_taken_down_it_ends(fireside: Fireside, ines: Person, mira: Person) -> None:
    panel = await join(mira, await begin(ines))
    await take_down(ines)
    await settled(fireside)
    await go_to(fireside, 1)
    assert await reminders(mira) == []
    assert "can’t be read here" in (await mira.press("Dates", panel)).text
    assert "Nothing is being read" in (await mira.slash("together show")).text
