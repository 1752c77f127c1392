"""The screens of a story's past: its history, one change of it, and a former chapter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from discord import SelectOption, ui

from bot.editing.history import FormerChapter, PastChange
from bot.editing.models import Change, ChangeKind, DetailDifference
from bot.editing.presses import (
    ChooseChange,
    LookAtChange,
    RateStory,
    RestoreChapter,
    RestoreDetails,
    RestoreLater,
    RestoreLaterDetails,
    ShowFormerChapter,
    TurnHistory,
    UndoChange,
)
from bot.editing.writer import WrittenStory
from bot.language import _
from bot.presses import value_of
from bot.stories.changes import ChangedChapter, Changes, Fate
from bot.stories.chapters import count_words
from bot.stories.ids import ChangeId
from bot.stories.models import Listing, Story
from bot.stories.reports import FATES, describe_changes
from bot.text import markup
from bot.text.direction import listed
from cogs.editing.details_forms import rating_question
from cogs.editing.editor import back_to_editor, story_editor
from cogs.ui.components import Item, button, menu, page_turner, view_of
from cogs.ui.labels import block_quote, clipped, counted, escaped, moment, story_line

_CHAPTERS_SHOWN = 25
_EXCERPT = 1_500
_DETAILS_ROOM = 2_000


def history_list(story: Story, changes: Listing[Change], undoable: ChangeId | None) -> ui.LayoutView:
    """Returns a page of a story's history: the changes, with who made them and when. `undoable` is the last
    one where it can be taken back."""
    lines = [f"- {moment(each.made_at)} · {_who(each)} · {_what(each)}" for each in changes.lines]
    items: list[Item] = [
        ui.TextDisplay(f"### {_('History')}\n{story_line(story)}"),
        ui.TextDisplay("\n".join(lines) or _("Nothing has changed yet.")),
        *rating_question(story, RateStory(story.id)),
    ]
    options = [
        SelectOption(label=clipped(markup.strip(_what(each)), 100), value=value_of(each.id))
        for each in changes.lines
        if each.details or any(chapter.revision is not None for chapter in each.chapters)
    ]
    if options:
        items.append(menu(ChooseChange(), _("Look at a change"), options))
    items += page_turner(partial(TurnHistory, story.id), changes)
    undo = [] if undoable is None else [button(_("Undo the last change"), UndoChange(undoable))]
    items.append(ui.ActionRow(*undo, back_to_editor(story)))
    return view_of(*items)


def change_card(past: PastChange) -> ui.LayoutView:
    """Returns the card of one change: what it made of details, with a menu of its chapters as they were
    before."""
    story, change = past.story, past.change
    items: list[Item] = [
        ui.TextDisplay(
            f"### {_('A change')}\n{story_line(story)}\n"
            f"{moment(change.made_at)} · {_who(change)} · {_what(change)}"
        )
    ]
    if past.details:
        items.append(ui.TextDisplay(detail_lines(past.details)))
        restoring = (
            button(_("Restore the old values"), RestoreDetails(change.id)),
            button(_("Restore the new ones"), RestoreLaterDetails(change.id)),
        )
        items.append(ui.ActionRow(*restoring))
    options = [
        SelectOption(
            label=clipped(each.name, 100), description=_(FATES[each.fate]), value=value_of(each.chapter)
        )
        for each in change.chapters
        if can_be_restored(each)
    ]
    if options:
        press = ShowFormerChapter(change.id)
        items.append(menu(press, _("See what happened to a chapter"), options[:_CHAPTERS_SHOWN]))
    undo = [button(_("Undo"), UndoChange(change.id), main=True)] if past.undoable else []
    items.append(ui.ActionRow(*undo, button(_("Back"), TurnHistory(story.id, 0))))
    return view_of(*items)


def former_card(former: FormerChapter) -> ui.LayoutView:
    """Returns the card of a chapter that a change edited, with the difference in words, or removed, with its
    beginning; to be restored."""
    words = counted(count_words(former.before.text), "word")
    buttons = [button(_("Restore it"), _restored(former), main=True)]
    shown = block_quote(former.before.text, _EXCERPT)
    if former.after is not None:
        words = _("{words}, then {number}", words=words, number=count_words(former.after.text))
        shown = former.difference
        buttons = [
            button(_("Restore the old text"), _restored(former), main=True),
            button(_("Restore the new one"), RestoreLater(former.change.id, former.chapter.chapter)),
        ]
    return view_of(
        ui.TextDisplay(
            f"{story_line(former.story)}\n### {escaped(former.chapter.name, 200)}\n"
            "-# " + _("as it was before {moment}", moment=moment(former.change.made_at)) + f" · {words}"
        ),
        ui.TextDisplay(shown),
        ui.ActionRow(*buttons, button(_("Back"), LookAtChange(former.change.id))),
    )


def undone_screen(written: WrittenStory, change: Change) -> ui.LayoutView:
    """Returns the story editor after a change was taken back; where that had itself taken one back, this is
    made again."""
    again = change.undone is not None and not change.again
    what = _what(change.undone or change)
    done = _("Done again: {change}.", change=what) if again else _("Undone: {change}.", change=what)
    return story_editor(written.story, done, undo=written.undoable, redo=not again)


def can_be_restored(chapter: ChangedChapter) -> bool:
    """Returns whether a change replaced a chapter's text, or removed the chapter."""
    return chapter.fate in (Fate.EDITED, Fate.REMOVED)


def _restored(former: FormerChapter) -> RestoreChapter:
    return RestoreChapter(former.change.id, former.chapter.chapter)


def detail_lines(details: Sequence[DetailDifference]) -> str:
    """Returns what was made of details, a line each."""
    room = _DETAILS_ROOM // len(details)
    return "\n".join(f"**{_(each.label)}:** {_difference(each, room)}" for each in details)


def _difference(detail: DetailDifference, room: int) -> str:
    if detail.difference:
        return detail.difference if len(detail.difference) <= room else _("changed")
    before, after = (escaped(each, max(40, room // 2)) for each in (detail.before, detail.after))
    nothing = _("nothing")
    return f"{f'~~{before}~~' if before else nothing} → {f'**{after}**' if after else nothing}"


def _who(change: Change) -> str:
    if change.by is None:
        return _("whoever runs me")
    # Whoever had everything about themselves erased has left a zero.
    return f"<@{change.by}>" if change.by else _("somebody")


def _what(change: Change) -> str:
    if change.undone is not None:
        what = _what(change.undone)
        return _("did again: {change}", change=what) if change.again else _("undid: {change}", change=what)
    did = escaped(describe_changes(Changes(change.chapters)), 160)
    note = escaped(change.note, 80)
    names = escaped(listed(each.name for each in change.chapters), 160)
    descriptions = {
        ChangeKind.ADDED: _("added from {file}", file=note),
        ChangeKind.UPDATED: _("updated from {file}: {changes}", file=note, changes=did),
        ChangeKind.REREAD: _("read anew from {file}: {changes}", file=note, changes=did),
        ChangeKind.DETAILS: _("corrected: {details}", details=note),
        ChangeKind.PUBLISHED: _("published {chapters}", chapters=names),
        ChangeKind.OPENED: _("opened {chapters} to everybody", chapters=names),
        ChangeKind.RESTORED: _("restored {chapters}", chapters=names),
        ChangeKind.PUT_BACK: _("put back from {file}", file=note) if note else _("put back"),
        ChangeKind.CHAPTERS: did,
    }
    return descriptions.get(change.kind, str(change.kind))
