"""Zips that people send, opened safely: nothing goes to disk, or unpacks without bound."""

from __future__ import annotations

import posixpath
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from urllib.parse import unquote

from bot.errors import UnreadableFileError

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that may be unpacked from one file; pictures other than the cover are never unpacked."""
MAX_STREAMED = 512 * 1024 * 1024
"""Bytes that a file may unpack to whose text is read as it is unpacked, which takes time but no memory."""

_AT_ONCE = 256 * 1024  # bytes that are unpacked before they are looked at
_MAX_ENTRIES = 20_000
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # OCF 3.3, section 4.2.2, allows no other
# What zipfile raises on damaged files was found by damaging files; its documentation names the first only.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_NAMES_READ = 20_000  # bytes that their encoding is known by
_UTF_8_NAME = 0x800  # the flag of a name that is UTF-8
# What a name can be that is neither UTF-8 nor said to be: what Windows and DOS write in zips.
_NAME_ENCODINGS = ("gb18030", "cp932", "big5", "cp949", "cp866", "cp1251", "cp437", "cp850")
_TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx", ".txt", ".md")


class EntryError(Exception):
    """A file inside the archive cannot be read; `str(error)` ends a sentence that begins with its name."""


class Archive:
    """The files inside a zip, found leniently (letter case, percent-encoding) and read within bounds.

    `kind` is what the sentences of its refusals call it. Raises UnreadableFileError for what is no zip, is
    damaged, or would unpack to more than `most` bytes of text.
    """

    def __init__(self, data: bytes, kind: str = "EPUB", most: int = MAX_UNPACKED) -> None:
        self._kind = kind
        self._most = most
        self._zip = _opened(data, kind)
        self._left = MAX_UNPACKED
        self._exact: dict[str, zipfile.ZipInfo] = {}
        self._folded: dict[str, str] = {}
        for names, entry in _named(self._zip.infolist()):
            path = _normal(names[0])
            self._exact[path] = entry
            for name in names:
                self._folded.setdefault(_folded(_normal(name)), path)
        self._refuse_bombs()

    @property
    def paths(self) -> list[str]:
        """The paths of all files, in the order of the archive."""
        return [path for path, entry in self._exact.items() if not entry.is_dir()]

    def find(self, path: str) -> str | None:
        """Returns the name, as the archive has it, of the file meant by a path;
        None where there is no such file.

        A path that climbs out of the archive finds nothing.
        """
        for candidate in (_normal(path), _normal(unquote(path)), _normal(unquote(path, "cp1252"))):
            found = candidate if candidate in self._exact else self._folded.get(_folded(candidate))
            if found is not None and not self._exact[found].is_dir():
                return found
        return None

    def size(self, path: str) -> int:
        """Returns the bytes that a file unpacks to, as the archive says; 0 where it is missing."""
        found = self.find(path)
        return self._exact[found].file_size if found else 0

    def read(self, path: str) -> bytes:
        """Returns the bytes of a file, `path` being as `find` has it or as a book links to it.

        Raises EntryError where that file is missing or damaged, and UnreadableFileError where the book
        unpacks to more than a book can be.
        """
        data = self._unpacked(self._entry(path))
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._kind)
        return data

    def stream(self, path: str) -> Iterator[bytes]:
        """Yields the bytes of a file as they are unpacked. Raises as `read` does."""
        entry = self._entry(path)
        if entry.file_size > self._most:
            raise _bomb(self._kind)
        try:
            with self._zip.open(entry) as file:
                while data := file.read(_AT_ONCE):
                    yield data
        except _DAMAGE as error:
            raise EntryError("is damaged") from error

    def _entry(self, path: str) -> zipfile.ZipInfo:
        found = self.find(path)
        if found is None:
            raise EntryError("is missing from the file")
        entry = self._exact[found]
        if entry.flag_bits & 1:
            raise UnreadableFileError(f"This {self._kind} is protected by a password, so it cannot be read.")
        if entry.compress_type not in _METHODS:
            raise EntryError(f"is packed in a way that no {self._kind} should be")
        return entry

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as file:
                return file.read(self._left + 1)
        except _DAMAGE as error:
            raise EntryError("is damaged") from error

    def _refuse_bombs(self) -> None:
        texts = [entry for name, entry in self._exact.items() if name.casefold().endswith(_TEXT_SUFFIXES)]
        if sum(entry.file_size for entry in texts) > self._most:
            raise _bomb(self._kind)
        for entry in texts:
            if entry.file_size > max(_RATIO_MATTERS_FROM, _MAX_RATIO * entry.compress_size):
                raise _bomb(self._kind)


def resolve(base: str, href: str) -> str:
    """Returns the path inside the archive that `href` means in the file `base`, without its fragment."""
    path = href.partition("#")[0].strip()
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.join(posixpath.dirname(base), path) if path else base


def _opened(data: bytes, kind: str) -> zipfile.ZipFile:
    if not data.startswith(b"PK") and b"PK\x05\x06" not in data[-66_000:]:
        raise UnreadableFileError(
            f"This {kind} cannot be opened: such a file is a zip inside, and this is not one."
        )
    if data.count(b"PK\x01\x02") > _MAX_ENTRIES:
        raise UnreadableFileError(f"This {kind} holds far more files than a book does, so it was not opened.")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _DAMAGE as error:
        raise UnreadableFileError(
            f"This {kind} is cut short or damaged; please get the file again."
        ) from error


def _named(entries: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[list[str], zipfile.ZipInfo]]:
    """Yields each entry after all names that it may have, the likeliest first.

    zipfile takes names without the flag for code page 437; most are UTF-8 all the same, others are in the
    code page of the computer that the zip was made on.
    """
    raw = {id(entry): entry.filename.encode("cp437") for entry in entries if _is_untold(entry)}
    untold = b"\n".join(name for name in raw.values() if not _decoded(name, "utf-8"))
    likeliest = _likeliest(untold) if untold else ""
    for entry in entries:
        readings = (
            _decoded(raw[id(entry)], encoding) if id(entry) in raw else ""
            for encoding in ("utf-8", likeliest or "utf-8", *_NAME_ENCODINGS)
        )
        yield [*dict.fromkeys(filter(None, readings)), entry.filename][: None if untold else 1], entry


def _is_untold(entry: zipfile.ZipInfo) -> bool:
    """Returns whether a zip does not say how an entry's name is encoded, by the flag or by a name beside."""
    told = entry.flag_bits & _UTF_8_NAME or entry.filename != entry.orig_filename
    return not told and not entry.filename.isascii()


def _likeliest(names: bytes) -> str:
    import chardet  # noqa: PLC0415 - it takes a while to load, and hardly any zip needs it

    return chardet.detect(names[:_NAMES_READ], include_encodings=_NAME_ENCODINGS)["encoding"] or ""


def _decoded(name: bytes, encoding: str) -> str:
    """Returns a name in an encoding; empty where it cannot be in that."""
    try:
        return name.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _bomb(kind: str) -> UnreadableFileError:
    return UnreadableFileError(f"This {kind} unpacks to far more than a book can be, so it was not opened.")


def _normal(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path)).casefold()
