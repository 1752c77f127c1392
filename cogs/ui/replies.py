"""Answers to interactions: privately, in place, in public, or as an apology."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp
import discord
from discord import ui

from bot.errors import FiresideError, NotVisibleError
from bot.imports.parsing import WAITS
from bot.language import N_, _, speaking
from bot.posts.models import is_mark
from bot.presses import chosen_of
from bot.sandbox import LARGE, UPLOADS
from bot.subscriptions.presses import StopThese
from cogs.ui.components import view_of
from cogs.ui.errors import DiscordSilentError, screen, sentence

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
T = TypeVar("T")

_OUR_FAULT = N_("Something went wrong on my side. Your place is safe; please try again.")
_STOPPED = N_("I’m being restarted, and can’t wait for the end of this. Please try again in a minute.")
_TOO_LATE = 10062
_ANSWERED = 40060
_UNDELIVERED = (aiohttp.ClientError, discord.DiscordServerError)
"""What is raised where Discord, or the way to it, fails."""
_SILENCE = "memberships_unknown"


def is_direct(interaction: Interaction) -> bool:
    """Returns whether an interaction happened in a direct message with the bot."""
    return interaction.context.dm_channel


def speaking_here(interaction: Interaction) -> AbstractContextManager[None]:
    """Says what is said within in the language of the server: what everybody in a channel is to read."""
    return speaking(interaction.guild_locale.value if interaction.guild_locale else None)


def is_private(interaction: Interaction) -> bool:
    """Returns whether only its reader sees the message that was pressed."""
    message = interaction.message
    return message is not None and (message.flags.ephemeral or is_direct(interaction))


def chosen(interaction: Interaction, kind: type[T]) -> T:
    """Returns the value chosen in a menu. Raises StaleButtonError where it is not of this kind."""
    return every_chosen(interaction, kind)[0]


def every_chosen(interaction: Interaction, kind: type[T]) -> list[T]:
    """Returns all values chosen in a menu, at least one. Raises StaleButtonError as `chosen`."""
    data: Mapping[str, Any] = interaction.data or {}
    # A forged press may have no values.
    return [chosen_of(kind, str(value)) for value in data.get("values") or [""]]


async def defer(interaction: Interaction) -> None:
    """Tells Discord to wait for an answer that takes more than three seconds. Any of the functions below may
    give it."""
    if not interaction.response.is_done():
        # A press on a message shows nothing meanwhile: its answer may replace that message, or not.
        beside_nothing = interaction.message is None
        await interaction.response.defer(ephemeral=not is_direct(interaction), thinking=beside_nothing)


async def reply(interaction: Interaction, view: ui.LayoutView, *files: discord.File) -> None:
    """Answers with a message to this person alone."""
    ephemeral = not is_direct(interaction)
    if interaction.response.is_done():
        await interaction.followup.send(view=view, files=list(files), ephemeral=ephemeral)
    else:
        await interaction.response.send_message(view=view, files=list(files), ephemeral=ephemeral)


async def turn(interaction: Interaction, view: ui.LayoutView, *files: discord.File) -> None:
    """Replaces the private message that was pressed. A press on a public message, or on one that was sent
    unasked, is answered privately beside it."""
    if has_own_panel(interaction):
        await turn_in_place(interaction, view, *files)
    else:
        await reply(interaction, view, *files)


def has_own_panel(interaction: Interaction) -> bool:
    """Returns whether the message that was pressed is its reader's private panel, which an answer may
    replace."""
    return is_private(interaction) and not _was_delivered(interaction)


def _was_delivered(interaction: Interaction) -> bool:
    """Returns whether the message that was pressed is a delivery's. Such a message stays as it is, because
    its buttons identify it after a crash."""
    last = interaction.message.components[-1:] if interaction.message else []
    buttons = [child for row in last if isinstance(row, discord.ActionRow) for child in row.children]
    return any(
        is_mark(each.id) or (each.custom_id or "").startswith(f"{StopThese.code}:") for each in buttons
    )


async def turn_in_place(interaction: Interaction, view: ui.LayoutView, *files: discord.File) -> None:
    """Replaces the message that was pressed, and its files, whoever sees it."""
    message = interaction.message
    if files or (message and message.attachments):
        await _editing(interaction)(view=view, attachments=list(files))
    else:
        await edit_pressed(interaction, view)


async def edit_pressed(interaction: Interaction, view: ui.LayoutView) -> None:
    """Replaces the message that was pressed, whoever sees it; its files stay."""
    await _editing(interaction)(view=view)


def _editing(interaction: Interaction) -> Callable[..., Awaitable[object]]:
    deferred = interaction.response.is_done()
    return interaction.edit_original_response if deferred else interaction.response.edit_message


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: its size is in bytes, and its address is valid for a while."""

    name: str
    size: int
    url: str

    @classmethod
    def of(cls, attachment: discord.Attachment) -> Upload:
        """Returns the file given as a command's option."""
        return cls(attachment.filename, attachment.size, attachment.url)


class Waiting:
    """An answer that takes time: what is being done is shown to this person until the answer is there.

    It replaces the private panel that was pressed, unless the answer is to stand `beside` it. If something
    goes wrong, the panel is restored and the reason is told beside it; where no panel was replaced, the
    reason stands in place of the answer, as does one that has a screen of its own.
    """

    def __init__(self, interaction: Interaction, doing: str, *, beside: bool = False) -> None:
        self._interaction = interaction
        self._doing = doing
        self._panel = interaction.message if has_own_panel(interaction) and not beside else None
        self._edit: Callable[..., Awaitable[discord.Message]] = interaction.edit_original_response
        self._turn = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Answers at once, because Discord waits for three seconds only."""
        working, ephemeral = _working(self._doing), not is_direct(self._interaction)
        if self._panel is not None:
            await turn_in_place(self._interaction, working)
        elif self._interaction.response.is_done():
            beside = await self._interaction.followup.send(view=working, ephemeral=ephemeral, wait=True)
            self._edit = beside.edit
        else:
            await self._interaction.response.defer(ephemeral=ephemeral, thinking=True)
            await self.tell(self._doing)
        return self

    async def tell(self, doing: str) -> None:
        """Shows what is being done now."""
        await self._edit(view=_working(doing))

    async def fetch(self, upload: Upload) -> bytes:
        """Downloads a file when it has its turn, which it holds until the answer is there, and returns its
        contents: what everybody sends at once would not fit into memory."""
        waits = partial(self.tell, _(WAITS))
        await self._turn.enter_async_context(UPLOADS.turn(waits, alone=upload.size > LARGE))
        contents: bytes = await self._interaction.client.http.get_from_cdn(upload.url)
        return contents

    async def end(self, view: ui.LayoutView, *files: discord.File) -> None:
        """Shows the answer."""
        await self._turn.aclose()
        await self._edit(view=view, attachments=list(files) or discord.utils.MISSING)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        await self._turn.aclose()
        if isinstance(error, asyncio.CancelledError):
            await self._stopped()
        if not isinstance(error, Exception):
            return False
        if self._panel is None or screen(error) is not None:
            await self.end(_told(self._interaction, error))
        else:
            await self.end(_as_it_was(self._panel))
            await apologise(self._interaction, error)
        return True

    async def _stopped(self) -> None:
        """Says that the bot ends before the answer is there."""
        told = view_of(ui.TextDisplay(_(_STOPPED)))
        if self._panel is None:
            await self.end(told)
        else:
            await self.end(_as_it_was(self._panel))
            await self._interaction.followup.send(view=told, ephemeral=True)


async def apologise(interaction: Interaction, error: BaseException) -> None:
    """Tells this person alone what went wrong. Errors that are the bot's fault go to the log."""
    cause = getattr(error, "original", error)
    if isinstance(cause, discord.HTTPException) and cause.code in (_TOO_LATE, _ANSWERED):
        log.warning("An answer came too late for Discord: %s", cause)
        return
    try:
        if (own := screen(cause)) is not None:
            await turn(interaction, own)
            return
        view = _told(interaction, cause)
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError) as late:
        log.warning("An apology could not be delivered: %s", _reason(late))


def note_silence(interaction: Interaction) -> None:
    """Records with an interaction that Discord did not say which servers this person is a member of."""
    interaction.extras[_SILENCE] = True


def _told(interaction: Interaction, cause: BaseException) -> ui.LayoutView:
    """Returns the screen of an error, or the sentence that it is told by."""
    return screen(cause) or view_of(ui.TextDisplay(_sentence_for(interaction, cause)))


def _sentence_for(interaction: Interaction, cause: BaseException) -> str:
    if isinstance(cause, NotVisibleError) and _SILENCE in interaction.extras:
        cause = DiscordSilentError()
    if isinstance(cause, FiresideError) and (text := sentence(cause)):
        if cause.__cause__ is not None:
            log.info("A reader was told: %s", text, exc_info=cause)
        return text
    if isinstance(cause, _UNDELIVERED):
        log.warning("An answer could not be delivered: %s", _reason(cause))
    else:
        log.error("While answering an interaction", exc_info=cause)
    return _(_OUR_FAULT)


def _reason(error: BaseException) -> str:
    """Returns what the log tells of an error on the way to Discord: without addresses, which hold tokens."""
    return str(error) if isinstance(error, discord.HTTPException) else type(error).__name__


def _as_it_was(panel: discord.Message) -> ui.LayoutView:
    view = ui.LayoutView.from_message(panel)
    view.stop()
    return view


def _working(doing: str) -> ui.LayoutView:
    return view_of(ui.TextDisplay(f"⏳ {doing}"))
