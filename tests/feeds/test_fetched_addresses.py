"""Where feeds are fetched from, and where never."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import aiohttp
import pytest

from bot.clock import Clock
from bot.feeds.fetching import Fetching
from bot.feeds.models import FetchOutcome
from tests.feeds.network import HOME, PUBLIC, Names, at_home, refused
from tests.feeds.website import Site, open_site

NOT_THE_WEB = "Its address does not begin with http:// or https://."
WITH_A_NAME = "Its address has a name or a password in it."
ANOTHER_PORT = "Its address has a port that is not the web’s."
NO_ADDRESS = "That is no web address."
NOBODY = "There is no server of that name."
NOT_PUBLIC = "It is not on the public internet."


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("ftp://127.0.0.1/feed", NOT_THE_WEB),
        ("file:///etc/passwd", NOT_THE_WEB),
        ("gopher:x", NOT_THE_WEB),
        ("http://u:p@127.0.0.1/", WITH_A_NAME),
        ("http://u@127.0.0.1/", WITH_A_NAME),
        ("http://:p@127.0.0.1/", WITH_A_NAME),
        ("//u:p@127.0.0.1/", WITH_A_NAME),
        ("http://127.0.0.1:22/", ANOTHER_PORT),
        ("https://127.0.0.1:1023/", ANOTHER_PORT),
        ("//[", NO_ADDRESS),
    ],
)
async def test_a_redirect_to_what_may_not_be_fetched_is_not_followed(site: Site, to: str, why: str) -> None:
    assert await refused(site.redirect("/feed", to)) == why


async def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    for to in ("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00::1]/"):
        assert "public internet" in await refused(site.redirect("/feed", to))
    names = Names(inside_example=[["192.168.1.1"]])
    to_name = site.redirect("/feed", "http://inside.example/")
    assert "public internet" in await refused(to_name, at_home(resolver=names))
    assert names.looked_up == ["inside.example"]


# Where it may go


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("127.0.0.1", NOT_PUBLIC),
        ("localhost", NOT_PUBLIC),
        ("[::1]", NOT_PUBLIC),
        ("[::ffff:127.0.0.1]", NOT_PUBLIC),
        ("0.0.0.0", NOT_PUBLIC),
        ("0x7f.1", NOT_PUBLIC),
        ("127.1", NO_ADDRESS),
        ("2130706433", NO_ADDRESS),
        ("１２７.0.0.1", NOT_PUBLIC),
        ("[::]", NOT_PUBLIC),
    ],
)
async def test_this_machine_is_out_of_reach_unless_it_was_lifted(site: Site, host: str, why: str) -> None:
    site.serve("/feed", "<rss/>")
    port = site.url.rpartition(":")[2]
    assert await refused(f"http://{host}:{port}/feed", Fetching(Clock())) == why
    assert site.asked == []


async def test_a_name_that_leads_home_is_refused(site: Site) -> None:
    port = site.url.rpartition(":")[2]
    for addresses in ([HOME], ["10.0.0.1", HOME], ["169.254.169.254"]):
        fetching = Fetching(Clock(), resolver=Names(evil_example=[addresses]))
        assert "public internet" in await refused(f"http://evil.example:{port}/feed", fetching)
    assert site.asked == []


async def test_a_name_that_changes_its_mind_is_refused_by_where_it_leads(site: Site) -> None:
    """DNS rebinding: public when it is first looked at, private when it is connected to."""
    site.serve("/feed", "<rss/>")
    port = site.url.rpartition(":")[2]
    names = Names(evil_example=[[HOME], ["10.0.0.1"]])
    fetching = at_home(resolver=names)
    assert (await fetching.fetch(f"http://evil.example:{port}/feed")).outcome is FetchOutcome.FETCHED
    assert "public internet" in await refused(f"http://evil.example:{port}/feed", fetching)


async def test_of_several_addresses_only_those_that_may_be_are_connected_to(site: Site) -> None:
    site.serve("/feed", "<rss/>")
    port = site.url.rpartition(":")[2]
    fetching = at_home(resolver=Names(mixed_example=[["10.0.0.1", HOME]]))
    assert (await fetching.fetch(f"http://mixed.example:{port}/feed")).outcome is FetchOutcome.FETCHED


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """What proves a server to be serial.example, to a machine that trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which makes the certificate")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=serial.example"
    made += f" -addext subjectAltName=DNS:serial.example -keyout {key} -out {certificate}"
    subprocess.run(made.split(), check=True, capture_output=True)
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", trusting)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    return tls


async def test_a_server_has_to_prove_its_name_however_its_address_was_found(
    certified: ssl.SSLContext,
) -> None:
    async with open_site(tls=certified) as site:
        port = site.url.rpartition(":")[2]
        site.serve("/feed", "<rss/>")
        fetching = at_home(resolver=Names(serial_example=[[HOME]], other_example=[[HOME]]))
        answer = await fetching.fetch(f"https://serial.example:{port}/feed")
        assert answer.body == b"<rss/>"
        for host in ("other.example", HOME):
            assert "cannot prove" in await refused(f"https://{host}:{port}/feed", fetching)
        assert len(site.asked) == 1


async def test_the_name_goes_into_the_request_and_its_address_into_the_connection(site: Site) -> None:
    site.serve("/feed", "<rss/>")
    port = site.url.rpartition(":")[2]
    fetching = at_home(resolver=Names(serial_example=[[HOME]]))
    assert (await fetching.fetch(f"http://serial.example:{port}/feed")).body == b"<rss/>"
    assert site.asked[0].headers["Host"] == f"serial.example:{port}"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", NOT_THE_WEB),
        ("feed", NOT_THE_WEB),
        ("ftp://example.org/", NOT_THE_WEB),
        ("http://", NOT_THE_WEB),
        ("http:///feed", NOT_THE_WEB),
        ("javascript:x", NOT_THE_WEB),
        ("\0", NOT_THE_WEB),
        ("http://u@example.org/", WITH_A_NAME),
        ("https://:p@example.org/", WITH_A_NAME),
        ("http://example.org:25/", ANOTHER_PORT),
        ("http://example.org:0/", ANOTHER_PORT),
        ("http://example.org:99999/", NO_ADDRESS),
        ("http://[", NO_ADDRESS),
        ("http://" + "a" * 300 + ".org/", NOBODY),
        ("http://a..b/", NOBODY),
    ],
)
async def test_what_is_no_address_of_a_feed_is_refused(address: str, why: str) -> None:
    assert await refused(address, Fetching(Clock(), resolver=Names(example_org=[[PUBLIC]]))) == why
