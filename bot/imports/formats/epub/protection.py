"""Copy protection (DRM): the files of an EPUB that are encrypted, and by whose scheme."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.errors import UnreadableFileError
from bot.imports.archive import Archive, EntryError
from bot.imports.formats.xhtml import tree

_LIST = "META-INF/encryption.xml"
# What each scheme leaves in a book, and what it is called.
_TRACES = (
    ("META-INF/license.lcpl", "Readium LCP"),
    ("META-INF/sinf.xml", "Apple FairPlay"),
    ("META-INF/rights.xml", "Adobe ADEPT"),
)
_SCHEMES = (
    (b"readium.org/2014/01/lcp", "Readium LCP"),
    (b"itunes.apple.com", "Apple FairPlay"),
    (b"ns.adobe.com/adept", "Adobe ADEPT"),
)
_MARKUP = re.compile(rb"<(?:[?!]|[a-z][\w:-]{0,40}[\s/>])", re.IGNORECASE)
_BEGINNING = 4096  # bytes


def listed(archive: Archive) -> frozenset[str]:
    """Returns the paths of the files that a book says are encrypted; empty where its list cannot be read.

    A list is no protection yet: fonts are hidden in books that anybody may read, and tools leave lists and
    licences (`rights.xml`, `sinf.xml`) behind in books that they have opened.
    """
    try:
        root = tree.parse(archive.read(_LIST)).root
    except (EntryError, tree.UnreadableTreeError):
        return frozenset()
    references = (each.get("URI") or "" for each in root.iter("{*}CipherReference"))
    return frozenset(
        found for uri in references if (found := archive.find(uri) or archive.find(unquote(uri)))
    )


def is_readable(data: bytes) -> bool:
    """Returns whether a page that is said to be encrypted begins with markup all the same."""
    return bool(_MARKUP.search(data[:_BEGINNING].replace(b"\0", b"")))  # UTF-16 has a zero in every letter


def refusal(archive: Archive) -> UnreadableFileError:
    """Returns the refusal of a book that is encrypted, which names the scheme and the way out."""
    scheme = _scheme(archive)
    return UnreadableFileError(
        f"This EPUB is protected by DRM, {scheme or 'of an unknown kind'}, so only the apps of the shop or "
        "library that it comes from can open it. Get it without DRM where it is sold so, or use the author’s "
        "own file."
    )


def _scheme(archive: Archive) -> str:
    try:
        encryption = archive.read(_LIST)
    except EntryError:
        return ""
    named = [name for trace, name in _SCHEMES if trace in encryption]
    traced = [name for path, name in _TRACES if archive.find(path)]
    return next(iter(named + traced), "")
