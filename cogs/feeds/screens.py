"""The screens of a story's feed, and the messages about its troubles."""

from __future__ import annotations

from discord import ui

from bot.feeds.presses import CheckFeed, UntieFeed
from bot.feeds.reports import Trouble
from bot.feeds.service import Checked, FeedState, Tied
from bot.text.direction import listed
from cogs.editing.editor import back_to_editor
from cogs.ui.components import Item, button, done_note, view_of
from cogs.ui.labels import counted, escaped, moment, story_line

_ADDRESS_ROOM, _REASON_ROOM = 800, 800


def feed_card(state: FeedState, done: str = "") -> ui.LayoutView:
    """Returns the card of a story's feed: when it was read, what came of it, what is wrong with it. `done`
    says what was just done."""
    items: list[Item] = [ui.TextDisplay(f"### Feed\n{story_line(state.story)}"), *done_note(done)]
    if not state.address:
        items.append(
            ui.TextDisplay(
                "It has none. `/stories feed` with *address* ties one to it; its new entries become chapters."
            )
        )
        return view_of(*items, ui.ActionRow(back_to_editor(state.story)))
    buttons = (
        button("Check now", CheckFeed(state.story.id), main=True),
        button("Untie", UntieFeed(state.story.id)),
        back_to_editor(state.story),
    )
    return view_of(*items, ui.TextDisplay(_standing(state)), ui.ActionRow(*buttons))


def tied_card(tied: Tied) -> ui.LayoutView:
    """Returns the card of a feed that was just tied to a story."""
    new = f"{counted(tied.chapters, 'chapter')} came from it" if tied.chapters else "what it has is left out"
    return feed_card(tied.state, " ".join([f"Tied; {new}.", *tied.warnings]))


def checked_card(checked: Checked) -> ui.LayoutView:
    """Returns the card of a feed that was just looked at, with what was found."""
    return feed_card(checked.state, _found(checked))


def _found(checked: Checked) -> str:
    if not checked.looked:
        return "It was checked within the last minute; there is nothing to add."
    if checked.state.error:
        return "Checked, but it cannot be read now."
    found = [
        (checked.chapters, "new chapter", ""),
        (checked.edited, "edited chapter", ""),
        (checked.elsewhere, "new entry that is no chapter", "new entries that are no chapters"),
    ]
    told = [counted(number, *nouns) for number, *nouns in found if number]
    return f"Checked: {listed(told) or 'nothing new'}."


def trouble_message(trouble: Trouble) -> str:
    """Returns the message that tells a librarian that a feed fails, or works again."""
    whose = f"The feed of {story_line(trouble.story)}"
    if not trouble.error:
        return f"{whose} can be read again."
    return (
        f"{whose} cannot be read: {escaped(trouble.address, 300)}\n> {escaped(trouble.error, 500)}\n"
        "It is kept, and tried again ever more rarely; `/stories feed` shows how it stands."
    )


def _standing(state: FeedState) -> str:
    entries = counted(state.entries, "entry", "entries")
    lines = [
        escaped(state.address, _ADDRESS_ROOM),
        f"**Read last:** {moment(state.read_at)}, {entries} seen, "
        f"{counted(state.chapters, 'chapter')} from it",
    ]
    if state.error:
        lines.append(f"**It cannot be read now:** {escaped(state.error, _REASON_ROOM)}")
    next_time = "never: it is gone for good" if state.next_at is None else moment(state.next_at)
    lines.append(f"**Next time:** {next_time}")
    return "\n".join(lines)
