"""Speech tags: the narration beside a line that says who speaks it."""

from __future__ import annotations

from typing import NamedTuple

import regex

from bot.quotes.quotations.grammar import (
    ADVERB,
    ALONE,
    AUXILIARY,
    NAME,
    NAMED,
    PRONOUN,
    SMALL_WORDS,
    SOMEBODY,
)
from bot.quotes.quotations.sayings import saying_end
from bot.text.sentences import sentence_ends

WINDOW = 400
"""The characters of narration beside a line in which a tag is looked for."""

_BEFORE = regex.compile(rf"{ADVERB}?")
_SUBJECT_BEFORE = regex.compile(rf"(?:(?:{PRONOUN}|{NAMED}) )?{ADVERB}?")
_PARTICIPLE = regex.compile(r"\p{Ll}+ing\b")
_NAME_BEHIND = regex.compile(rf" (?:aloud |out |again )?{SMALL_WORDS}(?P<name>{NAME}){ALONE}")
_SOMEBODY_BEHIND = regex.compile(rf" {SOMEBODY}")
_NO_STOP = r"(?:[^.!?;]|(?<=\b(?:Mr|Mrs|Ms|Mx|Dr|St|Prof|Rev|Capt|Col|Gen|Lt|Sgt|Mme|Mlle|\p{Lu}))\.)"
"""A character that ends no sentence."""
# The verb stands at the beginning of one of the words between, or behind them.
_BY_NAME = regex.compile(rf"{NAMED} (?P<between>{AUXILIARY}|{ADVERB}|(?:and|or) )*")
_BY_NAME_ASIDE = regex.compile(rf"{NAMED}, (?!and |or )(?:(?!,){_NO_STOP}){{1,80}}+, (?P<between>{ADVERB})*")
_BY_SOMEBODY = regex.compile(rf"{SOMEBODY} (?P<between>[\p{{Ll}}-]+ ){{0,4}}")
_DEED_OF_SOMEBODY = regex.compile(rf"\p{{Ll}}+ed {SOMEBODY}")
# After a line that ends in a comma, whoever acts in its sentence is the speaker: `"No," Anna frowned`.
_DEED_CERTAIN = regex.compile(rf"\p{{Ll}}+ed {SMALL_WORDS}(?P<name>{NAME}){ALONE}")
_DEED_BY_NAME = regex.compile(rf"{NAMED} {ADVERB}?(?!(?:was|is|has|does)\b)\p{{Ll}}+(?:ed|s)\b")

_PREPOSITIONS = """
of from with to by in into for at out on upon about than like behind beside besides before after near under
over above below between among around against towards toward across past within without opposite
"""
_LED = rf"(?P<led>(?:an?|{'|'.join(_PREPOSITIONS.split())}) (?:all |both )?(?:the )?)"
"""What makes the name behind it no subject: `of Anna`, `a Frenchman`."""
_BEGINS = r"(?:(?:[Tt]hen|[Aa]nd|[Bb]ut|[Ss]o|[Nn]ow|[Aa]t last|[Bb]oth|[Nn]either|[Ee]ither),? )*"
_ONE_OF_TWO = regex.compile(rf"(?:^|[,;:] ){_BEGINS}{NAMED} (?:and|or|nor) (?:the )?$")
_CAPITAL = regex.compile(r"\W*(?=\p{Lu})")
_NEAR = regex.compile(
    rf"(?:^|[\s,;(]){_LED}?(?P<name>{NAME}),? (?P<between>{AUXILIARY}|{ADVERB}|(?:and|then) )*"
)
_FAR = regex.compile(rf"\W*{_BEGINS}{NAMED}\b{ALONE},? ")
# What a sentence may begin with before its subject: `When it was over, Anna rose, and said`.
_CLAUSE = regex.compile(
    r"(?:^\W*(?:(?:[Ww]hen|[Aa]s|[Ww]hile|[Aa]fter|[Bb]efore|[Oo]nce|[Tt]o|[Ii]n|[Oo]n|[Aa]t|[Ww]ith|[Ff]or|[Ff]rom"
    r"|[Bb]y|[Ww]ithout)\b|\p{L}+ing\b)[^,;]{1,100}+,|;|:|,(?= (?:and|but) )) "
)
_JOINT = regex.compile(r"(?:, |\b(?:and|then|but) )")
_REST = regex.compile(rf"{_NO_STOP}*+$")
_OTHER_SUBJECT = regex.compile(
    rf"\b(?:{PRONOUN}|as|while|when|that|whom|which|whose|if|because|where|until|before|after|for|though)\b"
)
# `Anna said to us as we sat down:` is hers, `Anna wept as she said:` may be another's.
_MEANWHILE = regex.compile(r"[^,;]*?\b(?:as|while|when|before|after|until|though)\b(?P<clause>.*)")
_ASIDE_BEGINS = 50
"""The characters of a name, behind which an aside begins with a comma."""
_SHORT = 24
"""The characters of two words."""
_LABEL = regex.compile(rf"^\W*(?P<name>{NAME}) ?:$")
_ANOTHER = regex.compile(rf"\b(?:and|but|while|as|when|so|which) (?:{SOMEBODY}|{NAME})(?P<clause>[^;]*)")
_SPACES = regex.compile(r"\s+")


class Tag(NamedTuple):
    """The speaker that a tag names: a name as the text has it, or None for a pronoun or nobody in particular.

    It is `doubtful` where the name begins a sentence, as any word could.
    """

    speaker: str | None
    doubtful: bool = False


class SpokenLine(NamedTuple):
    """A spoken line: its spans in the stored text, and the tag beside it, if any."""

    spans: tuple[tuple[int, int], ...]
    tag: Tag | None


def behind(narration: str, last: str) -> Tag | None:
    """Returns the tag at the start of the narration behind a line whose last character is `last`, or None."""
    text = _SPACES.sub(" ", narration[:WINDOW]).lstrip(" ,;—–-")
    if not text:
        return None
    at = _end(_BEFORE, text)
    says = saying_end(text, at)
    if says and (found := _NAME_BEHIND.match(text, says)):
        return Tag(found["name"])
    found = _BY_NAME.match(text)
    if found is None and last == "," and ", " in text[1:_ASIDE_BEGINS]:
        found = _BY_NAME_ASIDE.match(text)
    if found and (verb := _verb(text, found)):
        opens_the_next = text.rstrip().endswith((",", ":")) and (
            last == "." or narration.lstrip(" ")[:1] == "\n"
        )
        fits = not opens_the_next and (last != "." or verb in ("said", "says"))
        return Tag(found["name"], doubtful=True) if fits else None
    if says and not _PARTICIPLE.match(text, at) and _SOMEBODY_BEHIND.match(text, says):
        return Tag(None)
    found = _BY_SOMEBODY.match(text)
    if (found and _verb(text, found)) or _DEED_OF_SOMEBODY.match(text):
        return Tag(None)
    return _deed(text, last)


def _end(pattern: regex.Pattern[str], text: str, at: int = 0) -> int:
    """Returns the end of what a pattern finds at this offset; the offset itself if it finds nothing."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _verb(text: str, subject: regex.Match[str]) -> str | None:
    """Returns the verb of saying behind a subject: behind the words between, or else the last of them."""
    for at in (subject.end(), *reversed(subject.starts("between"))):
        if (end := saying_end(text, at)) and not _is_passive(text, at):
            return text[at:end]
    return None


def _is_passive(text: str, at: int) -> bool:
    """Returns whether a verb of saying tells what was said to somebody: `Anna was told`."""
    before = text[max(0, at - _SHORT) : at].rpartition(",")[2].split()[-2:]
    return ("was" in before or "is" in before) and not _PARTICIPLE.match(text, at)


def follows_at_once(narration: str) -> bool:
    """Returns whether a tag of the plainest kind stands behind a line: `said Anna`, `she said`."""
    text = _SPACES.sub(" ", narration).lstrip(" ,")
    return saying_end(text, _end(_SUBJECT_BEFORE, text)) is not None


def _deed(text: str, last: str) -> Tag | None:
    if last != "." and (found := _DEED_CERTAIN.match(text)):
        return Tag(found["name"])
    if last == "," and (found := _DEED_BY_NAME.match(text)):
        return Tag(found["name"], doubtful=True)
    return None


def ahead(narration: str) -> Tag | None:
    """Returns the tag at the end of the narration in front of a line, or None."""
    text = _SPACES.sub(" ", narration[-WINDOW:]).strip()
    text = text[max(sentence_ends(text), default=0) :]
    if text[-1:] not in tuple(",:—-"):
        return None
    label, text = _LABEL.match(text), text.rstrip(" ,:—-")
    if name := _name_behind_verb(text):
        return Tag(name)
    if label:
        return Tag(label["name"], doubtful=True)
    found = _near(text) or _far(text)
    if found is None or _OTHER_SUBJECT.search(found.between) or _has_other_subject(found.rest):
        return None
    return Tag(found.name, doubtful=True)


def _has_other_subject(rest: str) -> bool:
    """Returns whether somebody else may speak behind a verb of saying."""
    meanwhile = _MEANWHILE.match(rest)
    before = rest[: meanwhile.start("clause")].rpartition(" ")[0] if meanwhile else rest
    return _OTHER_SUBJECT.search(before) is not None or (meanwhile is not None and _says(meanwhile["clause"]))


class _Leading(NamedTuple):
    """A name and its verb in front of a line: what stands between them, and behind the verb."""

    name: str
    between: str
    rest: str


def _name_behind_verb(text: str) -> str | None:
    """Returns the name in narration that begins with the verb: `Said Anna: “No.”`"""
    begins = _CAPITAL.match(text)
    says = saying_end(text.lower(), begins.end()) if begins else None
    found = _NAME_BEHIND.match(text, says) if says else None
    return found["name"] if found and _REST.match(text, found.end()) else None


def _near(text: str) -> _Leading | None:
    """Returns the first name whose verb follows at once: `Tom frowned, and Anna then said: “No.”`"""
    named = _NEAR.search(text)
    while named:
        for at in (named.end(), *reversed(named.starts("between"))):
            if _is_passive(text, at) or (named["led"] and not _PARTICIPLE.match(text, at)):
                continue
            says = saying_end(text, at)
            if says and (rest := _REST.match(text, says)):
                alone = not _ONE_OF_TWO.search(text, 0, named.start("name"))
                return _Leading(named["name"], "", rest[0]) if alone else None
        named = _NEAR.search(text, named.end("name"))
    return None


def _far(text: str) -> _Leading | None:
    """Returns the name at the beginning of a clause, if its verb comes later: `Anna rose, and said: “No.”`"""
    begins = (0, *(clause.end() for clause in _CLAUSE.finditer(text)))
    return next((found for at in begins if (found := _later(text, at))), None)


def _later(text: str, at: int) -> _Leading | None:
    named = _FAR.match(text, at)
    if named is None:
        return None
    for joint in _JOINT.finditer(text, named.end()):
        between = text[named.end() : joint.start()]
        if ";" in between:
            break
        says = saying_end(text, _end(_BEFORE, text, joint.end()))
        if says and (rest := _REST.match(text, says)):
            return _Leading(named["name"], between, rest[0])
    return None


def changes_speaker(narration: str) -> bool:
    """Returns whether the narration between two lines has somebody else speak the second one."""
    text = _SPACES.sub(" ", narration)
    first, second = behind(text, ","), ahead(text)
    if first and second and second.speaker and first.speaker != second.speaker:
        return True
    return any(_says(each["clause"]) for each in _ANOTHER.finditer(text, overlapped=True))


def _says(clause: str) -> bool:
    """Returns whether a verb of saying stands behind a blank."""
    return any(saying_end(clause, at.end()) for at in _SPACES.finditer(clause))
