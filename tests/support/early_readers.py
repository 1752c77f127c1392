"""A story with a chapter that a role may read before everybody, and what of it shows to whom."""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple

from bot.database import Connection
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground.entities import Role
from bot.stories.details import Details
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person, a_moment
from tests.support.replies import Reply

TITLE = "The Weir"
HOUR, DAY = 3_600, 86_400
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


async def early_gate(empty_fireside: Fireside) -> Gate:
    """A story of two chapters that every server has, and a role of which Mira is a member."""
    pages = ["\n\n".join(f"The {what} ran on, {n}. " * 12 for n in range(8)) for what in ("river", "mill")]
    said = "“There is always another bend,” said the ferryman, who had never looked."
    chapters = (ManuscriptChapter("Banks", f"{said}\n\n{pages[0]}"), ManuscriptChapter("Race", pages[1]))
    story = await empty_fireside.add(Manuscript(Details(title=TITLE, authors=("A. Miller",)), chapters))
    world = empty_fireside.playground.world
    role = world.guild_named("The Hearth").role_named("Supporters")
    people = [await empty_fireside.person(who) for who in ("Odile", "Mira", "Theo")]
    gate = Gate(empty_fireside, story, role, *people)
    empty_fireside.playground.stage.give_role(gate.mira.user, role)
    return gate


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


async def corrected(gate: Gate, person: Person) -> None:
    """Waits until nothing in somebody's notices is withdrawn any more but is said to be there."""

    def job(connection: Connection) -> bool:
        return connection.execute("SELECT 1 FROM corrections").fetchone() is not None

    async with asyncio.timeout(person.patience):
        while await gate.fireside.database.read(job):  # noqa: ASYNC110 - it does not say when it changes
            await asyncio.sleep(0.005)


async def opened(gate: Gate, chapters: int) -> None:
    """Waits until a story has so many chapters for everybody."""

    async def count() -> int:
        return len(await gate.theo.autocomplete("read", "chapter", "", story=TITLE))

    while await count() < chapters:
        await a_moment()
