"""A language as far as finding speech needs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The words by which speech and its speakers are known in one language; words are divided by blanks.

    A language without some of them does without: the lines are found, and have no speakers.
    """

    code: str
    common: str = ""
    """Words that every page has, and other languages have not: they tell the language."""
    says: str = ""
    """Verbs of saying, in the forms that stand beside a line."""
    nobody: str = ""
    """Words that stand where a name would, and name nobody: pronouns, articles, `somebody`."""
    adverbs: str = ""
    """Words that may stand between the verb and the name; `-mente` is any word that ends so."""
    titles: str = ""
    """Titles in small letters, as `señora` in `dijo la señora Pérez`, with what may stand before them."""
    deeds: str = ""
    """Endings of verbs that tell what was done: they begin narration behind a dash."""
    resumes: str = ""
    """Words with which speech goes on behind a tag that no dash and no mark ends."""
    dashes: bool = False
    """Whether a dash at the beginning of a paragraph opens speech."""
