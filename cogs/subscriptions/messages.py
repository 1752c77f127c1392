"""The messages of deliveries: what a locked phone shows of them, and what is read in them.

Each has a mark that identifies it after a crash, from the first.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.language import _
from bot.quotes.presses import DrawQuote, PassageOnPanel, SaveQuote, ShowSentences
from bot.reading.presses import GoTo, ReadOnMyOwn
from bot.stories.details import Completion
from bot.stories.models import Chapter
from bot.stories.naming import chapter_name
from bot.subscriptions.models import (
    Completed,
    DailyQuote,
    Delivery,
    Digest,
    Instalment,
    Notice,
    Sent,
    StoppedSerial,
    Subscription,
)
from bot.subscriptions.presses import MarkPieceRead, Piece, ReadOnFromPiece, SendNextPiece, stop_these
from bot.text.direction import isolated
from bot.text.passages import passages
from cogs.quotes.cards import quote_text
from cogs.reading.stops import stop_buttons, stop_sentence
from cogs.subscriptions.notices import completed_message, digest_message, notice_message
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import clipped, escaped, percentage, story_line, story_named
from cogs.ui.pushes import Message

_QUOTE_ROOM = 900
_INSTALMENT_ROOM = 3_750
"""Characters for a passage and the notes before it."""
_TITLE_ROOM, _THREAD_NAME = 80, 100


def message_of(delivery: Delivery, sent: Sent) -> Message:
    """Returns the message that a delivery brings."""
    stop = button(_("Stop these"), stop_these(delivery))
    ping = _ping(delivery)
    match sent:
        case Notice():
            return notice_message(sent, ping, stop)
        case Completed():
            return completed_message(sent, ping, stop)
        case Digest():
            return digest_message(sent, stop)
        case Instalment():
            return _instalment(sent, delivery, ping, stop)
        case StoppedSerial():
            text = f"{story_line(sent.story)}\n⚠️ {stop_sentence(sent.stop)}"
            return Message(text, [[*stop_buttons(sent.stop), stop]])
        case DailyQuote():
            return _daily_quote(sent, delivery.subscription, ping, stop)


def used_instalment(message: discord.Message, press: MarkPieceRead | SendNextPiece) -> ui.LayoutView:
    """Returns the message of an instalment after one of its buttons was pressed: either marks it as read."""
    view = ui.LayoutView.from_message(message)
    view.stop()
    read, sent = MarkPieceRead(press.piece).custom_id, press.custom_id
    for each in view.walk_children():
        if isinstance(each, ui.Button) and each.custom_id in (read, sent):
            each.disabled = True
            each.label = _("✓ Read") if each.custom_id == read else _("Sent below")
            each.style = discord.ButtonStyle.secondary
    return view


def thread_name(notice: Notice, chapter: Chapter) -> str:
    """Returns the name of the thread in which a chapter is discussed: its number, which spoils nothing."""
    number = _("Chapter {number}", number=str(chapter.number))
    room = _THREAD_NAME - len(_("{title} — {chapter}", title="", chapter=number))
    return _("{title} — {chapter}", title=clipped(isolated(notice.story.title), room), chapter=number)


def _ping(delivery: Delivery) -> str:
    role = delivery.subscription.role
    return f"<@&{role}> " if role and delivery.part == 1 else ""


def _instalment(sent: Instalment, delivery: Delivery, ping: str, stop: ui.Button[Any]) -> Message:
    said = _(
        "📖 {title} · {day} is here",
        title=f"**{escaped(sent.story.title, _TITLE_ROOM)}**",
        day=which_day(sent, delivery.part),
    )
    opens = button(_("Read"), GoTo(sent.place), main=True)
    if delivery.subscription.channel is not None:
        opens = button(_("Read on my own"), ReadOnMyOwn(sent.place))
    return Message(f"{ping}{said}", [[opens, stop]], rich=_instalment_layout(sent, delivery, ping, stop))


def _instalment_layout(
    sent: Instalment, delivery: Delivery, ping: str, stop: ui.Button[Any]
) -> ui.LayoutView:
    title = f"{ping}**{escaped(sent.story.title, _TITLE_ROOM)}** · {which_day(sent, delivery.part)}"
    items: list[Item] = [ui.TextDisplay(f"{title}{_heading(sent)}")]
    if sent.notes:
        room = _INSTALMENT_ROOM - len(sent.text) - len(sent.notes_after)
        items += [ui.TextDisplay(passages(sent.notes, room)[0].render(sent.notes)), ui.Separator()]
    items.append(ui.TextDisplay(sent.text))
    if sent.notes_after:
        items += [ui.Separator(), ui.TextDisplay(sent.notes_after)]
    items.append(ui.TextDisplay(f"-# {_how_far(sent, waits=delivery.subscription.waits)}"))
    others = (*_pages_of_notes(sent), *_quoting(sent), stop)
    # The mark by which the message is found stands in its last row.
    return view_of(*items, ui.ActionRow(*_onwards(sent, delivery)), ui.ActionRow(*others))


def which_day(sent: Instalment, part: int) -> str:
    """Returns which of its serial's instalments this is, such as "Day 4 of about 28"."""
    if sent.story.completion is Completion.ONGOING:
        day = _("Day {day}", day=sent.day)
    elif sent.days > sent.day:
        day = _("Day {day} of about {days}", day=sent.day, days=sent.days)
    else:
        day = _("Day {day} of {days}", day=sent.day, days=sent.days)
    return _("{day}, part {part}", day=day, part=part) if part > 1 else day


def _heading(sent: Instalment) -> str:
    if sent.story.chapters == 1 and not sent.chapter.title:
        return ""
    return f"\n### {escaped(chapter_name(sent.chapter), _TITLE_ROOM)}"


def _how_far(sent: Instalment, *, waits: bool) -> str:
    parts = [percentage(sent.percent), _("{page} of {pages}", page=sent.index + 1, pages=sent.count)]
    if sent.next is None:
        complete = sent.story.completion is Completion.COMPLETE
        parts.append(_("the end") if complete else _("that’s all there is so far"))
    elif waits:
        parts.append(_("the next instalment waits until you’ve read this one"))
    return " · ".join(parts)


def _onwards(sent: Instalment, delivery: Delivery) -> list[ui.Button[Any]]:
    """Returns the buttons from an instalment into the text. Those of a reader's own mark it as read."""
    if delivery.subscription.channel is not None:
        return [button(_("Read on my own"), ReadOnMyOwn(sent.place))]
    piece = Piece(delivery.subscription.id, sent.place, sent.end)
    buttons = [button(_("Read ✓"), MarkPieceRead(piece), main=True)]
    if sent.next:
        buttons.append(button(_("Next instalment now"), SendNextPiece(piece, delivery.nonce)))
    buttons.append(button(_("Read on ▶") if sent.next else _("To the last page"), ReadOnFromPiece(piece)))
    return buttons


def _pages_of_notes(sent: Instalment) -> list[ui.Button[Any]]:
    """Returns the buttons to the notes that have no room beside the passage."""
    pages = {_("Notes before it"): sent.pages_before, _("Notes after it"): sent.pages_after}
    return [button(label, GoTo(place)) for label, place in pages.items() if place]


def _quoting(sent: Instalment) -> list[ui.Button[Any]]:
    if not sent.story.quotable:
        return []
    passage = PassageOnPanel(sent.place, sent.place.offset, sent.end)
    return [button(_("❝ Quote"), ShowSentences(passage, 0))]


def _daily_quote(sent: DailyQuote, subscription: Subscription, ping: str, stop: ui.Button[Any]) -> Message:
    buttons = [button(_("Read from here"), GoTo(sent.place), main=True)]
    if sent.quote is not None:
        buttons.append(button(_("Save"), SaveQuote(sent.quote)))
        buttons.append(button(_("As picture"), DrawQuote(sent.quote)))
    heading = ping + _("❝ Quote of the day, from {story}", story=story_named(sent.story))
    text = quote_text(
        sent.story, sent.chapter, sent.markdown, lead_in=sent.lead_in, speaker=sent.speaker, room=_QUOTE_ROOM
    )
    rows = [[*buttons, stop]]
    if subscription.channel is not None and not sent.open:
        return Message(heading, rows, covered=f"||{text}||")
    return Message(f"{heading}\n{text}", rows)
