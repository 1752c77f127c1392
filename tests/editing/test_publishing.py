"""Chapters published from a file or a form, at once or at a time."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.editing import publishing
from bot.editing.chapter_file import from_markdown
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, chapters_offered, ferry
from tests.support.person import PATIENCE, WORKING, Person
from tests.support.replies import Reply, readable
from tests.support.story_editor import planned_chapters

LISBON = "Europe/Lisbon"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


def when(shown: Reply) -> datetime:
    """The time that a message names, as the people of Lisbon have it."""
    stamp = re.search(r"<t:(\d+):f>", shown.text)
    assert stamp, shown.text
    return datetime.fromtimestamp(int(stamp[1]), ZoneInfo(LISBON))


async def publish_file(ines: Person, name: str, content: str, **options: str) -> Reply:
    file = await ines.upload(name, content.encode())
    return await ines.slash("stories publish", story=TITLE, file=file, **options)


async def publish_form(ines: Person, at: str | None = None, **entries: object) -> Reply:
    options = {} if at is None else {"at": at}
    return await ines.fill(await ines.slash("stories publish", story=TITLE, **options), **entries)


async def test_a_typed_chapter_that_takes_long_to_read_says_that_it_is_being_kept(
    ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = threading.Event()
    monkeypatch.setattr(
        publishing, "from_markdown", lambda typed: from_markdown(typed) if read.wait(PATIENCE) else ""
    )
    typing = asyncio.create_task(publish_form(ines, title="Dusk", text="The lamps were lit."))
    await ines.event("message_update", lambda message: readable(message).startswith(WORKING))
    read.set()
    assert "Dusk** of **The Ferry** by A. Boatman is published." in (await typing).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dusk.txt", "Chapter 3: Dusk\n\nThe lamps *were* lit."),
        ("dusk.md", "---\nchapter: Dusk\n---\n\nThe lamps *were* lit.\n"),
        ("dusk.html", "<h1>Dusk</h1><p>The lamps <em>were</em> lit.</p>"),
    ],
)
async def test_a_chapter_from_a_file_appears_at_once(
    ines: Person, mira: Person, name: str, content: str
) -> None:
    published = await publish_file(ines, name, content)
    assert published.ephemeral
    assert "Dusk** of **The Ferry** by A. Boatman is published." in published.text
    assert len(await chapters_offered(mira)) == 3
    panel = await mira.slash("read", story=TITLE, chapter="3")
    assert "Dusk" in panel.text
    assert "The lamps _were_ lit." in panel.text
    shown = await ines.press("Read", published)
    assert "The lamps _were_ lit." in shown.text, "what was published, wherever they are in the story"
    assert "Undo jump" in " ".join((await ines.press("⋯", shown)).labels)


async def test_a_whole_chapter_is_sent_in_the_form_itself(ines: Person, mira: Person) -> None:
    content = "---\nchapter: Dusk\n---\n\n" + "The lamps *were* lit. " * 400
    file = await ines.upload("dusk.md", content.encode())
    published = await publish_form(ines, file=[file])
    assert "**Chapter 3 — Dusk** of" in published.text
    assert "The lamps _were_ lit." in (await ines.press("Read", published)).text
    planned = await publish_form(ines, at="in 2 days", file=[file], title="Dusk, again")
    assert "**Dusk, again** of" in planned.text
    assert (await publish_form(ines)).text == "A chapter needs some text."
    many = await ines.upload("many.md", b"# One\n\nA word.\n\n# Two\n\nAnother.\n")
    assert "This file holds 2 chapters, where one is wanted." in (await publish_form(ines, file=[many])).text
    assert len(await chapters_offered(mira)) == 3


async def test_a_chapter_from_a_form_is_read_as_markdown_and_pings_nobody(ines: Person, mira: Person) -> None:
    form = await ines.slash("stories publish", story=TITLE, title="Dusk")
    published = await ines.fill(form, text="The *lamps* were lit.\n\n@everyone, <@1>!")
    assert "**Chapter 3 — Dusk** of" in published.text
    panel = await mira.slash("read", story=TITLE, chapter="Dusk")
    assert "The _lamps_ were lit.\n\n\\@everyone, \\<@1\\>!" in panel.text


async def test_a_title_that_is_given_counts_for_more_than_the_file_s(ines: Person) -> None:
    published = await publish_file(ines, "dusk.txt", "Chapter 3: Dusk\n\nThe lamps were lit.", title="Stars")
    assert "**Chapter 3 — Stars** of" in published.text


async def test_a_chapter_may_have_no_title_but_needs_text(ines: Person, mira: Person) -> None:
    form = await ines.slash("stories publish", story=TITLE)
    assert (await ines.fill(form, text="* * *\n")).text == "A chapter needs some text."
    assert len(await chapters_offered(mira)) == 2
    assert "**Chapter 3** of" in (await publish_form(ines, text="The lamps were lit.")).text


async def test_a_file_of_several_chapters_is_no_chapter(ines: Person, mira: Person) -> None:
    refused = await publish_file(ines, "ferry.txt", ferry().decode())
    assert refused.text.startswith("This file holds 2 chapters, where one is wanted.")
    assert len(await chapters_offered(mira)) == 2


async def test_a_bad_file_publishes_nothing(ines: Person, mira: Person) -> None:
    assert "is a picture, so it cannot be read" in (await publish_file(ines, "dusk.png", "no picture")).text
    assert "is empty" in (await publish_file(ines, "dusk.txt", "")).text
    assert len(await chapters_offered(mira)) == 2


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("tomorrow 18:00", 18),
        ("tomorrow 6 pm", 18),
        ("tomorrow at 06:30", 6),
        ("TOMORROW 18:00", 18),
        ("2031-07-15 18:00", 18),
        ("15 July 2031 6pm", 18),
        ("24 December 18:00", 18),
        ("Saturday 18:00", 18),
    ],
)
async def test_a_time_is_meant_in_the_server_s_time_zone(ines: Person, typed: str, hour: int) -> None:
    await ines.slash("stories settings", time_zone=LISBON)
    planned = await publish_form(ines, typed, title="Dusk", text="The lamps were lit.")
    assert "**Dusk** of **The Ferry** by A. Boatman will appear on" in planned.text
    assert when(planned).hour == hour
    if "15" in typed:
        assert when(planned).date().isoformat() == "2031-07-15"


async def test_a_time_from_now_on_needs_no_time_zone(empty_fireside: Fireside, ines: Person) -> None:
    planned = await publish_form(ines, "in 3 days", text="The lamps were lit.")
    assert "The next chapter of" in planned.text
    left = when(planned).timestamp() - empty_fireside.clock.now()
    assert abs(left - 3 * 86_400) < 60


async def test_times_are_offered_while_typing_as_they_are_understood(ines: Person) -> None:
    await ines.slash("stories settings", time_zone=LISBON)
    offered = await ines.autocomplete("stories publish", "at", "", story=TITLE)
    assert len(offered) == 3
    assert all(choice["name"].endswith("(Europe/Lisbon)") for choice in offered)
    (july,) = await ines.autocomplete("stories publish", "at", "15 july 2031 18:00", story=TITLE)
    assert july["name"] == "Tuesday 15 July 2031, 18:00 (Europe/Lisbon)"
    planned = await publish_form(ines, july["value"], text="The lamps were lit.")
    assert when(planned).isoformat() == "2031-07-15T18:00:00+01:00"


@pytest.mark.parametrize("typed", ["when it is done", "yesterday", "1 January 9999", "@999999999999", "@5"])
async def test_what_is_no_time_to_come_is_not_offered_and_refused_before_anything_is_typed(
    ines: Person, typed: str
) -> None:
    assert await ines.autocomplete("stories publish", "at", typed, story=TITLE) == []
    refused = await ines.slash("stories publish", story=TITLE, at=typed)
    assert refused.outcome == "message"
    assert refused.ephemeral
    said = ("I don’t understand the time", "That time has already passed", "That’s too far away")
    assert any(sentence in refused.text for sentence in said)
    refused = await publish_file(ines, "dusk.txt", "The lamps were lit.", at=typed)
    assert any(sentence in refused.text for sentence in said)
    assert "No chapter is planned" in (await planned_chapters(ines)).text
