"""The parts of speech tags as regular expressions: names, and other words for speakers."""

from __future__ import annotations

_TITLES = "Mr Mrs Ms Mx Dr St Prof Rev Hon Capt Col Gen Lt Sgt Maj Cmdr Adm Gov Sen Insp Det Messrs Mme Mlle"
_NO_NAMES = """
He She It They We You Ye Thou The A An His Her Its Their My Our Your This That These Those There Here Who
What Which When Where Why How And But Or So Then Not No Yes If As At In On To For With From By Of Now
Both All Each Every One Some Someone Somebody Everyone Everybody Nobody None Another Other Others Neither
Either Something Nothing Anyone Once Thus Again Finally God O Oh
"""
_NO_SUBJECTS = """
to of in on at with from for by and or as a an him them me us it that while when who about into over
through he she they we you not but if after before until because like than what how
"""


def _any(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})\b"


_TITLE = rf"{_any(_TITLES)}\.?+"
_WORD = r"(?!I\b)\p{Lu}[\p{L}\p{M}]*+(?:['’](?!s\b)[\p{L}\p{M}]++|-[\p{L}\p{M}]++)*+"
_INITIAL = r"(?!I\b)\p{Lu}\. ?"
_PARTICLE = r"(?:(?:de|di|da|du|des|del|della|la|le|von|van|der|den|of|the|al|bin|ibn) ){0,2}"

NAME = (
    rf"(?!{_any(_NO_NAMES)})(?!{_TITLE}(?! \p{{Lu}}))"
    rf"(?>(?:{_TITLE} )*+(?:(?:{_INITIAL}|{_WORD} {_PARTICLE})(?=\p{{Lu}}))*+{_WORD})(?! ?['’]s?\b)"
)
"""One person's name, with the titles before it, and not in the genitive."""

NAMED = rf"(?:(?:[Tt]he|[Oo]ld|[Pp]oor|[Ll]ittle|[Yy]oung|[Dd]ear) )*(?P<name>{NAME})"
"""A name with the words that a narrator may put before it."""

ALONE = r"(?! (?:and|or|&) (?:\p{Lu}|the |his |her |a ))"
"""Follows a name that is not one of two."""

SMALL_WORDS = rf"(?:(?!{_any(_NO_SUBJECTS)})\p{{Ll}}[\p{{Ll}}-]*+,? ){{0,3}}"
"""Up to three words between a verb and its subject: `said the old (Anna)`."""

ADVERB = r"(?:(?:\p{Ll}+ly|then|again|at (?:last|once)|now|only|just|also|here|even|still|once(?: more)?) )"
AUXILIARY = r"(?:(?:had|has|was|is|would|could|will|did|does|must|might|began to|continued to) )"
"""Words before a verb of saying, each with the blank behind it."""

PRONOUN = r"(?:(?i:he|she|they|we|you|it|one|thou|who|someone|somebody|everyone|everybody)\b|I\b)"
SOMEBODY = rf"(?:{PRONOUN}|(?i:the|an?|his|her|my|our|their|another|both|some)\b)"
"""The first word of a speaker without a name."""
