"""Tells the language of a text: by its script, by letters of its own, and by the words that every text of it
has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain

import regex

from bot.text.languages import BY_TAG, LANGUAGES, Language, folded

Evidence = Counter[str]
"""How much a text shows each language, by its tag: about as much as a common word for each 1."""

_LEAST = 5
"""Evidence that a text's language is told by, rather than by a word that it borrowed."""
_LEAST_SHARE = 0.15  # of a text's words that are the commonest of its language; usual are .25 to .45
_MORE_THAN_ENGLISH = 1.3
_MIXED = 0.6
_KANA = 20
"""One letter in so many at least is kana in Japanese; Chinese has hardly any."""
_STRETCHES, _STRETCH = 8, 600
"""What is looked at of a long text: characters from all parts of it."""

_WORD = re.compile(r"[^\W\d_]+")
_UNCASED = {
    script: regex.compile(rf"\p{{{script}}}")
    for script in ("Arabic", "Hebrew", "Devanagari", "Bengali", "Thai", "Hangul")
}
"""Scripts whose letters alone say much, since no other language's text borrows its words letter by letter."""
_KANA_OR_HAN = regex.compile(r"(?P<kana>[\p{Hiragana}\p{Katakana}])|\p{Han}")
_WRITTEN_IN = {
    "Arabic": ("ar", "fa", "ur"),
    "Hebrew": ("he",),
    "Devanagari": ("hi",),
    "Bengali": ("bn",),
    "Thai": ("th",),
    "Hangul": ("ko",),
}


def _by(words_of: Callable[[Language], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Returns the languages that have each of these words, or letters."""
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for each in words_of(language):
            found[each] = (*found.get(each, ()), language.tag)
    return found


_BY_LETTER = _by(lambda language: language.letters_of_its_own)
_BY_WORD = _by(lambda language: language.common)
_BY_WORD_OR_SAYING = _by(lambda language: language.common and language.common.union(language.words("says")))


def evidence(text: str, *, sayings: bool = False) -> Evidence:
    """Returns how much a text shows each language. With `sayings`, verbs of saying count as common words:
    a paragraph may have no others."""
    by_word = _BY_WORD_OR_SAYING if sayings else _BY_WORD
    shown: Evidence = Counter(
        chain.from_iterable(by_word.get(word, ()) for word in _WORD.findall(folded(text)))
    )
    if not text.isascii():
        letters = Counter(text)
        for letter in letters.keys() & _BY_LETTER:
            shown.update(dict.fromkeys(_BY_LETTER[letter], letters[letter]))
        _add_scripts(shown, letters)
    return shown


def told(shown: Evidence) -> Language | None:
    """Returns the language that the evidence shows; None for English, and where that is as likely.

    Of two others that are as likely, such as Portuguese and Italian by a single *disse*, it is either: their
    conventions are nearer to each other than to English.
    """
    best = max(shown, key=shown.__getitem__, default="en")
    return None if shown["en"] >= shown[best] else BY_TAG[best]


def are_mixed(shown: Evidence) -> bool:
    """Returns whether a text shows a second language nearly as much as its first."""
    first, second = sorted((0, 0, *shown.values()))[:-3:-1]
    return second > _MIXED * first


def language_of(text: str) -> Language | None:
    """Returns the language that most of a text is plainly in; None for English, and where it is in doubt."""
    step = max(_STRETCH, len(text) // _STRETCHES)
    sample = " ".join(text[at : at + _STRETCH] for at in range(0, len(text), step))
    shown = evidence(sample)
    language = told(shown)
    if language is None:
        return None
    share = shown[language.tag] / max(len(_WORD.findall(sample)), _LEAST / _LEAST_SHARE)
    (_, first), (_, second) = [*shown.most_common(2), ("", 0)][:2]
    plain = share >= _LEAST_SHARE and first > second and first > shown["en"] * _MORE_THAN_ENGLISH
    return language if plain else None


def _add_scripts(shown: Evidence, letters: Mapping[str, int]) -> None:
    """Adds what the letters of scripts without capitals show."""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := _uncased(letter):
            scripts[script] += count
    share = scripts.total() / sum(letters.values())
    kana, han = scripts.pop("kana", 0), scripts.pop("han", 0)
    if kana or han:
        shown["ja" if kana * _KANA > han + kana else "zh"] += round((kana + han) * share)
    for script, count in scripts.items():
        tag = max(_WRITTEN_IN[script], key=shown.__getitem__)
        shown[tag] += round(count * share)


@lru_cache(maxsize=65_536)
def _uncased(letter: str) -> str:
    """Returns the script of a letter, if it is one without capitals."""
    if letter.isascii():
        return ""
    if found := _KANA_OR_HAN.match(letter):
        return "kana" if found["kana"] else "han"
    return next((script for script, letters in _UNCASED.items() if letters.match(letter)), "")
