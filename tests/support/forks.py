"""Processes of the bot's that need not load it: forks of one that has (`tests.support.loaded`).

Loading takes most of the time of `python -m bot run`, and of a process of the sandbox. Otherwise a fork is
what the process would be: its memory, its limits and its end are its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import runpy
import signal
import sys
import threading
from asyncio.streams import FlowControlMixin
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from io import FileIO
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess, _children  # type: ignore[attr-defined]
from pathlib import Path
from typing import Literal

from bot import app, sandbox
from bot.cli import main
from bot.clock import Clock
from bot.pictures import process as pictures
from tests.support.paths import ROOT

_starting = threading.Lock()
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.support.loaded"])


def begin() -> None:
    """Has the process that is forked start, if it has not. Whoever forks it waits until it has loaded."""
    forkserver.ensure_running()


class Fork:
    """A fork that runs a module of ours, as `asyncio.subprocess.Process` has one that was started.

    `stdout` and `stderr` are what it writes, where that is heard; `stdin` is what it is given, if at all.
    """

    def __init__(
        self,
        process: BaseProcess,
        stdout: asyncio.StreamReader | None = None,
        stderr: asyncio.StreamReader | None = None,
        stdin: asyncio.StreamWriter | None = None,
    ) -> None:
        self._process = process
        self.stdout, self.stderr, self.stdin = stdout, stderr, stdin

    @property
    def returncode(self) -> int | None:
        """The exit status, or None as long as it runs; below 0 the number of the signal that ended it."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Sends it a signal."""
        assert self._process.pid is not None
        if self.returncode is None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """Ends it at once, with whatever it was doing."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Returns the exit status once it has ended."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        if self.stdin is not None:
            self.stdin.close()
        assert self.returncode is not None
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        """Returns all that it writes, once it has ended."""
        assert self.stdout is not None
        assert self.stderr is not None
        written = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return written[0], written[1]


async def bot(*arguments: str, environment: Mapping[str, str], ahead: float = 0, heard: bool = True) -> Fork:
    """Starts `python -m bot ARGUMENT…`, on a clock that is so many seconds ahead, and returns it."""
    pipes = [_forks.Pipe(duplex=False) for _ in range(2 if heard else 0)]
    outputs = tuple(output for _, output in pipes)
    process = _forks.Process(target=_run_bot, args=(arguments, environment, ahead, outputs))
    await asyncio.to_thread(_start, process, *outputs)
    stdout, stderr = [await _reader(end) for end, _ in pipes] or (None, None)
    return Fork(process, stdout, stderr)


async def drawing() -> Fork:
    """Starts the process that draws pictures, as `bot.pictures.process` does, and returns it."""
    their_input, to_them = _forks.Pipe(duplex=False)
    from_them, their_output = _forks.Pipe(duplex=False)
    process = _forks.Process(target=_draw, args=(their_input, their_output))
    await asyncio.to_thread(_start, process, their_input, their_output)
    return Fork(process, stdout=await _reader(from_them), stdin=await _writer(to_them))


async def _reader(pipe: Connection) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, _file(pipe, "rb"))
    return reader


async def _writer(pipe: Connection) -> asyncio.StreamWriter:
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(FlowControlMixin, _file(pipe, "wb"))
    return asyncio.StreamWriter(transport, protocol, None, loop)


def _file(pipe: Connection, mode: Literal["rb", "wb"]) -> FileIO:
    file = FileIO(os.dup(pipe.fileno()), mode)
    pipe.close()
    return file


def _draw(data: Connection, output: Connection) -> None:
    for number, end in enumerate((data, output)):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
    pictures._main()


def _run_bot(
    arguments: Sequence[str], environment: Mapping[str, str], ahead: float, outputs: Sequence[Connection]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    if outputs:
        _write_to(*outputs)
    app.Clock = partial(_clock, ahead)  # type: ignore[assignment,attr-defined] # where the bot's clock is made
    sys.argv = ["bot", *arguments]
    main()


def _clock(ahead: float) -> Clock:
    clock = Clock()
    clock.advance(ahead)
    return clock


def _write_to(output: Connection, errors: Connection) -> None:
    """Has this process write there."""
    for number, end in ((1, output), (2, errors)):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", buffering=1)


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
    seconds, memory, *rest = arguments
    sys.argv = [module, seconds, str(int(memory) + _own_size()), *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _own_size() -> int:
    """Returns the bytes of addresses that a fork has from the start: more than the process that it stands
    for."""
    pages, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages) * resource.getpagesize()
