"""The end of a read-along: the screen, the card to share, and the post that shows it to everybody."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from discord import MediaGalleryItem, ui

from bot.language import _, ngettext
from bot.language.names import MONTHS
from bot.quotes.models import PostedQuote
from bot.reading.presses import ReadStory
from bot.together.endings import ReadAlongEnd
from bot.together.models import Plan
from bot.together.presses import DrawReadAlong, ShareReadAlong, ShowDates, ShowDue
from cogs.quotes.cards import quote_text
from cogs.ui.components import Item, button, framed
from cogs.ui.labels import clipped, counted, day_of, escaped, story_line

PICTURE_FILE = "read-along.png"
_LINE_ROOM = 400


def end_screen(end: ReadAlongEnd, again: str) -> ui.LayoutView:
    """Returns the end as somebody sees it; `again` is the command that starts another."""
    plan, identity = end.plan, end.plan.read_along.id
    lines = [f"### {_('The end of a read-along')}", story_line(plan.story), _from_to(plan), *_finished(end)]
    items: list[Item] = [ui.TextDisplay("\n".join(lines))]
    if end.lines:
        items += [ui.Separator(), *map(ui.TextDisplay, map(_line, end.lines)), ui.Separator()]
    items.append(ui.TextDisplay("-# " + _("Again with another story: {command}", command=again)))
    buttons = [
        button(_("A card to share"), DrawReadAlong(identity), main=True),
        button(_("Read"), ReadStory(plan.story.id)),
        button(_("Dates"), ShowDates(identity, 0)),
    ]
    return framed(*items, ui.ActionRow(*buttons), accent=plan.story.accent)


def card_lines(end: ReadAlongEnd) -> tuple[str, str]:
    """Returns the two lines of the card: when it was read, and by how many who let others see it."""
    then = datetime.fromtimestamp(_ended_at(end.plan), ZoneInfo(end.plan.read_along.zone))
    month = _("{month} {year}", month=_(MONTHS[then.month - 1]), year=str(then.year))
    return _("Read together, {month}", month=month), _together(end) if end.finished else ""


def card_to_share(end: ReadAlongEnd, alt: str, offer: int | None) -> ui.LayoutView:
    """Returns the card for one member alone. `offer` identifies the offer to post it, None where that is not
    possible."""
    items: list[Item] = [_picture(alt)]
    if offer is not None:
        share = button(_("Post here"), ShareReadAlong(end.plan.read_along.id, offer), main=True)
        items.append(ui.ActionRow(share))
    return framed(*items, accent=end.plan.story.accent)


def shared_card(end: ReadAlongEnd, alt: str) -> ui.LayoutView:
    """Returns the card as everybody in a channel sees it: it names nobody."""
    title = escaped(end.plan.story.title, 120)
    said = ui.TextDisplay[ui.LayoutView](_("We have read **{title}** together.", title=title))
    read = ui.ActionRow[ui.LayoutView](button(_("Read"), ReadStory(end.plan.story.id)))
    return framed(said, _picture(alt), read, accent=end.plan.story.accent)


def ended_message(plan: Plan) -> ui.LayoutView:
    """Returns what a channel is told when a read-along ends there: nothing of the story but its title, and
    of its readers nothing."""
    title = escaped(plan.story.title, 120)
    said = _("We have read **{title}** together.", title=title)
    buttons = [
        button(_("How it went"), ShowDue(plan.read_along.id), main=True),
        button(_("Read"), ReadStory(plan.story.id)),
    ]
    text = ui.TextDisplay[ui.LayoutView](f"{said}\n{_from_to(plan)}")
    return framed(text, ui.ActionRow(*buttons), accent=plan.story.accent)


def _from_to(plan: Plan) -> str:
    first, parts = plan.stages[0].part.opens_at, len(plan.stages)
    return ngettext(
        "Read in {number} part, from {first} to {last}.",
        "Read in {number} parts, from {first} to {last}.",
        parts,
        first=day_of(first),
        last=day_of(_ended_at(plan)),
    )


def _finished(end: ReadAlongEnd) -> list[str]:
    if not end.finished:
        return [_("Nobody who lets others see it has read it to the end yet.")]
    lines = [_("Together: {what}.", what=_together(end))]
    if end.member:
        lines.append(_("Finished by {people}.", people=" ".join(f"<@{each}>" for each in end.finished)))
    return lines


def _together(end: ReadAlongEnd) -> str:
    return f"{counted(len(end.finished), 'reader')} · {counted(end.words, 'word')}"


def _line(quote: PostedQuote) -> str:
    return quote_text(
        quote.story,
        quote.chapter,
        quote.markdown,
        lead_in=quote.lead_in,
        speaker=quote.speaker,
        room=_LINE_ROOM,
    )


def _ended_at(plan: Plan) -> int:
    return plan.read_along.ended_at or plan.ends_at


def _picture(alt: str) -> Item:
    return ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=clipped(alt, 1_024)))
