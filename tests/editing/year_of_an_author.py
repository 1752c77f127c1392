"""An author's year: her chapters, her readers and what each may know, and all that she and they do."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from bot.database import Connection
from bot.feeds.queries import feeds
from bot.stories.ids import StoryId
from bot.stories.queries import chapters
from tests.feeds.website import Site, item, rss
from tests.remarks.telling_authors import menu_labels, remarks, send
from tests.support.delivered_notices import all_tried, is_notice
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, correct
from tests.support.marked_stories import EVERYWHERE, all_found, sentinel, sentinels, title_word
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, readable
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
    heard: int = 0
    """How many of their events have been looked at."""


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
        self.posts: dict[str, Written] = {}
        """The messages that everybody sees, with the chapter that each shows."""
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
        now, known = self.fireside.clock.now(), list(self.written.values())
        out = [at for at, each in enumerate(known) if each.due and each.due <= now]
        opened = max((at for at in out if known[at].early), default=-1)  # with the early ones before it
        for at, each in enumerate(known):
            if at in out or (each.early and at < opened):
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

    async def publish(self, kind: str) -> Written:
        days = self.chance.randint(1, 5) if kind in ("planned", "early") else 0
        chapter = self.new_chapter(early=kind == "early", days=days)
        options = {"at": f"in {days} days"} if days else {}
        options |= {"early": self.role.id} if chapter.early else {}
        form = await self.author.slash("stories publish", story=TITLE, **options)
        await self.author.fill(form, title=chapter.title, text=text_of(chapter.words))
        return chapter

    async def feed(self) -> None:
        chapter = self.new_chapter()
        html = "".join(f"<p>{each}</p>" for each in text_of(chapter.words).split("\n\n"))
        self.entries.append(item(len(self.entries) + 2, html, title=chapter.title))
        await self.feed_is_read()  # a look that is under way would not find the entry, and count as the last
        self.site.serve("/feed", rss(BEFORE, *self.entries))
        await self.pass_time(120)  # nobody may have it looked at again within a minute
        await self.author.slash("stories feed", story=TITLE)
        await self.author.press("Check now")

    async def feed_is_read(self) -> None:
        """Waits until the feed is not due."""

        def due(connection: Connection) -> bool:
            return bool(feeds.due(connection, self.fireside.clock.now(), 1, ()))

        async with asyncio.timeout(self.author.patience):
            while await self.fireside.database.read(due):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def undone(self) -> None:
        chapter = await self.publish("now")
        await self.look()
        await self.author.press("Undo")
        chapter.there = False

    def some(self, *, words: int = 1) -> Written:
        """A chapter with at least so many paragraphs that the author's menus show."""
        return self.chance.choice([each for each in self.open()[:A_PAGE] if len(each.words) >= words])

    def may(self, kind: str) -> bool:
        """Whether there is enough of the story now to do this."""
        enough = any(len(each.words) > 2 for each in self.open()[:A_PAGE])
        return {
            "cut": enough,
            "shift": enough and len(self.open()) > 1,
            "remove": len(self.open()) > 3,
            "remove_and_restore": len(self.open()) > 3,
        }.get(kind, True)

    async def do(self, kind: str) -> None:
        if kind in ("now", "planned", "early"):
            await self.publish(kind)
        else:
            await getattr(self, kind)()

    async def write(self) -> None:
        chapter, new = self.some(), self.new_words(1)
        at = self.chance.randint(0, len(chapter.words))
        for reader in self.readers:  # what is written between what they have passed may count as passed
            if reader.known & set(chapter.words[max(0, at - 1) : at + 1]):
                reader.known |= set(new)
        await self.rewrite(chapter, [*chapter.words[:at], *new, *chapter.words[at:]])

    async def rewrite(self, chapter: Written, words: list[Word]) -> None:
        chapter.words = words
        await upload(self.author, chapter.title, text_of(words))

    async def cut(self) -> None:
        chapter = self.some(words=3)
        at = self.chance.randrange(len(chapter.words))
        await self.rewrite(chapter, chapter.words[:at] + chapter.words[at + 1 :])

    async def shift(self) -> None:
        chapter = self.some(words=3)
        other = self.chance.choice([each for each in self.open()[:A_PAGE] if each is not chapter])
        at = self.chance.randrange(len(chapter.words))
        word, left = chapter.words[at], chapter.words[:at] + chapter.words[at + 1 :]
        if self.chance.random() < 0.5:
            await self.rewrite(chapter, left)
            await self.rewrite(other, [*other.words, word])
            return
        await self.rewrite(other, [*other.words, word])  # a copy, which is nobody's place
        await self.rewrite(chapter, left)
        for reader in self.readers:
            reader.here = None if reader.here == word else reader.here

    async def move(self) -> None:
        await move(self.author, self.some().title, self.chance.randint(1, len(self.open())))

    async def remove(self) -> None:
        chapter = self.some()
        await remove(self.author, chapter.title)
        chapter.there = False
        await self.look()

    async def remove_and_restore(self) -> None:
        chapter = self.some()
        await remove(self.author, chapter.title)
        await self.look()
        await restore(self.author, "removed", chapter.title)

    async def wrong_text(self) -> None:
        await upload(self.author, self.some().title, "Another text.\n\nOf another story.")
        await self.look()
        await self.author.press("Undo")

    async def wrong_file(self) -> None:
        wrong = f"# {TITLE}\n\nby A. Boatman\n\n## Ashes\n\nAnother book.\n\n## Dust\n\nAnd its end."
        await add_and_keep(self.author, wrong.encode(), "ferry.md")
        await self.look()
        await self.author.press("Undo")

    async def correct(self) -> None:
        await self.author.slash("stories edit", story=TITLE)
        await correct(self.author, "Title", summary=f"It rained {self.chance.random()} times.")

    async def take_over(self) -> None:
        """A reader tells of a word on the page where they are, and the author takes it over."""
        reader = self.chance.choice(self.readers).person
        await reader.slash("read", story=TITLE)
        await reader.press("⋯")
        offered = await reader.press("Tell the author")
        rain = next(each for each in menu_labels(offered) if each.startswith("It went on raining"))
        form = await reader.choose(rain)
        await send(reader, form, rain.replace("raining", "pouring"))
        await remarks(self.author)
        await self.author.choose("raining → pouring")
        assert "✓ Corrected" in (await self.author.press("Correct it")).text

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

    def hear(self, reader: Reader) -> None:
        """Looks at the notices that have come: none tells of a chapter that is not out for them."""
        hidden = {
            each.title
            for each in self.written.values()
            if not self.hidden_from(reader).isdisjoint(each.words)
        }
        for event in reader.person.events[reader.heard :]:
            if event["type"] in ("message_create", "message_update") and is_notice(event["data"]):
                assert not any(title in readable(event["data"]) for title in hidden)
        reader.heard = len(reader.person.events)

    async def post(self) -> None:
        """Somebody reads aloud, or quotes, and all the others see it."""
        reader, command = self.chance.choice(self.readers), self.chance.choice(["read", "quote"])
        shown = await shown_here(reader.person, command, story=TITLE)
        if shown.ephemeral:  # a beta reader's place may be where nobody else may look
            return
        words = sentinels(shown.components)
        assert not words & self.hidden_from(Reader(reader.person))
        assert command == "read" or words <= reader.known
        if command == "read":
            self.see(reader, shown)
        for each in self.readers:
            each.known |= words
        assert shown.message is not None
        chapter = next(each for each in self.written.values() if words & set(each.words))
        self.posts[shown.message["id"]] = chapter

    async def lapse(self) -> None:
        """The beta reader's role lapses, or is given again."""
        beta, stage = self.readers[0], self.fireside.playground.stage
        (stage.take_role if beta.supporter else stage.give_role)(beta.person.user, self.role)
        beta.supporter = not beta.supporter

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

    async def step(self, kind: str) -> None:
        await self.do(kind)
        await self.settle()
        await self.pass_time(self.chance.randint(1, 3) * DAY)
        await self.settle()
        reader = self.chance.choice(self.readers)
        self.hear(reader)
        await self.read_on(reader)
