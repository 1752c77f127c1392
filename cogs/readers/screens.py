"""The screens of a reader's preferences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from discord import SelectOption, ui

from bot.language import N_, _
from bot.presses import Press
from bot.readers.models import Length, Preferences, QuietHours
from bot.readers.preferences import MOST_WARNINGS
from bot.readers.presses import (
    ChooseWarnings,
    GuardFromSpoilers,
    OpenTimesForm,
    OpenWarningsForm,
    PreferLength,
    SetTimes,
    ShowSettings,
    ShowWarnings,
    TypeWarnings,
)
from bot.stories.models import Spoilers
from bot.text.daytimes import clock_face
from bot.text.direction import listed
from cogs.ui import forms
from cogs.ui.components import Item, button, choice, menu, view_of
from cogs.ui.labels import clipped, escaped
from cogs.ui.replies import Interaction

_LENGTHS = {
    Length.PHONE: N_("Phone"),
    Length.SHORT: N_("Tablet"),
    Length.MEDIUM: N_("Desktop"),
    Length.LONG: N_("A whole message"),
}
_GUARDS = {
    Spoilers.OFF: N_("Show everything"),
    Spoilers.TEXT: N_("Hide what I haven’t read"),
    Spoilers.TITLES: N_("Hide titles, too"),
}
_GUARD_NOTES = {
    Spoilers.OFF: N_("**Spoilers:** shown. Search and quotes may come from anywhere in a story."),
    Spoilers.TEXT: N_("**Spoilers:** hidden. Search and quotes go no further than you have read."),
    Spoilers.TITLES: N_(
        "**Spoilers:** hidden, titles too. Search and quotes go no further than you have read, and later "
        "chapters don’t show their titles."
    ),
}


_NAMES_ROOM, _FORM_ROOM = 1_000, 3_000
_HOW = N_("I look at content warnings and tags, for whole words: “violence” also finds “Graphic Violence”.")


def settings_menu(chosen: Preferences, now: int) -> ui.LayoutView:
    """Returns the screen of a reader's preferences; `now` is UTC in seconds."""
    length, spoilers = chosen.length, chosen.spoilers
    guards = (
        choice(_(label), GuardFromSpoilers(each), chosen=each is spoilers) for each, label in _GUARDS.items()
    )
    return view_of(
        ui.TextDisplay(f"### {_('Settings')}\n{length_note(length)}"),
        ui.ActionRow(*length_buttons(PreferLength, length)),
        ui.TextDisplay(_(_GUARD_NOTES[spoilers])),
        ui.ActionRow(*guards),
        ui.TextDisplay(f"{_zone(chosen, now)}\n{_quiet(chosen.quiet)}\n{_warned_of(chosen.warned_of)}"),
        ui.ActionRow(
            button(_("Time zone and quiet hours…"), OpenTimesForm()), button(_("Warnings…"), ShowWarnings())
        ),
    )


def warnings_menu(named: tuple[str, ...], known: Sequence[str]) -> ui.LayoutView:
    """Returns the screen of what a reader is warned of; `known` are warnings that stories here have."""
    offered = list(dict.fromkeys((*named, *known)))[:MOST_WARNINGS]
    options = [SelectOption(label=clipped(each, 100), value=each, default=each in named) for each in offered]
    items: list[Item] = [ui.TextDisplay(f"### {_('Warnings')}\n{_warned_of(named)}\n-# {_(_HOW)}")]
    if options:
        placeholder = _("Choose what you’re warned of")
        items.append(menu(ChooseWarnings(), placeholder, options, least=0, most=len(options)))
    typing, back = button(_("Type them…"), OpenWarningsForm()), button(_("All settings"), ShowSettings())
    return view_of(*items, ui.ActionRow(typing, back))


async def show_warnings_form(interaction: Interaction, named: tuple[str, ...]) -> None:
    """Opens the form for what a reader is warned of."""
    hint = _("One on each line, like “violence” or “character death”.")
    await forms.show_form(
        interaction,
        _("Warnings"),
        TypeWarnings(),
        forms.lines("names", _("Warn me of"), "\n".join(named), hint=hint, most=_FORM_ROOM),
    )


def _warned_of(named: tuple[str, ...]) -> str:
    if not named:
        return _("**Warned of:** nothing in particular. Every story still shows its own warnings.")
    names = escaped(listed(named), _NAMES_ROOM)
    return _("**Warned of:** {names}. I’ll stop and ask before it comes up.", names=names)


async def show_times_form(interaction: Interaction, chosen: Preferences) -> None:
    """Opens the form for the time zone and the quiet hours."""
    quiet = chosen.quiet
    await forms.show_form(
        interaction,
        _("Time zone and quiet hours"),
        SetTimes(),
        forms.line(
            "zone",
            _("Time zone"),
            chosen.time_zone,
            hint=_("A city like Lisbon usually works; a full name like Europe/Lisbon always does."),
            most=forms.TIME_LIMIT,
        ),
        forms.line(
            "quiet",
            _("Quiet hours"),
            f"{clock_face(quiet.start)}–{clock_face(quiet.end)}" if quiet else "",
            hint=_("Like 22:00–7:00. Leave it empty for none."),
            most=forms.TIME_LIMIT,
        ),
    )


def _zone(chosen: Preferences, now: int) -> str:
    if not chosen.time_zone:
        return _("**Time zone:** not set yet. Until you set it, the times you give me are in UTC.")
    local = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(chosen.time_zone))
    return _("**Time zone:** {zone}, where it’s {time} now.", zone=chosen.time_zone, time=f"{local:%H:%M}")


def _quiet(hours: QuietHours | None) -> str:
    if hours is None:
        return _("**Quiet hours:** off. I may message you at any time.")
    between = f"{clock_face(hours.start)}–{clock_face(hours.end)}"
    return _("**Quiet hours:** {hours}. I’ll wait with messages until they’re over.", hours=between)


def length_buttons(
    chosen: Callable[[Length], Press], current: Length | None
) -> list[ui.Button[ui.LayoutView]]:
    """Returns a button for each passage length, the current one marked; `chosen` gives the press for a
    length. With no current one, none of them is."""
    return [choice(_(label), chosen(length), chosen=length is current) for length, label in _LENGTHS.items()]


def length_note(length: Length) -> str:
    """Returns an explanation of a reader's passage length."""
    return _(
        "**Pages:** {length}, up to {number} characters of English. Your place stays the same, whatever the "
        "length.",
        length=_(_LENGTHS[length]),
        number=length.limit,
    )
