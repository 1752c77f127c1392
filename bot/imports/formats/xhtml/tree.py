"""Parses XML or HTML into an lxml tree without trusting it: no entity, network, depth or size."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from lxml import etree

_RESOURCE_LIMIT = 114  # libxml2's XML_ERR_RESOURCE_LIMIT: over 256 elements deep, or a text over 10 MB
_NO_MEMORY = 2  # XML_ERR_NO_MEMORY
_TOO_MUCH = "is nested too deeply, or is too large, to be a page of a book"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._-]+)""")
# Python also has codecs that are no text encodings of documents (punycode, which is slow, unicode_escape…).
_CHARACTER_SETS = re.compile(r"(?:utf-8|iso8859|cp|koi8|big5|gb|shift_jis|euc|mac|ascii|tis|johab)")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_HTML = re.compile("<(?:html|head|body|p|div)[\\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_CLOSED = re.compile(r"<([A-Za-z][\w:-]*)(\s[^<>]*)?/>")
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr", re.IGNORECASE)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


class UnreadableTreeError(Exception):
    """A document cannot be read; `str(error)` ends a sentence that begins with the document's name."""


@dataclass(frozen=True)
class Tree:
    """A document's root element; `well_formed` is False where it had to be read as loose HTML."""

    root: etree._Element
    well_formed: bool = True


def parse(data: bytes) -> Tree:
    """Returns the tree of an XML document, or of one that should have been and is read as HTML instead.

    Named characters such as `&nbsp;` are known without a DTD; a document's own entities are never resolved.
    Raises UnreadableTreeError for what is empty, too large or nested too deeply.
    """
    text = _prepared(decode(data))
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return Tree(etree.fromstring(text.encode(), strict))
    except etree.XMLSyntaxError:
        _refuse_excess(strict)
    if _HTML.search(text, 0, 4096) or not text.startswith("<"):
        return Tree(parse_html(text), well_formed=False)
    mending = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    return Tree(_read_loosely(text, mending), well_formed=False)


def parse_html(text: str) -> etree._Element:
    """Returns the tree of loose HTML. Raises UnreadableTreeError for what is empty or nested too deeply."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    return _read_loosely(_CLOSED.sub(_opened, text), parser)


def _read_loosely(text: str, parser: etree.XMLParser | etree.HTMLParser) -> etree._Element:
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        _refuse_excess(parser)
        raise UnreadableTreeError("is empty") from error
    _refuse_excess(parser)
    if root is None:
        raise UnreadableTreeError("is empty")
    return root


def _refuse_excess(parser: etree.XMLParser | etree.HTMLParser) -> None:
    """Raises UnreadableTreeError or MemoryError where a parser has met too much of anything."""
    met = {entry.type for entry in parser.error_log}
    if _NO_MEMORY in met:
        raise MemoryError
    if _RESOURCE_LIMIT in met:
        raise UnreadableTreeError(_TOO_MUCH)


def decode(data: bytes) -> str:
    """Returns the text of a document by its byte order mark, else as it declares, else as UTF-8,
    else as Latin.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    for encoding in (_declared(data), "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def text_of(element: etree._Element) -> str:
    """Returns all the text inside an element, as it stands."""
    return "".join(str(text) for text in element.itertext(etree.Element) if text)


def short_text(element: etree._Element, longest: int) -> str | None:
    """Returns the text inside an element without white space around its parts; None where it is longer."""
    text = ""
    for part in element.itertext(etree.Element):
        text += str(part).strip()
        if len(text) > longest:
            return None
    return text


def local_name(element: etree._Element) -> str:
    """Returns an element's name without its namespace, in lower case."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _declared(data: bytes) -> str:
    declared = _DECLARED.search(data[:1024])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    except LookupError:
        return "utf-8"
    return name if _CHARACTER_SETS.match(name) else "utf-8"


def _prepared(text: str) -> str:
    text = _IMPOSSIBLE.sub("", text)
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    start = text[:4096].lower().find("<!doctype")
    if start >= 0 and (doctype := _DOCTYPE.match(text, start)):
        text = text[:start] + text[doctype.end() :]
    return _NAMED.sub(_character, text).lstrip()


def _character(entity: re.Match[str]) -> str:
    if entity[1] in _XML_NAMES:
        return entity[0]
    return html5.get(entity[1] + ";", entity[0])


def _opened(tag: re.Match[str]) -> str:
    """Returns `<title/>` as an opening and a closing tag,
    since an HTML parser takes it for the opening one.
    """
    if _VOID.fullmatch(tag[1]):
        return tag[0]
    return f"<{tag[1]}{tag[2] or ''}></{tag[1]}>"
