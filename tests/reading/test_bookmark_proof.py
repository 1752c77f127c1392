"""The proof that a bookmark never lies: hundreds of presses of every kind, and the bot killed in between."""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
from copy import copy
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.playground import Playground
from tests.support import specification
from tests.support.bot_process import BotProcess, command
from tests.support.paths import STORIES
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply
from tests.support.rounds import rounds

Spot = tuple[int, int]
TITLE = "Low Water at Skerrow"
LENGTHS = {"phone": "Phone", "short": "Tablet", "medium": "Desktop", "long": "A whole message"}


@dataclass
class Book:
    """The story as `show --json` has it: for each length, the spots where its passages begin and end."""

    passages: dict[str, list[tuple[Spot, Spot]]]
    texts: dict[str, list[str]]

    def holding(self, spot: Spot, length: str) -> int:
        return max(i for i, (start, _) in enumerate(self.passages[length]) if start <= spot or i == 0)


@dataclass
class Model:
    """Positions, exactly (experience.md)."""

    book: Book
    length: str = "phone"
    current: Spot = (0, 0)
    furthest: Spot = (0, 0)

    def open(self) -> int:
        index = self.book.holding(self.current, self.length)
        if self.current <= self.furthest:
            self.furthest = max(self.furthest, self.book.passages[self.length][index][1])
        return index

    def move(self, target: Spot, *, reads_on: bool) -> int:
        index = self.book.holding(target, self.length)
        if not reads_on and target == self.current:
            return self.open()
        self.current, end = self.book.passages[self.length][index]
        self.furthest = max(self.furthest, end) if reads_on else self.furthest
        return index


@dataclass
class Shown:
    """A panel as its reader still has it: what it shows, and what its buttons were made for."""

    reply: Reply
    index: int
    length: str

    @property
    def message(self) -> str:
        assert self.reply.message is not None
        return str(self.reply.message["id"])


@dataclass
class Reader:
    person: Person
    model: Model
    panels: dict[str, Shown] = field(default_factory=dict)
    past: list[Shown] = field(default_factory=list)

    @property
    def latest(self) -> Shown:
        return self.past[-1]

    def shows(self, reply: Reply, index: int) -> None:
        assert reply.outcome in ("message", "update"), f"{reply.outcome}: {reply.text or reply.error}"
        expected = words(self.model.book.texts[self.model.length][index])
        assert words(passage(reply)) == expected
        shown = Shown(reply, index, self.model.length)
        self.panels[shown.message] = shown
        self.past.append(shown)

    async def read(self) -> None:
        self.shows(await self.person.slash("read", story=TITLE), self.model.open())

    async def press(self, panel: Shown, label: str) -> None:
        self.shows(await self.person.press(label, panel.reply), self.expect(self.model, panel, label))

    async def press_late(self, panel: Shown, label: str) -> None:
        """A press that was on its way while the panel already turned to something else."""
        custom_id = panel.reply.button(label)["custom_id"]
        reply = await self.person.forge(custom_id, panel.reply)
        self.shows(reply, self.expect(self.model, panel, label))

    def expect(self, model: Model, panel: Shown, label: str) -> int:
        step = 1 if label == "▶" else -1
        start, _ = model.book.passages[panel.length][panel.index + step]
        return model.move(start, reads_on=step == 1)

    async def jump(self, panel: Shown, chapter: int) -> None:
        menu = await self.person.press("☰", panel.reply)
        reply = await self.person.choose(f"Chapter {chapter + 1} ", message=menu)
        self.shows(reply, self.model.move((chapter, 0), reads_on=False))

    async def change_length(self, panel: Shown, length: str) -> None:
        menu = await self.person.press("⋯", panel.reply)
        place = self.place_of(panel)
        self.model.length = length
        reply = await self.person.press(LENGTHS[length], menu)
        self.shows(reply, self.model.move(place, reads_on=False))

    def leads_on(self, panel: Shown, label: str) -> bool:
        """Whether the panel has such a button, to be pressed."""
        step = 1 if label == "▶" else -1
        return 0 <= panel.index + step < len(self.model.book.texts[panel.length])

    def place_of(self, panel: Shown) -> Spot:
        custom_id = panel.reply.button("⋯")["custom_id"]
        start, _ = self.model.book.passages[panel.length][panel.index]
        return start[0], int(custom_id.split(":")[3])

    async def at_once(self, one: Shown, other: Shown, label: str) -> None:
        """Two presses in parallel: either may come last, and `/read` then tells which."""
        replies = await asyncio.gather(
            self.person.press(label, one.reply), self.person.press(label, other.reply)
        )
        assert all(reply.outcome == "update" for reply in replies)
        orders = []
        for first, second in ((one, other), (other, one)):
            model = copy(self.model)
            self.expect(model, first, label)
            self.expect(model, second, label)
            orders.append(model)
        for panel in (one, other):
            self.panels.pop(panel.message, None)  # what it shows now depends on the order
        after = passage(await self.person.slash("read", story=TITLE))
        for model in orders:
            index = copy(model).open()
            if words(after) == words(self.model.book.texts[model.length][index]):
                self.model = model
        await self.read()


def plain(markdown: str) -> str:
    """A text as an independent reader of Markdown shows it."""
    blocks = MarkdownIt("commonmark").parse(markdown)
    lines = ("".join(map(_plain_inline, block.children or [])) for block in blocks)
    return "\n".join(lines)


def _plain_inline(token: Token) -> str:
    return "\n" if token.type == "softbreak" else token.content


def words(markdown: str) -> list[str]:
    """The words alone: an excerpt of a chapter may end within a pair of marks, which a panel closes."""
    return re.findall(r"[^\W_]+", plain(markdown))


async def the_book(database: Path) -> Book:
    book = Book({}, {})
    for length in LENGTHS:
        code, output, errors = await command("show", TITLE, "--json", "--length", length, database=database)
        assert code == 0, errors
        excerpts = [chapter["passages"] for chapter in json.loads(output)["chapters"]]
        book.texts[length] = [text for chapter in excerpts for text in chapter]
        book.passages[length] = [
            ((position, start), (position, end))
            for position, chapter in enumerate(excerpts)
            for start, end in pairwise(accumulate(map(len, chapter), initial=0))
        ]
    return book


def what_the_author_wrote() -> list[str]:
    """The words of the story's file, without its details and chapter headings; its only marks are `_`."""
    text = (STORIES / "low-water-at-skerrow.txt").read_text(encoding="utf-8")
    body = text[text.index("Chapter 1:") :]
    return re.sub(r"^Chapter \d+: .*$", "", body, flags=re.MULTILINE).replace("_", "").split()


async def do_something(reader: Reader, chance: random.Random) -> None:
    """One thing that a reader does, on the newest panel or on any old one."""
    panel = chance.choice([reader.latest, *list(reader.panels.values())[-12:]])
    other = chance.choice([panel, *list(reader.panels.values())[-12:]])
    late = chance.choice(reader.past)
    label = chance.choice("▶▶▶◀")
    match chance.choices(("press", "late", "at once", "jump", "length", "read"), (50, 8, 10, 8, 6, 12))[0]:
        case "press" if reader.leads_on(panel, label):
            await reader.press(panel, label)
        case "late" if reader.leads_on(late, label):
            await reader.press_late(late, label)
        case "at once" if reader.leads_on(panel, label) and reader.leads_on(other, label):
            await reader.at_once(panel, other, label)
        case "jump":
            await reader.jump(panel, chance.randrange(7))
        case "length":
            await reader.change_length(panel, chance.choice(list(LENGTHS)))
        case _:
            await reader.read()


async def read_through(reader: Reader) -> str:
    """The whole story from its first page to its last, as it was shown."""
    await reader.jump(reader.latest, 0)
    shown = [passage(reader.latest.reply)]
    while reader.leads_on(reader.latest, "▶"):
        await reader.press(reader.latest, "▶")
        shown.append(passage(reader.latest.reply))
    return "\n".join(map(plain, shown))


@pytest.mark.proofs
async def test_the_bookmark_never_lies(tmp_path: Path, sample_library: Path) -> None:
    database = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, database)
    book, chance = await the_book(database), random.Random(7)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Mira") as mira,
        Person(playground, "Theo", "book-club") as theo,
    ):
        readers = [Reader(mira, Model(book)), Reader(theo, Model(book))]
        for reader in readers:
            await reader.read()
        for number in range(1, 1 + rounds(81, full=1_000)):
            await do_something(chance.choice(readers), chance)
            if number % 80 == 0:
                await bot.kill()
                await bot.start()
                for reader in readers:
                    await reader.read()
        for reader in readers:
            assert (await read_through(reader)).split() == what_the_author_wrote()
        specification.check(sent for sent in playground.journal.requests if 200 <= sent.status < 300)
