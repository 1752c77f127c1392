"""The screens of a draft, before it is kept and after."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.editing.covers import NewCover
from bot.editing.draft_presses import (
    ChooseDraft,
    DiscardDraft,
    HandIn,
    KeepDraft,
    ListDrafts,
    OpenDraftForm,
    OpenGiveBackForm,
    RateDraft,
    StartPreview,
    TakeAsNew,
    TakeAsUpdate,
    TakeDraftBack,
)
from bot.editing.errors import ChangedSinceError
from bot.editing.models import ChangeKind, Draft
from bot.editing.presses import EditStory
from bot.editing.writer import WrittenStory
from bot.language import _
from bot.presses import value_of
from bot.stories.models import Listing
from bot.stories.reports import describe_changes
from bot.text.direction import listed
from cogs.editing.details_forms import group_buttons, rating_question
from cogs.editing.edit_items import edit_items
from cogs.editing.editor import REPORT_ROOM, read_button, undo_button
from cogs.editing.effect_lines import effect_lines
from cogs.library.cards import CARD_ROOM, story_items
from cogs.ui.components import Item, button, menu, page_turner, text_length, view_of
from cogs.ui.labels import (
    authors_of,
    block_quote,
    clipped,
    escaped,
    moment,
    story_line,
    story_named,
)
from cogs.ui.reasons import reason_told

_ROOM = 1_400
"""Characters for the details; the rest is for the text around them."""
_WARNINGS_SHOWN = 5
_BEGINNING_ROOM, _LEAST_BEGINNING = 400, 80
ANSWER_ROOM = 250
"""Characters of a librarian's answer that a draft's card shows."""


def draft_card(draft: Draft, note: str = "") -> ui.LayoutView:
    """Returns the card of a draft: a file as it was understood, to be corrected, kept or discarded, or an
    edit that is to be accepted."""
    facts = draft.facts
    shown = edit_items(draft) if facts.edit else _file_items(draft)
    items: list[Item] = [
        ui.TextDisplay(f"### {_heading(draft)}\n{_answer(draft) or f'-# {_state(draft)}'}"),
        *([ui.TextDisplay(f"⚠️ {note}")] if note else []),
        *shown,
        *effect_lines(facts.effects),
        *_question(draft),
    ]
    return view_of(
        *items,
        *_beginning(draft, CARD_ROOM - text_length(items)),
        *_forms(draft),
        ui.ActionRow(*_buttons(draft)),
    )


def changed_since_card(error: ChangedSinceError) -> ui.LayoutView:
    """Returns the card of an edit whose story has changed since it was handed in."""
    return draft_card(error.draft, _("The story has changed since this was handed in. Now it would do this:"))


def _heading(draft: Draft) -> str:
    changes = escaped(draft.facts.report, 300)
    if draft.facts.edit:
        return _("A change: {changes}", changes=changes)
    return _("A newer version: {changes}", changes=changes) if draft.facts.former else _("A new story")


def _file_items(draft: Draft) -> list[Item]:
    return [
        *story_items(draft.story, None, room=_ROOM),
        *rating_question(draft.story, RateDraft(draft.id)),
        ui.TextDisplay(_contents(draft)),
    ]


def draft_list(drafts: Listing[Draft]) -> ui.LayoutView:
    """Returns a page of drafts that wait for somebody."""
    lines = [f"{story_line(each.story)}\n-# {_what(each)}{_state(each)}" for each in drafts.lines]
    items: list[Item] = [
        ui.TextDisplay(f"### {_('Drafts')}"),
        ui.TextDisplay("\n".join(lines) or _("Nothing is waiting. Bring in a story with `/stories add`.")),
    ]
    if drafts.lines:
        options = [
            SelectOption(
                label=clipped(each.story.title, 100),
                description=clipped(each.facts.report or authors_of(each.story.authors), 100) or None,
                value=value_of(each.id),
            )
            for each in drafts.lines
        ]
        items.append(menu(ChooseDraft(), _("Look at a draft"), options))
    return view_of(*items, *page_turner(ListDrafts, drafts))


def given_back_card(draft: Draft) -> ui.LayoutView:
    """Returns the card that says that a draft was given back to its author."""
    return view_of(
        ui.TextDisplay(
            _("Given back to {author}: {story}.", author=f"<@{draft.by}>", story=story_named(draft.story))
        ),
        ui.ActionRow(button(_("Drafts"), ListDrafts(0))),
    )


def _is_out_of_hand(draft: Draft) -> bool:
    """Returns whether a draft waits for a librarian, so that its author cannot change it."""
    return draft.handed_in_at is not None and draft.must_be_accepted


def _what(draft: Draft) -> str:
    return f"{escaped(draft.facts.report, 150)} · " if draft.facts.edit else ""


def _forms(draft: Draft) -> list[Item]:
    if _is_out_of_hand(draft) or draft.facts.edit:
        return []
    return [ui.ActionRow(*group_buttons(partial(OpenDraftForm, draft.id)))]


def _answer(draft: Draft) -> str:
    """Returns what a librarian wrote to the author whose draft was given back, or an empty string."""
    if not draft.answer or draft.handed_in_at is not None:
        return ""
    return _("**A librarian gave it back:** {answer}", answer=escaped(draft.answer, ANSWER_ROOM))


def _state(draft: Draft) -> str:
    """Returns where a draft stands, and what is to be done with it."""
    if draft.handed_in_at is not None:
        return _(
            "handed in by {author}, {moment}; waiting for a librarian",
            author=f"<@{draft.by}>",
            moment=moment(draft.handed_in_at),
        )
    if draft.answer:
        return _("given back: {answer}", answer=escaped(draft.answer, ANSWER_ROOM))
    if draft.facts.edit:
        return _("not handed in yet: look it over, then hand it in")
    if draft.must_be_accepted:
        return _("for this server, not handed in yet: check what I understood, then hand it in")
    if draft.origin.guild is None:
        return _("for every server, not kept yet: check what I understood, then keep it")
    return _("for this server, not kept yet: check what I understood, then keep it")


def _buttons(draft: Draft) -> list[ui.Button[ui.LayoutView]]:
    """Returns what can be done with a draft: at first what most people press next."""
    facts, waits = draft.facts, draft.handed_in_at is not None
    can_be_seen = not facts.edit or facts.touched is not None or facts.edit == NewCover.code
    preview = [button(_("Preview"), StartPreview(draft.id))] if can_be_seen else []
    story = [button(_("Edit"), EditStory(draft.story.id))] if facts.edit else []
    if waits and draft.must_be_accepted:
        return [*preview, button(_("Take it back"), TakeDraftBack(draft.id)), *story]
    if waits:
        accept = button(_("Accept it"), KeepDraft(draft.id), main=True)
        return [accept, *preview, button(_("Give it back…"), OpenGiveBackForm(draft.id)), *story]
    keep = HandIn(draft.id) if draft.must_be_accepted else KeepDraft(draft.id)
    if facts.former is not None and not facts.edit:
        story = [button(_("It’s a new story"), TakeAsNew(draft.id))]
    return [
        button(_("Hand it in") if draft.must_be_accepted else _("Keep it"), keep, main=True),
        *preview,
        button(_("Discard"), DiscardDraft(draft.id)),
        *story,
    ]


def kept_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the card that says that a story is in the library now."""
    if written.kind not in (None, ChangeKind.ADDED):
        changes = escaped(describe_changes(written.changes), REPORT_ROOM)
        done = _("{story} is up to date: {changes}.", story=story_named(written.story), changes=changes)
    elif written.story.effective_rating.restricted:
        done = _(
            "{story} is in the library. Readers find it with `/library` and `/read`, in age-restricted "
            "channels.",
            story=story_named(written.story),
        )
    else:
        done = _(
            "{story} is in the library. Readers find it with `/library` and `/read`.",
            story=story_named(written.story),
        )
    return view_of(
        ui.TextDisplay(done),
        ui.ActionRow(
            read_button(written),
            button(_("Edit"), EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def discarded_card() -> ui.LayoutView:
    """Returns the card that says that a draft was discarded."""
    return view_of(ui.TextDisplay(_("Discarded. Nothing has changed.")))


def _question(draft: Draft) -> list[Item]:
    """Returns the question whether a draft is an update of a story or a new one, where it may be either."""
    facts = draft.facts
    if facts.former is not None or facts.alike is None:
        return []
    asked = _(
        "⚠️ {story} is already here, with some of the same words. Is this a newer version of it, or a new "
        "story?",
        story=f"**{escaped(facts.alike_title, 120)}**",
    )
    return [
        ui.TextDisplay(asked),
        ui.ActionRow(button(_("It’s a newer version"), TakeAsUpdate(draft.id, facts.alike))),
    ]


def _beginning(draft: Draft, room: int) -> list[Item]:
    """Returns how the text begins, where there is room for it."""
    facts = draft.facts
    begins = "-# " + _("{chapter} begins:", chapter=escaped(facts.begins, 100)) + "\n"
    left = min(_BEGINNING_ROOM, room - len(begins) - 10)
    if not facts.beginning or left < _LEAST_BEGINNING:
        return []
    return [ui.TextDisplay(begins + block_quote(facts.beginning, left))]


def _contents(draft: Draft) -> str:
    facts = draft.facts
    more = facts.chapters - len(facts.contents)
    names = escaped(listed(facts.contents), 500)
    if more > 0:
        names = _("{names} and {number} more", names=names, number=more)
    warnings = [f"⚠️ {escaped(reason_told(each), 130)}" for each in facts.warnings[:_WARNINGS_SHOWN]]
    return "\n".join([f"-# {names}", *warnings])
