"""The parts of speech tags as regular expressions: names, and other words for speakers."""

from __future__ import annotations

_TITLES = "Mr Mrs Ms Mx Dr St Prof Rev Hon Capt Col Gen Lt Sgt Maj Cmdr Adm Gov Sen Insp Det Messrs Mme Mlle"
_NO_NAMES = """
He She It They We You Ye Thou The A An His Her Its Their My Our Your This That These Those There Here Who
What Which When Where Why How And But Or So Then Not No Yes If As At In On To For With From By Of Now
Both All Each Every One Some Someone Somebody Everyone Everybody Nobody None Another Other Others Neither
Either Something Nothing Anyone Once Thus Again Finally God O Oh Majesty Highness Lordship Ladyship Excellency
"""
# Words that begin a sentence before its subject ("Presently Tony said"), and names that look like adverbs.
_LEADS = """
Afterwards Afterward Already Always Here Hereupon Instead Just Later Maybe Meanwhile Meantime Never
Nevertheless Often Only Perhaps Sometimes Soon Still Then There Therefore Thereupon Today Together Tomorrow
Tonight Too Well Whereupon Yesterday Yet Even Besides Although Though Because Since While Until Before After
Hardly Said Outside Inside Upstairs Downstairs Overhead Nearby Elsewhere Indoors Outdoors Aboard Ashore Ahead
"""
_NAMES_IN_LY = """
Emily Lily Lilly Sally Molly Polly Billy Willy Kelly Nelly Dolly Milly Holly Tilly Wally Beverly Kimberly
Carly Shelly Elly Ally Cicely Cecily Bailly Reilly Lesly Waverly Everly Emely Italy July Charly Karly
"""
_NO_SUBJECTS = """
to of in on at with from for by and or as a an him them me us it that while when who about into over
through he she they we you not but if after before until because like than what how
"""


def _any(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})\b"


_TITLE = rf"{_any(_TITLES)}\.?+"
_LEAD = rf"(?:{_any(_LEADS)}|(?!{_any(_NAMES_IN_LY)})\p{{Lu}}\p{{Ll}}+ly\b)"
_NOT_NAMED = rf"(?!I\b|{_any(_TITLES)})"
_RANKS = """
Reverend Honourable Professor Doctor Captain Colonel Duke Duchess Earl Count Countess King Queen Prince
Princess Lord Lady Bishop Archbishop Marquis Baron
"""
_WORD = rf"{_NOT_NAMED}" r"\p{Lu}[\p{L}\p{M}]*+(?:['’](?!s\b)[\p{L}\p{M}]++|-[\p{L}\p{M}]++)*+"
_INITIAL = r"(?!I\b)\p{Lu}\. ?"
_OF = rf"(?<=\b{_any(_RANKS)} )of "  # Anne asks something of Robert, the Duke of Rothesay does not
_PARTICLE = rf"(?:(?:(?:de|di|da|du|des|del|della|la|le|von|van|der|den|the|al|bin|ibn) |{_OF})){{0,2}}"

NAME = (
    rf"(?=\p{{Lu}})(?!{_any(_NO_NAMES)})(?!{_TITLE}(?! \p{{Lu}}))(?!{_LEAD},? (?:the )?\p{{Lu}})"
    rf"(?>(?:(?:{_TITLE}|{_any(_RANKS)}(?= {_TITLE} )) )*+"
    rf"(?:(?:{_INITIAL}|{_WORD} {_PARTICLE})(?={_NOT_NAMED}\p{{Lu}}))*+{_WORD})"
    r"(?! ?['’]s?\b)"
)
"""One person's name, with the titles before it, and not in the genitive."""

NAMED = rf"(?:{_LEAD},? )?(?:(?:[Tt]he|[Oo]ld|[Pp]oor|[Ll]ittle|[Yy]oung|[Dd]ear) )*(?P<name>{NAME})"
"""A name with the words that a narrator may put before it."""

_OTHERS = r"(?:, \p{Lu}[\p{L}.’'-]*+(?: \p{Lu}[\p{L}.’'-]*+)*+)*"
ALONE = rf"(?!{_OTHERS} (?:and|or|nor|&) (?:\p{{Lu}}|the |his |her |a ))"
"""Follows a name that is not one of two."""

_ADDRESS = r"(?:(?:Royal )?(?:Majesty|Highness|Excellency) )"
_OWNED = r"(?:\p{Lu}[\p{L}-]*+['’]s (?:\p{Ll}+ ){1,2}+)"
SMALL_WORDS = rf"{_OWNED}?(?:(?!{_any(_NO_SUBJECTS)})\p{{Ll}}[\p{{Ll}}-]*+,? ){{0,3}}{_ADDRESS}?"
"""Up to three words between a verb and its subject: `said the old (Anna)`, `said his Majesty (King Rook)`."""

ADVERB = r"(?:(?:\p{Ll}+ly|then|again|at (?:last|once)|now|only|just|also|here|even|still|once(?: more)?) )"
AUXILIARY = r"(?:(?:had|has|was|is|would|could|will|did|does|must|might|began to|continued to) )"
"""Words before a verb of saying, each with the blank behind it."""

PRONOUN = r"(?:(?i:he|she|they|we|you|it|one|thou|who|someone|somebody|everyone|everybody)\b|I\b)"
SOMEBODY = rf"(?:{PRONOUN}|(?i:the|an?|his|her|my|our|their|another|both|some)\b)"
"""The first word of a speaker without a name."""
