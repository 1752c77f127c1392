"""Sets the notes and warnings that authors write into their chapters apart from the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.imports import content_warnings, label_chapters, notes_within, pasted
from bot.imports.closing_lines import is_closing
from bot.imports.labelled_notes import LABEL, MARKS, OPEN, PERSON, SIGN, SPEECH, Note, made, note_at, talks
from bot.imports.labels import CONTAINS, STORY_WARNINGS, WARNED, WARNINGS, is_alarm
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.models import ChapterKind
from bot.text.late_pattern import LatePattern
from bot.text.markup import is_rule, is_scene_break, strip
from bot.text.word_counts import words_in

_REACH = 40  # paragraphs at either end of a chapter among which notes are looked for
_SIGNATURE = 6  # words
_ENDS = ".?。？؟"
_OF_LETTER = re.compile(r"\W*(?:yours|love|sincerely|best|kind|warm|regards|affectionately)\b", re.IGNORECASE)
_FEW = 3  # paragraphs behind a label that nothing sets apart
_WARNED = re.compile(
    rf"{OPEN}(?:{WARNINGS})(?:\(s\))?(?:{SIGN}|(?P<near>(?:[\s!❗‼⚠\ufe0f]|{MARKS}\s)+))(?P<list>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WARNED_BELOW = re.compile(rf"{OPEN}(?:{WARNINGS})(?:\(s\))?\W*", re.IGNORECASE)
_MAY_WARN = re.compile(
    r"[^:：/|(\[⚠!*_❗‼–—-]{0,40}[:：/|(\[⚠!*_❗‼–—-]"
)  # as nearly no paragraph of a story may
_SIGNED = re.compile(
    rf"{MARKS}⚠\ufe0f?\s*(?:(?:{STORY_WARNINGS})\b)?[^\w(]*+(?P<list>[\w(].*)", re.IGNORECASE | re.DOTALL
)
_SAID = LatePattern(
    rf"{OPEN}(?P<label>{WARNED})(?:{SIGN}|{CONTAINS})(?P<list>\S.*)", re.IGNORECASE | re.DOTALL
)
_WITHIN_NOTE = re.compile(
    r"\b(?:(?:TW|CW|CN)s?|(?:[Tt]rigger|[Cc]ontent) [Ww]arnings?|[Bb]e (?:fore)?warned|[Ff]air warning)"
    r"\s*(?::|//|for\b)\s*(?P<list>[^.!?\n)]+)"
)
_SUMMARY = re.compile(rf"{OPEN}(?P<summary>summary)(?P<close>{SIGN}|{MARKS}\n)", re.IGNORECASE)
_MERE_NOTE = re.compile(rf"{OPEN}notes?(?P<close>{SIGN})", re.IGNORECASE)
_THE_END = re.compile(r"\W*(?:(?:the )?end|fin(?:is)?|tbc|to be continued)\W*", re.IGNORECASE)


def set_apart(manuscript: Manuscript) -> Manuscript:
    """Returns the manuscript with notes and content warnings taken out of the text of its chapters.

    Those in its middle are kept with the place where their author put them.
    Warnings before the story's first chapter, or at its head, are the story's.
    """
    noted = replace(manuscript, chapters=tuple(map(of_chapter, manuscript.chapters)))
    manuscript = label_chapters.set_apart(noted)
    chapters, details = list(manuscript.chapters), manuscript.details
    first = next((i for i, chapter in enumerate(chapters) if chapter.kind is ChapterKind.BODY), 0)
    warnings = [*details.content_warnings, *_within(details.summary), *_within(details.notes)]
    for i, chapter in enumerate(chapters[: first + 1]):
        warnings += chapter.notes.content_warnings
        chapters[i] = replace(chapter, notes=replace(chapter.notes, content_warnings=()))
    return replace(
        manuscript,
        details=replace(details, content_warnings=tuple(dict.fromkeys(warnings))),
        chapters=tuple(chapters),
    )


def of_chapter(chapter: ManuscriptChapter) -> ManuscriptChapter:
    """Returns a chapter with its notes and content warnings taken out of its text, which never becomes
    empty by it."""
    if chapter.kind is ChapterKind.BODY:
        chapter = pasted.unframed(chapter)
    paragraphs = chapter.text.split("\n\n")
    outside = chapter.kind is ChapterKind.FRONT
    warnings = [each for text in paragraphs for each in _warnings(text, signed=outside) or ()]
    known = chapter.notes
    warnings += [each for text in (known.summary, known.before, known.after) for each in _within(text)]
    if chapter.kind is not ChapterKind.BODY:
        return _noted(chapter, ChapterNotes(content_warnings=tuple(warnings)))
    before, start = _head(paragraphs)
    after, end = _tail(paragraphs, start)
    while start < end and is_rule(paragraphs[end - 1]) and end < len(paragraphs):
        end -= 1
    if start >= end:
        return _noted(chapter, ChapterNotes(content_warnings=tuple(warnings)))
    signed = [each for text in paragraphs[:start] for each in _warnings(text, signed=True) or ()]
    below = [each for at in range(start) for each in _warnings_below(paragraphs, at)]
    warnings += [*signed, *below, *_within(before.before), *_within(after)]
    text, within = notes_within.taken_out(paragraphs[start:end])
    warnings += [warning for note in within for warning in _within(note.text)]
    notes = replace(before, after=after, content_warnings=tuple(warnings), within=within)
    return replace(_noted(chapter, notes), text=text)


def _noted(chapter: ManuscriptChapter, found: ChapterNotes) -> ManuscriptChapter:
    """Returns the chapter with what was found behind the notes that its format knows already."""
    known = chapter.notes
    if not found:
        return chapter
    return replace(
        chapter,
        notes=ChapterNotes(
            known.summary or found.summary,
            _joined(known.before, found.before),
            _joined(found.after, known.after),
            tuple(dict.fromkeys((*known.content_warnings, *found.content_warnings))),
            found.within,
        ),
    )


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _head(paragraphs: Sequence[str]) -> tuple[ChapterNotes, int]:
    """Returns what a chapter's author says before it, and the number of paragraphs that this takes up."""
    summaries: list[str] = []
    before: list[str] = []
    at = 0
    while at < min(len(paragraphs), _REACH):
        if _warnings_below(paragraphs, at):
            at += 2
        elif (at and is_rule(paragraphs[at])) or _warnings(paragraphs[at], signed=True) is not None:
            at += 1
        elif found := note_at(paragraphs, at) or _unsure(paragraphs[at]):
            (summaries if found.is_summary else before).append(found.text)
            at += found.length
        else:
            break
    return ChapterNotes(_joined(*summaries), _joined(*before)), at


def _unsure(paragraph: str) -> Note | None:
    """Returns what stands at the head of a chapter behind `Summary:`, or behind a mere `Notes:` if it is
    plainly said to the readers."""
    if (summary := _SUMMARY.match(paragraph)) and summary.end() < len(paragraph):
        return made(summary, [paragraph])
    mere = _MERE_NOTE.match(paragraph)
    said = mere and (talks(paragraph) or is_closing(paragraph[mere.end() :]))
    return made(mere, [paragraph]) if mere and said else None


def _tail(paragraphs: Sequence[str], start: int) -> tuple[str, int]:
    """Returns what a chapter's author says behind it, and the number of paragraphs before that."""
    end = len(paragraphs)
    while end > max(start, len(paragraphs) - _REACH) and _warnings(paragraphs[end - 1]) is not None:
        end -= 1
    first = end
    length = sum(map(len, paragraphs))
    after = 0
    for at in range(end - 1, max(start, end - _REACH), -1):
        after += len(paragraphs[at])
        if LABEL.match(paragraphs[at]) and _ends_in_note(paragraphs, at, few=after * 5 <= length):
            first = at
    while first > start + 1 and _closes(paragraphs, first - 1, end):
        first -= 1
    texts: list[str] = []
    at = first
    while at < end:
        found = note_at(paragraphs, at) or Note(paragraphs[at] if not is_rule(paragraphs[at]) else "", 1)
        texts.append(found.text)
        at += found.length
    return _joined(*texts), first


def _closes(paragraphs: Sequence[str], at: int, end: int) -> bool:
    """Returns whether a paragraph, or the one before it that its author signed, has no label and yet is said
    to readers alone."""
    if is_closing(paragraphs[at]):
        return True
    signed = at == end - 1 and _is_signature(paragraphs[at]) and not _OF_LETTER.match(paragraphs[at])
    return signed and at > 1 and is_closing(paragraphs[at - 1])


def _is_signature(paragraph: str) -> bool:
    return words_in(paragraph) <= _SIGNATURE and not SPEECH.match(paragraph) and paragraph[-1] not in _ENDS


def _ends_in_note(paragraphs: Sequence[str], at: int, *, few: bool) -> bool:
    """Returns whether a note that begins at a paragraph goes on to the chapter's end."""
    note = note_at(paragraphs, at)
    if note is None:
        return False
    rest = paragraphs[at + note.length :]
    if all(map(_may_follow, rest)):
        return True
    label = LABEL.match(paragraphs[at])
    alone = label is not None and label.end() == len(paragraphs[at])
    before = paragraphs[at - 1]
    apart = alone or is_scene_break(before) or _THE_END.fullmatch(strip(before)) is not None
    brief = len(rest) <= _FEW and all(map(PERSON.search, rest))
    return few and (apart or brief) and not any(is_scene_break(each) or SPEECH.match(each) for each in rest)


def _may_follow(paragraph: str) -> bool:
    said = talks(paragraph) or is_rule(paragraph) or LABEL.match(paragraph) is not None
    return said or _is_signature(paragraph)


def _warnings(paragraph: str, *, signed: bool = False) -> tuple[str, ...] | None:
    """Returns the content warnings that a paragraph lists behind a label, which may say that there are none;
    None without such a label. Where `signed`, a warning sign will do, or words that warn readers (`Be warned:
    blood`), which within a story are the story's.
    """
    if signed and (said := _SAID.match(paragraph)):
        words = strip(said["list"]).strip()
        meant = content_warnings.may_be_meant(words, alarmed=is_alarm(said["label"]))
        return (meant and content_warnings.listed(words)) or None
    if not _MAY_WARN.match(paragraph):
        return None
    match = _WARNED.match(paragraph) or (_SIGNED.match(paragraph) if signed else None)
    if match is None or (match.groupdict().get("near") and not _is_marked(match)):
        return None
    if match.re is _SIGNED and not content_warnings.may_be_meant(strip(match["list"]).rstrip(" ⚠\ufe0f")):
        return None
    return content_warnings.listed(strip(match["list"]))


def _is_marked(label: re.Match[str]) -> bool:
    """Returns whether something sets a label apart that no colon stands behind: `(tw …`, `!TW! …`."""
    return (
        re.search(r"[(\[{⚠!❗‼]", label["open"]) is not None
        or re.search(r"[*_!❗‼⚠]", label["near"]) is not None
    )


def _warnings_below(paragraphs: Sequence[str], at: int) -> tuple[str, ...]:
    """Returns the content warnings that the paragraph below a mere label lists."""
    if at + 1 >= len(paragraphs) or not _WARNED_BELOW.fullmatch(paragraphs[at]):
        return ()
    text = strip(paragraphs[at + 1])
    return content_warnings.listed(text) if content_warnings.may_be_meant(text) else ()


def _within(notes: str) -> list[str]:
    """Returns the content warnings in the sentences of notes: `Sorry for the wait! TW: blood.`"""
    lists = (match["list"] for match in _WITHIN_NOTE.finditer(strip(notes)))
    return [each for text in lists for each in content_warnings.listed(text)]
