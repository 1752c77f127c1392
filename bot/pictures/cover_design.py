"""Chooses what is drawn on a story's cover, from the story's own words: pure functions and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import regex

_WORD = regex.compile(r"\p{L}+")
_TAG, _TITLE, _SUMMARY = 4, 3, 1
"""How much a word says of what a story is about, by where it stands."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a cover, as hexadecimal RGB.

    `sky` is from the top to the horizon; white ink is readable on the upper half of it. `land` is from the
    far hills to the near ones. `light` is the one lamp, window or fire that every cover has, and `accent` the
    colour that stands for the story where there is no picture.
    """

    sky: tuple[str, str, str]
    disc: str
    land: tuple[str, str, str]
    light: str
    accent: str


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """What is drawn on a cover. `seed` decides what is left to chance: the same story's is always the
    same."""

    motif: str
    palette: Palette
    seed: int


PALETTES: Mapping[str, Palette] = {
    "dusk": Palette(
        ("#241528", "#6b2f3a", "#d4763b"), "#f8c873", ("#7a3a3c", "#4a2430", "#21121f"), "#ffd27a", "#d4763b"
    ),
    "sea": Palette(
        ("#0b2433", "#1f5663", "#6fa7a3"), "#f6e3b4", ("#2f6a74", "#1a4452", "#0a222e"), "#ffdf8e", "#3f8f96"
    ),
    "night": Palette(
        ("#0b1030", "#262c66", "#6a6fae"), "#f4edd4", ("#363b78", "#20244f", "#0c0f2b"), "#ffd98a", "#6d74c4"
    ),
    "forest": Palette(
        ("#0d221b", "#264f3c", "#86a66a"), "#f3e2a7", ("#356048", "#1d3f30", "#0a1f18"), "#ffd681", "#5d9a63"
    ),
    "rose": Palette(
        ("#33122c", "#7d3150", "#e08a86"), "#fbdcc0", ("#8a3c58", "#57223f", "#2a0f25"), "#ffdc9c", "#d8708a"
    ),
    "winter": Palette(
        ("#16253f", "#3f5d7c", "#a9bfcc"), "#fffaf0", ("#6f8ca4", "#46627d", "#1a2c46"), "#ffdb94", "#7ea3bd"
    ),
    "blood": Palette(
        ("#14080d", "#521419", "#a83a2c"), "#efb683", ("#5b1a1d", "#350f15", "#12070b"), "#ffb765", "#b33a32"
    ),
    "honey": Palette(
        ("#3a200e", "#8a5220", "#e3a94a"), "#fff0c2", ("#92592a", "#5f3717", "#2c180a"), "#fff0b8", "#d99a3a"
    ),
    "space": Palette(
        ("#070919", "#2a1850", "#7d4fa0"), "#a9dbe6", ("#3f2768", "#251647", "#0b0a20"), "#b9f3ff", "#8a5fc0"
    ),
    "mist": Palette(
        ("#1e2429", "#4b5961", "#a3adab"), "#f3eee0", ("#66757a", "#435157", "#1c2327"), "#ffdb98", "#7f939a"
    ),
}
_MOODS: Mapping[str, str] = {
    "sea": "sea ocean tide shore coast island harbour harbor sailor pirate mermaid lighthouse"
    " ship meer küste mer mar océano 海",
    "space": "space star alien planet galaxy robot android cyberpunk science sci future scifi"
    " sternen espace espacio espaço 宇宙 科幻",
    "winter": "winter snow ice frost christmas yule schnee neige nieve neve weihnachten noël"
    " navidad natal 雪 冬",
    "blood": "horror blood vampire demon death dark murder war gore monster violence grimdark blut"
    " sang sangre 恐怖 血",
    "rose": "romance love kiss wedding marriage slash femslash dating liebe amour amor romantic 爱 恋",
    "honey": "fluff comedy humor humour comfort cozy cosy family kitchen bread baking summer"
    " friendship domestic humorous found heiter sonne soleil sol 家 夏",
    "forest": "forest wood woods wolf werewolf garden fairy fae nature farm horse tree wald forêt"
    " bosque floresta 森 林",
    "night": "mystery detective magic witch wizard night moon dream secret spy ghost nacht nuit"
    " noche noite fantasy 夜 魔",
    "mist": "angst grief sad loss memory rain hurt letters weather mourning trauer deuil duelo luto 雨 悲",
    "dusk": "adventure quest journey epic dragon fire desert travel western hero abenteuer"
    " aventure aventura 冒险",
}
_MOTIFS: Mapping[str, str] = {
    "lighthouse": "lighthouse keeper coast tide shore harbour harbor beacon leuchtturm phare faro farol 灯塔",
    "boat": "ship boat sailor pirate voyage sea ocean island captain navy schiff bateau barco navire 船 海",
    "house": "house home family domestic room kitchen village farm cottage sister brother mother"
    " father found haus maison casa neighbour neighbor fluff 家",
    "pines": "forest wood woods wolf werewolf nature camp bear hunter wald forêt bosque floresta 森",
    "tree": "love romance garden fairy fae tree spring orchard kiss wedding horse liebe amour amor 爱 树",
    "mountains": "quest journey adventure mountain road travel pilgrim desert walk reise voyage viaje"
    " viagem 山",
    "castle": "king queen prince princess royal castle knight dragon magic wizard witch sword"
    " fantasy kingdom burg château castillo castelo 王 城",
    "city": "city detective crime police noir street coffee office school university modern"
    " murder mystery spy stadt ville ciudad cidade 城市",
    "planet": "space alien planet galaxy star robot android future science sci cyberpunk station 宇宙 科幻",
    "clock": "time clock hour watch loop travel century midnight lock zeit temps tiempo tempo 时 时间",
    "candle": "ghost horror vampire demon death grief prayer gothic haunted dark funeral geist fantôme 鬼",
    "letter": "letter letters epistolary diary report post message write writer journal brief"
    " lettre carta 信",
    "snow": "winter snow ice frost christmas yule schnee neige nieve neve weihnachten 雪 冬",
    "campfire": "fire camp story friends tale ember summer flame feuer feu fuego fogo 火",
}


def design_of(title: str, authors: Sequence[str], tags: Sequence[str], summary: str) -> CoverDesign:
    """Returns what is drawn on a story's cover. Everything is plain text; `tags` are those of every kind."""
    digest = int.from_bytes(sha256("\n".join((title, *authors)).encode()).digest()[:8], "big")
    said = ((_TITLE, title), *((_TAG, each) for each in tags), (_SUMMARY, summary))
    mood = _most_said(_MOODS, said) or list(PALETTES)[digest % len(PALETTES)]
    motif = _most_said(_MOTIFS, said) or list(_MOTIFS)[digest // 16 % len(_MOTIFS)]
    return CoverDesign(motif, PALETTES[mood], digest)


def _most_said(table: Mapping[str, str], said: Sequence[tuple[int, str]]) -> str:
    """Returns the entry of a table whose words are said most, the first of several; empty where none is."""
    weights = dict.fromkeys(table, 0)
    for weight, text in said:
        words = {each.casefold() for each in _WORD.findall(text)}
        for name, those in table.items():
            weights[name] += weight * sum(_is_said(each, words) for each in those.split())
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else ""


def _is_said(word: str, words: set[str]) -> bool:
    """Returns whether a word is among others, in the singular or the plural; an ideograph, within any."""
    if not word.isascii() and word > "\u2e7f":
        return any(word in each for each in words)
    return word in words or word + "s" in words
