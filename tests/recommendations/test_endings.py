"""The end of a story: told, rated, noted, shared, and begun again."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recommendations.models import StoryRead, Suggested
from bot.recommendations.ranking import reader_weights
from bot.shelf.models import Ending, Opinion
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from cogs.recommendations.ending_screens import ending_screen
from tests.recommendations.suggestion_list import add, reasons, story, titles
from tests.recommendations.test_recommendation_screens import suggested
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.shelf_of_reader import DAY, VOYAGE, read_on, voyage
from tests.support.shown_here import shown_here
from tests.ui.strategies import check, places, readings, stories

ONGOING, COMPLETE = Completion.ONGOING, Completion.COMPLETE
PRIMARY = 1


async def to_the_end(fireside: Fireside, person: Person, completion: Completion | None = COMPLETE) -> Reply:
    """Reads a story of two pages on two days, and opens its end."""
    await fireside.add(voyage(2, completion))
    await person.slash("read", story=VOYAGE)
    fireside.clock.advance(DAY)
    await person.press("▶")
    return await person.press("The end" if completion is not ONGOING else "up to date")


def main_buttons(reply: Reply) -> list[str]:
    return [str(each["label"]) for each in walk(reply.components) if each.get("style") == PRIMARY]


async def test_the_end_says_when_and_how_long_it_was_read(fireside: Fireside, mira: Person) -> None:
    end = await to_the_end(fireside, mira)
    assert end.outcome == "update"
    assert "The end" in end.text
    assert VOYAGE in end.text
    assert "Finished on <t:" in end.text
    assert "over 2 days" in end.text
    assert "Tell me about new chapters" not in end.labels
    assert "They sailed for the port 2" in (await mira.press("Back to the text")).text


async def test_a_story_that_goes_on_has_no_end(fireside: Fireside, mira: Person) -> None:
    end = await to_the_end(fireside, mira, ONGOING)
    assert "the end" not in end.text.casefold()
    assert "You’re up to date" in end.text
    assert "Tell me about new chapters" in end.labels
    story = await fireside.add(voyage(3, ONGOING))
    on = await mira.forge(f"theend:{story}", end)
    assert "Chapter 2" in on.text, "there is more by now, so the text is open"


async def test_stars_are_kept_shown_and_taken_back(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    rated = await mira.choose("★★★★☆")
    assert "★★★★☆ from you. Only you see this." in rated.text
    theo = await fireside.person("Theo")
    await theo.slash("read", story=VOYAGE)
    await theo.press("▶")
    assert "from you" not in (await theo.press("The end")).text
    assert "from you" not in (await mira.choose("Take my rating back")).text


async def test_a_note_is_kept_as_it_was_typed(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    noted = await mira.fill(await mira.press("Write a note"), note="The *whale*!\nAnd the storm.")
    assert noted.outcome == "update"
    assert r"> The \*whale\*!" in noted.text
    assert "> And the storm." in noted.text
    form = await mira.press("Edit my note")
    assert "The *whale*!" in str(form.modal)
    assert "whale" not in (await mira.fill(form, note="  ")).text


async def test_both_are_in_the_export(fireside: Fireside, mira: Person) -> None:
    end = await to_the_end(fireside, mira)
    await mira.choose("★★★★★")
    await mira.fill(await mira.press("Write a note", end), note="Again!")
    await mira.slash("shelf")
    exported = await mira.press("Export as CSV")
    assert exported.message is not None
    file = await mira.fetch(exported.message["attachments"][0]["url"])
    [row] = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    assert (row["Stars"], row["Note"]) == ("5", "Again!")


async def test_what_comes_next_has_its_reason_and_is_the_one_main_button(
    fireside: Fireside, mira: Person
) -> None:
    await add(fireside, story("Lamp", tags=("storm", "sea")), story("Beacon", tags=("storm", "sea")))
    await mira.slash("read", story="Lamp")
    end = await mira.press("The end")
    assert "You might like next" in end.text
    assert "**Beacon**" in end.text
    assert "also: " in end.text
    assert main_buttons(end) == ["Read ▶"]
    assert "Beacon" in (await mira.press("Read ▶")).text


async def test_a_sequel_goes_before_what_is_alike(fireside: Fireside, mira: Person) -> None:
    for number in (1, 2):
        part = voyage(1, COMPLETE, f"Lamps {number}")
        await fireside.add(replace(part, details=replace(part.details, series=(f"The Lamps #{number}",))))
    await mira.slash("read", story="Lamps 1")
    end = await mira.press("The end")
    assert "Next in the series" in end.text
    assert "**Lamps 2**" in end.text


async def test_reading_again_is_asked_for_and_can_be_undone(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    question = await mira.press("Read again")
    assert "again from its beginning?" in question.text
    assert "The end" in (await mira.press("Keep my place")).text
    again = await mira.press("Read again", await mira.press("Read again"))
    assert "They sailed for the port 1" in again.text
    back = await mira.press("Undo")
    assert "They sailed for the port 2" in back.text
    assert "Finished on" in (await mira.press("The end")).text
    await mira.forge(again.button("Undo")["custom_id"], back)
    assert "They sailed for the port 2" in (await mira.slash("read", story=VOYAGE)).text, "twice is as once"


async def test_beginning_again_can_be_undone_until_a_page_is_turned(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    await mira.press("Read again", await mira.press("Read again"))
    for menu in ("⋯", "❝ Quote", "☰ Chapters"):
        await mira.press(menu)
        assert "↶ Undo: back to where I was" in (await mira.press("Back to the text")).labels, menu
    opened = await mira.slash("read", story=VOYAGE)
    assert "↶ Undo: back to where I was" in opened.labels
    await mira.press("▶")
    back = await mira.press("◀ Back")
    assert not any("Undo" in label for label in back.labels)
    undo = opened.button("Undo")["custom_id"]
    assert "your new read stays" in (await mira.forge(undo, back)).text, "an old button does not take it away"


async def test_a_new_read_that_went_on_stays(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    again = await mira.press("Read again", await mira.press("Read again"))
    on = await mira.press("▶")
    assert "your new read stays" in (await mira.forge(again.button("Undo")["custom_id"], on)).text
    assert "They sailed for the port 2" in (await read_on(mira, 0)).text


async def test_undoing_the_third_read_gives_the_second_back(fireside: Fireside, mira: Person) -> None:
    await to_the_end(fireside, mira)
    for _ in range(2):
        await mira.press("Read again", await mira.press("Read again"))
        again = await mira.press("▶")
        await mira.press("The end")
    third = await mira.press("Read again", await mira.press("Read again"))
    assert "100%" in (await mira.press("Undo", third)).text
    assert again.text == (await mira.slash("read", story=VOYAGE)).text
    await mira.slash("shelf")
    assert "read 3 times" in (await mira.press("Finished (")).text


async def test_a_public_panel_tells_nothing_of_its_opener(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(1, COMPLETE))
    public = await shown_here(mira, "read", story=VOYAGE)
    assert "The end" not in public.labels
    assert public.labels[-1] == "Read again", "and never where Next was"


async def test_the_card_is_shared_once(fireside: Fireside, mira: Person) -> None:
    end = await to_the_end(fireside, mira)
    card = await mira.press("A card to share")
    assert card.ephemeral
    assert card.message is not None
    assert card.message["attachments"][0]["filename"] == "the-end.png"
    assert re.search(r"Finished on \d+ [A-Z][a-z]+ \d{4}", str(card.components)), "as a book has a date"
    posted = await mira.press("Post here")
    await mira.forge(card.button("Post here")["custom_id"], posted)
    [shown] = [each for each in await mira.history() if "has finished" in str(each["components"])]
    assert "★" not in str(shown)
    assert end.message is not None


@pytest.mark.parametrize("stars", [1, 2])
async def test_what_somebody_did_not_like_suggests_nothing(
    fireside: Fireside, mira: Person, stars: int
) -> None:
    await add(fireside, story("Lamp", tags=("sea",)), story("Beacon", tags=("sea",)))
    await mira.slash("read", story="Lamp")
    await mira.press("The end")
    assert "because" in reasons(await mira.slash("recommend"))["Beacon"]
    await mira.press("The end", await mira.slash("read", story="Lamp"))
    await mira.choose("★" * stars + "☆" * (5 - stars))
    found = await mira.slash("recommend")
    assert titles(found) == ["Beacon"]
    assert "because" not in reasons(found)["Beacon"]


def test_stars_weigh_a_readers_own_stories_alone() -> None:
    read = [
        StoryRead(StoryId(each), 1.0, finished=True, put_away=False, stars=each or None) for each in range(6)
    ]
    weights = reader_weights(read)
    assert weights.keys() == {0, 3, 4, 5}
    assert weights[StoryId(3)] < weights[StoryId(4)]


endings = st.builds(
    Ending,
    story=stories,
    reading=readings,
    place=places,
    goes_on=st.booleans(),
    finished_at=st.integers(0, 2**31),
    seconds=st.integers(0, 10**7),
    days=st.integers(1, 10**4),
    opinion=st.builds(Opinion, st.integers(1, 5) | st.none(), st.text("*\n_>a", max_size=1_000)),
    next_in_series=stories | st.none(),
)


@given(endings, suggested | st.none())
async def test_every_end_is_one_that_discord_takes(ending: Ending, after: Suggested | None) -> None:
    check(ending_screen(ending, after, {ending.story.id: b""}))
