"""The typefaces of the pictures, and the choice of one for each part of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from unicodedata import category

import regex
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import ImageFont

from bot.pictures.errors import UnpicturableError
from bot.text.direction import has_right_to_left

_FONTS = files("bot.pictures") / "fonts"
_CLUSTER = regex.compile(r"\X")
_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\s]")
_DISPENSABLE = ("So", "Sk", "Cn")


@dataclass(frozen=True, slots=True)
class Face:
    """A file in `fonts`.

    `scale` makes it look as large as the others at the same size; `weight` is asked of a variable font.
    """

    file: str
    scale: float = 1.0
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class FaceRun:
    """A stretch of text that one face sets."""

    face: Face
    text: str


ROMAN = Face("EBGaramond[wght].ttf", weight=460)
ITALIC = Face("EBGaramond-Italic[wght].ttf", weight=440)
_SCRIPTS = ("Armenian", "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Oriya")
_MORE_SCRIPTS = (
    "Sinhala",
    "Tamil",
    "Telugu",
    "Ethiopic",
    "Georgian",
    "Symbols",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
)
FALLBACKS = (
    Face("NotoSerifHebrew[wdth,wght].ttf", scale=0.86),
    Face("NotoNaskhArabic[wght].ttf", scale=0.96),
    Face("wqy-microhei.ttc", scale=0.84),
    *(Face(f"NotoSans{script}[wght].ttf", scale=0.82) for script in _SCRIPTS + _MORE_SCRIPTS),
    Face("NotoEmoji[wght].ttf", scale=0.8),
)
"""The faces tried after the first, in this order."""


def runs(text: str, first: Face = ROMAN) -> list[FaceRun]:
    """Returns the text in runs of one face each; pictographs that no face has are left out.

    A text with right-to-left letters is one run, since only then is its order worked out as a whole. Raises
    UnpicturableError if a letter is in no face.
    """
    faces = (first, *FALLBACKS)
    if has_right_to_left(text):
        return [_one_run(text, faces)]
    chosen = ((_face_of(cluster, faces), cluster) for cluster in _CLUSTER.findall(text))
    together = groupby(_without_gaps(chosen), key=lambda pair: pair[0])
    return [FaceRun(face, "".join(cluster for _, cluster in pairs)) for face, pairs in together]


@lru_cache(maxsize=256)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Returns the face at a size in pixels, before its scale."""
    with as_file(_FONTS / face.file) as path:
        opened = ImageFont.truetype(path, round(size * face.scale), layout_engine=ImageFont.Layout.RAQM)
    if face.weight is not None:
        opened.set_variation_by_axes([face.weight])
    return opened


def _one_run(text: str, faces: tuple[Face, ...]) -> FaceRun:
    """Returns the text in the first face that has all of it or, failing that, all but its pictographs."""
    clusters = _CLUSTER.findall(text)
    kept = [cluster for cluster in clusters if _face_of(cluster, faces)]
    letters = [cluster for cluster in kept if category(cluster[0]) not in _DISPENSABLE]
    for needed in (kept, letters):
        for face in faces:
            if _has(face, "".join(needed)):
                return FaceRun(face, _without_others(clusters, face))
    raise UnpicturableError


def _without_others(clusters: Sequence[str], face: Face) -> str:
    """Returns the text without clusters that the face lacks and the spaces before them."""
    kept: list[str] = []
    for cluster in clusters:
        if _has(face, cluster):
            kept.append(cluster)
        elif kept and kept[-1] == " ":
            kept.pop()
    return "".join(kept)


def _face_of(cluster: str, faces: tuple[Face, ...]) -> Face | None:
    """Returns the first face that has the cluster, None if the cluster can be left out.

    Raises UnpicturableError.
    """
    for face in faces:
        if _has(face, cluster):
            return face
    if category(cluster[0]) in _DISPENSABLE:
        return None
    raise UnpicturableError


def _without_gaps(chosen: Iterator[tuple[Face | None, str]]) -> Iterator[tuple[Face, str]]:
    for face, cluster in chosen:
        if face is not None:
            yield face, cluster


def _has(face: Face, text: str) -> bool:
    return all(ord(letter) in _letters(face) for letter in _UNSEEN.sub("", text))


@cache
def _letters(face: Face) -> frozenset[int]:
    with as_file(_FONTS / face.file) as path, TTFont(path, fontNumber=0, lazy=True) as opened:
        return frozenset(opened.getBestCmap())
