"""Word documents that are damaged, protected or hostile: one sentence each, within the limits."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from bot.errors import UnreadableFileError
from bot.imports.models import ImportLimits
from bot.imports.parsing import parsed
from tests.imports.word_documents import Document, para
from tests.support.zips import zipped

SECRET = "root:x:0:0"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
RANDOM = Random(4)  # text that does not compress as a bomb does


def noise(length: int) -> str:
    return RANDOM.randbytes(length // 2).hex()


def entities(text: str) -> bytes:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    declared = f'<!DOCTYPE d [<!ENTITY l0 "lol">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return Document(para(text), before=declared).zipped()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"It was a dark night.", "cannot be opened"),
        (Document(para("Once.")).zipped()[:-60], "cut short or damaged"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + bytes(600), "older Word"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "missing from the file"),
        (Document(para("Once."), other={"word/document.xml": "<w:document"}).zipped(), "damaged"),
        (Document("").zipped(), "holds no text"),
        (Document(" " * 70_000_000).zipped(), "unpacks to far more"),
    ],
)
async def test_it_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        await parsed(data, "lighthouse.docx", ImportLimits())


async def test_external_entities_are_never_fetched() -> None:
    story = await parsed(entities("Once &x; upon"), "lighthouse.docx", ImportLimits())
    assert SECRET not in story.chapters[0].text


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: entities("&l9;"), id="entities within entities"),
        pytest.param(
            lambda: Document(para(noise(30_000_000))).zipped(),
            id="one huge paragraph",
            marks=pytest.mark.proofs_only,
        ),
        pytest.param(
            lambda: Document("".join(f"<w:ins>{i % 7919}" for i in range(200_000))).zipped(), id="nested"
        ),
        pytest.param(
            lambda: Document("".join(para(noise(12)) for _ in range(200_000))).zipped(),
            id="200,000 paragraphs",
            marks=pytest.mark.proofs_only,
        ),
        pytest.param(lambda: Document("<w:tbl><w:tr><w:tc>" * 90).zipped(), id="nested tables"),
    ],
)
async def test_the_hostile_is_refused_in_one_sentence(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableFileError, match=r"^[^.]*(?:\.xml|\.docx)?[^.]*\.$"):
        await parsed(make(), "lighthouse.docx", ImportLimits())


def test_styles_that_are_based_on_one_another_end_somewhere() -> None:
    styles = (
        '<s xmlns:w="w"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></s>'
    )
    assert Document(para("Once.", style="A"), other={"word/styles.xml": styles}).text == "Once."


def test_tables_as_deep_as_they_may_be_are_read() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 80 + para("Once.") + "</w:tc></w:tr></w:tbl>" * 80
    assert Document(deep).text == "Once."


def test_a_damaged_part_beside_the_text_costs_only_what_it_said() -> None:
    document = Document(para("Once."), other={"word/styles.xml": "<oops", "docProps/core.xml": "\x00"})
    assert document.text == "Once."
