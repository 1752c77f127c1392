"""The language of whoever reads a sentence: gettext, with named placeholders and plurals.

A sentence is written in English where it is used, `_("{title} is new here.", title=…)`, and found in the
catalogs by that English; `make messages` brings the catalogs up to date. Whoever answers somebody speaks
their language (`speaking`). Without that, in jobs of the database and on the command line, sentences stay
English, so that what is stored is the same for everybody. No sentence is put together from fragments.
"""

from __future__ import annotations

import gettext as stored
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

CATALOGS = Path(__file__).parent / "catalogs"
DOMAIN = "fireside"
LANGUAGES: Mapping[str, str] = {
    "de": "de",
    "es-ES": "es",
    "es-419": "es",
    "fr": "fr",
    "pt-BR": "pt_BR",
    "zh-CN": "zh_CN",
}
"""The catalog for each of Discord's locales; any other reads English."""
_GROUPED: Mapping[str, str] = {"de": ".", "es": ".", "fr": "\u202f", "pt_BR": "."}
"""What stands between the thousands of a number, where it is no comma."""
_ENGLISH = stored.NullTranslations()

_locale: ContextVar[str] = ContextVar("locale", default="")


def speak(locale: str | None) -> None:
    """Has what follows in this task be said in the language of one of Discord's locales."""
    _locale.set(locale or "")


def spoken() -> str:
    """Returns Discord's locale that is spoken in this task, or an empty string."""
    return _locale.get()


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Says what is said within in the language of one of Discord's locales; None is English."""
    before = _locale.set(locale or "")
    try:
        yield
    finally:
        _locale.reset(before)


def _(message: str, /, **values: object) -> str:
    """Returns a sentence in the reader's language, with values in place of its `{name}`s. Whole numbers are
    written as the language groups them."""
    # The empty message would give the catalog's header.
    return message and _filled(_catalog(catalog_spoken()).gettext(message), values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Returns the sentence for a number of things, which is `{number}` in it: in English the first for one
    thing, the second for any other number."""
    sentence = _catalog(catalog_spoken()).ngettext(one, many, number)
    return _filled(sentence, {"number": number, **values})


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Returns a word that English has once and other languages twice, by the context that tells which."""
    return _filled(_catalog(catalog_spoken()).pgettext(context, message), values)


def N_(message: str, /) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a sentence that stands in a table, and returns it. Whoever shows it calls `_` with it."""
    return message


def NN_(one: str, many: str, /) -> tuple[str, str]:  # noqa: N802
    """Marks the sentences of a table for one thing and for many, and returns them for `ngettext`."""
    return one, many


def numeral(number: int) -> str:
    """Returns a whole number as the reader's language groups it."""
    return f"{number:,}".replace(",", _GROUPED.get(catalog_spoken(), ","))


def translation(message: str, locale: str, context: str = "") -> str | None:
    """Returns a message in the language of one of Discord's locales, or None where it has none."""
    catalog = _catalog(LANGUAGES.get(locale, ""))
    found = catalog.pgettext(context, message) if context else catalog.gettext(message)
    return None if found == message else found


def catalog_spoken() -> str:
    """Returns the catalog of the language spoken in this task, an empty string for English."""
    return LANGUAGES.get(_locale.get(), "")


def _filled(sentence: str, values: Mapping[str, Any]) -> str:
    if not values:
        return sentence
    return sentence.format_map(
        {name: numeral(value) if type(value) is int else value for name, value in values.items()}
    )


@cache
def _catalog(language: str) -> stored.NullTranslations:
    """Returns a language's catalog, which is read when it is first needed."""
    if not language:
        return _ENGLISH
    return stored.translation(DOMAIN, CATALOGS, [language])
