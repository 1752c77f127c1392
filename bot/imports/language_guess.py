"""Tells the language of a text by its script and by the words that every text of the language has."""

from __future__ import annotations

import re
from collections import Counter

from bot.text.languages import BY_TAG, LANGUAGES, Language

_STRETCHES, _STRETCH = 8, 600
"""What is looked at: characters from all parts of a text."""
_LEAST_WORDS = 20
_LEAST_SHARE = 0.15  # of a text's words that are the commonest of its language; usual are .25 to .45
_MORE_THAN_ENGLISH = 1.3
_KANA = 0.05  # of Japanese, at least; Chinese has hardly any
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
}
"""Letters of each script; those of one language have its tag."""
_SHARED = ("latin", "cyrillic", "arabic")


def guessed(text: str) -> str:
    """Returns the tag (BCP 47) of the language that most of a text is in; empty where that is English, is not
    known, or is in doubt.
    """
    step = max(_STRETCH, len(text) // _STRETCHES)
    sample = " ".join(text[at : at + _STRETCH] for at in range(0, len(text), step))
    script = "latin" if sample.isascii() else _script(sample)
    return script if script in BY_TAG or not script else _by_words(sample, script)


def _script(sample: str) -> str:
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS.items()}
    kana, han = counts["ja"], counts.pop("zh")
    counts["ja" if kana > (han + kana) * _KANA else "zh"] = han + kana
    return max(counts, key=counts.__getitem__) if any(counts.values()) else ""


def _by_words(sample: str, script: str) -> str:
    """Returns the language of a script that several share; empty for English or where none is plainly it."""
    words = Counter(_WORD.findall(sample.lower()))
    if words.total() < _LEAST_WORDS:
        return ""
    shares = {each.tag: _share(words, each) for each in LANGUAGES if _is_in(each, script)}
    best, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    share, english = shares[best], shares.get("en", 0)
    plain = share >= _LEAST_SHARE and share > shares[second] and share > english * _MORE_THAN_ENGLISH
    return best if plain and best != "en" else ""


def _share(words: Counter[str], language: Language) -> float:
    """Returns how much of a text is the commonest words of a language, or has letters of its own."""
    common = sum(words[word] for word in language.common)
    letters = language.letters_of_its_own
    own = sum(count for word, count in words.items() if not letters.isdisjoint(word)) if letters else 0
    return (common + own / 2) / words.total()


def _is_in(language: Language, script: str) -> bool:
    word = next(iter(language.common), "")
    return bool(_SCRIPTS[script].match(word))
