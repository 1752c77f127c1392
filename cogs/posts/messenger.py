"""The Discord half of posting: messages posted, looked for after a crash, and deleted."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import MultipartParameters

from bot.posts.messenger import OpenedTooFast, Postponed, Rejected, Unreachable
from bot.posts.models import FoundMessage, Obstacle, PublicPost

if TYPE_CHECKING:
    from bot.client import StoryBot


_OBSTACLES = {
    50007: Obstacle.CLOSED,
    50278: Obstacle.NO_SERVER,
    50001: Obstacle.NO_ACCESS,
    50013: Obstacle.NO_ACCESS,
    50083: Obstacle.LOCKED,  # archived and locked; a thread that is not locked opens by itself
    160005: Obstacle.NO_ACCESS,
    10003: Obstacle.GONE,
    10004: Obstacle.GONE,
    10008: Obstacle.GONE,  # the message
    10013: Obstacle.NO_SERVER,  # an account that was deleted
    50033: Obstacle.NO_SERVER,
}
"""The obstacles by Discord's error codes ("Opcodes and Status Codes", JSON)."""
_UNKNOWN_MESSAGE, _OPENED_TOO_FAST = 10008, 40003
_RICH = discord.MessageFlags(components_v2=True).value
_A_MINUTE, _A_DAY, _A_MONTH = 60, 86_400, 30 * 86_400
_PAGE = 100


class DiscordMessenger:
    """Posts messages on Discord (`Messenger`)."""

    def __init__(self, bot: StoryBot) -> None:
        self.bot = bot

    async def is_age_restricted(self, channel: int) -> bool:
        """Returns whether a channel, or the channel of a thread, is age-restricted. Raises as `Messenger`
        says."""
        with translated():
            found = await self._parent_of(channel)
        nsfw = getattr(found, "is_nsfw", None)
        return bool(nsfw and nsfw())

    async def look_for(self, mark: str, channel: int, since: int) -> FoundMessage | None:
        """Returns the bot's message with this mark among those posted since then, or None. Raises as
        `Messenger` says."""
        await self._require_history(channel)
        now, before = self.bot.app.clock.now(), None
        if since > now:  # by a clock that was ahead
            since = now - _A_DAY
        since = max(since, now - _A_MONTH)  # by one that was behind: nothing is tried for so long
        while True:
            with translated():
                found = await self.bot.http.logs_from(channel, _PAGE, before=before)
            for message in found:
                if _is_by(message, self.bot) and _has(message, mark):
                    return FoundMessage(int(message["id"]), rich=bool(message["flags"] & _RICH))
            if len(found) < _PAGE or _moment(found[-1]) < since - _A_MINUTE:
                return None
            before = int(found[-1]["id"])

    async def post(self, post: PublicPost) -> int:
        """Posts a message, and returns it. Raises as `Messenger` says."""
        assert post.components is not None and post.mark is not None  # noqa: S101 - it is to be sent
        payload = {
            "components": json.loads(post.components),
            "flags": _RICH,
            "nonce": post.mark,
            "enforce_nonce": True,  # within some minutes Discord posts it once
            "allowed_mentions": discord.AllowedMentions.none().to_dict(),
        }
        with translated(), _parameters(payload, post) as parameters:
            message = await self.bot.http.send_message(post.channel, params=parameters)
        return int(message["id"])

    async def delete(self, channel: int, message: int) -> None:
        """Deletes a message, or does nothing where it is gone. Raises as `Messenger` says."""
        with translated():
            try:
                await self.bot.http.delete_message(channel, message)
            except discord.NotFound as error:
                if error.code != _UNKNOWN_MESSAGE:
                    raise

    async def _require_history(self, channel: int) -> None:
        """Raises Unreachable where the bot may not read what was posted: Discord would show it an empty
        channel. An archived thread has to be asked for. Raises as `Messenger` says."""
        with translated():
            where = await self._parent_of(channel)
            if isinstance(where, discord.abc.GuildChannel):
                allowed = await self._permissions_in(where)
                if not (allowed.view_channel and allowed.read_message_history):
                    raise Unreachable(Obstacle.NO_ACCESS)

    async def _parent_of(self, channel: int) -> object:
        """Returns a channel; of a thread, the one that it is in. What is in a server of another process is
        asked for."""
        found = self.bot.get_channel(channel) or await self.bot.fetch_channel(channel)
        if not isinstance(found, discord.Thread):
            return found
        return found.parent or await self.bot.fetch_channel(found.parent_id)

    async def _permissions_in(self, where: discord.abc.GuildChannel) -> discord.Permissions:
        """Returns what the bot may do in a channel. In a server of another process Discord is asked."""
        member: discord.Member | None = where.guild.me
        if member is not None:
            return where.permissions_for(member)
        assert self.bot.user is not None  # noqa: S101 - logged in
        guild = await self.bot.fetch_guild(where.guild.id, with_counts=False)
        member = await guild.fetch_member(self.bot.user.id)
        return (await guild.fetch_channel(where.id)).permissions_for(member)


@contextmanager
def translated() -> Iterator[None]:
    """Translates Discord's errors into those of `Messenger`."""
    try:
        yield
    except discord.HTTPException as error:
        if error.code in _OBSTACLES:
            raise Unreachable(_OBSTACLES[error.code]) from error
        if error.code == _OPENED_TOO_FAST:
            raise OpenedTooFast from error
        if error.status in (401, 429) or error.status >= 500:
            raise Postponed(str(error)) from error
        reason = f"{error.status}/{error.code}" if error.code else str(error.status)
        raise Rejected(reason, str(error)) from error
    except (aiohttp.ClientError, OSError, discord.InvalidData) as error:
        raise Postponed(repr(error)) from error


async def raise_for_5xx(response: aiohttp.ClientResponse) -> None:
    """Raises an error of the connection's for a 5xx: discord.py would repeat a request that may have been
    done."""
    if response.status >= 500:
        response.raise_for_status()


def _parameters(payload: dict[str, Any], post: PublicPost) -> MultipartParameters:
    if post.picture is None:
        return MultipartParameters(payload=payload, multipart=None, files=None)
    file = discord.File(io.BytesIO(post.picture.content), post.picture.name, description=post.picture.alt)
    payload["attachments"] = [file.to_dict(0)]
    form = [{"name": "payload_json", "value": json.dumps(payload)}, _part(file)]
    return MultipartParameters(payload=None, multipart=form, files=[file])


def _part(file: discord.File) -> dict[str, Any]:
    return {
        "name": "files[0]",
        "value": file.fp,
        "filename": file.filename,
        "content_type": "image/png",
    }


def _is_by(message: Any, bot: StoryBot) -> bool:
    return bot.user is not None and int(message["author"]["id"]) == bot.user.id


def _has(message: Any, mark: str) -> bool:
    """Returns whether one of a message's components has this id or custom id."""
    return any(mark in (str(each.get("id")), each.get("custom_id")) for each in _components(message))


def _components(part: Any) -> Iterator[Any]:
    inner = [*(part.get("components") or ()), *([part["accessory"]] if part.get("accessory") else ())]
    for each in inner:
        yield each
        yield from _components(each)


def _moment(message: Any) -> float:
    return datetime.fromisoformat(message["timestamp"]).timestamp()
