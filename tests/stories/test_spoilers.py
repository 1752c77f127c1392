"""Nothing past the furthest place that its reader has reached is shown by a search, in whatever setting."""

from __future__ import annotations

import random
import re

import pytest

from bot.stories.details import Rating
from tests.support.fireside import Fireside
from tests.support.marked_stories import all_found, marked, of_chapter, sentinel, sentinels, title_word
from tests.support.person import Person
from tests.support.reading_panel import ended, passage, read_again
from tests.support.replies import Reply, walk
from tests.support.rounds import rounds


async def finished(person: Person, story: str) -> set[str]:
    """Read a story to its end; the sentinels that were shown on the way."""
    reply = await person.slash("read", story=story)
    seen = sentinels(reply.text)
    while not ended(reply):
        reply = await person.press("▶")
        seen |= sentinels(reply.text)
    return seen


async def test_of_a_story_not_begun_only_the_first_chapter_is_searched(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath", chapters=10))
    assert await all_found(mira) == of_chapter("heath", 1, range(1, 11))


async def test_and_of_that_at_most_a_fifth_of_the_whole_story(fireside: Fireside, mira: Person) -> None:
    await fireside.add(marked("heath", chapters=1, paragraphs=40))
    assert await all_found(mira) == of_chapter("heath", 1, range(1, 9))


async def test_what_was_read_is_found_to_its_last_paragraph_and_nothing_behind_it(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    reply = await mira.slash("read", story="heath")
    seen = sentinels(reply.text)
    for _ in range(8):
        assert await all_found(mira) == seen
        reply = await mira.press("▶", reply)
        seen |= sentinels(reply.text)


async def test_a_jump_ahead_shows_nothing_to_search_until_reading_goes_on_there(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    begun = sentinels((await mira.slash("read", story="heath")).text)
    jumped = await mira.slash("read", story="heath", chapter="4")
    assert await all_found(mira) == begun
    await mira.press("◀ Back", jumped)
    assert await all_found(mira) == begun
    await mira.slash("read", story="heath", chapter="4")
    reply = await mira.press("Next")
    ahead = await all_found(mira)
    assert of_chapter("heath", 3, range(1, 11)) <= ahead
    assert sentinels(reply.text) <= ahead
    assert not ahead & of_chapter("heath", 5, range(1, 11))


async def test_who_has_finished_a_story_once_knows_it_while_reading_it_again(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    everything = await finished(mira, "heath")
    await read_again(mira, await mira.slash("read", story="heath"))
    assert await all_found(mira) == everything


async def test_front_and_back_matter_is_not_searched_even_without_a_guard(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath", chapters=2, matter=True))
    await mira.slash("settings")
    await mira.press("Show everything")
    body = of_chapter("heath", 1, range(1, 11)) | of_chapter("heath", 2, range(1, 11))
    assert await all_found(mira) == body
    assert "in one paragraph" in (await mira.slash("search", words="ember nowhere")).text


async def test_what_one_reader_knows_tells_another_nothing(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    await fireside.add(marked("heath"))
    await finished(mira, "heath")
    await mira.slash("settings")
    await mira.press("Show everything")
    assert await all_found(theo) == of_chapter("heath", 1, range(1, 11))


# Other servers, ratings, stories taken down


async def test_a_server_s_own_story_is_found_there_alone(fireside: Fireside, theo: Person) -> None:
    await fireside.add(marked("heath"), fireside.guild())
    assert await all_found(theo) == of_chapter("heath", 1, range(1, 11))
    theo.go("annex")
    assert await all_found(theo) == set()
    await theo.go_direct()
    assert await all_found(theo) == set()
    theo.go("reading-room")
    seen = sentinels((await theo.slash("read", story="heath")).text)
    await theo.go_direct()
    assert await all_found(theo) == seen


async def test_a_story_above_the_rating_is_found_only_where_it_may_be_served(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath", rating=Rating.MATURE))
    assert await all_found(mira) == set()
    await mira.go_direct()
    assert await all_found(mira) == set()
    mira.go("after-dark")
    assert await all_found(mira) == of_chapter("heath", 1, range(1, 11))
    refused = "rated Mature"
    mira.go("reading-room")
    assert refused in (await mira.slash("search", words="ember", story="heath")).text


async def test_an_old_list_of_hits_opens_nothing_that_may_not_be_read_here(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath", rating=Rating.MATURE))
    mira.go("after-dark")
    reply = await mira.slash("search", words=sentinel("heath", 1, 2))
    [value] = [option["value"] for part in walk(reply.components) for option in part.get("options", [])]
    mira.go("reading-room")
    other = await mira.slash("search", words="the")
    chapter, revision, offset = value.split(":")
    refused = await mira.forge(f"go:{chapter}:{revision}:{offset}", other)
    assert "rated Mature" in refused.text
    assert not sentinels(refused.components)


# Titles


async def titles_shown(person: Person, story: str) -> str:
    """Whatever names chapters to somebody: the menu, the choices while typing, the shelf, the Next button."""
    opened = await person.slash("read", story=story)
    menu = await person.press("☰", opened)
    choices = await person.autocomplete("read", "chapter", "", story=story)
    guessed = await person.autocomplete("read", "chapter", "zt", story=story)
    shelf = await person.slash("shelf")
    return f"{opened.labels} {menu.components} {choices} {guessed} {shelf.components}"


async def test_titles_further_on_are_numbers_for_those_who_want_it_so(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    await fireside.add(marked("heath", paragraphs=5))
    for person in (mira, theo):
        await person.slash("settings")
    await mira.press("Hide titles, too")
    assert title_word("heath", 2) not in str(await mira.autocomplete("read", "chapter", "", story="heath"))
    for person in (mira, theo):
        await person.slash("read", story="heath")
    hidden, plain = await titles_shown(mira, "heath"), await titles_shown(theo, "heath")
    assert title_word("heath", 1) in hidden
    assert "Chapter 2 ▶" in hidden
    for number in (2, 3, 4, 5):
        assert title_word("heath", number) not in hidden
        assert f"Chapter {number}" in hidden
        assert title_word("heath", number) in plain
    await mira.slash("read", story="heath")
    reply = await mira.press("Chapter 2 ▶")
    assert title_word("heath", 2) in reply.text
    assert title_word("heath", 2) in await titles_shown(mira, "heath")


async def test_a_chapter_reached_by_a_jump_is_named_on_its_panel_and_nowhere_else(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    await mira.slash("settings")
    await mira.press("Hide titles, too")
    await mira.slash("read", story="heath")
    jumped = await mira.slash("read", story="heath", chapter="3")
    assert title_word("heath", 3) in jumped.text
    assert title_word("heath", 3) not in await titles_shown(mira, "heath")


async def test_the_settings_remember_what_was_chosen(mira: Person, theo: Person) -> None:
    assert "**Spoilers:** hidden. " in (await mira.slash("settings")).text
    await mira.press("Hide titles, too")
    await mira.press("A whole message")
    for _ in range(2):
        shown = (await mira.slash("settings")).text
        assert "hidden, titles too" in shown
        assert "3,600" in shown
    assert "**Spoilers:** hidden. " in (await theo.slash("settings")).text


# The proof

Paragraph = tuple[int, int]
"""A chapter's number and a paragraph's number in it."""
UNREAD: Paragraph = (1, 0)


async def read_somewhere(person: Person, story: str, furthest: Paragraph, chance: random.Random) -> Paragraph:
    """Jump to a chapter, open the story or read on in it; the furthest paragraph that was reached since."""
    if chance.random() < 0.3:
        await person.slash("read", story=story, chapter=str(chance.randrange(1, 6)))
        return furthest
    reply = await person.slash("read", story=story)
    first, *_, last = paragraphs_of(reply)
    chapter, paragraph = furthest
    if first <= (chapter, paragraph + 1):  # not where a jump led past all that was read
        furthest = max(furthest, last)
    if chance.random() < 0.7 and not ended(reply):
        furthest = max(furthest, *paragraphs_of(await person.press("▶", reply)))
    return furthest


def paragraphs_of(reply: Reply) -> list[Paragraph]:
    return sorted(map(paragraph_of, sentinels(passage(reply))))


def paragraph_of(word: str) -> Paragraph:
    chapter, paragraph = re.findall(r"\d+", word)
    return int(chapter), int(paragraph)


@pytest.mark.proofs
@pytest.mark.parametrize("setting", ["Hide what I haven’t read", "Hide titles, too"])
async def test_whatever_is_read_a_search_finds_just_that(
    fireside: Fireside, mira: Person, setting: str
) -> None:
    await fireside.add(marked("heath"))
    await fireside.add(marked("marsh", chapters=8), fireside.guild())
    await fireside.add(marked("secret"), fireside.guild("The Annex"))
    await fireside.add(marked("night", rating=Rating.EXPLICIT))
    await mira.slash("settings")
    await mira.press(setting)
    chance, furthest = random.Random(setting), dict[str, Paragraph]()
    everything = [(chapter, paragraph) for chapter in range(1, 9) for paragraph in range(1, 11)]
    for _ in range(rounds(5, full=40)):
        story = chance.choice(["heath", "marsh"])
        furthest[story] = await read_somewhere(mira, story, furthest.get(story, UNREAD), chance)
        shown = {"heath", "marsh"}
        match chance.choice(["here", "after dark", "direct"]):
            case "after dark":
                mira.go("after-dark")
                shown.add("night")
            case "direct":
                await mira.go_direct()
                shown = {"heath", *furthest}
        fireside.playground.journal.requests.clear()
        found = await all_found(mira)
        assert sentinels([sent.body for sent in fireside.playground.journal.requests]) == found
        assert found == {
            sentinel(name, *place)
            for name in shown
            for place in everything
            if place <= furthest.get(name, (1, 10))
        }
        mira.go("reading-room")
