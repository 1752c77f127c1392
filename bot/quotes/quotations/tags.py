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
from bot.quotes.quotations.sayings import SAYING
from bot.text.sentences import sentence_ends

WINDOW = 400
"""The characters of narration beside a line in which a tag is looked for."""

_CERTAIN = regex.compile(rf"{ADVERB}?{SAYING} (?:aloud |out |again )?{SMALL_WORDS}(?P<name>{NAME}){ALONE}")
_BY_NAME = regex.compile(rf"{NAMED} (?:{AUXILIARY}|{ADVERB}|(?:and|or) )*(?P<verb>{SAYING})")
_UNNAMED = regex.compile(
    rf"(?:{ADVERB}?(?!\p{{Ll}}+ing\b){SAYING}|\p{{Ll}}+ed) {SOMEBODY}"
    rf"|{SOMEBODY}(?: [\p{{Ll}}-]+){{0,4}}? {SAYING}"
)
# After a line that ends in a comma, whoever acts in its sentence is the speaker: `"No," Anna frowned`.
_DEED_CERTAIN = regex.compile(rf"\p{{Ll}}+ed {SMALL_WORDS}(?P<name>{NAME}){ALONE}")
_DEED_BY_NAME = regex.compile(rf"{NAMED} {ADVERB}?\p{{Ll}}+(?:ed|s)\b")

_AT_ONCE = regex.compile(rf"(?:(?:{PRONOUN}|{NAMED}) )?{ADVERB}?{SAYING}")

_NO_SUBJECT = r"(?<!\b(?:an?|of|from|with|to|by|in|into|for|at|out|on|upon|about|than|like) (?:the )?)"
_REST = r"(?P<rest>[^.!?;]*)$"
_AHEAD_CERTAIN = regex.compile(rf"^\W*(?=\p{{Lu}})(?i:{SAYING}) {SMALL_WORDS}(?P<name>{NAME}){ALONE}{_REST}")
_AHEAD_NEAR = regex.compile(
    rf"(?:^|[\s,;(]){_NO_SUBJECT}(?P<name>{NAME}),? (?:{AUXILIARY}|{ADVERB}|(?:and|then) )*{SAYING}{_REST}"
)
_AHEAD_FAR = regex.compile(
    rf"^\W*(?:(?:[Tt]hen|[Aa]nd|[Bb]ut|[Ss]o|[Nn]ow|[Aa]t last),? )*{NAMED}\b,? "
    rf"(?P<between>[^;]*?)(?:, |\b(?:and|then|but) ){ADVERB}?{SAYING}{_REST}"
)
_OTHER_SUBJECT = regex.compile(
    rf"\b(?:{PRONOUN}|as|while|when|that|whom|which|whose|if|because|where|until|before|after|for|though)\b"
)
_LABEL = regex.compile(rf"^\W*(?P<name>{NAME}) ?:$")
_ANOTHER = regex.compile(rf"\b(?:and|but|while|as|when|so|which) (?:{SOMEBODY}|{NAME})[^,;]*? {SAYING}")
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
    if found := _CERTAIN.match(text):
        return Tag(found["name"])
    if found := _BY_NAME.match(text):
        opens_the_next = text.rstrip().endswith((",", ":")) and (
            last == "." or narration.lstrip(" ")[:1] == "\n"
        )
        fits = not opens_the_next and (last != "." or found["verb"] in ("said", "says"))
        return Tag(found["name"], doubtful=True) if fits else None
    if _UNNAMED.match(text):
        return Tag(None)
    return _deed(text, last)


def follows_at_once(narration: str) -> bool:
    """Returns whether a tag of the plainest kind stands behind a line: `said Anna`, `she said`."""
    return bool(_AT_ONCE.match(_SPACES.sub(" ", narration).lstrip(" ,")))


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
    if found := _AHEAD_CERTAIN.match(text):
        return Tag(found["name"])
    if label:
        return Tag(label["name"], doubtful=True)
    near = _AHEAD_NEAR.search(text)
    found = near or _AHEAD_FAR.match(text)
    if not found or _OTHER_SUBJECT.search(found["rest"]):
        return None
    if not near and _OTHER_SUBJECT.search(found["between"]):
        return None
    return Tag(found["name"], doubtful=True)


def changes_speaker(narration: str) -> bool:
    """Returns whether the narration between two lines has somebody else speak the second one."""
    text = _SPACES.sub(" ", narration)
    first, second = behind(text, ","), ahead(text)
    if first and second and second.speaker and first.speaker != second.speaker:
        return True
    return bool(_ANOTHER.search(text))
