"""The fields of a document (ECMA-376, part 1, section 17.16): what they do is told before their result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from bot.imports.formats.docx.styles import attribute

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)


@dataclass
class _Field:
    instruction: str = ""
    has_result: bool = False


class Fields:
    """The fields that are open at a place in the document, the innermost last. `ends` says how many begin and
    end in it."""

    def __init__(self, ends: Mapping[bytes, int]) -> None:
        # Where one is never closed, all the rest of the text would be its result.
        self._are_whole = ends.get(b"begin") == ends.get(b"end")
        self._open: list[_Field] = []

    def step(self, kind: str) -> None:
        """Goes past a w:fldChar of that kind."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Adds to what the innermost field is to do."""
        if self._open:
            self._open[-1].instruction += text

    def pass_over(self, element: etree._Element) -> None:
        """Goes past all in an element of which nothing is read."""
        for each in element.iter("{*}fldChar", "{*}instrText"):
            if each.text is not None:
                self.instruct(each.text)
            else:
                self.step(attribute(each, "fldCharType"))

    @property
    def link(self) -> str:
        """The address that the text here leads to; empty where it is none."""
        if not self._open:  # as nearly everywhere
            return ""
        return next((link for field in self._open if (link := link_of(field.instruction))), "")

    @property
    def is_contents(self) -> bool:
        """Whether the text here is a list that Word made: the contents, an index."""
        return (
            bool(self._open)
            and self._are_whole
            and any(field.has_result and is_contents(field.instruction) for field in self._open)
        )


def link_of(instruction: str) -> str:
    """Returns the address of a field that is a link; empty where it is none."""
    link = _LINK.match(instruction)
    return link[1] if link else ""


def is_contents(instruction: str) -> bool:
    """Returns whether a field makes a list of what is in the document."""
    return _CONTENTS.match(instruction) is not None
