"""Stories leave as files and come into another Fireside as they were, to the letter, and once."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App, opened
from bot.errors import StoryTooLongError, UnreadableFileError
from bot.exports.archive import packed, unpacked
from bot.exports.models import BroughtIn, ExportedChapter, ExportedStory
from bot.imports.manuscript import ManuscriptChapter
from bot.imports.models import ImportLimits
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import counted
from bot.stories.details import Completion, Details, Rating, tidied
from bot.stories.ids import GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import ChapterKind, Credentials, EarlyAccess, Origin
from bot.stories.queries import covers
from tests.support.command_line import CommandLine
from tests.support.fireside import Fireside
from tests.support.librarians import ferry, take_down
from tests.support.person import Person
from tests.support.rows import everything
from tests.support.zips import zipped

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, max_size=40)
LINES = WORDS.map(lambda words: " ".join(words.split()))
TEXTS = st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=4).map("\n\n".join)
NAMES = st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple)
IDS = st.integers(1, 2**63 - 1)
MOMENTS = st.integers(0, 4 * 10**9)
DETAILS = st.builds(
    Details,
    title=LINES,
    authors=NAMES,
    language=LINES,
    summary=TEXTS,
    notes=WORDS,
    rating=st.sampled_from(Rating) | st.none(),
    unclear_rating=LINES,
    completion=st.sampled_from(Completion) | st.none(),
    content_warnings=NAMES,
    tags=NAMES,
    series=NAMES,
    quotable=st.booleans(),
    takes_remarks=st.booleans(),
).map(tidied)
NOTES = st.builds(ChapterNotes, summary=WORDS, before=WORDS, after=WORDS, content_warnings=NAMES)
EARLY = st.builds(
    EarlyAccess, IDS.map(GuildId), st.lists(IDS.map(RoleId), max_size=3).map(tuple), MOMENTS | st.none()
)
CHAPTERS = st.builds(
    lambda title, kind, key, text, notes, early, added: ExportedChapter(
        counted(title, kind, key, text, notes).opened_to(early), added
    ),
    *(WORDS, st.sampled_from(ChapterKind), WORDS, TEXTS, NOTES, EARLY | st.none(), MOMENTS),
)
STORIES = st.builds(
    ExportedStory,
    origin=st.builds(Origin, WORDS, WORDS, IDS.map(GuildId) | st.none()),
    reader=st.integers(1, 99),
    details=DETAILS,
    file_details=DETAILS,
    owner=IDS.map(ReaderId) | st.none(),
    added_at=MOMENTS,
    chapters=st.lists(CHAPTERS, min_size=1, max_size=4).map(tuple),
    cover=st.just(PICTURE) | st.none(),
    chosen=st.booleans(),
)
STORY = ExportedStory(
    Origin("lamp.txt", "d1", None),
    1,
    Details(title="The Lamp"),
    Details(title="The Lamp"),
    None,
    0,
    (ExportedChapter(counted("One", ChapterKind.BODY, "k", "It burned."), 0),),
    None,
    chosen=False,
)


@given(STORIES)
def test_every_story_comes_out_as_it_went_in(story: ExportedStory) -> None:
    assert unpacked(packed(story)) == story


# Between two libraries


async def changed(fireside: Fireside, ines: Person) -> StoryId:
    """A story of The Hearth's that is not as its file says any more."""
    app, guild = fireside.app, fireside.guild()
    story = await fireside.bring_in("ferry.txt", ferry(status="in progress", rating="Teen"), ines)
    keeper = Credentials(ReaderId(int(ines.user.id)), guild, manages=True)
    [first, *_] = await app.library.whole(story)
    await app.editing.rewrite(keeper, first.chapter.id, "*Then* it \\*ended\\*.\n\nFor good.")
    notes = {"summary": "Two lines.", "content_warnings": "Endings"}
    await app.editing.annotate(keeper, first.chapter.id, notes)
    await app.editing.correct(keeper, story, {"rating": "mature", "tags": "ferries\nrivers"})
    dusk = [ManuscriptChapter("Dusk", "Later.")]
    await app.early_chapters.publish(keeper, story, dusk, [RoleId(7)], fireside.clock.now() + 10**6, "1")
    await app.database.transaction(lambda connection: covers.choose(connection, story, PICTURE))
    return story


async def kept(app: App) -> list[ExportedStory]:
    """All stories of a library, as they are exported."""
    return [unpacked((await app.exports.export(each))[1]) for each in await app.exports.all_stories()]


async def test_an_empty_fireside_has_the_same_stories_afterwards_and_a_second_import_changes_nothing(
    fireside: Fireside, ines: Person, tmp_path: Path
) -> None:
    ferry_was = await changed(fireside, ines)
    before = await kept(fireside.app)
    files = [packed(each) for each in before]
    [same] = [each for each in before if each.details.title == "The Ferry"]
    assert [each.content.title for each in same.chapters] == [
        "Chapter 1: Dawn",
        "Chapter 2: Noon",
        "Dusk",
    ]
    assert same.chapters[0].content.notes.content_warnings == ("Endings",)
    assert (same.details.rating, same.file_details.rating) == (Rating.MATURE, Rating.TEEN)
    assert same.chapters[2].content.early is not None
    async with opened(tmp_path / "other.sqlite3", fireside.clock) as other:
        fireside.clock.advance(1_000)
        assert [(await other.exports.bring_in(each))[1] for each in files] == [BroughtIn.NEW] * len(files)
        assert await kept(other) == before
        whole = await other.database.read(everything)
        assert [(await other.exports.bring_in(each))[1] for each in files] == [BroughtIn.THERE] * len(files)
        assert await other.database.read(everything) == whole
    ines.go("reading-room")
    await take_down(ines)
    assert await fireside.app.exports.bring_in(packed(same)) == (None, BroughtIn.TAKEN_DOWN)
    assert ferry_was not in await fireside.app.exports.all_stories()


@pytest.mark.usefixtures("ids_from_one")
def test_an_operator_takes_stories_from_one_library_to_another(cli: CommandLine, tmp_path: Path) -> None:
    lamp = tmp_path / "lamp.txt"
    lamp.write_text("Title: The Lamp: a/b\nAuthor: B. Keeper\n\nIt burned all night.\n", encoding="utf-8")
    _, [added] = cli.add(lamp)
    shown, folder = cli.show(added["story"]), tmp_path / "out"
    assert cli.run("export", "The Lamp: a/b", "--to", folder)[0] == 0
    [file] = folder.iterdir()
    assert file.name == "The Lamp a b (1).zip"
    with zipfile.ZipFile(file) as made:
        assert "It burned all night." in made.read(made.namelist()[1]).decode()
        assert json.loads(made.read("story.json"))["title"] == "The Lamp: a/b"
    cli.database = tmp_path / "other.sqlite3"
    assert cli.run("import", folder)[1] == "✓ The Lamp: a/b (story 1)\n"
    assert cli.run("import", file)[1] == "= The Lamp: a/b (story 1, in the library already)\n"
    assert cli.show(1) == shown
    code, printed, _ = cli.run("import", lamp)
    assert (code, printed[:11]) == (1, "✗ lamp.txt:")


# What is no export


def with_story(change: Callable[[dict[str, Any]], object]) -> bytes:
    """An export whose description is changed so."""
    with zipfile.ZipFile(io.BytesIO(packed(replace(STORY, cover=PICTURE)))) as made:
        files: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    said = json.loads(files["story.json"])
    change(said)
    return zipped(files | {"story.json": json.dumps(said)})


def first(said: dict[str, Any]) -> dict[str, Any]:
    chapter: dict[str, Any] = said["chapters"][0]
    return chapter


HOSTILE = {
    "no zip": b"Once upon a time",
    "no story": zipped({"a.txt": "a"}),
    "no JSON": zipped({"story.json": "{"}),
    "a list": zipped({"story.json": "[]"}),
    "nested": zipped({"story.json": "[" * 100_000}),
    "a bomb": zipped({"story.json": b"0" * 100_000_000}),
    "newer": with_story(lambda said: said.update(fireside=2)),
    "a title that is none": with_story(lambda said: said.update(title=7)),
    "authors that are none": with_story(lambda said: said.update(authors=[["x"]])),
    "no summary": with_story(lambda said: said.update(summary=[])),
    "letters for tags": with_story(lambda said: said.update(tags="ferries")),
    "half a letter": with_story(lambda said: said.update(title="\ud800")),
    "a letter that ends texts": with_story(lambda said: said.update(summary="Rain\0.")),
    "an id beyond all": with_story(lambda said: said.update(server="9" * 30)),
    "a number with no end": with_story(lambda said: said.update(server="9" * 10_000)),
    "a date that is none": with_story(lambda said: said.update(added="soon")),
    "a rating that is none": with_story(lambda said: said.update(rating="adult")),
    "no chapters": with_story(lambda said: said.update(chapters=7)),
    "a file elsewhere": with_story(lambda said: first(said).update(file="../../etc/passwd")),
    "a picture for a text": with_story(lambda said: first(said).update(file="cover.png")),
    "a text for a picture": with_story(lambda said: said.update(cover=first(said)["file"])),
    "a note beyond the end": with_story(lambda said: first(said).update(notes={"within": [[99, "x"]]})),
    "a note that is none": with_story(lambda said: first(said).update(notes={"summary": 7})),
    "notes that are not known": with_story(lambda said: first(said).update(notes={"voice": "x"})),
}


def test_where_there_are_no_stories_an_export_says_so(cli: CommandLine, tmp_path: Path) -> None:
    assert cli.run("export", "--to", tmp_path / "out") == (0, "There are no stories yet.\n", "")


def test_an_export_whose_description_was_only_written_anew_is_one() -> None:
    assert unpacked(with_story(lambda said: None)) == replace(STORY, cover=PICTURE)


NO_EXPORT = "This is no story that Fireside has exported."
SAID = {
    "no zip": "This export cannot be opened: such a file is a zip inside, and this is not one.",
    "no story": "In this export, a file is missing from the file.",
    "a file elsewhere": "In this export, a file is missing from the file.",
    "a bomb": "This export unpacks to far more than a book can be, so it was not opened.",
    "newer": "This story was exported by a newer Fireside. Update this one.",
}
"""What is said of the hostile ones, where it is something else."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_export_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        unpacked(HOSTILE[name])
    assert str(refused.value) == SAID.get(name, NO_EXPORT)


async def test_limits_are_those_of_uploads(tmp_path: Path) -> None:
    long = counted("One", ChapterKind.BODY, "", "word " * 30 + "end.")
    async with opened(tmp_path / "small.sqlite3", limits=ImportLimits(story_words=20)) as app:
        with pytest.raises(StoryTooLongError):
            await app.exports.bring_in(packed(replace(STORY, chapters=(ExportedChapter(long, 0),))))
        assert await app.exports.all_stories() == []


@pytest.mark.parametrize(
    "change", [lambda said: said.update(chapters=[]), lambda said: first(said).update(kind="front")]
)
async def test_an_export_without_a_chapter_to_read_is_refused_in_a_sentence(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    async with opened(tmp_path / "other.sqlite3") as app:
        with pytest.raises(UnreadableFileError, match="no chapter"):
            await app.exports.bring_in(with_story(change))
        assert await app.exports.all_stories() == []
