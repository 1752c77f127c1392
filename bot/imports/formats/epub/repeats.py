"""What stands at the head of a chapter's text and only repeats its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.imports.formats.plain import headings
from bot.imports.formats.xhtml.blocks import Block
from bot.stories.naming import numeral_value

_LABELS = frozenset(("chapter", "ch", "chap", "chapitre", "kapitel", "capítulo", "capitolo", "глава"))
_PICTURE = re.compile(r"\[Illustration: ([^\]]*)\]")
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_UNITS = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {
    **{word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
}
_LONGEST = 30  # words of a title

Words = tuple[str, ...]


def title_from(found: Sequence[str], titles: Iterable[str]) -> str:
    """Returns a chapter's title made of the headings that it begins with, the book's own left out."""
    books = {_words(title) for title in titles}
    said = [line for each in found if _words(line := _plain(each)) not in books]
    if len(said) > 1 and _is_number(_words(said[1])):
        return said[0]  # it numbers a section
    if len(said) == 2 and not headings.parse(said[1]):
        if (known := headings.parse(said[0])) and not known.title:
            return f"{said[0]}: {said[1]}"
        if _is_number(_words(said[0])):
            return f"{said[0].rstrip(' .:')}. {said[1]}"
    return " · ".join(said) or " · ".join(dict.fromkeys(map(_plain, found)))


def says_same(one: str, other: str) -> bool:
    """Returns whether two headings are the same, though one may be numbered: `1. Wick` and `Wick`."""
    first, second = _words(_plain(one)), _words(_plain(other))
    return bool(first and second) and not _forms(first).isdisjoint(_forms(second))


def without_repeats(blocks: list[Block], names: Sequence[str]) -> list[Block]:
    """Returns a chapter's blocks without those at its head that only repeat its names, of which the first
    is its title: headings, pictures of headings, and paragraphs that together are the whole title.
    """
    title = names[0] if names else ""
    left = _without_headings(_without_title(blocks, title), names)
    return left if any(block.text for block in left) else _without_headings(blocks, names)


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """Returns the blocks without those that, one after the other, are the title, however often."""
    whole = _whole(_words(title))
    rest = blocks
    while whole and (length := _length(rest, whole, title)):
        rest = rest[length:]
        if rest and rest[0].level in _numbering(rest[1:]):
            break
    return rest


def _length(blocks: list[Block], whole: set[Words], title: str) -> int:
    """Returns how many blocks together are the whole title; 0 if none are."""
    lines = (_words(_plain(block.plain)) for block in blocks[:_LONGEST])
    joined: Words
    for length, joined in enumerate(accumulate(lines, lambda one, other: one + other), 1):
        if not _may_repeat(blocks[length - 1], title) or len(joined) > _LONGEST:
            return 0
        if joined in whole or _counted(joined) in whole:
            return length if length > 1 or len(joined) > 1 or _is_apart(blocks[0]) else 0
    return 0


def _may_repeat(block: Block, title: str) -> bool:
    """Returns whether a block could be a heading: a sentence ends otherwise than a title."""
    plain = _plain(block.plain)
    looks = bool(block.level) or block.picture or not plain or _is_bold(block) or _is_number(_words(plain))
    return looks or plain[-1].isalnum() or plain[-1] == title[-1:]


def _is_apart(block: Block) -> bool:
    """Returns whether a single word looks like a heading, and not like the first word of the text."""
    figure = _plain(block.plain).rstrip(" .:")
    return bool(block.level) or _is_bold(block) or figure.isdecimal() or figure.isupper()


def _is_bold(block: Block) -> bool:
    return block.text.startswith("**") and block.text.endswith("**")


def _without_headings(blocks: list[Block], names: Sequence[str]) -> list[Block]:
    """Returns the blocks without the headings at the beginning that are part of a name, and without their
    number where it stands apart and numbers no section of the chapter.
    """
    head = next((i for i, block in enumerate(blocks) if _is_text(block)), len(blocks))
    known = [_words(name) for name in names]
    sections = _numbering(blocks[head:])
    repeated = [_is_in(block, known, sections) for block in blocks[:head]]
    apart = any(repeated)
    kept = [
        block
        for block, said in zip(blocks[:head], repeated, strict=True)
        if not said and not (apart and _is_numeral(block) and block.level not in sections)
    ]
    return kept + blocks[head:]


def _numbering(blocks: list[Block]) -> set[int]:
    """Returns the levels of the headings that number the sections of a chapter."""
    return {block.level for block in blocks if _is_numeral(block)}


def _is_text(block: Block) -> bool:
    return bool(block.text) and not block.level and not block.picture


def _is_numeral(block: Block) -> bool:
    """Returns whether a block is a heading that is only a number: `3`, `Chapter Three`."""
    return block.level > 0 and _is_number(_without_label(_words(_plain(block.plain))))


def _is_in(block: Block, known: Sequence[Words], sections: set[int]) -> bool:
    words = _words(_plain(block.plain))
    if not words or not (block.level or block.picture):
        return False
    if words in known:
        return True
    if block.level in sections and _is_numeral(block):
        return False
    forms = _forms(words)
    if any(not forms.isdisjoint(_forms(name)) for name in known):
        return True
    part = " ".join(word for word in words if word != "chapter")
    return bool(block.level) and any(f" {part} " in f" {' '.join(name)} " for name in known)


def _forms(words: Words) -> set[Words]:
    """Returns a heading's words as they are and without label and number; numbers in figures."""
    bare = _without_label(words)
    number = _number_length(bare)
    return {_counted(words), _counted(bare), bare[number:] or _counted(bare)} - {()}


def _whole(words: Words) -> set[Words]:
    return {words, _counted(words), _counted(_without_label(words))} - {()}


def _counted(words: Words) -> Words:
    """Returns the words with the number that they begin with, after a label perhaps, in figures."""
    bare = _without_label(words)
    length = _number_length(bare)
    if not length:
        return words
    return (*words[: len(words) - len(bare)], str(sum(map(_value, bare[:length]))), *bare[length:])


def _without_label(words: Words) -> Words:
    return words[1:] if words[1:] and words[0] in _LABELS else words


def _number_length(words: Words) -> int:
    """Returns how many of the first words are a number: `3`, `III`, `three`, `twenty three`."""
    if not words or _value(words[0]) < 0:
        return 0
    tens = len(words) > 1 and words[0] in _TENS.split() and words[1] in _UNITS.split()
    return 2 if tens else 1


def _is_number(words: Words) -> bool:
    return bool(words) and _number_length(words) == len(words)


def _value(word: str) -> int:
    if word.isdecimal() and len(word) < 6:
        return int(word)
    if word in _NUMBERS:
        return _NUMBERS[word]
    return numeral_value(word) if len(word) < 12 and _ROMAN.fullmatch(word) else -1


def _plain(text: str) -> str:
    """Returns a heading's text on one line, the description of a picture in it without its brackets."""
    return " ".join(_PICTURE.sub(r"\1", text).split())


def _words(text: str) -> Words:
    return tuple(re.findall(r"\w+", text.casefold()))
