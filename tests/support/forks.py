"""Processes of the bot's that need not load it: forks of one that has (`tests.support.loaded`).

Loading takes most of the time of `python -m bot run`, and of a process of the sandbox. Otherwise a fork is
what the process would be: its memory, its limits and its end are its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import runpy
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess, _children  # type: ignore[attr-defined]

from bot import sandbox
from bot.app import opened
from bot.cli import main
from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.client import speak_to
from bot.clock import Clock
from bot.settings import Settings
from tests.support.paths import ROOT

_starting = threading.Lock()
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.support.loaded"])


def begin() -> None:
    """Has the process that is forked start, if it has not. Whoever forks it waits until it has loaded."""
    forkserver.ensure_running()


async def bot_run(environment: Mapping[str, str], ahead: float) -> BaseProcess:
    """Starts `python -m bot run`, on a clock that is so many seconds ahead, and returns it."""
    process = _forks.Process(target=_run_bot, args=(environment, ahead))
    await asyncio.to_thread(_start, process)
    return process


def _run_bot(environment: Mapping[str, str], ahead: float) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    if ahead:
        asyncio.run(_serve(ahead))
    else:
        sys.argv = ["bot", "run"]
        main()


async def _serve(ahead: float) -> None:
    settings, clock = Settings.from_env(), Clock()
    start_log(settings.log_level, settings.token)
    clock.advance(ahead)
    speak_to(settings.api_url)
    async with opened(settings.database, clock) as app:
        await serve(app, settings.token, settings.api_url)


async def output_of(module: str, data: bytes, seconds: int, arguments: tuple[str, ...]) -> bytes:
    """Returns what `python -m module ARGUMENT…` writes when given `data`, as the sandbox does."""
    their_input, to_them = _forks.Pipe(duplex=False)
    from_them, their_output = _forks.Pipe(duplex=False)
    process = _forks.Process(target=_run_module, args=(module, arguments, their_input, their_output))
    starting = asyncio.ensure_future(asyncio.to_thread(_start, process, their_input, their_output))
    ended = False
    try:
        await asyncio.shield(starting)
        async with asyncio.timeout(sandbox._PATIENCE * seconds):
            output = await asyncio.to_thread(_exchange, to_them, data, from_them)
            ended = True
            return output
    except TimeoutError:
        return b""
    finally:
        await starting
        if not ended:
            process.kill()
        await asyncio.to_thread(process.join)


def _start(process: BaseProcess, *pipes: Connection) -> None:
    with _starting:
        process.start()
        # Or the next start would look for its end, which can be read once: who waits for it waits for ever.
        _children.discard(process)
    for each in pipes:
        each.close()


def _exchange(to_them: Connection, data: bytes, from_them: Connection) -> bytes:
    with suppress(BrokenPipeError), to_them, os.fdopen(to_them.fileno(), "wb", closefd=False) as given:
        given.write(data)
    with from_them, os.fdopen(from_them.fileno(), "rb", closefd=False) as output:
        return output.read()


def _run_module(module: str, arguments: tuple[str, ...], data: Connection, output: Connection) -> None:
    for number, place in enumerate((data.fileno(), output.fileno(), os.open(os.devnull, os.O_WRONLY))):
        os.dup2(place, number)
    data.close()
    output.close()
    sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
