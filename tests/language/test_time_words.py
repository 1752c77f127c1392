"""Times are understood as people type them in their own language."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.errors import UnknownMomentError, UnknownRhythmError
from bot.editing.moments import spoken, understood
from bot.editing.rhythm import Rhythm, rhythm_typed
from bot.language import LANGUAGES, speaking
from bot.language.time_words import in_english
from bot.readers.errors import UnknownHoursError
from bot.subscriptions.models import Schedule
from bot.subscriptions.schedules import times_of
from bot.text.daytimes import stretch
from cogs.editing import errors as editing
from cogs.editing.planning_screens import rhythm_line
from cogs.readers import errors as readers
from cogs.ui.choices import time_line
from cogs.ui.errors import register_sentences, sentence

QUOTED = re.compile("[“„«]\u00a0?([^“”„«»]+?)\u00a0?[“”»]")
BERLIN = "Europe/Berlin"
NOW = int(datetime(2026, 11, 18, 10, tzinfo=ZoneInfo(BERLIN)).timestamp())  # a Wednesday


@pytest.mark.parametrize(
    ("then", "typed"),
    [
        ("2026-11-18 18:00",
         "de: 18 Uhr | es-ES: a las 18 horas | fr: à 18h | pt-BR: às 18h | "
         "zh-CN: 下午6点"),
        ("2026-11-18 18:30",
         "de: heute 18.30 Uhr | es-ES: hoy a las 6:30 de la tarde | fr: 18 heures 30 | "
         "zh-CN: 今晚6点半"),
        ("2026-11-19 18:00",
         "de: morgen 18:00 | es-419: mañana a las 18:00 | fr: demain soir à 18 h | "
         "pt-BR: amanhã às 18h"),
        ("2026-11-19 09:00",
         "de: morgen um 9 | es-ES: mañana 9 a. m. | fr: demain à 9h | zh-CN: 明天上午9点"),
        ("2026-11-20 18:00",
         "de: Freitag 18:00 | es-ES: el viernes a las 18:00 | "
         "fr: vendredi prochain, 18h00"),
        ("2026-11-20 18:00",
         "pt-BR: sexta-feira 18:00 | zh-CN: 周五18:00 | zh-CN: 星期五十八点 | "
         "de: friday 18:00"),
        ("2026-11-20 18:00", "de: übermorgen um 18 Uhr | es-ES: pasado mañana 18:00 | zh-CN: 后天 18：00"),
        ("2026-11-20 18:00", "fr: après-demain à 18h | pt-BR: depois de amanhã às 18:00"),
        ("2026-11-21 10:00",
         "de: in 3 Tagen | es-ES: en 3 días | fr: dans 3 jours | pt-BR: em 3 dias | "
         "zh-CN: 3天后"),
        ("2026-11-21 18:00", "es-ES: sabado 18:00 | fr: samedi a 18h | pt-BR: sab 18:00 | de: Sa. 18:00"),
        ("2026-11-25 10:00",
         "de: in einer Woche | es-ES: dentro de una semana | fr: dans une semaine | "
         "zh-CN: 一周后"),
        ("2026-11-18 10:30", "de: in einer halben Stunde | es-ES: en media hora | fr: dans une demi-heure"),
        ("2026-11-18 12:00",
         "pt-BR: daqui a 2 horas | zh-CN: 两小时后 | fr: à midi | es-ES: mediodía | "
         "de: mittags"),
        ("2026-12-24 18:00",
         "de: am 24. Dezember um 18 Uhr | es-ES: 24 de diciembre a las 18:00 | "
         "fr: le 24 décembre à 18h"),
        ("2026-12-24 18:00",
         "pt-BR: no dia 24 de dezembro às 18h | zh-CN: 12月24日下午6点 | "
         "fr: 24 déc. 18:00"),
        ("2027-01-31 18:00", "zh-CN: 2027年1月31日18点 | de: 2027-01-31 18:00 | es-ES: 31 ene 2027 18:00"),
        ("2026-11-18 19:00", "de: 18:00 UTC"),
        ("2027-02-01 18:00",
         "de: 1.2.2027 18:00 | de: 1.2. 18 Uhr | de: 1. 2. 2027, 18.00 Uhr | fr: le 01/02/27 à 18h | "
         "es-ES: 1-2-2027 18:00 | pt-BR: 1/2 às 18h | pt-BR: 1º de fevereiro às 18h | de: 2027-02-01 18:00"),
        ("2026-12-31 18:00",
         "de: 31.12. 18 Uhr | fr: 31/12/2026 18:00 | fr: 12/31/2026 18:00 | zh-CN: 12/31 18:00"),
        ("2027-01-02 18:00", "zh-CN: 1/2 18:00 | zh-CN: 1月2日18点 | de: 2.1. 18:00"),
        ("2028-02-29 18:00",
         "de: 29.2. 18:00 | fr: 29 fevrier 18h | es-ES: 29/2 18:00 | pt-BR: 29 de fevereiro de 2028 18h | "
         "zh-CN: 2月29日18点"),
        ("2026-11-18 21:00",
         "de: heute Abend um 9 | es-ES: esta noche a las 9 | es-ES: a las 9 de la noche | "
         "fr: ce soir à 9h | fr: 9 h du soir | pt-BR: hoje à noite às 9 | zh-CN: 今晚9点"),
        ("2026-11-19 21:00",
         "de: morgen Abend um 9 | es-ES: mañana por la noche a las 9 | fr: demain soir, 9h | "
         "pt-BR: amanhã à noite às 9"),
        ("2026-11-19 00:00",
         "de: heute Mitternacht | es-ES: hoy a las 12 de la noche | pt-BR: 12h da noite | zh-CN: 今晚12点 | "
         "zh-CN: 凌晨12点"),
        ("2026-11-18 13:00", "zh-CN: 中午1点 | fr: 13 h | es-ES: 1 de la tarde"),
        ("2026-11-18 18:30", "fr: 18 h 30 | fr: à 18 h 30"),
        ("2026-11-19 01:00", "es-ES: a la 1 de la noche | zh-CN: 凌晨1点"),
        ("2026-11-18 11:30", "de: in 1,5 Stunden | fr: dans 1 h 30"),
        ("2026-12-03 18:00", "de: am 3. um 18 Uhr | fr: le 3 à 18h | es-ES: el 3, 18:00 | zh-CN: 3号18点"),
        ("2026-11-24 18:00", "es-ES: mar 18:00 | fr: mar. 18h"),
        ("2027-03-05 18:00", "es-ES: 5 mar 18:00 | es-ES: 5 de mar. 18:00"),
        ("2027-11-18 10:00",
         "de: in einem Jahr | es-ES: en un año | fr: dans un an | pt-BR: em um ano | zh-CN: 一年后"),
    ],
)  # fmt: skip
def test_a_time_in_ones_own_words(then: str, typed: str) -> None:
    for each in typed.split(" | "):
        locale, words = each.split(": ", 1)
        with speaking(locale):
            found = understood(in_english(words), NOW, BERLIN)
        assert found is not None, f"{each}: {in_english(words)}"
        assert f"{datetime.fromtimestamp(found, ZoneInfo(BERLIN)):%Y-%m-%d %H:%M}" == then, each


@pytest.mark.parametrize("typed", ["de: März 18:00", "zh-CN: 13月1日18点", "zh-CN: 0月3日", "de: 30.2."])
def test_what_is_no_day_is_none(typed: str) -> None:
    locale, words = typed.split(": ", 1)
    with speaking(locale):
        assert understood(in_english(words), NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("days", "typed"),
    [
        ((4,),
         "de: freitags 18 Uhr | es-ES: los viernes 18:00 | fr: le vendredi à 18h | "
         "pt-BR: sextas 18h | zh-CN: 每周五18点"),
        ((0, 3),
         "de: Mo, Do 18:00 | es-ES: lunes y jueves a las 18:00 | fr: lundi et jeudi 18h | "
         "pt-BR: seg e qui 18:00"),
        (tuple(range(7)),
         "de: täglich 18:00 | es-ES: cada día 18:00 | fr: tous les jours à 18h | "
         "zh-CN: 每天下午6点"),
        (tuple(range(5)),
         "de: werktags 18:00 | pt-BR: dias úteis 18:00 | zh-CN: 工作日 18:00 | "
         "fr: en semaine 18h"),
        ((5, 6),
         "de: am Wochenende 18:00 | es-ES: fines de semana 18:00 | fr: le week-end 18h | "
         "zh-CN: 周末18点"),
    ],
)  # fmt: skip
def test_a_rhythm_in_ones_own_words(days: tuple[int, ...], typed: str) -> None:
    for each in typed.split(" | "):
        locale, words = each.split(": ", 1)
        with speaking(locale):
            assert rhythm_typed(in_english(words), BERLIN) == Rhythm(days, 18 * 60, BERLIN), each


def test_hours_in_ones_own_words() -> None:
    for locale, typed in {
        "de": "22 Uhr bis 7 Uhr",
        "es-ES": "de 22:00 a 7:00",
        "fr": "de 22h à 7h",
        "pt-BR": "das 22:00 às 7:00",
        "zh-CN": "晚上10点到早上7点",
    }.items():
        with speaking(locale):
            assert stretch(in_english(typed)) == (22 * 60, 7 * 60), typed


@given(st.sampled_from(["", *LANGUAGES]), st.sets(st.integers(0, 6), min_size=1), st.integers(0, 24 * 60 - 1))
def test_what_is_offered_is_understood(locale: str, days: set[int], minute: int) -> None:
    weekday, rhythm = min(days), Rhythm(tuple(sorted(days)), minute, BERLIN)
    with speaking(locale):
        assert times_of(time_line(Schedule(minute, weekday))) == Schedule(minute, weekday)
        assert rhythm_typed(in_english(rhythm_line(rhythm)), BERLIN) == rhythm


@given(st.sampled_from(["", *LANGUAGES]), st.integers(NOW, NOW + 10**8).map(lambda moment: moment // 60 * 60))
def test_what_is_said_of_a_time_is_understood(locale: str, moment: int) -> None:
    with speaking(locale):
        assert understood(in_english(spoken(moment, "UTC")), NOW, "UTC") == moment


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_examples_are_understood(locale: str) -> None:
    register_sentences({**editing.SENTENCES, **readers.SENTENCES})
    with speaking(locale):
        told = [sentence(error("x")) for error in (UnknownMomentError, UnknownRhythmError, UnknownHoursError)]
        moments, rhythms, hours = (QUOTED.findall(text or "")[1:] for text in told)
        assert all(understood(in_english(each), NOW, BERLIN) for each in moments)
        assert all(rhythm_typed(in_english(each), BERLIN) for each in rhythms)
        assert stretch(in_english(hours[0]))
        assert in_english(hours[1]).strip() == "off"
    assert [len(moments), len(rhythms), len(hours)] == [3, 3, 2]


@given(st.sampled_from(["", *LANGUAGES]), st.text(max_size=60))
def test_anything_may_be_typed(locale: str, typed: str) -> None:
    with speaking(locale):
        in_english(typed)
