"""`/help`: what somebody can do, by who and where they are."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.person import Person


async def test_help_names_every_command_and_what_is_worth_knowing_here(mira: Person) -> None:
    shown = await mira.slash("help")
    assert shown.ephemeral
    for name in ("read", "shelf", "library", "story", "settings", "help"):
        assert f"`/{name}`" in shown.text
    assert "Only you see what you read" in shown.text
    assert "*where: here*" in shown.text
    assert "*Read on from here*, *Save as quote*" in shown.text


async def test_help_tells_librarians_and_nobody_else_what_they_can_do(
    fireside: Fireside, mira: Person
) -> None:
    ines = await fireside.person("Ines")
    for name in ("add", "edit", "publish", "remove", "history", "settings"):
        assert f"`/stories {name}`" in (await ines.slash("help")).text
        assert f"`/stories {name}`" not in (await mira.slash("help")).text


async def test_help_offers_no_reading_aloud_where_there_is_none(mira: Person) -> None:
    mira.go("notices")
    assert "*where: here*" not in (await mira.slash("help")).text
    await mira.go_direct()
    direct = await mira.slash("help")
    assert "*where: here*" not in direct.text
    assert "What you begin in a server" in direct.text
