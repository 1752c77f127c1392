"""No quote goes past the furthest place of the reader who asks, in whatever setting and place."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from bot.stories.details import Rating
from tests.support.fireside import Fireside
from tests.support.marked_stories import of_chapter, sentinel, sentinels, title_word
from tests.support.person import Person
from tests.support.quotable_stories import SPEAKERS, a_round, spoken
from tests.support.reading_panel import ended, passage
from tests.support.rounds import rounds
from tests.support.shown_here import shown_here

CHAPTERS, PARAGRAPHS = 5, 5
HERE = {
    "reading-room": {"heath", "marsh"},
    "after-dark": {"heath", "marsh", "night"},
    "annex": {"heath", "secret"},
    "direct": {"heath", "marsh"},
}
"""Which stories may be shown where; in direct messages, the server's own only if it was begun."""


@pytest.fixture
async def shelves(empty_fireside: Fireside) -> Fireside:
    """Stories of everybody's, of each server's own, and for grown-ups."""
    for story, guild, rating in (
        ("heath", None, None),
        ("marsh", empty_fireside.guild(), None),
        ("secret", empty_fireside.guild("The Annex"), None),
        ("night", None, Rating.EXPLICIT),
    ):
        tale = spoken(story, chapters=CHAPTERS, paragraphs=PARAGRAPHS, rating=rating)
        await empty_fireside.add(tale, guild)
    return empty_fireside


@dataclass
class Reader:
    """Somebody who reads here and there, and what they may be shown."""

    person: Person
    setting: str
    chance: random.Random
    seen: dict[str, set[str]] = field(default_factory=dict)

    async def read_on(self) -> None:
        """Open a story at its place, and turn some pages."""
        self.person.go("reading-room")
        story = self.chance.choice(["heath", "marsh"])
        reply = await self.person.slash("read", story=story)
        known = self.seen.setdefault(story, set())
        known |= sentinels(passage(reply))
        for _ in range(self.chance.randrange(4)):
            if not ended(reply):
                reply = await self.person.press("▶", reply)
                known |= sentinels(passage(reply))

    async def go_anywhere(self) -> str:
        """Turn to another channel; what kind it is."""
        where = self.chance.choice(list(HERE))
        await self.go(where)
        return where

    async def go(self, where: str) -> None:
        if where == "direct":
            await self.person.go_direct()
        else:
            self.person.go(where)

    def permitted(self, where: str) -> set[str]:
        """The sentinels that may be shown to them in such a channel."""
        shown: set[str] = set()
        for story in HERE[where]:
            if where == "direct" and story == "marsh" and story not in self.seen:
                continue
            if self.setting == "Show everything":
                shown |= {each for n in range(1, CHAPTERS + 1) for each in _chapter(story, n)}
            else:
                shown |= self.seen.get(story, _chapter(story, 1))
        return shown

    async def ask_for_everything(self) -> None:
        """Whatever can be asked of quotes."""
        person, chance = self.person, self.chance
        await person.slash("quote")
        await person.press("Another")
        await person.press("As picture")
        await shown_here(person, "quote")
        await person.press("Another")
        for story in ("heath", "marsh", "secret", "night"):
            chapter = chance.randrange(1, CHAPTERS + 1)
            await person.slash("quote", story=story, where=chance.choice(["only me", "here"]))
            await person.slash("quote", about=sentinel(story, chapter, chance.randrange(1, PARAGRAPHS + 1)))
            await person.slash("quote", story=story, character=chance.choice(SPEAKERS))
            await person.autocomplete("quote", "character", "", story=story)
        await shown_here(person, "quote", about="keep")
        await person.autocomplete("quote", "character", chance.choice("OBCDE"))
        await person.autocomplete("quote", "story", "")


def _chapter(story: str, number: int) -> set[str]:
    return of_chapter(story, number, range(1, PARAGRAPHS + 1))


@pytest.mark.proofs
@pytest.mark.parametrize("setting", ["Show everything", "Hide what I haven’t read", "Hide titles, too"])
async def test_nothing_that_is_sent_goes_past_what_its_reader_may_be_shown(
    shelves: Fireside, setting: str
) -> None:
    chance = random.Random(setting)
    readers = [Reader(await shelves.person(name), setting, chance) for name in ("Theo", "Ines")]
    for reader in readers:
        await reader.person.slash("settings")
        await reader.person.press(setting)
    for _ in range(rounds(1, full=12)):
        for reader in readers:
            await reader.read_on()
            where = await reader.go_anywhere()
            shelves.playground.journal.requests.clear()
            await reader.ask_for_everything()
            sent = str([each.body for each in shelves.playground.journal.requests])
            permitted = reader.permitted(where)
            asked = {
                word for word in sentinels(sent) if f"about “{word}”" in sent
            }  # their own words, told back
            assert sentinels(sent) - asked <= permitted
            assert sentinels(sent) & permitted
            _require_names(sent, permitted)


def _require_names(sent: str, permitted: set[str]) -> None:
    """No chapter's title and no speaker's name is sent before the chapter."""
    for story in ("heath", "marsh", "secret", "night"):
        for number in range(1, CHAPTERS + 1):
            if not permitted & _chapter(story, number):
                assert title_word(story, number) not in sent
    for number, speaker in enumerate(SPEAKERS[:CHAPTERS], 1):
        if not any(permitted & _chapter(story, number) for story in ("heath", "marsh", "secret", "night")):
            assert f"— {speaker}" not in sent
            assert f"'{speaker}'" not in sent


@pytest.mark.parametrize("where", list(HERE))
async def test_all_that_they_may_be_shown_comes(shelves: Fireside, where: str) -> None:
    reader = Reader(await shelves.person("Theo"), "text", random.Random(where))
    for _ in range(4):
        await reader.read_on()
    await reader.go(where)
    drawn = await a_round(reader.person, await reader.person.slash("quote"))
    assert set(drawn) == reader.permitted(where)


async def test_a_jump_ahead_brings_no_quotes_of_what_was_passed_over(shelves: Fireside) -> None:
    mira = await shelves.person("Mira")
    seen = sentinels(passage(await mira.slash("read", story="heath")))
    await mira.slash("read", story="heath", chapter="4")
    assert set(await a_round(mira, await mira.slash("quote", story="heath"))) == seen
