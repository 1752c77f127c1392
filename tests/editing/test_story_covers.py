"""Covers: uploaded by librarians, taken away and put back, kept by newer files, small when they are sent."""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from bot.app import App
from bot.stories.queries import covers
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, ferry
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.zips import zipped

THUMBNAIL = 11


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


def picture(colour: str = "red", kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 90), colour).save(file, kind)
    return file.getvalue()


def large_picture() -> bytes:
    file = BytesIO()
    Image.frombytes("RGB", (520, 520), random.Random(5).randbytes(3 * 520 * 520)).save(file, "PNG")
    return file.getvalue()


async def shown(person: Person, reply: Reply) -> bytes | None:
    """The picture beside the text of a reply."""
    found = [each for each in walk(reply.components) if each["type"] == THUMBNAIL]
    return await person.fetch(found[0]["media"]["url"]) if found else None


async def colour(person: Person, reply: Reply) -> tuple[int, ...] | None:
    image = await shown(person, reply)
    if image is None:
        return None
    red, green, blue = Image.open(BytesIO(image)).convert("RGB").getpixel((30, 45))  # type: ignore[misc]
    return tuple(round(each / 255) for each in (red, green, blue))


async def cover_screen(ines: Person) -> Reply:
    await ines.slash("stories edit", story=TITLE)
    return await ines.press("Cover")


async def upload(ines: Person, screen: Reply, image: bytes, name: str = "cover.png") -> Reply:
    file = await ines.upload(name, image)
    form = await ines.press("Upload a cover", screen)
    return await ines.fill(form, file=[file])


async def test_a_cover_is_uploaded_and_stands_on_the_card(ines: Person, mira: Person) -> None:
    screen = await cover_screen(ines)
    assert "It has none of its own" in screen.text
    assert "Remove" not in screen.labels
    done = await upload(ines, screen, picture("red"))
    assert "This is the cover now." in done.text
    assert await colour(ines, done) == (1, 0, 0)
    assert await colour(mira, await mira.slash("story", story=TITLE)) == (1, 0, 0)
    assert "corrected: cover" in (await ines.slash("stories history", story=TITLE)).text


async def test_a_cover_is_taken_away_and_put_back(ines: Person, mira: Person) -> None:
    done = await upload(ines, await cover_screen(ines), picture("red"))
    gone = await ines.press("Remove", done)
    assert await colour(mira, await mira.slash("story", story=TITLE)) is None
    back = await ines.press("Undo", gone)
    assert await colour(ines, back) == (1, 0, 0)
    assert await colour(ines, await ines.press("Undo", back)) is None


async def test_undo_puts_the_replaced_cover_back(ines: Person) -> None:
    await upload(ines, await cover_screen(ines), picture("red"))
    done = await upload(ines, await cover_screen(ines), picture("blue", "WEBP"), "cover.webp")
    assert await colour(ines, done) == (0, 0, 1)
    assert await colour(ines, await ines.press("Undo", done)) == (1, 0, 0)


@pytest.mark.parametrize("image", [b"no picture", large_picture()[:90_000]])
async def test_what_is_no_picture_is_refused_and_the_cover_stays(ines: Person, image: bytes) -> None:
    screen = await upload(ines, await cover_screen(ines), picture("red"))
    refused = await upload(ines, screen, image)
    assert "I can’t read that picture" in refused.text
    assert await colour(ines, await cover_screen(ines)) == (1, 0, 0)


async def test_only_a_librarian_changes_a_cover(ines: Person, mira: Person) -> None:
    screen = await upload(ines, await cover_screen(ines), picture("red"))
    await mira.slash("story", story=TITLE)
    for label in ("Remove", "Undo", "Upload a cover"):
        refused = await mira.forge(screen.button(label)["custom_id"])
        assert refused.ephemeral
        assert "This is the cover" not in refused.text
    assert await colour(mira, await mira.slash("story", story=TITLE)) == (1, 0, 0)


def book(cover: bytes, text: str = "Once upon a time.") -> bytes:
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
            b"<rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
            "a.opf": b"<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
            b"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Lamp</dc:title>"
            b"<dc:creator>Ada Vale</dc:creator></metadata><manifest>"
            b"<item id='c' href='c.png' media-type='image/png' properties='cover-image'/>"
            b"<item id='p' href='p.xhtml' media-type='application/xhtml+xml'/></manifest>"
            b"<spine><itemref idref='p'/></spine></package>",
            "c.png": cover,
            "p.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{text}</p></body></html>".encode(),
        }
    )


async def test_a_file_s_large_cover_comes_in_small(ines: Person) -> None:
    await add_and_keep(ines, book(large_picture()), "lamp.epub")
    cover = await shown(ines, await ines.slash("story", story="The Lamp"))
    assert cover is not None
    assert len(cover) <= covers.LARGEST < len(large_picture())


async def test_a_file_s_damaged_cover_is_left_out_and_the_draft_says_so(ines: Person) -> None:
    file = await ines.upload("lamp.epub", book(large_picture()[:-200_000]))
    draft = await ines.slash("stories add", file=file)
    assert "The cover cannot be read as a picture, so it was left out." in draft.text


async def test_a_newer_file_leaves_the_cover_that_a_librarian_chose(ines: Person) -> None:
    await add_and_keep(ines, book(picture("red")), "lamp.epub")
    await ines.slash("stories edit", story="The Lamp")
    await upload(ines, await ines.press("Cover"), picture("blue"))
    await add_and_keep(ines, book(picture("red"), "Once upon a time there was a lamp."), "lamp.epub")
    assert await colour(ines, await ines.slash("story", story="The Lamp")) == (0, 0, 1)


async def test_covers_of_older_libraries_are_not_sent_until_they_are_small(
    empty_fireside: Fireside, ines: Person
) -> None:
    app = empty_fireside.app
    await keep(app, large_picture())
    assert await shown(ines, await ines.slash("story", story=TITLE)) is None
    await app.covers.worker().round()
    cover = await shown(ines, await ines.slash("story", story=TITLE))
    assert cover is not None
    assert len(cover) <= covers.LARGEST
    await keep(app, large_picture()[:600_000])
    worker = app.covers.worker()
    await worker.round()
    assert not worker.failing
    story = (await app.library.named(TITLE)).id
    assert await app.database.read(lambda connection: covers.whole(connection, story)) is None


async def keep(app: App, image: bytes) -> None:
    story = (await app.library.named(TITLE)).id
    await app.database.transaction(lambda connection: covers.keep(connection, story, image))


@pytest.mark.sqlite_only("how SQLite looks for rows")
async def test_the_look_for_large_covers_is_by_their_index(empty_fireside: Fireside) -> None:
    statement = "SELECT story_id FROM covers WHERE length(image) > 524288 LIMIT 1"
    plan = await empty_fireside.app.database.read(
        lambda connection: connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    )
    assert "covers_too_large" in str([tuple(each) for each in plan])
