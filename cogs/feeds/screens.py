"""The screens of a story's feed, and the messages about its troubles."""

from __future__ import annotations

from discord import ui

from bot.feeds.presses import CheckFeed, UntieFeed
from bot.feeds.reports import Trouble
from bot.feeds.service import Checked, FeedState, Tied
from bot.language import NN_, _, ngettext
from bot.text.direction import listed
from cogs.editing.editor import back_to_editor
from cogs.ui.components import Item, button, done_note, view_of
from cogs.ui.labels import counted, escaped, moment, story_line
from cogs.ui.reasons import reason_told

_ADDRESS_ROOM, _REASON_ROOM = 800, 800


def feed_card(state: FeedState, done: str = "") -> ui.LayoutView:
    """Returns the card of a story's feed: when it was read, what came of it, what is wrong with it. `done`
    says what was just done."""
    items: list[Item] = [ui.TextDisplay(f"### {_('Feed')}\n{story_line(state.story)}"), *done_note(done)]
    if not state.address:
        items.append(
            ui.TextDisplay(
                _(
                    "This story has no feed. Add one with `/stories feed` and *address*: its new "
                    "entries become chapters."
                )
            )
        )
        return view_of(*items, ui.ActionRow(back_to_editor(state.story)))
    buttons = (
        button(_("Check now"), CheckFeed(state.story.id), main=True),
        button(_("Remove the feed"), UntieFeed(state.story.id)),
        back_to_editor(state.story),
    )
    return view_of(*items, ui.TextDisplay(_standing(state)), ui.ActionRow(*buttons))


def tied_card(tied: Tied) -> ui.LayoutView:
    """Returns the card of a feed that was just tied to a story."""
    told = _("The feed is added. What it holds already is left out.")
    if tied.chapters:
        told = ngettext(
            "The feed is added, and brought {number} chapter.",
            "The feed is added, and brought {number} chapters.",
            tied.chapters,
        )
    return feed_card(tied.state, " ".join([told, *map(reason_told, tied.warnings)]))


def checked_card(checked: Checked) -> ui.LayoutView:
    """Returns the card of a feed that was just looked at, with what was found."""
    return feed_card(checked.state, _found(checked))


def _found(checked: Checked) -> str:
    if not checked.looked:
        return _("I checked it less than a minute ago, so I didn’t look again.")
    if checked.state.error:
        return _("I checked, but I can’t read it right now.")
    found = [
        (checked.chapters, NN_("{number} new chapter", "{number} new chapters")),
        (checked.edited, NN_("{number} edited chapter", "{number} edited chapters")),
        (
            checked.elsewhere,
            NN_("{number} new entry to read elsewhere", "{number} new entries to read elsewhere"),
        ),
    ]
    told = [ngettext(*nouns, number) for number, nouns in found if number]
    return _("Checked: {found}.", found=listed(told)) if told else _("Checked: nothing new.")


def trouble_message(trouble: Trouble) -> str:
    """Returns the message that tells a librarian that a feed fails, or works again."""
    story = story_line(trouble.story)
    if not trouble.error:
        return _("I can read the feed of {story} again.", story=story)
    return "\n".join(
        (
            _(
                "I can’t read the feed of {story}: {address}",
                story=story,
                address=escaped(trouble.address, 300),
            ),
            f"> {escaped(reason_told(trouble.error), 500)}",
            _("I’ll keep trying, less and less often. `/stories feed` shows how it’s doing."),
        )
    )


def _standing(state: FeedState) -> str:
    entries, chapters = counted(state.entries, "entry"), counted(state.chapters, "chapter")
    lines = [
        escaped(state.address, _ADDRESS_ROOM),
        _("**Last checked:** {moment}", moment=moment(state.read_at)),
        _("**Found so far:** {entries}, {chapters}", entries=entries, chapters=chapters),
    ]
    if state.error:
        lines.append(
            _(
                "**I can’t read it right now:** {reason}",
                reason=escaped(reason_told(state.error), _REASON_ROOM),
            )
        )
    if state.next_at is None:
        lines.append(_("**Next check:** none, because it’s gone for good"))
    else:
        lines.append(_("**Next check:** {moment}", moment=moment(state.next_at)))
    return "\n".join(lines)
