"""Readers name what they want to be warned of: a story stops before it, wherever they come from."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.cautions import folded_cautions, phrase, warns_of
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Details
from tests.subscriptions.delivered_instalments import CHAPTERS, brought_directly, days_pass
from tests.support.delivered_notices import notices, publish
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, readable, walk

TITLE = "The Mill"
DEATH = "Major Character Death"


def told(number: int) -> str:
    return "\n\n".join(f"“Word {number}x{each},” said Ada, and went on with it." for each in range(40))


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with *The Mill*, whose second chapter has a warning, and *The Quarry*, which is all of it."""
    chapters = (
        ManuscriptChapter("Dawn", told(1)),
        ManuscriptChapter("Noon", told(2), notes=ChapterNotes(content_warnings=(DEATH,))),
        ManuscriptChapter("Dusk", told(3)),
    )
    details = Details(title=TITLE, authors=("A. Boatman",), completion=Completion.ONGOING)
    await empty_fireside.add(Manuscript(details, chapters), empty_fireside.guild())
    grim = Details(title="The Quarry", authors=("A. Boatman",), content_warnings=("Graphic Violence",))
    await empty_fireside.add(Manuscript(grim, chapters[:1]), empty_fireside.guild())
    await empty_fireside.app.quotes.worker().round()
    return empty_fireside


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    """A reader who is warned of two things, in spellings of her own."""
    mira = await fireside.person("Mira")
    await warned_of(mira, "character deaths", "VIOLENCE")
    return mira


async def warned_of(person: Person, *names: str) -> Reply:
    await person.slash("settings")
    await person.press("Warnings…")
    return await person.fill(await person.press("Type them…"), names="\n".join(names))


async def next_chapter(person: Person) -> Reply:
    panel = await person.slash("read", story=TITLE)
    while "▶" in str(panel.labels) and "Word" in panel.text:
        panel = await person.press("▶")
    return panel


STOP = (
    f"⚠️ Before you read Chapter 2 — Noon of **{TITLE}**: it has **{DEATH}**, which you asked to be warned of."
)


async def test_a_chapter_stops_once_and_is_read_if_one_likes(mira: Person) -> None:
    stop = await next_chapter(mira)
    assert stop.text == STOP
    assert stop.labels == ["Read", "Skip this chapter", "Not for me"]
    assert "Word 1x" in (await mira.slash("read", story=TITLE)).text  # where she was
    assert "Word 2x0" in (await mira.press("Read", stop)).text
    assert "Word 2x0" in (await mira.slash("read", story=TITLE)).text
    assert "Word 2x0" in (await mira.slash("read", story=TITLE, chapter="Noon")).text


async def test_a_chapter_is_skipped_and_the_next_goes_on(mira: Person) -> None:
    skipped = await mira.press("Skip this chapter", await next_chapter(mira))
    assert "Word 3x0" in skipped.text
    assert "Word 3x0" in (await mira.slash("read", story=TITLE)).text
    await mira.press("☰ Chapters")
    assert "✓ Chapter 2 — Noon" in str(mira.last.components)
    again = await mira.slash("read", story=TITLE, chapter="Noon")
    assert again.text == STOP


async def test_a_story_stops_at_its_first_page(fireside: Fireside, mira: Person) -> None:
    stop = await mira.slash("read", story="The Quarry")
    assert stop.text == (
        "⚠️ Before you read **The Quarry**: it has **Graphic Violence**, which you asked to be warned of."
    )
    assert stop.labels == ["Read", "Not for me"]
    given_up = await mira.press("Not for me", stop)
    assert "is put away, and I won’t suggest it." in given_up.text
    assert "The Quarry" not in (await mira.slash("recommend")).text
    await mira.press("Undo", given_up)
    panel = await mira.press("Read", await mira.slash("read", story="The Quarry"))
    assert "Word 1x0" in panel.text


async def test_whoever_named_nothing_is_not_stopped(fireside: Fireside) -> None:
    theo = await fireside.person("Theo")
    assert "Word 2x0" in (await theo.slash("read", story=TITLE, chapter="Noon")).text


async def test_quotes_and_search_leave_it_out_until_it_is_read(mira: Person) -> None:
    await next_chapter(mira)
    for _ in range(6):
        assert "Word 1x" in (await mira.slash("quote")).text
    await mira.slash("read", story=TITLE)
    await mira.press("Skip this chapter", await mira.slash("read", story=TITLE, chapter="Noon"))
    assert "2x3" not in (await mira.slash("search", words="2x3")).text.replace("“2x3”", "")
    await mira.press("Read", await mira.slash("read", story=TITLE, chapter="Noon"))
    assert "Word **2x3**" in (await mira.slash("search", words="2x3")).text


@pytest.mark.parametrize(
    ("tag", "asked", "warned"),
    [
        ("No Happy Ending", "no happy ending", True),
        ("Not Beta Read", "NOT beta-read", True),
        ("No Graphic Violence", "violence", False),
        ("Without Violence", "graphic violence", False),
        ("No Happy Ending", "happy ending", False),
        ("Happy Ending", "no happy ending", False),
        ("角色死亡", "死亡", True),
        ("Suicídio", "suicidio", True),
    ],
)
def test_what_says_that_something_is_not_there_warns_of_just_that(tag: str, asked: str, warned: bool) -> None:
    assert warns_of(tag, [phrase(asked)]) is warned
    assert (phrase(asked) in folded_cautions(["Angst", tag])) is warned


async def test_suggestions_leave_it_out(fireside: Fireside, mira: Person) -> None:
    assert "The Quarry" not in (await mira.slash("recommend")).text
    await warned_of(mira)
    assert "The Quarry" in (await mira.slash("recommend")).text


async def test_a_serial_says_so_once_and_goes_on_as_its_reader_likes(
    fireside: Fireside, mira: Person
) -> None:
    await mira.slash("subscribe", story=TITLE, deliver=CHAPTERS)
    await days_pass(fireside, 4)
    came = await brought_directly(mira)
    assert STOP in readable(came[-1])
    assert sum(STOP in readable(each) for each in came) == 1
    buttons = [each["label"] for each in walk(came[-1]["components"]) if each.get("label")]
    assert buttons == ["Read", "Skip this chapter", "Not for me", "Stop these"]
    await mira.go_direct()
    await mira.press("Skip this chapter", came[-1])
    await days_pass(fireside)
    assert "Word 3x" in readable((await brought_directly(mira))[-1])


async def test_a_notice_says_so(fireside: Fireside, ines: Person, mira: Person) -> None:
    await mira.slash("subscribe", story="The Quarry", deliver="each new chapter, to me")
    await publish(ines, "Night", story="The Quarry")
    await days_pass(fireside)
    assert "⚠️ With **Graphic Violence**, which you asked to be warned of." in "".join(await notices(mira))


async def test_warnings_are_chosen_from_what_is_here(fireside: Fireside) -> None:
    theo = await fireside.person("Theo")
    await theo.slash("settings")
    menu = await theo.press("Warnings…")
    assert "nothing in particular" in menu.text
    chosen = await theo.choose("Graphic Violence", message=menu)
    assert "**Warned of:** Graphic Violence. I’ll stop and ask before it comes up." in chosen.text
    assert "### Settings" in (await theo.press("All settings", chosen)).text
    assert "warned of" in (await theo.slash("read", story="The Quarry")).text
    too_many = await warned_of(theo, *(f"warning {number}" for number in range(26)))
    assert too_many.text.startswith("I can keep 25 warnings for you")
