"""Files that nobody should have to read: each wants to fool, flood or stall whoever opens it."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Trap</dc:title></metadata>'
    '<manifest><item id="a" href="{}" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body>{}</body></html>'
MEGABYTE = 1 << 20


LOCKED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
    '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    '<CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></encryption>'
)


def epub(
    page: str | bytes, href: str = "a.xhtml", package_at: str = "book.opf", encryption: str = ""
) -> bytes:
    """A book of one page."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER.format(package_at))
        archive.writestr("book.opf", PACKAGE.format(href))
        archive.writestr("a.xhtml", page)
        if encryption:
            archive.writestr("META-INF/encryption.xml", encryption)
    return target.getvalue()


def bomb() -> bytes:
    """A book that unpacks to half a gigabyte."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("META-INF/container.xml", CONTAINER.format("book.opf"))
        archive.writestr("book.opf", PACKAGE.format("a.xhtml"))
        with archive.open("a.xhtml", "w", force_zip64=True) as page:
            for _ in range(8):
                page.write(b"a" * (64 * MEGABYTE))
    return target.getvalue()


def outside(secret: Path) -> bytes:
    """A page that asks for a file of the machine as an external entity."""
    declared = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    return (declared + PAGE.format("<p>It said: &x;</p>")).encode()


def laughs() -> bytes:
    """A page whose entities unfold to three thousand million words."""
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (f"<!DOCTYPE html [{entities}]>" + PAGE.format("<p>&l9;</p>")).encode()


def write_all(folder: Path) -> dict[str, Path]:
    """Every file of which no story can be made, by what is wrong with it."""
    whole = epub(PAGE.format("<p>Once upon a time.</p>" * 900))
    deep = "<div>" * 200_000 + "<p>Deep.</p>" + "</div>" * 200_000
    climbing = "../" * 12 + "etc/passwd"
    contents: dict[str, tuple[str, bytes]] = {
        "empty text": ("empty.txt", b""),
        "white space": ("blank.txt", b"\n \t\r\n" * 99),
        "empty book": ("empty.epub", b""),
        "not a zip": ("letter.epub", b"Dear reader, this is no book at all. " * 99),
        "truncated": ("truncated.epub", whole[: len(whole) * 2 // 3]),
        "zip bomb": ("bomb.epub", bomb()),
        "locked": ("locked.epub", epub(random.Random(9).randbytes(9_000), encryption=LOCKED)),
        "deep nesting": ("deep.epub", epub(PAGE.format(deep))),
        "climbing page": ("climbing-page.epub", epub(PAGE.format("<p>x</p>"), href=climbing)),
        "climbing package": ("climbing-package.epub", epub(PAGE.format("<p>x</p>"), package_at=climbing)),
        "binary junk": ("junk.txt", random.Random(7).randbytes(400_000)),
        "a picture": ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(8).randbytes(9_000)),
        "a letter a line": ("letters.txt", b"a\n" * 5_000_000),
        "unknown kind": ("story.docm", b"What is this?"),
    }
    paths = {}
    for what, (name, data) in contents.items():
        paths[what] = folder / name
        paths[what].write_bytes(data)
    return paths
