"""Readings in brackets are told from asides, and fast."""

from __future__ import annotations

import time

import pytest

from bot.text.ruby import annotated


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("漁師(りょうし)たち", ["漁師(りょうし)"]),
        ("灯(とう)台(だい)の明かり", ["灯(とう)", "台(だい)"]),
        ("宿敵《とも》とLamp（ランプ）", ["宿敵《とも》", "Lamp（ランプ）"]),
        ("漢(hàn)字(zì)、注(ㄓㄨˋ)音", ["漢(hàn)", "字(zì)", "注(ㄓㄨˋ)"]),
        ("燈臺(등대)의 불", ["燈臺(등대)"]),
        ("東京(Tokyo)、彼（仮名）、海(1)、そうだ（うん）", []),
        ("He (who?) and “she (été)” left (“so”).", []),
        ("등대(灯台)와 바다(작은)", []),
    ],
)
def test_a_reading_belongs_to_the_characters_in_front_of_it(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in annotated(text)] == found


@pytest.mark.parametrize(
    "sign", ["漢", "a", "a(", "漢(あ", "漢(あ)", "漢(a", "(あ)", "漢" * 12 + "(", "(abcde"]
)
def test_a_million_characters_are_read_once(sign: str) -> None:
    before = time.process_time()
    annotated(sign * (1_000_000 // len(sign)) + "(あ")
    assert time.process_time() - before < 5
