"""One author's note among the paragraphs of a chapter: its label, and how far it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.imports.labels import DISCLAIMERS, NOTES, SUMMARIES, tells_readers
from bot.text.markup import is_scene_break
from bot.text.word_counts import words_in

MOST = 12  # paragraphs of one note
MOST_WORDS = 150  # before the line that ends a note
# Stored Markdown, in which `[A/N: …]` begins with a backslash.
OPEN = r"(?P<open>(?:> )?(?:#{1,3} )?(?:\\?[^\w\s\"“”'‘’«»„]|[_\s]){0,10}?)"
MARKS = r"(?:\\?[*_~]){0,3}"
SIGN = rf"{MARKS}\s*(?:[:：]|//|\\?\||[-–—](?=\s)){MARKS}\s*"
LABEL = re.compile(
    rf"{OPEN}(?:(?:(?P<summary>(?i:{SUMMARIES}))|(?P<kept>(?i:{DISCLAIMERS}))|(?i:{NOTES}))"
    rf"(?: ?#?\d{{1,2}})?(?:\s?\([^()\n]{{1,40}}\))?(?P<shut>\\?[\])}}）］】])?"
    rf"(?P<close>{SIGN}|(?<=[\])}}）］】])\s*|{MARKS}[.\s]*\Z|{MARKS}\n|(?<=[aA]/[nN]){MARKS}\s|\*\*\s)"
    rf"|AN ?\d?(?P<after>{SIGN}))"
)
END_OF_NOTE = re.compile(
    r"\W*(?:/a/n|end(?: of)? (?:the )?(?:a/n|(?:author['’]?s? )?notes?)"
    r"|(?:and )?(?:now,? )?on(?:wards?)?(?: with| to)? the (?:story|chapter|fic|show))\b.{0,40}",
    re.IGNORECASE,
)
PERSON = re.compile(r"\b(?:I|I['’]m|me|my|you|your)\b")
SPEECH = re.compile(r"""(?:> )?(?:\\?[*_]){0,3}["“”'‘«»„「『—–]""")
_CLOSING = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】"}
_ORNAMENT = re.compile(r"\\?[*~=#|-]")


class Note(NamedTuple):
    """A note without its label, and the number of paragraphs that it takes up with it."""

    text: str
    length: int
    is_summary: bool = False


def note_at(paragraphs: Sequence[str], at: int) -> Note | None:
    """Returns the note whose label a paragraph begins with; None where there is none, or the story goes on
    behind it in the same paragraph. A label without a note is a note without text.
    """
    label = LABEL.match(paragraphs[at])
    if label is None:
        return None
    closed = bracketed(paragraphs, at, label)
    if closed == []:
        return None
    return made(label, closed or _extent(paragraphs, at, alone=label.end() == len(paragraphs[at])))


def made(label: re.Match[str], paragraphs: Sequence[str]) -> Note:
    """Returns the note that is these paragraphs, of which the first begins with its label."""
    said = label.groupdict()
    body = list(paragraphs)
    if not said.get("kept"):
        body[0] = _reopened(label) + body[0][label.end() :]
        body[-1] = _without_ornament(body[-1], label["open"])
    text = "\n\n".join(filter(None, (_unquoted(each).strip() for each in body)))
    return Note(text, len(paragraphs), said.get("summary") is not None)


def _without_ornament(paragraph: str, before: str) -> str:
    """Returns a paragraph without the second half of what stands around a note: `~A/N: …~`, `*** … ***`."""
    for sign in reversed(_ORNAMENT.findall(before)):
        if len(sign) == 1 and sign in "*~":
            continue  # a mark, which the note has
        paragraph = paragraph.removesuffix(sign).rstrip() if paragraph.endswith(sign) else paragraph
    return paragraph


def bracketed(paragraphs: Sequence[str], at: int, label: re.Match[str]) -> list[str] | None:
    """Returns the paragraphs of a note whose label stands in a bracket, the closing one left out; none where
    the paragraph goes on behind it, and None where there is no bracket, or it never closes.
    """
    bracket = "" if label["shut"] else next((sign for sign in label["open"] if sign in _CLOSING), "")
    twice = label["open"].count(bracket) > 1
    return _up_to_closing(paragraphs, at, bracket, twice=twice) if bracket else None


def _unquoted(paragraph: str) -> str:
    lines = paragraph.split("\n")
    quoted = all(line.startswith(">") for line in lines[1:]) and lines[-1].startswith(">")
    return "\n".join(re.sub("^> ?", "", line) for line in lines) if quoted else paragraph


def _extent(paragraphs: Sequence[str], at: int, *, alone: bool) -> Sequence[str]:
    """Returns the paragraphs of a note: up to its marked end, else as far as they speak to the readers."""
    end = at + 1
    if (
        alone
        and end < len(paragraphs)
        and not (LABEL.match(paragraphs[end]) or is_scene_break(paragraphs[end]))
    ):
        end += 1
    words, personal = 0, True
    for after in range(end, min(len(paragraphs), at + MOST)):
        text = paragraphs[after]
        if END_OF_NOTE.fullmatch(text):
            return paragraphs[at : after + 1]
        if is_scene_break(text):
            return paragraphs[at:after] if personal and words <= MOST_WORDS else paragraphs[at:end]
        words += words_in(text)
        personal = personal and bool(PERSON.search(text)) and not (SPEECH.match(text) or LABEL.match(text))
        end += after == end and talks(text)
    return paragraphs[at:end]


def _up_to_closing(paragraphs: Sequence[str], at: int, bracket: str, *, twice: bool) -> list[str] | None:
    depth = 0
    signs = re.compile(f"[{re.escape(bracket + _CLOSING[bracket])}]")
    for last in range(at, min(len(paragraphs), at + MOST)):
        text = paragraphs[last]
        for sign in signs.finditer(text):
            depth += 1 if sign[0] == bracket else -1
            if not depth:
                behind = text[sign.end() :]
                if re.search(r"[^\W_]", behind):
                    return []
                inner = text[: sign.start()].removesuffix("\\").rstrip(_CLOSING[bracket] * twice + " ")
                return [*paragraphs[at:last], inner + behind]
    return None


def _reopened(label: re.Match[str]) -> str:
    """Returns the marks that open before a label and do not close behind it: the whole note has them."""
    marks = re.compile(r"\\.|(\*\*|__|~~|[*_])")
    opened = [mark for mark in marks.findall(label["open"]) if mark]
    for mark in marks.findall(label["close"] or label.groupdict().get("after") or ""):
        if mark in opened:
            opened.remove(mark)
    return "".join(opened)


def talks(paragraph: str) -> bool:
    """Returns whether a paragraph is plainly said to the readers, and by nobody in the story."""
    return tells_readers(paragraph) and not SPEECH.match(paragraph)
