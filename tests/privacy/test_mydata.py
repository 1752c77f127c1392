"""Everything stored about somebody, as a file, and erased."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from bot.privacy.queries.people import everybody
from bot.stories.ids import ReaderId
from tests.support.engines import copied, on_postgresql
from tests.support.fireside import Fireside, burning
from tests.support.person import Person

STORY = "Low Water at Skerrow"


async def exported(person: Person) -> dict[str, str]:
    """The files of the zip by their names."""
    reply = await person.slash("mydata export")
    assert reply.ephemeral
    assert reply.message is not None
    [file] = reply.message["attachments"]
    with zipfile.ZipFile(io.BytesIO(await person.fetch(file["url"]))) as made:
        return {name: made.read(name).decode("utf-8-sig") for name in made.namelist()}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


async def lived_in(person: Person) -> None:
    """Reads, saves, subscribes and chooses."""
    await person.slash("read", story=STORY)
    await person.press("Next")
    await person.slash("story", story="Time Lock")
    await person.press("Save for later")
    await person.slash("subscribe", story=STORY)
    await person.slash("settings", time_zone="Europe/Oslo")


async def test_the_file_says_what_is_known_and_nothing_of_others(mira: Person, theo: Person) -> None:
    await lived_in(mira)
    await theo.slash("read", story="Room for a Horse")
    files = await exported(mira)
    assert "reads.csv: each time that you read a story, and where you are" in files["READ ME.txt"]
    [read] = rows(files["reads.csv"])
    assert read["Story"] == STORY
    assert read["Chapter"] == "Chapter 1"
    assert read["Started at"] <= read["Read at"]
    [settings] = rows(files["settings.csv"])
    assert settings["Time zone"] == "Europe/Oslo"
    [saved] = rows(files["saved-stories.csv"])
    assert saved["Story"] == "Time Lock"
    assert "Room for a Horse" not in "".join(files.values())


async def test_whoever_is_not_known_is_told_so(fireside: Fireside) -> None:
    theo = await fireside.person("Theo", desktop=False)
    assert "There is nothing." in (await exported(theo))["READ ME.txt"]


async def test_erasing_is_asked_once_and_leaves_nothing(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    await lived_in(mira)
    await theo.slash("read", story=STORY)
    asked = await mira.slash("mydata erase")
    assert "can’t be undone" in asked.text
    assert "Nothing is erased" in (await mira.press("No, keep it")).text
    assert "reads.csv" in await exported(mira)
    await mira.slash("mydata erase")
    assert "Erased" in (await mira.press("Erase everything")).text
    known = await fireside.database.read(lambda connection: list(everybody(connection)))
    assert ReaderId(int(mira.user.id)) not in known
    assert ReaderId(int(theo.user.id)) in known
    assert list(await exported(mira)) == ["READ ME.txt"]
    assert "Low Water" not in (await mira.slash("shelf")).text


async def test_a_librarians_name_leaves_histories_and_the_work_stays(
    fireside: Fireside, ines: Person
) -> None:
    story = await fireside.bring_in("kettle.txt", b"Title: Kettle\n\nIt was on the boil.\n", ines)
    await ines.slash("mydata erase")
    await ines.press("Erase everything")
    assert "Kettle" in (await ines.slash("read", story="Kettle")).text
    changes = await fireside.database.read(
        lambda connection: connection.execute(
            "SELECT made_by FROM changes WHERE story_id = ?", (story,)
        ).fetchall()
    )
    assert [by for (by,) in changes] == [0]
    await ines.slash("stories edit", story="Kettle")
    assert ines.user.id not in (await ines.press("History")).text


async def test_what_was_erased_is_not_brought_back_by_an_older_backup(
    sample_library: Path, tmp_path: Path
) -> None:
    library, backup = tmp_path / "fireside.sqlite3", tmp_path / "backup.sqlite3"
    copied(sample_library, library)
    async with burning(library) as fireside:
        mira, theo = await fireside.person("Mira"), await fireside.person("Theo")
        await lived_in(mira)
        await theo.slash("read", story=STORY)
    copied(library, backup)
    async with burning(library) as fireside:
        mira = await fireside.person("Mira", desktop=False)
        await mira.slash("mydata erase")
        await mira.press("Erase everything")
        await mira.slash("read", story="Time Lock")
    after = copied(library, tmp_path / "later.sqlite3")
    if not on_postgresql():
        assert b"Europe/Oslo" not in library.read_bytes(), "what is deleted is overwritten"
    copied(backup, library)
    async with burning(library) as fireside:
        mira = await fireside.person("Mira", desktop=False)
        theo = await fireside.person("Theo", desktop=False)
        assert list(await exported(mira)) == ["READ ME.txt"]
        assert "reads.csv" in await exported(theo)
    copied(after, library)
    async with burning(library) as fireside:
        mira = await fireside.person("Mira", desktop=False)
        assert [row["Story"] for row in rows((await exported(mira))["reads.csv"])] == ["Time Lock"]
