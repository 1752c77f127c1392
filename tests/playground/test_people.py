"""What the page is built on: who sees what, and who is kept out."""

from __future__ import annotations

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.permissions import Permission
from tests.playground.parrot import Parrot
from tests.support.person import Person, Refused


async def test_everyone_sees_their_own_world(mira: Person, theo: Person) -> None:
    seen = await mira.state()
    assert [guild["name"] for guild in seen["guilds"]] == ["The Hearth"]
    assert [guild["name"] for guild in (await theo.state())["guilds"]] == ["The Hearth", "The Annex"]
    assert [person["global_name"] for person in seen["people"]] == ["Mira", "Theo", "Ines", "Odile"]
    assert seen["you"]["id"] == mira.user.id
    assert {"say", "find", "tell"} <= {command["name"] for command in seen["commands"]}
    speaking = {
        channel["name"]: bool(int(channel["permissions"]) & Permission.SEND_MESSAGES)
        for channel in seen["guilds"][0]["channels"]
    }
    assert speaking == {"reading-room": True, "book-club": True, "after-dark": True, "notices": False}


async def test_talking_where_one_may(mira: Person, theo: Person) -> None:
    await mira.say("  hello  ")
    assert (await theo.event("message_create"))["content"] == "hello"
    mira.go("notices")
    with pytest.raises(Refused, match="50013"):
        await mira.say("hello")
    mira.go("annex")
    with pytest.raises(Refused, match="50001"):
        await mira.history()
    mira.go("reading-room")
    with pytest.raises(Refused, match="2000"):
        await mira.say("x" * 2001)
    with pytest.raises(Refused, match="50006"):
        await mira.say(" ")


async def test_a_hidden_channel_is_not_heard(mira: Person, theo: Person, playground: Playground) -> None:
    room = playground.world.channel_named("book-club")
    playground.stage.set_permissions(room, mira.user, deny=Permission.VIEW_CHANNEL)
    theo.go("book-club")
    await theo.say("secret")
    theo.go("reading-room")
    await theo.say("open")
    assert (await mira.event("message_create"))["content"] == "open"


async def test_commands_come_and_go(mira: Person, parrot: Parrot) -> None:
    ids = {command.name: command.id for command in await parrot.tree.fetch_commands()}
    await parrot.tree.sync()
    assert ids == {command.name: command.id for command in await parrot.tree.fetch_commands()}
    parrot.tree.remove_command("say")
    await parrot.tree.sync()
    names = {command["name"] for command in (await mira.state())["commands"]}
    assert names == {"tell", "find", "files", "Remember this", "Greet"}
    [find] = [command for command in await parrot.tree.fetch_commands() if command.name == "find"]
    await find.edit(description="Looks for a word")
    await find.delete()
    await mira.event("commands", lambda shown: "find" not in [command["name"] for command in shown])


async def test_without_controls_nothing_can_be_forged() -> None:
    async with Playground() as playground, Person(playground, "Mira") as mira:
        with pytest.raises(Refused, match="controls"):
            await mira.call("POST", "clock", json={"advance": 60})
        with pytest.raises(Refused, match="controls"):
            await mira.forge("anything", {"id": "1", "channel_id": mira.channel_id})
        assert not (await mira.state())["controls"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example:80"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
async def test_other_sites_are_kept_out(playground: Playground, headers: dict[str, str], status: int) -> None:
    ines = playground.world.person_named("Ines")
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{playground.url}/playground/dms", params={"as": ines.id}) as response,
    ):
        assert response.status == status


async def test_other_sites_cannot_listen(playground: Playground) -> None:
    async with aiohttp.ClientSession(headers={"Origin": "http://evil.example"}) as session:
        for path in ("gateway", "playground/events"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{playground.url}/{path}")
            assert refused.value.status == 403


async def test_the_page_is_served_and_nothing_beside_it(playground: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(playground.url) as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "text/html"
            assert response.headers["Cache-Control"] == "no-cache"
        for path in ("../server.py", "%2e%2e/server.py", "nothing.js"):
            async with session.get(f"{playground.url}/{path}") as response:
                assert response.status == 404
