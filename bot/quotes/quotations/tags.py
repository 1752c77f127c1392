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
# The verb stands at the beginning of one of the words between, or behind them.
_BY_NAME = regex.compile(rf"{NAMED} (?P<between>{AUXILIARY}|{ADVERB}|(?:and|or) )*")
_BY_SOMEBODY = regex.compile(rf"{SOMEBODY} (?P<between>[\p{{Ll}}-]+ ){{0,4}}")
_DEED_OF_SOMEBODY = regex.compile(rf"\p{{Ll}}+ed {SOMEBODY}")
# After a line that ends in a comma, whoever acts in its sentence is the speaker: `"No," Anna frowned`.
_DEED_CERTAIN = regex.compile(rf"\p{{Ll}}+ed {SMALL_WORDS}(?P<name>{NAME}){ALONE}")
_DEED_BY_NAME = regex.compile(rf"{NAMED} {ADVERB}?\p{{Ll}}+(?:ed|s)\b")

_NO_SUBJECT = r"(?<!\b(?:an?|of|from|with|to|by|in|into|for|at|out|on|upon|about|than|like) (?:the )?)"
_CAPITAL = regex.compile(r"\W*(?=\p{Lu})")
_NEAR = regex.compile(
    rf"(?:^|[\s,;(]){_NO_SUBJECT}(?P<name>{NAME}),? (?P<between>{AUXILIARY}|{ADVERB}|(?:and|then) )*"
)
_FAR = regex.compile(rf"\W*(?:(?:[Tt]hen|[Aa]nd|[Bb]ut|[Ss]o|[Nn]ow|[Aa]t last),? )*{NAMED}\b,? ")
_JOINT = regex.compile(r"(?:, |\b(?:and|then|but) )")
_REST = regex.compile(r"[^.!?;]*$")
_OTHER_SUBJECT = regex.compile(
    rf"\b(?:{PRONOUN}|as|while|when|that|whom|which|whose|if|because|where|until|before|after|for|though)\b"
)
_LABEL = regex.compile(rf"^\W*(?P<name>{NAME}) ?:$")
_ANOTHER = regex.compile(rf"\b(?:and|but|while|as|when|so|which) (?:{SOMEBODY}|{NAME})(?P<clause>[^,;]*)")
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
    if (found := _BY_NAME.match(text)) and (verb := _verb(text, found)):
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
        if end := saying_end(text, at):
            return text[at:end]
    return None


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
    if found is None or _OTHER_SUBJECT.search(found.between) or _OTHER_SUBJECT.search(found.rest):
        return None
    return Tag(found.name, doubtful=True)


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
            if (says := saying_end(text, at)) and (rest := _REST.match(text, says)):
                return _Leading(named["name"], "", rest[0])
        named = _NEAR.search(text, named.start() + 1)
    return None


def _far(text: str) -> _Leading | None:
    """Returns the name at the beginning, if its verb comes later: `Anna rose, and said: “No.”`"""
    named = _FAR.match(text)
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
