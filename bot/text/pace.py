"""How fast people read, by the language and the script of a text."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import lru_cache

import regex

# Words a minute by BCP 47 language; of Chinese, Japanese and Thai a character is a word, as they are counted
# (bot/text/word_counts.py). From the International Reading Speed Texts in 17 languages (IReST, doi
# 10.1167/iovs.11-8284); English is fiction read in silence, from 190 studies (Brysbaert, doi
# 10.1016/j.jml.2019.104047). To add a language, add its tag with a figure and its source.
_WORDS_A_MINUTE = {
    "ar": 138,
    "de": 179,
    "en": 260,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "ja": 357,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "th": 882,  # not in IReST: what its 14 languages with alphabets have in common, 68 ms a character
    "tr": 166,
    "zh": 255,
}
_ELSEWHERE = 184
"""Words a minute of all other languages: the mean of the 17."""
_THREE_LETTERS = {
    "ara": "ar", "chi": "zh", "deu": "de", "dut": "nl", "eng": "en", "fin": "fi", "fra": "fr", "fre": "fr",
    "ger": "de", "heb": "he", "ita": "it", "jpn": "ja", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru",
    "slv": "sl", "spa": "es", "swe": "sv", "tha": "th", "tur": "tr", "zho": "zh",
}  # fmt: skip
"""Tags of ISO 639-2, which older EPUBs have."""
_NO_LANGUAGE = ("", "und", "mul", "mis", "zxx")


class Script(StrEnum):
    """The script that most of a text's reading is in, by its ISO 15924 code."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    ARABIC = "Arab"
    HEBREW = "Hebr"
    HAN = "Hani"
    JAPANESE = "Jpan"
    THAI = "Thai"
    OTHER = "Zyyy"


_READ_AS = {
    Script.LATIN: "en",
    Script.CYRILLIC: "ru",
    Script.ARABIC: "ar",
    Script.HEBREW: "he",
    Script.HAN: "zh",
    Script.JAPANESE: "ja",
    Script.THAI: "th",
}
"""The language that stands for a script where the text's own is not known."""
_WRITTEN_IN = {language: script for script, language in _READ_AS.items()}
_BY_CHARACTER = frozenset({Script.HAN, Script.JAPANESE, Script.THAI})
_ENGLISH_CHARACTERS_A_MINUTE = 987
"""Of IReST's English texts."""

_LETTERS = {
    Script.LATIN: regex.compile(r"\p{Latin}"),
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}"),
    Script.ARABIC: regex.compile(r"\p{Arabic}"),
    Script.HEBREW: regex.compile(r"\p{Hebrew}"),
    Script.HAN: regex.compile(r"\p{Han}"),
    Script.JAPANESE: regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    Script.THAI: regex.compile(r"\p{Thai}"),
    Script.OTHER: regex.compile(r"\p{L}"),
}
_LETTERS_A_WORD = 5
_JAPANESE = 5
"""One character in so many at least is kana in Japanese; Chinese has hardly any."""
_STRETCHES, _STRETCH = 16, 200
"""What is looked at: characters from all parts of a text, since its beginning may be in another script."""


@lru_cache(maxsize=1_024)  # for every page that is turned
def words_a_minute(language: str, script: Script) -> int:
    """Returns the words that people read a minute in a language, a BCP 47 tag.

    The script decides where the language is not known, or is not written in it: files are often said to be
    English that are not.
    """
    tongue = language.replace("_", "-").partition("-")[0].lower()
    tongue = _THREE_LETTERS.get(tongue, tongue)
    measured = tongue in _WORDS_A_MINUTE
    mistaken = measured and _WRITTEN_IN.get(tongue, Script.LATIN) is not script
    if mistaken or tongue in _NO_LANGUAGE or script in _BY_CHARACTER:
        tongue = _READ_AS.get(script, "")
    return _WORDS_A_MINUTE.get(tongue, _ELSEWHERE)


def passage_limit(script: Script, limit: int) -> int:
    """Returns the number of characters in a script that take as long to read as `limit` characters of
    English: fewer in Chinese, Japanese and Thai, the same in all others."""
    if script not in _BY_CHARACTER:
        return limit
    return limit * _WORDS_A_MINUTE[_READ_AS[script]] // _ENGLISH_CHARACTERS_A_MINUTE


def main_script(text: str) -> Script:
    """Returns the script that most of a text's reading is in; Latin where it has no letters."""
    if text.isascii():
        return Script.LATIN
    step = max(_STRETCH, len(text) // _STRETCHES)
    seen = Counter(_script(each) for at in range(0, len(text), step) for each in text[at : at + _STRETCH])
    han, kana = seen.pop(Script.HAN, 0), seen.pop(Script.JAPANESE, 0)
    seen[Script.JAPANESE if kana * _JAPANESE > han + kana else Script.HAN] = han + kana
    words = {
        script: count if script in _BY_CHARACTER else count / _LETTERS_A_WORD
        for script, count in seen.items()
        if script is not None
    }
    return max(words, key=words.__getitem__) if any(words.values()) else Script.LATIN


@lru_cache(maxsize=65_536)
def _script(character: str) -> Script | None:
    """Returns the script of a letter, kana being Japanese; None for what is no letter."""
    return next((script for script, letters in _LETTERS.items() if letters.match(character)), None)
