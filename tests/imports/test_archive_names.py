"""Names in zips that do not say how they are encoded."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from bot.imports import formats
from bot.imports.archive import Archive


class _Untold(ZipInfo):
    """An entry whose name is written as it is, without the flag for UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - as zipfile calls it
        return self.raw, self.flag_bits


def untold(names: list[bytes], content: bytes = b"x") -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            entry = _Untold(name.decode("latin-1"))
            entry.raw = name
            archive.writestr(entry, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["Où est le phare.txt", "第二章.txt", "plain.txt"]),
        ("gbk", ["第一章.txt", "第二章 灯塔.txt", "第三章.txt"]),
        ("cp932", ["第一話.txt", "第二話 灯台.txt", "はじまり.txt"]),
        ("big5", ["第一章.txt", "第二章 燈塔.txt", "第三章 回家.txt"]),
        ("cp949", ["제1장.txt", "제2장 등대.txt"]),
        ("cp866", ["Глава 1.txt", "Глава 2 Маяк.txt"]),
        ("cp437", ["Café 1.txt", "Où est le phare.txt", "Müller.txt"]),
    ],
)
def test_names_are_read_as_their_computer_wrote_them(encoding: str, names: list[str]) -> None:
    archive = Archive(untold([name.encode(encoding) for name in names]))
    assert archive.paths == names
    assert [archive.find(name) for name in names] == names


def test_one_name_in_a_code_page_leaves_the_others_utf_8() -> None:
    archive = Archive(untold(["été.txt".encode(), "Глава 2 Маяк.txt".encode("cp866")]))
    assert archive.paths == ["été.txt", "Глава 2 Маяк.txt"]


def test_a_file_is_found_by_each_name_that_it_may_have() -> None:
    archive = Archive(untold(["é.xhtml".encode("cp850")]))
    assert archive.read("é.xhtml") == b"x"


def test_names_that_say_that_they_are_utf_8_are_believed() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("├⌐.txt", "x")  # what UTF-8 looks like in code page 437
    assert Archive(target.getvalue()).paths == ["├⌐.txt"]


def test_chapters_are_called_by_such_names() -> None:
    names = [f"{number} {name}.txt".encode() for number, name in enumerate(("Où", "第二章"), 1)]
    story = formats.parse(untold(names, b"The lamp was lit."), "lamp.zip")
    assert [chapter.title for chapter in story.chapters] == ["Où", "第二章"]
