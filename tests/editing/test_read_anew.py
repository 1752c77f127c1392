"""The same file, read by a better reader: details and chapters follow, places and corrections stay, nobody is
told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.database import Connection
from bot.editing.adding import read_anew
from bot.editing.files import digest
from bot.editing.models import ChangeKind
from bot.imports.formats import parse
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.details import Details, Rating, to_json
from bot.stories.models import Origin
from bot.stories.queries import stories
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add, add_and_keep, correct, ferry, numbers_in
from tests.support.person import Person

FILE = ferry(DAWN, NOON, DUSK, rating="Explicit", warnings="drowning")


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    return {"ferry.txt": FILE}


async def read_by_an_older_reader(fireside: Fireside, title: str = TITLE) -> None:
    """Makes the story what a reader took in that knew neither its rating nor its warnings."""
    story = await fireside.app.library.named(TITLE)

    def job(connection: Connection) -> None:
        less = replace(story, title=title, rating=Rating.TEEN, content_warnings=())
        stories.update(connection, less)
        said = json.dumps(to_json(less))
        connection.execute("UPDATE stories SET reader = 1, file_details = ? WHERE id = ?", (said, story.id))

    await fireside.database.transaction(job)


async def execute(fireside: Fireside, statement: str) -> None:
    def job(connection: Connection) -> None:
        connection.execute(statement)

    await fireside.database.transaction(job)


async def number_of(fireside: Fireside, table: str) -> int:
    def job(connection: Connection) -> int:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(number)

    return await fireside.database.read(job)


async def story_of(fireside: Fireside) -> Details:
    return await fireside.app.library.named(TITLE)


async def test_a_file_that_is_added_again_is_read_anew(empty_fireside: Fireside, ines: Person) -> None:
    assert "is already in the library" in (await add(ines, "ferry.txt", FILE)).text
    await read_by_an_older_reader(empty_fireside)
    await add_and_keep(ines, FILE)
    story = await story_of(empty_fireside)
    assert (story.rating, story.content_warnings) == (Rating.EXPLICIT, ("drowning",))
    assert "read anew from ferry.txt" in (await ines.slash("stories history", story=TITLE)).text
    assert "is already in the library" in (await add(ines, "ferry.txt", FILE)).text


async def test_a_title_that_is_read_otherwise_makes_no_second_story(
    empty_fireside: Fireside, ines: Person
) -> None:
    await read_by_an_older_reader(empty_fireside, "A. Boatman")
    await add_and_keep(ines, FILE)
    assert (await story_of(empty_fireside)).title == TITLE
    assert await number_of(empty_fireside, "stories") == 1


async def test_what_a_librarian_corrected_stays(empty_fireside: Fireside, ines: Person) -> None:
    await read_by_an_older_reader(empty_fireside)
    await ines.slash("stories edit", story=TITLE)
    await correct(ines, "Rating, warnings & status", rating=["mature"])
    await add_and_keep(ines, FILE)
    story = await story_of(empty_fireside)
    assert (story.rating, story.content_warnings) == (Rating.MATURE, ("drowning",))


async def test_chapters_that_a_librarian_changed_stay(empty_fireside: Fireside, ines: Person) -> None:
    await ines.slash("stories edit", story=TITLE)
    await ines.press("Chapters")
    await ines.choose("Noon")
    form = await ines.press("Rename")
    await ines.fill(form, title="High Noon")
    await read_by_an_older_reader(empty_fireside)
    await add_and_keep(ines, FILE)
    assert (await story_of(empty_fireside)).rating is Rating.EXPLICIT
    await ines.slash("stories edit", story=TITLE)
    assert "High Noon" in str((await ines.press("Chapters")).components)


async def test_readers_keep_their_places_and_are_told_of_no_new_chapters(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    app = empty_fireside.app
    barge = ferry(DAWN, NOON, DUSK, title="The Barge", status="Complete")
    found = parse(barge, "barge.txt")
    # The older reader found one chapter where there are three.
    lump = ManuscriptChapter("", "\n\n".join(each.text for each in found.chapters))
    origin = Origin("barge.txt", digest([barge]), empty_fireside.guild())
    lumped = replace(found, chapters=(lump,), details=replace(found.details, completion=None))
    await app.importer.add(lumped, origin)
    await execute(empty_fireside, "UPDATE stories SET reader = 1")
    await mira.slash("subscribe", story="The Barge")
    await mira.slash("read", story="The Barge")
    panel = await mira.press("Next")
    imported = await app.importer.add(found, origin)
    assert (imported.kind, imported.story.chapters) == (ChangeKind.REREAD, 3)
    assert numbers_in((await mira.slash("read")).text)[0] == numbers_in(panel.text)[0]
    assert await number_of(empty_fireside, "announcements") == 0


async def test_what_is_read_as_before_leaves_no_trace(empty_fireside: Fireside, ines: Person) -> None:
    await execute(empty_fireside, "UPDATE stories SET reader = 1")
    before = (await ines.slash("stories history", story=TITLE)).text
    await add_and_keep(ines, FILE)
    assert (await ines.slash("stories history", story=TITLE)).text == before
    assert "is already in the library" in (await add(ines, "ferry.txt", FILE)).text


def test_a_corrected_rating_is_an_answer_to_an_unclear_one() -> None:
    before = Details(title=TITLE, rating=Rating.TEEN)
    now = replace(before, rating=Rating.MATURE, unclear_rating="spicy", content_warnings=("fire",))
    assert read_anew(before, before, now) == now
    answered = replace(before, rating=Rating.EXPLICIT)
    assert read_anew(answered, before, now) == replace(answered, content_warnings=("fire",))
