"""Finds the ends of sentences, in plain prose or in stored Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = r"""["'”’»›“«‘‹״」』)\]*_~|\\]"""
_FRENCH = r"[^\S\n][»›](?![^\W\d_])"  # a space stands before a mark that closes; one that opens begins a word
_FULL = "。｡！？‼⁇⁈⁉؟۔।॥။።፧፨།༎។៕๚๛։"
"""Stops that end a sentence whatever follows them, as they stand in nothing else. Han, kana, Arabic, Urdu,
Indic, Burmese, Ethiopic, Tibetan, Khmer, Thai, Armenian."""
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_PAUSE = "…⋯—―─"
# Every branch looks back at the first sign, by which the text is scanned fast. Nothing in here tries again: a
# million exclamation marks are read once.
_STOP = re.compile(
    rf"[.!?;\u037e\-–{_PAUSE}{_FULL}](?:"
    rf"(?:(?<=[.!?…])(?<![.!?…]{{2}})[.!?…]*+|(?<=[{_GREEK}][;\u037e]))(?P<shut>(?:{_CLOSING}|{_FRENCH})*+)\s++"
    r"""|(?<=[—–-])(?P<broken>["'”’»›“)\]*_~|\\]++)\s++"""  # "But—" He stopped.
    rf"|(?:(?<=[{_FULL}])[{_FULL}!?]*+|(?<=[{_HAN}][!?])[!?]*+(?=[{_HAN}」』”’）「『“])"
    rf"|(?<=[{_PAUSE}])(?<![{_PAUSE}]{{2}})[{_PAUSE}]*+(?=[」』]))"
    rf"(?P<after>(?:[」』”’）】〉》〕〗］｣»›״)\]]|{_FRENCH})*+)\s*+)"
)
_QUOTE_MARK = re.compile("[\"'”’»›“«‘‹״」』]")
_NEXT = re.compile(r"""[\s>"'“‘«‹„‚»›¿¡(\[*_~|\\…—–-]{0,20}(.?)""")
_LAST_WORD = re.compile(r"[\w.’']+\Z")
_ABBREVIATION = re.compile(
    r"(?:mr|mrs|ms|mx|dr|st|ste|mt|prof|rev|hon|messrs|mme|mlle|capt|col|gen|lt|sgt|maj|cmdr|cpl|adm|gov|sen"
    r"|rep|pres|supt|insp|det|fr|sr|vs|viz|cf|e\.g|i\.e)\Z",
    re.IGNORECASE,
)
# Of other languages, from German to Russian. None of them ends a sentence, as `itd.` and `stb.` do.
_FOREIGN = re.compile(
    r"(?:z\.B|d\.h|u\.a|o\.ä|i\.d\.R|bzw|vgl|sog|evtl|ggf|inkl|Hr|[Ss]tr|Bd|[Dd]hr|[Mm]evr|[Bb]ijv|MM|Mgr|Sra|Srta|Dra|Ud"
    r"|Uds|Vd|EE|p\.ej|Sig|Sigg|Dott|Avv|m\.in|[Nn]p|ks|godz|tzn|tj|św|např|tzv|kb|ún"
    r"|Dña|Excmo|núm|pág|t\.ex|bl\.a|dvs|kl|т\.е|т\.к|т\.н|г|гг|им|ул|см|св|тов|гр|стр|проф|акад|руб|тыс|млн)\Z"
)
_SPACED = re.compile(r"\b(?:d\.\s[Hh]|z\.\sB|i\.\sd\.\sR|[uo]\.\s[aäÄ]|p\.\sej|т\.\s[екн])\Z")
_BEGINS_SPACED = re.compile(r"(?:(?<=\b[Zz])\.\sB|(?<=\b[uo])\.\sÄ|(?<=\bd)\.\sR)\.")
_INITIALS = re.compile(r"(?:[A-HJ-ZÀ-ÖØ-ÞЀ-ЇЉ-Ю]|[A-Z](?:\.[A-Z])+)\Z")  # a lone I is a word, and so is Я
_NUMBERED = re.compile(r"(?:nos?|vol|ch|chap|p|pp|fig|art|op|c|ca)\Z", re.IGNORECASE)
_GERMAN_DATE = re.compile(
    r"\.\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_SPEECH = re.compile(
    r"(?:I|(?:[A-Z][\w’'-]*\.? ){1,3}?)\s?(?:said|says|asked|asks|cried|replied|answered|whispered|shouted"
    r"|murmured|muttered|called|yelled|screamed|exclaimed|sighed|snapped|added|demanded|growled|hissed|breathed"
    r"|laughed|continued|repeated|returned|went on)\b"
)
_SPACE = re.compile(r"\s*")
_REMEMBERED = 1_000
"""Characters in which a straight quotation mark is looked for that one behind a stop would close."""


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yields offsets in `text[start:end]` behind a sentence and its white space, where another one follows.

    Where it is unclear (`St.`, `"No!" John said`), the sentence goes on.
    """
    end = len(text) if end is None else end
    for stop in _STOP.finditer(text, start, end):
        at = stop.end()
        if stop["after"] == "" and text.startswith('"', at) and _is_open(text, start, at):
            at = _SPACE.match(text, at + 1, end).end()  # type: ignore[union-attr]
        if start < at < end and _ends(text, stop, start, at):
            yield at


def _is_open(text: str, start: int, at: int) -> bool:
    """Returns whether a straight quotation mark of this line is still to be closed."""
    line = max(start, at - _REMEMBERED, text.rfind("\n", max(start, at - _REMEMBERED), at))
    return text.count('"', line, at) % 2 == 1


def _ends(text: str, stop: re.Match[str], start: int, at: int) -> bool:
    shut = text[stop.start("shut") if stop["after"] is None else stop.start("after") : at]
    quoted = _QUOTE_MARK.search(stop["broken"] or shut)
    if quoted and "\n" not in shut and _is_told(text[at]):
        return False
    if stop["after"] is not None:
        return True
    following = _NEXT.match(text, at)
    first = following[1] if following else ""
    if first.islower() or (stop["broken"] and not quoted):
        return False
    if quoted and _SPEECH.match(text, at):
        return False
    return text[stop.start() : at].rstrip() != "." or not _abbreviates(text, start, stop.start(), first)


def _is_told(letter: str) -> bool:
    """Returns whether what begins so behind a quotation mark may tell who spoke: 「行く？」と海子は言った.
    In a script without capitals, nothing shows that it does not.
    """
    return letter in "、，,،؛" or (letter.isalpha() and not (letter.islower() or letter.isupper()))


def _abbreviates(text: str, start: int, at: int, following: str) -> bool:
    before = text[max(start, at - 12) : at]
    word = _LAST_WORD.search(before)
    if not word:
        return False
    if word[0].isdecimal():
        return len(word[0]) < 3 and _GERMAN_DATE.match(text, at) is not None
    return bool(
        _ABBREVIATION.match(word[0])
        or _FOREIGN.match(word[0])
        or _INITIALS.match(word[0])
        or (following.isdigit() and _NUMBERED.match(word[0]))
        or _SPACED.search(before)
        or _BEGINS_SPACED.match(text, at)
    )
