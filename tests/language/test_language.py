"""Sentences in the language of whoever reads them."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import bot.language
from bot.language import DOMAIN, N_, _, ngettext, numeral, pgettext, speak, speaking, translation

GERMAN = r"""
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "{title} is new here."
msgstr "Neu hier: {title}."

msgid "{number} chapter of {title}"
msgid_plural "{number} chapters of {title}"
msgstr[0] "{number} Kapitel von {title}"
msgstr[1] "{number} Kapitel aus {title}"

msgctxt "button"
msgid "Read"
msgstr "Lesen"

msgctxt "state"
msgid "Read"
msgstr "Gelesen"
"""


@pytest.fixture(autouse=True)
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Few words of German, and nothing else."""
    source, folder = tmp_path / "de.po", tmp_path / "de" / "LC_MESSAGES"
    source.write_text(GERMAN, encoding="utf-8")
    folder.mkdir(parents=True)
    with source.open("rb") as written, (folder / f"{DOMAIN}.mo").open("wb") as compiled:
        write_mo(compiled, read_po(written, locale="de"))
    monkeypatch.setattr(bot.language, "CATALOGS", tmp_path)
    bot.language._catalog.cache_clear()
    yield
    bot.language._catalog.cache_clear()


def test_without_a_language_it_is_english() -> None:
    assert _("{title} is new here.", title="The Lamp") == "The Lamp is new here."
    assert ngettext("{number} story", "{number} stories", 1) == "1 story"
    assert ngettext("{number} story", "{number} stories", 0) == "0 stories"


def test_a_sentence_and_a_plural_in_the_language_of_whoever_reads_them() -> None:
    with speaking("de"):
        assert _("{title} is new here.", title="The Lamp") == "Neu hier: The Lamp."
        one = "{number} chapter of {title}", "{number} chapters of {title}"
        assert ngettext(*one, 1, title="X") == "1 Kapitel von X"
        assert ngettext(*one, 12_000, title="X") == "12.000 Kapitel aus X"
    assert _("{title} is new here.", title="The Lamp") == "The Lamp is new here."


def test_one_english_word_is_told_apart_by_its_context() -> None:
    with speaking("de"):
        assert (pgettext("button", "Read"), pgettext("state", "Read")) == ("Lesen", "Gelesen")
        assert pgettext("elsewhere", "Read") == "Read"


def test_what_is_not_translated_stays_english() -> None:
    with speaking("de"):
        assert _("Nobody has translated this.") == "Nobody has translated this."
        assert _("") == ""  # which is the key of a catalog's header


@pytest.mark.parametrize("locale", ["en-GB", "en-US", "it", "de-AT", "", None])
def test_other_locales_read_english(locale: str | None) -> None:
    with speaking(locale):
        assert _("{title} is new here.", title="A") == "A is new here."


def test_a_sentence_of_a_table_is_translated_where_it_is_shown() -> None:
    table = {"new": N_("{title} is new here.")}
    with speaking("de"):
        assert _(table["new"], title="A") == "Neu hier: A."


def test_braces_of_a_value_and_of_a_sentence_without_values_are_only_braces() -> None:
    assert _("{title} is new here.", title="{x} {0}") == "{x} {0} is new here."
    assert _("A {plain} brace") == "A {plain} brace"


def test_only_whole_numbers_are_grouped() -> None:
    assert _("{a} {b} {c}", a=1_234, b="1234", c=True) == "1,234 1234 True"
    with speaking("fr"):
        assert numeral(1_234_567) == "1\u202f234\u202f567"


def test_a_message_for_discord_is_known_or_none() -> None:
    assert translation("Read", "de", "button") == "Lesen"
    assert translation("Read", "de") is None
    assert translation("Read", "en-GB", "button") is None


async def test_each_task_speaks_its_own_language() -> None:
    async def told(locale: str) -> str:
        speak(locale)
        await asyncio.sleep(0)
        return _("{title} is new here.", title="A")

    assert await asyncio.gather(*map(told, ["de", "en-GB", "de"])) == [
        "Neu hier: A.",
        "A is new here.",
        "Neu hier: A.",
    ]
    assert contextvars.copy_context().run(_, "{title} is new here.", title="A") == "A is new here."
