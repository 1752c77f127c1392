"""The catalogs: whole, up to date, and within what Discord allows."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.language import CATALOGS, DOMAIN, LANGUAGES
from tests.support.messages import KEYWORDS, LIMIT, METHODS
from tests.support.paths import ROOT

NAMES_LIMIT, DESCRIPTION_LIMIT = 32, 100
"""The most characters of the names of commands and options, and of descriptions and choices (Discord)."""
COMMAND = re.compile(r"[-_'\w]{1,32}")
TYPED = re.compile(r"`[^`]*`")
ICONS = re.compile(r"[^\w\s.,:;!?'’“”()*`{}/-]")


def catalog_of(language: str) -> tuple[Path, Catalog]:
    path = CATALOGS / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        return path, read_po(file, locale=language)


def texts(of: Any) -> list[str]:
    return [of] if isinstance(of, str) else list(of)


def translated(catalog: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each message that is translated, with its English and its other texts."""
    for message in catalog:
        ours, theirs = texts(message.id), texts(message.string)
        if message.id and all(theirs):
            yield message, ours, theirs


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(params=sorted(set(LANGUAGES.values())))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def wanted() -> set[tuple[str | None, str]]:
    """Every message in the code, with its context."""
    found = (extract_from_dir(ROOT / part, METHODS, keywords=KEYWORDS) for part in ("bot", "cogs"))
    return {(context, str(message)) for *_, message, _, context in chain.from_iterable(found)}


def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path, catalog = catalog_of(language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make messages`"


def test_no_translation_is_a_guess(language: str) -> None:
    assert not [message.id for message in catalog_of(language)[1] if message.id and message.fuzzy]


def test_every_translation_has_the_placeholders_of_the_english(language: str) -> None:
    for message, ours, theirs in translated(catalog_of(language)[1]):
        for text in theirs:
            # A plural may leave out its number, as in “one chapter”.
            assert placeholders(text) | {"number"} == placeholders(ours[-1]) | {"number"}, message.id


def test_every_translation_has_the_signs_of_the_english(language: str) -> None:
    """Icons, arrows and check marks, by which people know a button in any language."""
    for message, ours, theirs in translated(catalog_of(language)[1]):
        for text in theirs:
            assert not set(ICONS.findall(ours[-1])) - set(ICONS.findall(text)) - {"&"}, message.id


def test_apostrophes_are_typographic_except_in_what_is_typed(language: str) -> None:
    for message, ours, theirs in translated(catalog_of(language)[1]):
        for text in (*ours, *theirs):
            assert "'" not in TYPED.sub("", text), message.id


def test_no_translation_is_longer_than_discord_takes(language: str) -> None:
    for message, ours, theirs in translated(catalog_of(language)[1]):
        for limit in (100, 80, 45):
            if LIMIT.format(limit) in message.auto_comments:
                # What is put into a button is cut by itself.
                assert max(map(len, (*ours, *theirs))) <= limit, message.id


def test_names_of_commands_are_such_as_discord_takes(language: str) -> None:
    for message, _, [name, *_] in translated(catalog_of(language)[1]):
        if message.context in ("command", "option") and " " not in str(message.id):
            assert COMMAND.fullmatch(name) and name == name.lower(), message.id
        if message.context in ("command", "option", "choice"):
            assert len(name) <= (DESCRIPTION_LIMIT if message.context == "choice" else NAMES_LIMIT)


def test_every_message_is_translated(language: str, wanted: set[tuple[str | None, str]]) -> None:
    known = {(message.context, str(message.id)) for message, *_ in translated(catalog_of(language)[1])}
    assert wanted <= known, "run `make messages`, and translate"
    assert known <= wanted, "run `make messages`"


def test_no_two_months_are_called_the_same(language: str) -> None:
    messages = [message for message in catalog_of(language)[1] if message.context == "short month"]
    assert len({str(message.string) for message in messages}) == 12
