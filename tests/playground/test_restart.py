"""A playground that is run again: nothing that could be seen is gone."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
import yarl

from bot.playground import Memory, Playground
from tests.playground.conftest import Hourglass
from tests.playground.parrot import Interaction, Parrot, page
from tests.support.person import Person

DAY = 86_400
PICTURE = b"\x89PNG, as far as anybody knows"


@asynccontextmanager
async def playing(file: Path, patched: pytest.MonkeyPatch) -> AsyncIterator[tuple[Playground, Parrot]]:
    """A playground that has this file for its memory, and a bot on it."""
    glass = Hourglass()
    ground = Playground(controls=True, clock=glass.now, move_clock=glass.move, memory=Memory(file))
    await ground.start()
    patched.setattr(discord.http.Route, "BASE", ground.api_url)
    gateway = yarl.URL(ground.url.replace("http", "ws")) / "gateway"
    patched.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    bot = Parrot()
    running = asyncio.create_task(bot.start(ground.token))
    try:
        await ground.bot_online()
        await bot.wait_until_ready()
        yield ground, bot
    finally:
        await bot.close()
        await running
        await ground.close()


async def everything(person: Person) -> dict[str, Any]:
    """All that the page would show this person, wherever the playground is served."""
    state = await person.state()
    shown = {key: state[key] for key in ("guilds", "dms", "people", "commands")}
    channels = [channel for guild in state["guilds"] for channel in guild["channels"]] + state["dms"]
    messages = [await person.call("GET", f"channels/{channel['id']}/messages") for channel in channels]
    text = json.dumps({"shown": shown, "messages": messages}).replace(person.playground.url, "")
    return dict(json.loads(text))


async def turn(interaction: Interaction) -> None:
    """Turns to the next page in place."""
    await interaction.response.edit_message(view=page(int((interaction.custom_id or "").split(":")[1])))


async def test_messages_threads_roles_commands_and_the_clock_outlive_the_playground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "said"
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        hearth, room = ground.world.guild_named("The Hearth"), ground.world.channel_named("reading-room")
        await mira.say("Good evening")
        channel = bot.get_channel(int(room.id))
        assert isinstance(channel, discord.TextChannel)
        with_file = await channel.send("A picture", file=discord.File(io.BytesIO(PICTURE), "picture.png"))
        thread = await with_file.create_thread(name="About it")
        slip = await thread.send("Never mind")
        await thread.send("First")
        await slip.delete()
        await (await (await bot.fetch_user(int(mira.user.id))).send("For you")).edit(content="For you alone")
        role = hearth.role_named("Librarians").id
        await mira.call("POST", "roles", json={"guild": hearth.id, "role": role, "has": True})
        await mira.call("POST", "clock", json={"advance": DAY * 400})
        before, then = await everything(mira), ground.world.clock()
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        assert await everything(mira) == before
        assert ground.world.clock() == then
        attached = (await mira.history())[1]["attachments"][0]
        assert await mira.fetch(attached["url"]) == PICTURE
        newer = await mira.say("Good morning")
        assert int(newer["id"]) > max(int(each["id"]) for each in before["messages"][0])
        thread = await bot.fetch_channel(thread.id)  # type: ignore[assignment]
        await thread.send("Second")
        assert (await mira.history())[1]["thread"]["message_count"] == 2


async def test_a_panel_that_a_page_still_shows_is_turned_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "said"
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        bot.answers["say"] = lambda i: i.response.send_message(view=page(1), ephemeral=True)
        panel = await mira.slash("say")
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        bot.answers["turn:2"] = turn
        assert (await mira.press("Next", panel)).text == "Page 2"
        async with Person(ground, "Theo") as theo:
            assert (
                await theo.history() == await mira.history() == []
            )  # it is hers alone, and a reload drops it


async def test_an_answer_that_was_still_to_come_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "said"
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        bot.answers["say"] = lambda i: i.response.defer()
        command = next(each for each in ground.registry.all() if each["name"] == "say")
        data = {key: command[key] for key in ("id", "name", "type")}
        await mira.call("POST", "interactions", json={"type": 2, "channel_id": mira.channel_id, "data": data})
    async with playing(file, monkeypatch) as (ground, bot), Person(ground, "Mira") as mira:
        assert [each["content"] for each in await mira.history()] == ["The application did not respond"]


def test_a_memory_that_was_cut_off_anywhere_has_all_that_was_whole(tmp_path: Path) -> None:
    file = tmp_path / "said"
    memory = Memory(file)
    memory.open()
    for number in range(12):
        memory.put(f"message {number % 5}", {"text": "Ä" * number} if number % 4 else None)
    memory.close()
    whole = file.read_bytes()
    ends = [end for end in range(len(whole) + 1) if whole[end : end + 1] in (b"\n", b"")]
    for cut in range(len(whole)):
        file.write_bytes(whole[:cut])
        cut_off = Memory(file).values
        file.write_bytes(whole[: max(end for end in ends if end <= cut)])
        assert cut_off == Memory(file).values
        file.write_bytes(whole[:cut])
        torn = Memory(file)
        torn.open()
        torn.put("message 1", "after all")
        torn.close()
        assert Memory(file).values == cut_off | {"message 1": "after all"}
