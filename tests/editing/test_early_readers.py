"""Chapters that a role may read before everybody: for whom they are not open, they do not exist."""

from __future__ import annotations

from bot.playground.faults import Fault, FaultKind
from bot.presses import Press, value_of
from bot.quotes.presses import (
    AnotherQuote,
    DrawQuote,
    PassageOnPanel,
    SaveQuote,
    SaveSentences,
    ShowSentences,
)
from bot.reading.presses import (
    Back,
    GoTo,
    GoToChapter,
    Next,
    ReadAloud,
    ReadOnMyOwn,
    ShowChapters,
    ShowOptions,
    UndoJump,
)
from bot.remarks.presses import TellAuthor
from bot.shelf.models import ShelfSection
from bot.shelf.presses import MarkRead, TurnSection
from bot.stories.models import Place
from tests.support.delivered_notices import all_tried, notices
from tests.support.early_readers import (
    DAY,
    HOUR,
    SENTINELS,
    TITLE,
    Gate,
    all_that_is_told,
    leaks,
    opened,
    read_to_the_end,
    words,
)
from tests.support.fireside import let_manage_channels
from tests.support.shown_here import shown_here


async def test_who_has_the_role_reads_it_and_for_others_it_does_not_exist(gate: Gate) -> None:
    card = await gate.publish()
    assert "of **The Weir** by A. Miller now. Everybody else can once you open it." in card.text
    end = await read_to_the_end(gate.mira)
    assert "the evening was over" in end.text
    assert "100%" in end.text
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    assert leaks([await gate.mira.press("☰", end)]) == ["Zephyrine"]
    assert "turnstile" in (await gate.mira.slash("search", words="turnstile")).text
    assert leaks(await all_that_is_told(gate.mira)) == list(SENTINELS)
    assert leaks(await all_that_is_told(gate.theo)) == []
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    assert "100%" in (await read_to_the_end(gate.theo)).text
    gate.theo.go("annex")
    assert leaks(await all_that_is_told(gate.theo)) == []
    await gate.theo.go_direct()
    assert leaks(await all_that_is_told(gate.theo)) == []


async def test_a_role_that_is_taken_takes_the_chapter_and_keeps_the_place(gate: Gate) -> None:
    await gate.publish()
    end = await read_to_the_end(gate.mira)
    await gate.mira.press("Save", await gate.mira.slash("quote", about="turnstile"))
    assert leaks([await gate.mira.slash("quotes")])
    await gate.mira.go_direct()
    assert "the evening was over" in (await gate.mira.slash("read", story=TITLE)).text
    gate.take(gate.mira)
    direct = gate.mira.channel_id
    for where in (direct, "reading-room"):
        gate.mira.go(where)
        assert leaks(await all_that_is_told(gate.mira)) == []
        assert "The mill ran on" in (await gate.mira.slash("read", story=TITLE)).text
    assert "no longer leads anywhere" in (await gate.mira.press("◀ Back", end)).text
    gate.give(gate.mira)
    assert "the evening was over" in (await gate.mira.slash("read", story=TITLE)).text


async def test_in_direct_messages_roles_are_known_for_an_hour_and_unknown_ones_are_none(gate: Gate) -> None:
    await gate.publish()
    await read_to_the_end(gate.mira)
    await gate.mira.go_direct()
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) != []
    gate.fireside.playground.stage.take_role(gate.mira.user, gate.role)
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) != []
    gate.fireside.playground.stage.give_role(gate.mira.user, gate.role)
    gate.fireside.clock.advance(HOUR + 1)
    gate.fireside.playground.faults.inject(Fault("GET /guilds/*/members/*", FaultKind.DROPPED, times=9))
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) == []


async def test_nothing_of_it_is_shown_in_public(gate: Gate) -> None:
    await gate.publish()
    end = await read_to_the_end(gate.mira)
    menu = await gate.mira.press("⋯", end)
    assert not any("aloud" in label.casefold() for label in menu.labels)
    for _ in range(4):
        await gate.mira.slash("quote", story=TITLE, where="here")
    asked = await gate.mira.slash("quote", about="turnstile", where="here")
    aloud = await shown_here(gate.mira, "read", story=TITLE)
    assert "The mill ran on" in aloud.text
    assert leaks([asked, await gate.theo.history()]) == []


async def test_subscribers_are_told_by_their_roles_and_nobody_twice(gate: Gate) -> None:
    for person in (gate.mira, gate.theo):
        await person.slash("subscribe", story=TITLE)
    await gate.publish(at="in 3 days")
    await all_tried(gate.fireside)
    assert len(await notices(gate.mira)) == 1
    assert await notices(gate.theo) == []
    gate.fireside.clock.advance(3 * DAY + 60)
    await opened(gate, 3)
    await all_tried(gate.fireside)
    assert len(await notices(gate.mira)) == 1
    (told,) = await notices(gate.theo)
    assert "Zephyrine" in told
    told = (await gate.keeper.slash("stories history", story=TITLE)).text
    (line,) = (each for each in told.splitlines() if "opened Chapter 3 — Zephyrine to everybody" in each)
    assert f"<@{gate.keeper.user.id}>" in line


async def test_what_is_sent_by_itself_goes_by_the_roles_of_the_day(gate: Gate) -> None:
    let_manage_channels(gate.keeper)
    await gate.publish()
    await read_to_the_end(gate.keeper)
    for way in ("each new chapter, in this channel", "a chapter a day, in this channel"):
        await gate.keeper.slash("subscribe", story=TITLE, deliver=way)
    await gate.keeper.slash("subscribe", deliver="a quote a day, in this channel")
    for person in (gate.mira, gate.theo):
        await read_to_the_end(person)
        for way in ("a chapter a day, to me", "new chapters, in my daily digest"):
            await person.slash("subscribe", story=TITLE, deliver=way)
        await person.slash("subscribe", deliver="a quote a day from what I read, to me")
    for _ in range(3):
        gate.fireside.clock.advance(DAY)
        await all_tried(gate.fireside)
    await gate.publish("Zephyrine again")
    for _ in range(3):
        gate.fireside.clock.advance(DAY)
        await all_tried(gate.fireside)
    for there in (gate.theo.channel_id, (await gate.theo.call("POST", "dms"))["id"]):
        gate.theo.go(there)
        assert len(await gate.theo.history()) >= 3
        assert leaks([await gate.theo.history()]) == []
    await gate.mira.go_direct()
    assert "Zephyrine again" in words([await gate.mira.history()])


async def test_no_button_leads_there_for_others_be_it_forged(gate: Gate) -> None:
    await gate.publish()
    (*_, early) = await gate.fireside.app.library.whole(gate.story)
    place = Place(early.chapter.id, 1, 0)
    quote = (await gate.fireside.app.quotes.every(gate.story))[-1]
    assert quote.chapter.id == early.chapter.id
    passage = PassageOnPanel(place, 0, 90)
    presses: list[Press] = [
        *(kind(place) for kind in (GoTo, UndoJump, ReadOnMyOwn, ShowOptions)),
        *(kind(place, None) for kind in (Next, Back, ShowChapters)),
        *(ReadAloud(place, 7), ShowSentences(passage, 0), TellAuthor(place, 0)),
        *(SaveQuote(quote.id), DrawQuote(quote.id), AnotherQuote(gate.story, None, "turnstile")),
    ]
    chosen: list[tuple[Press, str]] = [
        (GoToChapter(), value_of(place)),
        (MarkRead(gate.story, TurnSection(ShelfSection.READING, 0)), value_of(early.chapter.id)),
        (SaveSentences(passage), "0:90"),
    ]
    for who, sees in ((gate.theo, False), (gate.mira, True)):
        panel = await who.slash("read", story=TITLE)
        told = [await who.forge(each.custom_id, panel) for each in presses]
        told += [await who.forge(each.custom_id, panel, value) for each, value in chosen]
        assert bool(leaks(told)) == sees
