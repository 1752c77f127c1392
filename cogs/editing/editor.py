"""The screens of the story editor: a story with all that can be changed in it, and each of its chapters."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.editing.models import ChangeKind
from bot.editing.presses import (
    AskToRemove,
    ChooseChapter,
    DownloadChapter,
    EditChapter,
    EditChapters,
    EditStory,
    OpenDetailsForm,
    OpenMoveForm,
    OpenNotesForm,
    OpenRenameForm,
    OpenUploadForm,
    PutBackStory,
    RateStory,
    RemoveChapter,
    ShowCover,
    TakeDown,
    TurnHistory,
    UndoChange,
)
from bot.editing.publishing_presses import ListPlanned
from bot.editing.service import CHAPTERS_A_PAGE
from bot.editing.writer import WrittenStory
from bot.language import N_, _
from bot.presses import value_of
from bot.reading.presses import GoTo, ReadStory
from bot.remarks.models import RemarkSection
from bot.remarks.presses import ListRemarks
from bot.stories.ids import ChangeId
from bot.stories.models import Chapter, ChapterKind, Listing, Place, Story
from bot.stories.naming import chapter_name
from bot.stories.reports import describe_changes
from cogs.editing.details_forms import group_buttons, rating_question
from cogs.editing.effect_lines import twice_lines
from cogs.ui.components import Item, button, danger, done_note, menu, page_turner, view_of
from cogs.ui.labels import clipped, counted, escaped, story_line, story_named

CHAPTER_FILES = N_("Markdown, Word, HTML, plain text or EPUB")
"""The files that a form takes for a chapter."""
REPORT_ROOM = 1_000
"""Characters for the report of a change: chapters may have long names."""
_BESIDE_THE_STORY = {
    ChapterKind.FRONT: N_("before the story · {words}"),
    ChapterKind.BACK: N_("after the story · {words}"),
}


def story_editor(
    story: Story, done: str = "", remarks: int = 0, undo: ChangeId | None = None, *, redo: bool = False
) -> ui.LayoutView:
    """Returns the screen with everything that can be changed in a story; `done` says what was just done, and
    `undo` is the change that it was, where it can be taken back: with `redo`, something was undone by it.
    `remarks` counts those of readers that are open."""
    facts = [
        counted(story.chapters, "chapter"),
        counted(story.words, "word"),
        _("in every server") if story.guild is None else _("in this server"),
    ]
    if story.owner:
        facts.append(_("{author}’s own", author=f"<@{story.owner}>"))
    size = " · ".join(facts)
    return view_of(
        ui.TextDisplay(f"### {_('Editing')}\n{story_line(story)}\n-# {size}"),
        *_done(done, undo, _("Redo") if redo else _("Undo")),
        *rating_question(story, RateStory(story.id)),
        ui.ActionRow(*group_buttons(partial(OpenDetailsForm, story.id))),
        ui.ActionRow(
            button(_("Chapters"), EditChapters(story.id, 0), main=True),
            button(_("Planned"), ListPlanned(story.id, 0)),
            button(_("Cover"), ShowCover(story.id)),
            button(_("History"), TurnHistory(story.id, 0)),
            button(
                _("Remarks ({number})", number=remarks) if remarks else _("Remarks"),
                ListRemarks(story.id, RemarkSection.OPEN, 0),
            ),
        ),
    )


def chapter_choice(
    story: Story, chapters: Listing[Chapter], done: str = "", undo: ChangeId | None = None
) -> ui.LayoutView:
    """Returns a page of a story's chapters, to choose one to change; `done` and `undo` are as for
    `story_editor`."""
    options = [
        SelectOption(
            label=clipped(chapter_name(each), 100),
            description=_size(story, each),
            value=value_of(each.id),
        )
        for each in chapters.lines
    ]
    items: list[Item] = [ui.TextDisplay(f"### {_('Chapters')}\n{story_line(story)}"), *_done(done, undo)]
    items.append(menu(ChooseChapter(), _("Change a chapter"), options))
    items += page_turner(partial(EditChapters, story.id), chapters)
    items.append(ui.ActionRow(back_to_editor(story)))
    return view_of(*items)


def _size(story: Story, chapter: Chapter) -> str:
    """Returns a chapter's words, and where it stands if it is not among those that everybody reads as the
    story."""
    words = counted(chapter.words, "word")
    if chapter.number is not None and chapter.number > story.chapters:
        return _("early · {words}", words=words)
    beside = _BESIDE_THE_STORY.get(chapter.kind)
    return _(beside, words=words) if beside else words


def chapter_editor(
    story: Story, chapter: Chapter, done: str = "", undo: ChangeId | None = None
) -> ui.LayoutView:
    """Returns the screen with everything that can be changed in a chapter; `done` and `undo` are as for
    `story_editor`."""
    own = chapter.id
    changes = [
        button(_("Download text"), DownloadChapter(own)),
        button(_("Upload text"), OpenUploadForm(own)),
        button(_("Rename"), OpenRenameForm(own)),
    ]
    if chapter.number is not None and story.chapters > 1:
        changes.append(button(_("Move"), OpenMoveForm(own)))
    changes.append(button(_("Remove"), AskToRemove(own)))
    back = EditChapters(story.id, chapter.position // CHAPTERS_A_PAGE)
    return view_of(
        ui.TextDisplay(
            f"{story_line(story)}\n### {escaped(chapter_name(chapter), 200)}\n"
            f"-# {counted(chapter.words, 'word')}"
        ),
        *_done(done, undo),
        ui.ActionRow(*changes),
        ui.ActionRow(button(_("Notes & warnings"), OpenNotesForm(own)), button(_("All chapters"), back)),
    )


def removal_question(story: Story, chapter: Chapter) -> ui.LayoutView:
    """Returns the question whether a chapter is really to be removed."""
    return view_of(
        ui.TextDisplay(
            _(
                "Remove {chapter} from {story}?\nReaders who are in it will go on from where it "
                "was. You can put it back from the history.",
                chapter=f"**{escaped(chapter_name(chapter), 200)}**",
                story=story_named(story),
            )
        ),
        ui.ActionRow(
            danger(_("Remove"), RemoveChapter(chapter.id)),
            button(_("No, keep it"), EditChapter(chapter.id)),
        ),
    )


def takedown_question(story: Story, readers: int | None) -> ui.LayoutView:
    """Returns the question whether a story is really to be taken down. `readers` is None where they are too
    few to be told."""
    have = _("Too few readers have begun it to be counted.")
    if readers:
        have = _("At least {number} readers have begun it.", number=readers)
    what = _("Messages that show it to everybody are deleted, and readers are told that it’s gone.")
    return view_of(
        ui.TextDisplay(f"### {_('Take this story down?')}\n{story_line(story)}\n{have}\n{what}"),
        ui.ActionRow(
            danger(_("Take it down"), TakeDown(story.id)),
            button(_("No, keep it"), EditStory(story.id)),
        ),
    )


def taken_down(story: Story) -> ui.LayoutView:
    """Returns the note that a story is taken down, with a button to put it back."""
    return view_of(
        ui.TextDisplay(
            _(
                "{story} has been taken down. Changed your mind? Put it back, and every reader finds their "
                "place as it was.",
                story=story_named(story),
            )
        ),
        ui.ActionRow(button(_("Put it back"), PutBackStory(story.id))),
    )


def back_to_editor(story: Story) -> ui.Button[ui.LayoutView]:
    """Returns the button that leads back to the story editor."""
    return button(_("Back"), EditStory(story.id))


def read_button(written: WrittenStory) -> ui.Button[ui.LayoutView]:
    """Returns the button that shows what was just published: the first new chapter of the story, where there
    is one."""
    new = next((each.chapter for each in written.changes.chapters if each.revision is None), None)
    if written.kind is ChangeKind.ADDED or new is None:
        return button(_("Read"), ReadStory(written.story.id), main=True)
    return button(_("Read"), GoTo(Place(new, 1, 0)), main=True)


def undo_button(change: ChangeId | None, label: str = "") -> list[ui.Button[ui.LayoutView]]:
    """Returns the button that takes a change back, where it can be."""
    return [] if change is None else [button(label or _("Undo"), UndoChange(change))]


def report_of(written: WrittenStory) -> str:
    """Returns a report of what was changed in Markdown, with a warning of what is there twice."""
    changes = written.changes
    words = describe_changes(changes) if changes.chapters else _("nothing has changed")
    return "\n".join([escaped(f"{words[:1].upper()}{words[1:]}.", REPORT_ROOM), *twice_lines(written.twice)])


def _done(done: str, undo: ChangeId | None, label: str = "") -> list[Item]:
    return done_note(done, None if undo is None else UndoChange(undo), label)
