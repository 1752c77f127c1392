"""The verbs with which English fiction says that somebody spoke."""

from __future__ import annotations

import re

import regex

_REGULAR = """
accuse acknowledge add address admit admonish advise affirm agree allow amend announce answer
apologise apologize appeal argue ask assent assert assure avow babble bark bawl beg bellow bleat
blurt boast boom breathe call caution challenge chant chatter chide chime chirp chorus claim coax
command comment complain concede conclude confess confide confirm continue contradict correct
counsel counter croak croon cry curse deadpan declaim declare decree defend demand demur deny direct
disagree drawl drone echo ejaculate emphasise emphasize encourage enquire entreat exclaim exhort
explain explode expostulate falter gibber growl grumble grunt gush harangue hazard hint hiss holler
howl hum implore inform inquire insist instruct interject interpose interrupt intervene intone
invite jabber jest joke lament lecture lilt lisp maintain marvel mention moan mock mumble murmur
muse mutter nag narrate note object observe offer opine order pant persist pipe plead pledge ponder
praise prattle pray preach proceed proclaim promise prompt pronounce propose protest purr quaver
query question quip quote rant rasp reason reassure rebuke recall recite recommend reflect rejoin
relate remark remember remind remonstrate repeat reply report reproach request respond resume retort
return reveal roar rumble scoff scold scream screech shout shriek shrill snap snarl sneer sob
splutter sputter squawk squeak squeal stammer state storm stress stutter suggest supply suppose
surmise swear tease testify theorise thunder trill urge utter venture vociferate volunteer vow wail
warble warn wheedle wheeze whimper whine whisper whoop wonder yell yelp
"""
_IRREGULAR = """
said says say saying quoth told tells telling spoke speaks speaking thought thinks thinking began
begins beginning swore wept weeps bade bid bids
"""
# Text that is written or sung is often a title: these show speech only behind a line.
_PHRASES = (
    "went on|goes on|going on|put in|puts in|broke in|breaks in|cut in|cuts in|struck in|strikes in"
    "|burst out|bursts out|came back|gave back|let out|lets out|got out|held forth|sang|sings|wrote|writes"
    "|wanted to know|wants to know"
)
_DOUBLED = frozenset({"beg", "admit", "demur", "hum", "nag", "quip", "snap", "sob"})


def _forms(verb: str) -> tuple[str, str, str]:
    """Returns the past, the present and the participle of a regular verb."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed", f"{verb}s", f"{verb}{verb[-1]}ing"
    if re.search("[^aeiou]y$", verb):
        return f"{verb[:-1]}ied", f"{verb[:-1]}ies", f"{verb}ing"
    stem = verb.removesuffix("e")
    return f"{stem}ed", f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch')) else 's'}", f"{stem}ing"


VERBS = frozenset(form for verb in _REGULAR.split() for form in _forms(verb)) | frozenset(_IRREGULAR.split())
"""The verbs of saying in the past, the present and the participle."""
SAYINGS = frozenset((*VERBS, *_PHRASES.split("|")))
"""The verbs of saying and phrases such as `went on`."""

_WORD = regex.compile(r"\w+")
_PHRASE = regex.compile(rf"(?:{_PHRASES})\b")
_PHRASES_BEGIN = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES.split("|"))


def saying_end(text: str, at: int) -> int | None:
    """Returns the end of a verb of saying that begins at this offset, or of a phrase such as `went on`; None
    where there is none. A set is asked, since a regular expression of so many words takes long to compile."""
    word = _WORD.match(text, at)
    if word is None:
        return None
    if word[0] in VERBS:
        return word.end()
    phrase = _PHRASE.match(text, at) if word[0] in _PHRASES_BEGIN else None
    return phrase.end() if phrase else None
