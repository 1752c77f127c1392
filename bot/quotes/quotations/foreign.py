"""Spoken lines of a text in another language than English: in its quotation marks, or behind its dashes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import regex

from bot.quotes.quotations import turns
from bot.quotes.quotations.grammars import REACH, Grammar, grammar
from bot.quotes.quotations.marks import PARAGRAPH, UNSEEN, before, behind, marks
from bot.quotes.quotations.spans import Span, outermost
from bot.quotes.quotations.tags import SpokenLine, Tag
from bot.text.languages import Language

_STOPS = frozenset(".,!?…;:。！？，、؟،؛۔।॥～〜—–-―")
_ENDS = frozenset('.!?…。！？؟۔।»”"“«」』’‘‹›״')
_MARKS = "’'”“\"»«‹›‘״"
_LEADS = frozenset((":", "：", "﹕"))
_TURNS_TO_TAG = frozenset(",，、،—–―-")
_SENTENCE = regex.compile(r"[.!?…。！？؟]+[\s]*\S")
_LETTER = regex.compile(r"[^\W_]")
_UNPARTED = frozenset(("zh", "th"))
_KNOWN_LEADS = (":", "：", "ว่า")
_SENTENCE_BREAK = regex.compile(r"[。！？!?\n”’」』]")
_JOINS = frozenset("的和与與跟同、对對向把被给給")
"""What stands behind a name that does not act, or not alone."""
_WITHOUT_STOPS = frozenset(("ja", "th", "ko"))
_NO_QUOTE = regex.compile(r"[」』”](?:という|と呼|の|は|が|を|に|な|이?란|라는)")
_HANDS_OVER = regex.compile(r"[:：,，]\s*$|ว่า\s*$")


def lines(text: str, language: Language) -> list[SpokenLine]:
    """Returns the lines of a chapter that are spoken, in order."""
    of_language = grammar(language)
    dashed = list(_dashed(text, of_language)) if language.opens_with_dashes else []
    taken = sorted(span for line in dashed for span in line.spans)
    spans = [
        each
        for each in outermost(text, marks(text, language.tag in ("zh", "ja")))
        if not _is_among(each, taken)
    ]
    return sorted([*dashed, *_marked(text, spans, of_language)], key=lambda line: line.spans)


def _dashed(text: str, of_language: Grammar) -> Iterator[SpokenLine]:
    """Yields the lines behind dashes; who speaks may be told where the text before leads to one."""
    end = 0
    for line in turns.dashed(text, of_language):
        start = line.spans[0][0]
        leads = not (line.tag and line.tag.speaker) and text[:start].rstrip(" \n")[-1:] in _LEADS
        ahead = _tag_ahead(text, end, start, of_language) if leads else None
        yield line._replace(tag=ahead or line.tag)
        end = line.spans[-1][1]


def _is_among(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, (span.end,))
    return at > 0 and taken[at - 1][1] > span.start


def _marked(text: str, spans: Sequence[Span], of_language: Grammar) -> list[SpokenLine]:
    spoken: list[tuple[list[tuple[int, int]], Tag | None]] = []
    last: Span | None = None
    for number, span in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else len(text)
        joins = last is not None and (last.goes_on or _interrupted(text, last, span, of_language))
        tag, after = _tag_behind(text, span.end, following, of_language)
        if not joins and not _is_spoken(text, span, after, of_language):
            continue
        inner, own = turns.parts(text, span.start, span.start + 1, span.end, of_language, marked=True)
        if joins:
            so_far, first_tag = spoken[-1]
            so_far += inner
            spoken[-1] = so_far, first_tag or tag or own
        else:
            looks_ahead = not (tag or own) or (of_language.frames and not (tag and tag.speaker))
            ahead = looks_ahead and _tag_ahead(text, last.end if last else 0, span.start, of_language)
            spoken.append((inner, ahead or tag or own))
        last = span
    unparted = of_language.language.tag in _UNPARTED
    known = {tag.speaker for _, tag in spoken if tag and tag.speaker} if unparted else set()
    return [
        SpokenLine(tuple(parts), _trusted(text, tag, of_language) or _known_ahead(text, parts[0][0], known))
        for parts, tag in spoken
    ]


def _known_ahead(text: str, at: int, known: Collection[str]) -> Tag | None:
    """Returns a known name that begins the sentence leading to a line: `林小雨冷笑一声：`.

    Without blanks between words, only a name that is known can be told from what follows it.
    """
    led = text[max(0, at - REACH) : at].rstrip()
    if not known or not led.endswith(_KNOWN_LEADS):
        return None
    sentence = _SENTENCE_BREAK.split(led)[-1].lstrip()
    begun = (name for name in known if sentence.startswith(name) and sentence[len(name)] not in _JOINS)
    return next(map(Tag, begun), None)


def _trusted(text: str, tag: Tag | None, of_language: Grammar) -> Tag | None:
    doubted = tag and tag.speaker and of_language.uncertain and text.count(tag.speaker) < 2
    return Tag(None) if doubted else tag


def _tag_behind(text: str, at: int, following: int, of_language: Grammar) -> tuple[Tag | None, bool]:
    """Returns the tag behind a span, and whether there is any."""
    narration = text[at : min(following, at + REACH)]
    found = of_language.behind(PARAGRAPH.split(narration, 1)[0].partition("\n")[0])
    return (found.tag, True) if found else (None, False)


def _tag_ahead(text: str, start: int, at: int, of_language: Grammar) -> Tag | None:
    """Returns the tag in front of a span: in its paragraph, or in the one before where that leads to it with
    a colon."""
    narration = text[max(start, at - REACH) : at]
    led = narration.rstrip()
    tag = of_language.ahead((led if led[-1:] in _LEADS else narration).rpartition("\n")[2])
    if (
        tag is None
        or not tag.doubtful
        or of_language.has_articles
        or of_language.titled.search(tag.speaker or "")
    ):
        return tag
    return tag if _is_within(text, tag.speaker or "") else None


@lru_cache(maxsize=64)
def _is_within(text: str, name: str) -> bool:
    """Returns whether a name stands within a sentence anywhere, which a common noun does in small letters."""
    return regex.search(rf"(?<=[\p{{Ll}},] |[—–] ?){regex.escape(name)}(?!\p{{L}})", text) is not None


def _is_spoken(text: str, span: Span, tagged: bool, of_language: Grammar) -> bool:
    """Returns whether a span is spoken: not a title, a nickname or a word in inverted commas."""
    if not _LETTER.search(text, span.start, span.end) or span.lead == "#":
        return False
    if span.goes_on or span.lead in _LEADS:
        return True
    stopped = before(text, span.end - 1, _MARKS + UNSEEN) in _STOPS
    next_sign = behind(text, span.end, UNSEEN)
    if tagged and (stopped or next_sign in _TURNS_TO_TAG or not of_language.may_name(span.lead)):
        return True
    if span.lead == "\n":
        unstopped = of_language.language.tag in _WITHOUT_STOPS and not _NO_QUOTE.match(text, span.end - 1)
        return stopped or unstopped or next_sign in "\n" or next_sign in _TURNS_TO_TAG or next_sign in _ENDS
    if span.lead in _ENDS:
        return stopped or next_sign == "\n" or next_sign in _ENDS or next_sign in _TURNS_TO_TAG
    return _is_handed_over(text, span, stopped, of_language)


def _is_handed_over(text: str, span: Span, stopped: bool, of_language: Grammar) -> bool:
    """Returns whether a sentence leads to a span within it."""
    led = text[max(0, span.start - 40) : span.start].rpartition("\n")[2]
    hands_over = _HANDS_OVER.search(led) is not None
    if stopped:
        return hands_over or span.lead in _TURNS_TO_TAG
    return hands_over and of_language.tells_of_saying(led)


def _interrupted(text: str, last: Span, span: Span, of_language: Grammar) -> bool:
    """Returns whether nothing but a tag stands between two spans."""
    between = text[last.end : span.start]
    if len(between) > REACH or "\n" in between or _SENTENCE.search(between.strip()):
        return False
    return of_language.behind(between) is not None
