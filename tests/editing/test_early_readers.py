"""Chapters that a role may read before everybody: for whom they are not open, they do not exist."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest

from bot.database import Connection
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground.entities import Role
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
from bot.stories.details import Details
from bot.stories.ids import StoryId
from bot.stories.models import Place
from tests.support.delivered_notices import all_tried, notices
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.shown_here import shown_here
from tests.support.story_editor import chapter_editor, move, planned_chapters

TITLE = "The Weir"
HOUR, DAY = 3_600, 86_400
ROLE_SELECT = 6
SENTINELS = ("Zephyrine", "Quixotry", "Perpetua", "halcyonic")
HERON = "\n\n".join(
    [
        "The heron stood by the turnstile, halcyonic as ever, and nobody had the heart to tell it.",
        "“Quixotry is a bird of passage, and so am I, whatever the turnstile says,” said Perpetua.",
        *[f"The turnstile went round another {n} times before the evening was over." for n in range(30)],
    ]
)


class Gate(NamedTuple):
    """The library, the role that reads early, and those who are there."""

    fireside: Fireside
    story: StoryId
    role: Role
    keeper: Person
    mira: Person
    theo: Person

    def give(self, person: Person) -> None:
        """Gives somebody the role; what was known of theirs is an hour old by then."""
        self.fireside.playground.stage.give_role(person.user, self.role)
        self.fireside.clock.advance(HOUR + 1)

    def take(self, person: Person) -> None:
        """Takes the role from somebody."""
        self.fireside.playground.stage.take_role(person.user, self.role)
        self.fireside.clock.advance(HOUR + 1)

    async def publish(self, title: str = "Zephyrine", text: str = HERON, **options: str) -> Reply:
        """A chapter published, for the role unless told otherwise."""
        options = {"early": self.role.id, **options}
        form = await self.keeper.slash(
            "stories publish", story=TITLE, **{k: v for k, v in options.items() if v}
        )
        return await self.keeper.fill(form, title=title, text=text)


@pytest.fixture
async def gate(empty_fireside: Fireside) -> AsyncIterator[Gate]:
    """A story of two chapters that every server has, and a third one that supporters read early."""
    pages = ["\n\n".join(f"The {what} ran on, {n}. " * 12 for n in range(8)) for what in ("river", "mill")]
    said = "“There is always another bend,” said the ferryman, who had never looked."
    chapters = (ManuscriptChapter("Banks", f"{said}\n\n{pages[0]}"), ManuscriptChapter("Race", pages[1]))
    story = await empty_fireside.add(Manuscript(Details(title=TITLE, authors=("A. Miller",)), chapters))
    world = empty_fireside.playground.world
    role = world.guild_named("The Hearth").role_named("Supporters")
    people = [await empty_fireside.person(who) for who in ("Odile", "Mira", "Theo")]
    gate = Gate(empty_fireside, story, role, *people)
    empty_fireside.playground.stage.give_role(gate.mira.user, role)
    yield gate


async def read_to_the_end(person: Person) -> Reply:
    """The last panel that *Next* leads to."""
    panel = await person.slash("read", story=TITLE)
    while any("▶" in label for label in panel.labels):
        panel = await person.press("▶", panel)
    return panel


async def all_that_is_told(person: Person) -> list[Any]:
    """What somebody gets who tries everything."""
    told: list[Any] = [await read_to_the_end(person)]
    end = told[0]
    assert isinstance(end, Reply)
    told += [await person.press("☰", end), await person.press("⋯", await read_to_the_end(person))]
    told += [await person.slash("read", story=TITLE, chapter="3")]
    told += [await person.autocomplete("read", "chapter", typed, story=TITLE) for typed in ("", "3", "z")]
    told += [await person.autocomplete("read", "story", "")]
    told += [
        await person.slash(name) for name in ("library", "shelf", "stats", "recommend", "help", "quotes")
    ]
    told += [await person.slash("search", words="turnstile"), await person.slash("search", words="heart")]
    told += [await person.slash("story", story=TITLE), await person.slash("quote", about="turnstile")]
    told += [await person.slash("quote", story=TITLE) for _ in range(3)]
    told += [await person.autocomplete("quote", "character", "p", story=TITLE)]
    told += [await person.slash("subscribe", story=TITLE)]
    return [*told, *await exported(person)]


async def exported(person: Person) -> list[Any]:
    """What somebody's files say of their shelf and of their saved quotes."""
    files: list[Any] = []
    for command, button in (("shelf", "Export"), ("quotes", "Export")):
        shown = await person.slash(command)
        if any(button in label for label in shown.labels):
            sent = (await person.press(button, shown)).message or {}
            files += [[(await person.fetch(each["url"])).decode()] for each in sent.get("attachments", [])]
    return files


def words(told: list[Any]) -> str:
    """All of it, as it was sent."""
    return json.dumps(
        [each.message if isinstance(each, Reply) else each for each in told], ensure_ascii=False
    )


def leaks(told: list[Any]) -> list[str]:
    """What of the early chapter is in it."""
    return [each for each in SENTINELS if each.casefold() in words(told).casefold()]


async def test_who_has_the_role_reads_it_and_for_others_it_does_not_exist(gate: Gate) -> None:
    card = await gate.publish()
    assert f"is there for <@&{gate.role.id}>. It opens to everybody when you say so." in card.text
    end = await read_to_the_end(gate.mira)
    assert "the evening was over" in end.text
    assert "100 %" in end.text
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    assert leaks([await gate.mira.press("☰", end)]) == ["Zephyrine"]
    assert "turnstile" in (await gate.mira.slash("search", words="turnstile")).text
    assert leaks(await all_that_is_told(gate.mira)) == list(SENTINELS)
    assert leaks(await all_that_is_told(gate.theo)) == []
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    assert "100 %" in (await read_to_the_end(gate.theo)).text
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


async def test_it_opens_by_a_button_with_those_before_it(gate: Gate) -> None:
    await gate.publish()
    await gate.publish("Zephyrine again")
    gate.theo.go("annex")
    listed = await planned_chapters(gate.keeper, TITLE)
    assert "Zephyrine" in listed.text
    editor = await gate.keeper.choose("Zephyrine again", message=listed)
    card = await gate.keeper.press("Open to everybody", editor)
    assert card.text.startswith("**Chapter 3 — Zephyrine, Chapter 4 — Zephyrine again** of")
    await opened(gate, 4)
    assert "Zephyrine again" in str(await gate.theo.autocomplete("read", "chapter", "4", story=TITLE))


async def test_an_opening_is_taken_back_and_those_told_early_never_notice(gate: Gate) -> None:
    for person in (gate.mira, gate.theo):
        await person.slash("subscribe", story=TITLE)
    await gate.publish()
    await all_tried(gate.fireside)
    editor = await gate.keeper.choose("Zephyrine", message=await planned_chapters(gate.keeper, TITLE))
    card = await gate.keeper.press("Open to everybody", editor)
    await all_tried(gate.fireside)
    assert "Zephyrine" in "".join(await notices(gate.theo))
    of_mira = await notices(gate.mira)
    await gate.keeper.press("Undo", card)
    assert leaks([await gate.theo.slash("read", story=TITLE, chapter="3")]) == []
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    await corrected(gate, gate.theo)
    assert leaks([await notices(gate.theo)]) == []
    assert await notices(gate.mira) == of_mira


async def corrected(gate: Gate, person: Person) -> None:
    """Waits until nothing in somebody's notices is withdrawn any more but is said to be there."""

    def job(connection: Connection) -> bool:
        return connection.execute("SELECT 1 FROM corrections").fetchone() is not None

    async with asyncio.timeout(person.patience):
        while await gate.fireside.database.read(job):  # noqa: ASYNC110 - it does not say when it changes
            await asyncio.sleep(0.005)


async def test_a_newer_file_opens_nothing(gate: Gate) -> None:
    await gate.publish()
    pages = ManuscriptChapter("Banks", "One."), ManuscriptChapter("Race", "Two.")
    newer = (*pages, ManuscriptChapter("Zephyrine", HERON), ManuscriptChapter("Quixotry", "Four."))
    await gate.fireside.add(Manuscript(Details(title=TITLE, authors=("A. Miller",)), newer))
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    assert "4 chapters" in (await gate.mira.slash("story", story=TITLE)).text


async def test_other_roles_may_read_it_instead(gate: Gate) -> None:
    await gate.publish()
    editor = await gate.keeper.choose("Zephyrine", message=await planned_chapters(gate.keeper, TITLE))
    (menu,) = (found for found in walk(editor.components) if found["type"] == ROLE_SELECT)
    assert menu["default_values"] == [{"id": gate.role.id, "type": "role"}]
    librarians = gate.fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    chosen = await gate.keeper.forge(menu["custom_id"], editor, librarians.id)
    assert f"There for <@&{librarians.id}>" in chosen.text
    assert "2 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    gate.fireside.playground.stage.give_role(gate.theo.user, librarians)
    assert "3 chapters" in (await gate.theo.slash("story", story=TITLE)).text


async def test_a_planned_chapter_is_shown_early_and_opens_at_its_time(gate: Gate) -> None:
    card = await gate.publish(early="", at="in 3 days")
    editor = await gate.keeper.press("Change", card)
    (menu,) = (found for found in walk(editor.components) if found["type"] == ROLE_SELECT)
    early = await gate.keeper.forge(menu["custom_id"], editor, gate.role.id)
    assert f"is there for <@&{gate.role.id}>. It opens to everybody on <t:" in early.text
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    gate.fireside.clock.advance(3 * DAY + 60)
    await opened(gate, 3)


async def test_only_a_real_role_reads_early(gate: Gate) -> None:
    everybody = gate.fireside.playground.world.guild_named("The Hearth").id
    refused = await gate.keeper.slash("stories publish", story=TITLE, early=everybody)
    assert "Everybody has that role" in refused.text


async def opened(gate: Gate, chapters: int) -> None:
    """Waits until a story has so many chapters for everybody."""

    async def count() -> int:
        return len(await gate.theo.autocomplete("read", "chapter", "", story=TITLE))

    while await count() < chapters:
        pass


async def test_early_chapters_are_moved_among_themselves(gate: Gate) -> None:
    await gate.publish()
    await gate.publish("Zephyrine again")
    await chapter_editor(gate.keeper, "Zephyrine again", TITLE)
    refused = await gate.keeper.fill(await gate.keeper.press("Move"), number="1")
    assert refused.text == "The chapters are numbered from 3 to 4."
    await move(gate.keeper, "Zephyrine again", 3, TITLE)
    names = [each["name"] for each in await gate.mira.autocomplete("read", "chapter", "z", story=TITLE)]
    assert names == ["Chapter 3 — Zephyrine again", "Chapter 4 — Zephyrine"]


async def test_in_direct_messages_roles_are_known_for_an_hour_and_unknown_ones_are_none(gate: Gate) -> None:
    await gate.publish()
    await read_to_the_end(gate.mira)
    await gate.mira.go_direct()
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) != []
    gate.fireside.playground.stage.take_role(gate.mira.user, gate.role)
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) != []
    gate.fireside.playground.stage.give_role(gate.mira.user, gate.role)
    gate.fireside.clock.advance(HOUR + 1)
    gate.fireside.playground.faults.inject(Fault("GET /guilds/*/members/*", FaultKind.DROPPED, times=2))
    assert leaks([await gate.mira.slash("read", story=TITLE, chapter="3")]) == []


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
