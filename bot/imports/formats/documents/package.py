"""The parts of a word processor's document: XML in a zip, parsed without trusting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, cast

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.archive import MAX_STREAMED, Archive, EntryError
from bot.imports.formats.xhtml.tree import local_name

_BLOCKS = ("{*}p", "{*}h", "{*}list", "{*}tbl", "{*}table", "{*}sdt")
"""What texts are made of, as Word and as OpenDocument call it; anything else is found beside these."""
_DONE = "done"  # an attribute that no document has
_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY


class DocumentPackage:
    """The zip of a document; `kind` is what the sentences of its refusals call it.

    Raises UnreadableFileError where the zip cannot be opened.
    """

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._archive = Archive(data, kind, MAX_STREAMED)

    def data(self, path: str) -> bytes:
        """Returns a part as it is. Raises EntryError where it cannot be read."""
        return self._archive.read(path)

    def stream(self, path: str) -> Iterator[bytes]:
        """Yields a part as it is unpacked. Raises EntryError where it cannot be read."""
        return self._archive.stream(path)

    def parsed(self, path: str) -> etree._Element:
        """Returns a part's root element. Raises EntryError where it cannot be read."""
        data = self.data(path)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        with _faults(parser):
            return etree.fromstring(data, parser)

    def blocks(self, path: str, *above: str) -> Iterator[etree._Element]:
        """Yields the elements of a part's text one by one; `above` are the names of what they are in, from
        below the root on. Each is empty once the next one is asked for: as one tree, the text of a long book
        would take ten times its size.

        Raises UnreadableFileError where the part cannot be read.
        """
        try:
            yield from self._blocks(path, above)
        except EntryError as error:
            raise UnreadableFileError(f"The text of this {self._kind} ({path}) {error}.") from error

    def _blocks(self, path: str, names: Sequence[str]) -> Iterator[etree._Element]:
        parser = _pulling(("end",), _BLOCKS)
        text: etree._Element | None = None
        for data in self._archive.stream(path):
            with _faults(parser):
                parser.feed(data)
            for _, element in _events(parser):
                above = element.getparent()
                if above is not None and (above is text or (text is None and _is_at(above, names))):
                    text = above
                    yield from _up_to(element, text)
        with _faults(parser):
            root = parser.close()
        body = root.find("{*}body") if text is None else text
        for each in (root if body is None else body).iterchildren("{*}*"):
            if each.get(_DONE) is None:
                yield each

    def head(self, path: str, last: str) -> etree._Element:
        """Returns the root element of a part, read as far as the end of its first element `last`, or where
        its body begins; an empty element where it cannot be read."""
        parser = _pulling(("start", "end"), (f"{{*}}{last}", "{*}body"))
        try:
            for data in self._archive.stream(path):
                with _faults(parser):
                    parser.feed(data)
                for event, element in _events(parser):
                    if event == "end" or local_name(element) == "body":
                        return element.getroottree().getroot()
        except EntryError:
            pass
        return etree.Element("empty")

    def optional(self, path: str) -> etree._Element:
        """Returns a part's root element; an empty element where there is none, or none that can be read."""
        try:
            return self.parsed(path)
        except EntryError:
            return etree.Element("empty")


def _pulling(events: Sequence[Literal["start", "end"]], tags: Sequence[str]) -> etree.XMLPullParser:
    # Not huge_tree: libxml2 then refuses over 256 elements in one another, and texts over 10 MB.
    return etree.XMLPullParser(
        events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    return cast("Iterator[tuple[str, etree._Element]]", parser.read_events())


@contextmanager
def _faults(parser: etree.XMLParser | etree.XMLPullParser) -> Iterator[None]:
    """Raises what libxml2 finds amiss as EntryError, and MemoryError where it finds too little memory."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        if any(entry.type == _NO_MEMORY for entry in parser.error_log):
            raise MemoryError from error
        raise EntryError("is damaged, or is not what a word processor writes") from error


def _is_at(element: etree._Element, names: Sequence[str]) -> bool:
    """Returns whether an element has the last of these names, the one above it the one before, and so on up
    to below the root."""
    at: etree._Element | None = element
    for name in reversed(names):
        if at is None or local_name(at) != name:
            return False
        at = at.getparent()
    return at is not None and at.getparent() is None


def _up_to(last: etree._Element, text: etree._Element) -> Iterator[etree._Element]:
    """Yields the elements of the text up to the one that was read last, and takes them out, but leaves an
    empty one: the parser may be about to add what stands behind it."""
    while (first := text[0]) is not last:
        if first.get(_DONE) is None and isinstance(first.tag, str):
            yield first
        text.remove(first)
    yield last
    last.clear()
    last.set(_DONE, "")
