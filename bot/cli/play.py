"""The command `play`: runs the bot in the playground, a Discord on loopback, with the sample stories."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import PortTakenError
from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.cli.single import only_process_of
from bot.clock import Clock
from bot.settings import ROOT

if TYPE_CHECKING:
    from bot.playground import Playground

_DATABASE = ROOT / "data" / "playground.sqlite3"
_STORIES = ROOT / "data" / "stories"
_TOKEN = "playground-token"  # noqa: S105 - the playground is no secret  # nosec B105


def play(
    port: Annotated[
        int, typer.Option(help="Where the page is served, on this machine only.", min=0, max=65_535)
    ] = 8765,
    database: Annotated[Path, typer.Option(help="Where the bot keeps what it knows.")] = _DATABASE,
) -> None:
    """Try everything with no account: a web page that works like a small Discord."""
    start_log("WARNING", _TOKEN)
    # On loopback a heartbeat is answered before discord.py has noted its sending, and it warns of a delay.
    logging.getLogger("discord.gateway").setLevel(logging.ERROR)
    with only_process_of(database):
        while (again := asyncio.run(_play(port, database))) is not None:
            _forget(database)
            port = again


async def _play(port: int, path: Path) -> int | None:
    """Plays until it is stopped. Returns the port where a person wants to start afresh, if somebody does."""
    from bot.app import opened  # noqa: PLC0415 - loads every feature
    from bot.client import speak_to  # noqa: PLC0415 - loads discord.py
    from bot.editing.files import bring_in, sources  # noqa: PLC0415
    from bot.feeds.fetching import Fetching  # noqa: PLC0415
    from bot.pictures.face import kept  # noqa: PLC0415 - loads Pillow
    from bot.playground import Memory, Playground  # noqa: PLC0415 - nothing else needs it

    clock, stop, afresh = Clock(), asyncio.Event(), asyncio.Event()

    def start_afresh() -> None:
        afresh.set()
        stop.set()

    playground = Playground(
        controls=True,
        clock=clock.now,
        move_clock=clock.advance,
        token=_TOKEN,
        memory=Memory(_said(path)),
        start_afresh=start_afresh,
    )
    playground.world.bot.pictures |= {"avatar": kept("avatar"), "banner": kept("banner")}
    async with opened(path, clock, fetching=Fetching(clock, loopback=True)) as app:
        await app.database.check()
        for source in sources([_STORIES]):
            await bring_in(app.importer, source)
        try:
            await _open(playground, port)
            speak_to(playground.api_url)
            typer.echo(f"Fireside is at {playground.url} (press Ctrl+C to stop; everything is kept).")
            await serve(app, _TOKEN, playground.api_url, stop)
        finally:
            await playground.close()
    return playground.port if afresh.is_set() else None


async def _open(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        raise PortTakenError(port) from error


def _said(database: Path) -> Path:
    """Returns the path of the file that the playground keeps what was said in."""
    return database.with_name(f"{database.name}.said")


def _forget(database: Path) -> None:
    """Deletes all that the bot and the playground know."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)
    _said(database).unlink(missing_ok=True)
