"""OpenDocument texts that are damaged, protected or hostile: one sentence each, within the limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.errors import UnreadableFileError
from bot.imports.models import ImportLimits
from bot.imports.parsing import parsed
from tests.imports.open_documents import OpenDocument, p
from tests.support.zips import zipped

LOCKED = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)


def entities(text: str) -> bytes:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    declared = f'<!DOCTYPE d [<!ENTITY l0 "lol">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return OpenDocument(p(text), before=declared).zipped()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"It was a dark night.", "cannot be opened"),
        (OpenDocument(p("Once.")).zipped()[:-60], "cut short or damaged"),
        (OpenDocument(p("Once."), manifest=LOCKED).zipped(), "protected by a password"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "missing from the file"),
        (OpenDocument("", other={"content.xml": "<office"}).zipped(), "damaged"),
        (OpenDocument("").zipped(), "holds no text"),
        (OpenDocument(" " * 70_000_000).zipped(), "unpacks to far more"),
    ],
)
async def test_it_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        await parsed(data, "lighthouse.odt", ImportLimits())


async def test_external_entities_are_never_fetched() -> None:
    story = await parsed(entities("Once &x; upon"), "lighthouse.odt", ImportLimits())
    assert "root:x:0:0" not in story.chapters[0].text


@pytest.mark.parametrize(
    "make",
    [
        lambda: entities("&l9;"),
        lambda: OpenDocument(p("<text:span>" * 400_000)).zipped(),
        lambda: OpenDocument(p("a<text:s text:c='999999999'/>" * 500_000)).zipped(),
        lambda: OpenDocument("<table:table><table:table-row><table:table-cell>" * 90).zipped(),
    ],
    ids=["entities within entities", "nested", "spaces", "tables"],
)
async def test_the_hostile_is_refused_in_one_sentence(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableFileError, match=r"^[^.]*(?:\.xml|\.odt)?[^.]*\.$"):
        await parsed(make(), "lighthouse.odt", ImportLimits())


async def test_many_spaces_are_a_few() -> None:
    story = await parsed(OpenDocument(p("a<text:s text:c='999'/>b" * 50)).zipped(), "a.odt", ImportLimits())
    assert len(story.chapters[0].text) < 300


def test_styles_that_are_based_on_one_another_end_somewhere() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
        for name, parent in (("A", "B"), ("B", "A"))
    )
    assert OpenDocument(p("Once.", style="A"), named=styles).text == "Once."


@pytest.mark.parametrize(
    "deep",
    [
        "<table:table><table:table-row><table:table-cell>" * 80
        + p("Once.") + "</table:table-cell></table:table-row></table:table>" * 80,
        "<text:list><text:list-item>" * 100 + p("Once.") + "</text:list-item></text:list>" * 100,
        p("<text:span>" * 200 + "Once." + "</text:span>" * 200),
        "<text:section>" * 200 + p("Once.") + "</text:section>" * 200,
        "<draw:frame><draw:text-box><text:p>" * 60 + "Once." + "</text:p></draw:text-box></draw:frame>" * 60,
    ],
    ids=["tables", "lists", "spans", "sections", "frames"],
)  # fmt: skip
def test_what_is_as_deep_as_it_may_be_is_read(deep: str) -> None:
    assert OpenDocument(deep).text.endswith("Once.")


def test_damaged_parts_beside_the_text_cost_only_what_they_said() -> None:
    other = {"styles.xml": "<oops", "meta.xml": "\0", "META-INF/manifest.xml": "<"}
    assert OpenDocument(p("Once."), other=other).text == "Once."
