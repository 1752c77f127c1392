"""What holds for every command, every button, every message and every error."""

from __future__ import annotations

import gc
import time
from typing import Any

import discord
from discord import app_commands

from bot.presses import KINDS, Press, press_of
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add, ferry
from tests.support.paths import ROOT
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.shown_here import shown_here

SERIAL = "Low Water at Skerrow"


def every_command(fireside: Fireside) -> list[app_commands.Command[Any, ..., Any]]:
    found = [each for each in fireside.bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
    assert found
    return found


async def test_every_command_is_described_and_in_the_readme(empty_fireside: Fireside) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in every_command(empty_fireside):
        assert f"`/{command.qualified_name}" in readme, command.qualified_name
        assert command.description != "…"
        assert all(option.description != "…" for option in command.parameters), command.qualified_name
    for menu in empty_fireside.bot.tree.get_commands(type=discord.AppCommandType.message):
        assert f"*{menu.name}*" in readme, menu.name


async def test_every_command_answers_in_time(fireside: Fireside, mira: Person) -> None:
    file = await mira.upload("ferry.txt", b"Once upon a time.")
    for command in every_command(fireside):
        required = {
            option.name: file if option.type is discord.AppCommandOptionType.attachment else SERIAL
            for option in command.parameters
            if option.required
        }
        begun = time.monotonic()
        reply = await mira.slash(command.qualified_name, **required)
        assert reply.outcome == "message", command.qualified_name
        assert time.monotonic() - begun < 3


async def test_every_button_of_every_screen_parses_and_is_answered(fireside: Fireside, mira: Person) -> None:
    screens = [await mira.slash(name) for name in ("read", "library", "shelf", "settings")]
    screens.append(await mira.slash("read", story=SERIAL))
    screens += [await mira.press("☰"), await mira.press("Back to the text"), await mira.press("⋯")]
    screens += [await mira.press("About this story"), await mira.press("Back to the text")]
    screens += [await mira.press("❝ Quote"), await mira.choose("The first I heard of the man")]
    screens.append(await mira.slash("quote"))
    screens += [await mira.slash("quotes"), await mira.choose("The first I heard of the man")]
    screens.append(await mira.press("Remove"))
    screens += [await mira.slash("subscribe", story=SERIAL), await mira.slash("subscriptions")]
    screens += [await mira.slash("stats"), await mira.press("Year")]
    screens += [await mira.slash("shelf"), await mira.choose(SERIAL, among="a story")]
    screens.append(await mira.press("Mark as read up to…"))
    screens += [await mira.choose("Chapter 2"), await mira.press("Start again")]
    screens += [await mira.slash("story", story="Time Lock"), await mira.press("Save for later")]
    screens += [await mira.slash("recommend"), await mira.slash("recommend", like=SERIAL, tag="sea")]
    screens.append(await shown_here(mira, "read", story=SERIAL))
    assert len(await all_pressed(mira, screens)) >= 39


async def test_every_button_of_librarians_parses_and_is_answered(fireside: Fireside) -> None:
    ines = await fireside.person("Ines")
    screens = [await add(ines, "ferry.txt", ferry())]
    await ines.press("Keep it")
    form = await ines.slash("stories publish", story=TITLE, at="in 2 days")
    screens.append(await ines.fill(form, text="The lamps were lit."))
    editor = await ines.slash("stories edit", story=TITLE)
    screens += [editor, await ines.press("Planned"), await ines.press("Back"), await ines.press("History")]
    await ines.press("Back")
    screens += [await ines.press("Chapters"), await ines.choose("Noon"), await ines.press("Remove")]
    screens += [await ines.slash("stories remove", story=TITLE), await ines.slash("stories numbers")]
    pressed = await all_pressed(ines, screens)
    assert len(pressed) >= 19


async def all_pressed(person: Person, screens: list[Reply]) -> set[type[Press]]:
    """What the buttons and menus of these screens ask for, each of which is answered."""
    pressed: set[type[Press]] = set()
    for screen in screens:
        for component in walk(screen.components):
            if "custom_id" in component:
                press = press_of(component["custom_id"])
                assert press.custom_id == component["custom_id"]
                pressed.add(type(press))
                assert (await person.forge(component["custom_id"], screen)).outcome != "failed"
    return pressed


async def test_every_kind_of_press_has_an_answer(empty_fireside: Fireside) -> None:
    assert empty_fireside.bot.router.kinds == set(KINDS.values())


async def test_every_text_that_a_command_takes_is_bounded(empty_fireside: Fireside) -> None:
    commands = [
        each for each in empty_fireside.bot.tree.walk_commands() if isinstance(each, app_commands.Command)
    ]
    texts = [
        (command.qualified_name, option.name, option.max_value)
        for command in commands
        for option in command.parameters
        if option.type is discord.AppCommandOptionType.string and not option.choices
    ]
    assert len(texts) >= 20
    assert [each for each in texts if each[2] is None] == []


async def test_panels_cost_no_memory(fireside: Fireside, mira: Person) -> None:
    """discord.py keeps every view that is not stopped, for ever."""
    for _ in range(30):
        await mira.slash("read", story=SERIAL)
        await mira.press("⋯")
        await mira.press("Back to the text")
    gc.collect()
    views = [each for each in gc.get_objects() if isinstance(each, discord.ui.LayoutView)]
    assert len(views) < 10
    assert len(fireside.bot.cached_messages) == 0
