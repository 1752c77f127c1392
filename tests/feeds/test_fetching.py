"""What is fetched, and what becomes of it when the net misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
from collections.abc import Mapping
from email.utils import formatdate

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.feeds.models import Fetched, FetchOutcome, Known
from tests.feeds.network import HOME, at_home, refused
from tests.feeds.website import Site, bomb

BREAKS_OFF = "Its server’s answer breaks off or makes no sense."
TOO_LARGE = "It is larger than 10 MB."


async def get(address: str, *known: Known) -> Fetched:
    return await at_home().fetch(address, *known)


# What is asked, and what is told


async def test_a_body_comes_with_what_is_known_of_it(site: Site) -> None:
    body = "<rss/>"
    address = site.serve(
        "/feed", body, Content_Type="text/xml; charset=utf-8", ETag='"1"', Last_Modified="then"
    )
    answer = await get(address + "#top")
    assert answer == Fetched(
        FetchOutcome.FETCHED,
        address,
        source=address,
        body=b"<rss/>",
        content_type="text/xml; charset=utf-8",
        known=Known('"1"', "then"),
    )


async def test_it_says_who_asks_and_brings_nothing_else_along(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.redirect("/old", "/new", 302)
    site.serve("/new", "", Set_Cookie="a=b")
    fetching = at_home()
    for _ in range(2):
        assert (await fetching.fetch(site.url + "/old")).outcome is FetchOutcome.FETCHED
    for asked in site.asked:
        assert asked.headers["User-Agent"].startswith("Fireside")
        assert asked.headers["Accept"].startswith("application/atom+xml, application/rss+xml, ")
        assert asked.headers["Accept-Encoding"] == "gzip"
        assert not {"Cookie", "Authorization", "Referer"} & set(asked.headers)


async def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    address = site.refreshing("/feed", "<rss/>", '"1"')
    first = await get(address)
    again = await get(address, Known(first.known.etag, "then"))
    assert again.outcome is FetchOutcome.UNCHANGED
    assert site.asked[-1].headers["If-Modified-Since"] == "then"
    renewed = await get(site.serve("/renewed", "", 304, ETag='"2"'), first.known)
    assert (renewed.outcome, renewed.known) == (FetchOutcome.UNCHANGED, Known('"2"', ""))


async def test_packed_bodies_are_unpacked(site: Site) -> None:
    packed = gzip.compress(b"<rss/>")
    assert (await get(site.serve("/feed", packed, Content_Encoding="gzip"))).body == b"<rss/>"
    assert (await get(site.serve("/old", packed, Content_Encoding="x-gzip"))).body == b"<rss/>"
    assert (await get(site.serve("/plain", b"<rss/>", Content_Encoding=" Identity"))).body == b"<rss/>"
    assert await refused(site.serve("/cut", packed[:-9], Content_Encoding="gzip")) == "It ends in the middle."
    assert await refused(site.serve("/odd", b"no gzip", Content_Encoding="gzip")) == BREAKS_OFF
    not_asked_for = "It is packed in a way that was not asked for."
    assert await refused(site.serve("/br", b"x", Content_Encoding="br")) == not_asked_for


async def test_of_a_body_without_validators_nothing_is_known(site: Site) -> None:
    assert (await get(site.serve("/feed", "<rss/>"))).known == Known("", "")


# Redirects


async def test_a_feed_that_moved_for_good_is_looked_for_there(site: Site) -> None:
    site.redirect("/one", "/two", 301)
    site.redirect("/two", f"{site.url}/three", 308)
    new = site.serve("/three", "<rss/>")
    answer = await get(site.url + "/one")
    assert (answer.body, answer.address, answer.source) == (b"<rss/>", new, new)


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_feed_that_moved_for_now_keeps_its_address(site: Site, status: int) -> None:
    old = site.redirect("/one", "/two", 301)
    site.redirect("/two", "/three", status)
    new = site.serve("/three", "<rss/>")
    answer = await get(old)
    assert (answer.body, answer.address, answer.source) == (b"<rss/>", old, new)


async def test_five_redirects_are_followed_and_no_sixth(site: Site) -> None:
    for number in range(6):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.serve("/6", "<rss/>")
    assert (await get(site.url + "/1")).outcome is FetchOutcome.FETCHED
    without_end = "It leads from one address to the next without end."
    assert await refused(site.url + "/0") == without_end
    assert await refused(site.redirect("/loop", "/loop")) == without_end


# What may come back


async def test_a_bomb_is_left_where_it_is_too_large(site: Site) -> None:
    packed = bomb(400)
    assert len(packed) < 1_000_000
    tracemalloc.start()
    try:
        assert await refused(site.serve("/feed", packed, Content_Encoding="gzip")) == TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


async def test_ten_megabytes_are_read_and_no_more(site: Site) -> None:
    most = 10 * 1024 * 1024
    assert len((await get(site.serve("/feed", b"x" * most))).body) == most
    assert await refused(site.serve("/more", b"x" * (most + 1))) == TOO_LARGE


async def test_a_slow_server_is_not_waited_for(site: Site) -> None:
    forever = asyncio.Event()

    async def never(_: web.Request) -> web.StreamResponse:
        await forever.wait()
        return web.Response()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss>")
        await forever.wait()
        return response

    for slow in (never, drip):
        site.pages["/feed"] = slow
        assert await refused(site.url + "/feed", at_home(seconds=0.2)) == "It took too long to answer."


async def test_a_server_that_breaks_off_or_is_not_there_is_a_failure(site: Site) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    site.pages["/feed"] = cut
    assert await refused(site.url + "/feed") == BREAKS_OFF
    with socket.socket() as unused:
        unused.bind((HOME, 0))
        nobody = f"http://{HOME}:{unused.getsockname()[1]}/"
        assert await refused(nobody) == "Its server cannot be reached."


async def test_what_does_not_speak_http_is_a_failure() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n" * 9)
        writer.close()

    async with await asyncio.start_server(babble, HOME, 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert await refused(f"http://{HOME}:{port}/") == BREAKS_OFF
        cannot_prove = "Its server cannot prove that it is the one it should be."
        assert await refused(f"https://{HOME}:{port}/") == cannot_prove


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 502])
async def test_an_error_says_which(site: Site, status: int) -> None:
    assert f"{status}" in await refused(site.serve("/feed", "<rss/>", status))


async def test_what_a_server_says_beside_is_not_repeated() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        status = b"500" if b"/500" in asked else b"200"
        odd = b"\xff\r\nETag: \xff\r\nLast-Modified: \xff\r\nContent-Length: 0\r\n\r\n"
        writer.write(b"HTTP/1.1 " + status + b" " + odd)
        writer.close()

    async with await asyncio.start_server(babble, HOME, 0) as server:
        url = f"http://{HOME}:{server.sockets[0].getsockname()[1]}"
        answer = await get(url + "/")
        assert (answer.known, answer.content_type) == (Known(), "")
        assert await refused(url + "/500") == "Its server answers with 500 Internal Server Error."


async def test_gone_is_gone(site: Site) -> None:
    answer = await get(site.serve("/feed", "", 410))
    assert answer.outcome is FetchOutcome.GONE
    assert answer.reason == "Its server says that it is gone for good."


@pytest.mark.parametrize("status", [429, 503])
async def test_when_to_try_again_is_in_seconds_or_a_date(site: Site, status: int) -> None:
    clock = Clock()

    async def not_before(**headers: str) -> int | None:
        answer = await at_home(clock=clock).fetch(site.serve("/feed", "", status, **headers))
        assert answer.outcome is FetchOutcome.FAILED
        return answer.not_before

    later = clock.now() + 7_200
    waited = await not_before(Retry_After="7200")
    assert waited is not None
    assert later <= waited <= clock.now() + 7_200
    assert await not_before(Retry_After=formatdate(later, usegmt=True)) == later
    waited = await not_before(Retry_After="9" * 30)
    assert waited is not None and waited <= clock.now() + 999_999_999
    for nonsense in ({}, {"Retry_After": "soon"}, {"Retry_After": "-5"}):
        headers: Mapping[str, str] = nonsense
        assert await not_before(**headers) is None
