"""`/help`: what somebody can do, by who and where they are."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.person import Person


async def test_help_begins_with_what_one_wants_first(mira: Person) -> None:
    shown = await mira.slash("help")
    assert shown.ephemeral
    lines = [line for line in shown.text.splitlines() if line.startswith("</")]
    assert [line.split(":")[0] for line in lines[:3]] == ["</library", "</read", "</shelf"]
    assert "Welcome!" in shown.text
    await mira.slash("read", story="Low Water at Skerrow")
    assert "Welcome!" not in (await mira.slash("help")).text


async def test_help_names_every_command_to_be_clicked_and_what_is_worth_knowing_here(
    fireside: Fireside, mira: Person
) -> None:
    shown = await mira.slash("help")
    ids = {command["name"]: command["id"] for command in fireside.playground.registry.all()}
    for name in ("read", "shelf", "library", "story", "settings"):
        assert f"</{name}:{ids[name]}>" in shown.text
    assert "Only you see what you read" in shown.text
    assert "*where: here*" in shown.text
    assert "*Read on from here*, *Save as quote*" in shown.text


async def test_an_ordinary_channel_says_that_there_may_be_more_in_another(mira: Person) -> None:
    assert "In an age-restricted channel there may be more" in (await mira.slash("help")).text
    mira.go("after-dark")
    assert "age-restricted" not in (await mira.slash("help")).text


async def test_help_tells_librarians_and_nobody_else_what_they_can_do(
    fireside: Fireside, mira: Person
) -> None:
    ines = await fireside.person("Ines")
    shown, other = (await ines.slash("help")).text, (await mira.slash("help")).text
    for name in ("add", "edit", "publish", "remove", "history", "settings"):
        assert f"</stories {name}:" in shown
        assert f"stories {name}" not in other
    await ines.go_direct()
    assert "</stories edit:" not in (await ines.slash("help")).text


async def test_help_offers_no_reading_aloud_where_there_is_none(mira: Person) -> None:
    mira.go("notices")
    assert "*where: here*" not in (await mira.slash("help")).text
    await mira.go_direct()
    direct = await mira.slash("help")
    assert "*where: here*" not in direct.text
    assert "What you begin in a server" in direct.text
