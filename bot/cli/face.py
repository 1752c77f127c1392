"""The command `face`: gives the bot Fireside's avatar and banner on Discord."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.errors import (
    FaceRefusedError,
    FaceTooSoonError,
    NotDiscordError,
    TokenRefusedError,
    UnreachableDiscordError,
)
from bot.cli.logs import start_log
from bot.settings import Settings

_PATIENCE = 60.0
"""Seconds that discord.py may wait where Discord asks it to."""


def face() -> None:
    """Give the bot its avatar and banner on Discord. What it had before is replaced."""
    settings = Settings.from_env()
    start_log("WARNING", settings.token)
    asyncio.run(put_on(settings.token, settings.api_url))
    typer.echo("The bot has its avatar and banner. Clients may show the old ones for some minutes.")


async def put_on(token: str, api_url: str) -> None:
    """Sets the avatar and the banner of the bot with this token.

    Raises TokenRefusedError, FaceTooSoonError, FaceRefusedError, NotDiscordError or UnreachableDiscordError.
    """
    import aiohttp  # noqa: PLC0415 - loaded with discord.py
    import discord  # noqa: PLC0415 - takes half a second

    from bot.client import speak_to  # noqa: PLC0415
    from bot.pictures.face import kept  # noqa: PLC0415 - loads Pillow

    speak_to(api_url)
    intents = discord.Intents(
        guilds=True
    )  # without any, discord.py warns; none is asked for without a gateway
    client = discord.Client(intents=intents, max_ratelimit_timeout=_PATIENCE)
    try:
        await client.login(token)
        assert client.user is not None  # noqa: S101 - who has logged in is known
        await client.user.edit(avatar=kept("avatar"), banner=kept("banner"))
    except discord.LoginFailure as error:
        raise TokenRefusedError from error
    except discord.RateLimited as error:
        raise FaceTooSoonError from error
    except discord.NotFound as error:
        raise NotDiscordError(api_url) from error
    except discord.HTTPException as error:
        if error.status == 429 or "too fast" in error.text:
            raise FaceTooSoonError from error
        raise FaceRefusedError(" ".join(error.text.split())[:200] or str(error.status)) from error
    except (OSError, aiohttp.ClientError) as error:
        raise UnreachableDiscordError(api_url) from error
    finally:
        await client.close()
