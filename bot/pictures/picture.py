"""The picture that every module here draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, its size in pixels, and `alt`, the alternative text for people who cannot see it."""

    png: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A story's cover as a WebP, the small square of it that stands in lists, and the story's accent colour,
    as 24 bits of RGB."""

    image: bytes
    thumbnail: bytes
    accent: int
