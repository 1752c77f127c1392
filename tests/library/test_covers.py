"""Covers in lists and on cards: a story's own, or the one that is drawn for it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.editing.detail_edits import NewDetails
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Credentials
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Json, Reply, walk
from tests.support.small_stories import a_tale

THUMBNAIL, CONTAINER = 11, 17
OWNER = Credentials(ReaderId(1), owner=True)


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


@pytest.fixture
async def tale(empty_fireside: Fireside) -> StoryId:
    """One story, with its cover ready."""
    story = await empty_fireside.add(a_tale("The Lighthouse"))
    await make_ready(empty_fireside)
    return story


async def make_ready(fireside: Fireside) -> None:
    """Has the covers made, as the bot does a little after a story came in."""
    await fireside.app.ready_covers.worker().round()


def beside(reply: Reply) -> list[Json]:
    """The pictures beside the texts of a reply."""
    return [each["media"] for each in walk(reply.components) if each["type"] == THUMBNAIL]


def accents(reply: Reply) -> list[object]:
    return [each.get("accent_color") for each in walk(reply.components) if each["type"] == CONTAINER]


async def colour(person: Person, reply: Reply) -> tuple[int, ...]:
    """The colour in the middle of the first picture, coarsely."""
    [first, *_] = beside(reply)
    image = Image.open(BytesIO(await person.fetch(first["url"]))).convert("RGB")
    shade = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(shade, tuple)
    return tuple(round(each / 255) for each in shade)


def red() -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 90), "#e01010").save(file, "PNG")
    return file.getvalue()


async def test_nothing_waits_for_a_cover(empty_fireside: Fireside, mira: Person) -> None:
    await empty_fireside.add(a_tale("The Lighthouse"))
    for reply in (await mira.slash("library"), await mira.slash("story", story="The Lighthouse")):
        assert "The Lighthouse" in reply.text
        assert beside(reply) == []


async def test_every_list_and_the_card_show_the_cover_and_its_colour(mira: Person, tale: StoryId) -> None:
    card = await mira.slash("story", story="The Lighthouse")
    assert len(beside(card)) == 1
    [accent] = accents(card)
    assert accent is not None
    saved = await mira.press("Save for later", card)
    assert len(beside(saved)) == 1
    assert saved.message is not None
    assert len(saved.message["attachments"]) == 1, "the cover is still there"
    for reply in (
        await mira.slash("library"),
        await mira.slash("shelf"),
        await mira.choose("The Lighthouse"),
    ):
        [picture] = beside(reply)
        assert len(await mira.fetch(picture["url"])) <= 15 * 1024
    assert accents(reply) == [accent]


async def test_a_suggestion_shows_its_cover(mira: Person, tale: StoryId) -> None:
    assert len(beside(await mira.slash("recommend"))) == 1


async def test_the_next_page_has_the_pictures_of_its_own_stories(
    empty_fireside: Fireside, mira: Person
) -> None:
    for number in range(8):
        await empty_fireside.add(a_tale(f"Tale {number}"))
    await make_ready(empty_fireside)
    first = await mira.slash("library")
    assert len(beside(first)) == 6
    second = await mira.press("Next page")
    assert len(beside(second)) == 2
    assert second.message is not None
    assert len(second.message["attachments"]) == 2
    card = await mira.choose("Tale 7")
    assert card.message is not None
    assert [each["filename"] for each in card.message["attachments"]] == ["cover.webp"]


async def test_the_books_own_cover_goes_before_a_drawn_one(
    empty_fireside: Fireside, mira: Person, tale: StoryId
) -> None:
    drawn = await mira.slash("library")
    await empty_fireside.add(replace(a_tale("The Lighthouse"), cover=red()))
    assert beside(await mira.slash("library")) == [], "what was drawn is not its cover any more"
    await make_ready(empty_fireside)
    own = await mira.slash("library")
    assert await colour(mira, own) == (1, 0, 0) != await colour(mira, drawn)
    card = await mira.slash("story", story="The Lighthouse")
    assert await colour(mira, card) == (1, 0, 0)
    [accent] = accents(card)
    assert isinstance(accent, int)
    assert accent >> 16 > 0xC0
    assert accent & 0xFF < 0x40


async def test_a_file_that_is_no_picture_is_drawn_over(empty_fireside: Fireside, mira: Person) -> None:
    await empty_fireside.add(replace(a_tale("The Lighthouse"), cover=b"\x89PNG but cut"))
    await make_ready(empty_fireside)
    assert len(beside(await mira.slash("library"))) == 1


async def test_a_cover_is_drawn_anew_where_the_story_is_called_otherwise_and_else_never(
    empty_fireside: Fireside, mira: Person, tale: StoryId
) -> None:
    before = (await pictures(mira))[0]

    async def changed(**details: str) -> bytes:
        await empty_fireside.database.transaction(
            lambda connection: NewDetails(details).make(connection, OWNER, tale, 0)
        )
        await make_ready(empty_fireside)
        return (await pictures(mira))[0]

    assert await changed(licence="CC0") == before
    assert await changed(title="The Castle of the Dragon") != before
    assert await changed(title="The Lighthouse") == before, "the same story has the same cover"


async def pictures(person: Person) -> list[bytes]:
    return [await person.fetch(each["url"]) for each in beside(await person.slash("library"))]


async def test_the_library_is_sorted_and_limited(sample_fireside: Fireside) -> None:
    mira = await sample_fireside.person("Mira")
    await mira.slash("library")
    menus = await mira.press("Sort & filter")
    assert menus.outcome == "update"
    await mira.choose("Longest first")
    shown = await mira.press("Show 5 stories")
    assert "Longest first" in shown.text
    assert shown.text.index("Low Water at Skerrow") < shown.text.index("Time Lock")
    await mira.press("Sort & filter")
    limited = await mira.choose("Complete stories")
    assert "Show" in str(limited.labels)
