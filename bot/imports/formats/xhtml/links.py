"""Where links lead in the end: sites that lead through a page of their own carry the goal in the address."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

_REDIRECTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("google.com", "/url"): ("q", "url"),
    ("facebook.com", "/l.php"): ("u",),
    ("instagram.com", "/"): ("u",),
    ("threads.net", "/"): ("u",),
    ("umblr.com", "/redirect"): ("z",),
    ("wattpad.com", "/et"): ("l",),
    ("out.reddit.com", ""): ("url",),
    ("youtube.com", "/redirect"): ("q",),
    ("steamcommunity.com", "/linkfilter"): ("u", "url"),
    ("vk.com", "/away.php"): ("to",),
    ("duckduckgo.com", "/l"): ("uddg",),
    ("medium.com", "/r"): ("url",),
    ("disq.us", "/url"): ("url",),
    ("slack-redir.net", "/link"): ("url",),
    ("outlook.com", "/"): ("url",),
    ("linkedin.com", "/redir/redirect"): ("url",),
    ("exit.sc", "/"): ("url",),
    ("getpocket.com", "/redirect"): ("url",),
}
"""The query's keys that may hold the goal, by the host (with any host below it) and the path, which may be
empty for all of them."""
_WHOLE_QUERY = frozenset((("deviantart.com", "/users/outgoing"), ("href.li", "/"), ("anonym.to", "/")))
"""Those whose whole query is the goal."""
_PROXY = "/proxy.php"  # of XenForo's forums
_WEB = ("http://", "https://")


@lru_cache(maxsize=1024)
def goal(address: str) -> str:
    """Returns the address that a link leads to in the end; empty where it is none of the web."""
    if not address.startswith(_WEB):
        return ""
    try:
        parts = urlsplit(address)
        found = _goals(parts.hostname or "", parts.path.rstrip("/") or "/", parts.query)
    except ValueError:
        return address
    return next((each for each in found if each.startswith(_WEB)), address)


def _goals(host: str, path: str, query: str) -> list[str]:
    labels = ["google", "com"] if ".google." in f".{host}" else host.split(".")  # google.co.uk
    places = [(".".join(labels[index:]), each) for index in range(len(labels) - 1) for each in (path, "")]
    if not _WHOLE_QUERY.isdisjoint(places):
        return [query, unquote(query)]
    keys = ("link",) if path.endswith(_PROXY) else next(filter(None, map(_REDIRECTS.get, places)), ())
    told = parse_qs(query) if keys else {}
    return [value for key in keys for value in told.get(key, ())]
