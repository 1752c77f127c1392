"""Forms: shown, and read when they are sent."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord import SelectOption, ui

from bot.errors import StaleButtonError
from bot.presses import Press
from cogs.ui.labels import clipped
from cogs.ui.replies import Interaction, Upload

FIELD_LIMIT = 4_000
"""Characters that Discord allows in one field."""
LINE_LIMIT = 1_000
"""The most characters of a title, a name or a list of names."""
TIME_LIMIT = 60
"""Characters of a time, or of a time zone, as people type it."""
_TITLE_LIMIT, _LABEL_LIMIT, _HINT_LIMIT = 45, 45, 100


def line(
    name: str,
    label: str,
    entry: str = "",
    *,
    hint: str = "",
    required: bool = False,
    most: int = LINE_LIMIT,
) -> ui.Label[Any]:
    """Returns a text field of one line, of at most `most` characters, or as many as it has already."""
    most = min(max(most, len(entry)), FIELD_LIMIT)
    return _text(discord.TextStyle.short, name, label, entry, hint, required, most)


def lines(
    name: str,
    label: str,
    entry: str = "",
    *,
    hint: str = "",
    required: bool = False,
    most: int = FIELD_LIMIT,
) -> ui.Label[Any]:
    """Returns a text field of many lines, which takes `most` characters."""
    return _text(discord.TextStyle.paragraph, name, label, entry, hint, required, most)


def choice(name: str, label: str, options: Mapping[str, str], entry: str, *, hint: str = "") -> ui.Label[Any]:
    """Returns a menu; `options` are labels by their values, `entry` is the value chosen at first."""
    shown = [SelectOption(label=text, value=value, default=value == entry) for value, text in options.items()]
    return _labelled(label, hint, ui.Select(custom_id=name, options=shown))


def marked(name: str, entry: str) -> str:
    """Returns the name of a field with a mark of the entry that it is shown with (see `entries_changed`)."""
    return f"{name}:{zlib.crc32(entry.strip().encode()):x}"


def entries_changed(interaction: Interaction) -> dict[str, str]:
    """Returns the entries of a sent form that differ from those it was shown with, by the names of its
    fields, which `marked` has marked: whatever somebody else has done meanwhile stays."""
    entered = ((*name.partition(":")[::2], entry) for name, entry in entries_of(interaction).items())
    return {name: entry for name, mark, entry in entered if marked(name, entry) != f"{name}:{mark}"}


def upload(name: str, label: str, *, hint: str = "", required: bool = True) -> ui.Label[Any]:
    """Returns a field for a file."""
    return _labelled(label, hint, ui.FileUpload(custom_id=name, required=required, max_values=1))


async def show_form(interaction: Interaction, title: str, press: Press, *fields: ui.Item[Any]) -> None:
    """Opens a form; when it is sent, it comes back as this press."""
    form = ui.Modal(title=clipped(title, _TITLE_LIMIT), custom_id=press.custom_id)
    for field in fields:
        form.add_item(field)
    form.stop()  # discord.py would keep the form in memory; ours come back through the router
    await interaction.response.send_modal(form)


def entries_of(interaction: Interaction) -> dict[str, str]:
    """Returns the entries of a sent form by the names of the fields; of a menu its first value."""
    found = {}
    for component in _components(interaction):
        if "value" in component:
            found[str(component["custom_id"])] = str(component["value"])
        elif component["type"] == discord.ComponentType.select.value:
            found[str(component["custom_id"])] = str((component.get("values") or [""])[0])
    return found


def upload_of(interaction: Interaction, name: str) -> Upload | None:
    """Returns the file sent in a field, or None. Raises StaleButtonError where the form lacks the file that
    it names."""
    data: Mapping[str, Any] = interaction.data or {}
    sent = (data.get("resolved") or {}).get("attachments") or {}
    for component in _components(interaction):
        if component["custom_id"] == name and component.get("values"):
            attachment = sent.get(component["values"][0])
            if attachment is None:
                raise StaleButtonError
            return Upload(attachment["filename"], int(attachment["size"]), attachment["url"])
    return None


def _components(interaction: Interaction) -> Iterator[Mapping[str, Any]]:
    """Yields the fields of a sent form (Discord's documentation, "Modal submit data")."""
    data: Mapping[str, Any] = interaction.data or {}
    for each in data.get("components") or []:
        inner = each.get("component")
        yield from [inner] if inner else each.get("components") or []


def _text(
    style: discord.TextStyle,
    name: str,
    label: str,
    entry: str,
    hint: str,
    required: bool,
    most: int = FIELD_LIMIT,
) -> ui.Label[Any]:
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=name, style=style, default=entry or None, required=required, max_length=most
    )
    return _labelled(label, hint, field)


def _labelled(label: str, hint: str, field: ui.Item[Any]) -> ui.Label[Any]:
    return ui.Label(
        text=clipped(label, _LABEL_LIMIT), description=clipped(hint, _HINT_LIMIT) or None, component=field
    )
