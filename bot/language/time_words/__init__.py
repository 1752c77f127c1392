"""Times that people type in their own language, in the English words that times are understood by.

For each catalog there is a table beside this file: English words, and after the colon those that stand for
them, without accents; those after `-` stand for nothing. The names of days and months are those of CLDR.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from bot.language import catalog_spoken
from bot.language.names import MONTHS

_TABLES = Path(__file__).parent
_MONTHS = tuple(map(str.lower, MONTHS))
_NOON, _SMALL_HOURS = 12, 5
"""The hour of noon, and that before which “at night” is behind midnight."""
_HALF_OF_DAY = re.compile(r"\b([ap])\.?\s?m\b\.?", re.IGNORECASE)
_GERMAN_ON = re.compile(r"(?<!\d )\bam (?=\S)", re.IGNORECASE)
_SPANISH_TUESDAY = re.compile(r"(?<!\d )(?<!\d de )\bmar\b", re.IGNORECASE)  # behind a number it is March
_DAY_FIRST = re.compile(
    r"(?<![\d.:/-])(\d{1,2})"
    r"(?:/(\d{1,2})(?:/(\d{4}|\d\d))?|-(\d{1,2})-(\d{4})|\. ?(\d{1,2})\.(?: ?(\d{4})|(\d\d))?)(?![\d:/-])"
)
_HOUR_SIGN = re.compile(r"\b(\d{1,2}) ?h(?: ?(\d{2}))?\b", re.IGNORECASE)
_HOURS_FROM_NOW = re.compile(r"in (\d{1,2}) ?h(?:ours)? ?(\d{1,2})", re.IGNORECASE)
_AT_NIGHT = re.compile(r"(\d{1,2})(?::(\d{2}))? night")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*o'clock(?:\s+(\d{2})\b)?")
_HOUR_IN_WORDS = re.compile(r"(\d{1,2}) hours(?: (\d{2})\b)?")
_BETWEEN_TIMES = re.compile(r"(\d{1,2}(?::\d{2}|h\d{0,2})) at (?=\d{1,2}(?::\d{2}|h))")
_DAY_OF_MONTH = re.compile(rf"(\d{{1,2}})\.?(?= (?:{'|'.join(_MONTHS)}))")
_CHINESE_TIME = re.compile(r"(凌晨|早上|上午|中午|下午|傍晚|晚上)?\s?(\d{1,2})(?:点|时|:)(半|\d{1,2})?分?")
_CHINESE_DAY = re.compile(r"([今明])([早晚])(?!上)")
_CHINESE_SPAN = re.compile(r"(\d{1,4})\s?个?(分钟|小时|天|周|星期|月|年)(?:之|以)?后")
_CHINESE_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_CHINESE_DAY_OF_MONTH = re.compile(r"(?<![\d月])(\d{1,2})[日号]")
_CHINESE_NUMBER = re.compile(
    r"(?<![周期拜])(?:[二三四五]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=个|点|时|天|小|分|周|星|月|年|日|号)"
)
_SPANS = {"分钟": "minutes", "小时": "hours", "天": "days", "周": "weeks", "星期": "weeks"}
_SPANS |= {"月": "months", "年": "years"}
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}


def in_english(typed: str) -> str:
    """Returns a time, a rhythm or hours that somebody typed, with the words of the language spoken in this
    task in English; words that it does not know, English ones among them, stay."""
    language = catalog_spoken()
    if not language:
        return typed
    text = unicodedata.normalize("NFKD", typed).replace("’", "'")
    text = "".join(each for each in text if not unicodedata.combining(each))
    text = _HALF_OF_DAY.sub(r"\1m", text)
    if language == "de":
        text = _GERMAN_ON.sub("", text)
    if language == "es":
        text = _SPANISH_TUESDAY.sub("martes", text)
    text = _from_chinese(text) if language == "zh_CN" else _DAY_FIRST.sub(_day_first, text)
    words, pattern = _table(language)
    text = pattern.sub(lambda found: f" {words[found[0].casefold().rstrip('.')]} ", text)
    return _put_right(" ".join(text.split()))


@cache
def _table(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    words: dict[str, str] = {}
    for line in (_TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        english, _, own = line.partition(": ")
        words |= dict.fromkeys(own.split(", "), english.removeprefix("-"))
    found = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    edge = "" if language == "zh_CN" else r"\b"
    return words, re.compile(rf"{edge}(?:{found}){edge}\.?" if edge else found, re.IGNORECASE)


def _put_right(text: str) -> str:
    """Returns English words in the order and with the signs that a time is understood by."""
    text = _HOUR.sub(lambda found: f"{found[1]}:{found[2] or found[3] or '00'}", text)
    if found := _HOURS_FROM_NOW.fullmatch(text):
        return f"in {found[1]}h {found[2]}m"
    if not text.startswith("in ") and not text.endswith("from now"):
        for pattern in (_HOUR_IN_WORDS, _HOUR_SIGN):
            text = pattern.sub(lambda found: f"{found[1]}:{found[2] or '00'}", text)
    text = _AT_NIGHT.sub(_at_night, text)
    return _DAY_OF_MONTH.sub(r"\1", _BETWEEN_TIMES.sub(r"\1 to ", text))


def _day_first(found: re.Match[str]) -> str:
    """Returns a date in figures, which has its day first in all of these languages but Chinese, in words."""
    day, *others = found.groups()
    month, year = [each for each in (*others, "") if each is not None][:2]
    if not 1 <= int(month) <= len(_MONTHS):
        return found[0]
    return f"{int(day)} {_MONTHS[int(month) - 1]} {'20' * (len(year) == 2)}{year} "


def _at_night(found: re.Match[str]) -> str:
    hour = int(found[1])
    return f"{_of_evening(hour)}:{found[2] or '00'}"


def _of_evening(hour: int) -> int:
    """Returns the hour that is meant by one of the twelve between an evening and a morning."""
    if hour == _NOON:
        return 0
    return hour + _NOON if _SMALL_HOURS <= hour < _NOON else hour


def _from_chinese(text: str) -> str:
    text = _CHINESE_DAY.sub(lambda found: f"{found[1]}天{found[2]}上", text)  # 今晚 as 今天晚上
    text = _CHINESE_NUMBER.sub(lambda found: str(_number(found[0])), text)
    for pattern, put in _CHINESE:
        text = pattern.sub(lambda found, put=put: f" {put(found)} ", text)  # type: ignore[misc]
    return text


def _number(signs: str) -> int:
    """Returns a Chinese number below a hundred."""
    tens, ten, ones = signs.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0)


def _time(found: re.Match[str]) -> str:
    hour = int(found[2])
    if found[1] == "晚上":
        hour = _of_evening(hour)
    elif found[1] == "凌晨":
        hour %= _NOON
    elif hour < {"下午": _NOON, "傍晚": _NOON, "中午": _SMALL_HOURS}.get(found[1], 0):
        hour += _NOON
    minute = "30" if found[3] == "半" else found[3] or "00"
    return f"{hour}:{minute:>02}"


def _date(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if not 1 <= int(found[2]) <= len(_MONTHS):
        return found[0]
    return f"{found[3]} {_MONTHS[int(found[2]) - 1]}"


_CHINESE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_CHINESE_SPAN, lambda found: f"in {found[1]} {_SPANS[found[2]]}"),
    (_CHINESE_DATE, _date),
    (_CHINESE_DAY_OF_MONTH, lambda found: f"{found[1]}th"),
    (_CHINESE_TIME, _time),
)
