"""The buttons of instalments and quotes of the day, which were sent unasked: late, twice, stale, forged."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.playground import Playground
from tests.quotes.saving_quotes import kept, sentences
from tests.subscriptions.delivered_instalments import PASSAGES, PASSAGES_HERE, brought, days_pass, text_of
from tests.support.fireside import Fireside, burning, let_manage_channels
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add_and_keep, ferry, numbers_in
from tests.support.marked_stories import sentinels
from tests.support.person import Person
from tests.support.quotable_stories import spoken
from tests.support.reading_panel import passage
from tests.support.replies import Json, label, readable, walk

SHELF, QUOTES_HERE = "a quote a day from what I read, to me", "a quote a day, in this channel"
PERCENT = re.compile(r"\d+% · ")
SAVE, READ_ON = "Save as quote", "Read on from here"
NO_LONGER = "That button no longer leads anywhere."
BUTTON = 2


@asynccontextmanager
async def followed(path: Path) -> AsyncIterator[tuple[Playground, Person]]:
    """Mira and the book club, who have had the first page of *heath* and the first quote of a day, each."""
    async with Playground(controls=True) as playground, Person(playground, "Mira", "book-club") as mira:
        let_manage_channels(mira)
        async with burning(path, playground) as fireside:
            await fireside.add(spoken("heath"))
            for deliver in (PASSAGES, PASSAGES_HERE):
                await mira.slash("subscribe", story="heath", deliver=deliver)
            for deliver in (SHELF, QUOTES_HERE):
                await mira.slash("subscribe", deliver=deliver)
            await mira.slash("read", story="heath")
            await days_pass(fireside)
        await playground.bot_offline()
        async with burning(path, playground):
            yield playground, mira


async def sent_to(mira: Person) -> list[Json]:
    """What was sent to the channel that she is in, and to herself."""
    here = await brought(mira)
    await mira.go_direct()
    directly = await brought(mira)
    mira.go("book-club")
    return [*here, *directly]


def buttons_of(message: Json) -> list[Json]:
    return [found for found in walk(message["components"]) if found["type"] == BUTTON]


def is_quote(message: Json) -> bool:
    return "Quote of the day" in readable(message)


async def test_after_a_restart_every_button_answers_beside_it_as_often_as_it_is_pressed(
    tmp_path: Path,
) -> None:
    async with followed(tmp_path / "fireside.sqlite3") as (_, mira):
        before = await sent_to(mira)
        assert sorted(len(buttons_of(message)) for message in before) == [3, 4, 4, 5]
        for message in before:
            for button in buttons_of(message):
                first, again = [await mira.forge(button["custom_id"], message) for _ in range(2)]
                assert first.message is not None
                beside = first.message["id"] != message["id"]
                assert beside != (label(button) in ("Read ✓", "Next instalment now"))
                # A passage that is opened once more where one is counts as read.
                assert PERCENT.sub("", first.text) == PERCENT.sub("", again.text)
                assert "went wrong" not in first.text
                assert NO_LONGER not in first.text
                assert "has ended" not in first.text
        after = await sent_to(mira)
        assert [each["id"] for each in after[: len(before)]] == [each["id"] for each in before]
        assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_in_a_channel_each_answer_is_for_who_pressed_alone(tmp_path: Path) -> None:
    async with (
        followed(tmp_path / "fireside.sqlite3") as (playground, mira),
        Person(playground, "Theo", "book-club") as theo,
    ):
        for message in await brought(theo):
            answers = [await theo.press(label(button), message) for button in buttons_of(message)]
            assert all(answer.ephemeral for answer in answers)
            assert "nly people who manage this channel" in answers[-1].text
        assert len((await mira.slash("subscriptions")).text.split("**")) > 4


async def test_the_lines_of_an_instalment_can_be_saved(tmp_path: Path) -> None:
    async with followed(tmp_path / "fireside.sqlite3") as (_, mira):
        for message in await sent_to(mira):
            if is_quote(message):
                continue
            mira.channel_id = message["channel_id"]
            shown = " ".join(text_of(message).split())
            for menu in (await mira.press("❝ Quote", message), await mira.menu(SAVE, message)):
                offered = [each.removesuffix("…")[:40] for each in sentences(menu)]
                assert all(each in shown for each in offered)
            assert "Saved" in (await mira.choose(sentences(menu)[0])).text
        assert "zqheathx1y1z" in (await kept(mira)).text


async def test_the_menu_of_a_message_reads_on_from_it(tmp_path: Path) -> None:
    async with followed(tmp_path / "fireside.sqlite3") as (_, mira):
        for message in await sent_to(mira):
            mira.channel_id = message["channel_id"]
            panel = await mira.menu(READ_ON, message)
            assert sentinels(readable(message)) <= sentinels(passage(panel))


# Stale


@pytest.fixture
async def instalments(empty_fireside: Fireside, ines: Person) -> tuple[Person, list[Json]]:
    """Theo and the three pages that he has had by direct message, which he is in."""
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(empty_fireside, 3)
    await theo.go_direct()
    return theo, await brought(theo)


async def test_an_old_instalment_leads_to_what_followed_it(instalments: tuple[Person, list[Json]]) -> None:
    theo, sent = instalments
    for message, following in ((sent[2], [15, 16, 17, 18]), (sent[0], [5, 6, 7, 8])):
        assert numbers_in(passage(await theo.press("Read on ▶", message))) == following


async def test_after_an_edit_it_leads_to_the_same_words(
    ines: Person, instalments: tuple[Person, list[Json]]
) -> None:
    theo, sent = instalments
    await add_and_keep(ines, ferry(("Night", 71), DAWN, NOON, status="in progress"))
    panel = await theo.press("Read on ▶", sent[0])
    assert numbers_in(passage(panel)) == [5, 6, 7, 8]
    assert sentences(await theo.press("❝ Quote", sent[0]))[0].startswith("p1w0")


async def test_where_its_chapter_was_taken_out_it_leads_to_what_is_left(
    ines: Person, instalments: tuple[Person, list[Json]]
) -> None:
    theo, sent = instalments
    await add_and_keep(ines, ferry(NOON, DUSK, status="in progress"))
    assert numbers_in(passage(await theo.press("Read on ▶", sent[0])))[0] == 11


# Forged


async def test_nobody_stops_what_is_another_s(
    empty_fireside: Fireside, instalments: tuple[Person, list[Json]]
) -> None:
    theo, sent = instalments
    mira = await empty_fireside.person("Mira")
    panel = await mira.slash("read", story=TITLE)
    stop = buttons_of(sent[0])[-1]["custom_id"]
    assert (await mira.forge(stop, panel)).text.startswith(NO_LONGER)
    await days_pass(empty_fireside)
    assert len(await brought(theo)) == 4


@pytest.mark.parametrize(
    "custom_id", ["stopthese:999:1", "stopthese:0:0", "stopthese:1", "stopthese:x:y", "sentences:1:1:0:9:3:0"]
)
async def test_what_never_was_a_button_leads_nowhere(
    instalments: tuple[Person, list[Json]], custom_id: str
) -> None:
    theo, sent = instalments
    answer = await theo.forge(custom_id, sent[0])
    assert answer.outcome == "message"
    assert "went wrong" not in answer.text
    assert TITLE in (await theo.slash("subscriptions")).text
