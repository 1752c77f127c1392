"""What a reader sees suggested, and the stories and readers that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Completion, Details, Rating
from bot.stories.ids import GuildId, StoryId
from tests.recommendations.reader_circles import reads
from tests.support.fireside import Fireside
from tests.support.replies import TEXT_DISPLAY, Reply, walk

OTHERS = range(700, 800)
"""Readers whom nobody here is."""


def story(
    title: str,
    *authors: str,
    tags: Sequence[str] = (),
    text: str = "",
    rating: Rating | None = None,
    warnings: Sequence[str] = (),
    characters: Sequence[str] = (),
    completion: Completion | None = None,
) -> Manuscript:
    """A story of one page, with no word in common with another unless it is given."""
    own = " ".join(f"{title.casefold().replace(' ', '')}{letter}" for letter in "abcdefghij")
    return Manuscript(
        Details(
            title=title,
            authors=authors or (f"Author of {title}",),
            tags=tuple(tags),
            rating=rating,
            content_warnings=tuple(warnings),
            characters=tuple(characters),
            completion=completion,
        ),
        (ManuscriptChapter("", f"{text or own}."),),
    )


async def add(fireside: Fireside, *stories: Manuscript, guild: GuildId | None = None) -> list[StoryId]:
    """Bring them in, and have all be looked at, as the bot does within a minute."""
    found = [await fireside.add(each, guild) for each in stories]
    await fireside.app.content_similarity.worker().round()
    return found


async def read_by_others(
    fireside: Fireside, readers: int, stories: Iterable[StoryId], guild: GuildId | None = None
) -> None:
    """So many others read all of these, and it is worked out what that tells, as at a quiet time."""
    stories = list(stories)
    for reader in OTHERS[:readers]:
        await reads(fireside.database, reader, stories, guild)
    await fireside.app.collaborative_filtering.train()


def titles(reply: Reply) -> list[str]:
    """The stories that are suggested."""
    return [parts[0].partition("**")[2].partition("**")[0] for parts in _listed(reply)]


def facts(reply: Reply) -> dict[str, str]:
    """What is said of each story, by its title."""
    return dict(zip(titles(reply), (parts[-2] for parts in _listed(reply)), strict=True))


def reasons(reply: Reply) -> dict[str, str]:
    """Why each story is suggested, by its title."""
    return dict(zip(titles(reply), (parts[-1] for parts in _listed(reply)), strict=True))


def _listed(reply: Reply) -> list[list[str]]:
    texts = [each["content"] for each in walk(reply.components) if each["type"] == TEXT_DISPLAY]
    return [parts for text in texts if len(parts := text.split("\n")) >= 3]


def about(reply: Reply, title: str, says: str) -> str:
    """What the button of one story of the list carries."""
    at = titles(reply).index(title)
    found = [each for each in walk(reply.components) if each.get("label") == says]
    return str(found[at]["custom_id"])
