"""Finding a story: what is offered while typing, what a typed title means, the library and the card."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot.text.manuscript import Manuscript, ManuscriptChapter
from tests.conftest import Fireside
from tests.person import Person, Reply, walk

SERIAL, LETTERS = "Low Water at Skerrow", "Kindly Report the Date and the Wind"
THUMBNAIL, SELECT = 11, 3


def tale(title: str, *authors: str, tags: tuple[str, ...] = (), rating: str | None = None) -> Manuscript:
    """A story of one short chapter."""
    chapter = ManuscriptChapter("", "It was a quiet night at the inn.")
    return Manuscript(title, (chapter,), authors=authors, tags=tags, rating=rating)


def picture() -> bytes:
    """One grey dot as a PNG file (https://www.w3.org/TR/png/#5DataRep)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def fill_with_sixty(fireside: Fireside) -> None:
    for number in range(1, 61):
        await fireside.add(tale(f"Winter Tale {number:02}", "Orla Finch"))


async def offered(person: Person, typed: str) -> list[str]:
    """The names in the list under the *story* option."""
    return [choice["name"] for choice in await person.autocomplete("read", "story", typed)]


async def chapters_offered(person: Person, typed: str, story: str = SERIAL) -> list[str]:
    return [choice["name"] for choice in await person.autocomplete("read", "chapter", typed, story=story)]


def listed(reply: Reply) -> list[str]:
    """The titles in the menu of a list."""
    menus = [found for found in walk(reply.components) if found["type"] == SELECT]
    return [option["label"] for menu in menus for option in menu["options"]]


# While typing


async def test_with_nothing_typed_my_own_stories_come_first_and_say_how_far_i_am(mira: Person) -> None:
    await mira.slash("read", story="Whoever Has the Good Scissors")
    await mira.slash("read", story=SERIAL)
    await mira.press("Next")
    names = await offered(mira, "")
    assert names[0].startswith(SERIAL)
    assert names[0].endswith(" %)")
    assert names[1].startswith("Whoever Has the Good Scissors")
    assert names[1].endswith(" %)")
    assert len(names) == 5
    assert not [name for name in names[2:] if "%" in name]


async def test_how_far_somebody_else_is_stays_theirs(mira: Person, theo: Person) -> None:
    await mira.slash("read", story=SERIAL)
    assert not [name for name in await offered(theo, "") if "%" in name]


@pytest.mark.parametrize(
    "typed",
    ["Low W", "low water", "  LOW   WATER ", "fenwright", "Nuala Fen", "tide", "skerrow", "water fenw"],
)
async def test_a_story_is_found_by_its_beginning_its_words_its_author_or_a_tag(
    mira: Person, typed: str
) -> None:
    assert await offered(mira, typed) == [f"{SERIAL} — Nuala Fenwright"]


@pytest.mark.parametrize("typed", ["tide tables", "skerrow low", "fenwright water", "Low"])
async def test_a_story_that_i_am_reading_says_how_far_however_i_found_it(mira: Person, typed: str) -> None:
    await mira.slash("read", story=SERIAL)
    [name] = await offered(mira, typed)
    assert name.endswith(" %)")


async def test_accents_case_and_a_leading_article_do_not_matter(fireside: Fireside, mira: Person) -> None:
    await fireside.add(tale("The Élan of Señor Óscar", "Zoë Brontë"))
    for typed in ("elan", "ÉLAN OF", "the elan", "senor oscar", "BRONTE", "zoë"):
        assert await offered(mira, typed) == ["The Élan of Señor Óscar — Zoë Brontë"], typed


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "NEAR(", "a OR b", "'; DROP TABLE stories; --", "title:", "^", "\\", "🔥", "x" * 6000, "%_"],
)
async def test_junk_is_answered_with_an_empty_list(mira: Person, typed: str) -> None:
    assert await offered(mira, typed) == []


async def test_of_many_stories_twenty_five_are_offered_mine_among_them(
    fireside: Fireside, mira: Person
) -> None:
    await fill_with_sixty(fireside)
    await mira.slash("read", story="Winter Tale 57")
    names = await offered(mira, "winter")
    assert len(names) == len(set(names)) == 25
    assert names[0].startswith("Winter Tale 57 — Orla Finch (")


async def test_long_names_are_cut_to_what_discord_shows_and_keep_how_far_i_am(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(tale("A Very Long Title Indeed " * 12, "Somebody With Quite a Name " * 9))
    [unread] = await offered(mira, "very long title")
    await mira.slash("read", story="A Very Long Title Indeed")
    [begun] = await offered(mira, "very long title")
    assert len(unread) <= 100
    assert unread.endswith("…")
    assert len(begun) <= 100
    assert begun.endswith("… (100 %)")


async def test_what_is_offered_can_be_chosen(mira: Person) -> None:
    [choice] = await mira.autocomplete("read", "story", "kindly")
    assert LETTERS in (await mira.slash("read", story=choice["value"])).text


# A title typed without choosing


@pytest.mark.parametrize(
    "typed",
    [
        SERIAL,
        "low water AT skerrow",
        " Low  Water at  Skerrow ",
        "low wat",
        "Fenwright",
        "skerrow",
        "tide ta",
    ],
)
async def test_a_title_typed_without_choosing_is_understood(mira: Person, typed: str) -> None:
    assert "Chapter 1 — The Dowager" in (await mira.slash("read", story=typed)).text


async def test_a_whole_title_wins_over_longer_ones_that_begin_with_it(
    fireside: Fireside, mira: Person
) -> None:
    for title in ("Ember", "Ember Days", "Ember Nights"):
        await fireside.add(tale(title))
    assert "**Ember**" in (await mira.slash("read", story="ember")).text


async def test_a_title_that_several_share_is_asked_about(fireside: Fireside, mira: Person) -> None:
    for author in ("A. One", "B. Two"):
        await fireside.bot.library.add(tale("The Lamp", author), author, None)
    reply = await mira.slash("read", story="The Lamp")
    assert reply.ephemeral
    assert "Several stories match “The Lamp”" in reply.text
    assert await offered(mira, "the lamp") == ["The Lamp — A. One", "The Lamp — B. Two"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Low Watter at Skerow", SERIAL),
        ("low water at skerrwo", SERIAL),
        ("Kindly Repotr the Date", LETTERS),
        ("Time Lcok", "Time Lock"),
        ("Rom for a Horse", "Room for a Horse"),
        ("scisors", "Whoever Has the Good Scissors"),
    ],
)
async def test_a_misspelt_title_is_answered_with_the_nearest_one(
    mira: Person, typed: str, meant: str
) -> None:
    reply = await mira.slash("read", story=typed)
    assert reply.ephemeral
    assert "There is no story called" in reply.text
    assert f"“{meant}”?" in reply.text


async def test_a_title_like_no_other_is_answered_with_the_way_to_the_library(mira: Person) -> None:
    reply = await mira.slash("read", story="Zyx*_`||Qqq")
    assert "There is no story called" in reply.text
    assert "`/library`" in reply.text


# The chapter option


@pytest.mark.parametrize("typed", ["3", "chapter 3", "Chapter  3", " 3 "])
async def test_a_chapter_is_opened_by_its_number(mira: Person, typed: str) -> None:
    reply = await mira.slash("read", story=SERIAL, chapter=typed)
    assert "### Chapter 3" in reply.text


async def test_a_chapter_is_opened_by_its_title(mira: Person) -> None:
    assert (
        "### Chapter 1 — The Dowager" in (await mira.slash("read", story=SERIAL, chapter="the dowager")).text
    )


async def test_a_chapter_is_opened_by_choosing_it(mira: Person) -> None:
    choices = await mira.autocomplete("read", "chapter", "4", story=SERIAL)
    reply = await mira.slash("read", story=SERIAL, chapter=choices[0]["value"])
    assert f"### {choices[0]['name']}" in reply.text


@pytest.mark.parametrize("typed", ["dowager", "DOW", "1", "Chapter 1", "chapter 1 — the dow"])
async def test_chapters_are_offered_by_number_title_or_what_the_list_says(mira: Person, typed: str) -> None:
    assert "Chapter 1 — The Dowager" in await chapters_offered(mira, typed)


async def test_without_a_story_the_chapters_are_of_the_one_i_read_last(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    choices = await mira.autocomplete("read", "chapter", "")
    assert choices[0]["name"] == "Chapter 1 — The Dowager"
    assert "### Chapter 2" in (await mira.slash("read", chapter="2")).text


async def test_of_many_chapters_twenty_five_are_offered(fireside: Fireside, mira: Person) -> None:
    chapters = tuple(ManuscriptChapter(f"Night {n}", f"Night {n} fell.") for n in range(1, 101))
    await fireside.add(Manuscript("A Hundred Nights", chapters))
    assert len(await chapters_offered(mira, "", "A Hundred Nights")) == 25
    assert "Night 97" in await chapters_offered(mira, "97", "A Hundred Nights")
    assert "Night 97 fell." in (await mira.slash("read", story="A Hundred Nights", chapter="97")).text


@pytest.mark.parametrize("typed", ["99", "0", "-1", "None", "The Dowagers", "id:1", "id:999999"])
async def test_a_chapter_that_is_not_there_is_said_to_be_missing(mira: Person, typed: str) -> None:
    reply = await mira.slash("read", story="Room for a Horse", chapter=typed)
    assert reply.ephemeral
    assert f"This story has no chapter “{typed}”" in reply.text


async def test_no_chapters_are_offered_of_a_story_that_is_not_there(mira: Person) -> None:
    assert await chapters_offered(mira, "", "Nothing of the kind") == []


# The library


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
    await fill_with_sixty(fireside)
    reply = await mira.slash("library")
    assert "65 stories" in reply.text
    assert reply.button("◀ Earlier")["disabled"]
    seen = listed(reply)
    while not reply.button("Later ▶").get("disabled"):
        reply = await mira.press("Later ▶")
        assert reply.outcome == "update"
        seen += listed(reply)
    assert "Page 7 of 7" in reply.text
    assert len(seen) == len(set(seen)) == 65
    assert listed(await mira.press("◀ Earlier"))[0] == seen[50]


async def test_a_search_goes_on_from_page_to_page(fireside: Fireside, mira: Person) -> None:
    await fill_with_sixty(fireside)
    reply = await mira.slash("library", search="winter orla")
    assert "60 stories for “winter orla”" in reply.text
    reply = await mira.press("Later ▶")
    assert "60 stories for “winter orla”" in reply.text
    assert listed(reply)[0] == "Winter Tale 11"


@pytest.mark.parametrize("words", ["SKERROW", "fenw", "family business", "1960s", "tide nuala"])
async def test_the_library_is_searched_by_title_author_and_tag(mira: Person, words: str) -> None:
    assert listed(await mira.slash("library", search=words)) == [SERIAL]


@pytest.mark.parametrize("words", ["zeppelin", "???", '"', "🔥"])
async def test_a_search_that_finds_nothing_says_so(mira: Person, words: str) -> None:
    reply = await mira.slash("library", search=words)
    assert "0 stories" in reply.text
    assert "Nothing here goes by these words." in reply.text
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
        assert "`python -m bot add FILE`" in reply.text
    assert await offered(mira, "") == []
    assert "Nothing on it yet" in (await mira.slash("shelf")).text


# The card


async def test_the_card_tells_all_that_is_known_of_a_story_and_shows_its_cover(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(
        Manuscript(
            "Ash & *Ember*",
            (ManuscriptChapter("One", "word " * 500), ManuscriptChapter("Two", "word " * 500)),
            authors=("Ada Vale", "Ben Ode"),
            language="en-GB",
            summary="Two sisters keep a fire for a *year*.",
            notes="Thanks to everyone.",
            disclaimer="None of them are mine.",
            rating="teen",
            tags=("fantasy", "found family"),
            source="https://example.org/ash",
            licence="CC BY 4.0",
            cover=picture(),
        )
    )
    card = await mira.slash("story", story="ash")
    assert card.ephemeral
    for fact in (
        "Ash & \\*Ember\\*",
        "Ada Vale and Ben Ode",
        "Two sisters keep a fire for a *year*.",
        "**Rating** Teen",
        "2 chapters, 1,000 words, about 4 min",
        "fantasy, found family",
        "en-GB",
        "https://example.org/ash",
        "CC BY 4.0",
        "None of them are mine.",
    ):
        assert fact in card.text
    assert card.labels == ["Read"]
    [cover] = [found for found in walk(card.components) if found["type"] == THUMBNAIL]
    assert await mira.fetch(cover["media"]["url"]) == picture()


async def test_a_card_without_a_cover_has_no_picture(mira: Person) -> None:
    card = await mira.slash("story", story=SERIAL)
    assert not [found for found in walk(card.components) if found["type"] == THUMBNAIL]


async def test_the_cover_goes_when_the_card_turns_into_the_text(fireside: Fireside, mira: Person) -> None:
    await fireside.add(Manuscript("Ember", (ManuscriptChapter("", "Glow."),), cover=picture()))
    card = await mira.slash("story", story="Ember")
    assert THUMBNAIL in {found["type"] for found in walk(card.components)}
    text = await mira.press("Read")
    assert text.message is not None
    assert text.message["attachments"] == []
    assert "Glow." in text.text


async def test_a_card_of_enormous_details_still_fits(fireside: Fireside, mira: Person) -> None:
    await fireside.add(
        Manuscript(
            "*Long*" * 400,
            (ManuscriptChapter("", "Short."),),
            authors=tuple(f"Author_{number}_" for number in range(300)),
            summary="A_sentence_ and another. " * 900,
            disclaimer="Not mine. " * 900,
            tags=tuple(f"tag_{number}_" for number in range(900)),
            source="s_" * 2000,
            licence="l_" * 2000,
            language="en",
        )
    )
    card = await mira.slash("story", story="Long Long")
    assert card.outcome == "message"
    assert "**Licence**" in card.text
    page = await mira.press("Read")
    while "Short." not in page.text:
        page = await mira.press("Next ▶")


async def test_about_this_story_leads_back_to_the_text(mira: Person) -> None:
    page = await mira.slash("read", story=SERIAL)
    await mira.press("⋯")
    card = await mira.press("About this story")
    assert "**Licence** CC0 1.0" in card.text
    assert (await mira.press("Back to the text")).text == page.text
