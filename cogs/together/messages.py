"""The direct messages of read-alongs: what a locked phone shows of them says what is due."""

from __future__ import annotations

from bot.language import _, ngettext
from bot.posts.models import Obstacle
from bot.reading.presses import ReadStory
from bot.together.models import Message, Reminder, Subject, Told
from bot.together.presses import ChooseReminder, ShowDue
from cogs.together.naming import end_of
from cogs.ui import pushes
from cogs.ui.components import button, channel_link
from cogs.ui.labels import escaped

_TITLE_ROOM = 100


def message_of(message: Message, told: Told) -> pushes.Message:
    """Returns the message about a part. Its first button has the mark by which it is found after a crash.
    Parts and chapters are named by their numbers, which spoil nothing."""
    plan, number = told.plan, told.stage.part.number
    title = f"**{escaped(plan.story.title, _TITLE_ROOM)}**"
    there = channel_link(plan.read_along.guild, plan.read_along.channel)
    there.id = message.mark
    if told.subject is Subject.THREAD:
        return pushes.Message(_about_threads(title, told), [[there]])
    if told.subject is Subject.WAITS:
        text = _(
            "⏳ {title} · It’s time for part {number}, but its chapters aren’t out yet. It opens by itself "
            "once they are.",
            title=title,
            number=number,
        )
        hint = _("In the server, `/together show` leads to *Host…*, where you can change the plan.")
        return pushes.Message(f"{text}\n-# {hint}", [[there]])
    reads = button(_("Read"), ReadStory(plan.story.id), main=True)
    reads.id = message.mark
    text = _(
        "📖 {title} · Part {number} of {parts} has begun: {end}.",
        title=title,
        number=number,
        parts=len(plan.stages),
        end=end_of(plan, told.stage),
    )
    takes = ngettext("About {number} minute for you.", "About {number} minutes for you.", told.minutes)
    due = button(_("What’s due"), ShowDue(plan.read_along.id))
    quiet = button(_("No more reminders"), ChooseReminder(plan.read_along.id, Reminder.NONE))
    return pushes.Message(f"{text} {takes}", [[reads, due, quiet]])


def _about_threads(title: str, told: Told) -> str:
    """Returns what a host is told about the threads of a read-along, and what to do."""
    number, channel = told.stage.part.number, f"<#{told.plan.read_along.channel}>"
    match told.obstacle:
        case "":
            return _(
                "🧵 {title} · I can’t open private threads in {channel}, so everybody there can read the "
                "thread of part {number}. With *Create Private Threads* I open the next ones for its readers "
                "alone.",
                title=title,
                channel=channel,
                number=number,
            )
        case Obstacle.GONE:
            return _(
                "🧵 {title} · The channel or the thread of part {number} was deleted, so there is no talk "
                "about it.",
                title=title,
                number=number,
            )
        case Obstacle.REFUSED:
            return _(
                "🧵 {title} · Discord doesn’t take what I’d like to do for part {number} in {channel}. I’ll "
                "go on trying for a week.",
                title=title,
                channel=channel,
                number=number,
            )
        case _other:
            return _(
                "🧵 {title} · I’m missing a permission for the thread of part {number} in {channel}. Please "
                "let me *Create Private Threads*, *Send Messages in Threads* and *Read Message History* "
                "there, and *Send Polls* or *Create Events* for a poll or a meeting. I try again every hour.",
                title=title,
                channel=channel,
                number=number,
            )
