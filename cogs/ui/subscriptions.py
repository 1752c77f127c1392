"""Subscriptions as their readers see them, and the notices that they bring."""

from __future__ import annotations

from discord import ui

from bot.models import Chapter, Delivery, Listing, Notice, Obstacle, Subscribed, Subscription
from bot.text.naming import chapter_name
from cogs.ui.desk import moment
from cogs.ui.labels import counted, escaped, story_line
from cogs.ui.menus import page_buttons
from cogs.ui.panel import Item, button, view_of
from cogs.ui.presses import Action, Press

_CHAPTERS_NAMED = 5
_NAME_ROOM = 150
_WHY = {
    Obstacle.CLOSED: "you take no direct messages from me. Allow them in a server that we share",
    Obstacle.NO_SERVER: "we share no server. Join one that I am in",
    Obstacle.NO_ACCESS: "I may not post in this channel. Give me “View Channel” and “Send Messages” here",
    Obstacle.GONE: "the channel was deleted",
}


def notice_message(delivery: Delivery, notice: Notice) -> ui.LayoutView:
    """A notice of new chapters."""
    subscription = delivery.subscription
    ping = f"<@&{subscription.role}> " if subscription.role else ""
    return view_of(
        ui.TextDisplay(f"{ping}{story_line(notice.story)}\n{_told(notice)}"),
        ui.ActionRow(
            button("Read", Press(Action.READ_NEWS, (notice.story.id,)), main=True),
            button("Stop these", _stop_these(delivery)),
        ),
    )


def mark_of(delivery: Delivery) -> str:
    """What the message of a notice is known by: no other message carries this `custom_id`."""
    return _stop_these(delivery).custom_id


def _stop_these(delivery: Delivery) -> Press:
    return Press(Action.STOP_THESE, (delivery.subscription.id, delivery.nonce))


def subscribed_note(subscribed: Subscribed) -> ui.LayoutView:
    """That somebody, or a channel, will be told of new chapters."""
    subscription = subscribed.subscription
    return view_of(
        ui.TextDisplay(
            f"✓ {story_line(subscribed.story)}\n{_where(subscription)}\n"
            "-# `/subscriptions` shows what you are told of, and snoozes or stops it."
        ),
        ui.ActionRow(button("Stop", Press(Action.UNSUBSCRIBE, (subscription.id, 0)))),
    )


def stopped_note(subscribed: Subscribed) -> ui.LayoutView:
    """That a subscription has ended, and how it begins again."""
    told = "New chapters will not be announced here any more"
    items: list[Item] = []
    if subscribed.subscription.channel is None:
        told = "You will not be told of new chapters any more"
        items.append(ui.ActionRow(button("Subscribe again", Press(Action.SUBSCRIBE, (subscribed.story.id,)))))
    return view_of(ui.TextDisplay(f"✓ {told}: {story_line(subscribed.story)}"), *items)


def subscription_list(listing: Listing[Subscribed], now: int, done: str = "") -> ui.LayoutView:
    """A page of subscriptions, each with what can be done with it; `done` says what has just been."""
    items: list[Item] = [ui.TextDisplay("### Subscriptions")]
    if done:
        items.append(ui.TextDisplay(f"✓ {done}"))
    if not listing.lines:
        items.append(ui.TextDisplay("None. `/subscribe` has you told of a story’s new chapters."))
    for line in listing.lines:
        buttons = _buttons(line.subscription, now, listing.page)
        items += [ui.TextDisplay(_line(line, now)), ui.ActionRow(*buttons)]
    if listing.pages > 1:
        items.append(ui.TextDisplay(f"-# Page {listing.page + 1} of {listing.pages:,}"))
        items.append(ui.ActionRow(*page_buttons(Action.SUBSCRIPTIONS, (), listing.page, listing.pages)))
    return view_of(*items)


def unreached_note(unreached: list[Subscribed]) -> ui.LayoutView:
    """That notices do not reach a reader, and what they can do."""
    told = [f"{story_line(each.story)}\n-# {_obstacle(each.subscription)}" for each in unreached]
    return view_of(ui.TextDisplay("\n".join(["New chapters appeared that I could not tell you of:", *told])))


def _told(notice: Notice) -> str:
    new = notice.chapters
    names = [f"**{escaped(chapter_name(each), _NAME_ROOM)}**" for each in new[:_CHAPTERS_NAMED]]
    if len(new) == 1:
        return f"{names[0]} is out."
    since = f" since you stopped in {_spoken(notice.stopped_in)}" if notice.stopped_in else ""
    more = [f"-# and {counted(len(new) - len(names), 'more', 'more')}"] if len(new) > len(names) else []
    return "\n".join([f"{len(new):,} new chapters{since}:", *names, *more])


def _spoken(chapter: Chapter) -> str:
    if chapter.number:
        return f"chapter {chapter.number}"
    return f"“{escaped(chapter_name(chapter), _NAME_ROOM)}”"


def _where(subscription: Subscription) -> str:
    if subscription.channel is None:
        return "New chapters are told to you by direct message."
    ping = f" <@&{subscription.role}> is pinged." if subscription.role else ""
    return f"New chapters are told in <#{subscription.channel}>.{ping}"


def _line(line: Subscribed, now: int) -> str:
    subscription = line.subscription
    state = f"-# {_where(subscription)}"
    if subscription.suspended:
        state += f"\n-# ⚠️ {_obstacle(subscription)}"
    elif subscription.snoozed_until > now:
        state += f" Snoozed until {moment(subscription.snoozed_until)}."
    return f"{story_line(line.story)}\n{state}"


def _obstacle(subscription: Subscription) -> str:
    why = f" since {_WHY[subscription.suspended]}" if subscription.suspended else ""
    return f"The last notice did not arrive,{why}; the next new chapter tries again."


def _buttons(subscription: Subscription, now: int, page: int) -> list[ui.Button[ui.LayoutView]]:
    own = (subscription.id, page)
    silent = subscription.suspended or subscription.snoozed_until > now
    other = (
        button("Resume", Press(Action.UNSNOOZE, own))
        if silent
        else button("Snooze a week", Press(Action.SNOOZE, own))
    )
    return [other, button("Stop", Press(Action.UNSUBSCRIBE, own))]
