"""What people are told of subscriptions whose messages do not arrive."""

from __future__ import annotations

from discord import ui

from bot.language import N_, _
from bot.posts.models import Obstacle
from bot.subscriptions.models import Manner, Subject, Subscribed, Subscription, SuspensionNote
from bot.subscriptions.presses import StopThese
from cogs.ui.components import button, channel_link, view_of
from cogs.ui.labels import story_line
from cogs.ui.pushes import Message

_WHY = {
    Obstacle.CLOSED: N_(
        "My last message didn’t get through, because you don’t take direct messages from me. Please allow "
        "them in a server we share; I’ll try again with the next one."
    ),
    Obstacle.NO_SERVER: N_(
        "My last message didn’t get through, because we share no server. Join one I’m in, and I’ll try again "
        "with the next one."
    ),
    Obstacle.NO_ACCESS: N_(
        "My last message didn’t get through, because I may not post in the channel. Please give me “View "
        "Channel”, “Send Messages” and “Read Message History” in it; I’ll try again with the next one."
    ),
    Obstacle.LOCKED: N_(
        "My last message didn’t get through, because the thread is locked. Please unlock it; I’ll try again "
        "with the next one."
    ),
    Obstacle.GONE: N_("My last message didn’t get through, because the channel was deleted."),
    Obstacle.REFUSED: N_(
        "My last message didn’t get through, for a reason that I don’t know: {reason}. *Resume* in "
        "`/subscriptions` tries again; if that doesn’t help, please tell whoever runs me."
    ),
}


def title_of(subscribed: Subscribed) -> str:
    """Returns the subject of a subscription on one line, as Markdown."""
    subscription, story = subscribed.subscription, subscribed.story
    if story is not None:
        return story_line(story)
    if subscription.subject is Subject.DIGEST:
        weekly = subscription.manner is Manner.WEEKLY
        return f"**{_('Your weekly digest') if weekly else _('Your daily digest')}**"
    return f"**{_('Quote of the day')}**"


def why_suspended(subscription: Subscription) -> str:
    """Returns why the last message of a subscription did not arrive, and what can be done."""
    if subscription.suspended:
        return _(_WHY[subscription.suspended], reason=subscription.refusal)
    return _("My last message didn’t get through. I’ll try again with the next one.")


def unreached_note(unreached: list[Subscribed]) -> ui.LayoutView:
    """Returns the note that deliveries did not arrive, and what their owner can do."""
    lines = [f"{_what_and_where(each)}\n-# {why_suspended(each.subscription)}" for each in unreached]
    return view_of(ui.TextDisplay("\n".join([_("There’s something I couldn’t send you:"), *lines])))


def suspension_message(note: SuspensionNote) -> Message:
    """Returns the message to the owner of a channel's subscription that it is suspended."""
    subscription = note.subscribed.subscription
    lines = [f"⚠️ {_what_and_where(note.subscribed)}", why_suspended(subscription)]
    if subscription.suspended is Obstacle.GONE:
        way_on = button(_("Stop"), StopThese(subscription.id, note.mark))
    else:
        lines.append("-# " + _("`/subscriptions` in that channel shows it, with *Resume* and *Stop*."))
        way_on = channel_link(subscription.guild, subscription.channel)
    way_on.id = note.mark  # by which it is found after a crash
    return Message("\n".join(lines), [[way_on]])


def _what_and_where(subscribed: Subscribed) -> str:
    channel = subscribed.subscription.channel
    return title_of(subscribed) if channel is None else f"{title_of(subscribed)} · <#{channel}>"
