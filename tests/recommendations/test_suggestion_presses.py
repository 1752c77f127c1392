"""What a reader does with suggestions: others, *Not for me*, what they never want; and *More like this*."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.database import Connection
from bot.playground import Playground
from bot.recommendations.presses import ForMeAfterAll, MoreLikeThis, NotForMe, SuggestOthers
from bot.stories.ids import StoryId
from tests.recommendations.suggestion_list import about, add, reasons, story, titles
from tests.support.fireside import Fireside, burning
from tests.support.person import Person
from tests.support.shelf_of_reader import VOYAGE, voyage
from tests.support.shown_here import shown_here
from tests.support.small_stories import GONE, SECRET, tale, tells_nothing

TWELVE = [f"Tale {letter}" for letter in "abcdefghijkl"]
NAMES = ("vetoes", "avoided_tags", "saved_stories", "suggested_stories")
STALE = "That button no longer leads anywhere."
SEA = ("lighthouse", "storm")
A_WEEK = 7 * 86_400 + 60


@pytest.fixture
async def shelves(empty_fireside: Fireside) -> list[StoryId]:
    """Twelve stories, of which the last is the newest."""
    return await add(empty_fireside, *map(story, TWELVE))


def newest(count: int, after: int = 0) -> list[str]:
    return TWELVE[::-1][after : after + count]


async def kept(fireside: Fireside) -> list[list[tuple[object, ...]]]:
    """What is remembered of what readers do not want."""

    def job(connection: Connection) -> list[list[tuple[object, ...]]]:
        return [list(map(tuple, connection.execute(f"SELECT * FROM {name}"))) for name in NAMES]

    return await fireside.database.read(job)


# Others


async def test_others_follow_until_all_have_been_shown(shelves: list[StoryId], mira: Person) -> None:
    assert titles(await mira.slash("recommend")) == newest(4)
    others = await mira.press("Show others")
    assert others.outcome == "update"
    assert titles(others) == newest(4, after=4)
    assert titles(await mira.press("Show others")) == newest(4, after=8)


async def test_asking_again_gives_others_too_but_what_was_shown_comes_back_in_time(
    empty_fireside: Fireside, shelves: list[StoryId], mira: Person
) -> None:
    assert titles(await mira.slash("recommend")) == newest(4)
    empty_fireside.clock.advance(2 * A_WEEK)
    assert titles(await mira.slash("recommend")) == newest(4, after=4), "not what was shown last time"
    empty_fireside.clock.advance(2 * A_WEEK)
    assert titles(await mira.slash("recommend")) == newest(4)


async def test_what_was_shown_to_one_is_new_to_another(
    empty_fireside: Fireside, shelves: list[StoryId], mira: Person
) -> None:
    theo = await empty_fireside.person("Theo")
    await mira.slash("recommend")
    assert titles(await theo.slash("recommend")) == newest(4)


async def test_the_most_alike_comes_first_though_it_was_suggested_otherwise(
    empty_fireside: Fireside, mira: Person
) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA))
    await add(empty_fireside, *(story(f"Storm {each}", tags=SEA[1:]) for each in "abc"))
    assert "Beacon" in titles(await mira.slash("recommend"))
    assert titles(await mira.slash("recommend", like="Lamp"))[0] == "Beacon"


async def test_where_there_are_no_others_none_are_offered(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, *map(story, TWELVE[:4]))
    assert "Show others" not in (await mira.slash("recommend")).labels
    await add(empty_fireside, story(TWELVE[4]))
    assert "Show others" in (await mira.slash("recommend")).labels


# Not for me


async def test_what_is_not_for_them_goes_and_the_rest_stays(shelves: list[StoryId], mira: Person) -> None:
    found = await mira.slash("recommend")
    out = await mira.forge(about(found, TWELVE[-2], "Not for me"), found)
    assert out.outcome == "update"
    assert f"✓ I won’t suggest **{TWELVE[-2]}**" in out.text
    assert titles(out) == [TWELVE[-1], *newest(3, after=2)]
    for _ in range(4):
        assert TWELVE[-2] not in titles(await mira.press("Show others"))


async def test_undo_puts_it_back_where_it_was(shelves: list[StoryId], mira: Person) -> None:
    found = await mira.slash("recommend")
    await mira.forge(about(found, TWELVE[-2], "Not for me"), found)
    back = await mira.press("Undo")
    assert titles(back) == newest(4)
    assert "Undo" not in back.labels


async def test_both_mean_the_same_twice(
    empty_fireside: Fireside, shelves: list[StoryId], mira: Person
) -> None:
    found = await mira.slash("recommend")
    press = about(found, TWELVE[-2], "Not for me")
    out = await mira.forge(press, found)
    assert titles(await mira.forge(press, out)) == titles(out)
    undo = about(await mira.forge(press, out), TWELVE[-1], "Not for me").replace("notforme", "afterall")
    assert titles(await mira.forge(undo, out)) == titles(out), "nothing to undo"
    [vetoes, *_] = await kept(empty_fireside)
    assert len(vetoes) == 1


async def test_an_old_list_keeps_its_own_stories(shelves: list[StoryId], mira: Person) -> None:
    old = await mira.slash("recommend")
    await mira.slash("recommend")
    out = await mira.forge(about(old, TWELVE[-2], "Not for me"), old)
    assert titles(out)[:3] == [TWELVE[-1], *newest(2, after=2)]


async def test_vetoes_hold_wherever_stories_are_suggested(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, *(story(title, tags=SEA) for title in ("Lamp", "Beacon", "Wreck")))
    found = await mira.slash("recommend", like="Lamp")
    out = await mira.forge(about(found, "Beacon", "Not for me"), found)
    assert out.text.startswith("### More like Lamp\n")
    assert titles(out) == ["Wreck"]
    assert set(titles(await mira.slash("recommend", tag="storm"))) == {"Lamp", "Wreck"}
    mira.go("after-dark")
    assert "Beacon" not in (await mira.slash("recommend")).text
    await mira.go_direct()
    assert "Beacon" not in (await mira.slash("recommend")).text


async def test_lists_and_vetoes_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with Playground(controls=True) as playground, Person(playground, "Mira") as mira:
        async with burning(path, playground) as fireside:
            await add(fireside, *map(story, TWELVE))
            found = await mira.slash("recommend")
            out = await mira.forge(about(found, TWELVE[-1], "Not for me"), found)
        await playground.bot_offline()
        async with burning(path, playground):
            assert titles(await mira.slash("recommend")) == newest(4, after=5)
            assert titles(await mira.press("Show others")) == newest(3, after=9) + newest(1, after=1)
            assert titles(await mira.press("Undo", out)) == titles(found)


# Never suggest…


async def test_what_they_never_want_is_left_out_at_once_and_for_good(
    empty_fireside: Fireside, mira: Person
) -> None:
    sad, dark = story("Sad", warnings=("Major Character Death",)), story("Dark", tags=("Vampires",))
    await add(empty_fireside, sad, dark, story("Warm", tags=("deathless",)))
    assert set(titles(await mira.slash("recommend"))) == {"Sad", "Dark", "Warm"}
    form = await mira.press("Never suggest…")
    assert form.modal is not None
    shown = await mira.fill(form, tags=" death \n\nvampire\ndeath\n")
    assert shown.outcome == "update"
    assert titles(shown) == ["Warm"]
    assert titles(await mira.slash("recommend", tag="vampires")) == []
    again = await mira.press("Never suggest…")
    assert "'value': 'death\\nvampire'" in str(again.modal)
    await mira.fill(again, tags="")
    assert set(titles(await mira.slash("recommend"))) == {"Sad", "Dark", "Warm"}


@pytest.mark.parametrize("typed", ["\n".join(f"tag {n}" for n in range(51)), "x" * 101])
async def test_too_much_is_refused_and_changes_nothing(
    empty_fireside: Fireside, shelves: list[StoryId], mira: Person, typed: str
) -> None:
    await mira.slash("recommend")
    await mira.fill(await mira.press("Never suggest…"), tags="death")
    before = await kept(empty_fireside)
    refused = await mira.fill(await mira.press("Never suggest…"), tags=typed)
    assert "at most 50 tags, of at most 100 characters each. Nothing has changed." in refused.text
    assert await kept(empty_fireside) == before


# More like this


async def test_more_like_this_stands_at_the_end_of_a_story_and_on_its_card(
    empty_fireside: Fireside, mira: Person
) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA))
    for end in (await mira.slash("read", story="Lamp"), await mira.slash("story", story="Lamp")):
        found = await mira.press("More like this", end)
        assert found.outcome == "message"
        assert found.ephemeral
        assert reasons(found) == {"Beacon": "also: storm, lighthouse"}
    await empty_fireside.add(voyage(2))
    assert "More like this" not in (await mira.slash("read", story=VOYAGE)).labels, "it has not ended"
    assert "More like this" in (await mira.press("▶")).labels


async def test_from_a_public_panel_the_answer_is_for_whoever_asks(empty_fireside: Fireside) -> None:
    mira, theo = await empty_fireside.person("Mira"), await empty_fireside.person("Theo")
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA))
    public = await shown_here(mira, "read", story="Lamp")
    assert not public.ephemeral
    for person in (mira, theo):
        found = await person.press("More like this", public)
        assert found.ephemeral
        assert titles(found) == ["Beacon"]


async def test_from_a_suggestion_to_its_card_and_to_reading(shelves: list[StoryId], mira: Person) -> None:
    found = await mira.slash("recommend")
    card = await mira.forge(about(found, TWELVE[-1], "About this story"), found)
    assert card.outcome == "message"
    assert card.text.startswith(f"## {TWELVE[-1]}")
    saved = await mira.forge(about(found, TWELVE[-2], "Save for later"), found)
    assert saved.text == found.text
    assert saved.labels.count("✓ Saved for later") == 1
    assert TWELVE[-2] not in (await mira.press("Show others", saved)).text


# Stale and forged


async def test_presses_for_what_is_not_for_them_say_so_and_change_nothing(
    fireside: Fireside, theo: Person
) -> None:
    secret = await fireside.add(tale(SECRET), fireside.guild())
    theo.go("annex")
    shown = await theo.slash("recommend")
    before = await kept(fireside)
    presses = (
        NotForMe(secret, None),
        ForMeAfterAll(secret, None),
        MoreLikeThis(secret),
        SuggestOthers(secret),
        NotForMe(StoryId(999), None),
        MoreLikeThis(StoryId(-1)),
    )
    for press in presses:
        reply = await theo.forge(press.custom_id, shown)
        assert GONE in reply.text, press
        assert tells_nothing(reply)
        assert await kept(fireside) == before, press


@pytest.mark.parametrize("custom_id", ["recommend", "recommend:x", f"notforme:{2**63}:0", "morelike:1:2"])
async def test_what_is_no_press_of_ours_leads_nowhere(
    fireside: Fireside, mira: Person, custom_id: str
) -> None:
    shown = await mira.slash("help")
    assert STALE in (await mira.forge(custom_id, shown)).text


async def test_a_list_pressed_where_it_does_not_stand_is_answered_beside(
    empty_fireside: Fireside, shelves: list[StoryId], mira: Person
) -> None:
    public = await shown_here(mira, "read", story=TWELVE[0])
    for press in (SuggestOthers(None), NotForMe(shelves[3], None)):
        reply = await mira.forge(press.custom_id, public)
        assert reply.outcome == "message"
        assert reply.ephemeral
        assert len(titles(reply)) == 4
