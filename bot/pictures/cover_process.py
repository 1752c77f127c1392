"""The process in which a cover is made small: it reads a picture from standard input and writes it as a JPEG,
or for lists its accent colour in three bytes and a WebP.

Whoever reads a picture unpacks it, and a small file may be a huge picture. It imports as little as it can,
since starting takes longer than the work.
"""

from __future__ import annotations

import sys
import warnings
from colorsys import rgb_to_hsv
from io import BytesIO
from typing import TYPE_CHECKING

from bot.own_limits import limit_this_process

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 512 * 1024
"""Bytes up to which a cover is small."""
_WIDTH, _HEIGHT = 1_000, 1_500
"""The pixels that a cover is shown in at most, on a screen with two pixels to a point."""
_QUALITIES = (88, 75, 60, 40)
_KINDS = ("PNG", "JPEG", "GIF", "WEBP")
_THUMBNAIL = 192
LARGEST_THUMBNAIL = 15 * 1024
"""Bytes that a cover in a list has at most."""
_COLOURFUL, _DARKEST, _LIGHTEST = 0.25, 0.3, 0.95


def _opened(image: bytes, wide: int, high: int) -> Image.Image:
    """Returns a picture, upright, without transparency and no larger than this."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child needs it

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(BytesIO(image), formats=_KINDS) as picture:
        picture.draft("RGB", (2 * wide, 2 * high))  # a JPEG is unpacked no larger than that
        ImageOps.exif_transpose(picture, in_place=True)
        shown = picture if picture.mode in ("RGB", "L", "CMYK") else picture.convert("RGBA")
        # As good as bicubic where a picture is made smaller, in two thirds of the time.
        shown.thumbnail((wide, high), Image.Resampling.HAMMING, reducing_gap=2.0)
        if shown.mode == "RGBA":
            page = Image.new("RGB", shown.size, "white")
            page.paste(shown, mask=shown.getchannel("A"))
            shown = page
    return shown if shown.mode == "RGB" else shown.convert("RGB")


def _small(image: bytes) -> bytes:
    shown = _opened(image, _WIDTH, _HEIGHT)
    return next(each for quality in _QUALITIES if len(each := _file(shown, "JPEG", quality)) <= LARGEST)


def _thumbnail(image: bytes) -> bytes:
    """Returns the whole cover on a square of its own colours, behind its accent colour."""
    from PIL import ImageFilter, ImageOps  # noqa: PLC0415

    shown, side = _opened(image, _THUMBNAIL, _THUMBNAIL), (_THUMBNAIL, _THUMBNAIL)
    square = ImageOps.fit(shown, side).filter(ImageFilter.GaussianBlur(14)).point(lambda each: each * 3 // 5)
    fitting = ImageOps.contain(shown, side)
    square.paste(fitting, ((side[0] - fitting.width) // 2, (side[1] - fitting.height) // 2))
    files = (_file(square, "WEBP", quality) for quality in _QUALITIES)
    return _accent(shown) + next(each for each in files if len(each) <= LARGEST_THUMBNAIL)


def _accent(picture: Image.Image) -> bytes:
    """Returns the colour that a picture has most of, of those that can be told from black, white and grey;
    where it has none, the one that it has most of."""
    few = picture.resize((64, 64)).quantize(12)
    counts = sorted(few.convert("RGB").getcolors() or [], reverse=True)
    colours = [bytes(colour) for _, colour in counts if isinstance(colour, tuple)]
    return next(filter(_is_colourful, colours), colours[0])


def _is_colourful(colour: bytes) -> bool:
    _, saturation, value = rgb_to_hsv(*(each / 255 for each in colour))
    return saturation >= _COLOURFUL and _DARKEST <= value <= _LIGHTEST


def _file(picture: Image.Image, kind: str, quality: int) -> bytes:
    file = BytesIO()
    picture.save(file, kind, quality=quality, optimize=True, progressive=True)
    return file.getvalue()


def _main(seconds: str, memory: str, what: str = "") -> None:
    limit_this_process(int(seconds), int(memory))
    try:
        small = (_thumbnail if what else _small)(sys.stdin.buffer.read())
    except Exception:  # Pillow raises many kinds for what is no picture
        sys.exit(1)
    sys.stdout.buffer.write(small)


if __name__ == "__main__":
    _main(*sys.argv[1:])
