"""Whom the bot speaks which language to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Playground
from tests.support.fireside import Fireside, burning
from tests.support.person import Person
from tests.support.pretend_language import LETTER, pretended


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
