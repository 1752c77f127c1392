"""Zips opened safely: found leniently, read within bounds, refused where they are no books."""

from __future__ import annotations

from zipfile import ZIP_BZIP2

import pytest

from bot.errors import UnreadableFileError
from bot.imports.archive import Archive, EntryError, resolve
from tests.support.zips import zipped


@pytest.mark.parametrize(
    "path", ["Text/Café 1.xhtml", "text/CAFÉ 1.XHTML", "Text/Caf%C3%A9%201.xhtml", "/Text/./Café 1.xhtml"]
)
def test_files_are_found_as_readers_find_them(path: str) -> None:
    assert Archive(zipped({"Text/Café 1.xhtml": b"yes"})).read(path) == b"yes"


def test_a_name_with_a_percent_sign_in_it_is_found() -> None:
    assert Archive(zipped({"100%20.xhtml": b"yes"})).read("100%20.xhtml") == b"yes"


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "nowhere.xhtml", "", "text"])
def test_paths_that_climb_out_or_lead_nowhere_find_nothing(path: str) -> None:
    with pytest.raises(EntryError, match="missing"):
        Archive(zipped({"text/one.xhtml": b"x"})).read(path)


def test_links_are_resolved_from_the_file_they_stand_in() -> None:
    assert resolve("OPS/nav.xhtml", "text/one.xhtml#two") == "OPS/text/one.xhtml"
    assert resolve("OPS/text/one.xhtml", "#two") == "OPS/text/one.xhtml"
    assert resolve("OPS/nav.xhtml", "/one.xhtml") == "one.xhtml"


@pytest.mark.parametrize("data", [b"Once upon a time", b"%PDF-1.7 ...", b"PK", b"\x00" * 100])
def test_what_is_not_a_zip_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^This .*\.$"):
        Archive(data)


def test_a_zip_that_is_cut_short_is_refused() -> None:
    data = zipped({"one.xhtml": b"hello" * 1000})
    for length in (30, len(data) // 2, len(data) - 10):
        with pytest.raises(UnreadableFileError, match="cut short or damaged"):
            Archive(data[:length])


def test_a_damaged_file_inside_is_told_from_a_missing_one() -> None:
    data = bytearray(zipped({"one.xhtml": b"hello " * 50}, method=0))
    data[60] ^= 0xFF
    with pytest.raises(EntryError, match="damaged"):
        Archive(bytes(data)).read("one.xhtml")


def test_methods_that_epub_does_not_know_are_not_unpacked() -> None:
    with pytest.raises(EntryError, match="no EPUB should be"):
        Archive(zipped({"one.xhtml": b"hello"}, ZIP_BZIP2)).read("one.xhtml")


def test_bombs_are_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(UnreadableFileError, match="unpacks to far more"):
        Archive(zipped({"one.xhtml": b" " * 20_000_000}))


def test_a_bomb_that_lies_about_its_size_unpacks_no_further_than_it_says() -> None:
    data = zipped({"one.xhtml": b" " * 5_000_000})
    lie = data.replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(EntryError, match="damaged"):
        Archive(lie).read("one.xhtml")


def test_pictures_are_not_bombs_until_they_are_read() -> None:
    archive = Archive(zipped({"plate.bmp": b" " * 70_000_000, "one.xhtml": b"x"}))
    assert archive.read("one.xhtml") == b"x"
    with pytest.raises(UnreadableFileError, match="unpacks to far more"):
        archive.read("plate.bmp")


def test_far_more_files_than_a_book_has_are_refused() -> None:
    data = zipped({"one.xhtml": b"x"}) + b"PK\x01\x02" * 20_000
    with pytest.raises(UnreadableFileError, match="far more files"):
        Archive(data)
