"""The library service: stories found and listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from bot.database import Connection, Database
from bot.errors import AmbiguousStoryError, StaleButtonError, UnknownStoryError
from bot.language import speaking, spoken
from bot.library.errors import EmptyLibraryError, UnknownChapterError
from bot.library.models import (
    Arrangement,
    Card,
    LibraryChoices,
    LibraryPage,
    LibraryStatus,
    name_number,
)
from bot.reading.models import Reading
from bot.reading.passed import bring_up_to_date
from bot.reading.queries import bookmarks
from bot.reading.spoiler_mask import spoiler_mask
from bot.shelf.service import line_of, reach
from bot.stories.access import permitted_story
from bot.stories.chapters import StoredChapter
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import (
    Audience,
    Chapter,
    Listing,
    NamedChapter,
    Place,
    Story,
    Suggestion,
    page_within,
)
from bot.stories.naming import chapter_name
from bot.stories.queries import chapters, covers, finding, stories, versions

STORIES_A_PAGE = 6
_COMPLETIONS = {
    LibraryStatus.ANY: None,
    LibraryStatus.COMPLETE: Completion.COMPLETE,
    LibraryStatus.ONGOING: Completion.ONGOING,
}
SHELF_REACH = 200
"""The most of a reader's own stories that come first while they type."""
CHOICES = 25
"""The number of choices that Discord shows while somebody types."""

_REMEMBERED = 8_192
"""The chapters whose names are remembered: some megabytes."""
_DIGITS = re.compile(r"\d{1,18}")
_ID = re.compile(r"id:(\d{1,18})")


class Library:
    """Finds and lists stories for readers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, audience: Audience, typed: str) -> StoryId:
        """Returns the story chosen from the list, or the one whose title was typed without choosing.

        Raises UnknownStoryError, AmbiguousStoryError or EmptyLibraryError.
        """
        if chosen := _ID.fullmatch(typed.strip()):
            return StoryId(int(chosen[1]))

        def job(connection: Connection) -> StoryId:
            if len(exact := finding.titled(connection, typed, audience)) == 1:
                return exact[0].id
            matching = finding.beginning(connection, typed, audience, CHOICES) or finding.mentioning(
                connection, typed, audience, CHOICES
            )
            if exact or len(matching) > 1:
                raise AmbiguousStoryError(typed)
            if matching:
                return matching[0].story
            if withheld := finding.titled(connection, typed, audience, any_rating=True):
                return withheld[0].id  # so that it is refused for its rating, not as unknown
            if not finding.exist(connection):
                raise EmptyLibraryError
            raise UnknownStoryError(typed, finding.nearest(connection, typed, audience))

        return await self._database.read(job)

    async def suggest(self, audience: Audience, typed: str) -> list[Suggestion]:
        """Returns the stories that match the typed text: the reader's own current stories first."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> list[Suggestion]:
            begun = {each.story: each for each in bookmarks.recent(connection, audience, SHELF_REACH)}
            matching = set(begun)
            if typed.strip():
                found = finding.mentioning(connection, typed, audience, SHELF_REACH, among=matching)
                matching = {each.story for each in found}
            own = [_begun(connection, audience, begun[story]) for story in begun if story in matching]
            others = finding.beginning(connection, typed, audience, CHOICES)
            others += finding.mentioning(connection, typed, audience, CHOICES)
            by_story = {each.story: each for each in others if each.story not in begun}
            return [*own, *by_story.values()][:CHOICES]

        return await self._database.read(job)

    async def browse(
        self, audience: Audience, search: str, page: int, arrangement: Arrangement
    ) -> LibraryPage:
        """Returns a page of the stories that may be read here, limited to those whose title, authors and tags
        match `search`, and as the arrangement says.

        Raises EmptyLibraryError where there is nothing to read at all, StaleButtonError for a fandom or
        language that no story has any more.
        """
        return await self._database.read(
            lambda connection: _page(connection, audience, search, page, arrangement)
        )

    async def choices(self, audience: Audience, search: str, arrangement: Arrangement) -> LibraryChoices:
        """Returns what the library can be limited to besides `search`. Raises as `browse`."""

        def job(connection: Connection) -> LibraryChoices:
            everything = finding.Wanted(search)
            return LibraryChoices(
                _page(connection, audience, search, 0, arrangement),
                tuple(finding.fandoms(connection, everything, audience)),
                tuple(finding.languages(connection, everything, audience)),
            )

        return await self._database.read(job)

    async def has_any(self, audience: Audience) -> bool:
        """Returns whether any story may be read here."""
        return await self._database.read(
            lambda connection: bool(finding.page(connection, finding.Wanted(), "title", audience, 0, 1))
        )

    async def has_stories(self) -> bool:
        """Returns whether there is any story at all."""
        return await self._database.read(finding.exist)

    async def card(self, audience: Audience, story: StoryId) -> Card:
        """Returns the card of a story. Raises StoryGoneError or RatingRefusedError."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Card:
            found = permitted_story(connection, story, audience)
            return Card(found, covers.shown(connection, story), line_of(connection, audience, found))

        return await self._database.read(job)

    async def chapters_like(self, audience: Audience, story: StoryId, typed: str) -> list[Chapter]:
        """Returns at most 25 chapters with a number, title or name in which words begin with the typed text.
        Raises StoryGoneError or RatingRefusedError."""

        wanted, language = f" {_spoken(typed)}", spoken()

        def job(connection: Connection) -> list[Chapter]:
            permitted_story(connection, story, audience)
            mask = spoiler_mask(connection, audience.reader, story)
            every = chapters.names(connection, story, audience)
            like = (each.id for each in every if wanted in _begun_by(mask.over(each), language))
            found = (chapters.get(connection, each, audience) for each in islice(like, CHOICES))
            return [mask.over(each) for each in found if each is not None]

        return await self._database.read(job)

    async def find_chapter(self, audience: Audience, story: StoryId, typed: str) -> Place:
        """Returns the start of a chapter chosen from the list (by id) or typed as its number, title or name.

        Raises UnknownChapterError, StoryGoneError or RatingRefusedError.
        """

        wanted, language = _spoken(typed), spoken()

        def job(connection: Connection) -> Place:
            permitted_story(connection, story, audience)
            for named in chapters.names(connection, story, audience):
                if typed == f"id:{named.id}" or wanted in _names(named, language):
                    chapter = chapters.get(connection, named.id, audience)
                    assert chapter is not None  # noqa: S101 - it was there a moment ago, in this transaction
                    return Place(chapter.id, chapter.revision, 0)
            raise UnknownChapterError(typed)

        return await self._database.read(job)

    async def named(self, typed: str) -> Story:
        """Returns a story by its id or title, without regard to audience: for the command line. Raises
        UnknownStoryError or AmbiguousStoryError."""

        def job(connection: Connection) -> Story:
            identity = typed.strip().removeprefix("id:")
            by_id = stories.get(connection, StoryId(int(identity))) if _DIGITS.fullmatch(identity) else None
            titled = [by_id] if by_id else finding.titled(connection, typed, None)
            if len(titled) > 1:
                raise AmbiguousStoryError(typed)
            if not titled:
                raise UnknownStoryError(typed, finding.nearest(connection, typed, None))
            return titled[0]

        return await self._database.read(job)

    async def whole(self, story: StoryId) -> list[StoredChapter]:
        """Returns all the chapters of a story with their texts and notes, without regard to audience: for the
        command line."""
        return await self._database.read(lambda connection: versions.of(connection, story))


def _page(
    connection: Connection, audience: Audience, search: str, page: int, arrangement: Arrangement
) -> LibraryPage:
    everything = finding.Wanted(search)
    fandom = language = ""
    if arrangement.fandom:
        fandom = _named(finding.fandoms(connection, everything, audience), arrangement.fandom)
    if arrangement.language:
        language = _named(finding.languages(connection, everything, audience), arrangement.language)
    wanted = finding.Wanted(search, _COMPLETIONS[arrangement.status], fandom, language)
    total = finding.count(connection, wanted, audience)
    if not total and not finding.count(connection, finding.Wanted(), audience):
        raise EmptyLibraryError
    shown, pages = page_within(page, total, STORIES_A_PAGE)
    order = arrangement.order.name.lower()
    found = finding.page(connection, wanted, order, audience, shown * STORIES_A_PAGE, STORIES_A_PAGE)
    return LibraryPage(Listing(tuple(found), shown, pages, total), search, arrangement, fandom, language)


def _named(known: Sequence[tuple[str, int]], number: int) -> str:
    """Returns the name that a button means by this number. Raises StaleButtonError."""
    for name, _ in known:
        if name_number(name) == number:
            return name
    raise StaleButtonError


def _begun(connection: Connection, audience: Audience, reading: Reading) -> Suggestion:
    story = permitted_story(connection, reading.story, audience)
    reached = reach(connection, audience, story, reading)
    return Suggestion(story.id, story.title, story.authors, reached.percent)


def _names(chapter: NamedChapter, language: str) -> tuple[str, ...]:
    """Returns the names that people may type for a chapter, normalised: its number, its title, its name in
    lists in their language."""
    with speaking(language):
        name = chapter_name(chapter)
    forms = dict.fromkeys((name, name.partition(" — ")[2], chapter.title))
    if chapter.number is not None:
        forms |= dict.fromkeys((str(chapter.number), f"chapter {chapter.number}"))
    return tuple(_spoken(form) for form in forms if form)


@lru_cache(maxsize=_REMEMBERED)  # looked through again with each letter that somebody types
def _begun_by(chapter: NamedChapter, language: str) -> str:
    """Returns the names of a chapter in one text, in which a space stands before each of their words."""
    return "".join(f" {name}\n" for name in _names(chapter, language))


def _spoken(text: str) -> str:
    """Returns the words of a text alone: without case, accents and punctuation."""
    return " ".join(re.findall(r"-?\w+", stories.folded(text)))
