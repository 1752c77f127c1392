"""Copy protection: a book is refused where a page of it is encrypted, and only there."""

from __future__ import annotations

import pytest

from bot.errors import UnreadableFileError
from tests.imports.epubs import Book, line, nav, page

ONE = page("<h2>I</h2><p>The lamp was lit.</p>")
NOISE = bytes(range(255, 127, -1)) * 40
AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
ADEPT = '<resource xmlns="http://ns.adobe.com/adept">urn:uuid:1</resource>'
COMPRESSION = (
    '<EncryptionProperties><EncryptionProperty xmlns:c="http://www.idpf.org/2016/encryption#compression">'
    '<c:Compression Method="8" OriginalLength="90"/></EncryptionProperty></EncryptionProperties>'
)


def encryption(path: str, algorithm: str = AES, more: str = "") -> str:
    reference = f'<CipherData><CipherReference URI="{path}"/></CipherData>'
    method = f'<EncryptionMethod Algorithm="{algorithm}"/>'
    return f"<encryption><EncryptedData>{method}{more}{reference}</EncryptedData></encryption>"


def protected(**other: str | bytes) -> Book:
    """A book whose only page is encrypted; `other` are files of META-INF, by their names without `.xml`."""
    files: dict[str, str | bytes] = {"META-INF/encryption.xml": encryption("OPS/a.xhtml")}
    files |= {f"META-INF/{name}.xml": content for name, content in other.items()}
    return Book({"a.xhtml": NOISE}, other=files)


@pytest.mark.parametrize(
    "algorithm",
    [
        "http://www.idpf.org/2008/embedding",
        "http://ns.adobe.com/pdf/enc#RC",
        AES,
        "http://www.w3.org/2001/04/xmlenc#kw-aes128",
    ],
)
def test_encrypted_fonts_do_not_matter(algorithm: str) -> None:
    fonts: dict[str, str | bytes] = {"META-INF/encryption.xml": encryption("OPS/f.otf", algorithm)}
    story = Book({"a.xhtml": ONE}, other={**fonts, "OPS/f.otf": NOISE}).read()
    assert [chapter.text for chapter in story.chapters] == ["The lamp was lit."]


@pytest.mark.parametrize(
    "other",
    [
        {"META-INF/encryption.xml": b""},
        {"META-INF/encryption.xml": b"\0\0\0"},
        {"META-INF/encryption.xml": "<encryption/>"},
        {"META-INF/encryption.xml": encryption("OPS/a.xhtml", more=COMPRESSION)},
        {"META-INF/encryption.xml": encryption("OPS/gone.xhtml")},
        {"META-INF/rights.xml": "<rights/>"},
        {"META-INF/rights.xml": ADEPT, "META-INF/sinf.xml": "<sinf/>"},
        {"META-INF/license.lcpl": "{}"},
    ],
)
def test_what_tools_leave_in_an_open_book_is_no_protection(other: dict[str, str | bytes]) -> None:
    story = Book({"a.xhtml": ONE}, other=other).read()
    assert [chapter.text for chapter in story.chapters] == ["The lamp was lit."]


@pytest.mark.parametrize(
    ("book", "scheme"),
    [
        (protected(rights=ADEPT), "Adobe ADEPT"),
        (protected(encryption=encryption("OPS/a.xhtml", more=ADEPT)), "Adobe ADEPT"),
        (protected(sinf="<sinf/>"), "Apple FairPlay"),
        (
            protected(encryption=encryption("OPS/a.xhtml", "http://readium.org/2014/01/lcp#content_key")),
            "Readium LCP",
        ),
        (protected(encryption=encryption("OPS%2Fa.xhtml")), "of an unknown kind"),
    ],
)
def test_an_encrypted_page_is_refused_with_the_scheme_and_the_way_out(book: Book, scheme: str) -> None:
    with pytest.raises(
        UnreadableFileError, match=rf"^This EPUB is protected by DRM, {scheme}, .*own file\.$"
    ):
        book.read()


def test_one_encrypted_chapter_among_others_is_refused_as_well() -> None:
    contents = nav(line("a.xhtml", "I") + line("b.xhtml", "II"))
    book = Book({"a.xhtml": ONE, "b.xhtml": NOISE}, contents)
    book.other = {"META-INF/encryption.xml": encryption("OPS/b.xhtml")}
    with pytest.raises(UnreadableFileError, match="protected by DRM"):
        book.read()


def test_a_page_in_utf_16_that_is_said_to_be_encrypted_is_read() -> None:
    book = Book({"a.xhtml": ONE.encode("utf-16")})
    book.other = {"META-INF/encryption.xml": encryption("OPS/a.xhtml")}
    assert book.read().chapters[0].text == "The lamp was lit."
