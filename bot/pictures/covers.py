"""Makes covers small enough to be sent with a first answer, for which Discord waits three seconds, and small
enough for lists. The process that does it is `cover_process`."""

from __future__ import annotations

from bot.pictures.errors import UnreadablePictureError
from bot.sandbox import UNAWAITED, OnWait, output_of

_SECONDS, _MEMORY = 4, 300 * 1024 * 1024
_END_OF_JPEG = b"\xff\xd9"
_PROCESS = "bot.pictures.cover_process"


async def made_small(image: bytes, on_wait: OnWait | None = None) -> bytes:
    """Returns a PNG, JPEG, GIF or WebP file as a JPEG of at most `LARGEST` bytes, without what a camera notes
    beside the picture.

    `on_wait` is called where it has to wait for its turn. Raises UnreadablePictureError.
    """
    small = await output_of(_PROCESS, image, _SECONDS, _MEMORY, on_wait=on_wait)
    if not small.endswith(_END_OF_JPEG):
        raise UnreadablePictureError
    return small


async def as_thumbnail(image: bytes) -> tuple[bytes, int]:
    """Returns a picture of those kinds as a WebP of at most `LARGEST_THUMBNAIL` bytes, a square that has all
    of it, and its accent colour, as 24 bits of RGB. Raises UnreadablePictureError."""
    made = await output_of(_PROCESS, image, _SECONDS, _MEMORY, "thumbnail", turns=UNAWAITED)
    accent, thumbnail = made[:3], made[3:]
    # A RIFF file says how long it is, without its first eight bytes.
    if len(thumbnail) < 12 or int.from_bytes(thumbnail[4:8], "little") != len(thumbnail) - 8:
        raise UnreadablePictureError
    return thumbnail, int.from_bytes(accent, "big")
