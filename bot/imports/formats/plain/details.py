"""The details before a plain text's story: title, author, notes, summary, rating, warnings, tags …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.imports import content_warnings, ratings
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.paragraphs import Paragraph, markdown, plain
from bot.imports.formats.plain.statuses import completion_of
from bot.stories.details import Completion, Rating

_REFUSED = re.compile(r"(?:no|never|false)\b", re.IGNORECASE)
_LIST = re.compile(r"\s*[,;，、；،؛]\s*")
_UNDIVIDED = re.compile(r"\s+#?|\A#")
_AUTHORS = re.compile(r"\s*(?:[,;&，、；،؛＆]|\b(?:and|und|et|и|і)\b)\s*")
# What no character says; any other label (`Note`, `Status`) may as well begin a chapter's text.
AUTHORS_OWN = frozenset(
    ("authors", "summary", "disclaimer", "rating", "content_warnings", "fandoms", "relationships", "tags")
)
_ADDRESS = re.compile(r"\W{0,2}https?://\S{4,300}")
_BEHIND_NAME = re.compile(r"\s*[(<\[]?https?://[^\s,;]+")
UNKNOWN_LABEL = re.compile(r"\W{0,3}[^\W\d_][^:：\d\n]{1,30}[:：]\s*(?=\S)")
"""What has the form of a label: no number is in it, as in `Chapter 2: blood`."""
_OF_THE_WHOLE = AUTHORS_OWN | {"title", "authors", "characters"}


@dataclass(frozen=True)
class Detail:
    """One thing that a file says about its story; `kind` is `title`, `authors`, `notes`, `rating` …"""

    kind: str
    paragraph: Paragraph


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
        if kind == "authors":
            lists = [_BEHIND_NAME.sub("", line) or line for line in lists]
        if kind == "tags":
            lists = [_UNDIVIDED.sub(",", line) if _is_undivided(line) else line for line in lists]
        parts = [name for line in lists for name in separator.split(line) if name]
    return tuple(dict.fromkeys(parts))


def _is_undivided(line: str) -> bool:
    """Returns whether only white space divides a list of tags: `#sea #lamp`, `海 灯台 治愈`."""
    hashed = line.startswith("#") and all(word.startswith("#") for word in line.split())
    return hashed or (not _LIST.search(line) and any("\u3040" <= sign <= "\u9fff" for sign in line))


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


@dataclass(frozen=True)
class Found:
    """Details, and the number of paragraphs they take up."""

    details: tuple[Detail, ...]
    length: int = 1

    @property
    def heads_a_file(self) -> bool:
        """Whether this stands only at the head of a file: then what is before it is no story either."""
        return any(detail.kind in _OF_THE_WHOLE for detail in self.details)


def begins_detail(line: str) -> bool:
    """Returns whether a line begins with a label, or is a rating without one."""
    labelled = detail_labels.read(line) or detail_labels.alone(line)
    return labelled is not None or is_address(line) or ratings.is_said(rating_in(line))


def is_address(line: str) -> bool:
    """Returns whether a line is nothing but an address on the web."""
    return _ADDRESS.fullmatch(line) is not None


def rating_in(line: str) -> str:
    """Returns the words behind a label that is in none of the tables, if they can be nothing but a rating
    (`Κατάλληλο: 18+`), else the line."""
    unknown = UNKNOWN_LABEL.match(line)
    return line[unknown.end() :] if unknown and ratings.is_said(line[unknown.end() :]) else line


def details_of(kind: str, content: Paragraph, line: Paragraph) -> Iterator[Detail]:
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


def same_title(one: str, other: str) -> bool:
    """Returns whether two titles are the same but for case and punctuation."""
    return _letters(one) == _letters(other)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))
