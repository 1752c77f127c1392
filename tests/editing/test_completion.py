"""Whether a story is complete: told by its file, corrected by librarians, seen by readers."""

from __future__ import annotations

import json

import pytest

from bot.database import Connection
from bot.editing.detail_entries import values_entered
from bot.editing.errors import UnknownOptionError
from bot.stories.details import Details
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add, add_and_keep, correct, ferry
from tests.support.person import Person
from tests.support.reading_panel import ended
from tests.support.replies import Reply

GROUP = "Rating, warnings & status"


async def card(person: Person) -> Reply:
    return await person.slash("story", story=TITLE)


async def correct_status(librarian: Person, status: str) -> Reply:
    """The status of *The Ferry* chosen in the story editor."""
    await librarian.slash("stories edit", story=TITLE)
    return await correct(librarian, GROUP, status=[status])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("ferry.txt", ferry(status="Complete"), id="text"),
        pytest.param(
            "ferry.md",
            b"---\ntitle: The Ferry\nstatus: complete\n---\n\nOnce upon a time a ferry crossed.",
            id="Markdown",
        ),
    ],
)
async def test_a_complete_story_says_so_from_its_first_card_on(
    ines: Person, mira: Person, name: str, content: bytes
) -> None:
    assert "**Status** Complete" in (await add(ines, name, content)).text
    await ines.press("Keep it")
    assert "**Status** Complete" in (await card(mira)).text
    assert "min · Teen (not rated) · Complete" in (await mira.slash("library")).text


@pytest.mark.parametrize(
    ("labels", "line", "offered"),
    [
        ({"status": "complete"}, "**Status** Complete", False),
        ({"status": "in progress"}, "**Status** Ongoing", True),
        ({}, "", True),
    ],
)
async def test_nobody_is_offered_to_subscribe_to_a_complete_story(
    ines: Person, mira: Person, labels: dict[str, str], line: str, offered: bool
) -> None:
    await add_and_keep(ines, ferry(("Dawn", 1), **labels))
    shown = await card(mira)
    assert [each for each in shown.text.splitlines() if "Status" in each] == ([line] if line else [])
    assert ("Subscribe" in shown.labels) is offered
    end = await mira.slash("read", story=TITLE)
    while "Next ▶" in end.labels:
        end = await mira.press("Next ▶")
    assert ended(end)
    assert ("Subscribe" in end.labels) is offered


async def test_the_list_of_the_library_tells_of_complete_stories_alone(ines: Person, mira: Person) -> None:
    await add_and_keep(ines, ferry(status="ongoing"))
    assert "min · Teen (not rated)\n" in f"{(await mira.slash('library')).text}\n"


async def test_a_librarian_says_whether_it_is_complete(ines: Person, mira: Person) -> None:
    draft = await add(ines, "ferry.txt", ferry())
    assert "Status" not in draft.text
    assert "**Status** Ongoing" in (await correct(ines, GROUP, status=["ongoing"])).text
    await ines.press("Keep it")
    assert "**Status** Ongoing" in (await card(mira)).text
    assert "✓ Saved." in (await correct_status(ines, "complete")).text
    assert "**Status** Complete" in (await card(mira)).text
    assert "corrected: completion" in (await ines.slash("stories history", story=TITLE)).text
    await correct_status(ines, "none")
    assert "Status" not in (await card(mira)).text


def test_a_status_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownOptionError):
        values_entered(Details(title=TITLE), {"completion": "abandoned"})


async def test_a_newer_file_that_says_otherwise_changes_it(ines: Person, mira: Person) -> None:
    await add_and_keep(ines, ferry(DAWN, status="WIP"))
    newer = await add(ines, "ferry.txt", ferry(DAWN, NOON, status="Complete"))
    assert "**Status** Complete" in newer.text
    assert "**Status** Ongoing" in (await card(mira)).text
    await ines.press("Keep it")
    assert "**Status** Complete" in (await card(mira)).text
    await add_and_keep(ines, ferry(DAWN, NOON, DUSK))
    assert "Status" not in (await card(mira)).text


async def test_what_a_librarian_said_stays_where_a_newer_file_says_the_same_as_before(
    ines: Person, mira: Person
) -> None:
    await add_and_keep(ines, ferry(DAWN, status="ongoing"))
    await correct_status(ines, "complete")
    await add_and_keep(ines, ferry(DAWN, NOON, status="ongoing"))
    shown = (await card(mira)).text
    assert "2 chapters" in shown
    assert "**Status** Complete" in shown


async def test_a_story_of_an_older_fireside_says_nothing_until_its_newer_file_does(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await add_and_keep(ines, ferry(DAWN))

    def forget(connection: Connection) -> None:
        [row] = connection.execute("SELECT file_details FROM stories")
        details = json.loads(row["file_details"])
        del details["completion"]
        connection.execute("UPDATE stories SET file_details = ?", (json.dumps(details),))

    await empty_fireside.database.transaction(forget)
    assert "Status" not in (await card(mira)).text
    await add_and_keep(ines, ferry(DAWN, NOON, status="finished"))
    assert "**Status** Complete" in (await card(mira)).text
