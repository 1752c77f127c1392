"""Writes Discord Markdown, escapes literal text, and strips marks.

What Discord reads as a mark is taken from its client, whose parser descends from simple-markdown. Three of
its ways matter here: a backslash escapes any character but letters, digits and white space; `*` closes
emphasis only where no other `*` follows; `_` closes it only at the end of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Flag
from typing import NamedTuple

SCENE_BREAK = r"\* \* \*"
SPACE_BREAK = "\u200b"
"""The paragraph that stands for an empty one: nothing but space, which Discord shows as an empty line."""
_LONGEST_BREAK = 250

# A colon is special where an address (`://`) or an emoji (`:smile:`) could begin, `](` also behind a link.
_SPECIAL = re.compile(r"[\\*_~|`<>#\[]|(?<=\])\(|:(?=//|[\w+-]+:)|@(?=everyone|here)")
# Up to where the backslash goes before a bullet, or between a list's number and its dot.
_LINE_START = re.compile(
    r"((?:^|[\r\u2028\u2029])[^\S\n\r\u2028\u2029]*(?:(?=[-+](?:\s|$))|\d+(?=\.(?:\s|$))))", re.MULTILINE
)
# Most paragraphs have nothing to escape, which these tell several times as fast as the patterns above.
_MAY_BE_SPECIAL = re.compile(r"[\\*_~|`<>#\[(:@]")
_LINE_OF_TEXT = re.compile(r"[^\S\n\r\u2028\u2029]*[^-+\d\s][^\n\r\u2028\u2029]*")
_MARKUP = re.compile(
    r"\\([^0-9A-Za-z\s])"
    r"|^(?:(?:>(?: |$))+(?:#{1,3} |-# )?|#{1,3} |-# )"
    r"|\[|\]\(<[^>\n]*>\)"
    r"|\*\*?|__?|~~|\|\|",
    re.MULTILINE,
)
_MAY_BE_MARKUP = re.compile(r"[\\*_~|\[\]>#]")
_BLANK_LINE = re.compile(r"(\n\s*\n)")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s\x00-\x1f<>()\[\]\\*_~|`"]""")

_LINE = "-–—―~=*+_·•"
_ORNAMENT = "*#~·•—–―⁂⁎⁕※§¶∞\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f650-\U0001f67f"
_RULE = re.compile(r"(?:\\?[*_=~#–—-]\s*){3,}")
_OTHER_LETTER = re.compile(r"[^\W_xXoO0]")
_BREAK_SHAPES = (
    re.compile(rf"[-{_ORNAMENT}]"),
    # Not `-_-`, `^^` or `>_<`, which are faces, and not `...`, which is a silence.
    re.compile(rf"(?![^_][_.].$)(?=.*[^.:])[-{_ORNAMENT}_=+^.:/\\<>|]{{3,}}|--|==|__|[{_ORNAMENT}]{{2}}"),
    re.compile(rf"[{_LINE}]+(?:[xX]+|[oO0]+)(?:[{_LINE}]+(?:[xX]+|[oO0]+))*[{_LINE}]+"),
    re.compile(rf"(?:[xX]+|[oO]+)(?:[{_LINE}]+(?:[xX]+|[oO0]+)){{2,}}"),
)


class Style(Flag):
    """The look of a run of text."""

    PLAIN = 0
    EMPHASIS = 1
    STRONG = 2
    UNDERLINE = 4
    STRIKE = 8


class Run(NamedTuple):
    r"""A run of literal text in one style; `\n` in it is a line break within the paragraph."""

    text: str
    style: Style = Style.PLAIN
    link: str | None = None


def escape(plain: str) -> str:
    r"""Returns literal text as Discord Markdown that reads on Discord as it stands here,
    and highlights nobody.

    Exact: `strip(escape(plain)) == plain`. A `\r` is kept, and what follows it is taken for a line's start.
    """
    return _with_line_starts(_without_marks(plain))


def inline(runs: Iterable[Run]) -> str:
    """Returns one paragraph from its runs: adjacent runs of one style joined,
    white space moved out of the marks.

    Exact: stripped, it is the runs' texts. A blank line ends every mark, which begins again after it. Three
    things that Discord cannot show are written without their mark: a link that is not http(s), or whose text
    has brackets or an address in it; a struck `~`; emphasis that ends within a word beside bold.
    """
    writer = _Writer()
    for run in runs:
        style = run.style.value & ~_STRIKE if "~" in run.text else run.style.value
        link = run.link if run.link and _can_link(run) else None
        for stretch in _BLANK_LINE.split(run.text) if "\n" in run.text else (run.text,):
            shown = stretch.lstrip()
            words = shown.rstrip()
            writer.space(stretch[: len(stretch) - len(shown)], style)
            if words:
                writer.words(words, style, link)
            writer.space(shown[len(words) :], style)
    return _with_line_starts(writer.finish())


def heading(line: str, level: int) -> str:
    """Returns an (already inline) line as a heading of level 1 to 3; deeper ones are shown bold."""
    line = " ".join(part.strip() for part in line.strip().split("\n"))
    if not line:
        return ""
    if level <= 3:
        return f"{'#' * max(level, 1)} {line}"
    return "**" + re.sub(r"(\\.)|\*\*", r"\1", line) + "**"


def quote(block: str) -> str:
    """Returns (already written) paragraphs as one block quote: every line, blank ones included,
    begins with `> `.

    Discord does not nest quotes; what is quoted already stays as it is.
    """
    return "\n".join(f"> {line.removeprefix('> ')}" for line in block.split("\n"))


def strip(markdown: str) -> str:
    """Returns the plain text of stored Markdown: marks gone, escapes undone; a list keeps its bullets."""
    return _MARKUP.sub(r"\1", markdown) if _MAY_BE_MARKUP.search(markdown) else markdown


def shown(markdown: str) -> Iterator[tuple[int, int]]:
    """Yields the stretches (start, end) of stored Markdown that are shown: joined,
    they are `strip(markdown)`.
    """
    end = 0
    for mark in _MARKUP.finditer(markdown):
        yield end, mark.start()
        yield mark.span(1) if mark[1] else (mark.end(), mark.end())
        end = mark.end()
    yield end, len(markdown)


def is_rule(paragraph: str) -> bool:
    """Returns whether a stored paragraph is a line drawn across the page (`* * *`, `-----`, `~~~`), or an
    empty one."""
    if paragraph == SPACE_BREAK:
        return True
    return len(paragraph) <= _LONGEST_BREAK and _RULE.fullmatch(paragraph) is not None


def is_scene_break(paragraph: str) -> bool:
    """Returns whether a stored paragraph is likely nothing but a scene break (`* * *`, `-x-x-`, `oOo`,
    `~~~`, `⁂`, `♥` …). This is a guess: it may decide where a text is cut, and never what is shown.
    """
    if len(paragraph) > _LONGEST_BREAK or _OTHER_LETTER.search(paragraph):
        return False
    if paragraph == SPACE_BREAK:
        return True
    shown = strip(paragraph)
    signs = shown.split() or paragraph.split()  # bare `***`, which stripping takes for marks
    joined = "".join(signs).replace("\ufe0e", "").replace("\ufe0f", "")
    if len(signs) > 2 and len(set(signs)) == 1 and signs[0] in "xXoO":
        return True
    return any(shape.fullmatch(joined) for shape in _BREAK_SHAPES) or _alternates(joined)


def _alternates(letters: str) -> bool:
    # `oOo`, `xXxXx`, `o0o0`: neither a word in capitals nor `Ooo` nor kisses.
    if not re.fullmatch(r"[xX]{3,}|[oO0]{3,}", letters):
        return False
    letters = letters.replace("0", "O")
    reversed_letters = letters[::-1]
    return (
        letters.swapcase() != letters
        and len(set(letters)) == 2
        and reversed_letters in (letters, letters.swapcase())
    )


def _without_marks(plain: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", plain) if _MAY_BE_SPECIAL.search(plain) else plain


def _with_line_starts(escaped: str) -> str:
    return escaped if _LINE_OF_TEXT.fullmatch(escaped) else _LINE_START.sub(r"\1\\", escaped)


def _can_link(run: Run) -> bool:
    # Discord refuses to hide one address behind another, and loses count of brackets.
    return bool(run.link and _WEB_ADDRESS.match(run.link.strip())) and not re.search(r"[\[\]]|://", run.text)


def _address(link: str) -> str:
    def percent(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match[0].encode(errors="replace"))

    return _UNSAFE_IN_ADDRESS.sub(percent, link.strip())


# Plain numbers here: a book has hundreds of thousands of runs, and flags are some twenty times as slow.
_EMPHASIS, _STRONG, _UNDERLINE, _STRIKE = (
    style.value for style in (Style.EMPHASIS, Style.STRONG, Style.UNDERLINE, Style.STRIKE)
)
# One order for all: Discord ends a strike only where no `_` follows, and emphasis, being innermost, can be
# given up without breaking other marks.
_OUTERMOST_FIRST = (_STRIKE, _UNDERLINE, _STRONG, _EMPHASIS)
_MARKS = {_STRIKE: "~~", _UNDERLINE: "__", _STRONG: "**", _EMPHASIS: ""}
_SHOWS_ON_SPACE = _UNDERLINE | _STRIKE
_ALL = _EMPHASIS | _STRONG | _UNDERLINE | _STRIKE


class _Writer:
    """A paragraph being written: the marks that are open, and the white space not yet placed. Styles are the
    values of `Style`.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._literal: list[str] = []
        self._gap: list[str] = []
        self._across_gap = _ALL
        self._open: list[int] = []
        self._link: str | None = None
        self._emphases: list[int] = []

    def space(self, gap: str, style: int) -> None:
        """Adds white space, which belongs inside the marks only if they continue behind it."""
        if gap:
            self._gap.append(gap)
            self._across_gap &= style | ~_SHOWS_ON_SPACE

    def words(self, text: str, style: int, link: str | None) -> None:
        """Adds text that begins and ends with visible characters."""
        ends_all = link != self._link or (bool(self._gap) and "".join(self._gap).count("\n") > 1)
        self._close(0 if ends_all else self._unchanged(style))
        if ends_all:
            self._end_link()
        self._literal += self._gap
        self._gap, self._across_gap = [], _ALL
        if link and not self._link:
            self._mark("[")
            self._link = link
        if style:
            self._begin(style)
        self._literal.append(text)

    def finish(self) -> str:
        """Returns the paragraph, its marks closed; literal line starts are still to be escaped."""
        self._close(0)
        self._end_link()
        self._literal += self._gap
        self._flush()
        for opening, closing in zip(self._emphases[::2], self._emphases[1::2], strict=True):
            self._parts[opening] = self._parts[closing] = self._emphasis(opening, closing)
        return "".join(self._parts)

    def _unchanged(self, style: int) -> int:
        """Returns the number of open marks, counted from the outermost, that can stay open."""
        if not style or not self._open:
            return 0
        depth = 0
        for mark in _OUTERMOST_FIRST:
            is_open = mark in self._open
            if bool(mark & style) != is_open or mark & style & ~self._across_gap:
                break
            depth += is_open
        return depth

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._toggle(self._open.pop())

    def _begin(self, wanted: int) -> None:
        for style in _OUTERMOST_FIRST:
            if not style & wanted or style in self._open:
                continue
            struck_just_before = not self._literal and self._parts[-1:] == ["~~"] and not self._open
            if not (style == _UNDERLINE and struck_just_before):
                self._toggle(style)
                self._open.append(style)

    def _end_link(self) -> None:
        if self._link:
            self._mark(f"](<{_address(self._link)}>)")
            self._link = None

    def _toggle(self, style: int) -> None:
        self._mark(_MARKS[style])
        if style == _EMPHASIS:  # its mark depends on what comes to stand around it
            self._emphases.append(len(self._parts) - 1)

    def _mark(self, mark: str) -> None:
        self._flush()
        self._parts.append(mark)

    def _flush(self) -> None:
        if self._literal:
            self._parts.append(_without_marks("".join(self._literal)))
            self._literal.clear()

    def _emphasis(self, opening: int, closing: int) -> str:
        before = self._parts[opening - 1] if opening else ""
        after = self._parts[closing + 1] if closing + 1 < len(self._parts) else ""
        edges = self._parts[opening + 1][:1] + self._parts[closing - 1][-1:]
        within_word = any(each.isalnum() or each == "_" for each in before[-1:] + after[:1])
        if not (within_word or before == "~~" or "_" in edges):
            return "_"
        return "" if "**" in (before, after) else "*"
