"""The lines of a document's title page and headings: what they say, and how they look beside its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from bot.imports.formats.plain import headings
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.xhtml.tree import text_of
from bot.text.markup import is_scene_break
from bot.text.word_counts import words_in

LONGEST = 100
"""The most characters of a line that may be a title, a name or a heading."""

_USUAL_SIZE = 12.0  # points, where a document does not say
_LARGER = 1.15
_ROWS = frozenset(("br", "p", "tr", "td", "th"))
_ONLY_LOOKS = frozenset(("align", "size", "part"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class Line:
    """A paragraph at the top level of a document's body. `new_page` says that a page begins with it,
    `is_blank` that it holds no text, `is_short` that it could be more than a paragraph of the text.

    A long book has a hundred thousand: little is kept of those that turn out to be text.
    """

    __slots__ = (
        "__dict__", "_size", "centred", "element", "is_blank", "is_paragraph", "is_short", "larger", "level",
        "new_page", "part",
    )  # fmt: skip

    def __init__(self, element: etree._Element, usual_size: float, *, new_page: bool) -> None:
        text = text_of(element) if len(element) else element.text or ""
        name, said = element.tag, dict(element.items())
        size = float(said.get("size") or 0)
        self.element = element
        self.new_page = new_page
        self.centred = said.get("align") == "center"
        self.larger = size > usual_size * _LARGER
        self.part = str(said.get("part") or "")
        """`title` or `subtitle`, where the author's style says so."""
        self.level = int(name[1]) if name in _HEADINGS else 0
        self.is_paragraph = name == "p"
        self.is_blank = not text.strip()
        self.is_short = not self.is_blank and len(text) <= LONGEST
        self._size = size

    def forget(self) -> None:
        """Takes the attributes off the element that only say how the line looks; what has none is read
        faster."""
        for name in self.element.keys():  # noqa: SIM118 - of an element, not of a dictionary
            if name in _ONLY_LOOKS:
                del self.element.attrib[name]

    @cached_property
    def text(self) -> str:
        """All its words on one line."""
        return " ".join(self.rows)

    @cached_property
    def rows(self) -> list[str]:
        """Its lines as line breaks part them, without those that are empty."""
        return _rows(self.element)

    @cached_property
    def words(self) -> int:
        """The number of its words, which in a line of ordinary length need not be exact."""
        return words_in(text_of(self.element))

    @cached_property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return not self.is_blank and _is_bold(self.element)

    @cached_property
    def looks(self) -> int:
        """How many things set it apart from the text: that it is bold, centred, larger, on a new page."""
        return self.bold + self.centred + self.larger + self.new_page

    @property
    def kind(self) -> tuple[bool, bool, float]:
        """What is the same in all headings of one sort."""
        return self.bold, self.centred, self._size

    @property
    def heading(self) -> Heading | None:
        """The chapter's heading that its words are; None where they are none."""
        rows = _rows(self.element) if self.is_short else ()
        return headings.parse(rows[0].removesuffix(".")) if len(rows) == 1 else None

    @cached_property
    def is_title(self) -> bool:
        """Whether it is short and no sentence, speech or ornament: a heading, if its look says so too."""
        text = self.text
        return (
            self.is_short
            and len(self.rows) <= 2
            and len(text.split()) <= 14
            and text[-1] not in ".,;:…—–-”’\"'"
            and text[0] not in "“\"'‘«("
            and any(map(str.isalnum, text))
            and not is_scene_break(text)
        )


def read(body: etree._Element) -> list[Line]:
    """Returns the lines of a body, those without text as well; a table or list is one of them."""
    sizes = Counter(each.get("size") for each in body.iterchildren("p") if each.text or len(each))
    usual = float(next(iter(sizes.most_common(1)), (None, 0))[0] or _USUAL_SIZE)
    return list(_read(body, usual))


def _read(body: etree._Element, usual: float) -> Iterator[Line]:
    new_page = True
    for element in body.iterchildren(etree.Element):
        if element.tag == "hr":
            new_page = new_page or element.get("page") is not None
            continue
        breaks = [each for each in element.iter("hr") if each.get("page")] if len(element) else []
        before = any(not _has_text_before(each, element) for each in breaks)
        line = Line(element, usual, new_page=new_page or before)
        yield line
        if breaks:
            new_page = not before or line.is_blank
        elif not line.is_blank:
            new_page = False


def _has_text_before(page: etree._Element, element: etree._Element) -> bool:
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if each is page:
            return False
        text = each.text if event == "start" else each.tail
        if text and text.strip():
            return True
    return False


def _rows(element: etree._Element) -> list[str]:
    rows = "".join(_with_breaks(element)).split("\n") if len(element) else (element.text or "",)
    return [row for row in (" ".join(row.split()) for row in rows) if row]


def _with_breaks(element: etree._Element) -> Iterator[str]:
    """Yields the texts in an element, and a line break where a line, a paragraph or a cell ends."""
    yield (element.text or "").replace("\n", " ")
    for child in element.iterchildren(etree.Element):
        yield from _with_breaks(child)
        if child.tag in _ROWS:
            yield "\n"
        yield (child.tail or "").replace("\n", " ")


def _is_bold(element: etree._Element) -> bool:
    if element.tag == "strong":
        return True
    own = (element.text, *(child.tail for child in element))
    return not any(text and text.strip() for text in own) and all(map(_is_bold, element))
