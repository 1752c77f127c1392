"""*Post here* on quotes and pictures, found and saved, and the passages that many have saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.editing import packing
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from tests.quotes.saving_quotes import CROSSING, LAMP, NIGHT, ferry, kept, offered, save
from tests.quotes.saving_quotes import TITLE as FERRY
from tests.support.fireside import Fireside
from tests.support.librarians import correct, take_down
from tests.support.person import Person
from tests.support.quotable_stories import line, read_all, spoken
from tests.support.replies import Json, Reply, readable, walk

GALLERY = 12


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with *heath*, full of quotes, and *The Ferry*, to save lines of."""
    await empty_fireside.add(spoken("heath"))
    await empty_fireside.add(ferry(*CROSSING), empty_fireside.guild())
    return empty_fireside


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    """A reader who has read both to their ends."""
    mira = await fireside.person("Mira")
    await read_all(mira, "heath")
    await read_all(mira, FERRY)
    return mira


async def posted(person: Person) -> Json:
    """The last message that everybody sees."""
    return (await person.history())[-1]


def bars(message: Json) -> list[Json]:
    parts = [*walk(message["components"])]
    return [each for part in parts for each in (part, *part.get("items", ())) if each.get("spoiler")]


async def test_a_private_quote_is_posted_once_and_hidden_where_it_would_spoil(mira: Person) -> None:
    card = await mira.slash("quote", about="zqheathx2y3z")
    done = await mira.press("Post here", card)
    assert done.ephemeral
    assert done.text.startswith("I’ve posted a line from")
    again = await mira.press("Post here", card)
    assert again.text == done.text
    [message] = await mira.history()
    assert line("heath", 2, 3) in str(bars(message))
    saved = await mira.press("Save", message)
    assert "Saved" in saved.text


async def test_a_quote_of_a_text_that_was_edited_since_is_posted_from_the_text_of_today(
    fireside: Fireside, mira: Person
) -> None:
    card = await mira.slash("quote", about="zqheathx2y3z")
    other = await mira.slash("quote", about="zqheathx3y1z")
    chapters = spoken("heath").chapters
    second = replace(chapters[1], text=f"It was late.\n\n{chapters[1].text}".replace("by me”", "near me”"))
    third = replace(chapters[2], text="Nobody said a word, and that was the end of it. " * 20)
    await fireside.add(replace(spoken("heath"), chapters=(chapters[0], second, third)))
    await packing.worker(fireside.database, fireside.clock).round()
    assert (await mira.press("Post here", card)).text.startswith("I’ve posted a line from")
    assert "zqheathx2y3z" in str(bars(await posted(mira)))
    assert (await mira.press("Post here", other)).text.startswith("I can’t show that quote")


async def test_a_line_of_the_beginning_needs_no_bars(mira: Person) -> None:
    await mira.press("Post here", await mira.slash("quote", about="zqheathx1y1z"))
    assert line("heath", 1, 1) in readable(await posted(mira))
    assert not bars(await posted(mira))


async def test_a_picture_is_posted_with_its_bars(mira: Person) -> None:
    picture = await mira.press("As picture", await mira.slash("quote", about="zqheathx2y3z"))
    assert (await mira.press("Post here", picture)).text.startswith("I’ve posted a line from")
    message = await posted(mira)
    [gallery] = [each for each in message["components"] if each["type"] == GALLERY]
    assert gallery["items"][0]["spoiler"]
    assert (await mira.fetch(message["attachments"][0]["url"]))[:4] == b"\x89PNG"
    panel = await mira.press("Read from here", message)
    assert panel.ephemeral


async def test_a_picture_ends_a_sentence_where_the_tag_that_it_leaves_out_did(
    fireside: Fireside, mira: Person
) -> None:
    told = "“The zqwick has gone out,” said Orla. “Light it again before the tide comes in.”"
    await fireside.add(replace(spoken("moor"), chapters=(ManuscriptChapter("", told),)))
    await mira.slash("read", story="moor")
    card = await mira.slash("quote", about="zqwick")
    assert told in card.text
    picture = await mira.press("As picture", card)
    words = "The zqwick has gone out. Light it again before the tide comes in."
    assert words in str(picture.components)
    await mira.press("Post here", picture)
    assert words in str((await posted(mira))["components"])


async def looked_at(person: Person, words: str) -> Reply:
    return await person.choose(words, message=await kept(person))


async def test_a_saved_quote_is_seen_as_a_picture_and_posted(fireside: Fireside, mira: Person) -> None:
    await save(mira, NIGHT)
    picture = await mira.press("As picture", await looked_at(mira, NIGHT))
    assert NIGHT in str(picture.components)
    await mira.press("Post here", picture)
    first = await posted(mira)
    assert bars(first)
    await mira.press("Post here", await looked_at(mira, NIGHT))
    second = await posted(mira)
    assert NIGHT in str(bars(second))
    theo = await fireside.person("Theo")
    await theo.press("Save", second)
    assert NIGHT in (await kept(theo)).text
    assert LAMP not in (await kept(theo)).text


async def test_what_was_posted_goes_with_its_story(fireside: Fireside, mira: Person, ines: Person) -> None:
    await save(mira, NIGHT)
    await mira.press("Post here", await looked_at(mira, NIGHT))
    message = await posted(mira)
    await take_down(ines, FERRY)
    await mira.event("message_delete", lambda gone: gone["id"] == message["id"])


async def test_whoever_wants_no_quotes_has_none_posted(mira: Person, ines: Person) -> None:
    await save(mira, NIGHT)
    shown = await looked_at(mira, NIGHT)
    await ines.slash("stories edit", story=FERRY)
    await correct(ines, "Notes & rights", may_be_quoted=["no"])
    refused = await mira.press("Post here", shown)
    assert "would rather not have it quoted" in refused.text
    assert not await mira.history()


async def test_in_direct_messages_there_is_nowhere_to_post(mira: Person) -> None:
    await mira.go_direct()
    card = await mira.slash("quote")
    assert "Post here" not in str(card.components)


async def test_passages_are_popular_from_five_savers_up_and_no_further_than_was_read(
    fireside: Fireside, mira: Person
) -> None:
    menu = await offered(mira)
    nobody = "No passage that you’ve read has been saved by five readers yet."
    assert nobody in (await mira.press("Popular passages", menu)).text
    await save(mira, NIGHT)
    here = Audience(ReaderId(int(mira.user.id)), fireside.guild())
    [shown] = (await fireside.app.saved_quotes.page(here, None, 0)).lines
    for reader in range(11, 15):
        assert nobody in (await mira.press("Popular passages", await offered(mira))).text
        somebody = replace(here, reader=ReaderId(reader))
        await fireside.app.saved_quotes.save(somebody, shown.excerpt)
    found = await mira.press("Popular passages", await offered(mira))
    assert NIGHT in found.text
    assert "saved by 5 readers" in found.text
    assert NIGHT in (await mira.choose(NIGHT, message=found)).text
    theo = await fireside.person("Theo")
    await theo.slash("read", story=FERRY)
    assert nobody in (await theo.press("Popular passages", await theo.press("❝ Quote"))).text
