"""Decodes the bytes of a text file: finds the encoding, unifies line ends, removes control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from bot.errors import UnreadableFileError
from bot.imports.encoding_guess import guessed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAPANESE_ESCAPES = (b"\x1b$B", b"\x1b$@")
"""What turns to kanji in ISO-2022-JP, all of whose bytes are ASCII's."""
_DECLARED = re.compile(
    rb"""(?:^Character set encoding:|\bcharset\s*=|<\?xml[^>]{0,60}\bencoding\s*=)\s*["']?\s*([\w-]{1,30})""",
    re.MULTILINE | re.IGNORECASE,
)
# As browsers do (Encoding Standard, section 4.2): who declares these means Windows-1252.
_BROWSER_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CHARACTER_SETS = re.compile(r"utf-|iso8859|cp\d|koi8|big5|gb|shift_jis|euc|mac|johab|tis")
_NAMES = {
    "iso8859-1": "Latin-1 (ISO-8859-1)",
    "cp1252": "Windows-1252 (Western European)",
    "mac-roman": "Mac Roman",
}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DAMAGED = f"Some characters of the file are damaged and are shown as “{_REPLACEMENT}”."
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028]")
_INVISIBLE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\N{SOFT HYPHEN}\N{ZERO WIDTH NO-BREAK SPACE}]")
_NONSENSE = frozenset({"Cc", "Cn", "Co", "Cs"})
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    r"""Returns the text of a file, its lines ended by `\n`, and sentences on what had to be assumed.

    A byte order mark is believed first, then UTF-8, then the encoding that a Project Gutenberg header or a
    page declares, then the likeliest one. Raises UnreadableFileError for what is not text.
    """
    text, warnings = _characters(data, name)
    text = _LINE_END.sub("\n", text).replace("\N{PARAGRAPH SEPARATOR}", "\n\n")
    if _is_nonsense(text[:_SAMPLE]):
        raise _not_text(name)
    return _INVISIBLE.sub("", text), warnings


def _characters(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if any(escape in data[:_SAMPLE] for escape in _JAPANESE_ESCAPES):
        return _decoded(data, "iso2022_jp")
    text, warnings = _decoded(data, "utf-8")
    if _is_likely(text):
        return text, warnings
    declared = _declared(data)
    if declared and _can_decode(data, declared):
        return data.decode(declared), ()
    guess = guessed(data)
    if guess is None:
        raise _not_text(name)
    text, warnings = _decoded(data, guess)
    return text, (f"The encoding was not given; it was read as {_encoding_name(guess)}.", *warnings)


def _declared(data: bytes) -> str:
    """Returns the character set that a file declares; empty where it declares none, or an unknown one."""
    declared = _DECLARED.search(data, 0, 4000)
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else ""
    except LookupError:
        return ""
    name = _BROWSER_ALIASES.get(name, name)
    return name if _CHARACTER_SETS.match(name) else ""


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    return text, (_DAMAGED,) if _REPLACEMENT in text else ()


def _is_likely(text: str) -> bool:
    """Returns whether text read as UTF-8 is UTF-8, even if a few of its characters are damaged."""
    if text.count("\0") * 10 > len(text):
        return False  # UTF-16 without its mark reads so
    damage = text.count(_REPLACEMENT)
    return not damage or damage * 20 < len(text) - len(text.encode("ascii", "ignore"))


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _encoding_name(encoding: str) -> str:
    return _NAMES.get(codecs.lookup(encoding).name, encoding.upper())


def _is_nonsense(text: str) -> bool:
    """Returns whether more than one character in fifty is one that no text would hold."""
    counts = Counter(text)
    odd = sum(count for character, count in counts.items() if unicodedata.category(character) in _NONSENSE)
    odd += counts[_REPLACEMENT] - counts["\n"] - counts["\t"]
    return odd * 50 > len(text)


def _not_text(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” does not look like text; save it as plain text (UTF-8) and try again."
    )
