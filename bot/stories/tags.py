"""A story's tags of every kind, and the search for those that somebody typed."""

from __future__ import annotations

from functools import lru_cache

from bot.stories.details import Details
from bot.text.words import words


def tags_of(details: Details) -> tuple[str, ...]:
    """Returns all tags of a story, of every kind. Of a character it has the name shown to readers only, since
    other names may be secrets."""
    return (
        *details.fandoms,
        *details.tags,
        *details.content_warnings,
        *details.relationships,
        *(each.partition("|")[0].strip() or each for each in details.characters),
    )


@lru_cache(maxsize=16_384)
def stems(tag: str) -> frozenset[str]:
    """Returns the words of a tag in the form in which they are compared: without case, accents and plural
    endings."""
    return frozenset(word.folded.removesuffix("s") or word.folded for word in words(tag))


def matching_tags(typed: str, details: Details) -> tuple[str, ...]:
    """Returns the story's tags that have all the typed words, in any order. Without words it returns none."""
    wanted = stems(typed)
    return tuple(tag for tag in tags_of(details) if wanted and wanted <= stems(tag))
