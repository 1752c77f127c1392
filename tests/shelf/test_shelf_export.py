"""The shelf as a file for spreadsheets."""

from __future__ import annotations

import csv
import io

from bot.stories.details import Completion
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.shelf_of_reader import DAY, VOYAGE, entry, opened, read_on, voyage
from tests.support.small_stories import a_tale


async def exported(person: Person) -> list[dict[str, str]]:
    """The rows of the file that *Export as CSV* gives, by the names of its columns."""
    await opened(person)
    reply = await person.press("Export as CSV")
    assert reply.outcome == "message"
    assert reply.ephemeral
    assert reply.message is not None
    [file] = reply.message["attachments"]
    assert file["filename"] == "shelf.csv"
    content = await person.fetch(file["url"])
    assert content.startswith(b"\xef\xbb\xbf"), "else spreadsheets take UTF-8 for something else"
    assert content.count(b"\r\n") == content.count(b"\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_every_read_of_every_list_is_in_the_file(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(2, Completion.COMPLETE))
    await read_on(mira, 1)
    fireside.clock.advance(DAY)
    await entry(mira)
    await mira.press("Read again")
    await mira.press("Start again")
    fireside.clock.advance(DAY)
    await mira.slash("read", story="Room for a Horse")
    await entry(mira, "Room for a Horse")
    await mira.press("Put away")
    await mira.slash("story", story="Time Lock")
    await mira.press("Save for later")
    rows = await exported(mira)
    told = [(row["Title"], row["List"], row["Read no."], row["Percent"], row["Chapter"]) for row in rows]
    assert told[:2] == [
        (VOYAGE, "Finished", "1", "100", "Chapter 2 — Port 2"),
        (VOYAGE, "Reading now", "2", "50", "Chapter 1 — Port 1"),
    ]
    assert told[2] == ("Time Lock", "To read", "", "", "")
    assert told[3][:3] == ("Room for a Horse", "Stopped", "1")
    first, second = rows[0], rows[1]
    assert first["Authors"] == "A. Boatman"
    assert first["Finished (UTC)"][:10] == first["Begun (UTC)"][:10] < second["Begun (UTC)"][:10]
    assert second["Finished (UTC)"] == ""
    assert rows[2]["Saved for later (UTC)"] > second["Last read (UTC)"]
    assert rows[3]["Put away (UTC)"] > second["Last read (UTC)"]


async def test_a_title_is_plain_and_never_a_formula(fireside: Fireside, mira: Person) -> None:
    for title in ("=1+1", "*Ash* & “Ember”, a tale"):
        await fireside.add(a_tale(title, "@Ben, Jr.", "Ode"))
        await mira.slash("story", story=title)
        await mira.press("Save for later")
    rows = await exported(mira)
    assert {row["Title"] for row in rows} == {"'=1+1", "*Ash* & “Ember”, a tale"}
    assert {row["Authors"] for row in rows} == {"'@Ben, Jr., Ode"}


async def test_the_file_has_no_title_that_the_reader_wants_to_be_kept_from_them(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(6))
    await read_on(mira, 1)
    await mira.slash("read", story=VOYAGE, chapter="5")
    await mira.slash("settings")
    await mira.press("Hide titles, too")
    [row] = await exported(mira)
    assert row["Chapter"] == "Chapter 5"
