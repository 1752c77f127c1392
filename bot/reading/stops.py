"""The stop before what a reader asked to be warned of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.readers.queries import warnings
from bot.reading.errors import WarnedError
from bot.reading.positions import Move
from bot.reading.spoiler_mask import spoiler_mask
from bot.stories.cautions import warns_of
from bot.stories.ids import ChapterId, ReaderId
from bot.stories.models import Chapter, Place, Story
from bot.stories.naming import name_beside
from bot.stories.queries import chapters
from bot.stories.tags import tags_of


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reader is warned of before a chapter: by the `story` as a whole, and by the chapter itself. They
    are names as the author wrote them; at least one is there."""

    story: tuple[str, ...]
    chapter: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.chapter, *self.story)))


def warned(connection: Connection, reader: ReaderId, story: Story, chapter: Chapter) -> Warned | None:
    """Returns what a reader is to be warned of before a chapter; None where there is nothing, or they chose
    to read it before."""
    wanted = warnings.phrases(connection, reader)
    if not wanted:
        return None
    accepted = warnings.accepted(connection, reader, story.id)
    of_story = () if warnings.WHOLE_STORY in accepted else tags_of(story)
    notes = chapters.notes(connection, chapter.id, chapter.revision)
    of_chapter = () if chapter.id in accepted else notes.content_warnings
    found = Warned(
        tuple(dict.fromkeys(each for each in of_story if warns_of(each, wanted))),
        tuple(dict.fromkeys(each for each in of_chapter if warns_of(each, wanted))),
    )
    return found if found.names else None


def stop_before(
    connection: Connection, reader: ReaderId, story: Story, chapter: Chapter, place: Place, how: Move
) -> WarnedError | None:
    """Returns the error for a reader who is to be warned before a chapter, or None."""
    found = warned(connection, reader, story, chapter)
    if found is None:
        return None
    named = name_beside(story, spoiler_mask(connection, reader, story.id).over(chapter))
    shown = named if found.chapter else ""
    return WarnedError(story.title, shown, found.names, story.id, place, how)


def require_unwarned(
    connection: Connection, reader: ReaderId, story: Story, chapter: Chapter, place: Place, how: Move
) -> None:
    """Raises WarnedError where a reader is to be warned before a chapter."""
    found = stop_before(connection, reader, story, chapter, place, how)
    if found is not None:
        raise found


def read_all_the_same(connection: Connection, reader: ReaderId, story: Story, chapter: Chapter) -> None:
    """Records that a reader chose to read a chapter of which they are warned, now or after an edit."""
    found = warned(connection, reader, story, chapter)
    if found is not None:
        whole: list[ChapterId] = [warnings.WHOLE_STORY] if found.story else []
        warnings.accept(connection, reader, story.id, [*whole, chapter.id])
