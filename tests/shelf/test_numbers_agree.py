"""Every number about a read is the same wherever it is told: panel, shelf, card, choices, files, stats."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.stories.details import Completion
from tests.privacy.test_mydata import exported as my_data
from tests.privacy.test_mydata import rows
from tests.shelf.test_shelf_export import exported
from tests.subscriptions.delivered_instalments import PASSAGES, brought_directly, days_pass
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import footing
from tests.support.shelf_of_reader import DAY, VOYAGE, append, counts, entry, voyage
from tests.support.shown_here import shown_here
from tests.support.small_stories import offered

ONGOING, COMPLETE = Completion.ONGOING, Completion.COMPLETE


async def told_percent(person: Person) -> int:
    """The percent of the voyage that its reader has read, which is the same everywhere."""
    panel = re.search(r"(\d+)%", footing(await person.slash("read", story=VOYAGE)))
    assert panel is not None
    told = {"panel": int(panel[1])}
    choice = re.search(r"\((\d+)%\)", (await offered(person, VOYAGE))[0])
    shelved = re.search(r"(\d+)%", (await entry(person)).text)
    card = (await person.slash("story", story=VOYAGE)).text
    percent = re.search(r"You’re at (\d+)%", card)
    at_end = "You read it to the end" in card or "You’ve been up to date since" in card
    told |= {"choice": int(choice[1]) if choice else -1, "shelf": int(shelved[1]) if shelved else -1}
    told |= {"card": int(percent[1]) if percent else 100 * at_end}
    told |= {"file": int((await exported(person))[-1]["Percent"])}
    assert len(set(told.values())) == 1, told
    return told["panel"]


async def told_finished(person: Person) -> int:
    """How often the voyage was finished, which is the same everywhere."""
    stats = re.search(r"(\d+) stor(?:y|ies) finished", (await person.slash("stats")).text)
    file = sum(bool(row["Finished (UTC)"]) for row in await exported(person))
    of_list = counts(await person.slash("shelf"))["Finished"]
    card = "You read it to the end" in (await person.slash("story", story=VOYAGE)).text
    assert (int(stats[1]) if stats else 0) == file
    assert bool(of_list) == bool(file) >= card
    return file


async def told_words(person: Person) -> int:
    """The words that were read, which are the same in the statistics and in the file of all that is known."""
    stats = re.search(r"\*\*([\d,]+) words", (await person.slash("stats")).text)
    assert stats is not None
    table = next(text for name, text in (await my_data(person)).items() if "days" in name)
    words = int(stats[1].replace(",", ""))
    assert words == sum(int(row["Words"]) for row in rows(table))
    return words


async def test_a_story_read_in_a_tangled_way(fireside: Fireside, mira: Person) -> None:
    await append(fireside, 8, ONGOING)
    assert await told_percent(mira) == 12
    await mira.slash("read", story=VOYAGE, chapter="Port 4")
    assert await told_percent(mira) == 12, "a look ahead is not read"
    await mira.slash("read", story=VOYAGE)
    await mira.press("▶")
    assert await told_percent(mira) == 62, "what was left out counts as read"
    await mira.press("◀ Back", await mira.slash("read", story=VOYAGE))
    assert await told_percent(mira) == 62
    await shown_here(mira, "read", story=VOYAGE, chapter="Port 6")
    await mira.press("▶")
    assert await told_percent(mira) == 88
    await append(fireside, 10, ONGOING)
    assert await told_percent(mira) == 70, "there is more now"
    told = voyage(10, ONGOING)
    fresh = replace(told.chapters[0], title="Port 0", text="They had not sailed yet. " * 20)
    await fireside.add(replace(told, chapters=(told.chapters[0], fresh, *told.chapters[1:])))
    assert await told_percent(mira) < 70, "what an author puts between is new"
    assert await told_finished(mira) == 0


async def test_a_serial_counts_where_it_is_marked_as_read(fireside: Fireside, mira: Person) -> None:
    await append(fireside, 4, COMPLETE)
    await mira.slash("subscribe", story=VOYAGE, deliver=PASSAGES)
    await days_pass(fireside, 3)
    came, channel = await brought_directly(mira), mira.channel_id
    await mira.press("Read ✓", came[1])
    mira.go(channel)
    assert await told_percent(mira) == 50
    await mira.press("Read ✓", came[2])
    mira.go(channel)
    assert await told_percent(mira) == 75
    last = await mira.slash("read", story=VOYAGE)
    assert "Finished on" in (await mira.press("The end", last)).text, "the last page is read by that"
    assert await told_percent(mira) == 100
    assert await told_finished(mira) == 1
    assert await told_words(mira) == sum(len(each.text.split()) for each in voyage(4).chapters)


async def test_what_goes_on_is_not_finished_and_what_is_complete_is(fireside: Fireside, mira: Person) -> None:
    await append(fireside, 2, ONGOING)
    await mira.slash("read", story=VOYAGE)
    fireside.clock.advance(DAY)
    await mira.press("▶")
    end = await mira.press("up to date")
    assert "over 2 days" in end.text
    assert "2 days" in (await mira.slash("stats")).text
    assert await told_percent(mira) == 100
    assert counts(await mira.slash("shelf"))["Waiting"] == 1
    assert await told_finished(mira) == 0
    await append(fireside, 2, COMPLETE)
    assert await told_finished(mira) == 1, "it was read to its end, as it turns out"
    assert await told_percent(mira) == 100
    await mira.press("The end", await mira.slash("read", story=VOYAGE))
    again = await mira.press("Read again", await mira.press("Read again"))
    assert await told_percent(mira) == 50
    assert await told_finished(mira) == 1
    await mira.forge(again.button("Undo")["custom_id"], await mira.slash("read", story=VOYAGE))
    assert await told_percent(mira) == 100
    await append(fireside, 3, COMPLETE)
    assert await told_percent(mira) == 67
    assert await told_finished(mira) == 0, "it has another end now"


async def test_a_minute_is_a_minute(fireside: Fireside, mira: Person) -> None:
    await append(fireside, 2, COMPLETE)
    await mira.slash("read", story=VOYAGE)
    fireside.clock.advance(10)
    await mira.press("▶")
    assert "read in 1 minute, " in (await mira.press("The end")).text
    assert "about 1 min" in (await mira.slash("stats")).text
