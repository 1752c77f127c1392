"""The screens on which librarians look through remarks."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.editing.presses import EditChapter, EditStory, UndoChange
from bot.language import N_, _
from bot.presses import value_of
from bot.remarks.corrections import replacements
from bot.remarks.models import Remark, RemarkFound, RemarkPage, RemarkSection
from bot.remarks.presses import (
    BlockReader,
    ChooseRemark,
    FinishRemark,
    ListRemarks,
    ReopenRemark,
    TakeOver,
    UnblockReader,
)
from bot.remarks.service import REMARKS_A_PAGE
from bot.stories.ids import ChangeId, StoryId
from bot.stories.naming import chapter_name
from bot.text import markup
from cogs.ui.components import Item, button, done_note, menu, page_turner, view_of
from cogs.ui.labels import block_quote, clipped, escaped, moment, story_line

_LINE_ROOM, _WORDS_ROOM, _NOTE_ROOM = 150, 1_100, 1_100
_NAMES = {
    RemarkSection.OPEN: N_("Open: {number}"),
    RemarkSection.DONE: N_("Done: {number}"),
    RemarkSection.BLOCKED: N_("Blocked readers: {number}"),
}
_BUTTONS = {
    RemarkSection.OPEN: N_("Open ({number})"),
    RemarkSection.DONE: N_("Done ({number})"),
    RemarkSection.BLOCKED: N_("Blocked readers ({number})"),
}
_NOTHING = {
    RemarkSection.OPEN: N_(
        "Nothing is waiting for you. Readers find *Tell the author* in the ⋯ menu of every page."
    ),
    RemarkSection.DONE: N_("Remarks you have dealt with will be here."),
    RemarkSection.BLOCKED: N_("You haven’t blocked anybody."),
}


def remark_list(page: RemarkPage, story: StoryId | None) -> ui.LayoutView:
    """Returns a page of a list of remarks, on one story or on all that somebody looks after."""
    listing, section = page.remarks, page.section
    first = listing.page * REMARKS_A_PAGE + 1
    lines = [f"**{number}.** {_line(each)}" for number, each in enumerate(listing.lines, first)]
    items: list[Item] = [
        ui.TextDisplay(f"### {_('Remarks from readers')}\n-# {_(_NAMES[section], number=listing.total)}"),
        ui.TextDisplay("\n".join(lines) or _(_NOTHING[section])),
    ]
    if listing.lines:
        options = [
            SelectOption(
                label=clipped(f"{number}. {_short(each)}", 100),
                description=clipped(f"{each.story.title} · {chapter_name(each.chapter)}", 100),
                value=value_of(each.id),
            )
            for number, each in enumerate(listing.lines, first)
        ]
        items.append(menu(ChooseRemark(story, section, listing.page), _("Look at a remark"), options))
    items += page_turner(partial(ListRemarks, story, section), listing)
    others = [
        button(_(label, number=page.counts[each]), ListRemarks(story, each, 0))
        for each, label in _BUTTONS.items()
        if each is not section and (page.counts[each] or each is RemarkSection.OPEN)
    ]
    if story is not None:
        others.append(button(_("Edit the story"), EditStory(story)))
    if others:
        items.append(ui.ActionRow(*others))
    return view_of(*items)


def remark_card(
    found: RemarkFound, back: ListRemarks, done: str = "", undo: ChangeId | None = None
) -> ui.LayoutView:
    """Returns the card of a remark with all that can be done about it; `done` says what was just done, `undo`
    is the change of the story that it was, and `back` leads to the list that the remark was chosen from."""
    remark = found.remark
    heading = f"{story_line(remark.story)}\n### {escaped(chapter_name(found.chapter), 160)}"
    items: list[Item] = [
        ui.TextDisplay(heading),
        *done_note(done, None if undo is None else UndoChange(undo)),
    ]
    items.append(ui.TextDisplay(_words(remark)))
    if remark.note:
        items.append(
            ui.TextDisplay(f"{_('They write:')}\n{block_quote(markup.escape(remark.note), _NOTE_ROOM)}")
        )
    changed = not found.in_text and remark.done_at is None
    sent = _("from {reader}, {moment}", reader=f"<@{remark.reader}>", moment=moment(remark.made_at))
    gone = f" · {_('these words have changed since')}" if changed else ""
    items.append(ui.TextDisplay(f"-# {sent}{gone}"))
    return view_of(*items, ui.ActionRow(*_to_do(found, back)), ui.ActionRow(*_around(remark, back)))


def _to_do(found: RemarkFound, back: ListRemarks) -> list[ui.Button[ui.LayoutView]]:
    remark = found.remark
    buttons = []
    if remark.done_at is None:
        if remark.correction and found.in_text:
            buttons.append(button(_("Correct it"), TakeOver(remark.id, back), main=True))
        buttons.append(button(_("Done"), FinishRemark(remark.id, back)))
    else:
        buttons.append(button(_("Not done"), ReopenRemark(remark.id, back)))
    return [*buttons, button(_("Open the chapter"), EditChapter(found.chapter.id))]


def _around(remark: Remark, back: ListRemarks) -> list[ui.Button[ui.LayoutView]]:
    if remark.blocked:
        blocking = button(_("Take this reader’s remarks again"), UnblockReader(remark.id, back))
    else:
        blocking = button(_("No more from this reader"), BlockReader(remark.id, back))
    return [button(_("Back to the list"), back), blocking]


def _line(remark: Remark) -> str:
    where = f"{escaped(remark.story.title, 60)} · {escaped(chapter_name(remark.chapter), 60)}"
    return f"{escaped(_short(remark), _LINE_ROOM)}\n-# {where} · {moment(remark.made_at)}"


def _short(remark: Remark) -> str:
    """Returns what a remark says in a line: what it corrects, else the reader's words."""
    if not remark.correction:
        return remark.note
    changed = [
        f"{remark.plain[each.start : each.end] or '…'} → {each.by or _('(nothing)')}"
        for each in replacements(remark.plain, remark.correction)
    ]
    return ", ".join(changed)


def _words(remark: Remark) -> str:
    """Returns the words of a remark as a block quote; with a correction, what goes is struck and what comes
    is bold."""
    plain, shown, at = remark.plain, "", 0
    if remark.correction:
        for start, end, by in replacements(plain, remark.correction):
            shown += markup.escape(plain[at:start]) + _marked("~~", plain[start:end])
            shown += " " * (end > start) + _marked("**", by)
            at = end
    return block_quote(shown + markup.escape(plain[at:]), _WORDS_ROOM)


def _marked(mark: str, text: str) -> str:
    """Returns text in marks, which may not stand beside white space."""
    words = text.strip()
    if not words:
        return text
    before, _, after = text.partition(words)
    return f"{before}{mark}{markup.escape(words)}{mark}{after}"
