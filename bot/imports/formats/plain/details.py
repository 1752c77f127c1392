"""The details before a plain text's story: title, author, notes, summary, rating, warnings, tags …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.imports import content_warnings, labels, ratings
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.bylines import is_pen_name, signature
from bot.imports.formats.plain.detail_labels import ALONE, LabelledLine
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.paragraphs import Paragraph, markdown, plain
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.formats.plain.titles import is_title, may_be_title
from bot.stories.details import Completion, Rating

_SET_OFF = re.compile(
    r"(\*\*|[*_“\"])([^*_”\"]{1,80})(?:\*\*|[*_”\"]),? by ([^\s*_.][^*_.]{0,60})"
)  # **Title** by Owl
_ITEM = re.compile(r"\s*[-*•–]\s+")
# What no character says; any other label (`Note`, `Status`) may as well begin a chapter's text.
_AUTHORS_OWN = frozenset(
    ("authors", "summary", "disclaimer", "rating", "content_warnings", "fandoms", "relationships", "tags")
)
_OF_THE_WHOLE = _AUTHORS_OWN | {"title", "authors", "characters"}
# What the Archive of Our Own has in lines of their own below a label.
_ENTRIES = frozenset(
    ("rating", "content_warnings", "fandoms", "relationships", "characters", "tags", "language", "others")
)
_LONGEST_ENTRY = 120
_LONG = ("summary", "disclaimer", "notes", "content_warnings", "others")
_DISOWNED = re.compile(
    r"\b(?:do not|don['’]?t) own (?:(?:any of )?(?:the|these|any|its) "
    r"(?:characters?|rights|series|show|books?|fandom)|[A-Z])"
    r"|\bown nothing\b|\bbelongs? to (?:their|its) (?:respective|rightful)",
)
_REFUSED = re.compile(r"(?:no|never|false)\b", re.IGNORECASE)
_CLOSING = str.maketrans("([{<【［", ")]}>】］")
_LIST = re.compile(r"\s*[,;，、；،؛]\s*")
_AUTHORS = re.compile(r"\s*(?:[,;&，、；،؛＆]|\b(?:and|und|et|и|і)\b)\s*")
_FRAME = " #*=~"
_REACH = 40
_MAX_WAITING = 3
_MAX_SAID = 40  # words
_MAX_NOTE = 150


@dataclass(frozen=True)
class Detail:
    """One thing that a file says about its story; `kind` is `title`, `authors`, `notes`, `rating` …"""

    kind: str
    paragraph: Paragraph


@dataclass(frozen=True)
class _Found:
    """Details, and the number of paragraphs they take up."""

    details: tuple[Detail, ...]
    length: int = 1

    @property
    def heads_a_file(self) -> bool:
        """Whether this stands only at the head of a file: then what is before it is no story either."""
        return any(detail.kind in _OF_THE_WHOLE for detail in self.details)


def read(
    paragraphs: Sequence[Paragraph],
    *,
    titled: str | None,
    after: int,
    known: Sequence[Detail] = (),
    within: bool = False,
) -> tuple[list[Detail], list[Paragraph]]:
    """Returns the details that paragraphs begin with, and the paragraphs that are left: the story.

    What stands unlabelled before a label or a title is a note of the author's, if it is short beside the
    story. `titled` is the title that the file's name suggests, or None where an unlabelled title is not to be
    looked for; `after` counts the words of the story that follow these paragraphs; `known` are details found
    before them, which are returned, too. The head of a chapter is `within` the story.
    """
    parts = [part for paragraph in paragraphs[:_REACH] for part in _parts(paragraph)]
    parts += paragraphs[_REACH:]
    words = _words(parts) + after
    details = list(known)
    taken = i = 0
    while i < min(len(parts), _REACH) and _may_be_note(parts[taken:i]):
        found = _labelled(parts, i, among=not within or len(details) > len(known))
        if found is None:
            found = _said(parts[i], within=within)
        if found is None and titled is not None:
            found = _unlabelled(parts, i, details, titled, waiting=i - taken, headed=after > 0)
        waiting = parts[taken:i]
        if found is None or (waiting and not found.heads_a_file):
            i += 1
            continue
        i += found.length
        if words - _words(parts[:i]) < 4 * _words(waiting):
            break
        details += [*(Detail("notes", part) for part in waiting), *found.details]
        taken = i
    return details, parts[taken:]


def is_labelled(line: str) -> bool:
    """Returns whether a line begins with a label: `Rating: T`."""
    return detail_labels.read(line) is not None


def value(details: Sequence[Detail], kind: str) -> str:
    """Returns the first detail of a kind on one line, without marks; empty where there is none."""
    return next((plain(detail.paragraph.text) for detail in details if detail.kind == kind), "")


def text(details: Sequence[Detail], *kinds: str) -> str:
    """Returns all details of some kinds as Discord Markdown."""
    return markdown(detail.paragraph for detail in details if detail.kind in kinds)


def names(details: Sequence[Detail], kind: str) -> tuple[str, ...]:
    """Returns the names in the lists of a kind, each once; of content warnings, only those that warn."""
    separator = _AUTHORS if kind == "authors" else _LIST
    lists = [plain(detail.paragraph.text) for detail in details if detail.kind == kind]
    if kind == "content_warnings":
        parts = [name for line in lists for name in content_warnings.listed(line)]
    else:
        parts = [name for line in lists for name in separator.split(line) if name]
    return tuple(dict.fromkeys(parts))


def series(details: Sequence[Detail]) -> tuple[str, ...]:
    """Returns the series that are named, each a line: their names may have commas."""
    return tuple(plain(each.paragraph.text) for each in details if each.kind == "series")


def rating(details: Sequence[Detail]) -> tuple[Rating | None, str]:
    """Returns the rating that all of a kind state, and their words where those are not understood."""
    return ratings.stated(", ".join(plain(each.paragraph.text) for each in details if each.kind == "rating"))


def completion(details: Sequence[Detail]) -> Completion | None:
    """Returns the completion; None where it is not given or not understood."""
    return completion_of(value(details, "completion"))


def language(details: Sequence[Detail]) -> str:
    """Returns the language as a BCP 47 tag; empty where it is not given or not known."""
    return language_tag(value(details, "language"))


def quotable(details: Sequence[Detail]) -> bool:
    """Returns whether the author lets lines be quoted: True unless they say no."""
    return not _REFUSED.match(value(details, "quotable"))


def same_title(one: str, other: str) -> bool:
    """Returns whether two titles are the same but for case and punctuation."""
    return _letters(one) == _letters(other)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(paragraph.words for paragraph in paragraphs)


def _may_be_note(waiting: Sequence[Paragraph]) -> bool:
    """Returns whether paragraphs can still turn out to be notes; speech cannot."""
    return len(waiting) <= _MAX_WAITING and all(
        part.words <= _MAX_NOTE and part.text[0] not in "\"“'‘«—" for part in waiting
    )


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yields the parts of a paragraph cut where its lines are labelled;
    a long detail keeps the lines that continue it.
    """
    signed = len(paragraph.lines) in (2, 3) and signature(paragraph.lines[1])
    if not signed and not any(map(_begins_detail, paragraph.lines)):
        yield paragraph
        return
    part: list[str] = []
    second = paragraph.lines[1] if signed else None
    for line in paragraph.lines:
        label = (detail_labels.read(part[0]) or detail_labels.alone(part[0])) if part else None
        goes_on = label and (label.kind in _LONG or (label.kind in _ENTRIES and not label.value))
        if not goes_on or _begins_detail(line) or line is second:
            if part:
                yield _joined(part)
            part = []
        part.append(line)
    yield _joined(part)


def _joined(lines: Sequence[str]) -> Paragraph:
    """Returns a detail's lines as one; those of a list are divided by semicolons."""
    entered = detail_labels.read(lines[0])
    listed = len(lines) > 1 and (
        all(map(_ITEM.match, lines[1:]))
        or (entered is not None and entered.kind in _ENTRIES and not entered.value)
    )
    between = "; " if listed else " "
    label, *rest = lines
    if rest and not detail_labels.read(label) and (alone := detail_labels.alone(label)):
        label = f"{alone.label}:"
    items = [_ITEM.sub("", line, 1) for line in rest] if listed else rest
    return Paragraph((f"{label} {between.join(items)}" if items else label,))


def _begins_detail(line: str) -> bool:
    labelled = detail_labels.read(line) or detail_labels.alone(line)
    return labelled is not None or ratings.is_said(line)


def _labelled(parts: Sequence[Paragraph], i: int, *, among: bool) -> _Found | None:
    """Returns the detail with whose label a part begins; `among` others, or before the story, its label may
    be a word that a story has, too.
    """
    label = _label_of(parts[i].text, among=among)
    if label is None:
        return _below_bare_label(parts[i])
    kind, content = label
    if content:
        return _Found(tuple(_details(kind, Paragraph((content,)), Paragraph((parts[i].text,)))))
    if kind in _ENTRIES and (entries := _entries_below(parts, i)):
        content = "; ".join(plain(each.text) for each in entries)
        found = _details(kind, Paragraph((content,)), Paragraph((f"{parts[i].text} {content}",)))
        return _Found(tuple(found), length=1 + len(entries))
    below = parts[i + 1] if i + 1 < len(parts) and kind in ALONE else None
    if below is None or not _may_stand_below(kind, below.text):
        return _Found(()) if detail_labels.read(parts[i].text) else None
    return _Found((Detail(kind, below),), length=2)


def _below_bare_label(part: Paragraph) -> _Found | None:
    """Returns the detail in a part whose first line is nothing but a label, without a sign, as in lists of
    terms on web pages."""
    if len(part.lines) < 2 or any(len(line) > _LONGEST_ENTRY for line in part.lines):
        return None
    kind = detail_labels.kind_of(plain(part.lines[0]).strip())
    if kind not in _AUTHORS_OWN:  # a play has its characters so
        return None
    content = "; ".join(line.strip() for line in part.lines[1:])
    return _Found(tuple(_details(kind, Paragraph((content,)), part)))


def _entries_below(parts: Sequence[Paragraph], i: int) -> Sequence[Paragraph]:
    """Returns the short lines between a label with nothing behind it and the next label."""
    for end in range(i + 1, min(len(parts), i + _REACH)):
        if _begins_detail(parts[end].text):
            return parts[i + 1 : end]
        if len(parts[end].text) > _LONGEST_ENTRY or len(parts[end].lines) > 1:
            break
    return ()


def _label_of(line: str, *, among: bool) -> tuple[str, str] | None:
    """Returns the kind of detail whose label a line begins with, and what stands behind that."""
    if label := detail_labels.read(line):
        kind = label.kind
        content = label.value.strip().removesuffix(label.before.strip()[::-1].translate(_CLOSING)).strip()
        meant = label.label.casefold() != "warning" or content_warnings.may_be_meant(content)
        own = among or kind in _AUTHORS_OWN or _is_note(label, content)
        return (kind, content) if own and meant else None
    if (label := detail_labels.alone(line)) and (among or not label.is_mere):
        return label.kind, ""
    return None


def _may_stand_below(kind: str, line: str) -> bool:
    """Returns whether words below a label can be what it announces: a title, too, has its author there."""
    if kind == "content_warnings" and not content_warnings.may_be_meant(line):
        return False
    return not _begins_detail(line) and not signature(line)


def _is_note(label: LabelledLine, content: str) -> bool:
    return label.kind == "notes" and (not label.is_mere or labels.tells_readers(content))


def _details(kind: str, content: Paragraph, line: Paragraph) -> Iterator[Detail]:
    """Yields a labelled detail; what is not wholly understood is kept among the notes, as its line has it."""
    understood = kind != "others"
    if kind == "rating":
        words = plain(content.text)
        understood = bool(ratings.stated(words)[1]) or not ratings.says_more(words)
    elif kind == "language":
        understood = bool(language_tag(content.text))
    elif kind == "completion":
        understood = completion_of(plain(content.text)) is not None
    if kind != "others":
        yield Detail(kind, content)
    if not understood:
        yield Detail("notes", line)


def _unlabelled(
    parts: Sequence[Paragraph],
    i: int,
    details: Sequence[Detail],
    suggested: str,
    *,
    waiting: int,
    headed: bool,
) -> _Found | None:
    part = parts[i]
    line = plain(part.text).strip()
    above_label = i + 1 < len(parts) and _begins_detail(parts[i + 1].text)
    if len(part.lines) == 2 and above_label and not value(details, "title"):
        return _with_pen_name(part)
    if len(part.lines) > 1 or len(line) > 200:
        return None
    last = details[-1].kind if details and not waiting else ""
    author = signature(line)
    if last == "title" and above_label and is_pen_name(line):
        author = line
    if author and (last == "title" or ":" in line):
        return _Found((Detail("authors", Paragraph((author,))),))
    if value(details, "title"):
        return None
    if i + 1 < len(parts):
        return _title(parts, i, suggested, alone=not waiting or bool(details))
    # The one line before a first heading is a title even if it is a single word.
    return _titled(line) if headed and not i and may_be_title(line.strip(_FRAME)) else None


def _with_pen_name(part: Paragraph) -> _Found | None:
    """Returns the title and the author whom two lines above a label name, as pages of the Archive do."""
    title, author = (plain(line).strip() for line in part.lines)
    if not (may_be_title(title) and is_pen_name(author)):
        return None
    return _Found((*_titled(title).details, Detail("authors", Paragraph((author,)))))


def _said(part: Paragraph, *, within: bool) -> _Found | None:
    """Returns the rating or the disclaimer that a part is; none for the Archive’s words."""
    line = plain(part.text).strip()
    if len(part.lines) > 1 or part.words > _MAX_SAID:
        return None
    if not within and labels.is_archives_frame(line):
        return _Found(())
    if ratings.is_said(line):
        return _Found(tuple(_details("rating", Paragraph((line,)), part)))
    return _Found((Detail("disclaimer", part),)) if not within and _DISOWNED.search(line) else None


def _title(parts: Sequence[Paragraph], i: int, suggested: str, *, alone: bool) -> _Found | None:
    line = plain(parts[i].text).strip()
    if set_off := _SET_OFF.fullmatch(parts[i].text.strip()):
        return _Found((*_titled(set_off[2]).details, Detail("authors", Paragraph((set_off[3],)))))
    title, by, author = line.rpartition(" by ")
    if by and (same_title(title, suggested) or (alone and title.endswith(",") and is_title(title[:-1]))):
        title = title.removesuffix(",")
        return _Found((Detail("title", Paragraph((title,))), Detail("authors", Paragraph((author,)))))
    below = parts[i + 1].text
    by_label = (label := detail_labels.read(below)) is not None and label.kind == "authors"
    signed = len(line) <= 80 and line[-1] not in ".,;:" and (signature(below) or by_label)
    shaped = is_title(line) and " " in line
    if same_title(line, suggested) or (alone and (signed or shaped)):
        return _titled(line)
    return None


def _titled(line: str) -> _Found:
    return _Found((Detail("title", Paragraph((line.strip(_FRAME) or line,))),))
