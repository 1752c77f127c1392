"""A zip of chapter files: one story, its chapters in the natural order of their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from bot.errors import UnreadableFileError
from bot.imports.archive import Archive, EntryError
from bot.imports.formats.plain import headings
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.plain.heading_words import PROLOGUES
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript, merged
from bot.stories.models import ChapterKind
from bot.stories.naming import natural, title_of_file

_MAX_FAULTS = 10
_MARKS = {
    "META-INF/container.xml": ".epub",
    "word/document.xml": ".docx",
    "word/document2.xml": ".docx",
    "content.xml": ".odt",
    "Index/Document.iwa": ".pages",
    "index.apxl": ".key",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
}
"""The suffixes of zips, by a file that only such a zip holds."""


def parse(
    data: bytes, name: str, read: Callable[[bytes, str], Manuscript], endings: Collection[str]
) -> Manuscript:
    """Returns the story in a zip whose files `read` understands if their names end in one of `endings`.

    Nothing is unpacked to disk, so that a path inside can lead nowhere. Other files are left out, as are
    those that cannot be read, with a warning. Raises UnreadableFileError where nothing is left.
    """
    archive = Archive(data, "zip file")
    chosen = _in_order(path for path in archive.paths if _is_chapter(path, endings))
    parts: dict[str, Manuscript] = {}
    faults: list[str] = []
    for path in chosen:
        try:
            parts[path] = read(archive.read(path), PurePosixPath(path).name)
        except EntryError as error:
            faults.append(f"“{PurePosixPath(path).name}” {error}.")
        except UnreadableFileError as error:
            faults.append(str(error))
    if not parts:
        raise UnreadableFileError(" ".join([f"“{name}” holds no chapter that can be read.", *faults[:1]]))
    story = _as_one(parts, name)
    others = len([path for path in archive.paths if not _is_hidden(path)]) - len(chosen)
    return replace(story, warnings=(*story.warnings, *_left_out(others, faults)))


def kind_of(data: bytes) -> str:
    """Returns the suffix that fits a zip's content: `.epub`, `.docx`, `.odt`, that of a kind which is not
    read (`.pages`), or `.zip` for any other.

    Empty where it cannot be opened.
    """
    try:
        archive = Archive(data)
    except UnreadableFileError:
        return ""
    suffix = next((suffix for path, suffix in _MARKS.items() if archive.find(path)), ".zip")
    return _open_document(archive) if suffix == ".odt" else suffix


def _open_document(archive: Archive) -> str:
    """Returns an OpenDocument's suffix by the kind that it says it is (OpenDocument 1.3, part 2, 3.3)."""
    try:
        kind = archive.read("mimetype").partition(b"application/vnd.oasis.opendocument.")[2]
    except (EntryError, UnreadableFileError):
        return ".zip"
    return ".odt" if kind.startswith(b"text") else ".ods" if kind else ".zip"


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(path).parts if part != "..")


def _is_chapter(path: str, endings: Collection[str]) -> bool:
    return PurePosixPath(path).suffix.lower() in endings and not _is_hidden(path)


def _in_order(paths: Iterable[str]) -> list[str]:
    """Returns the paths in their natural order; where the names of all files in a folder are headings, in
    that of the story (`Prologue`, `Chapter Two`, 第十章), unless numbers before them say it."""
    ordered = sorted(paths, key=natural)
    found: list[str] = []
    for _, within in groupby(ordered, key=lambda path: PurePosixPath(path).parent):
        files = list(within)
        heads = {path: headings.parse(title_of_file(PurePosixPath(path).name)) for path in files}
        known = {path: _place(heading) for path, heading in heads.items() if heading}
        numbered = any(PurePosixPath(path).name[0].isdecimal() for path in files)
        found += files if numbered or len(known) < len(files) else sorted(files, key=known.__getitem__)
    return found


def _place(heading: Heading) -> tuple[int, float]:
    """Returns where a chapter stands among others: before those with numbers, among them, or behind them."""
    if heading.kind is not ChapterKind.BODY:
        return (0 if heading.kind is ChapterKind.FRONT else 5), 0
    if heading.named and not heading.number:
        return (1 if heading.word in PROLOGUES else 4 if heading.outside else 3), 0
    return 2, heading.number


def _as_one(parts: dict[str, Manuscript], name: str) -> Manuscript:
    """Returns the files as one story, titled as most of them say if two or more agree,
    else by the zip's name.
    """
    if len(parts) == 1:
        return next(iter(parts.values()))
    titles = Counter(part.details.title for part in parts.values() if TITLE_FROM_NAME not in part.warnings)
    title, times = next(iter(titles.most_common(1)), ("", 0))
    named = times < 2 and bool(title := title_of_file(name) or "Untitled")
    story = merged(list(parts.values()), title, list(_names(parts, title)))
    return replace(story, warnings=(*story.warnings, TITLE_FROM_NAME)) if named else story


def _names(parts: dict[str, Manuscript], story: str) -> Iterator[str]:
    """Yields a distinct title for each file, from inside the file or else from its name."""
    seen: Counter[str] = Counter()
    for path, part in parts.items():
        inner = part.details.title
        own = inner if TITLE_FROM_NAME not in part.warnings and inner != story else ""
        title = own or title_of_file(PurePosixPath(path).name)
        seen[title] += 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def _left_out(others: int, faults: list[str]) -> Iterator[str]:
    if others:
        yield f"Left out of the zip: {others} {'file' if others == 1 else 'files'} of other kinds."
    yield from faults[:_MAX_FAULTS]
    if len(faults) > _MAX_FAULTS:
        yield f"{len(faults) - _MAX_FAULTS} more files could not be read."
