"""The terms that a story may be shared under, by their usual short names."""

from __future__ import annotations

import re

_LONGEST = 200
_NAMES = (
    (re.compile(r"creativecommons\.org/publicdomain/zero/(\d\.\d)"), "CC0 {}"),
    (re.compile(r"creativecommons\.org/publicdomain/mark/(\d\.\d)"), "Public Domain Mark {}"),
    (re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)"), "CC {} {}"),
)


def short_name(terms: str) -> str:
    """Returns the short name of terms that link to a Creative Commons licence, else
    (the beginning of) the terms.
    """
    for address, name in _NAMES:
        if found := address.search(terms):
            return name.format(*(part.upper() for part in found.groups()))
    if len(terms) <= _LONGEST:
        return terms
    return terms[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
