"""Draws pictures in a process of their own.

Drawing holds Python's lock for milliseconds at a time, so a thread would hold up the event loop. Run as a
program, this module is that process: it reads requests from standard input, one a line, until that ends.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from bot.errors import FiresideError
from bot.language import speaking, spoken
from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.pictures.picture import Cover, Picture

T = TypeVar("T")

_REFUSALS: dict[str, type[FiresideError]] = {
    kind.__name__: kind for kind in (QuoteTooLongForPictureError, UnpicturableError)
}
_SECONDS = 10
"""The most seconds for a picture. It takes a tenth of one; a process that takes this long is stuck."""


class Pictures:
    """Draws one picture at a time. Its process starts with the first picture, and again after it has died."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def of_quote(
        self,
        text: str,
        *,
        title: str,
        authors: Sequence[str] = (),
        speaker: str | None = None,
        spoken: bool = False,
        language: str = "",
    ) -> Picture:
        """Returns the quote as a card. Raises QuoteTooLongForPictureError and
        UnpicturableError as `quote_card` does.
        """
        return await self._picture(
            "quote_card",
            text=text,
            title=title,
            authors=list(authors),
            speaker=speaker,
            spoken=spoken,
            language=language,
        )

    async def of_year(self, year: int, words: Sequence[int]) -> Picture:
        """Returns a year of reading by days, as `year_map` draws it."""
        return await self._picture("year_map", year=year, words=words)

    async def of_months(self, year: int, months: Sequence[int]) -> Picture:
        """Returns a year of reading by months, as `months_chart` draws it."""
        return await self._picture("months_chart", year=year, months=months)

    async def of_stops(
        self, title: str, *, chapters: int, readers: int, stops: Sequence[tuple[int, int, int]]
    ) -> Picture:
        """Returns the curve of where a story's readers stop, as `stops_curve` draws it."""
        return await self._picture(
            "stops_curve", title=title, chapters=chapters, readers=readers, stops=stops
        )

    async def of_cover(
        self, title: str, *, authors: Sequence[str], tags: Sequence[str], summary: str
    ) -> Cover:
        """Returns the cover of a story that has none, as `story_cover` draws it."""
        return await self._made(
            Cover, "story_cover", title=title, authors=list(authors), tags=list(tags), summary=summary
        )

    async def of_ending(
        self,
        title: str,
        *,
        authors: Sequence[str],
        tags: Sequence[str],
        summary: str,
        lines: Sequence[str],
    ) -> Picture:
        """Returns the end of a story as a card. Raises UnpicturableError as `ending_card` does."""
        return await self._picture(
            "ending_card",
            title=title,
            authors=list(authors),
            tags=list(tags),
            summary=summary,
            lines=list(lines),
        )

    async def _picture(self, kind: str, **arguments: Any) -> Picture:
        return await self._made(Picture, kind, **arguments)

    async def _made(self, model: type[T], kind: str, **arguments: Any) -> T:
        request = json.dumps([kind, spoken(), arguments]).encode() + b"\n"
        async with self._turn:
            try:
                return await self._drawn(model, request)
            except (asyncio.IncompleteReadError, ConnectionError):
                return await self._drawn(model, request)

    async def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _drawn(self, model: type[T], request: bytes) -> T:
        """Returns the process's answer. Ends a process that was left in the middle of an answer."""
        process = self._process = self._process or await _started()
        answered = False
        try:
            async with asyncio.timeout(_SECONDS):
                values = await _asked(process, request)
            answered = True
        finally:
            if not answered:
                await self.close()
        if "refusal" in values:
            raise _REFUSALS[values["refusal"]]
        return model(**values)


async def _started() -> Process:
    """Starts the process outside the terminal's group, so that an interrupt there does not end it first."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def _asked(process: Process, request: bytes) -> dict[str, Any]:
    """Returns the fields of what was drawn: a line of JSON, which says how many bytes of files follow it."""
    if process.stdin is None or process.stdout is None:
        raise ConnectionError
    process.stdin.write(request)
    values = json.loads(await process.stdout.readuntil())
    for name, size in values.pop("files").items():
        values[name] = await process.stdout.readexactly(size)
    return dict(values)


def _answer(request: bytes) -> bytes:
    kind, locale, arguments = json.loads(request)
    draw = getattr(importlib.import_module(f"bot.pictures.{kind}"), kind)  # only the child needs Pillow
    try:
        with speaking(locale):
            values = asdict(draw(**arguments))
    except tuple(_REFUSALS.values()) as refusal:
        values = {"refusal": type(refusal).__name__}
    files = {name: value for name, value in values.items() if isinstance(value, bytes)}
    head = {name: value for name, value in values.items() if name not in files}
    head["files"] = {name: len(file) for name, file in files.items()}
    return json.dumps(head).encode() + b"\n" + b"".join(files.values())


def _main() -> None:
    # Whoever asked may be gone by the time that it is drawn.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for request in sys.stdin.buffer:
        sys.stdout.buffer.write(_answer(request))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
