"""The typefaces of the pictures, and the choice of one for each part of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import chain, groupby
from unicodedata import category

import regex
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import ImageFont

from bot.pictures.errors import UnpicturableError
from bot.text.direction import begins_from_right, has_right_to_left, stretches

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
    """A stretch of text that one face sets, and that goes one way."""

    face: Face
    text: str
    from_right: bool

    @property
    def direction(self) -> str:
        """The direction as Pillow names it."""
        return "rtl" if self.from_right else "ltr"


ROMAN = Face("EBGaramond[wght].ttf", weight=460)
ITALIC = Face("EBGaramond-Italic[wght].ttf", weight=440)
_SCRIPTS = (
    "Armenian Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Sinhala Tamil Telugu Ethiopic "
    "Georgian Symbols Thai Lao Khmer Myanmar"
)
FALLBACKS = (
    Face("NotoSerifHebrew[wdth,wght].ttf", scale=0.86),
    Face("NotoNaskhArabic[wght].ttf", scale=0.96),
    Face("wqy-microhei.ttc", scale=0.84),
    *(Face(f"NotoSans{script}[wght].ttf", scale=0.82) for script in _SCRIPTS.split()),
    Face("NotoEmoji[wght].ttf", scale=0.8),
)
"""The faces tried after the first, in this order."""


def runs(text: str, first: Face = ROMAN) -> list[FaceRun]:
    """Returns a line in runs of one face and one direction each, from left to right; pictographs that no face
    has are left out.

    What goes from the right is set in the face of its letters as far as that has it, so that its signs match.
    Raises UnpicturableError if a letter is in no face.
    """
    faces = (first, *FALLBACKS)
    own = {_face_of(each, faces): None for each in _CLUSTER.findall(text) if has_right_to_left(each)}
    those_from_right = (*filter(None, own), *faces)
    every = [
        _runs_of(stretch, those_from_right if from_right else faces, from_right)
        for stretch, from_right in stretches(text)
    ]
    return list(chain.from_iterable(reversed(every) if begins_from_right(text) else every))


@lru_cache(maxsize=256)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Returns the face at a size in pixels, before its scale."""
    with as_file(_FONTS / face.file) as path:
        opened = ImageFont.truetype(path, round(size * face.scale), layout_engine=ImageFont.Layout.RAQM)
    if face.weight is not None:
        opened.set_variation_by_axes([face.weight])
    return opened


def _runs_of(stretch: str, faces: tuple[Face, ...], from_right: bool) -> list[FaceRun]:
    """Returns the runs of a part of a line that goes one way, from left to right."""
    chosen = ((_face_of(cluster, faces), cluster) for cluster in _CLUSTER.findall(stretch))
    together = groupby(_without_gaps(chosen), key=lambda pair: pair[0])
    found = [FaceRun(face, "".join(each for _, each in pairs), from_right) for face, pairs in together]
    return found[::-1] if from_right else found


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
