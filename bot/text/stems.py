"""The stems of English words, by Porter's algorithm (Program 14, 1980, doi 10.1108/eb046814) as FTS5 has it:
with the changes that he made to it later, and words of one or two letters as they are."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 64
"""Bytes of the longest word that has a stem."""
_FROM_VERB = {"at": "ate", "bl": "ble", "iz": "ize"}
# Endings and what takes their place, those of a step in the order in which they are looked for.
_DERIVED = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "logi": "log",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
}
_OF_ADJECTIVES = {
    "icate": "ic",
    "ative": "",
    "alize": "al",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
_LAST = re.compile(
    "(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$"
)


@lru_cache(65_536)
def stem(word: str) -> str:
    """Returns the stem of a folded word."""
    if not 3 <= len(word.encode()) <= _LONGEST:
        return word
    word = _without_verb_ending(_singular(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(_replaced(word, _DERIVED), _OF_ADJECTIVES)
    if (found := _LAST.search(word, 1)) and _measure(word[: found.start()]) > 1:
        word = word[: found.start()]
    return _without_final_e(word)


def _singular(word: str) -> str:
    if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_verb_ending(word: str) -> str:
    if len(word) > 3 and word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        if len(word) > len(ending) and word.endswith(ending) and _has_vowel(word.removesuffix(ending)):
            return _mended(word.removesuffix(ending))
    return word


def _mended(word: str) -> str:
    """Returns what is left of a verb without its ending, as it is spelt alone."""
    if len(word) > 2 and word[-2:] in _FROM_VERB:
        return word[:-2] + _FROM_VERB[word[-2:]]
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _is_short(word) else word


def _replaced(word: str, endings: dict[str, str]) -> str:
    for ending, other in endings.items():
        if len(word) > len(ending) and word.endswith(ending):
            before = word.removesuffix(ending)
            return before + other if _measure(before) else word
    return word


def _without_final_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _is_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _shape(word: str) -> str:
    """Returns v for each vowel of a word and c for each other byte; y is a vowel behind a consonant."""
    shape = ""
    for letter in map(chr, word.encode()):
        shape += "v" if letter in "aeiou" or (letter == "y" and shape.endswith("c")) else "c"
    return shape


def _measure(word: str) -> int:
    """Returns how often consonants follow vowels in a word."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiou" or (letter == "y" and at > 0) for at, letter in enumerate(word))


def _is_short(word: str) -> bool:
    """Returns whether a word ends in consonant, vowel and consonant, the last one no w, x or y."""
    return word[-1:] not in "wxy" and _shape(word).endswith("cvc")
