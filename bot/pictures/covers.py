"""Makes covers small enough to be sent with a first answer, for which Discord waits three seconds.

Whoever reads a picture unpacks it, and a small file may be a huge picture. Run as a program, this module is a
process with limits that does it: it reads a picture from standard input and writes it as a JPEG.
"""

from __future__ import annotations

import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from bot.own_limits import limit_this_process
from bot.pictures.errors import UnreadablePictureError
from bot.sandbox import OnWait, output_of

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 512 * 1024
"""Bytes up to which a cover is small."""
_WIDTH, _HEIGHT = 1_000, 1_500
"""The pixels that a cover is shown in at most, on a screen with two pixels to a point."""
_SECONDS, _MEMORY = 4, 300 * 1024 * 1024
_QUALITIES = (88, 75, 60, 40)
_KINDS = ("PNG", "JPEG", "GIF", "WEBP")
_END_OF_JPEG = b"\xff\xd9"


async def made_small(image: bytes, on_wait: OnWait | None = None) -> bytes:
    """Returns a PNG, JPEG, GIF or WebP file as a JPEG of at most `LARGEST` bytes, without what a camera notes
    beside the picture.

    `on_wait` is called where it has to wait for its turn. Raises UnreadablePictureError.
    """
    small = await output_of(__name__, image, _SECONDS, _MEMORY, on_wait=on_wait)
    if not small.endswith(_END_OF_JPEG):
        raise UnreadablePictureError
    return small


def _small(image: bytes) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child needs it

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(BytesIO(image), formats=_KINDS) as picture:
        picture.draft("RGB", (2 * _WIDTH, 2 * _HEIGHT))  # a JPEG is unpacked no larger than that
        shown = ImageOps.exif_transpose(picture)
        if shown.mode not in ("RGB", "L", "CMYK"):
            shown = shown.convert("RGBA")
        shown.thumbnail((_WIDTH, _HEIGHT), reducing_gap=2.0)
        if shown.mode == "RGBA":
            page = Image.new("RGB", shown.size, "white")
            page.paste(shown, mask=shown.getchannel("A"))
            shown = page
    return next(filter(_fits, (_jpeg(shown.convert("RGB"), quality) for quality in _QUALITIES)))


def _fits(image: bytes) -> bool:
    return len(image) <= LARGEST


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    return file.getvalue()


def _main(seconds: str, memory: str) -> None:
    limit_this_process(int(seconds), int(memory))
    try:
        small = _small(sys.stdin.buffer.read())
    except Exception:  # Pillow raises many kinds for what is no picture
        sys.exit(1)
    sys.stdout.buffer.write(small)


if __name__ == "__main__":
    _main(*sys.argv[1:])
