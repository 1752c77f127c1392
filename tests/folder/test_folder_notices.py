"""A story's file grows in the watched folder: who follows the story is told."""

from __future__ import annotations

from pathlib import Path

from tests.folder.conftest import text_of
from tests.support.awaited_log import Log
from tests.support.delivered_notices import next_notice
from tests.support.fireside import Fireside


async def test_a_chapter_that_came_with_the_folder_s_newer_file_is_told(
    fire: Fireside, folder: Path, log: Log
) -> None:
    (folder / "ferry.txt").write_text(text_of("The Ferry", "The boat lay still. "))
    await log.says("added")
    mira = await fire.person("Mira")
    await mira.slash("subscribe", story="The Ferry")
    (folder / "ferry.txt").write_text(text_of("The Ferry", "The boat lay still. ", "The boat set out. "))
    await log.says("updated")
    fire.clock.advance(60)  # the folder's own library does not wake the notices here
    assert "**Chapter 2** of **The Ferry** is out." in (await next_notice(mira)).text
