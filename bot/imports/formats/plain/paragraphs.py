"""Reads a plain text's lines as paragraphs: undoes hard wraps, keeps verse and addresses, finds italics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from bot.imports.formats.plain import chat_marks
from bot.imports.labels import introduces
from bot.text import markup
from bot.text.markup import Run, Style
from bot.text.word_counts import words_in

_VERSE_LINE = 60
_WIDEST_INDENT = 8  # em; what is set further to the right would not fit a phone
_LONG_LINE = 80
_WRAP_WIDTHS = range(45, 131)
_MARKS = {"**": Style.STRONG, "*": Style.EMPHASIS, "_": Style.EMPHASIS}
# A mark pairs only within its paragraph, outside words, and with nothing of its own kind in between.
_MARKED = re.compile(
    r"(?<![\w*])(\*\*?)(?=[^\s*])([^*]++)(?<=\S)\1(?![\w*])"
    r"|(?<![\w_])(_)(?=[^\s_])([^_]++)(?<=\S)_(?![\w_])"
)
_EAST_ASIAN_ENDS = ("。", "！", "？", "」", "』", "。”", "！”", "？”", "…”")
_NOTE_LINES, _NOTE_WORDS = 8, 200
_SPEECH = "\"“”'‘«»„「『—–-"
_WHITE = " \t\n"  # not the indent of a first line
_SPACES = re.compile(r" {2,}")
_EMPTY_PICTURE = re.compile(r"\[illustration[\s:.]*\]", re.IGNORECASE)


class Marks(Enum):
    """The marks that a text is written with: few of its own, Discord's, or a forum's, rewritten as those."""

    PLAIN = auto()
    CHAT = auto()
    FORUM = auto()


@dataclass(frozen=True)
class Paragraph:
    """Literal text: its lines, more than one where the breaks between them are intended, and how far each
    is indented from the margin (in em); no `indents` where none is. `marks`: which have a meaning in it.
    """

    lines: tuple[str, ...]
    indents: tuple[int, ...] = ()
    marks: Marks = Marks.PLAIN

    @property
    def text(self) -> str:
        """The paragraph on one line."""
        return " ".join(self.lines)

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(map(words_in, self.lines))

    def below(self, count: int) -> Paragraph:
        """Returns the paragraph without its first lines."""
        return replace(self, lines=self.lines[count:], indents=self.indents[count:])


def read(text: str, *, from_forum: bool = False) -> list[Paragraph]:
    """Returns the paragraphs of a text, in order; the marks of one `from_forum` are rewritten already.

    Whether a line's end is a wrap or is meant is decided by the lines of the whole text.
    """
    groups = list(_groups(text))
    layout = Layout.of(groups)
    found = [paragraph for group in groups for paragraph in layout.paragraphs(group)]
    if not from_forum and not chat_marks.are_used(text):
        return found
    return [replace(each, marks=Marks.FORUM if from_forum else Marks.CHAT) for each in found]


def markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Returns paragraphs as Discord Markdown, with no line drawn across the page at either end."""
    written = [shown for paragraph in paragraphs if (shown := _written(paragraph))]
    while written and markup.is_rule(written[0]):
        written.pop(0)
    while written and markup.is_rule(written[-1]):
        written.pop()
    return "\n\n".join(written).strip()


def has_text(paragraphs: Iterable[Paragraph]) -> bool:
    """Returns whether anything but scene breaks would be written."""
    written = map(_written, paragraphs)
    return any(paragraph and not markup.is_scene_break(paragraph) for paragraph in written)


def plain(text: str) -> str:
    """Returns a line without the marks of its emphasis."""
    return "".join(run.text for run in _runs(text))


def _written(paragraph: Paragraph) -> str:
    if _EMPTY_PICTURE.fullmatch(paragraph.text):
        return ""
    if paragraph.marks is not Marks.PLAIN:
        listed = paragraph.marks is Marks.CHAT
        return chat_marks.written(paragraph.lines, listed=listed).strip(_WHITE)
    text = "\n".join(paragraph.lines)
    if paragraph.indents:
        indented = zip(paragraph.indents, paragraph.lines, strict=True)
        text = "\n".join("\N{EM SPACE}" * indent + line for indent, line in indented)
    if _MARKED.search(text) is None:  # nearly every paragraph, and it takes a third of the time
        return markup.escape(text).strip(_WHITE)
    return markup.inline(_runs(text)).strip(_WHITE)


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for match in _MARKED.finditer(text):
        yield Run(text[end : match.start()])
        yield Run(match[2] or match[4], _MARKS[match[1] or match[3]])
        end = match.end()
    yield Run(text[end:])


def _groups(text: str) -> Iterator[list[str]]:
    """Yields runs of lines that are not blank, their indentation kept."""
    group: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            group.append(line.expandtabs(4).rstrip())
        elif group:
            yield group
            group = []
    if group:
        yield group


@dataclass(frozen=True)
class Layout:
    """The way a file lays out its paragraphs, which are groups of lines."""

    width: int  # the column at which lines are wrapped; 0 where they are not
    indented: bool  # wrapped paragraphs begin with an indented line rather than after a blank one
    by_line: bool  # unwrapped paragraphs follow one another without a blank line
    east_asian: bool = False  # they do, and end with a sentence, as is usual in Chinese and Japanese

    @classmethod
    def of(cls, groups: list[list[str]]) -> Layout:
        """Returns the layout that all lines of a file show."""
        lengths = sorted(len(line) for group in groups for line in group)
        width = lengths[(len(lengths) - 1) * 19 // 20] if lengths else 0
        neighbours = [pair for group in groups for pair in pairwise(group)]
        flush = [(line, after) for line, after in neighbours if not after[0].isspace()]
        full = sum(_reach(*pair) >= 0.8 * width for pair in flush)
        lower = sum(after[0].islower() for _, after in flush)
        if width in _WRAP_WIDTHS and flush and min(full / 0.6, lower / 0.4) >= len(flush):
            starts = sum(line[0].isspace() for group in groups for line in group)
            return cls(width, indented=starts > max(2, len(neighbours) // 20), by_line=False)
        touching = [len(line) for group in groups if len(group) > 1 for line in group]
        long = sum(length for length in touching if length > _LONG_LINE)
        east_asian = _end_sentences([line for group in groups if len(group) > 1 for line in group])
        return cls(0, indented=False, by_line=long * 3 > sum(touching), east_asian=east_asian)

    def paragraphs(self, group: list[str]) -> Iterator[Paragraph]:
        """Yields the paragraphs in a group of lines."""
        for lines in self._cut(group) if self.indented else [group]:
            if self.is_wrapped(lines):
                yield _paragraph(self._unwrapped(lines))
            elif _is_note(lines):
                yield _paragraph(lines)
            elif self.east_asian and _end_sentences(lines):
                yield from (_paragraph([line]) for line in lines)
            elif self.width or self.is_verse(lines):
                yield _verse(lines, least=3 if self.width else 2)
            else:
                yield from (_paragraph([line]) for line in lines)

    def _cut(self, group: list[str]) -> Iterator[list[str]]:
        """Yields the lines of a group, cut before each indented line."""
        margin = min(map(_indent, group))
        cuts = [i for i, line in enumerate(group) if i and _indent(line) > margin]
        for start, end in pairwise([0, *cuts, len(group)]):
            yield group[start:end]

    def is_wrapped(self, lines: list[str]) -> bool:
        """Returns whether lines are those of a paragraph that was wrapped."""
        if not self.width:
            return False
        full = sum(_reach(*pair) >= 0.8 * self.width for pair in pairwise(lines))
        return full * 2 >= len(lines) - 1

    def is_verse(self, lines: list[str]) -> bool:
        """Returns whether lines that are not wrapped belong to one paragraph, as verse does."""
        short = max(map(len, lines)) <= _VERSE_LINE
        return short and not (self.by_line and any(line.lstrip()[0] in "\"'“‘«—-" for line in lines))

    def _unwrapped(self, lines: list[str]) -> list[str]:
        """Returns the lines joined, except after one so short that its end must be intended (a heading,
        a salutation).
        """
        cuts = [i for i, pair in enumerate(pairwise(lines), 1) if _reach(*pair) < 0.6 * self.width]
        return [" ".join(map(str.strip, lines[i:j])) for i, j in pairwise([0, *cuts, len(lines)])]


def _is_note(lines: list[str]) -> bool:
    """Returns whether a few lines stand right below the label of a note, none of them speech."""
    if not 1 < len(lines) <= _NOTE_LINES or not introduces(lines[0].strip()):
        return False
    return sum(map(words_in, lines)) <= _NOTE_WORDS and not any(each.lstrip()[0] in _SPEECH for each in lines)


def _end_sentences(lines: list[str]) -> bool:
    """Returns whether most lines end as sentences do in Chinese and Japanese, which verse seldom does."""
    return sum(line.endswith(_EAST_ASIAN_ENDS) for line in lines) * 2 > len(lines)


def _paragraph(lines: list[str]) -> Paragraph:
    return Paragraph(tuple(_SPACES.sub(" ", line.strip()) for line in lines))


def indents_of(lines: list[str]) -> tuple[int, ...]:
    """Returns how far each line is indented from the margin of all, in em; an em is two columns."""
    margin = min(map(_indent, lines))
    return tuple(min((_indent(line) - margin + 1) // 2, _WIDEST_INDENT) for line in lines)


def _verse(lines: list[str], least: int) -> Paragraph:
    """Returns lines with their indents, unless they are fewer than a stanza has: below a letter, the name."""
    if len(lines) < least:
        return _paragraph(lines)
    indents = indents_of(lines)
    return replace(_paragraph(lines), indents=indents if any(indents) else ())


def _reach(line: str, after: str) -> int:
    """Returns the length of a line with the next line's first word on it."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
