"""The screens of subscriptions."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ui

from bot.language import N_, _, ngettext
from bot.language.names import WEEKDAYS
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
from bot.text.daytimes import clock_face
from bot.text.direction import isolated
from cogs.subscriptions.suspensions import title_of, why_suspended
from cogs.ui import forms
from cogs.ui.choices import time_line
from cogs.ui.components import Item, button, done_note, page_turner, view_of
from cogs.ui.labels import moment
from cogs.ui.replies import Interaction

_MANNERS = {
    Subject.CHAPTERS: {
        Manner.AT_ONCE: N_("Each new chapter, right away"),
        Manner.DAILY: N_("In a daily digest"),
        Manner.WEEKLY: N_("In a weekly digest"),
        Manner.COMPLETE: N_("Once the story is complete"),
    },
    Subject.SERIAL: {Manner.PASSAGE: N_("A passage a day"), Manner.CHAPTER: N_("A chapter a day")},
    Subject.QUOTES: {Manner.SHELF: N_("From what I read"), Manner.SAVED: N_("From the quotes I saved")},
}
"""The manners offered by the form; for a channel, where chapters come at once, there are fewer."""

_COMES, _WAITS = "comes", "waits"
_UNREAD = {_COMES: N_("The next one comes all the same"), _WAITS: N_("The next one waits until I have")}
_UNSET = {
    True: N_("That’s in UTC, because I don’t know your time zone yet. Set it in `/settings`."),
    False: N_("That’s in UTC, because the server has no time zone yet. Set it in `/stories settings`."),
}
_LISTED = {
    True: N_("`/subscriptions` shows everything I send you, to change, snooze or stop it."),
    False: N_("To change, snooze or stop it, use `/subscriptions` in this channel."),
}
"""The hint for a reader (True), and that for a channel."""
_NOTHING = N_("You don’t follow anything yet. With `/subscribe` I’ll message you when a new chapter is out.")


def subscribed_note(subscribed: Subscribed) -> ui.LayoutView:
    """Returns the note of what a reader, or a channel, will be sent, and when."""
    subscription = subscribed.subscription
    lines = [f"✓ {title_of(subscribed)}", _described(subscribed)]
    if (subscribed.digest or subscription).schedule and subscribed.zone == "UTC":
        lines.append(f"-# {_(_UNSET[subscription.channel is None])}")
    lines.append(f"-# {_(_LISTED[subscription.channel is None])}")
    buttons = [button(_("Stop"), Unsubscribe(subscription.id, 0))]
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
        items.append(ui.ActionRow(button(_("Subscribe again"), Subscribe(story.id))))
    return view_of(ui.TextDisplay(f"✓ {_ended(subscribed)}"), *items)


def subscription_list(listing: Listing[Subscribed], now: int, done: str = "") -> ui.LayoutView:
    """Returns a page of subscriptions, each with its buttons; `done` says what was just done."""
    items: list[Item] = [ui.TextDisplay(f"### {_('Subscriptions')}"), *done_note(done)]
    if not listing.lines:
        items.append(ui.TextDisplay(_(_NOTHING)))
    for line in listing.lines:
        buttons = _buttons(line, now, listing.page)
        items += [ui.TextDisplay(_line(line, now)), ui.ActionRow(*buttons)]
    items += page_turner(ListSubscriptions, listing)
    return view_of(*items)


async def show_change_form(
    interaction: Interaction, subscribed: Subscribed, press: ChangeSubscription
) -> None:
    """Opens the form that changes a subscription."""
    subscription = subscribed.subscription
    manners = manners_of(subscription)
    fields = []
    if len(manners) > 1:
        labels = {manner.value: _(label) for manner, label in manners.items()}
        fields.append(forms.choice("manner", _("What comes"), labels, subscription.manner))
    times = (subscribed.digest or subscription).schedule
    if subscription.subject is not Subject.CHAPTERS or subscription.channel is None:
        hint = _("Like 18:00, in {zone} time.", zone=subscribed.zone)
        if Manner.WEEKLY in (*manners, subscription.manner):
            hint = _("Like 18:00, or sunday 10:00 for a weekly digest, in {zone} time.", zone=subscribed.zone)
        shown = time_line(times) if times else ""
        fields.append(forms.line("at", _("At what time"), shown, hint=hint, most=forms.TIME_LIMIT))
    if subscription.subject is Subject.SERIAL and subscription.channel is None:
        entry = _WAITS if subscription.waits else _COMES
        unread = {each: _(label) for each, label in _UNREAD.items()}
        fields.append(forms.choice("waits", _("If you haven’t read the last one"), unread, entry))
    title = _("Change")
    if subscribed.story:
        title = _("Change: {story}", story=isolated(subscribed.story.title))
    await forms.show_form(interaction, title, press, *fields)


def waits_of(entries: Mapping[str, str]) -> bool | None:
    """Returns whether a serial is to wait until its last instalment was read, by the entries of the form;
    None where they do not say."""
    return {_WAITS: True, _COMES: False}.get(entries.get("waits", ""))


def manners_of(subscription: Subscription) -> dict[Manner, str]:
    """Returns the manners that a subscription can be changed to, with their labels in English."""
    if subscription.channel is not None and subscription.subject is not Subject.SERIAL:
        return {}
    return _MANNERS.get(subscription.subject, {})


def _described(subscribed: Subscribed) -> str:
    """Returns what a subscription brings, where it goes, and when it is next."""
    subscription = subscribed.subscription
    lines = [_what(subscribed), _when(subscribed), _held(subscribed)]
    if subscription.waits:
        lines.append(_("Each waits until you’ve read the one before."))
    if subscription.role:
        lines.append(_("I’ll ping {role}.", role=f"<@&{subscription.role}>"))
    if subscription.threads:
        lines.append(_("Each chapter gets a thread."))
    return " ".join(filter(None, lines))


_TO_READER = {
    Manner.PASSAGE: N_("I’ll send you a passage a day."),
    Manner.CHAPTER: N_("I’ll send you a chapter a day."),
    Manner.SHELF: N_("I’ll send you a quote a day from what you read."),
    Manner.SAVED: N_("I’ll send you one of your saved quotes a day."),
    Manner.COMPLETE: N_("I’ll message you when the story is complete."),
    Manner.AT_ONCE: N_("I’ll message you when a new chapter is out."),
}
_TO_CHANNEL = {
    Manner.PASSAGE: N_("I’ll post a passage a day in {channel}."),
    Manner.CHAPTER: N_("I’ll post a chapter a day in {channel}."),
    Manner.LIBRARY: N_("I’ll post a quote a day in {channel}."),
    Manner.AT_ONCE: N_("I’ll post in {channel} when a new chapter is out."),
}


def _what(subscribed: Subscribed) -> str:
    subscription = subscribed.subscription
    if subscription.subject is Subject.DIGEST:
        return ngettext(
            "I’ll gather new chapters of {number} story in one message.",
            "I’ll gather new chapters of {number} stories in one message.",
            subscribed.stories,
        )
    if subscribed.digest is not None:
        weekly = subscribed.digest.manner is Manner.WEEKLY
        return (
            _("New chapters come in your weekly digest.")
            if weekly
            else _("New chapters come in your daily digest.")
        )
    if subscription.channel is not None:
        return _(_TO_CHANNEL[subscription.manner], channel=f"<#{subscription.channel}>")
    return _(_TO_READER[subscription.manner])


_WHEN = {
    (False, False): N_("It comes at {time} ({zone})."),
    (False, True): N_("It comes at {time} ({zone}), next on {moment}."),
    (True, False): N_("It comes every {weekday} at {time} ({zone})."),
    (True, True): N_("It comes every {weekday} at {time} ({zone}), next on {moment}."),
}
"""The schedule by whether it has a day of the week, and whether it is known when something comes next."""


def _when(subscribed: Subscribed) -> str:
    """Returns the schedule in words, with when it brings something next, or an empty string."""
    times, following = (subscribed.digest or subscribed.subscription).schedule, _next(subscribed)
    if times is None:
        return ""
    return _(
        _WHEN[times.weekday is not None, following is not None],
        weekday="" if times.weekday is None else _(WEEKDAYS[times.weekday]),
        time=clock_face(times.minute),
        zone=subscribed.zone,
        moment="" if following is None else moment(following),
    )


def _held(subscribed: Subscribed) -> str:
    """Returns until when quiet hours hold back what comes by a schedule, or an empty string."""
    times, quiet = (subscribed.digest or subscribed.subscription).schedule, subscribed.quiet
    if times is None or quiet is None or (times.minute - quiet.start) % (24 * 60) >= quiet.minutes:
        return ""
    return _("I’ll hold it until your quiet hours end at {time}.", time=clock_face(quiet.end))


def _next(subscribed: Subscribed) -> int | None:
    """Returns when something comes next by a schedule, UTC in seconds."""
    own, quiet = subscribed.digest or subscribed.subscription, subscribed.quiet
    at = own.next_at
    if at is None or own.schedule is None:
        return None
    if own.snoozed_until > at:
        at = next_time(own.schedule, own.snoozed_until - 1, subscribed.zone)
    held = quiet and quiet_until(quiet, at, subscribed.zone)
    return held or at


def _ended(subscribed: Subscribed) -> str:
    subscription, title = subscribed.subscription, title_of(subscribed)
    if subscription.subject is Subject.CHAPTERS:
        return _("No more news about {story}.", story=title)
    if subscription.subject is Subject.DIGEST:
        return _("Stopped {digest}, with every story in it.", digest=title)
    return _("Stopped: {what}", what=title)


def _line(line: Subscribed, now: int) -> str:
    subscription = line.subscription
    state = f"-# {_described(line)}"
    if subscription.suspended:
        state += f"\n-# ⚠️ {why_suspended(subscription)}"
    elif subscription.snoozed_until > now:
        state += " " + _("Snoozed until {moment}.", moment=moment(subscription.snoozed_until))
    return f"{title_of(line)}\n{state}"


def _buttons(line: Subscribed, now: int, page: int) -> list[ui.Button[ui.LayoutView]]:
    subscription = line.subscription
    own = subscription.id
    buttons = [button(_("Stop"), Unsubscribe(own, page))]
    if subscription.suspended or subscription.snoozed_until > now:
        buttons.insert(0, button(_("Resume"), Resume(own, page)))
    elif line.digest is None:
        buttons.insert(0, button(_("Snooze a week"), Snooze(own, page)))
    if subscription.channel is None or subscription.subject is not Subject.CHAPTERS:
        buttons.insert(0, button(_("Change…"), OpenSubscriptionForm(own, page)))
    return buttons
