"""Panels kept from ten versions of a book: every button of theirs leads to the words it was made for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support import story_editor
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, numbers_in, paragraphs
from tests.support.person import Person
from tests.support.reading_panel import ended, passage
from tests.support.replies import Reply, label, walk
from tests.support.shown_here import shown_here

PARTS, LENGTH = 6, 14
MENUS = ("☰", "⋯")
END = "The end"
NOT_TO_WORDS = ("✕ Close", "❝ Quote", "Subscribe", "More like this", END, "Read again")
LATER = ("Read aloud here", "Tablet", "Desktop", "A whole message")
"""At the place of the way back to the text; pressed in the end only, since they change what follows."""


@dataclass
class Part:
    """A chapter: its title, which it keeps, and its paragraphs."""

    title: str
    numbers: list[int]

    @property
    def text(self) -> str:
        return "\n\n".join(paragraphs(number, 1) for number in self.numbers)


Book = list[Part]


@dataclass
class Door:
    """A button, or an option of a menu, of a panel from some version, and the paragraph it led to then."""

    reply: Reply
    says: str
    custom_id: str
    value: str | None
    version: int
    led_to: int = 0

    @property
    def message(self) -> str:
        """The panel's message, by its id."""
        return str((self.reply.message or {})["id"])

    async def pressed(self, person: Person) -> Reply:
        return await person.forge(self.custom_id, self.reply, self.value)


@dataclass
class History:
    """Every version of the book, and which of them restored the one before the last."""

    versions: list[Book]
    restored: set[int] = field(default_factory=set)

    def taken_out(self, door: Door) -> bool:
        """Whether the chapter that a door led to has been taken out since."""
        part = next(each for each in self.versions[door.version] if door.led_to in each.numbers)
        later = self.versions[door.version + 1 :]
        return any(part.title not in {each.title for each in book} for book in later)

    def wanted(self, door: Door) -> set[int]:
        """The paragraphs of which one has to stand where this door leads now."""
        found, version = {door.led_to}, door.version
        while version < len(self.versions) - 1:
            if version + 2 in self.restored:
                version += 2
                continue
            old, new = self.versions[version : version + 2]
            found = {each for number in found for each in nearest(old, new, number)}
            version += 1
        return found


def nearest(old: Book, new: Book, number: int) -> set[int]:
    """A paragraph, or where it is gone the one before it that is there still. The beginning of a chapter may
    also have stayed the chapter's beginning."""
    there = {each for part in new for each in part.numbers}
    if number in there:
        return {number}
    order = [each for part in old for each in part.numbers]
    before = [each for each in order[: order.index(number)] if each in there]
    found = {before[-1] if before else new[0].numbers[0]}
    part = next(part for part in old if number in part.numbers)
    if part.numbers[0] == number:
        found |= {each.numbers[0] for each in new if each.title == part.title}
    return found


def edited(book: Book, kind: str, chance: random.Random, fresh: int) -> tuple[Book, Part, int]:
    """The book after one thing that an author does to it, the part meant, and where it was moved to."""
    new = [Part(each.title, list(each.numbers)) for each in book]
    at, to = chance.sample(range(len(new)), 2)
    if kind in ("cut", "upload"):
        at = chance.choice([place for place, each in enumerate(new) if len(each.numbers) > 6])
    part = new[at]
    match kind:
        case "cut" | "upload":
            start = chance.randrange(len(part.numbers) - 3)
            part.numbers[start : start + chance.randrange(1, 4)] = []
        case "write":
            part.numbers.insert(chance.randrange(len(part.numbers) + 1), fresh)
        case "move" | "move in the editor":
            new.insert(to, new.pop(at))
        case "merge":
            new[at - 1].numbers += new.pop(at).numbers
        case "split":
            half = len(part.numbers) // 2
            new.insert(at + 1, Part(f"Part {fresh}", part.numbers[half:]))
            del part.numbers[half:]
        case "insert":
            new.insert(at, Part(f"Part {fresh}", [fresh, fresh + 1, fresh + 2]))
        case "remove":
            new.pop(at)
    return new, book[at], to


def ten_edits(chance: random.Random) -> list[str]:
    """Every kind of edit, a restored one among them, in any order."""
    kinds = ["cut", "write", "move", "merge", "split", "insert", "upload", "move in the editor", "remove"]
    chance.shuffle(kinds)
    undone = chance.choice(("upload", "remove"))
    kinds.insert(kinds.index(undone) + 1, "restore")
    return kinds


class Author:
    """Whoever keeps changing the book: by newer files, and in the editor of `/stories edit`."""

    def __init__(self, fireside: Fireside, librarian: Person, chance: random.Random) -> None:
        self._fireside = fireside
        self._librarian = librarian
        self._chance = chance
        self._last: tuple[str, Part] = ("", Part("", []))
        starts = range(1, PARTS * LENGTH, LENGTH)
        self.book = [Part(f"Part {start}", list(range(start, start + LENGTH))) for start in starts]
        self.history = History([self.book])

    async def add(self) -> None:
        """The book as a file."""
        chapters = tuple(ManuscriptChapter(part.title, part.text) for part in self.book)
        book = Manuscript(Details(title=TITLE, authors=("A. Boatman",)), chapters)
        await self._fireside.add(book, self._fireside.guild())

    async def change(self, kind: str, fresh: int) -> None:
        """One edit of this kind."""
        versions = self.history.versions
        if kind == "restore":
            self.book = versions[-2]
            self.history.restored.add(len(versions))
            undone, part = self._last
            said = "removed" if undone == "remove" else "edited"
            done = await story_editor.restore(self._librarian, said, part.title)
            assert "Restored" in done.text
        else:
            self.book, part, to = edited(self.book, kind, self._chance, fresh)
            self._last = kind, part
            await self._do(kind, part, to)
        versions.append(self.book)

    async def _do(self, kind: str, part: Part, to: int) -> None:
        match kind:
            case "upload":
                text = next(each.text for each in self.book if each.title == part.title)
                await story_editor.upload(self._librarian, part.title, text)
            case "move in the editor":
                await story_editor.move(self._librarian, part.title, to + 1)
            case "remove":
                await story_editor.remove(self._librarian, part.title)
            case _:
                await self.add()


class Collector:
    """A reader who throws no panel away."""

    def __init__(self, reader: Person, chance: random.Random) -> None:
        self._reader = reader
        self._chance = chance
        self.doors: list[Door] = []
        self.ends: list[Reply] = []

    async def keep(self, book: Book, version: int) -> None:
        """A few panels of every kind, with what their buttons lead to."""
        reader = self._reader
        for menu in ("", *MENUS):
            panel = await self._jump(book)
            if not ended(panel) and self._chance.random() < 0.7:
                panel = await reader.press("▶")
            await self._note(await reader.press(menu, panel) if menu else panel, version)
        await self._jump(book)
        await self._note(await shown_here(reader, "read", story=TITLE), version)
        await reader.slash("read", story=TITLE, chapter=book[-1].title)
        while not ended(reader.last):
            await reader.press("▶")
        self.ends.append(reader.last)
        await self._note(reader.last, version)

    def is_gone(self, door: Door) -> bool:
        """Whether the panel of a door was deleted."""
        deleted = {each["data"]["id"] for each in self._reader.events if each["type"] == "message_delete"}
        return door.message in deleted

    async def _jump(self, book: Book) -> Reply:
        return await self._reader.slash("read", story=TITLE, chapter=self._chance.choice(book).title)

    async def _note(self, reply: Reply, version: int) -> None:
        found = [each for each in doors(reply, version) if each.says not in NOT_TO_WORDS]
        home = next((each for each in found if each.says == "Back to the text"), None)
        for door in found:
            by = home if home and door.says in LATER else door
            door.led_to = numbers_in(await self.words(by))[0]
        self.doors += found

    async def words(self, door: Door) -> str:
        """The passage behind a door, if need be behind the menu that it opens."""
        reply = await door.pressed(self._reader)
        if "Back to the text" in reply.labels:
            reply = await self._reader.press("Back to the text", reply)
        return passage(reply)


def doors(reply: Reply, version: int) -> Iterator[Door]:
    """Every button that can be pressed, and every option of every menu."""
    for found in walk(reply.components):
        if "options" in found:
            for option in found["options"]:
                yield Door(reply, option["label"], found["custom_id"], option["value"], version)
        elif "custom_id" in found and not found.get("disabled"):
            yield Door(reply, label(found), found["custom_id"], None, version)


@pytest.mark.proofs_only
@pytest.mark.parametrize("seed", [1, 2])
async def test_after_ten_edits_every_button_of_every_panel_leads_to_its_words(
    fireside: Fireside, mira: Person, seed: int
) -> None:
    chance = random.Random(seed)
    author = Author(fireside, await fireside.person("Ines"), chance)
    collector = Collector(mira, chance)
    await author.add()
    for edit, kind in enumerate(ten_edits(chance)):
        await collector.keep(author.book, edit)
        await author.change(kind, 1_000 + 10 * edit)
    for end in collector.ends:
        door = next(door for door in doors(end, 0) if door.says == END)
        assert TITLE in (await door.pressed(mira)).text
    gone = [door for door in collector.doors if collector.is_gone(door)]
    # A panel that everybody sees goes with the chapter that was on it last.
    without_chapter = {door.message for door in gone if author.history.taken_out(door)}
    assert all(not door.reply.ephemeral and door.message in without_chapter for door in gone)
    kept = [door for door in collector.doors if door not in gone]
    led_home = 0
    for door in kept:
        wanted = author.history.wanted(door)
        led_home += door.led_to in wanted
        assert wanted & set(numbers_in(await collector.words(door))), (door.says, door.version, door.led_to)
    assert led_home > len(kept) // 2
    assert {"Next ▶", "◀ Back", "☰ Chapters", "⋯", "↶ Undo jump"} <= {door.says for door in collector.doors}
    assert {"Read on my own", "Read aloud here", "About this story"} <= {
        door.says for door in collector.doors
    }
