"""A chapter's notes through every change of its story: files, editor, history, publishing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.database import Connection
from bot.editing import packing
from bot.editing.current_version import is_current
from bot.editing.plan import Plan
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes, NoteWithin
from bot.stories.chapters import counted
from bot.stories.details import Details
from bot.stories.models import ChapterKind
from bot.stories.queries import chapters
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add, add_and_keep, paragraphs
from tests.support.person import Person
from tests.support.reading_panel import footing
from tests.support.story_editor import chapter_editor, move, restore, upload

AFTER_A_PARAGRAPH = paragraphs(11).index("\n\n") + 2
NOTES = ChapterNotes(
    "Ada _climbs_.",
    "For Bo.\n\n\\@everyone: thank you!",
    "Until Friday!",
    ("blood", "fog, rain"),
    (
        NoteWithin(AFTER_A_PARAGRAPH, "Listen to _this_.\n\n\\* Really."),
        NoteWithin(AFTER_A_PARAGRAPH, "Now."),
    ),
)
OTHER = ChapterNotes(before="In other words.")


def ferry(notes: ChapterNotes, text: str = paragraphs(11)) -> Manuscript:
    """*The Ferry*, whose second chapter has these notes."""
    chapters = ManuscriptChapter("Dawn", paragraphs(1)), ManuscriptChapter("Noon", text, notes=notes)
    return Manuscript(Details(title=TITLE, authors=("A. Boatman",)), chapters)


@pytest.fixture
async def story(fireside: Fireside) -> None:
    await fireside.add(ferry(NOTES), fireside.guild())


async def notes_of(fireside: Fireside) -> dict[str, ChapterNotes]:
    """The notes of each chapter, by its title."""
    whole = await fireside.app.library.whole((await fireside.app.library.named(TITLE)).id)
    return {each.chapter.title: each.notes for each in whole}


async def downloaded(librarian: Person, chapter: str) -> str:
    await chapter_editor(librarian, chapter)
    sent = await librarian.press("Download text")
    assert sent.message
    [file] = sent.message["attachments"]
    return (await librarian.fetch(file["url"])).decode()


async def changes(librarian: Person) -> list[str]:
    text = (await librarian.slash("stories history", story=TITLE)).text
    return [line.split(" · ")[2] for line in text.splitlines() if line.startswith("- <t:")]


@pytest.mark.usefixtures("story")
async def test_a_file_that_changes_notes_alone_moves_nobody_and_is_no_news(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=TITLE, chapter="2")
    here = await mira.press("Next ▶")
    await fireside.add(ferry(OTHER), fireside.guild())
    assert (await notes_of(fireside))["Noon"] == OTHER
    assert (await changes(ines))[0].endswith(": Chapter 2 — Noon with new notes")
    assert footing(await mira.slash("read", story=TITLE)) == footing(here)
    rows = await fireside.database.read(
        lambda connection: connection.execute(
            "SELECT (SELECT count(*) FROM texts), (SELECT max(revision) FROM revisions),"
            " (SELECT count(*) FROM carries)"
        ).fetchone()
    )
    assert tuple(rows) == (2, 1, 0)


@pytest.mark.usefixtures("story")
async def test_notes_stay_with_their_chapter_when_it_is_moved_renamed_and_followed_by_another(
    fireside: Fireside, ines: Person
) -> None:
    await chapter_editor(ines, "Noon")
    await ines.fill(await ines.press("Rename"), title="Midday")
    await move(ines, "Midday", 1)
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Night", text="And so it went on.")
    assert await notes_of(fireside) == {"Midday": NOTES, "Dawn": NO_NOTES, "Night": NO_NOTES}


@pytest.mark.usefixtures("story")
async def test_a_downloaded_chapter_comes_back_with_its_notes_and_changes_nothing(
    fireside: Fireside, ines: Person
) -> None:
    file = await downloaded(ines, "Noon")
    assert "summary: Ada" in file or 'summary: "Ada' in file
    assert "\n  - fog, rain\n" in file
    assert "Nothing has changed" in (await upload(ines, "Noon", file)).text
    assert (await notes_of(fireside))["Noon"] == NOTES


@pytest.mark.usefixtures("story")
async def test_a_note_corrected_in_the_downloaded_file_is_corrected(fireside: Fireside, ines: Person) -> None:
    file = (await downloaded(ines, "Noon")).replace("Until Friday", "Until *Sunday*")
    assert "Chapter 2 — Noon with new notes." in (await upload(ines, "Noon", file)).text
    assert (await notes_of(fireside))["Noon"].after == "Until _Sunday_!"


@pytest.mark.usefixtures("story")
async def test_notes_in_the_middle_are_moved_and_taken_out_in_the_downloaded_file(
    fireside: Fireside, ines: Person
) -> None:
    file = await downloaded(ines, "Noon")
    note = "<aside>\n\nNow.\n\n</aside>\n\n"
    assert f"</aside>\n\n{note}" in file
    await upload(ines, "Noon", file.replace(note, "").rstrip() + f"\n\n{note}It was over.\n")
    text = f"{paragraphs(11)}\n\nIt was over."
    kept = (await notes_of(fireside))["Noon"].within
    assert kept == (NOTES.within[0], NoteWithin(text.index("It was over."), "Now."))
    await upload(ines, "Noon", re.sub(r"(?s)<aside>.*</aside>", "", await downloaded(ines, "Noon")))
    assert (await notes_of(fireside))["Noon"].within == ()


def test_notes_in_the_middle_keep_to_their_paragraphs_when_the_text_is_rewritten() -> None:
    old = counted("", ChapterKind.BODY, "", paragraphs(11), NOTES)
    first, rest = paragraphs(11)[:AFTER_A_PARAGRAPH], paragraphs(11)[AFTER_A_PARAGRAPH:]
    new = old.rewritten(f"Much earlier.\n\n{first}{rest}")
    assert [new.text[each.offset :] for each in new.notes.within] == [rest, rest]
    gone = old.rewritten(first.rstrip())
    assert [each.offset for each in gone.notes.within] == [len(gone.text)] * 2


@pytest.mark.usefixtures("story")
async def test_a_file_without_any_notes_leaves_those_that_are_there(fireside: Fireside, ines: Person) -> None:
    await upload(ines, "Noon", "It was noon, and nothing else.")
    assert (await notes_of(fireside))["Noon"] == replace(NOTES, within=())


@pytest.mark.usefixtures("story")
async def test_a_former_text_comes_back_with_the_notes_that_it_had(fireside: Fireside, ines: Person) -> None:
    await upload(ines, "Noon", "---\nchapter: Noon\nnotes: In other words.\n---\n\nIt was noon.")
    assert (await notes_of(fireside))["Noon"] == OTHER
    await restore(ines, "edited", "Noon")
    assert (await notes_of(fireside))["Noon"] == NOTES


@pytest.mark.parametrize(
    "said",
    [
        "chapter: Dusk\nsummary: Ada rests.\nnotes: Thank *you*.\nend notes: Bye!\nwarnings: [fog, ice]",
        "chapter: Dusk\nSummary: >\n  Ada\n  rests.\nAuthor’s note: Thank *you*.\nnotes_after: |\n  Bye!\n"
        "content warnings:\n- fog\n- ice",
        "title: Dusk\nsummary: Ada rests.\nnotes before: Thank *you*.\nnotes after: Bye!\ntw: fog, ice",
    ],
)
@pytest.mark.usefixtures("story")
async def test_a_published_file_s_front_matter_has_the_chapter_s_notes(
    fireside: Fireside, ines: Person, mira: Person, said: str
) -> None:
    name = await ines.upload("dusk.md", f"---\n{said}\n---\n\nIt was late.".encode())
    await ines.slash("stories publish", story=TITLE, file=name)
    assert (await notes_of(fireside))["Dusk"] == ChapterNotes(
        "Ada rests.", "Thank _you_.", "Bye!", ("fog", "ice")
    )
    shown = (await mira.slash("read", story=TITLE, chapter="3")).text
    assert re.search(
        r"Content warnings: fog, ice(?s:.*)Ada rests\.(?s:.*)Thank _you_\.(?s:.*)It was late\.(?s:.*)Bye!",
        shown,
    )


@pytest.mark.usefixtures("story")
async def test_a_planned_chapter_has_its_notes_when_it_appears(fireside: Fireside, ines: Person) -> None:
    file = await ines.upload("dusk.md", b"---\nchapter: Dusk\nnotes: In other words.\n---\n\nIt was late.")
    await ines.slash("stories publish", story=TITLE, file=file, at="in 2 hours")
    await ines.press("Publish now")
    assert (await notes_of(fireside))["Dusk"] == OTHER


async def test_a_draft_keeps_the_notes_of_its_chapters(fireside: Fireside, ines: Person) -> None:
    head = b"---\ntitle: The Ferry\nend notes: Until Friday!\n---\n\n"
    file = head + b"# Dawn\n\nIt was early.\n\n# Noon\n\nIt was noon.\n"
    await add_and_keep(ines, file, "ferry.md")
    assert await notes_of(fireside) == {"Dawn": NO_NOTES, "Noon": ChapterNotes(after="Until Friday!")}


async def test_a_chapter_s_file_made_a_story_is_not_without_its_warnings(
    fireside: Fireside, ines: Person
) -> None:
    file = b"---\nchapter: Dawn\ntitle: The Ferry\nwarnings: blood\nnotes: Thank you.\n---\n\nIt was early.\n"
    assert "blood" in (await add(ines, "dawn.md", file)).text
    read = await ines.press("Read", await ines.press("Keep it"))
    assert read.text.count("blood") == 1
    assert read.text.count("Thank you.") == 1


@pytest.mark.usefixtures("story")
async def test_two_librarians_do_not_undo_each_other_s_notes(fireside: Fireside) -> None:
    app = fireside.app
    whole = await app.library.whole((await app.library.named(TITLE)).id)
    plan = Plan(whole, [], [], [])
    story = whole[0].chapter.story
    assert await fireside.database.read(lambda connection: is_current(connection, story, plan))
    await fireside.add(ferry(OTHER), fireside.guild())
    assert not await fireside.database.read(lambda connection: is_current(connection, story, plan))


@pytest.mark.usefixtures("story")
async def test_a_librarian_corrects_notes_in_a_form(fireside: Fireside, ines: Person, mira: Person) -> None:
    editor = await chapter_editor(ines, "Noon")
    form = await ines.press("Notes & warnings")
    done = await ines.fill(
        form,
        content_warnings="fog\nice",
        **{"author’s_note_before_the_chapter": "", "author’s_note_after_the_chapter": "Until *Sunday*!"},
    )
    assert "Chapter 2 — Noon with new notes." in done.text
    assert (await notes_of(fireside))["Noon"] == ChapterNotes(
        NOTES.summary, "", "Until _Sunday_!", ("fog", "ice"), NOTES.within
    )
    assert "Nothing has changed." in (await ines.fill(await ines.press("Notes & warnings", editor))).text


@pytest.mark.usefixtures("story")
async def test_a_note_too_long_for_the_form_stays(fireside: Fireside, ines: Person) -> None:
    long = ChapterNotes(before="word " * 1_000 + "end", summary="Ada.")
    await fireside.add(ferry(long), fireside.guild())
    await chapter_editor(ines, "Noon")
    form = await ines.press("Notes & warnings")
    await ines.fill(form, summary="Bo.")
    assert (await notes_of(fireside))["Noon"] == ChapterNotes("Bo.", long.before)


async def test_packed_texts_have_the_notes_that_they_had_and_each_of_them_once(fireside: Fireside) -> None:
    given = [NOTES, NOTES, OTHER, OTHER, NOTES, NOTES]
    for number, notes in enumerate(given):
        await fireside.add(ferry(notes, f"{paragraphs(11)} {number}"), fireside.guild())
        await packing.worker(fireside.database, fireside.clock).round()
    whole = await fireside.app.library.whole((await fireside.app.library.named(TITLE)).id)
    noon = whole[1].chapter

    def read(connection: Connection) -> tuple[list[ChapterNotes], int]:
        (kept,) = connection.execute("SELECT count(*) FROM revisions WHERE length(notes) > 1").fetchone()
        return [chapters.notes(connection, noon.id, at) for at in range(1, noon.revision + 1)], kept

    assert await fireside.database.read(read) == (given, 4)
