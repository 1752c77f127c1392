"""What others are shown of a reader's numbers, and what is named where."""

from __future__ import annotations

from bot.stories.details import Rating
from tests.statistics.year_of_reading import almanac, opened, seen_picture, turn
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.person import Person
from tests.support.replies import Reply


async def test_shown_here_everybody_sees_it_once(empty_fireside: Fireside, mira: Person) -> None:
    theo = await empty_fireside.person("Theo")
    await opened(empty_fireside, mira)
    offered = await mira.slash("stats")
    private = await mira.press("Show here")
    assert private.ephemeral
    assert "Show here" not in private.labels
    [post] = await theo.history()
    shown = Reply("seen", post)
    assert f"What <@{mira.user.id}> read in" in shown.text
    assert "**100 words" in shown.text
    assert post["mentions"] == []
    again = await mira.forge(offered.button("Show here")["custom_id"], offered)
    assert "Show here" not in again.labels
    assert len(await theo.history()) == 1


async def test_the_picture_is_shown_with_it(empty_fireside: Fireside, mira: Person) -> None:
    theo = await empty_fireside.person("Theo")
    await opened(empty_fireside, mira)
    await mira.slash("stats")
    await mira.press("Months")
    private = await mira.press("Show here")
    _, alt = await seen_picture(mira, private)
    [post] = await theo.history()
    assert (await seen_picture(theo, Reply("seen", post)))[1] == alt


async def test_it_is_not_offered_where_it_cannot_be_and_forged_it_is_refused(
    empty_fireside: Fireside, mira: Person
) -> None:
    await opened(empty_fireside, mira)
    offered = await mira.slash("stats")
    press = offered.button("Show here")["custom_id"]
    for place in ("notices", "direct"):
        await mira.go_direct() if place == "direct" else mira.go(place)
        stats = await mira.slash("stats")
        assert "Show here" not in stats.labels
        assert "I can’t show that in this channel" in (await mira.forge(press, stats)).text
    assert (await mira.forge("stats:0:0", offered)).text.startswith("That button no longer")
    assert (await mira.forge("stats:2027:9", offered)).text.startswith("That button no longer")


async def test_names_are_only_of_stories_that_may_be_shown_there(
    empty_fireside: Fireside,
) -> None:
    theo = await empty_fireside.person("Theo")
    own = almanac(tags=("Lanterns",), author="Ada Wren", fandoms=("Lamplighters",))
    await empty_fireside.add(own, empty_fireside.guild())
    await empty_fireside.add(almanac("Elsewhere", tags=("driftwood",), author="Orla Finch"))
    await turn(theo, 3, await theo.slash("read", story="Almanac"))
    await theo.slash("read", story="Elsewhere")
    at_home = (await theo.slash("stats")).text
    assert "**Most-read tags:** Lanterns, driftwood" in at_home
    assert "Ada Wren, Orla Finch" in at_home
    theo.go("annex")
    away = await theo.slash("stats")
    await theo.press("Show here")
    [post] = await theo.history()
    for shown in (away.text, Reply("seen", post).text):
        assert "**500 words" in shown
        assert "**Most-read tags:** driftwood" in shown
        assert not any(name in shown for name in ("Lanterns", "Ada Wren", "Lamplighters"))


async def test_names_of_restricted_stories_are_told_only_where_they_are_served(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(almanac(tags=("velvet",), rating=Rating.EXPLICIT))
    mira.go("after-dark")
    await mira.slash("read", story="Almanac")
    assert "velvet" in (await mira.slash("stats")).text
    mira.go("reading-room")
    elsewhere = await mira.slash("stats")
    assert "**100 words" in elsewhere.text
    assert "velvet" not in elsewhere.text


async def test_a_story_that_is_taken_down_is_named_no_more_but_was_read_all_the_same(
    empty_fireside: Fireside, mira: Person
) -> None:
    await opened(empty_fireside, mira)
    odile = await empty_fireside.person("Odile")
    await take_down(odile, "Almanac")
    stats = await mira.slash("stats")
    assert "**100 words" in stats.text
    assert "Quill" not in stats.text
    assert "smoulder" not in stats.text
