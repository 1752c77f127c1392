"""Bytes made into trees without trusting them."""

from __future__ import annotations

import pytest

from bot.imports.formats.xhtml.tree import UnreadableTreeError, decode, parse, text_of

PAGE = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>{}</body></html>"


def read(body: str) -> str:
    return text_of(parse(PAGE.format(body).encode()).root).strip()


def test_named_characters_are_known_without_a_dtd() -> None:
    assert read("<p>caf&eacute;&nbsp;&mdash; R&amp;D &lt;b&gt;</p>") == "café\u00a0— R&D <b>"


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE html [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/xhtml11.dtd">',
    ],
)
def test_entities_of_its_own_are_never_resolved(dtd: str) -> None:
    tree = parse((dtd + PAGE.format("<p>&x; the rest</p>")).encode())
    assert text_of(tree.root).strip() == "&x; the rest"
    assert not tree.well_formed


def test_malformed_pages_are_read_as_html_and_say_so() -> None:
    tree = parse(PAGE.format("<p>one & two<br>three <i/><b>four</p>").encode())
    assert not tree.well_formed
    assert "one & twothree four" in text_of(tree.root)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "windows-1251"])
def test_encodings_are_found(encoding: str) -> None:
    text = "Привет" if encoding == "windows-1251" else "café"
    declared = "utf-8" if encoding.startswith("utf") else encoding
    assert text in decode(f'<?xml version="1.0" encoding="{declared}"?><p>{text}</p>'.encode(encoding))


@pytest.mark.parametrize("declared", ["x-klingon", "punycode", "utf-16", "base64"])
def test_an_encoding_that_cannot_be_meant_is_not_believed(declared: str) -> None:
    assert decode(f'<?xml version="1.0" encoding="{declared}"?><p>café</p>'.encode()).endswith("<p>café</p>")


def test_bytes_of_no_encoding_are_still_read() -> None:
    assert decode(b"<p>\x93caf\xe9\x94 \x81</p>") == "<p>“café” \ufffd</p>"


@pytest.mark.parametrize("opened", ["<div>", "<p><b>", "&x;<span>"])
@pytest.mark.parametrize("closed", ["", "</div>"])
def test_two_hundred_thousand_levels_are_refused(opened: str, closed: str) -> None:
    with pytest.raises(UnreadableTreeError, match="nested too deeply"):
        parse(PAGE.format(opened * 200_000 + "x" + closed * 200_000).encode())


def test_no_number_of_tags_is_too_many_for_a_book() -> None:
    assert len(parse(PAGE.format("<br/>" * 400_000).encode()).root.findall(".//{*}br")) == 400_000


@pytest.mark.parametrize("data", [b"", b"   ", b"\xff\xfe"])
def test_nothing_is_refused_as_nothing(data: bytes) -> None:
    with pytest.raises(UnreadableTreeError, match="empty"):
        parse(data)
