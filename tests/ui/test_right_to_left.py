"""Titles and names in Hebrew and Arabic keep together in the bot’s own sentences; no others change."""

from __future__ import annotations

import json

import pytest

from bot.errors import UnknownStoryError
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes.errors import NotQuotableError
from bot.stories.details import Details
from bot.text.direction import open_isolates, without_isolates
from cogs.ui.errors import sentence
from cogs.ui.labels import authors_of, clipped, escaped
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.twelve_languages import HEBREW

NIGHT = "הלילה היה ארוך, והים היה שקט. " * 20
STORY = Manuscript(
    Details(title=HEBREW.title, authors=(HEBREW.author, "Ann Lee"), tags=("ים", "חורף")),
    (ManuscriptChapter("המדרגות", NIGHT), ManuscriptChapter("Skerrow בחורף", NIGHT)),
)
TITLE, AUTHOR = f"\u2068{HEBREW.title}\u2069", f"\u2068{HEBREW.author}\u2069"


def whole(reply: Reply) -> str:
    """All that a message says, its menus included."""
    return json.dumps(reply.components, ensure_ascii=False)


@pytest.fixture
async def reader(fireside: Fireside, mira: Person) -> Person:
    await fireside.add(STORY)
    return mira


async def test_a_panel_and_a_card_keep_titles_names_and_tags_together(reader: Person) -> None:
    panel = await reader.slash("read", story=HEBREW.title)
    assert f"**{TITLE}** · by {AUTHOR} and Ann Lee" in panel.text
    assert "### Chapter 1 — \u2068המדרגות\u2069" in panel.text
    menu = await reader.press("☰")
    assert "Chapter 2 — \u2067Skerrow בחורף\u2069" in whole(menu)
    card = await reader.slash("story", story=HEBREW.title)
    assert f"## {TITLE}\nby {AUTHOR} and Ann Lee" in card.text
    assert "**Tags** \u2068ים\u2069, \u2068חורף\u2069" in card.text


async def test_a_title_is_found_as_it_is_typed_and_as_it_is_copied(reader: Person) -> None:
    [choice] = await reader.autocomplete("read", "story", HEBREW.title)
    assert choice["name"] == f"{TITLE} — {AUTHOR} and Ann Lee"
    assert without_isolates(choice["value"]) == choice["value"]
    for typed in (HEBREW.title, TITLE, choice["value"]):
        assert TITLE in (await reader.slash("read", story=typed)).text
    chapter = "Chapter 2 — \u2067Skerrow בחורף\u2069"
    assert chapter in (await reader.slash("read", story=TITLE, chapter=chapter)).text


async def test_what_goes_wrong_is_said_in_order(reader: Person) -> None:
    assert (
        sentence(NotQuotableError("אור!"))
        == "The author of “\u2068אור!\u2069” would rather not have it quoted."
    )
    assert "called “\u2068אור\u2069” here" in str(sentence(UnknownStoryError("אור", [])))
    assert sentence(NotQuotableError("Light")) == "The author of “Light” would rather not have it quoted."


async def test_other_stories_hold_no_character_that_nobody_sees(mira: Person) -> None:
    for reply in (
        await mira.slash("read", story="Low Water at Skerrow"),
        await mira.press("☰"),
        await mira.slash("library"),
    ):
        assert without_isolates(whole(reply)) == whole(reply)


@pytest.mark.parametrize("limit", range(3, 40))
def test_names_that_are_cut_fit_and_close_what_they_open(limit: int) -> None:
    names = authors_of([HEBREW.author, "Ann Lee", "سلمى الحداد"])
    for cut in (clipped(names, limit), escaped(names, limit), escaped(f"*{HEBREW.title}*", limit)):
        assert len(cut) <= limit
        assert open_isolates(cut) == ""
