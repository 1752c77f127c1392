"""The wording of a card: the quote as it is set, and its alternative text."""

from __future__ import annotations

from unicodedata import normalize

import regex

from bot.language import _
from bot.text.direction import isolated
from bot.text.languages import BY_TAG, Language
from bot.text.languages.telling import evidence, told

ALT_LIMIT = 1_024
"""The most characters of an alternative text:
https://discord.com/developers/docs/components/reference#media-gallery
"""
_UNSEEN = regex.compile(
    r"[[\p{Cf}&&\p{Default_Ignorable_Code_Point}]--[\u200b-\u200f\u061c]]", regex.VERSION1
)
"""Invisible characters, except those for breaks of lines, for joins of letters and for directions."""
_NOT_TEXT = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Cf}--[\u200b-\u200f\u061c]]", regex.VERSION1)
_SEEN = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}]")
_HEAPED_MARKS = regex.compile(r"(\p{Mn}{4})\p{Mn}+")
_BISMILLAH = ("\ufdfd", "بسم الله الرحمن الرحيم")
"""A sentence that is also one character, which is too intricate for FreeType to draw."""
_MARKED = regex.compile(r"[—–―].*|[“„«»\"「][^“”„«»\"「」]*[”“«»\"」]", regex.DOTALL)
_SCRIPTS = (
    (regex.compile(r"\p{Hiragana}|\p{Katakana}"), "ja"),
    (regex.compile(r"\p{Arabic}"), "ar"),
    (regex.compile(r"\p{Hebrew}"), "he"),
    (regex.compile(r"\p{Cyrillic}"), "ru"),
    (regex.compile(""), "en"),
)
"""The languages that stand for a script where a speech is in none that is known."""
_LATIN = regex.compile(r"\p{Latin}")
_TRADITIONAL = regex.compile(r"(?i)zh-(?:.*\b)?(?:hant|tw|hk|mo)\b")
_SHOWN, _SHOWN_OTHERWISE = 3, 4
"""Evidence that tells a speech's language; the latter where its story says any."""


def cleaned(text: str) -> str:
    """Returns the text without invisible characters; its lines and the gaps between them are kept.

    Where nothing is left to see, it is empty.
    """
    lines = (" ".join(_NOT_TEXT.sub(" ", _UNSEEN.sub("", line)).split()) for line in text.splitlines())
    visible = _HEAPED_MARKS.sub(r"\1", normalize("NFC", "\n".join(lines))).strip()
    return regex.sub(r"\n{3,}", "\n\n", visible.replace(*_BISMILLAH)) if _SEEN.search(visible) else ""


def on_one_line(text: str) -> str:
    """Returns the text as `cleaned` leaves it, in one line."""
    return " ".join(cleaned(text).split())


def is_english(text: str, language: str) -> bool:
    """Returns whether a quote is set as English is: its story says so, or nothing, and it does not look like
    another language."""
    said = language.strip().casefold()
    return (not said or said.startswith("en")) and told(evidence(text, sayings=True)) is None


def in_marks(speech: str, language: str = "") -> str:
    """Returns the speech in the quotation marks of its language, unless it has some or opens with a dash.
    `language` is that of the story as it says."""
    if _MARKED.fullmatch(speech):
        return speech
    marks = _language(speech, language).written("marks")
    if _TRADITIONAL.match(language):
        marks = BY_TAG["ja"].written("marks")
    outer = next((each for each in marks if not set(each.strip()) & set(speech) - set("… \u00a0")), marks[0])
    return outer.replace("…", speech)


def _language(speech: str, said: str) -> Language:
    """Returns the language by which a speech is set: its own, the story's, or one of the same script."""
    shown, said = evidence(speech, sayings=True), said.replace("_", "-").partition("-")[0].casefold()
    own = told(shown)
    latin = _LATIN.search(speech) is not None
    enough = (_SHOWN_OTHERWISE if said else _SHOWN) if latin else 1
    known = (
        own if own and shown[own.tag] >= enough else None,
        BY_TAG.get(said) if latin or said != "en" else None,
    )
    of_script = next(tag for script, tag in _SCRIPTS if script.search(speech))
    return next((each for each in known if each and each.written("marks")), BY_TAG[of_script])


def described(quote: str, speaker: str, title: str, authors: str) -> str:
    """Returns the alternative text: the whole quote,
    then as much of its speaker and source as Discord allows.
    """
    where = isolated(title)
    if authors:
        where = _("{title} by {authors}", title=where, authors=isolated(authors))
    alt = f"{quote} — {isolated(speaker)}, {where}" if speaker else f"{quote} — {where}"
    return alt if len(alt) <= ALT_LIMIT else alt[: ALT_LIMIT - 1] + "…"
