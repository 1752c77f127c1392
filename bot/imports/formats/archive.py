"""The zip of an EPUB or a Word document opened safely: nothing goes to disk, or unpacks without bound."""

from __future__ import annotations

import posixpath
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO
from urllib.parse import unquote

from bot.errors import UnreadableFileError

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that may be unpacked from one file; pictures other than the cover are never unpacked."""

_MAX_ENTRIES = 20_000
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # OCF 3.3, section 4.2.2, allows no other
# What zipfile raises on damaged files was found by damaging files; its documentation names the first only.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx", ".txt", ".md")


class EntryError(Exception):
    """A file inside the archive cannot be read; `str(error)` ends a sentence that begins with its name."""


class Archive:
    """The files inside a zip, found leniently (letter case, percent-encoding) and read within bounds.

    `kind` is what the sentences of its refusals call it. Raises UnreadableFileError for what is no zip, is
    damaged, or would unpack to more than a book can be.
    """

    def __init__(self, data: bytes, kind: str = "EPUB") -> None:
        self._kind = kind
        self._zip = _opened(data, kind)
        self._left = MAX_UNPACKED
        self._exact: dict[str, zipfile.ZipInfo] = {}
        self._folded: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            path = _normal(entry.filename)
            self._exact[path] = entry
            self._folded.setdefault(_folded(path), entry)
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
        for candidate in (_normal(path), _normal(unquote(path))):
            entry = self._exact.get(candidate) or self._folded.get(_folded(candidate))
            if entry is not None and not entry.is_dir():
                return _normal(entry.filename)
        return None

    def read(self, path: str) -> bytes:
        """Returns the bytes of a file, `path` being as `find` has it or as a book links to it.

        Raises EntryError where that file is missing or damaged, and UnreadableFileError where the book
        unpacks to more than a book can be.
        """
        found = self.find(path)
        if found is None:
            raise EntryError("is missing from the file")
        entry = self._exact[found]
        if entry.flag_bits & 1:
            raise UnreadableFileError(f"This {self._kind} is protected by a password, so it cannot be read.")
        if entry.compress_type not in _METHODS:
            raise EntryError(f"is packed in a way that no {self._kind} should be")
        data = self._unpacked(entry)
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._kind)
        return data

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as file:
                return file.read(self._left + 1)
        except _DAMAGE as error:
            raise EntryError("is damaged") from error

    def _refuse_bombs(self) -> None:
        texts = [entry for name, entry in self._exact.items() if name.casefold().endswith(_TEXT_SUFFIXES)]
        if sum(entry.file_size for entry in texts) > MAX_UNPACKED:
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


def _bomb(kind: str) -> UnreadableFileError:
    return UnreadableFileError(f"This {kind} unpacks to far more than a book can be, so it was not opened.")


def _normal(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path)).casefold()
