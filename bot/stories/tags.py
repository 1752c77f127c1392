"""A story's tags of every kind, and whether they are what somebody means."""

from __future__ import annotations

from functools import lru_cache

from bot.stories.details import Details
from bot.text.words import words


def tags_of(details: Details) -> tuple[str, ...]:
    """All that can be asked for or avoided in a story, whatever kind of tag it is. Of a character it is the
    name that readers are shown: the others may be secrets."""
    return (
        *details.fandoms,
        *details.tags,
        *details.content_warnings,
        *details.relationships,
        *(each.partition("|")[0].strip() or each for each in details.characters),
    )


@lru_cache(maxsize=16_384)
def stems(tag: str) -> frozenset[str]:
    """The words of a tag as they are compared: without case, accents, and the ending of a plural."""
    return frozenset(word.folded.removesuffix("s") or word.folded for word in words(tag))


def meant(typed: str, details: Details) -> tuple[str, ...]:
    """The story's tags that have all the words that somebody typed, in any order. No words mean none."""
    wanted = stems(typed)
    return tuple(tag for tag in tags_of(details) if wanted and wanted <= stems(tag))
