"""The library and its cards."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, walk
from tests.support.small_stories import offered, sixty_tales

SERIAL, LETTERS = "Low Water at Skerrow", "Kindly Report the Date and the Wind"
SELECT, THUMBNAIL = 3, 11
GUEST = Manuscript(
    Details(
        title="The Snow Guest",
        rating=Rating.TEEN,
        content_warnings=("frostbite", "*cold*"),
        fandoms=("Weather Report",),
        characters=("Jack",),
        relationships=("Snow/Fire",),
    ),
    (ManuscriptChapter("", "It snowed. " * 400 + "It stopped."),),
)


def picture() -> bytes:
    """One grey dot as a PNG file (https://www.w3.org/TR/png/#5DataRep)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def listed(reply: Reply) -> list[str]:
    """The titles in the menu of a list."""
    menus = [found for found in walk(reply.components) if found.get("placeholder") == "Look at a story"]
    return [option["label"] for menu in menus for option in menu["options"]]


async def test_the_library_lists_what_can_be_read_in_the_order_of_titles(mira: Person) -> None:
    reply = await mira.slash("library")
    assert reply.ephemeral
    assert "5 stories" in reply.text
    assert listed(reply) == [
        LETTERS,
        SERIAL,
        "Room for a Horse",
        "Time Lock",
        "Whoever Has the Good Scissors",
    ]
    assert "Nuala Fenwright" in reply.text


async def test_a_long_library_is_turned_page_by_page(fireside: Fireside, mira: Person) -> None:
    await sixty_tales(fireside)
    reply = await mira.slash("library")
    assert "65 stories" in reply.text
    assert reply.button("◀ Previous page")["disabled"]
    seen = listed(reply)
    while not reply.button("Next page ▶").get("disabled"):
        reply = await mira.press("Next page ▶")
        assert reply.outcome == "update"
        seen += listed(reply)
    assert "Page 11 of 11" in reply.text
    assert len(seen) == len(set(seen)) == 65
    assert listed(await mira.press("◀ Previous page"))[0] == seen[54]
    reply = await mira.choose("Page 3 of 11")
    assert reply.outcome == "update"
    assert listed(reply) == seen[12:18]


async def test_a_search_goes_on_from_page_to_page(fireside: Fireside, mira: Person) -> None:
    await sixty_tales(fireside)
    reply = await mira.slash("library", search="winter orla")
    assert "60 stories for “winter orla”" in reply.text
    reply = await mira.press("Next page ▶")
    assert "60 stories for “winter orla”" in reply.text
    assert listed(reply)[0] == "Winter Tale 07"


@pytest.mark.parametrize("words", ["SKERROW", "fenw", "family business", "1960s", "tide nuala"])
async def test_the_library_is_searched_by_title_author_and_tag(mira: Person, words: str) -> None:
    assert listed(await mira.slash("library", search=words)) == [SERIAL]


@pytest.mark.parametrize(
    "words", ["weather report", "snow/fire", "snow fire", "jack", "FROSTBITE", "jack cold"]
)
async def test_the_library_is_searched_by_fandom_relationship_character_and_warning(
    fireside: Fireside, mira: Person, words: str
) -> None:
    await fireside.add(GUEST)
    assert listed(await mira.slash("library", search=words)) == ["The Snow Guest"]


@pytest.mark.parametrize("words", ["zeppelin", "???", '"', "🔥"])
async def test_a_search_that_finds_nothing_says_so(mira: Person, words: str) -> None:
    reply = await mira.slash("library", search=words)
    assert "0 stories" in reply.text
    assert "No title, author or tag here matches." in reply.text
    assert listed(reply) == []


async def test_a_story_chosen_from_the_library_shows_its_card_and_then_its_text(mira: Person) -> None:
    await mira.slash("library")
    card = await mira.choose(SERIAL)
    assert card.outcome == "update"
    assert "by Nuala Fenwright" in card.text
    assert "The first I heard of the man" in (await mira.press("Read")).text


async def test_with_nothing_begun_reading_leads_to_the_library(mira: Person) -> None:
    reply = await mira.slash("read")
    assert reply.ephemeral
    assert "### Library" in reply.text


async def test_an_empty_library_says_what_to_do_next(empty_fireside: Fireside) -> None:
    mira = await empty_fireside.person("Mira")
    for reply in (
        await mira.slash("read"),
        await mira.slash("read", story="Anything"),
        await mira.slash("library"),
        await mira.slash("library", search="anything"),
        await mira.slash("story", story="Anything"),
        await mira.slash("help"),
    ):
        assert reply.ephemeral
        assert "`/stories add`" in reply.text
    assert await offered(mira, "") == []
    assert "Your shelf is empty" in (await mira.slash("shelf")).text


# The card


async def test_the_card_tells_all_that_is_known_of_a_story_and_shows_its_cover(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(
        Manuscript(
            Details(
                title="Ash & *Ember*",
                authors=("Ada Vale", "Ben Ode"),
                language="en-GB",
                summary="Two sisters keep a fire for a *year*.",
                notes="Thanks to everyone.",
                disclaimer="None of them are mine.",
                rating=Rating.TEEN,
                content_warnings=("grief", "fire_"),
                fandoms=("Original Work",),
                relationships=("Ash/Ember", "Ash & Cole"),
                characters=("Ash", "Ember"),
                tags=("fantasy", "found family"),
                source="https://example.org/ash",
                licence="CC BY 4.0",
            ),
            (ManuscriptChapter("One", "word " * 500), ManuscriptChapter("Two", "word " * 500)),
            cover=picture(),
        )
    )
    card = await mira.slash("story", story="ash")
    assert card.ephemeral
    for fact in (
        "Ash & \\*Ember\\*",
        "Ada Vale and Ben Ode",
        "Two sisters keep a fire for a *year*.",
        "**Rating** Teen\n**⚠️ Content warnings** grief, fire\\_\n",
        "2 chapters, 1,000 words, about 4 min",
        "**Fandoms** Original Work\n**Relationships** Ash/Ember, Ash & Cole\n**Characters** Ash, Ember\n"
        "**Tags** fantasy, found family\n",
        "English (GB)",
        "https://example.org/ash",
        "CC BY 4.0",
        "None of them are mine.",
    ):
        assert fact in card.text
    assert card.labels == ["Read", "Subscribe", "More like this", "Save for later"]
    [cover] = [found for found in walk(card.components) if found["type"] == THUMBNAIL]
    assert await mira.fetch(cover["media"]["url"]) == picture()


async def test_a_card_without_a_cover_has_no_picture(mira: Person) -> None:
    card = await mira.slash("story", story=SERIAL)
    assert not [found for found in walk(card.components) if found["type"] == THUMBNAIL]


async def test_the_cover_goes_when_the_card_turns_into_the_text(fireside: Fireside, mira: Person) -> None:
    await fireside.add(Manuscript(Details(title="Ember"), (ManuscriptChapter("", "Glow."),), cover=picture()))
    card = await mira.slash("story", story="Ember")
    assert THUMBNAIL in {found["type"] for found in walk(card.components)}
    text = await mira.press("Read")
    assert text.message is not None
    assert text.message["attachments"] == []
    assert "Glow." in text.text


async def test_a_card_of_enormous_details_still_fits(fireside: Fireside, mira: Person) -> None:
    await fireside.add(
        Manuscript(
            Details(
                title="*Long*" * 400,
                authors=tuple(f"Author_{number}_" for number in range(300)),
                summary="A_sentence_ and another. " * 900,
                disclaimer="Not mine. " * 900,
                content_warnings=tuple(f"warning_{number}_" for number in range(900)),
                fandoms=tuple(f"fandom_{number}_" for number in range(900)),
                relationships=tuple(f"one_/two_{number}_" for number in range(900)),
                characters=tuple(f"character_{number}_" for number in range(900)),
                tags=tuple(f"tag_{number}_" for number in range(900)),
                source="s_" * 2000,
                licence="l_" * 2000,
                language="en",
            ),
            (ManuscriptChapter("", "Short."),),
        )
    )
    card = await mira.slash("story", story="Long Long")
    assert card.outcome == "message"
    assert "**Licence**" in card.text
    page = await mira.press("Read")
    warned = page.text
    while "Short." not in page.text:
        page = await mira.press("Next ▶")
        warned += page.text
    assert "warning\\_899\\_" in warned


async def test_content_warnings_stand_on_the_card_and_before_the_first_passage_alone(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(GUEST)
    card = await mira.slash("story", story="The Snow Guest")
    assert "**Rating** Teen\n**⚠️ Content warnings** frostbite, \\*cold\\*" in card.text
    page = await mira.press("Read")
    caution, text = "-# Rating: Teen · Content warnings: frostbite, \\*cold\\*\n", "It snowed. "
    assert page.text.index(caution) < page.text.index(text)
    assert passage(page).startswith(text)
    assert "Content warnings" not in (await mira.press("Next ▶")).text


async def test_a_story_without_warnings_says_nothing_of_them(fireside: Fireside, mira: Person) -> None:
    await fireside.add(replace(GUEST, details=replace(GUEST.details, content_warnings=())))
    assert "warnings" not in (await mira.slash("story", story="The Snow Guest")).text
    page = await mira.press("Read")
    assert "-# Rating: Teen\n" in page.text
    assert "warnings" not in page.text


async def test_a_story_without_a_rating_still_has_its_warnings(fireside: Fireside, mira: Person) -> None:
    await fireside.add(replace(GUEST, details=replace(GUEST.details, rating=None)))
    assert (
        "-# Rating: Teen (not rated) · Content warnings: frostbite"
        in (await mira.slash("read", story="The Snow Guest")).text
    )


async def test_about_this_story_leads_back_to_the_text(mira: Person) -> None:
    page = await mira.slash("read", story=SERIAL)
    await mira.press("⋯")
    card = await mira.press("About this story")
    assert "**Licence** CC0 1.0" in card.text
    assert (await mira.press("Back to the text")).text == page.text
