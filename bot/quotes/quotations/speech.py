"""Spoken lines among the spans in quotation marks, each with the tag beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.quotes.quotations import tags
from bot.quotes.quotations.marks import MARKUP, PARAGRAPH, UNSEEN, QuotationMark, before, behind
from bot.quotes.quotations.sayings import VERBS
from bot.quotes.quotations.spans import Span, outermost
from bot.text.markup import strip
from bot.text.sentences import sentence_ends

_DASHES = frozenset("-—–―")
_STOPS = frozenset(".,!?…;:") | _DASHES
_LEADS = frozenset(",:—-")
_LETTER = re.compile(r"[^\W_]")
_SAY = (["said"], ["say"], ["says"], ["saying"])
_NEAR = 80
# What nobody says: `as much as to say, “Well!”`, `“How brave!” you will exclaim`.
_UNSAID_AHEAD = re.compile(
    r"\b(?:as|as if|as though|well|easy|enough) to say\s*[,:]?\s*\Z|\bas you can say\s*\Z"
)
_UNSAID_BEHIND = re.compile(r",?\s*you (?:will|would|may|might) (?:say|exclaim|ask|cry)\b")
_SIGN_SAYS = re.compile(
    r"\b(?:sign|notice|label|placard|poster|plaque|headline|screen|display|board|banner|caption|sticker|tag)s?"
    r"(?: \w+){0,5} (?:said|says|read|reads)[,:]?\s*\Z"
)
_SMALL_IN_TITLES = frozenset(("from", "into", "over", "upon", "with"))


def lines(text: str, kinds: Sequence[list[QuotationMark]]) -> list[tags.SpokenLine]:
    """Returns the lines of a chapter that are spoken in quotation marks of these kinds, in order."""
    spans = _spoken(text, outermost(text, kinds))
    spoken: list[tuple[list[tuple[int, int]], tags.Tag | None]] = []
    for number, span in enumerate(spans):
        previous = spans[number - 1] if number else None
        following = spans[number + 1].start if number + 1 < len(spans) else len(text)
        tag = tags.behind(_narration_behind(text, span.end, following), _last(text, span.end))
        if previous and (previous.goes_on or _interrupted(text, previous, span)):
            so_far, first_tag = spoken[-1]
            so_far.append((span.start, span.end))
            spoken[-1] = so_far, first_tag or tag
        else:
            leads = before(text, span.start, UNSEEN + "\n") in _LEADS
            if leads and not (tag and tag.speaker):
                ahead = tags.ahead(_narration_ahead(text, previous.end if previous else 0, span.start))
                tag = ahead or tag
            spoken.append(([(span.start, span.end)], tag))
    return [tags.SpokenLine(tuple(parts), tag) for parts, tag in spoken]


def _spoken(text: str, spans: Sequence[Span]) -> list[Span]:
    spoken: list[Span] = []
    for span in spans:
        if _is_spoken(text, span, spoken[-1] if spoken else None):
            spoken.append(span)
    return spoken


def _is_spoken(text: str, span: Span, previous: Span | None) -> bool:
    """Returns whether a span is spoken: not a title, a nickname or a word in inverted commas."""
    first = _LETTER.search(text, span.start, span.end)
    if not first or span.lead == "#":  # a heading
        return False
    if previous and previous.goes_on:
        return True
    if _UNSAID_AHEAD.search(text, max(0, span.start - _NEAR), span.start) or _UNSAID_BEHIND.match(
        text, span.end
    ):
        return False
    stopped = before(text, span.end - 1, "\n’'”\"»" + UNSEEN) in _STOPS
    if span.lead.isalnum():
        return _is_said_amid_sentence(text, span, previous, capital=first[0].isupper(), stopped=stopped)
    if span.lead == "," and not first[0].isupper():
        continued = previous is not None and _is_one_sentence(text, previous.end, span.start)
        return continued or (stopped and _is_said(text, span))
    return span.goes_on or stopped or behind(text, span.end, " " + MARKUP) in _DASHES or _is_said(text, span)


def _is_said_amid_sentence(
    text: str, span: Span, previous: Span | None, *, capital: bool, stopped: bool
) -> bool:
    words = _words_before(text, span.start)
    if stopped and words[-1:] == ["and"] and previous and _is_one_sentence(text, previous.end, span.start):
        return True
    if not capital or words[-1:] in _SAY:
        return capital and not _SIGN_SAYS.search(text, max(0, span.start - _NEAR), span.start)
    if before(text, span.end - 1, " " + MARKUP) in "!?" and not _is_title(text[span.start : span.end]):
        return True
    tagged = tags.follows_at_once(_narration_behind(text, span.end, len(text)))
    return stopped and (tagged or not VERBS.isdisjoint(words[-1:]))


def _is_title(quoted: str) -> bool:
    """Returns whether words are capitalised as in a title: not only the first one, and all the long ones."""
    others = re.findall(r"\w[\w'’]+", quoted)[1:]
    small = [word for word in others if not word[0].isupper()]
    return len(small) < len(others) and all(len(word) <= 3 or word in _SMALL_IN_TITLES for word in small)


def _is_said(text: str, span: Span) -> bool:
    """Returns whether a verb of saying stands close in front of a span, or a tag behind it."""
    if not VERBS.isdisjoint(_words_before(text, span.start)):
        return True
    return tags.behind(_narration_behind(text, span.end, len(text)), "") is not None


def _words_before(text: str, at: int) -> list[str]:
    return re.findall(r"\w+", text[max(0, at - _NEAR) : at].lower())[-3:]


def _interrupted(text: str, previous: Span, span: Span) -> bool:
    """Returns whether nothing but a tag, or an aside between dashes, stands between two spans."""
    between = text[previous.end : span.start]
    if not _is_one_sentence(text, previous.end, span.start):
        return False
    if "\n" in between and not between.rstrip().endswith((",", ";", ":")):
        return False
    plain = strip(between).strip()
    if plain[:1] in _DASHES and plain[-1:] in _DASHES:
        return True
    first = _LETTER.search(text, span.start, span.end)
    goes_on = first is not None and first[0].islower()
    return (
        goes_on or tags.behind(plain, _last(text, previous.end)) is not None
    ) and not tags.changes_speaker(plain)


def _is_one_sentence(text: str, start: int, end: int) -> bool:
    if end - start > tags.WINDOW or PARAGRAPH.search(text, start, end):
        return False
    return not any(sentence_ends(strip(text[start:end])))


def _last(text: str, end: int) -> str:
    return before(text, end - 1, " \n" + MARKUP)


def _narration_ahead(text: str, start: int, end: int) -> str:
    """Returns the narration in front of a line; where the line begins its paragraph, that of the paragraph
    before if it leads to the line with a colon."""
    narration = strip(text[max(start, end - tags.WINDOW) : end])
    led = narration.rstrip()
    led = led if led.rstrip("—–-").endswith(":") else narration
    return PARAGRAPH.split(led)[-1]


def _narration_behind(text: str, start: int, end: int) -> str:
    end = min(end, start + tags.WINDOW)
    gap = PARAGRAPH.search(text, start, end)
    return strip(text[start : gap.start() if gap else end])
