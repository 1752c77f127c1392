"""Reading aloud: a public panel that its opener turns, and that others leave to read on by themselves."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import ended, passage
from tests.support.replies import Reply
from tests.support.shown_here import shown_here

SERIAL = "Low Water at Skerrow"
ALOUD = "Read aloud here"


async def posted(person: Person) -> list[Reply]:
    """What everyone in the channel sees."""
    return [Reply("seen", message) for message in await person.history()]


async def aloud(person: Person) -> Reply:
    """A public panel of the serial, opened by this person."""
    return await shown_here(person, "read", story=SERIAL)


# Opening


async def test_read_here_posts_a_panel_that_everybody_sees(mira: Person, theo: Person) -> None:
    panel = await aloud(mira)
    assert not panel.ephemeral
    [seen] = await posted(theo)
    assert seen.text == panel.text
    assert "The first I heard of the man" in seen.text
    assert f"read aloud by <@{mira.user.id}>" in seen.text
    assert panel.labels == ["◀ Back", "Next ▶", "Read on my own", "✕ Close"]


async def test_read_here_opens_at_my_own_place(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    page = await mira.press("Next")
    assert passage(await aloud(mira)) == passage(page)


async def test_the_private_panel_offers_to_read_aloud_at_its_place(mira: Person, theo: Person) -> None:
    await mira.slash("read", story=SERIAL)
    page = await mira.press("Next")
    await mira.press("⋯")
    turned = await mira.press(ALOUD)
    assert turned.outcome == "deferred_update"
    assert turned.ephemeral
    assert turned.text == page.text
    await theo.event("message_create")
    [public] = await posted(theo)
    assert passage(public) == passage(page)
    assert public.labels == ["◀ Back", "Next ▶", "Read on my own", "✕ Close"]


async def test_reading_privately_posts_nothing(mira: Person, theo: Person) -> None:
    await mira.slash("read", story=SERIAL)
    await mira.press("Next")
    await mira.press("⋯")
    assert await posted(theo) == []


# Turning


async def test_the_opener_turns_the_public_panel(mira: Person, theo: Person) -> None:
    first = await aloud(mira)
    second = await mira.press("Next")
    assert second.outcome == "update"
    assert passage(second) != passage(first)
    [seen] = await posted(theo)
    assert seen.text == second.text
    assert f"<@{mira.user.id}>" in seen.text
    assert passage(await mira.press("◀ Back")) == passage(first)


async def test_reading_aloud_moves_the_opener_s_own_place(mira: Person) -> None:
    await aloud(mira)
    page = await mira.press("Next")
    assert passage(await mira.slash("read")) == passage(page)


async def test_the_public_panel_can_be_turned_to_the_end_and_begun_again(mira: Person, theo: Person) -> None:
    reply = first = await shown_here(mira, "read", story="Room for a Horse")
    while not ended(reply):
        reply = await mira.press("▶")
    assert "the end" in reply.text
    assert "Read on my own" in reply.labels
    assert (await theo.press("Read again", reply)).ephemeral
    assert "again from its beginning?" in (await mira.press("Read again", reply)).text
    again = await mira.press("Read again")
    assert not again.ephemeral
    assert passage(again) == passage(first)


@pytest.mark.parametrize("label", ["Next", "Back", "Close"])
async def test_others_are_told_whose_pages_they_are_and_nothing_turns(
    mira: Person, theo: Person, label: str
) -> None:
    await aloud(mira)
    panel = await mira.press("Next")
    reply = await theo.press(label, panel)
    assert reply.outcome == "message"
    assert reply.ephemeral
    assert f"<@{mira.user.id}> is turning these pages. Press *Read on my own*" in reply.text
    [seen] = await posted(theo)
    assert seen.text == panel.text
    assert "Your shelf is empty" in (await theo.slash("shelf")).text


async def test_others_read_on_by_themselves_from_that_very_passage(mira: Person, theo: Person) -> None:
    await aloud(mira)
    await mira.press("Next")
    public = await mira.press("Next")
    own = await theo.press("Read on my own", public)
    assert own.outcome == "message"
    assert own.ephemeral
    assert passage(own) == passage(public)
    page = await theo.press("Next")
    assert page.outcome == "update"
    assert passage(await theo.slash("read")) == passage(page)
    [seen] = await posted(theo)
    assert seen.text == public.text


async def test_with_shorter_passages_one_reads_on_from_the_same_words(mira: Person, theo: Person) -> None:
    await theo.slash("settings")
    await theo.press("Tablet")
    await aloud(mira)
    public = await mira.press("Next")
    own = await theo.press("Read on my own", public)
    assert passage(public)[:60] in passage(own)
    assert len(passage(own)) <= 900


async def test_the_opener_may_go_on_privately_too(mira: Person) -> None:
    public = await aloud(mira)
    own = await mira.press("Read on my own", public)
    assert own.ephemeral
    assert passage(own) == passage(public)


async def test_close_takes_the_public_panel_away(mira: Person, theo: Person) -> None:
    panel = await aloud(mira)
    await mira.press("✕ Close", panel)
    assert await posted(theo) == []


async def test_two_may_read_aloud_side_by_side(mira: Person, theo: Person) -> None:
    hers, his = await aloud(mira), await aloud(theo)
    assert (await theo.press("Next", hers)).ephemeral
    assert (await mira.press("Next", hers)).outcome == "update"
    assert (await mira.press("Next", his)).ephemeral
    assert (await theo.press("Next", his)).outcome == "update"


# Once


async def test_an_offer_to_read_aloud_works_once(mira: Person, theo: Person) -> None:
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    offer = menu.button(ALOUD)["custom_id"]
    await mira.press(ALOUD, menu)
    again = await mira.forge(offer, menu)
    assert again.ephemeral
    assert again.text == mira.last.text  # as the first press: the text that is being read
    assert "❝ Quote" in again.labels
    await theo.event("message_create")
    assert len(await posted(theo)) == 1


async def test_an_offer_pressed_twice_at_the_same_moment_posts_one_panel(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    offer = menu.button(ALOUD)["custom_id"]
    replies = await asyncio.gather(*(mira.forge(offer, menu) for _ in range(5)))
    assert sorted(reply.outcome for reply in replies) == ["deferred_update"] + ["update"] * 4
    assert len({reply.text for reply in replies if reply.outcome == "update"}) == 1
    await theo.event("message_create")
    assert len(await posted(theo)) == 1


async def test_a_new_offer_reads_another_page_aloud(mira: Person, theo: Person) -> None:
    await mira.slash("read", story=SERIAL)
    for _ in range(2):
        await mira.press("⋯")
        panel = await mira.press(ALOUD)
        await mira.press("Next", panel)
    await theo.event("message_create", lambda message: True, since=1)
    assert len(await posted(theo)) == 2


async def test_a_line_that_breaks_while_the_panel_is_posted_posts_it_once(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    fireside.playground.faults.inject(Fault("POST /channels/*/messages", FaultKind.DROPPED))
    assert (await mira.press(ALOUD, menu)).ephemeral
    assert "❝ Quote" in (await mira.forge(menu.button(ALOUD)["custom_id"], menu)).labels
    assert len(await posted(theo)) == 1


# Where it may not be


async def test_where_the_bot_may_not_post_it_says_so_and_posts_nothing(
    fireside: Fireside, mira: Person
) -> None:
    playground = fireside.playground
    room = playground.world.channel_named("reading-room")
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    playground.stage.set_permissions(room, playground.world.bot, deny=Permission.SEND_MESSAGES)
    for reply in (await aloud(mira), await mira.press(ALOUD, menu)):
        assert reply.ephemeral
        assert "I may not post in this channel" in reply.text
        assert "“Send Messages”" in reply.text
    assert await posted(mira) == []
    await mira.slash("read", story=SERIAL)
    assert ALOUD not in (await mira.press("⋯")).labels


async def test_whoever_may_not_post_may_not_read_aloud(fireside: Fireside, mira: Person) -> None:
    room = fireside.playground.world.channel_named("reading-room")
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    fireside.playground.stage.set_permissions(room, mira.user, deny=Permission.SEND_MESSAGES)
    for reply in (await aloud(mira), await mira.press(ALOUD, menu)):
        assert reply.ephemeral
        assert "You can’t post in this channel" in reply.text
    assert await posted(mira) == []
    page = await mira.slash("read", story=SERIAL)
    assert page.ephemeral
    assert ALOUD not in (await mira.press("⋯")).labels


async def test_a_refusal_does_not_use_the_offer_up(fireside: Fireside, mira: Person, theo: Person) -> None:
    room = fireside.playground.world.channel_named("reading-room")
    await mira.slash("read", story=SERIAL)
    menu = await mira.press("⋯")
    fireside.playground.stage.set_permissions(room, mira.user, deny=Permission.SEND_MESSAGES)
    assert "You can’t" in (await mira.press(ALOUD, menu)).text
    fireside.playground.stage.set_permissions(room, mira.user, allow=Permission.SEND_MESSAGES)
    assert (await mira.press(ALOUD, menu)).outcome == "deferred_update"
    await theo.event("message_create")
    assert len(await posted(theo)) == 1


async def test_where_nobody_may_post_one_reads_privately(mira: Person) -> None:
    mira.go("notices")
    assert (await aloud(mira)).ephemeral
    assert "The first I heard" in (await mira.slash("read", story=SERIAL)).text
    assert "where: here" not in (await mira.slash("help")).text


async def test_nothing_is_read_aloud_in_direct_messages(mira: Person) -> None:
    await mira.go_direct()
    panel = await aloud(mira)
    assert "read aloud" not in panel.text
    assert "Read on my own" not in panel.labels
    assert ALOUD not in (await mira.press("⋯")).labels
    assert "where: here" not in (await mira.slash("help")).text


# Nobody is pinged


def written(body: Any) -> Iterator[str]:
    """All text anywhere in what was sent."""
    if isinstance(body, dict):
        for value in body.values():
            yield from written(value)
    elif isinstance(body, list):
        for value in body:
            yield from written(value)
    elif isinstance(body, str):
        yield body


async def test_nothing_that_is_sent_pings_anybody(fireside: Fireside, mira: Person, theo: Person) -> None:
    panel = await shown_here(mira, "read", story="Whoever Has the Good Scissors")
    seen = [panel, await theo.press("Next", panel), await theo.press("Read on my own", panel)]
    for _ in range(3):
        seen.append(panel := await mira.press("▶", panel))
    await mira.slash("read", story=SERIAL)
    await mira.press("⋯")
    seen.append(await mira.press(ALOUD))
    seen.append(await mira.slash("read", story="@everyone @here <@&1>"))
    seen += [await mira.slash("library", search="@everyone"), *await posted(theo)]
    for reply in seen:
        message = reply.message or {}
        assert message["mentions"] == []
        assert message["mention_roles"] == []
        assert message["mention_everyone"] is False
    for sent in fireside.playground.journal.requests:
        mentions = [text for text in written(sent.body) if re.search(r"<@[!&]?\d+>|@(everyone|here)", text)]
        if mentions:
            data = sent.body.get("data", sent.body)
            assert data["allowed_mentions"].get("parse") == [], sent
            assert not data["allowed_mentions"].get("users"), sent
