"""Files that a librarian had better not have uploaded: each is refused in one sentence, nothing is kept."""

from __future__ import annotations

import random
import re
from io import BytesIO

import aiohttp
import pytest

from bot.imports.models import ImportLimits
from tests.support.fireside import Fireside
from tests.support.hostile_files import PAGE, epub
from tests.support.librarians import add, add_and_keep, ferry
from tests.support.person import Person
from tests.support.replies import Reply, readable

MEGABYTE = 1 << 20
NOTHING = "There’s nothing to read here yet"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(8).randbytes(9_000)


def is_one_refusal(reply: Reply) -> bool:
    """Whether it is a sentence or two, to one person, with nothing to press and no path in it."""
    said = re.fullmatch(r"[A-Z“][^\n]{10,300}[.?]", reply.text)
    return said is not None and reply.ephemeral and not reply.labels and "/tmp" not in reply.text


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b"---\ntitle: Blank\n---\n\n   \n", "holds no text"),
        ("torn.epub", epub(PAGE.format("<p>Once.</p>" * 900))[:700], "cut short or damaged"),
        ("story.docm", b"What is this?", "save it as .docx"),
        ("story", b"What is this?", "supported are"),
        ("picture.txt", PICTURE, "picture.txt"),
        ("picture.epub", PICTURE, "is a picture"),
        ("picture.png", PICTURE, "is a picture"),
    ],
)
async def test_what_is_no_story_is_refused(ines: Person, name: str, content: bytes, why: str) -> None:
    refused = await add(ines, name, content)
    assert is_one_refusal(refused), refused.text
    assert why in refused.text
    assert NOTHING in (await ines.slash("library")).text


async def test_a_book_under_a_wrong_name_is_read_as_what_it_is_and_the_card_says_so(ines: Person) -> None:
    card = await add(ines, "story.txt", epub(PAGE.format("<p>Once upon a time.</p>")))
    assert "## The Trap" in card.text
    assert "⚠️" in card.text
    assert "Once upon a time" in (await _kept_and_opened(ines)).text


async def test_a_name_with_a_path_in_it_is_only_a_name(ines: Person) -> None:
    await add(ines, "../../etc/passwd.txt", b"Once upon a time there was a ferry.\n" * 9)
    await ines.press("Keep it")
    refused = await add(ines, "../../../etc/passwd", b"root")
    assert is_one_refusal(refused)
    assert "/" not in refused.text.partition("”")[0]


async def test_too_large_a_file_is_not_even_fetched(empty_fireside: Fireside, ines: Person) -> None:
    empty_fireside.app.importer.limits = ImportLimits(file_bytes=MEGABYTE)
    form = aiohttp.FormData()
    form.add_field("file", BytesIO(ferry() + b"x" * MEGABYTE), filename="ferry.txt")
    large = await ines.call("POST", "attachments", data=form)
    refused = await ines.slash("stories add", file=large["id"])
    assert refused.text == "“ferry.txt” is larger than 1 MB, the most that one file may have."
    assert refused.ephemeral
    assert NOTHING in (await ines.slash("library")).text


async def test_too_long_a_story_is_refused_with_its_length(empty_fireside: Fireside, ines: Person) -> None:
    empty_fireside.app.writer.limits = ImportLimits(story_words=900)
    refused = await add(ines, "ferry.txt", ferry())
    assert refused.text.startswith("This story has 960 words, and 900 is the most")
    assert is_one_refusal(refused)
    assert NOTHING in (await ines.slash("library")).text


async def test_a_server_that_has_its_fill_takes_updates_only(empty_fireside: Fireside, ines: Person) -> None:
    await add_and_keep(ines, ferry())
    empty_fireside.app.importer.limits = ImportLimits(stories_of_server=1)
    refused = await add(ines, "bridge.txt", ferry(title="The Bridge"))
    assert refused.text.startswith(
        "This server already has 1 story of its own, which is as many as it may have."
    )
    assert is_one_refusal(refused)
    assert "is up to date" in (await add_and_keep(ines, ferry(("Night", 31)))).text
    assert "1 story" in (await ines.slash("library")).text


async def test_the_last_room_goes_to_the_first_that_is_kept_and_the_other_card_stays(
    empty_fireside: Fireside, ines: Person
) -> None:
    first = await add(ines, "ferry.txt", ferry())
    second = await add(ines, "bridge.txt", ferry(title="The Bridge"))
    empty_fireside.app.importer.limits = ImportLimits(stories_of_server=1)
    await ines.press("Keep it", first)
    since = len(ines.events)
    still = await ines.press("Keep it", second)
    assert "## The Bridge" in still.text
    assert "Keep it" in still.labels
    told = await ines.event("message_create", since=since)
    assert "already has 1 story of its own, which is as many as it may have" in Reply("", told).text


async def test_very_long_names_and_summaries_fit_the_card_and_the_forms(ines: Person) -> None:
    labels = {name: f"{name} *_* " * 400 for name in ("title", "author", "licence", "source", "disclaimer")}
    lists = {name: ", ".join(f"{name} {n} _*" for n in range(400)) for name in ("tags", "fandom", "warnings")}
    card = await add(ines, "ferry.txt", ferry(**labels, **lists, summary="Very _long_ *. " * 900))
    assert "### A new story" in card.text
    for group in ("Title & author", "Rating, warnings & status", "Notes & rights"):
        assert (await ines.press(group, card)).outcome == "modal"
    form = (await ines.press("Tags", card)).modal
    assert form is not None
    assert "**Tags** is too long for a form. Change it in the story’s file." in readable(form)
    assert "Lighthouse keepers" in (await ines.fill(form, characters="Lighthouse keepers")).text
    kept = await ines.press("Keep it", card)
    assert "is in the library" in kept.text
    assert "1 story" in (await ines.slash("library")).text
    assert (await ines.press("Edit", kept)).outcome == "update"


async def _kept_and_opened(ines: Person) -> Reply:
    await ines.press("Keep it")
    return await ines.press("Read")
