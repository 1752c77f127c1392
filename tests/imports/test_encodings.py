"""Bytes → text: what is believed, what is said to have been assumed, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.imports.encodings import decode

FRENCH = "Élodie ferma la fenêtre, déjà lasse de l’été. Où était passé le garçon ? « Là-bas », dit sa mère.\n"
RUSSIAN = "Зима вошла в дом и села у огня, как будто её звали. Никто не сказал ни слова.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
def test_a_marked_file_and_utf8_are_read_without_a_word(mark: bytes, encoding: str) -> None:
    assert decode(mark + RUSSIAN.encode(encoding), "winter.txt") == (RUSSIAN, ())


def test_a_japanese_mail_is_read_without_a_word() -> None:
    text = "第一章\n\n灯台の明かりは六時にともされた。"
    assert decode(text.encode("iso2022_jp"), "lamp.txt") == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding", "spoken"),
    [
        (FRENCH * 5, "cp1252", "Windows-1252 (Western European)"),
        (RUSSIAN * 5, "cp1251", "WINDOWS-1251"),
        ("The winter came in and sat down.\n" * 5, "utf-16-le", "UTF-16-LE"),
    ],
)
def test_an_assumed_encoding_is_said(text: str, encoding: str, spoken: str) -> None:
    read, warnings = decode(text.encode(encoding), "winter.txt")
    assert read == text
    assert warnings == (f"The encoding was not given; it was read as {spoken}.",)


def test_latin_1_is_called_by_its_name() -> None:
    text = "The calèche stopped before the château, and Zoë stepped out into the café.\n" * 3
    read, (warning,) = decode(text.encode("latin-1"), "chateau.txt")
    assert read == text
    assert "(ISO-8859-1)" in warning or "Windows-1252" in warning


def test_a_gutenberg_header_is_believed() -> None:
    text = f"Character set encoding: ISO-8859-1\n\n{'La fenêtre et le garçon. ' * 5}"
    assert decode(text.encode("latin-1"), "fenetre.txt") == (text, ())


def test_one_damaged_letter_does_not_change_the_encoding_of_all_others() -> None:
    data = (RUSSIAN * 5).encode()
    text, (warning,) = decode(data[:9] + b"\xff" + data[9:], "winter.txt")
    assert text.replace("\N{REPLACEMENT CHARACTER}", "") == RUSSIAN * 5
    assert "damaged" in warning


def test_every_kind_of_line_end_is_one_and_controls_are_gone() -> None:
    typed = "one\r\ntwo\rthree\ffour\x85five\u2028six\u2029seven\x07\ufeff\u00ad" + "." * 60
    assert decode(typed.encode(), "lines.txt")[0] == "one\ntwo\nthree\nfour\nfive\nsix\n\nseven" + "." * 60


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, bytes(300), b"PK\x03\x04" + bytes(range(255, 0, -1)) * 4],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^“picture.txt” does not look like text; .*\.$"):
        decode(data, "picture.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_clean_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "any.txt")
    except UnreadableFileError:
        return
    assert not set(text) & set(map(chr, (*range(9), *range(11, 32), 127, 0x85)))


@given(
    st.text(
        st.characters(exclude_categories=["C"], exclude_characters="\N{REPLACEMENT CHARACTER}"), min_size=1
    )
)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    shown = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    assert decode(text.encode(), "any.txt") == (shown, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It’s lit,” she said — the café’s lamp, at last… He didn’t answer.", "cp1252"),
        ("“It’s lit,” she said — the café’s lamp, at last… He didn’t answer.", "mac_roman"),
        ("It was late. She didn’t care.", "cp1252"),
        ("“No.”\n\n“Why not?”\n\nHe shrugged—naïve as ever—and left.", "cp1252"),
        ("« Là-bas », dit sa mère. Elle n’avait pas répondu à l’appel.", "cp1252"),
        ("El farero la encendió. —¿Quién está ahí? —preguntó el niño.", "cp1252"),
        ("El farero la encendió. —¿Quién está ahí? —preguntó el niño.", "mac_roman"),
        ("Accese la lampada. «Perché?», chiese lei. Non c’è più nessuno.", "cp1252"),
        ("Der Wärter zündete sie an. „Es ist spät“, sagte er müde.", "cp1252"),
        ("Où était passé le garçon ? Une fenêtre était fermée, dit-elle.", "cp850"),
        ("„Kto tam?” – zapytała dziewczyna. Łódź wróciła późno, żagiel był podarty.", "cp1250"),
        ("„Kdo je tam?“ zeptala se dívka. Loď se vrátila příliš pozdě.", "cp1250"),
        ("Későn érkezett a hajó, és esett az eső. – Ki van ott? – kérdezte.", "cp1250"),
        ("Он ушёл.", "cp1251"),
        ("— Кто там? — спросила она.\n— Никого.", "cp1251"),
        ("Кто там? Никого.", "koi8_r"),
        ("Маяк стоял на скале.", "cp866"),
        ("Ο φύλακας άναψε το φως. «Ποιος είναι;»", "cp1253"),
        ("Gemi çok geç döndü, yağmur yağıyordu. Kim var orada?", "cp1254"),
        ("「誰ですか」と彼女は言った。返事はなかった。", "shift_jis"),
        ("「誰ですか」と彼女は言った。返事はなかった。", "euc_jp"),
        ("“谁在那里？”她问道。没有人回答。", "gb18030"),
        ("夜裡下著雨，燈塔的燈還亮著。", "big5"),
        ("“누구세요?” 그녀가 물었다.", "euc_kr"),
    ],
)
def test_a_few_words_are_enough_to_tell_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "lamp.txt")[0] == text
