"""The text of one paragraph, gathered from a document: white space collapsed, lines kept."""

from __future__ import annotations

import re
from itertools import groupby

from bot.text.markup import Run, Style

_UNSEEN = re.compile("[\u00ad\u2060\ufeff\u200b]")  # soft hyphen, word joiner, BOM, zero-width space
_SPACES = re.compile(r"[ \t\n\r\f]+")


def shown(text: str) -> str:
    """Returns text without the characters that only say where a line may be broken."""
    return text if text.isascii() else _UNSEEN.sub("", text)


class Flow:
    """A paragraph being built. `picture` gathers the descriptions of the pictures in it."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.picture = ""
        self._last = ""
        self._label = 0  # so many runs name a speaker or are a bullet, and wait for their text
        self._between = ""
        self._ended = False  # the line is at its end, but a line break may say so, too

    @property
    def text(self) -> str:
        """The literal text gathered so far."""
        return "".join([run.text for run in self.runs])

    @property
    def stretches(self) -> list[Run]:
        """The runs; neighbours with the same look are joined."""
        if len(self.runs) == 1:
            return list(self.runs)
        looks = groupby(self.runs, key=lambda run: (run.style, run.link))
        return [Run("".join([run.text for run in runs]), style, link) for (style, link), runs in looks]

    @property
    def is_new(self) -> bool:
        """Returns whether nothing was written, and nothing waits to be."""
        return not (self.runs or self._label or self._between or self._ended)

    @property
    def waits(self) -> bool:
        """Returns whether there is nothing yet but a label."""
        return 0 < self._label == len(self.runs)

    @property
    def at_line_start(self) -> bool:
        """Returns whether nothing stands on the current line."""
        return self._last in ("", "\n")

    def write(self, text: str, style: Style = Style.PLAIN, link: str | None = None) -> None:
        """Adds text as HTML has it: any white space is one space, and none stands at a line's start."""
        self._add(collapsed(text), style, link)

    def write_preserved(self, line: str, style: Style = Style.PLAIN, link: str | None = None) -> None:
        """Adds (part of) a line whose spaces stay as they are."""
        words = line.lstrip(" ") if self.at_line_start else line
        self._add("\u00a0" * (len(line) - len(words)) + words.expandtabs(4), style, link)

    def end_line(self) -> bool:
        """Begins a new line; returns False where that ends the paragraph, since the line is empty."""
        self._ended = False
        self._between = ""
        if not self._last or self.waits:
            return True
        if self._last == "\n":
            return False
        self.trim(" ")
        self.runs.append(Run("\n"))
        self._last = "\n"
        return True

    def start_line(self) -> None:
        """Begins a new line, unless nothing stands on this one."""
        if not self.at_line_start:
            self.end_line()

    def finish_line(self) -> None:
        """Has whatever comes next begin a new line; a line break that comes first is that line's."""
        self._ended = not self.at_line_start

    def end_label(self) -> None:
        """Makes the text so far a label, which no paragraph's end parts from its text."""
        self._label = len(self.runs)

    def separate(self, mark: str) -> None:
        """Adds a mark before the next text on this line, should any come."""
        self._between = "" if self.at_line_start else mark

    def trim(self, characters: str) -> None:
        """Removes these characters from the end."""
        while self.runs:
            last = self.runs[-1]
            kept = last.text.rstrip(characters)
            if kept:
                self.runs[-1] = last if kept == last.text else last._replace(text=kept)
                self._last = kept[-1]
                return
            self.runs.pop()
        self._last = ""

    def ends_with(self, characters: str) -> bool:
        """Returns whether the last character is one of these."""
        return bool(self._last) and self._last in characters

    def convert(self, first: int, characters: dict[int, int]) -> None:
        """Replaces figures from run `first` on by other characters, where there is nothing but figures."""
        runs = self.runs[first:]
        if all(ord(character) in characters for run in runs for character in run.text):
            self.runs[first:] = [run._replace(text=run.text.translate(characters)) for run in runs]

    def _add(self, text: str, style: Style, link: str | None) -> None:
        text = shown(text)
        if self.at_line_start or self._last == " ":
            text = text.lstrip(" ")
        if not text:
            return
        if self._ended:
            if text == " ":
                return
            self.end_line()
            text = text.lstrip(" ")
        if self._between and text != " ":
            self.trim(" ")
            self.runs.append(Run(self._between))
            self._between = ""
            text = text.lstrip(" ")
        self.runs.append(Run(text, style, link))
        self._last = text[-1]


def collapsed(text: str) -> str:
    """Returns text with one space for any white space. Most has nothing else, which is told much sooner."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACES.sub(" ", text)
    return text
