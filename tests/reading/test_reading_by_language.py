"""How long a story takes and how much a passage holds, in the language that it is written in."""

from __future__ import annotations

import re

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import footing, passage

ENGLISH = "The keeper sat at the window and listened to the sea, and nobody came for nine days. "
FRENCH = "Le gardien était assis à la fenêtre, il écoutait la mer, et personne ne venait. "
CHINESE = "守塔人坐在窗前，听着海浪的声音，已经九天没有人来了。"
JAPANESE = "灯台守は窓辺に座って波の音を聞いていた。九日のあいだ誰も来なかった。"
THAI = "คนเฝ้าประภาคารนั่งอยู่ริมหน้าต่าง ฟังเสียงทะเล"


def story(text: str, language: str = "", paragraphs: int = 60) -> Manuscript:
    chapter = "\n\n".join([(text * 5).strip()] * paragraphs)
    return Manuscript(Details(title="Lamp", language=language), (ManuscriptChapter("", chapter),))


@pytest.mark.parametrize(
    ("text", "language", "words", "minutes"),
    [
        (ENGLISH, "", "5,100", "20 min"),
        (ENGLISH, "en-GB", "5,100", "20 min"),
        (FRENCH, "fr", "4,500", "23 min"),
        (CHINESE, "", "6,900", "27 min"),
        (CHINESE, "zh-Hant", "6,900", "27 min"),
        (CHINESE, "en", "6,900", "27 min"),
        (JAPANESE, "ja", "9,600", "27 min"),
        (THAI, "", "13,500", "15 min"),
    ],
)
async def test_the_card_tells_the_words_and_the_time_of_the_language(
    empty_fireside: Fireside, mira: Person, text: str, language: str, words: str, minutes: str
) -> None:
    await empty_fireside.add(story(text, language))
    assert f"1 chapter, {words} words, about {minutes}" in (await mira.slash("story", story="Lamp")).text


@pytest.mark.parametrize(("text", "most"), [(ENGLISH, 1_800), (CHINESE, 465), (JAPANESE, 651), (THAI, 1_608)])
async def test_a_passage_is_some_two_minutes_of_reading(
    empty_fireside: Fireside, mira: Person, text: str, most: int
) -> None:
    await empty_fireside.add(story(text))
    panel = await mira.slash("read", story="Lamp")
    assert most / 2 < len(passage(panel)) <= most
    told = re.search(r"· 1 of (\d+) · about (\d+) min left", footing(panel))
    assert told
    passages, minutes = map(int, told.groups())
    assert 1 < (minutes + 1) / (passages - 1) < 2.2


async def test_what_was_read_counts_in_the_words_of_the_language(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(story(CHINESE, paragraphs=2))
    await mira.slash("read", story="Lamp")
    told = (await mira.slash("stats")).text
    assert "230 words" in told
    assert "about 1 min" in told
