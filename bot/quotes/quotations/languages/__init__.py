"""The languages in which speech is found, one table each, and the telling of them apart.

A new language is a new `Language` in one of the files beside this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import regex

from bot.quotes.quotations.languages import germanic, others, romance, slavic
from bot.quotes.quotations.languages.language import Language

__all__ = ["Language", "are_mixed", "evidence", "told"]

_ENGLISH = Language(
    "en",
    common="""the and of to in that was he she it his her you with for had is not at be on but they said have
        him this my me all as were from we what so there their if are an would could them out no up who when
        a i an to do by me so or am us men man into over more like one been then come some""",
)
_ALL = {
    each.code: each
    for each in (_ENGLISH, *romance.LANGUAGES, *germanic.LANGUAGES, *slavic.LANGUAGES, *others.LANGUAGES)
}
_BY_WORD: dict[str, list[str]] = {}
for _each in _ALL.values():
    for _word in dict.fromkeys(f"{_each.common} {_each.says if _each.common else ''}".split()):
        _BY_WORD.setdefault(_word, []).append(_each.code)

_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{M}]+")
_NO_CASE = regex.compile(r"[\p{Han}\p{Kana}\p{Hira}\p{Hangul}\p{Thai}\p{Hebrew}\p{Arabic}\p{Devanagari}]")
_BY_SCRIPT = {
    code: regex.compile(script)
    for code, script in {
        "ja": r"[\p{Kana}\p{Hira}]",
        "zh": r"\p{Han}",
        "ko": r"\p{Hangul}",
        "th": r"\p{Thai}",
        "he": r"\p{Hebrew}",
        "fa": "[پچژگ]",
        "ar": r"\p{Arabic}",
        "hi": r"\p{Devanagari}",
    }.items()
}
# A page of Japanese has more kanji than some have kana, and only some words of Persian have its letters.
_WEIGHTS = {"ja": 8, "fa": 40}
_SAMPLE = 1_000
"""Characters of a text that are enough to tell its language."""


_MIXED = 0.6


def evidence(text: str) -> Counter[str]:
    """Returns how much the beginning of a text shows each language, by its script and its commonest words."""
    sample = text[:_SAMPLE]
    found: Counter[str] = Counter()
    if not sample.isascii() and (letters := len(_NO_CASE.findall(sample))):
        share = letters / len(sample)
        found.update(
            {
                code: round(share * len(of.findall(sample)) * _WEIGHTS.get(code, 1))
                for code, of in _BY_SCRIPT.items()
            }
        )
    words = (sample if sample.isascii() else sample.replace("’", "'")).lower()
    found.update(chain.from_iterable(_BY_WORD.get(word, ()) for word in _WORD.findall(words)))
    return found


def told(shown: Mapping[str, int]) -> Language | None:
    """Returns the language that the evidence shows; None for English, and where that is as likely.

    Of two others that are as likely, such as Portuguese and Italian by a single *disse*, it is either: their
    conventions are nearer to each other than to English.
    """
    code = max(shown, key=lambda each: shown[each], default="en")
    is_english = shown.get("en", 0) >= shown.get(code, 0)
    return None if is_english else _ALL.get(code)


def are_mixed(shown: Mapping[str, int]) -> bool:
    """Returns whether a text shows a second language nearly as much as its first."""
    first, second = sorted((0, 0, *shown.values()))[:-3:-1]
    return second > _MIXED * first
