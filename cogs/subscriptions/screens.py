"""The screens of subscriptions."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ui

from bot.language import N_, _
from bot.posts.models import Obstacle
from bot.stories.models import Listing
from bot.subscriptions.models import Manner, Subject, Subscribed, Subscription
from bot.subscriptions.presses import (
    ChangeSubscription,
    ListSubscriptions,
    OpenSubscriptionForm,
    Resume,
    Snooze,
    Subscribe,
    Unsubscribe,
)
from bot.subscriptions.schedules import next_time, quiet_until
from bot.text.daytimes import WEEKDAYS, clock_face
from bot.text.direction import isolated
from cogs.ui import forms
from cogs.ui.choices import time_line
from cogs.ui.components import Item, button, done_note, page_turner, view_of
from cogs.ui.labels import counted, moment, story_line
from cogs.ui.replies import Interaction

_WHY = {
    Obstacle.CLOSED: "you take no direct messages from me. Allow them in a server that we share",
    Obstacle.NO_SERVER: "we share no server. Join one that I am in",
    Obstacle.NO_ACCESS: (
        "I may not post in this channel. Give me “View Channel”, “Send Messages” and “Read Message "
        "History” here"
    ),
    Obstacle.GONE: "the channel was deleted",
}
_MANNERS = {
    Subject.CHAPTERS: {
        Manner.AT_ONCE: "Each new chapter at once",
        Manner.DAILY: "Gathered in a daily digest",
        Manner.WEEKLY: "Gathered in a weekly digest",
        Manner.COMPLETE: "Once the story is complete",
    },
    Subject.SERIAL: {Manner.PASSAGE: "A passage a day", Manner.CHAPTER: "A chapter a day"},
    Subject.QUOTES: {Manner.SHELF: "From what I read", Manner.SAVED: "From the quotes I saved"},
}
"""The manners offered by the form; for a channel, where chapters come at once, there are fewer."""

_COMES, _WAITS = "comes", "waits"
_UNREAD = {_COMES: N_("The next one comes all the same"), _WAITS: N_("The next one waits until I have")}
_UNSET = {
    True: "your time zone is not set: `/settings`",
    False: "the server’s time zone is not set: `/stories settings`",
}
_LISTED = {
    True: "`/subscriptions` shows all that you are sent, and changes, snoozes or stops it.",
    False: "`/subscriptions`, used in this channel, changes, snoozes or stops it.",
}
"""The hint for a reader (True), and that for a channel."""


def subscribed_note(subscribed: Subscribed) -> ui.LayoutView:
    """Returns the note of what a reader, or a channel, will be sent, and when."""
    subscription = subscribed.subscription
    lines = [f"✓ {title_of(subscribed)}", _described(subscribed)]
    if (subscribed.digest or subscription).schedule and subscribed.zone == "UTC":
        lines.append(f"-# UTC is meant as long as {_UNSET[subscription.channel is None]}.")
    lines.append(f"-# {_LISTED[subscription.channel is None]}")
    buttons = [button("Stop", Unsubscribe(subscription.id, 0))]
    if subscription.subject is Subject.SERIAL:
        buttons.insert(0, button(_("Change…"), OpenSubscriptionForm(subscription.id, 0)))
    return view_of(
        ui.TextDisplay("\n".join(lines)),
        ui.ActionRow(*buttons),
    )


def stopped_note(subscribed: Subscribed) -> ui.LayoutView:
    """Returns the note that a subscription has ended, with a button to begin it again where there is one."""
    subscription, story = subscribed.subscription, subscribed.story
    items: list[Item] = []
    if subscription.subject is Subject.CHAPTERS and subscription.channel is None and story is not None:
        items.append(ui.ActionRow(button("Subscribe again", Subscribe(story.id))))
    return view_of(ui.TextDisplay(f"✓ {_ended(subscription)}: {title_of(subscribed)}"), *items)


def subscription_list(listing: Listing[Subscribed], now: int, done: str = "") -> ui.LayoutView:
    """Returns a page of subscriptions, each with its buttons; `done` says what was just done."""
    items: list[Item] = [ui.TextDisplay("### Subscriptions"), *done_note(done)]
    if not listing.lines:
        items.append(ui.TextDisplay("None. `/subscribe` has you told of a story’s new chapters, and more."))
    for line in listing.lines:
        buttons = _buttons(line, now, listing.page)
        items += [ui.TextDisplay(_line(line, now)), ui.ActionRow(*buttons)]
    items += page_turner(ListSubscriptions, listing)
    return view_of(*items)


def unreached_note(unreached: list[Subscribed]) -> ui.LayoutView:
    """Returns the note that deliveries did not reach a reader, and what they can do."""
    lines = [f"{title_of(each)}\n-# {_obstacle(each.subscription)}" for each in unreached]
    return view_of(ui.TextDisplay("\n".join(["There was something that I could not send you:", *lines])))


async def show_change_form(
    interaction: Interaction, subscribed: Subscribed, press: ChangeSubscription
) -> None:
    """Opens the form that changes a subscription."""
    subscription = subscribed.subscription
    manners = manners_of(subscription)
    fields = []
    if len(manners) > 1:
        labels = {manner.value: label for manner, label in manners.items()}
        fields.append(forms.choice("manner", "What comes", labels, subscription.manner))
    times = (subscribed.digest or subscription).schedule
    if subscription.subject is not Subject.CHAPTERS or subscription.channel is None:
        weekly = (
            ", or sunday 10:00 for a weekly digest"
            if Manner.WEEKLY in (*manners, subscription.manner)
            else ""
        )
        hint = f"Such as 18:00{weekly}. Time zone: {subscribed.zone}"
        shown = time_line(times) if times else ""
        fields.append(forms.line("at", "At what time", shown, hint=hint, most=forms.TIME_LIMIT))
    if subscription.subject is Subject.SERIAL and subscription.channel is None:
        entry = _WAITS if subscription.waits else _COMES
        unread = {each: _(label) for each, label in _UNREAD.items()}
        fields.append(forms.choice("waits", _("If you haven’t read the last one"), unread, entry))
    title = f"Change: {isolated(subscribed.story.title)}" if subscribed.story else "Change"
    await forms.show_form(interaction, title, press, *fields)


def waits_of(entries: Mapping[str, str]) -> bool | None:
    """Returns whether a serial is to wait until its last instalment was read, by the entries of the form;
    None where they do not say."""
    return {_WAITS: True, _COMES: False}.get(entries.get("waits", ""))


def manners_of(subscription: Subscription) -> dict[Manner, str]:
    """Returns the manners that a subscription can be changed to, with their labels."""
    if subscription.channel is not None and subscription.subject is not Subject.SERIAL:
        return {}
    return _MANNERS.get(subscription.subject, {})


def title_of(subscribed: Subscribed) -> str:
    """Returns the subject of a subscription on one line, as Markdown."""
    subscription, story = subscribed.subscription, subscribed.story
    if story is not None:
        return story_line(story)
    if subscription.subject is Subject.DIGEST:
        return f"**Your {subscription.manner} digest**"
    return "**Quote of the day**"


def _described(subscribed: Subscribed) -> str:
    """Returns what a subscription brings, where it goes, and when it is next."""
    subscription = subscribed.subscription
    where = f"in <#{subscription.channel}>" if subscription.channel else "to you by direct message"
    ping = f" <@&{subscription.role}> is pinged." if subscription.role else ""
    threads = " Each chapter gets a thread." if subscription.threads else ""
    waits = f" {_('Each waits until you’ve read the one before.')}" if subscription.waits else ""
    return f"{_what(subscribed, where)}{_when(subscribed)}{waits}{ping}{threads}{_next(subscribed)}"


_WHAT = {
    Manner.PASSAGE: "A passage a day comes {where}",
    Manner.CHAPTER: "A chapter a day comes {where}",
    Manner.SHELF: "A quote from what you read comes {where} every day",
    Manner.SAVED: "A quote that you saved comes {where} every day",
    Manner.LIBRARY: "A quote comes {where} every day",
    Manner.COMPLETE: "Once it is complete, that is told {where}.",
    Manner.AT_ONCE: "New chapters are told {where}.",
}


def _what(subscribed: Subscribed, where: str) -> str:
    if subscribed.subscription.subject is Subject.DIGEST:
        return f"New chapters of {counted(subscribed.stories, 'story')} are told {where}"
    if subscribed.digest is not None:
        return f"New chapters are told in your {subscribed.digest.manner} digest"
    return _WHAT[subscribed.subscription.manner].format(where=where)


def _when(subscribed: Subscribed) -> str:
    """Returns the schedule in words, or an empty string; with the end of the quiet hours where these hold it
    back."""
    times, quiet = (subscribed.digest or subscribed.subscription).schedule, subscribed.quiet
    if times is None:
        return ""
    day = f" on {WEEKDAYS[times.weekday]}s" if times.weekday is not None else ""
    held = quiet is not None and (times.minute - quiet.start) % (24 * 60) < quiet.minutes
    put_off = f", held until your quiet hours end at {clock_face(quiet.end)}" if quiet and held else ""
    return f"{day} at {clock_face(times.minute)} ({subscribed.zone}){put_off}."


def _next(subscribed: Subscribed) -> str:
    own, quiet = subscribed.digest or subscribed.subscription, subscribed.quiet
    at = own.next_at
    if at is None or own.schedule is None:
        return ""
    if own.snoozed_until > at:
        at = next_time(own.schedule, own.snoozed_until - 1, subscribed.zone)
    held = quiet and quiet_until(quiet, at, subscribed.zone)
    return f" Next: {moment(held or at)}."


def _ended(subscription: Subscription) -> str:
    if subscription.subject is Subject.CHAPTERS:
        where = "here" if subscription.channel else "to you"
        return f"New chapters will not be told {where} any more"
    return "Stopped, with all that it tells of" if subscription.subject is Subject.DIGEST else "Stopped"


def _line(line: Subscribed, now: int) -> str:
    subscription = line.subscription
    state = f"-# {_described(line)}"
    if subscription.suspended:
        state += f"\n-# ⚠️ {_obstacle(subscription)}"
    elif subscription.snoozed_until > now:
        state += f" Snoozed until {moment(subscription.snoozed_until)}."
    return f"{title_of(line)}\n{state}"


def _obstacle(subscription: Subscription) -> str:
    why = f" since {_WHY[subscription.suspended]}" if subscription.suspended else ""
    return f"The last message did not arrive,{why}; the next one is tried again."


def _buttons(line: Subscribed, now: int, page: int) -> list[ui.Button[ui.LayoutView]]:
    subscription = line.subscription
    own = subscription.id
    buttons = [button("Stop", Unsubscribe(own, page))]
    if subscription.suspended or subscription.snoozed_until > now:
        buttons.insert(0, button("Resume", Resume(own, page)))
    elif line.digest is None:
        buttons.insert(0, button("Snooze a week", Snooze(own, page)))
    if subscription.channel is None or subscription.subject is not Subject.CHAPTERS:
        buttons.insert(0, button("Change…", OpenSubscriptionForm(own, page)))
    return buttons
