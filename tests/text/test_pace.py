"""People read at the pace of their language, and a passage takes as long in every script."""

from __future__ import annotations

import pytest

from bot.text.pace import Script, main_script, passage_limit, words_a_minute
from bot.text.passages import passages, passages_to_read

ENGLISH = "The keeper sat at the window and listened to the sea. Nobody had come for nine days. "
CHINESE = "守塔人坐在窗前，听着海浪的声音。已经九天没有人来了。"
JAPANESE = "灯台守は窓辺に座って、波の音を聞いていた。九日のあいだ、誰も来なかった。"
THAI = "คนเฝ้าประภาคารนั่งอยู่ริมหน้าต่างและฟังเสียงทะเล "


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", Script.LATIN),
        ("… — 1987!", Script.LATIN),
        (ENGLISH, Script.LATIN),
        ("Latarnik siedział przy oknie i słuchał morza.", Script.LATIN),
        ("Смотритель сидел у окна и слушал море.", Script.CYRILLIC),
        ("جلس الحارس عند النافذة", Script.ARABIC),
        ("השומר ישב ליד החלון", Script.HEBREW),
        ("등대지기는 창가에 앉아 있었다.", Script.OTHER),
        ("Ο φύλακας καθόταν στο παράθυρο.", Script.OTHER),
        (CHINESE, Script.HAN),
        (JAPANESE, Script.JAPANESE),
        (THAI, Script.THAI),
        (CHINESE * 30 + "の", Script.HAN),
        (ENGLISH * 30 + "“守塔人,” she said, “灯台守だ.”", Script.LATIN),
        ("A note by the translator. " * 3 + CHINESE * 30, Script.HAN),
        (f"{ENGLISH}{CHINESE}" * 50, Script.HAN),
        (f"{ENGLISH * 3}{CHINESE}" * 50, Script.LATIN),
    ],
)
def test_the_script_is_that_of_most_of_the_reading(text: str, script: Script) -> None:
    assert main_script(text) is script


@pytest.mark.parametrize(
    ("language", "script", "pace"),
    [
        ("en", Script.LATIN, 260),
        ("en-GB", Script.LATIN, 260),
        ("EN_us", Script.LATIN, 260),
        ("eng", Script.LATIN, 260),
        ("", Script.LATIN, 260),
        ("und", Script.LATIN, 260),
        ("fr", Script.LATIN, 195),
        ("pt-BR", Script.LATIN, 181),
        ("ger", Script.LATIN, 179),
        ("ru", Script.CYRILLIC, 184),
        ("uk", Script.CYRILLIC, 184),
        ("", Script.ARABIC, 138),
        ("fa", Script.ARABIC, 184),
        ("id", Script.LATIN, 184),
        ("ko", Script.OTHER, 184),
        ("", Script.OTHER, 184),
        ("zh-Hant-TW", Script.HAN, 255),
        ("yue", Script.HAN, 255),
        ("", Script.HAN, 255),
        ("ja", Script.JAPANESE, 357),
        ("", Script.JAPANESE, 357),
        ("th", Script.THAI, 882),
        ("en", Script.HAN, 255),
        ("en", Script.HEBREW, 187),
        ("zh", Script.LATIN, 260),
    ],
)
def test_a_language_is_read_at_its_pace(language: str, script: Script, pace: int) -> None:
    assert words_a_minute(language, script) == pace


def test_passages_take_as_long_to_read_in_every_script() -> None:
    assert passage_limit(Script.LATIN, 1_800) == passage_limit(Script.CYRILLIC, 1_800) == 1_800
    assert passage_limit(Script.HAN, 1_800) == 465
    assert passage_limit(Script.JAPANESE, 1_800) == 651
    assert passage_limit(Script.THAI, 1_800) == 1_608


@pytest.mark.parametrize("limit", [900, 1_800, 3_600])
def test_a_chapter_of_english_is_divided_as_it_always_was(limit: int) -> None:
    text = "\n\n".join(["“Come in,” said the keeper—“it’s late, 守塔人.” " + ENGLISH * 7] * 40)
    assert passages_to_read(text, limit) == passages(text, limit)


@pytest.mark.parametrize("text", [CHINESE, JAPANESE, THAI])
@pytest.mark.parametrize("limit", [900, 1_800, 3_600])
def test_a_chapter_in_letters_that_hold_more_is_divided_into_shorter_passages(text: str, limit: int) -> None:
    chapter = "\n\n".join([text * 5] * 60)
    divided = passages_to_read(chapter, limit)
    assert "".join(chapter[each.start : each.end] for each in divided) == chapter
    most = passage_limit(main_script(chapter), limit)
    assert all(most / 3 < len(each.render(chapter)) <= most for each in divided)
