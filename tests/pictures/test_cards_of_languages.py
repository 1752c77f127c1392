"""Cards in the languages of stories: none is refused, and every line is set as it is read."""

from __future__ import annotations

import pytest

from bot.pictures.faces import ITALIC, runs
from bot.pictures.lines import line_fragments
from bot.pictures.quote_card import quote_card
from bot.pictures.stops_curve import stops_curve
from bot.pictures.typesetting import fitted, shortened
from bot.pictures.wording import cleaned, in_marks
from bot.text.direction import begins_from_right
from tests.pictures.test_quote_card import inked
from tests.support.twelve_languages import STORIES, ForeignStory

LETTERS_FROM_RIGHT = ("ar", "he")


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_line_of_a_story_in_any_language_is_a_card(story: ForeignStory) -> None:
    assert story.speech in story.text
    picture = quote_card(
        story.speech, title=story.title, authors=[story.author], speaker=story.speaker, spoken=True
    )
    left, top, right, bottom = inked(picture)
    assert 36 <= left < right <= picture.width - 36
    assert 36 <= top < bottom <= picture.height - 36
    for part in (story.speech, story.title, story.author, story.speaker):
        assert part in picture.alt


@pytest.mark.parametrize(
    ("speech", "language", "marked"),
    [
        ("Komm, es ist schon spät und nicht weit.", "", "„Komm, es ist schon spät und nicht weit.“"),
        ("Nein.", "de-CH", "„Nein.“"),
        ("Er sagte: „Geh!“ und ging.", "de", "‚Er sagte: „Geh!“ und ging.‘"),
        ("Иди сюда, она уже не придёт.", "en", "«Иди сюда, она уже не придёт.»"),
        ("Он сказал: «Иди».", "ru", "„Он сказал: «Иди».“"),
        ("Oui !", "fr", "«\u00a0Oui !\u00a0»"),
        ("走吧。", "zh", "“走吧。”"),
        ("走吧。", "zh-Hant", "「走吧。」"),
        ("『待て』と言った。", "", "「『待て』と言った。」"),
        ("Die, die, my darling!", "", "“Die, die, my darling!”"),
        ("Go “now”, she said.", "en", "‘Go “now”, she said.’"),
        ("No.", "xx", "“No.”"),
    ],
)
def test_speech_is_set_in_the_marks_of_its_language(speech: str, language: str, marked: str) -> None:
    assert in_marks(speech, language) == marked


@pytest.mark.parametrize(
    "broken",
    [
        "ตะเกียง|ที่|หน้าต่าง|ไม่|เคย|ดับ|เลย |แม้|ใน|คืน|ที่|ไม่มี|ใคร|กลับ|บ้าน",
        "คน|ต่าง ๆ |รอ|ไป|เรื่อย ๆ |“จนกว่า|เช้า”",
        "ໂຄມໄຟ|ຢູ່|ປ່ອງຢ້ຽມ|ບໍ່ເຄີຍ|ມອດ|ເລີຍ",
        "ចង្កៀង|នៅ|មាត់|បង្អួច|មិនដែល|រលត់|ឡើយ។ |ថ្ងៃៗ",
        "ပြတင်းပေါက်|က |မီးအိမ်|ဟာ |ဘယ်တော့|မှ |မ|ငြိမ်း|ခဲ့|ဘူး။",
    ],
    ids=["Thai", "Thai word said twice", "Lao", "Khmer", "Burmese"],
)
def test_a_line_breaks_between_words_where_no_space_is(broken: str) -> None:
    fragments = line_fragments(broken.replace("|", ""))
    assert [each.text + " " * each.space for each in fragments] == broken.split("|")


def test_an_author_says_where_lines_may_break() -> None:
    assert [each.text for each in line_fragments(cleaned("light\u200bhouse\u200b keeper"))] == [
        "light",
        "house",
        "keeper",
    ]


def test_invisible_characters_leave_no_gap() -> None:
    assert cleaned("light\u00adhouse\ufeff, she\u2060said\u2069") == "lighthouse, shesaid"
    assert cleaned("אור\u200f!") == "אור\u200f!"


@pytest.mark.parametrize(
    "text",
    [
        "Captain Moreau הגיע ראשון אחרי החורף, ובכיסו מכתב רטוב ועליו הכתובת Lighthouse, Skerrow.",
        "„Watson, Holmes & Co.” היו השם של החנות, ואיש לא ידע למה.",
        "قالت Mary Morstan: لم ينطفئ المصباح في النافذة أبدًا، حتى في عام 1895.",
    ],
)
def test_every_line_goes_from_the_right_where_its_paragraph_does(text: str) -> None:
    lines = fitted(text, 500, 340, 900).lines
    assert len(lines) > 2
    assert all(map(begins_from_right, lines))
    assert quote_card(text, title="T").png == quote_card("\u200f" + text, title="T").png
    assert quote_card(text, title="T").png != quote_card("\u200e" + text, title="T").png


def test_a_line_that_begins_with_a_foreign_word_goes_as_its_paragraph_does() -> None:
    lines = fitted("שלום, she wrote, and nobody knew what שלום was to mean.", 500, 340, 900).lines
    assert not any(map(begins_from_right, lines))


def test_paragraphs_go_each_their_own_way() -> None:
    lines = fitted("Lo, the lamp!\nהאור בחלון,\nCaptain, לך הביתה עכשיו.", 950, 340, 760).lines
    assert list(map(begins_from_right, lines)) == [False, True, True]


def test_a_title_on_a_chart_is_read_from_its_own_side() -> None:
    title = "Skerrow והמגדלור, חלק 2!"
    assert all(map(begins_from_right, shortened(title, 44, ITALIC, 200, 2)))
    right, left = (stops_curve(mark + title, 3, 9, [(1, 2, 5)]) for mark in ("\u200f", "\u200e"))
    assert stops_curve(title, 3, 9, [(1, 2, 5)]).png == right.png != left.png
    assert f"readers of \u2067{title}\u2069 stop" in stops_curve(title, 3, 9, [(1, 2, 5)]).alt


@pytest.mark.parametrize(
    ("line", "from_left_to_right"),
    [
        ("הוא גר ב Baker 221B עכשיו", [" עכשיו", "Baker 221B", "הוא גר ב "]),
        ("ברחוב 221B (ליד Park).", [").", "Park", " (ליד ", "221B", "ברחוב "]),
        ("הרחוב Baker (London) ארוך", [" ארוך", "Baker (London)", "הרחוב "]),
        ("הרחוב Baker (London היום) ארוך", [" היום) ארוך", "London", " (", "Baker", "הרחוב "]),
        ("She said שלום (עולם) twice", ["She said ", "שלום (עולם)", " twice"]),
        ("הרחוב (Baker) London ארוך", [" ארוך", "London", ") ", "Baker", "הרחוב ("]),
        ("אור Ann 50% הלך", [" הלך", "Ann 50%", "אור "]),
        ("בשנת 1895 Watson הלך", [" הלך", "Watson", "בשנת 1895 "]),
        ("She paid שלוש 3 (13) coins", ["She paid ", "שלוש 3 (13)", " coins"]),
        ("He said «שלום», twice", ["He said «", "שלום", "», twice"]),
        ("لم ينطفئ 🔥 المصباح", [" المصباح", "🔥", "لم ينطفئ "]),
        ("קרא את Анна ואת 夜の灯.", [".", "夜の灯", " ואת ", "Анна", "קרא את "]),
    ],
)
def test_a_line_of_several_scripts_is_drawn_in_the_order_that_it_is_seen(
    line: str, from_left_to_right: list[str]
) -> None:
    assert [run.text for run in runs(line)] == from_left_to_right
    quote_card(line, title=line)
