"""A site on this machine that feeds are fetched from, and feeds for it to serve."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from html import escape

from aiohttp import web

BEGUN = 1_700_000_000
"""When the first entry appeared, UTC in seconds; the others follow a day apart."""
DAY = 86_400

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """Answers as it is told to, and remembers what it was asked."""

    url: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def serve(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Have a body at a path from now on: its address. `_` stands for `-` in headers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(body=data, status=status, headers=named)

        self.pages[path] = answer
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 301) -> str:
        """Have a path lead somewhere else: its address."""
        return self.serve(path, b"", status, Location=to)

    def refreshing(self, path: str, body: str, etag: str) -> str:
        """Have a body that is sent only to who has not got this version of it: its address."""

        async def answer(request: web.Request) -> web.StreamResponse:
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304)
            return web.Response(body=body.encode(), headers={"ETag": etag})

        self.pages[path] = answer
        return self.url + path

    async def visit(self) -> None:
        """The next time that something is asked for."""
        self._came.clear()
        await self._came.wait()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What is at the path that was asked for."""
        self.asked.append(request)
        self._came.set()
        found = self.pages.get(request.path)
        return await found(request) if found else web.Response(status=404)


@asynccontextmanager
async def open_site(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    """A site, until the test ends."""
    site = Site()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 0, ssl_context=tls).start()
    site.url = f"{'https' if tls else 'http'}://{host}:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()


def bomb(megabytes: int) -> bytes:
    """So many megabytes of nothing, packed into a few kilobytes."""
    return gzip.compress(bytes(megabytes * 1024 * 1024))


def item(number: int, text: str, title: str = "", **parts: str) -> str:
    """An entry of an RSS feed with its full text; `parts` replace what it has otherwise, or take it away."""
    said = {
        "title": title or f"Chapter {number}",
        "guid": f"tag:example.org,2023:{number}",
        "link": f"/chapters/{number}",
        "pubDate": formatdate(BEGUN + number * DAY),
        "content:encoded": text,
    } | {name.replace("content", "content:encoded"): part for name, part in parts.items()}
    return "<item>" + "".join(f"<{n}>{escape(p)}</{n}>" for n, p in said.items() if p) + "</item>"


def rss(*items: str, title: str = "The Ferry", newest_first: bool = True) -> str:
    """A feed of these entries, given oldest first."""
    order = reversed(items) if newest_first else items
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>/</link>{''.join(order)}</channel></rss>"
    )
