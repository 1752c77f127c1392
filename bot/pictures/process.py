"""Draws pictures in a process of their own.

Drawing holds Python's lock for milliseconds at a time, so a thread would hold up the event loop. Run as a
program, this module is that process: it reads requests from standard input, one a line, until that ends.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Any

from bot.errors import FiresideError
from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.pictures.picture import Picture

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

    async def _picture(self, kind: str, **arguments: Any) -> Picture:
        request = json.dumps([kind, arguments]).encode() + b"\n"
        async with self._turn:
            try:
                return await self._drawn(request)
            except (asyncio.IncompleteReadError, ConnectionError):
                return await self._drawn(request)

    async def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _drawn(self, request: bytes) -> Picture:
        """Returns the process's answer. Ends a process that was left in the middle of an answer."""
        process = self._process = self._process or await _started()
        answered = False
        try:
            async with asyncio.timeout(_SECONDS):
                head, png = await _asked(process, request)
            answered = True
        finally:
            if not answered:
                await self.close()
        if "refusal" in head:
            raise _REFUSALS[head["refusal"]]
        return Picture(png=png, **head)


async def _started() -> Process:
    """Starts the process outside the terminal's group, so that an interrupt there does not end it first."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def _asked(process: Process, request: bytes) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise ConnectionError
    process.stdin.write(request)
    head = json.loads(await process.stdout.readuntil())
    return head, await process.stdout.readexactly(head.pop("bytes"))


def _answer(request: bytes) -> bytes:
    kind, arguments = json.loads(request)
    draw = getattr(importlib.import_module(f"bot.pictures.{kind}"), kind)  # only the child needs Pillow
    try:
        picture: Picture = draw(**arguments)
    except tuple(_REFUSALS.values()) as refusal:
        return json.dumps({"refusal": type(refusal).__name__, "bytes": 0}).encode() + b"\n"
    head = {"width": picture.width, "height": picture.height, "alt": picture.alt, "bytes": len(picture.png)}
    return json.dumps(head).encode() + b"\n" + picture.png


def _main() -> None:
    for request in sys.stdin.buffer:
        sys.stdout.buffer.write(_answer(request))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
