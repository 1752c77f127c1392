"""Covers made small: whatever picture comes, it leaves as a JPEG that Discord takes in time, or not."""

from __future__ import annotations

import random
import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.pictures.cover_process import LARGEST
from bot.pictures.covers import made_small
from bot.pictures.errors import UnreadablePictureError


def noise(width: int, height: int) -> Image.Image:
    """A picture that cannot be compressed."""
    return Image.frombytes("RGB", (width, height), random.Random(3).randbytes(3 * width * height))


def file_of(picture: Image.Image, kind: str, **said: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **said)
    return file.getvalue()


async def opened(image: bytes) -> Image.Image:
    small = await made_small(image)
    assert len(small) <= LARGEST
    return Image.open(BytesIO(small))


async def test_eight_megabytes_become_half_of_one() -> None:
    picture = await opened(file_of(noise(1_400, 2_100), "PNG"))
    assert (picture.format, picture.size) == ("JPEG", (1_000, 1_500))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_every_kind_that_discord_shows_is_read(kind: str) -> None:
    red = Image.new("RGB", (60, 90), "red")
    picture = await opened(file_of(red, kind))
    assert picture.size == (60, 90)
    assert picture.getpixel((30, 45))[0] > 240  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
async def test_every_way_of_keeping_colours_is_read(mode: str) -> None:
    picture = Image.new("RGB", (40, 60), "white").convert("L" if mode == "I;16" else mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert (await opened(file_of(picture.convert(mode), kind))).size == (40, 60)


async def test_what_is_transparent_becomes_white() -> None:
    picture = await opened(file_of(Image.new("RGBA", (40, 60), (255, 0, 0, 0)), "PNG"))
    assert picture.getpixel((20, 30)) == (255, 255, 255)


async def test_a_photograph_is_turned_upright_and_loses_what_its_camera_noted() -> None:
    noted = Image.Exif()
    noted[0x0112], noted[0x010F] = 6, "The Lamp 3000"
    picture = await opened(file_of(Image.new("RGB", (90, 60), "red"), "JPEG", exif=noted))
    assert picture.size == (60, 90)
    assert not picture.getexif()


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says that it is huge, and is."""
    data = zlib.compress(b"\0" * (1 + width // 8) * height, 9)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", data),
        (b"IEND", b""),
    ]
    packed = (struct.pack(">I", len(p)) + n + p + struct.pack(">I", zlib.crc32(n + p)) for n, p in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"no picture",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(900),
        lambda: file_of(noise(300, 300), "PNG")[:9_000],
        lambda: file_of(noise(300, 300), "BMP"),
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        lambda: bomb(20_000, 20_000),
        pytest.param(lambda: bomb(200_000, 20_000), marks=pytest.mark.proofs_only),
    ],
    ids=["empty", "words", "torn", "cut", "bitmap", "drawing", "bomb", "great bomb"],
)
async def test_what_is_no_picture_or_a_huge_one_is_refused_in_time(make: Callable[[], bytes]) -> None:
    image = make()
    begun = time.perf_counter()
    with pytest.raises(UnreadablePictureError):
        await made_small(image)
    assert time.perf_counter() - begun < 20
