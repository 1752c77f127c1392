"""`play`: the bot in the playground, a Discord on loopback, with the sample stories."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.logs import start_log
from bot.settings import ROOT

_DATABASE = ROOT / "data" / "playground.sqlite3"
_STORIES = ROOT / "data" / "stories"
_TOKEN = "playground-token"  # noqa: S105 - the playground is no secret


def play(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 8765,
    database: Annotated[Path, typer.Option(help="Where the bot keeps what it knows.")] = _DATABASE,
    log_level: Annotated[str, typer.Option(help="How much the bot tells.")] = "WARNING",
) -> None:
    """Try everything with no account: a web page that works like a small Discord."""
    start_log(log_level.upper(), _TOKEN)
    # On loopback a heartbeat is answered before discord.py has noted its sending, and it warns of a delay.
    logging.getLogger("discord.gateway").setLevel(logging.ERROR)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_play(port, database))


async def _play(port: int, path: Path) -> None:
    from bot.client import StoryBot, speak_to  # noqa: PLC0415 - see run
    from bot.clock import Clock  # noqa: PLC0415
    from bot.playground import Playground  # noqa: PLC0415
    from bot.services.importing import bring_in, sources  # noqa: PLC0415
    from bot.services.library import Library  # noqa: PLC0415
    from bot.storage.database import Database  # noqa: PLC0415

    clock = Clock()
    async with Database(path) as database:
        library = Library(database, clock)
        for source in sources([_STORIES]):
            await bring_in(library, source)
        async with Playground(
            controls=True, clock=clock.now, move_clock=clock.advance, token=_TOKEN
        ) as playground:
            await playground.start(port)
            speak_to(playground.api_url)
            async with StoryBot(database, clock) as bot:
                serving = asyncio.create_task(bot.start(_TOKEN))
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
                typer.echo(f"Fireside is at {playground.url} (press Ctrl+C to stop; your place is kept).")
                with contextlib.suppress(asyncio.CancelledError):
                    await serving
