"""What is suggested to whom, and why."""

from __future__ import annotations

import pytest

from bot.stories.details import Completion, Rating
from tests.recommendations.suggestion_list import add, facts, read_by_others, reasons, story, titles
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.person import Person
from tests.support.shelf_of_reader import entry
from tests.support.small_stories import GONE

SEA = ("storm", "lighthouse", "smuggling")
"""In the order of their numbers, which decides where nothing else does."""
A_YEAR = 366 * 86_400


async def titled(fireside: Fireside, *titles: str) -> None:
    await add(fireside, *(story(title) for title in titles))


# By what they have read


async def test_who_finished_a_story_is_told_what_is_like_it_and_why(
    empty_fireside: Fireside, mira: Person
) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA[1:]), story("Desk"))
    await mira.slash("read", story="Lamp")
    found = await mira.slash("recommend")
    assert found.ephemeral
    assert titles(found) == ["Beacon", "Desk"]
    assert reasons(found)["Beacon"] == "because you finished **Lamp** · also: lighthouse, smuggling"
    assert reasons(found)["Desk"] == "new in the library"


async def test_what_is_being_read_tells_too_and_what_was_put_away_does_not(
    sample_fireside: Fireside,
) -> None:
    fireside, mira = sample_fireside, await sample_fireside.person("Mira")
    serial = "Low Water at Skerrow"
    await add(fireside, story("Beacon", tags=("tide tables", "family business")))
    await mira.slash("read", story=serial)
    for _ in range(3):
        await mira.press("▶")
    because = f"because you are reading **{serial}**"
    assert reasons(await mira.slash("recommend"))["Beacon"].startswith(because)
    await entry(mira, serial)
    await mira.press("Put away")
    assert reasons(await mira.slash("recommend"))["Beacon"] == "new in the library"


async def test_more_like_a_story_needs_no_reading(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA), story("Desk"))
    found = await mira.slash("recommend", like="Lamp")
    assert found.text.startswith("### More like Lamp\n")
    assert reasons(found) == {"Beacon": "also: storm, lighthouse, smuggling"}


async def test_where_nothing_is_like_it_this_is_said(empty_fireside: Fireside, mira: Person) -> None:
    await titled(empty_fireside, "Lamp", "Desk")
    found = await mira.slash("recommend", like="Lamp")
    assert "I know nothing like it here that is new to you." in found.text
    assert found.labels == ["Never suggest…"]


async def test_the_same_readers_tell_where_the_words_do_not(empty_fireside: Fireside, mira: Person) -> None:
    both = await add(empty_fireside, story("Lamp"), story("Desk"))
    await titled(empty_fireside, "Other")
    await read_by_others(empty_fireside, 5, both)
    await mira.slash("read", story="Lamp")
    found = await mira.slash("recommend")
    assert titles(found) == ["Desk", "Other"]
    assert reasons(found)["Desk"] == "because you finished **Lamp**, like others who read this"
    assert reasons(await mira.slash("recommend", like="Lamp")) == {"Desk": "liked by the same readers"}


# Who has read nothing


async def test_a_new_reader_is_told_what_is_read_most_and_then_what_is_new(
    empty_fireside: Fireside, mira: Person
) -> None:
    some, many = await add(empty_fireside, story("Some"), story("Many"))
    few, *_ = await add(empty_fireside, story("Few"), story("Newer"))
    await read_by_others(empty_fireside, 6, [many])
    await read_by_others(empty_fireside, 5, [some])
    await read_by_others(empty_fireside, 4, [few])
    found = await mira.slash("recommend")
    assert titles(found) == ["Many", "Some", "Newer", "Few"]
    assert list(reasons(found).values()) == ["popular here"] * 2 + ["new in the library"] * 2


async def test_where_all_is_read_this_is_said(empty_fireside: Fireside, mira: Person) -> None:
    await titled(empty_fireside, "Lamp")
    await mira.slash("read", story="Lamp")
    found = await mira.slash("recommend")
    assert "You have begun, saved or ruled out everything here." in found.text


async def test_what_is_saved_for_later_needs_no_suggesting(empty_fireside: Fireside, mira: Person) -> None:
    await titled(empty_fireside, "Lamp", "Desk")
    await mira.slash("story", story="Lamp")
    await mira.press("Save for later")
    assert titles(await mira.slash("recommend")) == ["Desk"]


# With a tag


@pytest.mark.parametrize("typed", ["slow burn", "SLOW  BURN", "burn slow", "Slow Bürns"])
async def test_only_what_has_the_tag(empty_fireside: Fireside, mira: Person, typed: str) -> None:
    slow, fast = story("Slow", tags=("Slow Burn",)), story("Fast", tags=("slow", "burn marks"))
    await add(empty_fireside, slow, fast, story("Desk"))
    found = await mira.slash("recommend", tag=typed)
    assert reasons(found) == {"Slow": "tagged: Slow Burn"}


async def test_characters_go_by_the_name_that_is_shown(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, story("Masks", characters=("Ada Barge | The Captain",)))
    assert reasons(await mira.slash("recommend", tag="barge")) == {"Masks": "tagged: Ada Barge"}
    assert titles(await mira.slash("recommend", tag="captain")) == []


async def test_of_what_has_the_tag_what_suits_them_comes_first(
    empty_fireside: Fireside, mira: Person
) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA), story("Beacon", tags=SEA))
    await add(empty_fireside, *(story(f"Storm {number}", tags=("storm",)) for number in "abc"))
    await mira.slash("read", story="Lamp")
    found = await mira.slash("recommend", tag="smuggling")
    assert list(reasons(found).values()) == [
        "because you finished **Lamp** · also: lighthouse, smuggling, storm"
    ]
    found = await mira.slash("recommend", like="Lamp", tag="storm")
    assert found.text.startswith("### More like Lamp, tagged “storm”\n")
    assert titles(found)[0] == "Beacon"


@pytest.mark.parametrize("typed", ["vampires", "***", '" OR 1'])
async def test_where_nothing_has_the_tag_this_is_said(sample_fireside: Fireside, typed: str) -> None:
    mira = await sample_fireside.person("Mira")
    found = await mira.slash("recommend", tag=typed)
    assert "I have nothing new for you with that tag." in found.text


# Varied, and honest


async def test_no_author_comes_twice_where_there_are_others(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, story("Lamp", tags=SEA))
    await add(empty_fireside, *(story(f"Orla {n}", "Orla Finch", tags=SEA) for n in "abcdef"))
    await add(empty_fireside, *(story(f"Tale {n}", tags=SEA[:1]) for n in "abcd"))
    await mira.slash("read", story="Lamp")
    found = titles(await mira.slash("recommend"))
    assert len(found) == 4
    assert len([each for each in found if each.startswith("Orla")]) == 1
    assert found[0].startswith("Orla")


async def test_where_there_is_one_author_alone_the_list_is_theirs(
    empty_fireside: Fireside, mira: Person
) -> None:
    await add(empty_fireside, *(story(f"Orla {n}", "Orla Finch") for n in "abcdef"))
    assert len(titles(await mira.slash("recommend"))) == 4


async def test_what_goes_on_and_what_was_left_is_told_apart(empty_fireside: Fireside, mira: Person) -> None:
    ongoing, complete = Completion.ONGOING, Completion.COMPLETE
    await add(empty_fireside, story("Left", completion=ongoing), story("Whole", completion=complete))
    assert facts(await mira.slash("recommend"))["Left"].endswith(" · Ongoing")
    empty_fireside.clock.advance(A_YEAR)
    await add(empty_fireside, story("Going", completion=ongoing), story("Silent"))
    told = facts(await mira.slash("recommend"))
    assert "**unfinished, no new chapter since " in told["Left"]
    assert told["Whole"].endswith(" · Complete")
    assert told["Going"].endswith(" · Ongoing")
    assert told["Silent"] == "-# 1 chapter · 1 min · Teen (not rated)"


async def test_warnings_stand_beside_the_rating(empty_fireside: Fireside, mira: Person) -> None:
    await add(empty_fireside, story("Lamp", rating=Rating.TEEN, warnings=("Major Character Death",)))
    assert "Teen · ⚠️ Major Character Death" in facts(await mira.slash("recommend"))["Lamp"]


async def test_who_asks_again_is_told_others_however_soon(
    empty_fireside: Fireside, mira: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = empty_fireside.clock.now()
    monkeypatch.setattr(empty_fireside.clock, "now", lambda: now)
    await titled(empty_fireside, *"ABCDEFGHIJKL")
    asked = ["".join(titles(await mira.slash("recommend"))) for _ in range(4)]
    assert asked == ["LKJI", "HGFE", "DCBA", "LKJI"]


# Who sees what


async def test_what_is_not_served_here_is_not_suggested_here(empty_fireside: Fireside, mira: Person) -> None:
    tame, bold = story("Lamp", tags=SEA), story("Bold", tags=SEA, rating=Rating.EXPLICIT)
    both = await add(empty_fireside, tame, bold)
    await read_by_others(empty_fireside, 6, both)
    await mira.slash("read", story="Lamp")
    for options in ({}, {"like": "Lamp"}, {"tag": "storm"}):
        assert "Bold" not in (await mira.slash("recommend", **options)).text
    assert "so I can’t show it in this channel" in (await mira.slash("recommend", like="Bold")).text
    mira.go("after-dark")
    assert titles(await mira.slash("recommend")) == ["Bold"]
    await mira.slash("read", story="Bold")
    mira.go("reading-room")
    await add(empty_fireside, story("Beacon", tags=SEA))
    assert "Bold" not in (await mira.slash("recommend")).text, "nor is it a reason here"


async def test_a_server_s_own_story_is_neither_suggested_nor_a_reason_elsewhere(
    empty_fireside: Fireside,
) -> None:
    theo = await empty_fireside.person("Theo")
    hearth = empty_fireside.guild()
    own = await add(empty_fireside, story("Own", tags=SEA), story("Ours", tags=SEA), guild=hearth)
    everywhere = await add(empty_fireside, story("Everywhere", tags=SEA), story("Lamp"))
    await read_by_others(empty_fireside, 6, [*own, *everywhere], hearth)
    await theo.slash("read", story="Own")
    assert set(titles(await theo.slash("recommend"))) == {"Ours", "Everywhere", "Lamp"}
    theo.go("annex")
    elsewhere = await theo.slash("recommend")
    assert set(titles(elsewhere)) == {"Everywhere", "Lamp"}
    assert "Own" not in elsewhere.text
    assert "Ours" not in elsewhere.text
    assert reasons(elsewhere)["Everywhere"] == "like what you have read"
    for options in ({"tag": "storm"}, {"like": "Everywhere"}):
        assert not {"Own", "Ours"} & set(titles(await theo.slash("recommend", **options)))
    assert GONE in (await theo.slash("recommend", like=f"id:{own[0]}")).text
    await theo.go_direct()
    direct = await theo.slash("recommend")
    assert set(titles(direct)) == {"Everywhere", "Lamp"}, "what they have not begun stays in its server"
    assert "because you finished **Own**" in direct.text, "what they have begun followed them"


async def test_a_story_that_is_taken_down_is_neither_suggested_nor_a_reason(
    empty_fireside: Fireside, mira: Person
) -> None:
    ines = await empty_fireside.person("Ines")
    stories = story("Lamp", tags=SEA), story("Beacon", tags=SEA), story("Wreck", tags=SEA)
    await add(empty_fireside, *stories, guild=empty_fireside.guild())
    await mira.slash("read", story="Lamp")
    assert set(titles(await mira.slash("recommend"))) == {"Beacon", "Wreck"}
    for title in ("Lamp", "Beacon"):
        await take_down(ines, title)
    found = await mira.slash("recommend")
    assert titles(found) == ["Wreck"]
    assert "Lamp" not in found.text


# Spoilers


@pytest.mark.parametrize("guard", ["Show everything", "Hide what I haven’t read", "Hide titles, too"])
async def test_reasons_name_no_word_from_beyond_what_a_stranger_may_see(
    empty_fireside: Fireside, mira: Person, guard: str
) -> None:
    plain = "the of and to in he was that it his with as had for at by on not but from "
    opening = f"a walrus by the turnstile, the walrus knew that turnstile. {plain * 9}"
    ahead = f"and the zeppelin burned as zeppelins do. {plain}" * 20
    await add(empty_fireside, *(story(f"Plain {number}", text=plain * 9) for number in range(40)))
    await add(empty_fireside, story("Lamp", text=opening + ahead), story("Beacon", text=opening + ahead))
    await mira.slash("settings")
    await mira.press(guard)
    await mira.slash("read", story="Lamp")
    for found in (await mira.slash("recommend"), await mira.slash("recommend", like="Lamp")):
        assert titles(found)[0] == "Beacon"
        assert "walrus" in reasons(found)["Beacon"]
        assert "zeppelin" not in found.text
        assert "burned" not in found.text


async def test_what_else_a_character_is_called_is_no_reason(empty_fireside: Fireside, mira: Person) -> None:
    masked = ("Ada Barge | The Captain",)
    await add(empty_fireside, story("Lamp", characters=masked), story("Beacon", characters=masked))
    await mira.slash("read", story="Lamp")
    assert reasons(await mira.slash("recommend"))["Beacon"].endswith(" · also: Ada Barge")
