"""The kinds of files that are not read: what a file is, by content or name, and what to do instead."""

from __future__ import annotations

import re
from enum import Enum

from bot.errors import UnreadableFileError

_SAVE = "open it in the program that wrote it (or in LibreOffice) and save it as .docx"
_CONVERT = "download the EPUB instead, or have Calibre convert it to .epub and save that"
_EXPORT = "save or export the story as .docx or .epub where it was written"


class OtherKind(Enum):
    """What such a file is, and the way out."""

    RTF = "rich text (.rtf)", _SAVE
    OLDER_WORD = "a document of an older Word (.doc)", "open it in Word or LibreOffice and save it as .docx"
    WORD_XML = "a Word document stored as XML", "open it in Word and save it as .docx"
    LOCKED = "protected by a password", "save it without one"
    MACROS = "a Word document with macros or a template", "open it in Word and save it as .docx"
    OTHER_WRITER = "a document of another word processor", _SAVE
    OFFICE = "a spreadsheet, a drawing or slides", "save the story’s text as .docx or .odt"
    PAGES = "a document of Apple Pages", "export it from Pages as Word (.docx) or EPUB and save that"
    SCRIVENER = "a project of Scrivener", "compile it there and save it as .docx or .epub"
    GOOGLE = "only a link to a Google document", "download it there as .docx and save that"
    PDF = "a PDF, which holds printed pages and no text that flows", _EXPORT
    KINDLE = "a Kindle book", _CONVERT
    OTHER_BOOK = "an e-book of another kind", _CONVERT
    WEB_ARCHIVE = "a web page stored with its pictures", "save the page as HTML only (.html)"
    PICTURE = "a picture", _EXPORT
    ARCHIVE = "an archive", "unpack it, and save its chapters in a .zip"

    @property
    def reason(self) -> str:
        """What it is and what to do, to end a sentence that begins with a file's name."""
        what, way_out = self.value
        return f"is {what}, so it cannot be read; please {way_out}."


_BY_SUFFIX = {
    f".{suffix}": kind
    for kind, suffixes in {
        OtherKind.RTF: "rtf rtfd",
        OtherKind.OLDER_WORD: "doc dot",
        OtherKind.MACROS: "docm dotx dotm",
        OtherKind.OTHER_WRITER: "wpd wps wri sxw odm ott fodt abw lwp hwp hwpx",
        OtherKind.OFFICE: "xls xlsx ods csv ppt pptx odp key numbers",
        OtherKind.PAGES: "pages",
        OtherKind.SCRIVENER: "scriv scrivx",
        OtherKind.GOOGLE: "gdoc",
        OtherKind.PDF: "pdf xps oxps djvu ps",
        OtherKind.KINDLE: "mobi azw azw1 azw3 azw4 kfx kpf prc tpz",
        OtherKind.OTHER_BOOK: "fb2 lit lrf pdb cbz cbr ibooks",
        OtherKind.WEB_ARCHIVE: "mht mhtml webarchive maff",
        OtherKind.PICTURE: "png jpg jpeg gif webp avif heic bmp tif tiff svg",
        OtherKind.ARCHIVE: "rar 7z tar gz tgz bz2 xz",
    }.items()
    for suffix in suffixes.split()
}
DOCUMENT_SUFFIXES = frozenset(
    suffix
    for suffix, kind in _BY_SUFFIX.items()
    if kind not in (OtherKind.PICTURE, OtherKind.OFFICE, OtherKind.ARCHIVE, OtherKind.SCRIVENER)
)
"""The suffixes of files that are likely a story, or a chapter of one."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BY_CONTENT = (
    (re.compile(rb"\{\\rtf\d?[\\{\s]"), OtherKind.RTF),
    (re.compile(rb"%PDF-\d"), OtherKind.PDF),
    (re.compile(rb".{60}(?:BOOKMOBI|TEXtREAd)|TPZ\d|CONT\x02\0|\xeaDRMION\xee", re.DOTALL), OtherKind.KINDLE),
    (re.compile(rb"\xffWPC"), OtherKind.OTHER_WRITER),
    (re.compile(rb"ITOLITLS"), OtherKind.OTHER_BOOK),
    (re.compile(rb"bplist00|MIME-Version:|From: <Saved by ", re.IGNORECASE), OtherKind.WEB_ARCHIVE),
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(?:hei|mif|avif)",
                re.DOTALL), OtherKind.PICTURE),
    (re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ\0"), OtherKind.ARCHIVE),
    (re.compile(rb'\{[^}]{0,200}"https://docs\.google\.com/'), OtherKind.GOOGLE),
)  # fmt: skip
_XML = re.compile(rb"<\?xml\b")
_IN_XML = (
    (b"<?mso-application", OtherKind.WORD_XML),
    (b"<pkg:package", OtherKind.WORD_XML),
    (b"<FictionBook", OtherKind.OTHER_BOOK),
    (b"<office:document", OtherKind.OTHER_WRITER),
)
_START = 2048  # bytes that are looked at


def refuse(data: bytes, name: str, suffix: str) -> None:
    """Raises UnreadableFileError where a file is of a kind that is not read, whatever its name says.

    `suffix` is what its name says it is, or, of a zip, its content: lower case, with the dot.
    """
    kind = _by_content(data) or _BY_SUFFIX.get(suffix)
    if kind:
        raise UnreadableFileError(f"“{name}” {kind.reason}")


def _by_content(data: bytes) -> OtherKind | None:
    if data.startswith(_OLE):
        return OtherKind.LOCKED if _ENCRYPTED in data else OtherKind.OLDER_WORD
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _XML.match(start):
        return next((kind for mark, kind in _IN_XML if mark in start), None)
    return next((kind for pattern, kind in _BY_CONTENT if pattern.match(start)), None)
