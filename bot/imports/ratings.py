"""The words by which authors and archives say for whom a story is, and the rating that each means."""

from __future__ import annotations

import re
import unicodedata

from bot.stories.details import Rating
from bot.text.late_pattern import LatePattern

# A space stands for white space, a hyphen or nothing: "nc 17" is NC-17 and NC17 as well.
_PHRASES = {
    Rating.EXPLICIT: "explicit|adults?(?: only)?|nc (?:1[78]|21)|r 18 ?g?|r x|(?:fr ?)?ao|x rated|xxx|nsf[wl]"
    "|smut|not safe for work|lemons?|porn|pwp|hentai|erotica?|m(?:inors )?dni|minors do not interact"
    "|no minors|not (?:suitable )?for minors|e rated|p 18 avl|explicite|adultes?|erwachsenen?|explizit"
    "|adult[oai]s?"
    "|explícit[oa]s?|esplicit[oa]|proibido para menores|rosso|volwassenen|dla dorosłych|dorośli|yetişkin"
    "|dewasa|người lớn|для взрослых|взрослы[йем]|порно|للكبار(?: فقط)?|للبالغين",
    Rating.MATURE: "mature|not (?:yet )?rated|unrated|no rating|restricted|r rated|[rm] 1[567]|ma 15|m rated"
    "|tv ma|new adults?|limes?|not (?:suitable )?for (?:kids|children)|public averti|non classé"
    "|nicht jugendfrei|maduro|maturo|arancione|без рейтинга",
    Rating.TEEN: "teen(?:s|agers?)?(?: and up)?|young adults?|ya|pg 1[2-4]|tv 14|sfw|safe for work|ados?"
    "|adolescente?s?|jugendliche|juvenil|giallo|nastolatki|remaja|для подростков|подростк(?:и|ам)",
    Rating.GENERAL: "general|every(?:one|body)|e (?:for )?everyone|all (?:ages|audiences)|family|kids"
    "|children|clean|e 10\\+|k plus|parental guidance|tv (?:p?g|y7?)|pg|tou[ts] publics?|grand public"
    "|jugendfrei|für alle|ohne altersbeschränkung|todos? (?:los )?públicos?|(?:apto )?para todos|livre"
    "|(?:per )?tutti|verde|alle leeftijden|dla wszystkich|genel|semua umur"
    "|для (?:всех|детей)|لجميع الأعمار|للجميع|عام",
}
# The scripts that put no space between words: these signs count wherever they stand.
_SIGNS = {
    Rating.EXPLICIT: "成人|限制[级級]|露骨|[少兒儿]+不宜|未成年|🔞|🍋|성인|ผู้ใหญ่",
    Rating.MATURE: "成熟|未分[级級]",
    Rating.TEEN: "青少年|[辅輔][导導][级級]|청소년",
    Rating.GENERAL: "普通|普遍|一般|全年[龄齢齡]|全[龄齡]|大[众眾]|老少皆宜|清水|保[护護][级級]|年齢制限なし"
    "|전체|ทั่วไป",
}
_LETTERS = {
    **dict.fromkeys(("G", "K", "K+", "L"), Rating.GENERAL),
    "T": Rating.TEEN,
    **dict.fromkeys(("M", "R", "R+"), Rating.MATURE),
    **dict.fromkeys(("E", "X", "MA"), Rating.EXPLICIT),
}
_FROM_AGE = ((18, Rating.EXPLICIT), (15, Rating.MATURE), (12, Rating.TEEN), (0, Rating.GENERAL))
_OLDEST = 25  # a larger number is no age
_LONGEST = 300  # nothing that a file says beyond that is its rating

# "T for mature themes" is a T: what comes in part only was weighed by whoever chose the T.
_WORDS = (
    r"(?<![\w'’])(?:{})(?![\w+'’])"
    r"(?!\s+(?:themes?|language|humou?r|situations?|subjects?|topics?|violence)\b)"
)
_GAP = r"[\s-]{0,3}"
_KNOWN = LatePattern(
    "|".join(
        f"(?P<{rating.name}>{_WORDS.format(phrases.replace(' ', _GAP))}|{_SIGNS[rating]})"
        for rating, phrases in _PHRASES.items()
    ),
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:no|not|non|nothing|without|never|nicht|keine?|pas|sans|sin|sem|без|не)[\s-]+\Z", re.IGNORECASE
)
# Not in "Draco M.", "M/M", "X-Men" or "I'm".
_LETTER = re.compile(
    r"(?<![\w'’.&+])(?:MA|[KR]\+|[GKLTREX]|(?<![MF]/)M)(?![\w+'’&]|/[MF]\b|-\w\w)(?!\.\W*\w|\.,)"
)
_AGE = re.compile(
    r"(?:\b(?:fsk|usk|pegi|p|r|fr|от|ab|over|under|ages?|moins de|más de|ma[yi]ores de|über|unter)\s?-?"
    r"|(?<!\S)[+-])(?P<before>\d{1,2})(?![\d.,/])\+?"
    r"|(?<![\d.,/])(?P<behind>\d{1,2})\s?(?:\+|[禁歳歲岁세금]|(?:and|or|&) (?:over|up|older)\b"
    r"|(?:plus|ans|y/?o|years?|jahren?|a[nñ]os|лет)\b)"
    r"|^\W*(?P<alone>\d{1,2})\W*$",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"(?=.*\d)(?:(?:ages?|from) |\+)?(?P<least>\d{1,2})? ?(?:[-+]|to|and (?:up|over))? ?"
    r"(?:\d{1,3}\+?)?(?: (?:years?|y/?o)(?: old)?)?\Z",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:for(?! everyone)|due to|because of|because|wegen|pour|por|из-за|за)\b[^,;.()/&]*", re.IGNORECASE
)
_SITE = re.compile(r"(?i:fiction)\s+(K\+|[KTM]|MA)\s+-\s")  # fanfiction.net: Fiction T - English - Drama
# A dash, or what readers gave: 4.5/5, five stars.
_NOTHING = re.compile(
    r"[-–—_.…*~|()\s★☆⭐\ufe0f]*(?:\d[\d.,]*\s?(?:/|out of)[\s\d.,/]*|[\w.,]+\s?stars?\b[\s\w./,]*)?",
    re.IGNORECASE,
)
_DASHES = str.maketrans("‐‑‒–—−", "------")
_MARKS = str.maketrans("*_~|", "    ")
_PLAINLY = re.compile(
    r"\A\W*rated\b|\b(?:nsf[wl]|minors|smut|pwp|nc-?17|r-?18|(?:adults?|mature) (?:only|readers?))\b"
    r"|(?<!\d)1[2-8]\s?\+|\+18\b|🔞|\b[rp]-?1[2-8]\b|\b(?:mdni|fsk)\b"
    r"|\A\W*(?:ab|von|dès|à partir de|a partir de|desde|over|от)\s1[2-8]\s"
    r"(?:jahren?|years?|ans|a[nñ]os|лет)\W*\Z",
    re.IGNORECASE,
)
_LONGEST_ALONE = 40
_ORNAMENTS = re.compile(r"\A[\W_]+|(?<=[^\W_])[^\w+]+\Z")
_ALONE = re.compile(r"[^\W\d_]{4}|\d|[^\W\da-z_]{2}", re.IGNORECASE)
# What is more often a genre, a theme, a person or a colour.
_OTHERWISE = re.compile(
    "family|kids|children|clean|general|every(?:one|body)|lemons?|limes?|porn|erotica?|hentai|juvenil"
    "|rosso|giallo|verde|arancione|genel|remaja|普通|普遍|一般|清水|大[众眾]|露骨|未成年|tutti|\\d{1,2}",
    re.IGNORECASE,
)
_SAID_OF_TEXTS = re.compile(
    r"\A(?:expl[ií]cit\w*|explizit|esplicit\w|mature|adults only|(?:not|pg|nc|tv|ma)\b.+)\Z"
    r"|rated|audiences|成人|限制|для|public|públic|\d",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"\s*[\[(（【［].*[\])）】］]\s*", re.DOTALL)
_PREFIX = re.compile(r"\A\W*(?:rated|rating)\b[\s:]*", re.IGNORECASE)
_FILLERS = re.compile(
    r"\b(?:rat(?:ed|ing)|fiction|audiences?|readers?|viewers?|content|only|and|or|for|years?|old|up|over"
    r"|jahren?|ans|a[nñ]os|лет|à partir de|a partir de|dès|desde)\b",
    re.IGNORECASE,
)


def stated(words: str) -> tuple[Rating | None, str]:
    """Returns the rating that a file's words state, and the words themselves where they are not understood.

    Of several ratings the highest counts; words that are not understood count as Mature. None where nothing
    is said: no word, only a dash, or stars that readers gave (`4.5/5`).
    """
    text = _normal(words)
    found = _read(_REASON.sub(" ", text))[0] or _read(text)[0]
    if found:
        return max(found), ""
    said = " ".join(words.split())[:_LONGEST]
    return (None, "") if _NOTHING.fullmatch(said) else (Rating.MATURE, said)


def of_ages(words: str) -> tuple[Rating | None, str]:
    """Returns the rating of a range of ages as schema.org writes it: `17+`, `18-`, `7-9`, and `-12` for up
    to twelve; the youngest counts. Anything else is understood as `stated` does.
    """
    said = _AGES.match(" ".join(_normal(words).split()))
    if said is None:
        return stated(words)
    return _rating_from(int(said["least"] or 0)), ""


def highest(*said: tuple[Rating | None, str]) -> tuple[Rating | None, str]:
    """Returns the highest of what `stated` found in several places; of equals, one that is not understood."""
    return max(said, key=lambda each: (-1 if each[0] is None else each[0], each[1]))


def is_said(line: str) -> bool:
    """Returns whether a line without a label is a story's rating: `Rated M`, `18+ only`, `[NSFW: smut]`."""
    if not _PLAINLY.search(line) or _read(_normal(line))[0] == []:
        return False
    return any(shape.match(line) for shape in (_PREFIX, _SET_OFF)) or not says_more(line)


def is_alone(line: str, *, beyond_doubt: bool = False) -> bool:
    """Returns whether a line is the word for a rating and nothing else: `MATURE`, `[Teen]`, `NC-17`.

    `beyond_doubt` are those that name little else; no letter by itself is one, which may be an initial.
    """
    bare = _ORNAMENTS.sub("", _normal(line))
    if len(bare) > _LONGEST_ALONE or not _ALONE.search(bare) or _OTHERWISE.fullmatch(bare) or says_more(bare):
        return False
    return bool(_read(bare)[0]) and (not beyond_doubt or _SAID_OF_TEXTS.search(bare) is not None)


def says_more(words: str) -> bool:
    """Returns whether words say anything beside a rating, such as the reason for it."""
    return re.search(r"\w", _FILLERS.sub(" ", _read(_normal(words))[1])) is not None


def _normal(words: str) -> str:
    text = unicodedata.normalize("NFKC", words[:_LONGEST]).translate(_DASHES)
    text = " ".join(_PREFIX.sub("", text.translate(_MARKS)).split())
    return text.upper() if len(text) <= 3 else text  # "t", "k+", "ma"


def _read(text: str) -> tuple[list[Rating], str]:
    """Returns the ratings that a text names, and what is left of it without them."""
    if site := _SITE.match(text):
        return [_LETTERS[site[1]]], text[site.end() :]
    found: list[Rating] = []

    def noted(match: re.Match[str]) -> str:
        rating = _rating_of(match)
        if rating is None:
            return match[0]
        if not _DENIAL.search(match.string[: match.start()]):
            found.append(rating)
        return " "

    for pattern in (_KNOWN.compiled, _AGE, _LETTER):
        text = pattern.sub(noted, text)
    return found, text


def _rating_of(match: re.Match[str]) -> Rating | None:
    if match.re is _KNOWN.compiled:
        return Rating[match.lastgroup or ""]
    if match.re is _LETTER:
        return _LETTERS[match[0]]
    age = int(match[match.lastgroup or ""])
    return _rating_from(age) if age <= _OLDEST else None


def _rating_from(age: int) -> Rating:
    return next(rating for least, rating in _FROM_AGE if age >= least)
