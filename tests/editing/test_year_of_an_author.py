"""A year of an author's life: chapters at once, planned, early, from a feed; edits, and wrong ones undone."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from bot.database import Connection
from bot.stories.ids import StoryId
from bot.stories.queries import chapters
from tests.feeds.website import Site, item, open_site, rss
from tests.support.delivered_notices import all_tried, is_notice
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, correct
from tests.support.marked_stories import EVERYWHERE, all_found, sentinel, sentinels, title_word
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, readable
from tests.support.rounds import rounds
from tests.support.shown_here import shown_here
from tests.support.story_editor import move, remove, restore, upload

DAY = 86_400
A_WHILE = 900
"""Seconds by which the author's plans and the bot's may differ: a form takes time."""
BEFORE = item(1, "<p>Before the first.</p>", title="Before")
A_PAGE = 20
"""The chapters among which one is chosen to be edited: a menu shows no more at once."""
Word = str
"""The sentinel of a paragraph."""


@dataclass(eq=False)
class Written:
    """A chapter as its author has it: its title, and its paragraphs by their sentinels."""

    title: str
    words: list[Word]
    early: bool = False
    due: float = 0
    there: bool = True


@dataclass(eq=False)
class Reader:
    """Somebody who reads page by page, and the paragraphs that they may know."""

    person: Person
    supporter: bool = False
    known: set[Word] = field(default_factory=set)
    here: Word | None = None


def text_of(words: list[Word]) -> str:
    rain = "It went on raining, and the night went on with it. " * 2
    return "\n\n".join(
        f"“There was one {EVERYWHERE} left by {word},” said Nell. {rain}".strip() for word in words
    )


class Year:
    """The author, her readers, and what there is at any time."""

    def __init__(self, fireside: Fireside, site: Site, author: Person, chance: random.Random) -> None:
        self.fireside, self.site, self.author, self.chance = fireside, site, author, chance
        self.role = fireside.playground.world.guild_named("The Hearth").role_named("Supporters")
        self.written: dict[str, Written] = {}
        self.entries: list[str] = []
        self.readers: list[Reader] = []
        self.story = StoryId(0)
        self.made = 0

    # What there is

    def new_words(self, count: int) -> list[Word]:
        self.made += 1
        return [sentinel("year", self.made, each) for each in range(1, count + 1)]

    def new_chapter(self, *, early: bool = False, days: int = 0) -> Written:
        words = self.new_words(self.chance.randint(3, 6))
        due = self.fireside.clock.now() + days * DAY if days else 0
        chapter = Written(title_word("year", self.made), words, early, due, there=early or not days)
        self.written[chapter.title] = chapter
        return chapter

    def open(self) -> list[Written]:
        return [each for each in self.written.values() if each.there and not each.early]

    def words(self, chapters: list[Written]) -> set[Word]:
        return {word for each in chapters for word in each.words}

    def hidden_from(self, reader: Reader) -> set[Word]:
        """What is not out yet, for them."""
        waiting = [each for each in self.written.values() if each.due and not each.there]
        early = [each for each in self.written.values() if each.early and not reader.supporter]
        return self.words(waiting) | self.words(early)

    async def settle(self) -> None:
        """Waits until the library has what the author has: workers do not say when they are done."""

        def titles(connection: Connection) -> list[str]:
            return [each.title for each in chapters.of(connection, self.story, None)]

        while any(abs(each.due - self.fireside.clock.now()) < A_WHILE for each in self.written.values()):
            await self.pass_time(A_WHILE)
        now = self.fireside.clock.now()
        for each in self.written.values():
            if each.due and each.due <= now:
                each.there, each.early, each.due = True, False, 0
        wanted = Counter(each.title for each in self.written.values() if each.there)
        async with asyncio.timeout(self.author.patience):
            while Counter(found := await self.fireside.database.read(titles)) != wanted:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        order = [self.written[title] for title in found]
        assert [each.early for each in order] == sorted(each.early for each in order)
        self.written = {each.title: each for each in [*order, *self.written.values()]}

    async def pass_time(self, seconds: int) -> None:
        """Lets time pass once nothing is on its way: no message takes days to arrive."""
        await all_tried(self.fireside)
        self.fireside.clock.advance(seconds)

    # What the author does

    async def begin(self) -> None:
        parts = [
            f"## {each.title}\n\n{text_of(each.words)}" for each in (self.new_chapter() for _ in range(3))
        ]
        content = "\n\n".join([f"# {TITLE}", "by A. Boatman", *parts])
        self.story = await self.fireside.bring_in("ferry.md", content.encode(), self.author)
        await self.author.slash("stories feed", story=TITLE, address=self.site.serve("/feed", rss(BEFORE)))
        await self.settle()

    async def publish(self) -> None:
        kind = self.chance.choice(["now", "now", "undone", "planned", "early", "feed"])
        days = self.chance.randint(1, 5) if kind in ("planned", "early") else 0
        chapter = self.new_chapter(early=kind == "early", days=days)
        if kind == "feed":
            html = "".join(f"<p>{each}</p>" for each in text_of(chapter.words).split("\n\n"))
            self.entries.append(item(len(self.entries) + 2, html, title=chapter.title))
            self.site.serve("/feed", rss(BEFORE, *self.entries))
            await self.pass_time(120)  # nobody may have it looked at again within a minute
            await self.author.slash("stories feed", story=TITLE)
            await self.author.press("Check now")
            return
        options = {"at": f"in {days} days"} if days else {}
        options |= {"early": self.role.id} if chapter.early else {}
        form = await self.author.slash("stories publish", story=TITLE, **options)
        await self.author.fill(form, title=chapter.title, text=text_of(chapter.words))
        if kind == "undone":
            await self.author.press("Undo")
            chapter.there = False

    async def edit(self) -> None:
        kinds = (self.write, self.cut, self.shift, self.move, self.remove, self.wrong_text, self.wrong_file)
        await self.chance.choice((*kinds, self.correct))(self.chance.choice(self.open()[:A_PAGE]))

    async def write(self, chapter: Written) -> None:
        at = self.chance.randint(0, len(chapter.words))
        new = self.new_words(1)
        for reader in self.readers:  # what is written between what they have passed may count as passed
            if reader.known & set(chapter.words[max(0, at - 1) : at + 1]):
                reader.known |= set(new)
        await self.rewrite(chapter, [*chapter.words[:at], *new, *chapter.words[at:]])

    async def rewrite(self, chapter: Written, words: list[Word]) -> None:
        chapter.words = words
        await upload(self.author, chapter.title, text_of(words))

    async def cut(self, chapter: Written) -> None:
        if len(chapter.words) > 2:
            at = self.chance.randrange(len(chapter.words))
            await self.rewrite(chapter, chapter.words[:at] + chapter.words[at + 1 :])

    async def shift(self, chapter: Written) -> None:
        other = self.chance.choice(self.open()[:A_PAGE])
        if len(chapter.words) > 2 and other is not chapter:
            at = self.chance.randrange(len(chapter.words))
            word = chapter.words[at]
            await self.rewrite(other, [*other.words, word])
            await self.rewrite(chapter, chapter.words[:at] + chapter.words[at + 1 :])

    async def move(self, chapter: Written) -> None:
        await move(self.author, chapter.title, self.chance.randint(1, len(self.open())))

    async def remove(self, chapter: Written) -> None:
        if len(self.open()) > 3:
            await remove(self.author, chapter.title)
            chapter.there = False
            await self.look()
            if self.chance.random() < 0.6:
                await restore(self.author, "removed", chapter.title)
                chapter.there = True

    async def wrong_text(self, chapter: Written) -> None:
        await upload(self.author, chapter.title, "Another text.\n\nOf another story.")
        await self.look()
        await self.author.press("Undo")

    async def wrong_file(self, _: Written) -> None:
        wrong = f"# {TITLE}\n\nby A. Boatman\n\n## Ashes\n\nAnother book.\n\n## Dust\n\nAnd its end."
        await add_and_keep(self.author, wrong.encode(), "ferry.md")
        await self.look()
        await self.author.press("Undo")

    async def correct(self, _: Written) -> None:
        await self.author.slash("stories edit", story=TITLE)
        await correct(self.author, "Title", summary=f"It rained {self.made} times.")

    async def look(self) -> None:
        """Has a reader open the story, which is no move: whatever stands in for their place."""
        await self.chance.choice(self.readers).person.slash("read", story=TITLE)

    # What readers do

    def see(self, reader: Reader, panel: Reply) -> None:
        shown = sentinels(passage(panel))
        assert not shown & self.hidden_from(reader)
        reader.known |= shown
        there = [word for each in self.written.values() for word in each.words if word in shown]
        reader.here = there[0] if there else None

    async def read_on(self, reader: Reader) -> None:
        panel = await reader.person.slash("read", story=TITLE)
        if reader.here in self.words(self.open()):
            assert reader.here in sentinels(passage(panel)), "they stand where they stood"
        for _ in range(self.chance.randint(0, 4)):
            self.see(reader, panel)
            if not any("▶" in label for label in panel.labels):
                break
            panel = await reader.person.press("▶", panel)
        else:
            self.see(reader, panel)
        assert await all_found(reader.person) <= reader.known
        quoted = sentinels((await reader.person.slash("quote", story=TITLE)).components)
        assert quoted <= reader.known

    async def step(self) -> None:
        await (self.publish if self.chance.random() < 0.4 else self.edit)()
        await self.settle()
        await self.pass_time(self.chance.randint(1, 3) * DAY)
        await self.settle()
        await self.read_on(self.chance.choice(self.readers))


@pytest.mark.proofs
async def test_a_year_loses_no_place_spoils_nothing_and_tells_nothing_twice(
    empty_fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    fireside = empty_fireside
    async with open_site() as site:
        year = Year(fireside, site, ines, random.Random(40))
        await year.begin()
        fireside.playground.stage.give_role(mira.user, year.role)
        year.readers = [Reader(mira, supporter=True), Reader(theo), Reader(odile)]
        for reader in year.readers:
            await reader.person.slash("subscribe", story=TITLE)
            await year.read_on(reader)
        aloud = sentinels((await shown_here(theo, "read", story=TITLE)).components)
        for reader in year.readers:
            reader.known |= aloud
        for _ in range(rounds(12, full=160)):
            await year.step()
        await all_tried(fireside)
        for reader in year.readers:
            await year.read_on(reader)
            await check_what_was_sent(year, reader)
        assert sentinels(await theo.history())
        await ines.slash("stories edit", story=TITLE)
        await correct(ines, "Rating, warnings & status", rating=["explicit"])
        async with asyncio.timeout(theo.patience):
            while sentinels(await theo.history()):  # noqa: ASYNC110 - nobody is told when they are gone
                await asyncio.sleep(0.01)


async def check_what_was_sent(year: Year, reader: Reader) -> None:
    everything = sentinels(reader.person.events)
    assert everything <= reader.known, "no paragraph was ever sent that they had not come to"
    told = set[str]()
    for event in reader.person.events:
        if event["type"] == "message_create" and is_notice(event["data"]):
            titles = {title for title in (*year.written, "Ashes") if title in readable(event["data"])}
            assert titles - told, f"{sorted(told)} were told before: {readable(event['data'])}"
            told |= titles - {"Ashes"}  # the wrong file's, which is withdrawn each time
    assert told, "they were told of chapters"
