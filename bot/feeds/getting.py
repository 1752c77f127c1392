"""One polite and safe GET of a public address."""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from bot.clock import Clock
from bot.feeds.models import Fetched, FetchOutcome, Known
from bot.feeds.public_addresses import is_public

if TYPE_CHECKING:
    from aiohttp import AddrInfoType
    from aiohttp.abc import AbstractResolver

_MOST_REDIRECTS = 5
_MOST_BYTES = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_TEMPORARY, _PERMANENT = frozenset((302, 303, 307)), frozenset((301, 308))
_ACCEPTED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
)
_NAME = "Fireside (a Discord bot that serves stories; it reads the feeds that its librarians name)"
_GZIP = zlib.MAX_WBITS | 16  # as zlib's documentation has it of a gzip header, "decompressobj"

_NOT_PUBLIC = "It is not on the public internet."


class _RefusedError(OSError):
    """The address is not one that may be fetched, or its answer breaks a limit; the message says why."""


class Getting:
    """Gets what is at public addresses, as `Fetching` describes it."""

    def __init__(self, clock: Clock, resolver: AbstractResolver | None, *, loopback: bool) -> None:
        self._clock = clock
        self._resolver = resolver
        self._loopback = loopback

    async def get(self, address: str, known: Known, seconds: float) -> Fetched:
        """Returns what is at an address, or why nothing is. Raises nothing for any failure of the network."""
        try:
            async with asyncio.timeout(seconds), self._session() as session:
                return await self._follow(session, address, known)
        except TimeoutError:
            reason = "It took too long to answer."
        except _RefusedError as refused:
            reason = str(refused)
        except (aiohttp.ClientError, OSError, ValueError, zlib.error) as error:
            reason = _reason(error)
        return Fetched(FetchOutcome.FAILED, address, reason=reason)

    def _session(self) -> aiohttp.ClientSession:
        # Names are looked up for every connection; the address that comes out is checked as its socket is
        # opened, which leaves no time for a name to point elsewhere in between.
        connector = aiohttp.TCPConnector(
            resolver=self._resolver, use_dns_cache=False, force_close=True, socket_factory=self._open
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )

    def _open(self, info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, where = info
        if not is_public(str(where[0]), loopback=self._loopback):
            raise _RefusedError(_NOT_PUBLIC)
        return socket.socket(family, kind, protocol)

    async def _follow(self, session: aiohttp.ClientSession, address: str, known: Known) -> Fetched:
        url, lasting = _checked(address), True
        headers = _headers(known)
        for _ in range(_MOST_REDIRECTS + 1):
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                location = response.headers.get("Location")
                if location is None or response.status not in _TEMPORARY | _PERMANENT:
                    answer = await self._answer(response)
                    return replace(answer, address=str(url) if lasting else address, source=str(url))
                lasting = lasting and response.status in _PERMANENT
                url = _checked(url.join(URL(location)))
        raise _RefusedError("It leads from one address to the next without end.")

    async def _answer(self, response: aiohttp.ClientResponse) -> Fetched:
        if response.status == 304:
            return Fetched(FetchOutcome.UNCHANGED, "", known=_known(response.headers))
        if response.status == 410:
            return Fetched(FetchOutcome.GONE, "", reason="Its server says that it is gone for good.")
        if response.status != 200:
            reason = f"Its server answers with {_named(response.status)}."
            return Fetched(FetchOutcome.FAILED, "", not_before=self._not_before(response), reason=reason)
        return Fetched(
            FetchOutcome.FETCHED,
            "",
            body=await _body(response),
            content_type=response.headers.get("Content-Type", ""),
            known=_known(response.headers),
        )

    def _not_before(self, response: aiohttp.ClientResponse) -> int | None:
        """Returns the time given by Retry-After, in seconds or as a date (RFC 9110, section 10.2.3);
        None where there is none.
        """
        value = response.headers.get("Retry-After", "").strip()
        if value.isascii() and value.isdigit():
            return self._clock.now() + int(value[:9])
        try:
            return int(parsedate_to_datetime(value).timestamp())
        except (ValueError, OverflowError):
            return None


def _checked(address: str | URL) -> URL:
    """Returns an address that may be fetched, as a URL without its fragment.

    Raises _RefusedError for any other.
    """
    url = URL(address)
    if url.scheme not in ("http", "https") or not url.host:
        raise _RefusedError("Its address does not begin with http:// or https://.")
    if url.user is not None or url.password is not None:
        raise _RefusedError("Its address has a name or a password in it.")
    if url.port not in (80, 443) and (url.port or 0) < 1024:
        raise _RefusedError("Its address has a port that is not the web’s.")
    return url.with_fragment(None)


def _headers(known: Known) -> dict[str, str]:
    headers = {"User-Agent": _NAME, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _known(headers: Mapping[str, str]) -> Known:
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Known(etag if etag.isascii() else "", modified if modified.isascii() else "")


def _named(status: int) -> str:
    """Returns a status with its standard phrase; the server's own phrase may be anything."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status}"


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """Returns the whole body, unpacked as it comes.

    Raises _RefusedError as soon as it grows too large, and where it ends in the middle or is packed in a way
    that was not asked for.
    """
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("gzip", "x-gzip", "identity", ""):
        raise _RefusedError("It is packed in a way that was not asked for.")
    unpacked = zlib.decompressobj(_GZIP) if "gzip" in packing else None
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += unpacked.decompress(chunk, _MOST_BYTES + 1 - len(body)) if unpacked else chunk
        if len(body) > _MOST_BYTES:
            raise _RefusedError(f"It is larger than {_MOST_BYTES // 1024**2} MB.")
    if unpacked and not unpacked.eof:
        raise _RefusedError("It ends in the middle.")
    return bytes(body)


def _reason(error: Exception) -> str:
    cause = getattr(error, "os_error", error)
    if isinstance(cause, _RefusedError):
        return str(cause)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "There is no server of that name."
    if isinstance(error, aiohttp.ClientSSLError):
        return "Its server cannot prove that it is the one it should be."
    if isinstance(error, ValueError):
        return "That is no web address."
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Its server cannot be reached."
    return "Its server’s answer breaks off or makes no sense."
