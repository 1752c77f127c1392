"""Finding a story to read: what is offered while typing, and what a typed title or chapter means."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.small_stories import a_tale, offered, sixty_tales

SERIAL, LETTERS = "Low Water at Skerrow", "Kindly Report the Date and the Wind"


async def chapters_offered(person: Person, typed: str, story: str = SERIAL) -> list[str]:
    return [choice["name"] for choice in await person.autocomplete("read", "chapter", typed, story=story)]


# While typing


async def test_with_nothing_typed_my_own_stories_come_first_and_say_how_far_i_am(mira: Person) -> None:
    await mira.slash("read", story="Whoever Has the Good Scissors")
    await mira.slash("read", story=SERIAL)
    await mira.press("Next")
    names = await offered(mira, "")
    assert names[0].startswith(SERIAL)
    assert names[0].endswith("%)")
    assert names[1].startswith("Whoever Has the Good Scissors")
    assert names[1].endswith("%)")
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
    assert name.endswith("%)")


async def test_accents_case_and_a_leading_article_do_not_matter(fireside: Fireside, mira: Person) -> None:
    await fireside.add(a_tale("The Élan of Señor Óscar", "Zoë Brontë"))
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
    await sixty_tales(fireside)
    await mira.slash("read", story="Winter Tale 57")
    names = await offered(mira, "winter")
    assert len(names) == len(set(names)) == 25
    assert names[0].startswith("Winter Tale 57 — Orla Finch (")


async def test_long_names_are_cut_to_what_discord_shows_and_keep_how_far_i_am(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(a_tale("A Very Long Title Indeed " * 12, "Somebody With Quite a Name " * 9))
    [unread] = await offered(mira, "very long title")
    await mira.slash("read", story="A Very Long Title Indeed")
    [begun] = await offered(mira, "very long title")
    assert len(unread) <= 100
    assert unread.endswith("…")
    assert len(begun) <= 100
    assert begun.endswith("… (100%)")


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
        await fireside.add(a_tale(title))
    assert "**Ember**" in (await mira.slash("read", story="ember")).text


async def test_a_title_that_several_share_is_asked_about(fireside: Fireside, mira: Person) -> None:
    for author in ("A. One", "B. Two"):
        await fireside.add(a_tale("The Lamp", author))
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


@pytest.mark.parametrize("typed", ["2", "dawn", "chapter 2", "Chapter 2 — Dawn"])
async def test_a_chapter_titled_without_its_number_is_offered_and_opened_by_either(
    fireside: Fireside, mira: Person, typed: str
) -> None:
    chapters = tuple(ManuscriptChapter(title, f"It was {title}.") for title in ("Dusk", "Dawn", "Noon"))
    await fireside.add(Manuscript(Details(title="A Day at the Light"), chapters))
    assert await chapters_offered(mira, typed, "A Day at the Light") == ["Chapter 2 — Dawn"]
    assert "It was Dawn." in (await mira.slash("read", story="A Day at the Light", chapter=typed)).text


async def test_without_a_story_the_chapters_are_of_the_one_i_read_last(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    choices = await mira.autocomplete("read", "chapter", "")
    assert choices[0]["name"] == "Chapter 1 — The Dowager"
    assert "### Chapter 2" in (await mira.slash("read", chapter="2")).text


async def test_of_many_chapters_twenty_five_are_offered(fireside: Fireside, mira: Person) -> None:
    chapters = tuple(ManuscriptChapter(f"Night {n}", f"Night {n} fell.") for n in range(1, 101))
    await fireside.add(Manuscript(Details(title="A Hundred Nights"), chapters))
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
