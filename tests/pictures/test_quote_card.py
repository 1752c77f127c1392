"""What somebody sees who looks at a quote as a picture, or hears who cannot."""

from __future__ import annotations

import io
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.pictures.faces import font, runs
from bot.pictures.picture import Picture
from bot.pictures.quote_card import MARGIN, quote_card
from bot.pictures.sheet import EMBER, INK, PAPER, SOFT_INK, WIDTH
from bot.pictures.typesetting import fitted
from bot.pictures.wording import cleaned
from tests.support.rounds import rounds

PLUMS = "The plums are in. Come before they are jam."
WORDS = (
    "a the lamp, harbour “never” went—quietly patience Æthelflæd naïve wood-smoke ΑΒΓ огонь 夜の灯 🔥 1914 &"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=70).map(" ".join)
HEBREW = "האור בחלון לא כבה מעולם"
ARABIC = "لم ينطفئ المصباح في النافذة"
QUOTES = {
    "short": "Never.",
    "medium": "The sea has a long memory, and it knows very well which house had the light in it.",
    "long": "Every Sunday I read one, with flour to my elbows, and meant to burn it afterwards. " * 5,
    "one word": "Schifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "heaped marks": "z" + "\u0336\u030d\u0311" * 60 + "algo",
    "Hebrew": HEBREW,
    "Arabic": ARABIC,
    "a sentence in one character": "\ufdfd",
    "Japanese": "窓の灯は、誰も帰らない夜でも、決して消えることはなかった。",
    "Korean": "아무도 돌아오지 않는 밤에도 창문의 불빛은 꺼진 적이 없었다.",
    "Hindi": "खिड़की का दीया कभी नहीं बुझा।",
    "emoji": "she lit the lamp 🔥🔥 and he SAW it 😭",
}


def grey(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png)).convert("L")


def inked(picture: Picture) -> tuple[int, int, int, int]:
    """The smallest box that holds all ink; paper and its frame are lighter than this."""
    box = grey(picture).point([255] * 150 + [0] * 106).getbbox()
    assert box
    return box


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@settings(max_examples=rounds(8, full=25))
@given(SENTENCES, SENTENCES, st.booleans())
def test_a_quote_is_a_picture_of_a_fair_size_or_too_long(text: str, title: str, spoken: bool) -> None:
    try:
        picture = quote_card(text, title=title, authors=["Ada Wren"], speaker="Tamsin", spoken=spoken)
    except QuoteTooLongForPictureError:
        assert len(text) > 150
        return
    with Image.open(io.BytesIO(picture.png)) as image:
        assert (image.format, image.size) == ("PNG", (picture.width, picture.height))
    assert 0.5 <= picture.height / picture.width <= 1.1
    assert all(word in picture.alt for word in text.split())
    assert len(picture.alt) <= 1_024


@settings(max_examples=rounds(8, full=25))
@given(st.text(max_size=40))
def test_any_text_at_all_is_a_picture_or_a_refusal(text: str) -> None:
    try:
        picture = quote_card(text, title="Low Water")
    except UnpicturableError:
        return
    told = normalize("NFD", picture.alt)
    assert all(letter in told for letter in normalize("NFD", text) if letter.isalnum())


@pytest.mark.parametrize("text", QUOTES.values(), ids=QUOTES)
def test_ink_stays_on_the_paper_inside_its_frame(text: str) -> None:
    picture = quote_card(
        text,
        title="A True and Particular Account of the Several Voyages of the Brig Constancy, with Some Remarks",
        authors=["Bartholomew Fairweather", "Josephine d’Auvergne", "An Anonymous Lady of Quality"],
        speaker="The Right Honourable Captain Ebenezer Thistlewaite-Pembroke of Lower Wallop",
        spoken=True,
    )
    left, top, right, bottom = inked(picture)
    assert left >= 36 and right <= picture.width - 36
    assert top >= 36 and bottom <= picture.height - 36


def test_every_ink_is_readable_on_every_shade_of_the_paper() -> None:
    for ink in (INK, SOFT_INK, EMBER):
        for paper in PAPER:
            assert (luminance(paper) + 0.05) / (luminance(ink) + 0.05) >= 4.5


@pytest.mark.parametrize("text", [*QUOTES.values(), "→ ✓ ♥ ★ ½ № …", "𝌆 trigram", "Æ ŵ ẵ ἀὗ Ѣ"])
def test_no_letter_is_drawn_as_a_box(text: str) -> None:
    for run in runs(cleaned(text)):
        face = font(run.face, 48)
        box = bytes(face.getmask("\uffff"))
        for letter in run.text:
            if not letter.isspace():
                assert bytes(face.getmask(letter)) != box, (run.face.file, letter)


@pytest.mark.parametrize("text", ["བོད་སྐད", "ܐܒܓ", "She said ᚠᚢᚦ.", "", "𝌆 𝌆", " \u200b\n ", "\ud800"])
def test_what_cannot_be_drawn_is_refused(text: str) -> None:
    with pytest.raises(UnpicturableError):
        quote_card(text, title="Low Water")


def test_a_hundred_words_fit_and_a_page_does_not() -> None:
    words = (QUOTES["medium"].split() * 20)[:300]
    assert quote_card(" ".join(words[:100]), title="Low Water").height > 900
    with pytest.raises(QuoteTooLongForPictureError):
        quote_card(" ".join(words[:160]), title="Low Water")
    with pytest.raises(QuoteTooLongForPictureError):
        quote_card(" ".join(words), title="Low Water")


def test_a_short_quote_is_set_larger_than_a_long_one() -> None:
    sizes = [fitted(text, 950, 340, 760).size for text in ("Never.", QUOTES["medium"], QUOTES["long"])]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


@pytest.mark.parametrize(
    ("speech", "shown"),
    [
        (PLUMS, f"“{PLUMS}”"),
        (f"“{PLUMS}”", f"“{PLUMS}”"),
        ("— " + PLUMS, "— " + PLUMS),
        ("“Go,” she told me. “Now.”", "‘“Go,” she told me. “Now.”’"),
        ("’Tis late.", "“’Tis late.”"),
        ("窓の灯。", "「窓の灯。」"),
        (ARABIC, f"«{ARABIC}»"),
    ],
)
def test_a_speech_gets_marks_unless_it_has_some(speech: str, shown: str) -> None:
    assert quote_card(speech, title="Low Water", spoken=True).alt == f"{shown} — Low Water"


def test_who_cannot_see_it_is_told_the_quote_and_who_says_it_where() -> None:
    alt = quote_card(
        PLUMS, title="The Jar", authors=["Ines Marlow", "Ada Wren"], speaker="Theo", spoken=True
    ).alt
    assert alt == f"“{PLUMS}” — Theo, The Jar by Ines Marlow, Ada Wren"


def test_lines_of_verse_stay_lines() -> None:
    verse = "The storm may knock as long as it likes,\nit was not asked to tea."
    assert "\n".join(fitted(verse, 950, 340, 760).lines) == verse


def test_hebrew_and_arabic_begin_at_the_right() -> None:
    for text in (HEBREW, ARABIC):
        picture = quote_card(text, title="Low Water", spoken=True)
        upper = grey(picture).crop((0, 60, WIDTH, picture.height // 2))
        box = upper.point([255] * 150 + [0] * 106).getbbox()
        assert box
        assert box[2] > WIDTH - MARGIN, "the quotation mark hangs in the right margin"
        assert box[0] > MARGIN


def test_marks_hang_so_that_letters_line_up() -> None:
    plain, marked = (inked(quote_card(PLUMS, title="Low Water", spoken=spoken)) for spoken in (False, True))
    assert marked[0] < plain[0] - 10
