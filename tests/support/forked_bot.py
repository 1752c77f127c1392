"""`python -m bot run` without the time that loading it takes: as a fork of a process that has done so."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pkgutil
import sys
from collections.abc import Mapping
from importlib import import_module
from multiprocessing.process import BaseProcess

import cogs
from bot.app import opened
from bot.cli import main
from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.client import speak_to
from bot.clock import Clock
from bot.settings import Settings
from tests.support.paths import ROOT

for _feature in pkgutil.iter_modules(cogs.__path__, "cogs."):
    import_module(_feature.name)

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([__name__])


def bot(environment: Mapping[str, str], ahead: float) -> BaseProcess:
    """Returns a bot that can be started, on a clock that is so many seconds ahead."""
    return _forks.Process(target=_run, args=(environment, ahead), daemon=True)


def _run(environment: Mapping[str, str], ahead: float) -> None:
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
