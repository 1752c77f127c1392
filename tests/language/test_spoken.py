"""Whom the bot speaks which language to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Playground
from tests.support.delivered_notices import next_notice, strike
from tests.support.fireside import Fireside, burning, let_manage_channels
from tests.support.person import PATIENCE, Person
from tests.support.pretend_language import LETTER, pretended
from tests.support.replies import Reply
from tests.support.shown_here import shown_here

SERIAL = "Low Water at Skerrow"


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with pretended():
        yield


async def test_everybody_is_answered_in_the_language_of_their_discord(mira: Person, theo: Person) -> None:
    await mira.speak("de")
    assert (await mira.slash("read", story="Nothing of the kind")).text.startswith("«There is no story")
    assert (await theo.slash("read", story="Nothing of the kind")).text.startswith("There is no story")
    assert (await mira.forge("nothing-known", mira.last)).text.startswith("«That button")
    await mira.speak("it")  # which nobody has translated
    assert (await mira.slash("read", story="Nothing of the kind")).text.startswith("There is no story")


async def test_discord_has_the_commands_in_every_language(empty_fireside: Fireside) -> None:
    for command in empty_fireside.playground.registry.all():
        for part in parts(command):
            for locale in ("de", "es-ES", "es-419", "fr", "pt-BR", "zh-CN"):
                name = part["name"]
                shown = f"«{name}»" if " " in name else name + LETTER
                assert part["name_localizations"][locale] == shown
            assert "it" not in part["name_localizations"]


def parts(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield command
    for option in command.get("options") or ():
        yield from parts(option)


async def test_commands_that_discord_has_in_every_language_are_not_told_again(tmp_path: Path) -> None:
    async with Playground(controls=True) as playground:
        for told in (1, 1):
            async with burning(tmp_path / "fireside.sqlite3", playground):
                pass
            await playground.bot_offline()
            assert len(playground.journal.of("PUT /applications/*/commands")) == told
        [command, *_] = playground.registry.all()
        playground.registry.edit(command["id"], {"name_localizations": {"de": "anders"}})
        async with burning(tmp_path / "fireside.sqlite3", playground):
            assert len(playground.journal.of("PUT /applications/*/commands")) == 2


async def test_what_comes_unasked_is_in_the_language_its_reader_was_last_seen_in(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    for person in (mira, theo):
        await person.slash("subscribe", story=SERIAL, deliver="a passage a day, to me", at="18:00")
    await mira.speak("de")
    await mira.slash("subscriptions")
    await mira.speak("fr")  # chosen, but not seen yet
    strike(fireside, 18)
    assert (await next_notice(mira)).text.startswith(f"«📖 **{SERIAL}** · «Day 1")
    assert (await next_notice(theo)).text.startswith(f"📖 **{SERIAL}** · Day 1")


async def test_what_comes_to_a_channel_is_in_the_language_of_its_server(fireside: Fireside) -> None:
    odile = await fireside.person("Odile", "book-club")
    let_manage_channels(odile)
    hearth = fireside.playground.world.guild_named("The Hearth")
    hearth.locale = "pt-BR"
    await fireside.playground.stage.cut_connections(resumable=False)
    async with asyncio.timeout(PATIENCE):
        await fireside.playground.bot_offline()
        await fireside.playground.bot_online()
    await odile.slash("subscribe", story=SERIAL, deliver="a passage a day, in this channel", at="18:00")
    strike(fireside, 18)
    assert (await next_notice(odile)).text.startswith(f"«📖 **{SERIAL}** · «Day 1")


async def test_what_is_posted_is_in_the_language_of_the_server(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    fireside.playground.world.guild_named("The Hearth").locale = "es-ES"
    private = await mira.slash("quote", story=SERIAL)
    assert "Another" in private.labels
    await shown_here(mira, "quote", story=SERIAL)
    [post] = await theo.history()
    assert "«Another»" in Reply("seen", post).labels


async def test_a_page_read_aloud_is_wholly_in_the_language_of_the_server(
    fireside: Fireside, mira: Person
) -> None:
    fireside.playground.world.guild_named("The Hearth").locale = "es-ES"
    private = await mira.slash("read", story="Time Lock")
    assert "-# Disclaimer\n" in private.text
    aloud = await shown_here(mira, "read", story="Time Lock")
    turned = await mira.press("Back", await mira.press("Next", aloud))
    for page in (aloud, turned):
        assert "«Rating" in page.text
        assert "-# «Disclaimer»\n" in page.text
