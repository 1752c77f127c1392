"""The contents of a book: the lines of its table of contents, and what they call its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.imports.archive import EntryError
from bot.imports.formats.epub import navigation
from bot.imports.formats.epub.navigation import TocEntry
from bot.imports.formats.epub.package import EpubPackage
from bot.imports.formats.plain.details import same_title

_LEVELS = 4  # of the contents that a chapter's title names
# What tools write into contents where they know no title.
_NO_TITLES = frozenset(
    ("", "start", "begin", "beginning", "text", "content", "untitled", "unnamed", "unknown")
)
_FILE_NAME = re.compile(r"\S+\.x?html?")


class Contents:
    """The table of contents of a book and its landmarks; `titles` are the book's own.

    `warnings` gains what cannot be read. Pages that turn out to be title pages go into `title_pages`.
    """

    def __init__(self, package: EpubPackage, titles: Sequence[str], warnings: list[str]) -> None:
        self._package = package
        self._titles = titles
        self.title_pages: set[str] = set()
        self.landmarks = navigation.landmarks(package.root, package.locate)
        self.entries = self._best(list(self._read(warnings)))
        self._at: dict[str, list[TocEntry]] = {}
        places = Counter((entry.path, entry.fragment) for entry in self.entries)
        for entry in self.entries:
            # The book's title often has a line of its own, and the same place as the first chapter.
            if places[entry.path, entry.fragment] == 1 or not self.is_book(entry):
                self._at.setdefault(entry.path, []).append(entry)

    @property
    def cover_page(self) -> str:
        """The path of the page that shows the cover; empty where there is none."""
        return next((path for path, types in self.landmarks.items() if "cover" in types), "")

    @property
    def are_sparse(self) -> bool:
        """Whether they name no more than one place of the story, and so tell nothing of its chapters."""
        named = {(entry.path, entry.fragment) for entry in self.entries if self.says(entry)}
        return len(named) < 2

    def at(self, path: str) -> list[TocEntry]:
        """Returns the lines that point to a page."""
        return self._at.get(path, [])

    def title(self, entry: TocEntry) -> str:
        """Returns a line after those it is under: `Part One · Chapter 3`."""
        names = [entry.title]
        above = entry.parent
        while above and len(names) < _LEVELS:
            if above.title and not self.is_book(above):
                names.insert(0, above.title)
            above = above.parent
        return " · ".join(names)

    def says(self, entry: TocEntry) -> bool:
        """Returns whether a line is a title of its own: not the book's, nor what a tool made up."""
        made_up = entry.title.casefold() in _NO_TITLES or _FILE_NAME.fullmatch(entry.title)
        return not made_up and not self._repeats_book(entry)

    def is_book(self, entry: TocEntry) -> bool:
        """Returns whether a line only repeats the book's own (half) title."""
        return entry.path in self.title_pages or self._repeats_book(entry)

    def _repeats_book(self, entry: TocEntry) -> bool:
        return any(same_title(entry.title, title) for title in self._titles)

    def _best(self, found: list[list[TocEntry]]) -> list[TocEntry]:
        """Returns the first table of contents that leads to more than one place, else the longest."""
        lengths = [
            len({(entry.path, entry.fragment) for entry in each if self._exists(entry)}) for each in found
        ]
        good = next((each for each, length in zip(found, lengths, strict=True) if length > 1), None)
        return good if good is not None else max(found, key=len, default=[])

    def _exists(self, entry: TocEntry) -> bool:
        return self._package.archive.find(entry.path) is not None

    def _read(self, warnings: list[str]) -> Iterator[list[TocEntry]]:
        package = self._package
        for item, read in ((package.navigation, navigation.of_nav), (package.ncx, navigation.of_ncx)):
            if item is None:
                continue
            try:
                root = package.document(item.path).root
            except EntryError as error:
                warnings.append(f"The table of contents ({item.path}) {error}.")
                continue

            def locate(href: str, base: str = item.path) -> str:
                return package.locate(href, base)

            self.landmarks |= navigation.landmarks(root, locate)
            if entries := read(root, locate):
                yield entries
