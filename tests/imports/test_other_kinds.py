"""Files of kinds that Fireside does not read: each is refused with what it is and what to do instead."""

from __future__ import annotations

import pytest

from bot.errors import UnreadableFileError
from bot.imports.formats import parse
from tests.imports.word_documents import Document, para
from tests.support.zips import zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\pard Once upon a time.\par}"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)
KINDLE = b"The_Lamp".ljust(60, b"\0") + b"BOOKMOBI" + bytes(60)
MHTML = (
    b"From: <Saved by Blink>\r\nSubject: The Lamp\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
)
PROSE = "The lamp went out at nine, and nobody in the village noticed it until the morning."


@pytest.mark.parametrize(
    ("name", "data", "what", "way_out"),
    [
        ("wharf.rtf", RTF, "rich text", "save it as .docx"),
        ("wharf.doc", RTF, "rich text", "save it as .docx"),
        ("wharf.docx", RTF, "rich text", "save it as .docx"),
        ("wharf.txt", b"\xef\xbb\xbf" + RTF, "rich text", "save it as .docx"),
        ("WHARF.DOC", OLE, "older Word", "save it as .docx"),
        ("wharf.docx", OLE, "older Word", "save it as .docx"),
        ("wharf.odt", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "without one"),
        ("wharf.pdf", PDF, "a PDF", ".docx or .epub"),
        ("wharf.txt", PDF, "a PDF", ".docx or .epub"),
        ("wharf.epub", PDF, "a PDF", ".docx or .epub"),
        ("wharf.mobi", KINDLE, "a Kindle book", "download the EPUB instead"),
        ("wharf.azw3", b"whatever it holds", "a Kindle book", "download the EPUB instead"),
        ("wharf.epub", KINDLE, "a Kindle book", "download the EPUB instead"),
        ("wharf.kfx", b"CONT\x02\0" + bytes(60), "a Kindle book", "download the EPUB instead"),
        ("wharf.pages", zipped({"Index/Document.iwa": b"snappy"}), "Pages", "export it"),
        ("wharf.docx", zipped({"Index/Document.iwa": b"snappy"}), "Pages", "export it"),
        ("wharf.pages", zipped({"index.xml.gz": b"old"}), "Pages", "export it"),
        ("wharf.docx", zipped({"xl/workbook.xml": "<x/>"}), "a spreadsheet", "save"),
        ("wharf.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                              "content.xml": "<x/>"}), "a spreadsheet", "save"),
        ("wharf.fb2", b'<?xml version="1.0"?>\n<FictionBook>', "e-book", ".epub"),
        ("wharf.html", b'<?xml version="1.0"?>\n<FictionBook>', "e-book", ".epub"),
        ("wharf.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "as XML", ".docx"),
        ("wharf.mhtml", MHTML, "a web page", ".html"),
        ("wharf.doc", MHTML, "a web page", ".html"),
        ("wharf.html", MHTML, "a web page", ".html"),
        ("wharf.wpd", b"\xffWPC" + bytes(60), "word processor", "save it as .docx"),
        ("wharf.txt", PICTURE, "a picture", "save"),
        ("wharf.jpg", b"", "a picture", "save"),
        ("wharf.rar", b"Rar!\x1a\x07\0", "an archive", ".zip"),
        ("wharf.gdoc", b'{"url": "https://docs.google.com/open?id=1"}', "Google", ".docx"),
        ("wharf.scriv", b"", "Scrivener", "compile"),
    ],
)  # fmt: skip
def test_it_is_refused_with_the_way_out(name: str, data: bytes, what: str, way_out: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        parse(data, name)
    reason = refused.value.reason
    assert reason.startswith(f"“{name}” is ")
    assert what in reason
    assert way_out in reason
    assert reason.endswith(".")
    assert len(reason) < 250


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("wharf.doc", Document(para(PROSE)).zipped(), "a Word document"),
        ("wharf.docm", Document(para(PROSE)).zipped(), "a Word document"),
        ("wharf.doc", f"<html><body><p>{PROSE}</p></body></html>".encode(), "a web page"),
    ],
)
def test_what_only_has_the_wrong_name_is_read(name: str, data: bytes, kind: str) -> None:
    story = parse(data, name)
    assert story.chapters[0].text == PROSE
    assert any(kind in warning for warning in story.warnings)


@pytest.mark.parametrize(
    "text",
    [
        r"He typed {\rtf1} and the screen went dark.",
        "{Once} upon a time, %PDF-1.4 was a format.",
        "MIME types were all she dreamt of.",
        "RIFF, they called him, and nobody knew why.",
    ],
)
def test_a_story_about_such_files_is_read(text: str) -> None:
    assert parse(text.encode(), "wharf.txt").chapters


def test_a_zip_of_such_files_says_what_to_do() -> None:
    files = {"1 wharf.rtf": RTF, "2 rope.rtf": RTF}
    with pytest.raises(UnreadableFileError, match=r"save it as \.docx"):
        parse(zipped(files), "wharf.zip")


def test_a_zip_tells_which_of_its_chapters_could_not_be_read() -> None:
    files: dict[str, str | bytes] = {
        "1 wharf.txt": PROSE,
        "2 rope.txt": PROSE,
        "3 tide.doc": OLE,
        "cover.png": PICTURE,
    }
    story = parse(zipped(files), "wharf.zip")
    assert len(story.chapters) == 2
    assert any(
        warning.startswith("“3 tide.doc” is a document of an older Word") for warning in story.warnings
    )
    assert "Left out of the zip: 1 file of other kinds." in story.warnings
