"""A chapter's text downloaded, corrected in an editor and uploaded again, while people read it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, NOON, TITLE, ferry, numbers_in
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply

VERSE = "Row,\\\nrow.\n\n*Softly*, she said: 5 \\* 3.\n\n> A letter,\n> folded twice.\n\n* * *\n\n@everyone"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry(DAWN, NOON)}


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader in the middle of the second chapter."""
    reader = await empty_fireside.person("Mira")
    await reader.slash("read", story=TITLE, chapter="2")
    await reader.press("▶")
    return reader


async def opened(ines: Person, title: str = "Noon") -> Reply:
    """The editor of a chapter."""
    await ines.press("Chapters", await ines.slash("stories edit", story=TITLE))
    return await ines.choose(title)


async def downloaded(ines: Person, editor: Reply) -> tuple[str, str]:
    """A chapter's file: its name and what is in it."""
    sent = await ines.press("Download text", editor)
    assert sent.ephemeral
    (file,) = (sent.message or {})["attachments"]
    return file["filename"], (await ines.fetch(file["url"])).decode()


async def uploaded(ines: Person, editor: Reply, name: str, content: str | bytes) -> Reply:
    data = content if isinstance(content, bytes) else content.encode()
    form = await ines.press("Upload text", editor)
    return await ines.fill(form, file=[await ines.upload(name, data)])


async def test_a_corrected_chapter_leaves_its_reader_at_the_same_words(ines: Person, mira: Person) -> None:
    panel = mira.last
    editor = await opened(ines)
    name, text = await downloaded(ines, editor)
    assert name == "The-Ferry-002.md"
    text = text.replace("p11w5 ", "eleven five, and a good deal more ").replace("p18w5 ", "")
    done = await uploaded(ines, editor, name, text)
    assert "✓ Chapter 2 — Noon edited." in done.text
    assert "Upload text" in done.labels
    again = await mira.slash("read", story=TITLE)
    assert numbers_in(passage(again))[0] == numbers_in(passage(panel))[0]
    assert "took out" not in again.text
    await mira.press("⋯", panel)
    assert numbers_in(passage(await mira.press("Back to the text")))[0] == numbers_in(passage(panel))[0]
    assert "eleven five, and a good deal more" in (await mira.slash("read", chapter="2", story=TITLE)).text


async def test_an_untouched_file_changes_nothing(ines: Person, mira: Person) -> None:
    editor = await opened(ines)
    await uploaded(ines, editor, "noon.md", f"---\nchapter: Noon\n---\n\n{VERSE}\n")
    for _ in range(2):
        editor = await opened(ines)
        done = await uploaded(ines, editor, *await downloaded(ines, editor))
        assert "✓ Nothing has changed." in done.text
    history = await ines.press("History", await ines.slash("stories edit", story=TITLE))
    assert history.text.count("edited") == 1
    panel = await mira.slash("read", story=TITLE, chapter="2")
    assert "Row,\nrow.\n\n_Softly_, she said: 5 \\* 3." in panel.text
    assert "\\@everyone" in panel.text


async def test_a_corrected_title_in_the_file_is_taken_too(ines: Person, mira: Person) -> None:
    editor = await opened(ines)
    name, text = await downloaded(ines, editor)
    done = await uploaded(ines, editor, name, text.replace("Noon", "High Noon").replace("p11w5 ", ""))
    assert "### Chapter 2 — High Noon" in done.text
    assert "### Chapter 2 — High Noon" in (await mira.slash("read", story=TITLE)).text


async def test_a_file_that_says_no_title_leaves_the_chapter_its_own(ines: Person) -> None:
    editor = await opened(ines)
    done = await uploaded(ines, editor, "final version 3.txt", "It was noon at last, and the river was low.")
    assert "### Chapter 2 — Noon" in done.text
    assert "✓ Chapter 2 — Noon edited" in done.text


async def test_another_format_will_do(ines: Person, mira: Person) -> None:
    editor = await opened(ines)
    page = "<title>The Ferry</title><p>It was <em>noon</em> at last.</p><script>alert(1)</script>"
    done = await uploaded(ines, editor, "noon.html", page)
    assert "### Chapter 2 — Noon\n-# 5 words" in done.text
    panel = await mira.slash("read", story=TITLE, chapter="2")
    assert "It was _noon_ at last." in panel.text
    assert "alert" not in panel.text


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("noon.png", b"no picture", "is a picture"),
        ("noon.txt", b"", "is empty"),
        ("noon.md", b"---\nchapter: Noon\n---\n\n", "holds no text"),
        ("ferry.txt", ferry(), "This file holds 2 chapters, where one is wanted."),
    ],
)
async def test_a_bad_file_is_refused_and_the_desk_stays(
    ines: Person, mira: Person, name: str, content: bytes, why: str
) -> None:
    editor = await opened(ines)
    since = len(ines.events)
    still = await uploaded(ines, editor, name, content)
    assert still.text == editor.text
    assert still.labels == editor.labels
    told = Reply("", await ines.event("message_create", since=since))
    assert why in told.text
    assert told.ephemeral
    assert "p11w5" in (await mira.slash("read", story=TITLE, chapter="2")).text
    assert "edited" in (await uploaded(ines, still, "noon.txt", "It was noon at last.")).text
