"""The forms in which a text may have the words that somebody searches for: with particles, articles, as the
beginning of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.text.languages import telling
from bot.text.ruby import annotated
from bot.text.words import (
    PERSIAN_BEGINNINGS,
    PERSIAN_ENDINGS,
    Form,
    Phrase,
    Word,
    occurrences,
    runs,
    searchable,
)

Span = tuple[int, int]

_APART = "¦"
"""What the index has between the ways to read a block; a letter of no word."""
_SYLLABLE, _LATIN = re.compile(r"[가-힣]"), re.compile(r"[a-z]\w{3,}")
_GOES_ON = re.compile(r"[가-힣]{2,}|[\u0980-\u09ff]{4,}")
"""Korean and Bengali words, at the end of which particles are written."""
_DEVANAGARI = re.compile(r"[\u0900-\u097f]+")
_DOT, _MOONED = "\u0902", "\u0901"
_ROWS = ("कखगघङ", "चछजझञ", "टठडढण", "तथदधन", "पफबभम")
_NASAL = re.compile("|".join(f"{row[4]}(?=[{row[:4]}])" for row in _ROWS))
_DOTTED = re.compile(f"{_DOT}([{''.join(row[:4] for row in _ROWS)}])")
_NASALS = {letter: row[4] for row in _ROWS for letter in row}
"""The nasal that a dot above stands for before each consonant; folded words have no sign between the two."""
_PARTICLES = """
은 는 이 가 을 를 의 에 도 만 로 와 과 랑 야 아 나 께 들 에서 에게 으로 까지 부터 처럼 보다 이다 들이
들은 들을 에는 에도 에만 에선 에서는 에서도 에서만 에서의 에게는 에게서 으로는 으로도 으로부터 로는 로도
로부터 까지는 까지도 부터는 만은 만이 만을 이나 이라 이라도 이며 이고 이지 이었다 이랑 이든 마다 조차 마저
밖에 만큼 대로 하고 한테 들도 들의 들에게 들과
"""
# By script: what is written to the front of its words, and the article, without which they are found, too.
_PREFIXES = (
    (
        re.compile(r"[\u0620-\u06ff]+"),
        "ال و ف ب ك ل وال فال بال كال لل ولل فلل وب ول فب فل وبال",
        re.compile(r"\A(?:[وفبك]?ال|و?لل)(?=\w{3})"),
    ),
    (
        re.compile(r"[א-ת]+"),
        "ה ו ב ל כ מ ש וה וב ול וכ ומ וש שה שב של שמ כש כשה מה ולה ובה וכש וכשה ומה ושה לכש",
        re.compile(r"\Aו?ה(?=\w{3})"),
    ),
)

_BEGIN_NO_COMPOUND = """
about been could from have into said that their them then there they this were what when which with would your
"""
_LONG = 8
"""Letters of a word that may be a compound."""
_SAMPLE = 2_000
"""Characters by which the language of a text is told."""


def forms(phrase: Phrase) -> tuple[Form, ...]:
    """Returns the forms in which a text may have a phrase; the first one is the phrase itself."""
    first, *others = phrase
    *ahead, last = phrase
    if _GOES_ON.fullmatch(last):
        return (Form(phrase, goes_on=True),)
    if _SYLLABLE.fullmatch(last):
        return (Form(phrase), *(Form((*ahead, last + particle)) for particle in _PARTICLES.split()))
    if _DEVANAGARI.fullmatch(last):
        return tuple(Form((*ahead, word)) for word in dict.fromkeys((last, *_with_other_nasals(last))))
    for script, prefixes, article in _PREFIXES:
        if script.fullmatch(first):
            bare = article.sub("", first)
            found = (
                Form((prefix + word, *others))
                for word in dict.fromkeys((first, bare))
                for prefix in ("", *prefixes.split())
            )
            return (*found, *map(Form, _with_or_without_joiner(phrase)))
    if not others and _LATIN.fullmatch(first) and first not in _BEGIN_NO_COMPOUND.split():
        return Form(phrase), Form((_APART + first,), goes_on=True)
    return (Form(phrase),)


def _with_other_nasals(word: str) -> Iterator[str]:
    """Yields how else a Hindi word may be written: हिन्दी and हिंदी, हँसी and हंसी are one."""
    dotted = _NASAL.sub(_DOT, word).replace(_MOONED, _DOT)
    yield dotted
    yield dotted.replace(_DOT, _MOONED)
    yield _DOTTED.sub(lambda found: _NASALS[found[1]] + found[1], dotted)


def _with_or_without_joiner(phrase: Phrase) -> Iterator[Phrase]:
    """Yields how else a Persian word may be written: می‌شود, می شود and میشود are one, and its plural."""
    match phrase:
        case (first, last) if first in PERSIAN_BEGINNINGS or last in PERSIAN_ENDINGS:
            yield (first + last,)
        case (word,):
            yield from ((word + ending,) for ending in PERSIAN_ENDINGS)
            for each in PERSIAN_BEGINNINGS:
                if word.startswith(each) and len(word) > len(each) + 1:
                    yield each, word.removeprefix(each)
            for each in PERSIAN_ENDINGS:
                if word.endswith(each) and len(word) > len(each) + 1:
                    yield word.removesuffix(each), each


def has_compounds(text: str) -> bool:
    """Returns whether a text is in one of the languages whose words grow long, such as German or Turkish."""
    return _has_compounds(text[:_SAMPLE])


@lru_cache(maxsize=1_024)  # each hit of a page asks for its text
def _has_compounds(sample: str) -> bool:
    language = telling.told(telling.evidence(sample))
    return language is not None and language.has_compounds


def indexed(plain: str, *, compounds: bool, readings: bool) -> str:
    """Returns the folded words of a block as the index stores them: its text, and behind it what else it is
    found by. `compounds` and `readings` say whether the whole text may have such.
    """
    if not (compounds or (readings and annotated(plain))):
        return searchable(plain)
    read = runs_of(plain, compounds=compounds)
    return f" {_APART} ".join(" ".join(word.folded for word in run) for run in read)


def runs_of(plain: str, *, compounds: bool) -> list[list[Word]]:
    """Returns the words of a block, then the same read by their readings, and its possible compounds."""
    read = runs(plain)
    if compounds:
        long = (word for word in read[0] if len(word.folded) >= _LONG)
        read.append([word._replace(folded=_APART + word.folded) for word in long])
    return read


def places(phrase: Phrase, read: list[list[Word]]) -> list[Span]:
    """Returns where a block has a phrase in any of its forms, in order."""
    found = {
        span
        for form in forms(phrase)
        for run in read
        for span in occurrences(form.words, run, goes_on=form.goes_on)
    }
    return sorted(found)
