"""The messages of deliveries. Each has a mark that identifies it after a crash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import discord
from discord import ui

from bot.language import _
from bot.quotes.presses import DrawQuote, PassageOnPanel, SaveQuote, ShowSentences
from bot.reading.presses import GoTo, ReadOnMyOwn, ReadStory
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import Chapter
from bot.stories.naming import chapter_name
from bot.subscriptions.models import (
    Completed,
    DailyQuote,
    Delivery,
    Digest,
    Elsewhere,
    Instalment,
    Notice,
    Sent,
    StoppedSerial,
    Subscription,
)
from bot.subscriptions.presses import MarkPieceRead, Piece, ReadOnFromPiece, SendNextPiece, stop_these
from bot.text.direction import isolated, listed
from bot.text.passages import passages
from cogs.quotes.cards import quote_items
from cogs.reading.stops import stop_buttons, stop_sentence
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import clipped, counted, escaped, reading_time, story_line

_CHAPTERS_NAMED = 5
_NAME_ROOM = 150
_ANNOUNCEMENT_ROOM, _NOTICE_ROOM = 400, 3_200
_WARNED_ROOM = 150
_DIGEST_STORIES = 8
"""The number of stories of a digest that are told in full; Discord's 40 components leave no room for many
more."""
_DIGEST_ROOM = 2_200
"""Characters for these stories; the others are only named, in the room that is left."""
_DIGEST_TITLES = 20
_INSTALMENT_ROOM = 3_750
"""Characters for a passage and the notes before it."""
_TITLE_ROOM, _THREAD_NAME = 80, 100
_ADDRESS = re.compile(r"https?://[^\s<>]{4,300}")


def message_of(delivery: Delivery, sent: Sent) -> ui.LayoutView:
    """Returns the message that a delivery brings."""
    stop = button("Stop these", stop_these(delivery))
    ping = _ping(delivery)
    match sent:
        case Notice():
            return _notice(sent, ping, stop)
        case Completed():
            return _completed(sent, ping, stop)
        case Digest():
            return _digest(sent, stop)
        case Instalment():
            return _instalment(sent, delivery, ping, stop)
        case StoppedSerial():
            text = f"{story_line(sent.story)}\n⚠️ {stop_sentence(sent.stop)}"
            return view_of(ui.TextDisplay(text), ui.ActionRow(*stop_buttons(sent.stop), stop))
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
    number = f" — Chapter {chapter.number}"
    return clipped(isolated(notice.story.title), _THREAD_NAME - len(number)) + number


def _ping(delivery: Delivery) -> str:
    role = delivery.subscription.role
    return f"<@&{role}> " if role and delivery.part == 1 else ""


def _read(story: StoryId, label: str = "Read") -> ui.Button[ui.LayoutView]:
    return button(label, ReadStory(story), main=True)


def _completed(completed: Completed, ping: str, stop: ui.Button[ui.LayoutView]) -> ui.LayoutView:
    story = completed.story
    text = f"**It is complete:** {counted(story.chapters, 'chapter')}, about {reading_time(story)}."
    if completed.withdrawn:
        text = "The author took back that it is complete. `/subscribe` has you told once it is."
    return view_of(ui.TextDisplay(f"{ping}{story_line(story)}\n{text}"), ui.ActionRow(_read(story.id), stop))


def _notice(notice: Notice, ping: str, stop: ui.Button[ui.LayoutView]) -> ui.LayoutView:
    new, more = _new_chapters(notice), _more(notice.elsewhere)
    entries = [_entry(each) for each in notice.elsewhere[:_CHAPTERS_NAMED]]
    said = _announcements(notice, _NOTICE_ROOM - len("\n".join((new, *entries))))
    text = "\n".join(filter(None, (new, _warned(notice), *said, *entries, _withdrawn(notice))))
    return view_of(
        ui.TextDisplay(f"{ping}{story_line(notice.story)}\n{text}{more}"),
        ui.ActionRow(_read(notice.story.id), stop),
    )


def _new_chapters(notice: Notice) -> str:
    new = notice.chapters
    names = [f"**{escaped(chapter_name(each), _NAME_ROOM)}**" for each in new[:_CHAPTERS_NAMED]]
    if not new:
        return ""
    if len(new) == 1:
        return f"{names[0]} is out."
    return "\n".join([f"{_count(notice)}:", *names]) + _more(new)


def _warned(notice: Notice) -> str:
    """Returns the line that says which of its reader's warnings the new chapters have, or an empty string."""
    if not notice.warned:
        return ""
    names = f"**{escaped(listed(notice.warned), _WARNED_ROOM)}**"
    return _("⚠️ With {names}, which you asked to be warned of.", names=names)


def _withdrawn(notice: Notice) -> str:
    """Returns the line that takes back what the message told before, or an empty string."""
    count = notice.withdrawn
    if not count:
        return ""
    chapters = "A chapter" if count == 1 else f"{count:,} chapters"
    return f"{chapters} told of here {'was' if count == 1 else 'were'} withdrawn by the author."


def _announcements(notice: Notice, room: int) -> list[str]:
    """Returns the author's words with the new chapters as block quotes, as far as there is room; behind a bar
    where they may tell too much."""
    lines: list[str] = []
    for each in notice.announcements:
        words = escaped(each.words, _ANNOUNCEMENT_ROOM)
        words = f"||{words}||" if each.hidden else words
        named = f"{escaped(chapter_name(each.chapter), _TITLE_ROOM)}: " if len(notice.chapters) > 1 else ""
        lines.append(f"> {named}{words}")
    return [line for line, length in zip(lines, accumulate(map(len, lines)), strict=True) if length <= room]


def _count(notice: Notice) -> str:
    since = f" since you stopped in {_spoken(notice.stopped_in)}" if notice.stopped_in else ""
    return f"{counted(len(notice.chapters), 'new chapter')}{since}"


def _more(listed: Sequence[object]) -> str:
    left = len(listed) - _CHAPTERS_NAMED
    return f"\n-# and {left:,} more" if left > 0 else ""


def _entry(elsewhere: Elsewhere) -> str:
    """Returns a line for an entry that can be read only where its feed says. Its title may be empty, hidden
    from its reader."""
    title = f"**{escaped(elsewhere.title, _NAME_ROOM)}**" if elsewhere.title else "Something new"
    return f"{title} is out{_on_the_web(elsewhere)}."


def _on_the_web(elsewhere: Elsewhere) -> str:
    """Returns a link to where an entry can be read, or an empty string. The address itself is not shown,
    since it often holds the title."""
    return f", to be read [on the web](<{elsewhere.link}>)" if _ADDRESS.fullmatch(elsewhere.link) else ""


def _spoken(chapter: Chapter) -> str:
    if chapter.number:
        return f"chapter {chapter.number}"
    return f"“{escaped(chapter_name(chapter), _NAME_ROOM)}”"


def _digest(digest: Digest, stop: ui.Button[ui.LayoutView]) -> ui.LayoutView:
    items: list[Item] = [ui.TextDisplay(f"### Your {'weekly' if digest.weekly else 'daily'} digest")]
    texts = [f"{story_line(each.story)}\n{_in_brief(each)}" for each in digest.notices[:_DIGEST_STORIES]]
    fitting = [
        each
        for each, length in zip(texts, accumulate(map(len, texts)), strict=True)
        if length <= _DIGEST_ROOM
    ]
    for notice, text in zip(digest.notices, fitting, strict=False):
        items.append(ui.Section(ui.TextDisplay(text), accessory=_read(notice.story.id)))
    others = [escaped(each.story.title, _TITLE_ROOM) for each in digest.notices[len(fitting) :]]
    if others:
        left = len(others) - _DIGEST_TITLES
        more = f" and {left:,} more" if left > 0 else ""
        items.append(ui.TextDisplay(f"-# Also new: {', '.join(others[:_DIGEST_TITLES])}{more}"))
    return view_of(*items, ui.ActionRow(stop))


def _in_brief(notice: Notice) -> str:
    """Returns one or two lines on what is new in a story."""
    lines = []
    if len(notice.chapters) == 1:
        lines.append(f"**{escaped(chapter_name(notice.chapters[0]), _NAME_ROOM)}** is out.")
    elif notice.chapters:
        lines.append(f"{_count(notice)}.")
    if notice.warned:
        lines.append(_warned(notice))
    if len(notice.elsewhere) == 1:
        lines.append(_entry(notice.elsewhere[0]))
    elif notice.elsewhere:
        lines.append(f"{len(notice.elsewhere):,} new entries{_on_the_web(notice.elsewhere[0])}.")
    if notice.withdrawn:
        lines.append(_withdrawn(notice))
    return "\n".join(lines)


def _instalment(
    sent: Instalment, delivery: Delivery, ping: str, stop: ui.Button[ui.LayoutView]
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
    parts = [f"{sent.percent} %", f"{sent.index + 1} of {sent.count}"]
    if sent.next is None:
        complete = sent.story.completion is Completion.COMPLETE
        parts.append("the end" if complete else "this is all there is of it so far")
    elif waits:
        parts.append(_("the next piece waits until you’ve read this one"))
    return " · ".join(parts)


def _onwards(sent: Instalment, delivery: Delivery) -> list[ui.Button[ui.LayoutView]]:
    """Returns the buttons from an instalment into the text. Those of a reader's own mark it as read."""
    if delivery.subscription.channel is not None:
        return [button("Read on my own", ReadOnMyOwn(sent.place))]
    piece = Piece(delivery.subscription.id, sent.place, sent.end)
    buttons = [button(_("Read ✓"), MarkPieceRead(piece), main=True)]
    if sent.next:
        buttons.append(button(_("Next piece now"), SendNextPiece(piece, delivery.nonce)))
    buttons.append(button(_("Read on ▶") if sent.next else _("To the last page"), ReadOnFromPiece(piece)))
    return buttons


def _pages_of_notes(sent: Instalment) -> list[ui.Button[ui.LayoutView]]:
    """Returns the buttons to the notes that have no room beside the passage."""
    pages = {"Notes before it": sent.pages_before, "Notes after it": sent.pages_after}
    return [button(label, GoTo(place)) for label, place in pages.items() if place]


def _quoting(sent: Instalment) -> list[ui.Button[ui.LayoutView]]:
    if not sent.story.quotable:
        return []
    passage = PassageOnPanel(sent.place, sent.place.offset, sent.end)
    return [button("❝ Quote", ShowSentences(passage, 0))]


def _daily_quote(
    sent: DailyQuote, subscription: Subscription, ping: str, stop: ui.Button[ui.LayoutView]
) -> ui.LayoutView:
    buttons = [button("Read from here", GoTo(sent.place), main=True)]
    if sent.quote is not None:
        buttons.append(button("Save", SaveQuote(sent.quote)))
        buttons.append(button("As picture", DrawQuote(sent.quote)))
    return view_of(
        ui.TextDisplay(f"{ping}-# Quote of the day"),
        *quote_items(
            sent.story,
            sent.chapter,
            sent.markdown,
            lead_in=sent.lead_in,
            speaker=sent.speaker,
            hidden=subscription.channel is not None and not sent.open,
        ),
        ui.ActionRow(*buttons, stop),
    )
