"""No passage begins or ends inside a grapheme, between a character and its reading, or against the rules for
lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.line_breaks import forbids_break
from bot.text.passages import passages
from bot.text.ruby import annotated
from tests.support.rounds import rounds

LIMIT = 128
GRAPHEMES = ["👩‍👩‍👧", "🇩🇪", "👍🏽", "क्षि", "ក្ក", "e\u0301", "한", "각", "กำ", "ก็", "မြန်", "𠮷", "が", "❤️"]
SIGNS = [
    "。",
    "、",
    "」",
    "「",
    "？",
    "（",
    "）",
    "…",
    " ",
    "।",
    "؟",
    "» ",
    " «",
    "ー",
    "っ",
    "漁師(りょうし)",
    "x",
]


def starts(text: str) -> list[int]:
    return [passage.start for passage in passages(text, LIMIT)][1:]


@settings(max_examples=rounds(30, full=300))
@given(st.lists(st.sampled_from(GRAPHEMES + SIGNS), min_size=60, max_size=500).map("".join))
def test_joined_the_passages_are_the_chapter_and_no_grapheme_is_divided(text: str) -> None:
    assert "".join(text[passage.start : passage.end] for passage in passages(text, LIMIT)) == text
    bounds = {0, *(each.end() for each in regex.finditer(r"\X", text))}
    assert bounds.issuperset(starts(text))


@settings(max_examples=rounds(20, full=200))
@given(
    st.lists(
        st.sampled_from(["漁師(りょうし)たちは", "灯(とう)台(だい)", "「行く", "。」", "、", "静かだった"]),
        min_size=60,
    )
)
def test_no_character_is_parted_from_its_reading_and_no_sign_from_its_word(parts: list[str]) -> None:
    text = "".join(parts)
    for at in starts(text):
        assert text[at] not in "。」、("
        assert text[at - 1] != "「"
        assert not any(start < at < end for start, end in annotated(text))


@pytest.mark.parametrize(
    "marked",
    [
        "行く|。",
        "「|行",
        "あ|ー",
        "あ|っ",
        "เ|ก",
        "mot |!",
        "mot |»",
        "« |mot",
        "👩|\u200d👩",
        "क्|ष",
        "x |\u0301",
        "“|走",
        "走|”",
    ],
)
def test_a_break_is_forbidden(marked: str) -> None:
    assert forbids_break(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    "marked",
    ["漁|師", "。|「", "word. |“Yes", "word |…and", "word |:)", "— |Иди", "ein »Ja.« |Er", "등대를 |켰다"],
)
def test_a_break_is_allowed(marked: str) -> None:
    assert not forbids_break(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    ("paragraph", "ends"),
    [
        ("灯台の明かりは六時にともされた。船はまだ来ない。" * 20, "。"),
        ("守塔人坐在窗前，听着海浪的声音，灯还亮着，船没有来，" * 20, "，"),
        ("ไฟประภาคารถูกจุดเมื่อหกโมงเย็น เรือยังไม่มา " * 20, "มนา"),
        ("दीप जल उठा। कोई नहीं आया। " * 20, "।"),
        ("جاء البحر؟ لم يأت أحد؟ " * 20, "؟"),
        ("Il dit « Oui, je viens ! » Puis il partit. " * 20, ".»"),
    ],
)
def test_a_long_paragraph_is_cut_where_its_language_pauses(paragraph: str, ends: str) -> None:
    for passage in passages(paragraph.strip(), LIMIT):
        assert passage.render(paragraph.strip())[-1] in ends


def test_a_chinese_paragraph_without_a_pause_is_cut_between_words_of_latin_letters() -> None:
    text = "守塔人Alexandria坐在窗前Lighthouse听着海浪的声音" * 20
    for before, after in pairwise([0, *starts(text), len(text)]):
        assert not text[before].isascii() or not text[before - 1].isascii()
        assert after - before > LIMIT // 2


@pytest.mark.parametrize(
    "words",
    [
        "ทะเล ใน ยาม ค่ำคืน เงียบ สงบ แสง ไฟ จาก ประภาคาร ส่อง ไป ทั่ว",
        "ຄົນ ທັງໝົດ ເກີດ ມາ ມີ ສິດທິ ເສລີພາບ ແລະ ຄວາມ ສະເໝີພາບ",
        "មនុស្ស ទាំងអស់ កើតមក មាន សេរីភាព និង សមភាព",
        "လူ တိုင်း သည် တူညီ လွတ်လပ် သော ဂုဏ်သိက္ခာ ဖြင့်",
    ],
    ids=["Thai", "Lao", "Khmer", "Burmese"],
)
def test_a_text_without_spaces_is_cut_between_words(words: str) -> None:
    text = words.replace(" ", "") * 24
    ends, at = set(), 0
    for word in words.split() * 24:
        at += len(word)
        ends.add(at)
    assert len(starts(text)) > 3
    assert ends.issuperset(starts(text))
