"""Words are found in the forms in which a language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.database import Connection
from bot.database.full_text import full_text
from bot.search.blocks import block_to, entries
from bot.search.forms import forms
from bot.search.queries.word_index import BLOCKS
from bot.search.snippets import snippet
from bot.text.words import phrases
from tests.support import engines

GERMAN = (
    "Der Leuchtturmwärter ist nicht hier, und das Straßenfest ist schon aus. Ich warte auf dem Hof mit ihr."
)
JAPANESE = "夜の海は静かだった。漁師(りょうし)たちは灯(とう)台(だい)へ行き、食(た)べた。"


@pytest.fixture
def index(empty_library: Path) -> Iterator[Connection]:
    with engines.connection_to(empty_library) as connection:
        yield connection


def lines(index: Connection, text: str, typed: str) -> list[str]:
    """Returns what matches in the sentences that are shown, the blocks found by the index."""
    words, wanted = full_text(index), phrases(typed)
    words.add(index, BLOCKS, entries(text))
    found = index.execute(
        f"SELECT {words.id(BLOCKS)} FROM {BLOCKS.table} WHERE {words.holds(BLOCKS)} ORDER BY 1",
        words.values(BLOCKS, [forms(phrase) for phrase in wanted]),
    )
    shown = [snippet(text, block_to(text, end), wanted) for (end,) in found]
    return [each.line[start:end] for each in shown for start, end in each.matches]


@pytest.mark.parametrize(
    ("text", "typed", "matches"),
    [
        ("등대의 불은 여섯 시에 켜졌다.", "등대", ["등대의"]),
        ("등대의 불은 여섯 시에 켜졌다.", "불", ["불은"]),
        ("등대의 불은 여섯 시에 켜졌다.", '"여섯 시"', ["여섯 시에"]),
        ("그는 바닥을 쓸었다.", "바다", []),
        ("불가능한 일이었다.", "불", []),
        ("집에서만 잔다.", "집", ["집에서만"]),
        ("나는 집에는 안 간다.", "집", ["집에는"]),
        ("눈물이 흘렀다.", "눈", []),
        ("हिंदी में लिखा।", "हिन्दी", ["हिंदी"]),
        ("हिन्दी में लिखा।", "हिंदी", ["हिन्दी"]),
        ("वह हँसी।", "हंसी", ["हँसी"]),
        ("चम्पा का पेड़।", "चंपा", ["चम्पा"]),
        ("خرج الرجل من والبيت القديم.", "بيت", ["والبيت"]),
        ("ذهب إلى بيت قديم.", "البيت", ["بيت"]),
        ("للبحر صوت.", "البحر", ["للبحر"]),
        ("وَالْمَدِينَةُ بعيدة.", "مدينة", ["وَالْمَدِينَةُ"]),
        ("הוא חזר אל הבית שבכפר.", "בית", ["הבית"]),
        ("הוא חזר אל הבית שבכפר.", "כפר", ["שבכפר"]),
        ("שָׁלוֹם לך.", "שלום", ["שָׁלוֹם"]),
        (GERMAN, "Leuchtturm", ["Leuchtturmwärter"]),
        (GERMAN, "strasse", ["Straßenfest"]),
        (GERMAN, "Turm", []),
        ("The lighthouse stood there, and all the others fell asleep in it.", "light", []),
        (JAPANESE, "漁師たち", ["漁師(りょうし)たち"]),
        (JAPANESE, "りょうし", ["りょうし"]),
        (JAPANESE, "灯台へ", ["灯(とう)台(だい)へ"]),
        (JAPANESE, "とうだいへ", ["とう)台(だい)へ"]),
        (JAPANESE, "たべた", ["た)べた"]),
        (JAPANESE, "漁師(りょうし)たち", ["漁師(りょうし)たち"]),
        ("灯台(とう)(だい)へ。", "灯台へ とうだい", ["灯台(とう)(だい)へ"]),
        ("老人と海（うみ）へ行く。", "海へ", ["海（うみ）へ"]),
        ("彼（仮名）は来た。", "仮名", ["仮名"]),
        ("Er kam (über Nacht) an, und das ist nicht gut.", "über nacht", ["über", "Nacht"]),
        ("守塔人坐在窗前，听着海浪的声音。", "海浪 守塔人", ["守塔人", "海浪"]),
        ("漢(hàn)字(zì)很难。", "汉字 漢字", []),
        ("漢(hàn)字(zì)很难。", "漢字很", ["漢(hàn)字(zì)很"]),
        ("ไฟประภาคารถูกจุดเมื่อหกโมงเย็น", "ประภาคาร", ["ประภาคาร"]),
        ("Işıklar İstanbul'da söndü.", "ISIKLAR istanbul", ["Işıklar", "İstanbul"]),
        ("Ёлка стояла у окна.", "елка", ["Ёлка"]),
        ("Tiếng sóng đêm khuya.", "dem song", ["sóng", "đêm"]),
        ("Η θάλασσα ΗΣΥΧΗ.", "ησυχη θαλασσα", ["θάλασσα", "ΗΣΥΧΗ"]),
        ("A tengerben nem volt más, és az is csak egy hal.", "tenger", ["tengerben"]),
        ("Deniz fenerinin ışığı çok güzel ve bu da bir şey.", "fener", ["fenerinin"]),
        ("বাতিঘরের আলো নিভে গেল।", "বাতিঘর", ["বাতিঘরের"]),
        ("Ґанок був порожній.", "ганок", ["Ґанок"]),
        ("וכשהגיע הביתה, שתק.", "הגיע", ["וכשהגיע"]),
        ("او می\u200cشود.", "میشود", ["می\u200cشود"]),
        ("او میشود.", "می\u200cشود", ["میشود"]),
        ("این نمی شود.", "نمیشود", ["نمی شود"]),
        ("کتابهای من.", "کتاب", ["کتابهای"]),
        ("کتاب\u200cها کجاست؟", "کتابها", ["کتاب\u200cها"]),
        ("او میشود.", "می شود", ["میشود"]),
        ("شود که می\u200cنویسد.", "می شود", []),
        ("کتابها کجاست؟", "کجاست کتاب ها", ["کتابها", "کجاست"]),
        ("میز کوچک بود.", "می", []),
        ("ＡＢＣ ﾗﾝﾌﾟ", "abc ランプ", ["ＡＢＣ", "ﾗﾝﾌﾟ"]),
    ],
)
def test_a_word_is_found_in_its_forms(index: Connection, text: str, typed: str, matches: list[str]) -> None:
    assert lines(index, text, typed) == matches


def test_forty_words_with_all_their_forms_are_a_query(index: Connection) -> None:
    assert lines(index, "بيت", " ".join(f"بيت{'ا' * n}" for n in range(60))) == []
