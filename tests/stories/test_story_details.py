"""Every row of the table of details on its way through file, database, JSON, form and search."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app import opened
from bot.imports.manuscript import Manuscript, ManuscriptChapter, from_lines, to_lines
from bot.stories.detail_kinds import Choice, MarkdownText, NameList
from bot.stories.details import DETAILS, DetailField, DetailGroup, Details, of_json, to_json
from bot.stories.models import Origin
from tests.support.command_line import CommandLine
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct, ferry
from tests.support.person import Person

PAGE = ManuscriptChapter("", "The lamp was lit, and nobody came.")


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but *The Ferry*."""
    return empty_fireside


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


def example(field: DetailField) -> Any:
    """A value that no story has unless somebody says so, with words that are in no other detail."""
    words = f"Of the {field.name.replace('_', ' ')} it is said"
    match field.kind:
        case Choice() as choice:
            return choice.options[-1].value
        case MarkdownText():
            return f"{words}, _softly_.\n\nTwice."
        case NameList():
            return f"{words} once", f"{words} again"
    return words


def entry(field: DetailField) -> Any:
    """What somebody types or chooses in a form for the example."""
    value = example(field)
    match field.kind:
        case Choice() as choice:
            return [choice.option(value).word]
        case NameList():
            return "\n".join(value)
    return value


def nothing(field: DetailField) -> Any:
    """What somebody leaves in a form for what is not known."""
    if isinstance(field.kind, Choice):
        return [field.kind.options[0].word]
    return TITLE if field.name == "title" else ""


def label(field: DetailField) -> str:
    """The name that a form's field goes by here."""
    return field.label.lower().replace(" ", "_")


SAID = Details(**{name: example(each) for name, each in DETAILS.items()})


@pytest.mark.parametrize("details", [SAID, Details(title="Lamp")])
def test_details_come_back_from_json(details: Details) -> None:
    assert of_json(json.loads(json.dumps(to_json(details)))) == details
    manuscript = Manuscript(details, (PAGE,))
    assert from_lines(to_lines(manuscript)) == manuscript


@pytest.mark.parametrize("details", [SAID, Details(title="Lamp")])
def test_what_a_file_says_is_kept_and_shown_on_the_command_line(
    details: Details, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fireside.sqlite3"

    async def bring_in() -> None:
        async with opened(path) as app:
            await app.importer.add(Manuscript(details, (PAGE,)), Origin("lamp.txt", "1"))

    asyncio.run(bring_in())
    shown = CommandLine(path, monkeypatch, capsys).show(details.title)
    assert "quotable" not in shown, "whether lines may be quoted is not part of the contract"
    assert of_json({**shown, "quotable": details.quotable}) == details


async def test_every_detail_is_corrected_in_a_form(ines: Person, fireside: Fireside) -> None:
    await ines.slash("stories edit", story=TITLE)
    for group in DetailGroup:
        entries = {label(each): entry(each) for each in DETAILS.values() if each.group is group}
        assert "✓ Saved." in (await correct(ines, group.label, **entries)).text
    said = replace(SAID, unclear_rating="")  # only a file can be unclear
    assert to_json(await fireside.app.library.named(SAID.title)) == to_json(said)
    for group in DetailGroup:
        entries = {label(each): nothing(each) for each in DETAILS.values() if each.group is group}
        await correct(ines, group.label, **entries)
    assert to_json(await fireside.app.library.named(TITLE)) == to_json(Details(title=TITLE))


async def test_what_is_to_be_found_is_found_by_its_words(empty_fireside: Fireside) -> None:
    found = {name: each for name, each in DETAILS.items() if each.found_by}
    assert found
    await empty_fireside.add(
        Manuscript(Details(**{name: example(each) for name, each in found.items()}), (PAGE,))
    )
    mira = await empty_fireside.person("Mira")
    for name in found:
        card = await mira.slash("library", search=name.replace("_", " "))
        assert SAID.title in card.text, name
