"""How a bot comes online, stays so, and what it is told."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.playground import Playground
from tests.playground.parrot import Parrot
from tests.support.person import PATIENCE, Person, Refused


async def test_the_bot_knows_its_servers_and_channels(parrot: Parrot) -> None:
    hearth = discord.utils.get(parrot.guilds, name="The Hearth")
    assert {guild.name for guild in parrot.guilds} == {"The Hearth", "The Annex"}
    assert hearth is not None
    channels = {channel.name: channel for channel in hearth.text_channels}
    assert list(channels) == ["reading-room", "book-club", "after-dark", "notices"]
    assert channels["after-dark"].nsfw and not channels["reading-room"].nsfw
    assert channels["reading-room"].permissions_for(hearth.me).send_messages
    assert not channels["notices"].permissions_for(hearth.me).send_messages


async def test_it_hears_what_is_said_but_not_the_words(mira: Person, parrot: Parrot) -> None:
    await mira.say("good evening")
    await mira.say(f"good evening <@{parrot.application_id}>")
    me = parrot.user
    assert me is not None
    await mira.say(f"hello <@{me.id}>")
    await mira.go_direct()
    await mira.say("between us")
    last = await mira.slash("say", what="heard")
    assert last.text == "heard"
    assert [message.content for message in parrot.heard][:4] == ["", "", f"hello <@{me.id}>", "between us"]


async def test_a_cut_connection_is_resumed_and_nothing_is_missed(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    resumed = parrot.wait_for("resumed", timeout=PATIENCE)
    await playground.stage.cut_connections()
    await playground.bot_offline()
    reply = await mira.slash("say", what="still here")
    await resumed
    assert reply.text == "still here"


async def test_opcode_7_makes_it_reconnect(mira: Person, parrot: Parrot, playground: Playground) -> None:
    resumed = parrot.wait_for("resumed", timeout=PATIENCE)
    playground.stage.ask_to_reconnect()
    await resumed
    assert (await mira.slash("say")).text == "hello"


async def test_a_forgotten_session_is_begun_anew(parrot: Parrot, playground: Playground) -> None:
    ready = parrot.wait_for("ready", timeout=PATIENCE)
    await playground.stage.cut_connections(resumable=False)
    await ready
    assert len(parrot.guilds) == 2


async def test_people_see_the_bot_come_and_go(mira: Person, playground: Playground) -> None:
    assert (await mira.state())["bot"]["online"]
    await playground.stage.cut_connections()
    await mira.event("bot", lambda bot: not bot["online"])
    await mira.event("bot", lambda bot: bool(bot["online"]))


async def test_the_world_changes_under_the_bot(mira: Person, parrot: Parrot, playground: Playground) -> None:
    room = playground.world.channel_named("reading-room")
    playground.stage.set_nsfw(room, True)
    library = playground.stage.add_guild("The Library", mira.user)
    playground.stage.add_channel(library, "stacks", nsfw=True)
    await mira.slash("say")
    seen = parrot.get_channel(int(room.id))
    assert isinstance(seen, discord.TextChannel) and seen.nsfw
    joined = parrot.get_guild(int(library.id))
    assert joined is not None
    assert [channel.name for channel in joined.text_channels] == ["general", "stacks"]


async def test_the_bot_is_shown_out_and_a_channel_goes(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    annex, club = playground.world.guild_named("The Annex"), playground.world.channel_named("book-club")
    noor = playground.stage.add_person("Noor", annex)
    playground.stage.remove_member(annex, playground.world.bot)
    playground.stage.remove_channel(club)
    await mira.slash("say")
    assert [guild.name for guild in parrot.guilds] == ["The Hearth"]
    assert parrot.get_channel(int(club.id)) is None
    async with Person(playground, noor.id, "annex") as stranger:
        with pytest.raises(Refused, match="Unknown application command"):
            await stranger.slash("say")


@pytest.mark.parametrize(
    ("token", "intents", "code"), [("wrong", 1, 4004), ("playground-token", 1 << 15, 4014)]
)
async def test_who_may_not_identify(playground: Playground, token: str, intents: int, code: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{playground.url}/gateway") as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": token, "intents": intents, "properties": {}}})
        await socket.receive()
        assert socket.close_code == code


async def test_a_wrong_token_cannot_log_in(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", playground.api_url)
    async with Parrot() as parrot:
        with pytest.raises(discord.LoginFailure):
            await parrot.login("wrong")


async def test_heartbeats_shards_and_a_resume_that_fails(playground: Playground) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{playground.url}/gateway") as socket,
    ):
        await socket.receive_json()
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11
        identify = {"token": playground.token, "intents": 1, "properties": {}, "shard": [0, 2]}
        await socket.send_json({"op": 2, "d": identify})
        ready = await socket.receive_json()
        mine = [guild for guild in playground.world.guilds if (int(guild) >> 22) % 2 == 0]
        assert [guild["id"] for guild in ready["d"]["guilds"]] == mine
        await socket.send_json({"op": 6, "d": {"token": playground.token, "session_id": "gone", "seq": 1}})
        frames = [await socket.receive_json() for _ in range(len(mine) + 1)]
        assert frames[-1]["op"] == 9 and frames[-1]["d"] is False
