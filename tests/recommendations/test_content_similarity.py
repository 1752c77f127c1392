"""Stories alike in content are found, by those who may be shown them, and told why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.database import Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from tests.recommendations.similar_stories import ABROAD, HOME, SUBJECTS, about, add, found, look, titles


async def forty_others(database: Database) -> None:
    """So many stories that a word which few of them have says something."""
    for number in range(40):
        words = " ".join(f"then the thing{number}x{n} and a thing{number}x{n} of theirs" for n in range(9))
        await add(database, Manuscript(Details(title=f"Other {number}"), (ManuscriptChapter("", words),)))


# What is found, and what is told of it


async def test_the_story_that_tells_of_the_same_comes_first_and_says_what_they_share(
    database: Database,
) -> None:
    sea = await add(database, about("sea", "Ebb", tags=("Slow Burn",)))
    other = await add(database, about("sea", "Flow", tags=("slow burn", "Fluff")))
    await add(database, about("wood", "Moss", tags=("Fluff",)))
    await forty_others(database)
    await look(database)
    first, *others = await found(database, sea)
    assert (first.story.id, first.like) == (other, sea)
    assert first.score > 0.5 > max(each.score for each in others)
    assert first.shared[0] == "slow burn"
    assert {"harbour", "captain"} <= set(first.shared[1:]) <= set(SUBJECTS["sea"].split())


@pytest.mark.parametrize("one_chapter", [False, True])
async def test_what_comes_later_in_either_story_is_not_told(database: Database, one_chapter: bool) -> None:
    told = [about("sea", title, "funeral", "betrayal") for title in ("Ebb", "Flow")]
    if one_chapter:
        texts = ["\n\n".join(chapter.text for chapter in each.chapters) for each in told]
        told = [
            replace(each, chapters=(ManuscriptChapter("", text),))
            for each, text in zip(told, texts, strict=True)
        ]
    one, _ = [await add(database, each) for each in told]
    await forty_others(database)
    await look(database)
    [first, *_] = await found(database, one)
    assert first.story.title == "Flow"
    assert "harbour" in first.shared
    assert not {"funeral", "betrayal"} & set(first.shared)


async def test_in_a_small_library_no_plain_word_is_called_a_reason(database: Database) -> None:
    one = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow"))
    await look(database)
    [first] = await found(database, one)
    assert first.score > 0
    assert first.shared == ()


async def test_each_liked_story_adds_to_the_score_and_the_nearest_is_named(database: Database) -> None:
    one, two = await add(database, about("sea", "Ebb")), await add(database, about("wood", "Moss"))
    both = about("sea", "Flow")
    mixed = Manuscript(
        Details(title="Driftwood", tags=("Boats",)), (*both.chapters, *about("wood", "Leaf").chapters)
    )
    await add(database, mixed)
    await add(database, about("stars", "Far"))
    await look(database)
    [alone, *_] = await found(database, one)
    [together, *_] = await found(database, {one: 1, two: 1})
    [halved, *_] = await found(database, {one: 0.5})
    assert {each.story.title for each in (alone, together, halved)} == {"Driftwood"}
    assert together.score > alone.score == pytest.approx(2 * halved.score)
    assert together.like in (one, two)
    assert [each.story.id for each in await found(database, {one: 1, two: 1}, limit=1)] == [together.story.id]


# Who is shown what


async def test_a_server_s_own_story_is_found_there_alone(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow"), ABROAD)
    await look(database)
    assert await titles(database, sea, Audience(ReaderId(7), ABROAD)) == ["Flow"]
    assert await titles(database, sea) == []
    assert (
        await titles(database, sea, Audience(ReaderId(7), direct=True, member_of=frozenset((ABROAD,)))) == []
    )


async def test_what_a_story_shares_with_one_from_elsewhere_is_not_told(database: Database) -> None:
    abroad = await add(database, about("sea", "Ebb", tags=("Secret Pact",)), ABROAD)
    here = await add(database, about("sea", "Flow", tags=("secret pact",)))
    await look(database)
    [first] = await found(database, abroad)
    assert (first.story.id, first.like, first.shared) == (here, None, ())
    [there] = await found(database, abroad, Audience(ReaderId(7), ABROAD))
    assert (there.like, there.shared) == (abroad, ("secret pact",))


async def test_a_rating_is_found_only_where_it_is_served(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow", rating=Rating.EXPLICIT))
    await look(database)
    assert await titles(database, sea) == []
    assert await titles(database, sea, Audience(ReaderId(7), HOME, age_restricted=True)) == ["Flow"]


async def test_another_server_s_many_stories_crowd_out_none(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb", tags=("tide",)))
    await add(database, about("sea", "Flow", tags=("tide", "moon", "rain", "salt")))
    for number in range(60):
        await add(database, about("sea", f"Abroad {number}", tags=("tide",)), ABROAD)
    await look(database)
    assert await titles(database, sea) == ["Flow"]
