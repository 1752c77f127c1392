"""A reader saves lines from the panel, and has them in a list and as a file."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from bot.quotes.saved import MOST_QUOTES
from bot.text.markup import strip
from tests.quotes.saving_quotes import (
    CROSSING,
    FIRST,
    LAMP,
    NIGHT,
    OARS,
    SERIAL,
    SHORE,
    TITLE,
    exported,
    ferry,
    kept,
    offered,
    save,
    sentences,
)
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import passage

# Saving


async def test_the_panel_turns_into_its_sentences_and_back(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    panel = await mira.slash("read", story=TITLE, chapter="Crossing")
    menu = await mira.press("❝ Quote")
    assert menu.outcome == "update"
    assert sentences(menu) == [NIGHT, OARS, "She lit the lamp at last.", SHORE]
    assert (await mira.press("Back to the text")).text == panel.text


async def test_saving_a_line_leaves_the_bookmark_alone(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    await mira.press("⋯")
    await mira.press("Tablet")
    await mira.press("Next")
    place = await mira.press("Next")
    await mira.press("⋯")
    await mira.press("A whole message")
    await mira.press("❝ Quote")
    await mira.choose(FIRST)
    await mira.press("Back to the text")
    await mira.press("⋯")
    assert passage(await mira.press("Tablet")) == passage(place)


async def test_a_saved_sentence_looks_as_it_does_in_the_story(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    confirmed = await save(mira, "She lit the lamp")
    assert confirmed.outcome == "update"
    assert f"> {LAMP}\n" in confirmed.text
    assert confirmed.labels == ["Back to the text", "As picture", "Post here", "Undo"]
    assert "She lit the lamp at last." in (await kept(mira)).text


async def test_first_and_last_save_all_between_them_as_one_quote(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    confirmed = await save(mira, OARS, SHORE)
    assert f"> {OARS}\n> \n> {LAMP} {SHORE}\n" in confirmed.text
    assert "1 quote" in (await kept(mira)).text


async def test_undo_takes_back_what_was_just_saved(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, NIGHT)
    confirmed = await save(mira, OARS)
    twice = await asyncio.gather(*(mira.press("Undo", confirmed) for _ in range(2)))
    assert all("Taken back" in reply.text for reply in twice)
    assert NIGHT in (await mira.press("Back to the text")).text
    listed = await kept(mira)
    assert NIGHT in listed.text
    assert OARS not in listed.text


async def test_saving_the_same_lines_twice_keeps_one(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    menu = await offered(mira)
    replies = await asyncio.gather(*(mira.choose(NIGHT, message=menu) for _ in range(3)))
    assert all("Saved" in reply.text for reply in replies)
    assert "1 quote\n" in (await kept(mira)).text
    await mira.press("Undo", replies[0])
    assert "You haven’t saved" in (await kept(mira)).text
    await save(mira, NIGHT)
    assert NIGHT in (await kept(mira)).text


async def test_a_long_passage_offers_its_sentences_in_pages(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(" ".join(f"It was wave {number}." for number in range(1, 61))))
    first = await offered(mira)
    assert sentences(first)[::24] == ["It was wave 1.", "It was wave 25."]
    await mira.press("Next page")
    last = await mira.press("Next page")
    assert sentences(last)[-1] == "It was wave 60."
    assert "It was wave 60." in (await mira.choose("It was wave 60.")).text


async def test_only_what_the_panel_shows_is_offered(mira: Person) -> None:
    panel = await mira.slash("read", story=SERIAL)
    shown = strip(passage(panel))
    found = sentences(await mira.press("❝ Quote"))
    assert len(found) > 5
    assert all(sentence.removesuffix("…") in " ".join(shown.split()) for sentence in found)


async def test_a_passage_without_a_sentence_says_so(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry("…"))
    await mira.slash("read", story=TITLE, chapter="Crossing")
    assert "That message doesn’t show a line I could save" in (await mira.press("❝ Quote")).text


async def test_the_author_s_notes_are_no_part_of_the_story_to_quote(fireside: Fireside, mira: Person) -> None:
    story = ferry(*CROSSING)
    details = replace(story.details, notes="I wrote this at sea. " * 300)
    await fireside.add(replace(story, details=details))
    notes = await mira.slash("read", story=TITLE)
    assert "I wrote this at sea" in notes.text
    assert "❝ Quote" not in notes.labels


async def test_an_author_who_wants_no_quotes_is_heeded(fireside: Fireside, mira: Person) -> None:
    story = await fireside.add(ferry(*CROSSING))
    menu = await offered(mira)
    await fireside.database.transaction(
        lambda connection: connection.execute("UPDATE stories SET quotable = FALSE WHERE id = ?", (story,))
    )
    assert "would rather not have it quoted" in (await mira.choose(NIGHT, message=menu)).text
    assert "haven’t saved any quotes" in (await kept(mira)).text
    assert "❝ Quote" not in (await mira.slash("read", story=TITLE)).labels


# The list


async def test_the_list_has_the_newest_first_and_a_story_in_its_own_order(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, SHORE)
    fireside.clock.advance(60)
    await save(mira, NIGHT)
    fireside.clock.advance(60)
    await mira.slash("read", story=SERIAL)
    await mira.press("❝ Quote")
    await mira.choose(FIRST)
    everything = (await kept(mira)).text
    assert everything.index("The first I heard") < everything.index(NIGHT) < everything.index(SHORE)
    choices = [choice["name"] for choice in await mira.autocomplete("quotes", "story", "")]
    assert [name.partition(" — ")[0] for name in choices] == [TITLE, SERIAL]
    assert len(await mira.autocomplete("quotes", "story", "boatm")) == 1
    of_ferry = (await mira.slash("quotes", story=TITLE)).text
    assert of_ferry.index(NIGHT) < of_ferry.index(SHORE)
    assert "The first I heard" not in of_ferry


async def test_nothing_saved_says_how_to_begin(mira: Person) -> None:
    assert "press ❝ below the page" in (await kept(mira)).text
    reply = await mira.slash("quotes", story=SERIAL)
    assert "You haven’t saved anything from that story" in reply.text
    assert await mira.autocomplete("quotes", "story", "low") == []


async def test_a_quote_is_looked_at_read_from_and_removed(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING, *(f"Wave {number} came. " * 40 for number in range(9)), SHORE))
    await save(mira, LAMP.replace("_", ""))
    await kept(mira)
    card = await mira.choose("She lit the lamp")
    assert "**The Ferry** · A. Boatman" in card.text
    assert "Chapter 2 — Crossing" in card.text
    assert LAMP in passage(await mira.press("Read from here", card))
    await kept(mira)
    card = await mira.choose("She lit the lamp")
    twice = await asyncio.gather(*(mira.press("Remove", card) for _ in range(2)))
    assert all("Removed" in reply.text for reply in twice)
    assert "haven’t saved any quotes" in (await kept(mira)).text
    twice = await asyncio.gather(*(mira.press("Undo", twice[0]) for _ in range(2)))
    assert all(LAMP in reply.text for reply in twice)
    assert "She lit the lamp" in (await mira.press("My quotes")).text


async def test_reading_from_a_quote_can_be_undone(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    await mira.press("❝ Quote")
    await mira.choose(FIRST)
    far = await mira.slash("read", story=SERIAL, chapter="3")
    await kept(mira)
    await mira.choose(FIRST)
    await mira.press("Read from here")
    await mira.press("⋯")
    assert passage(await mira.press("Undo jump")) == passage(far)


async def test_a_long_list_has_pages_and_leads_back_to_the_one_it_left(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(ferry(" ".join(f"It was wave {number}." for number in range(1, 24))))
    for number in range(1, 24):
        await save(mira, f"It was wave {number}.")
    await kept(mira)
    await mira.press("Next page")
    second = await mira.press("Next page")
    assert "Page 3 of 3" in second.text
    await mira.choose("It was wave 1.")
    assert (await mira.press("My quotes")).text == second.text


async def test_there_is_an_end_to_what_one_reader_keeps(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, NIGHT)
    await fireside.database.transaction(
        lambda connection: connection.execute(
            "WITH RECURSIVE more (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n < ?)"
            " INSERT INTO saved_quotes (reader_id, story_id, chapter_id, revision, start_offset, end_offset,"
            " markdown, saved_at) SELECT reader_id, story_id, chapter_id, revision, n, n + 1, 'x', 0"
            " FROM more, saved_quotes",
            (MOST_QUOTES,),
        )
    )
    assert "and I can’t keep more" in (await save(mira, SHORE)).text
    assert f"{MOST_QUOTES:,} quotes" in (await kept(mira)).text
    assert "Saved" in (await save(mira, NIGHT)).text


# Export


async def test_the_export_is_a_markdown_file_with_the_sources(fireside: Fireside, mira: Person) -> None:
    source = "https://example.org/ferry"
    await fireside.add(ferry(*CROSSING, source=source, licence="CC BY 4.0"))
    await save(mira, SHORE)
    await save(mira, NIGHT, LAMP.replace("_", ""))
    await mira.slash("read", story=SERIAL)
    await mira.press("❝ Quote")
    await mira.choose(FIRST)
    text = await exported(mira)
    assert re.findall("^## .*", text, re.MULTILINE) == ["## The Ferry", "## Low Water at Skerrow"]
    assert "By A. Boatman" in text
    assert "Licence: CC BY 4.0" in text
    assert "example.org/ferry" in text
    assert f"> {NIGHT} {OARS}\n> \n> {LAMP}\n\n— Chapter 2 — Crossing, saved " in text
    assert text.index(NIGHT) < text.index(SHORE)
