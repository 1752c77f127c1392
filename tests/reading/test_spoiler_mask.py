"""Whose chapter titles are hidden from whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.readers.queries import readers
from bot.reading.queries import bookmarks, passed
from bot.reading.spoiler_mask import SpoilerMask, spoiler_mask
from bot.stories.details import Details
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, NamedChapter, Origin, Spoilers
from bot.stories.queries import chapters
from tests.support.importing import importer_of

READER = ReaderId(7)
ONE = Chapter(ChapterId(1), StoryId(1), 0, 1, "The Bell", ChapterKind.BODY, 1, 9, 2, 0)
TWO = replace(ONE, id=ChapterId(2), position=1, number=2, title="The Wreck")
TOLD = Manuscript(
    Details(title="Heath"),
    (
        ManuscriptChapter("A letter", "To whom it may concern.", ChapterKind.FRONT),
        ManuscriptChapter("The Bell", "It rang all night."),
        ManuscriptChapter("The Wreck", "Nobody had heard it."),
        ManuscriptChapter("Afterword", "Thank you all.", ChapterKind.BACK),
    ),
)


def test_only_the_title_of_a_chapter_not_begun_is_hidden() -> None:
    mask = SpoilerMask({ONE.id})
    assert mask.over(ONE) == ONE
    assert mask.over(TWO) == replace(TWO, title="")
    assert SpoilerMask(None).over(TWO) == TWO
    assert mask.over(replace(TWO, kind=ChapterKind.FRONT)).title == "The Wreck"
    assert mask.over(replace(TWO, kind=ChapterKind.BACK)).title == ""


def test_a_chapter_that_is_only_named_is_hidden_likewise() -> None:
    named = NamedChapter(TWO.id, 2, "The Wreck", ChapterKind.BODY)
    assert SpoilerMask({TWO.id}).over(named) == named
    assert SpoilerMask({ONE.id}).over(named) == named._replace(title="")


def titles(connection: Connection, story: StoryId) -> list[str]:
    mask = spoiler_mask(connection, READER, story)
    return [mask.over(each).title for each in chapters.of(connection, story, None)]


@pytest.mark.parametrize("choice", list(Spoilers))
async def test_titles_ahead_are_hidden_from_those_alone_who_ask_for_it(
    database: Database, choice: Spoilers
) -> None:
    story = (await importer_of(database).add(TOLD, Origin("heath.txt", "1"))).story.id

    def job(connection: Connection) -> None:
        assert titles(connection, story) == ["A letter", "The Bell", "The Wreck", "Afterword"]
        readers.set_spoilers(connection, READER, choice)
        ahead = ["", ""] if choice is Spoilers.TITLES else ["The Wreck", "Afterword"]
        assert titles(connection, story) == ["A letter", "The Bell", *ahead]
        bookmarks.begin(connection, Audience(READER), story, 0)
        assert titles(connection, story) == ["A letter", "The Bell", *ahead]
        wreck = chapters.of(connection, story, None)[2]
        layer = passed.Layer(False, wreck.id, wreck.revision)
        passed.keep(connection, READER, layer, (), ((5, 9),))
        assert titles(connection, story) == ["A letter", "The Bell", *ahead]  # a jump into it is no beginning
        passed.keep(connection, READER, layer, ((5, 9),), ((0, 0),))
        assert titles(connection, story) == ["A letter", "The Bell", "The Wreck", ahead[1]]

    await database.transaction(job)
