"""Speech tags of languages other than English, by the words in their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from bot.quotes.quotations import uncased
from bot.quotes.quotations.grammar import NAME
from bot.quotes.quotations.tags import Tag
from bot.text.languages import Language

REACH = 200
"""The characters of narration beside a line in which a tag is looked for."""

_THE = "(?:(?:O|A|Ο|Η|Il|La|El|En|Na) )?"
_PERSONAL = "(?:en|na|o|a|ο|η)"
"""Articles before the names of people in Catalan, Portuguese and Greek."""
_LEADS = r"[^.!?]{0,60}[:,] ?$"
_BEGINS = regex.compile(r"[\s,.;—–―，、。\-]*+")
_SENTENCE = regex.compile(r"[.!?…。！？؟](?=\s|\p{Lo})")
_UNCERTAIN = frozenset(("ar", "bn", "fa", "he", "hi", "th", "ur"))
_UNSPACED = frozenset(("ja", "ko", "th"))
_FRAMES = frozenset(("ja", "tr"))
_VERB_SECOND = frozenset(("da", "de", "nl", "no", "sv"))
"""Where a pronoun between a capital and the verb is who speaks: *Und sie sagte*."""
_NAME_FIRST = frozenset(("fi",))
"""Where the name stands before the verb in a tag, too: *– Minä odotin, Anna sanoi.*"""
_WITHOUT_ARTICLES = frozenset(("bg", "cs", "fi", "hr", "id", "pl", "ru", "sk", "sr", "tr", "uk", "vi"))


class Found(NamedTuple):
    """A tag, and the length of the text up to its end."""

    tag: Tag
    length: int


class Grammar:
    """What a speech tag looks like in a language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.uncertain = language.tag in _UNCERTAIN
        """Whether a name is to be trusted only where the text has it more than once."""
        self.has_articles = language.tag not in _WITHOUT_ARTICLES
        """Whether a common noun seldom begins a sentence by itself, as `Сторож подошёл` does."""
        self.frames = language.tag in _FRAMES
        """Whether the name may stand before a line whose verb is behind it: `Ayşe, “Gel,” dedi`."""
        self._and = uncased.any_of(language.written("and"))
        self._nobody = uncased.any_of(language.written("nobody"))
        self._saying = regex.compile(uncased.any_of(language.written("says")))
        self.titled = regex.compile(
            rf"(?i)(?:^|\s){uncased.any_of(language.written('honorifics'))}(?!\p{{L}})"
        )
        """Finds a title in a name, by which it is one: `Pan Nowak`, `Murat Bey`."""
        if language.tag in uncased.LANGUAGES or not language.written("says"):
            self._behind, self._ahead, self._unnamed, self._inverted = map(_made, uncased.tags(language))
        else:
            self._behind, self._ahead, self._unnamed, self._inverted = self._with_capitals()
        deeds = "|".join(language.written("deeds"))
        self._by_noun = _made(
            [rf"{uncased.any_of(language.written('says'))} (?:\p{{Ll}}[\p{{Ll}}'-]* ?){{1,3}}(?=[.,!]|$)"]
            if language.tag not in uncased.LANGUAGES and language.written("says")
            else []
        )
        ending = rf"\p{{L}}+(?:{deeds})(?!\p{{L}})"
        self._deed = _made(
            [rf"(?:(?:{self._nobody}|{NAME}) )?(?:\p{{Ll}}{{1,4}} )?{ending}"] if deeds else []
        )
        self.stop = re.compile(r"[.!?…;]{1,6}\s{1,2}" if language.tag == "el" else r"[.!?…؟]{1,6}\s{1,2}")
        """What ends a sentence."""
        self.resumes = frozenset(language.words("resumes"))
        """Words with which speech goes on behind a tag that no sign ends."""

    def behind(self, narration: str) -> Found | None:
        """Returns the tag at the beginning of the narration behind a line, or None."""
        text = _plain(narration)
        begins = _BEGINS.match(text)
        start = begins.end() if begins else 0
        for pattern in self._behind:
            if found := pattern.match(text, start):
                return Found(
                    Tag(found["name"], doubtful=found.start("name") == start and found["name"][0].isupper()),
                    found.end(),
                )
        for pattern in self._unnamed:
            if found := pattern.match(text, start):
                return Found(Tag(None), found.end())
        return None

    def ahead(self, narration: str) -> Tag | None:
        """Returns the tag at the end of the narration in front of a line, or None."""
        text = _plain(narration)
        stops = _SENTENCE.finditer(text.rstrip(), 0, max(len(text) - 2, 0))
        text = text[max((stop.end() for stop in stops), default=0) :].lstrip()
        for pattern in self._ahead:
            if found := pattern.search(text):
                return Tag(found["name"], doubtful=found["name"][0].isupper())
        return None

    def inverted(self, narration: str, *, called: bool = False) -> int | None:
        """Returns the length of a tag that can interrupt a line without a dash: `dit-elle`, `sagte Anke`.
        Behind a question or a call (`called`), whoever speaks may be a common noun: `zvolal děda`."""
        text = _plain(narration)
        patterns = (*self._inverted, *self._by_noun) if called else self._inverted
        found = next((found for pattern in patterns if (found := pattern.match(text))), None)
        return found.end() if found else None

    def may_name(self, lead: str) -> bool:
        """Returns whether marks behind this character may hold a name, of which a verb of saying behind them
        tells: `Die „Seeadler“ antwortete nicht`."""
        return self.language.tag == "zh" or (self.language.tag not in _UNSPACED and lead.isalnum())

    def tells_of_saying(self, narration: str) -> bool:
        """Returns whether narration has a verb of saying."""
        return self._saying.search(narration) is not None

    def tells_a_deed(self, narration: str) -> bool:
        """Returns whether text begins like a sentence that tells what somebody did."""
        return any(pattern.match(_plain(narration)) for pattern in self._deed)

    def _with_capitals(self) -> tuple[list[regex.Pattern[str]], ...]:
        language, nobody = self.language, self._nobody
        says, titled = uncased.any_of(language.written("says")), language.written("honorifics")
        titles = uncased.any_of(
            dict.fromkeys(each for title in titled for each in (title, title.capitalize()))
        )
        verb = rf"(?:{says})(?:-(?:t-)?(?P<who>\p{{L}}+))?+(?!\p{{L}})"
        clitic = r"(?:\p{Ll}{1,4}[' ])"
        adverbs = [
            rf"\p{{Ll}}+{each[1:]}" if each[0] == "-" else each for each in language.written("adverbs")
        ]
        adverb = rf"(?:(?:{'|'.join(adverbs)}) )" if adverbs else "(?!)"
        first = [each for each in adverbs if each.isalpha() and each not in language.written("nobody")]
        leads = uncased.any_of([each.capitalize() for each in first])
        article = rf"(?:\p{{Ll}}{{1,3}} (?={titles} ))?"
        title = rf"(?:{titles} )?"
        named = rf"{article}(?P<name>{title}(?!(?:(?i:{nobody})|{leads})(?!\p{{L}})){NAME})"
        named += rf"(?! {self._and} \p{{Lu}})"
        certain = rf"{clitic}{{0,2}}{verb} {adverb}{{0,2}}{named}"
        somebody = rf"(?i:{nobody})(?!\p{{L}})"
        second = rf"(?!{somebody}){clitic}" if language.tag in _VERB_SECOND else clitic
        by_name = rf"{named} (?:{adverb}|{second}){{0,2}}{verb}"
        return (
            _made([certain, by_name]),
            _made(
                self._ahead_of(
                    rf"(?:{leads},? (?:{_PERSONAL} )?)?{named}",
                    by_name,
                    certain,
                    rf"(?:{adverb}|{clitic}){{0,2}}{verb}",
                )
            ),
            _made([rf"{clitic}{{0,2}}{verb}", rf"{somebody}(?: \p{{Ll}}+){{0,3}}? {verb}"]),
            _made(
                [
                    certain,
                    rf"{clitic}{{0,2}}(?:{says})-(?:t-)?(?:{nobody})(?!\p{{L}})",
                    rf"{verb} {somebody}(?: \p{{Ll}}+)?",
                    rf"{somebody} {verb}(?: \p{{Ll}}+)?(?=[.!]|$)",
                    *([rf"{by_name}(?=[.!,]|$)"] if language.tag in _NAME_FIRST else ()),
                ]
            ),
        )

    def _ahead_of(self, named: str, by_name: str, certain: str, verb: str) -> Iterator[str]:
        """Yields what may lead to a line: `Anke sagte:`, `Da sagte Anke:`, `Anke stand auf und sagte:`."""
        if self.has_articles:  # elsewhere a name behind the verb may be whom somebody speaks to: сказала Илье
            yield rf"^\p{{Lu}}\p{{Ll}}+ {certain}{_LEADS}"
        yield rf"(?:^|[,;] ?){by_name}{_LEADS}"
        yield rf"^{certain}{_LEADS}"
        yield rf"^{_THE}{named} [^,.!?;:]*?,? ?{self._and} {verb}{_LEADS}"
        if self.language.tag in _VERB_SECOND:  # Da stand Anke auf und sagte:
            deed = r"^\p{Lu}\p{Ll}+ \p{Ll}+ (?:sich |sig |seg |zich )?"
            yield rf"{deed}{named} [^,.!?;:]*?,? ?{self._and} {verb}{_LEADS}"
        if self.frames:
            yield rf"^{named}, ?$"
            yield rf"^(?![^ ]*['’]){named} [^,.!?;:]{{1,80}} ve ?$"
            yield rf"^{named} [^,.!?;:]*?p {verb} ?[:,] ?$"


@lru_cache(maxsize=64)
def grammar(language: Language) -> Grammar:
    """Returns the grammar of a language."""
    return Grammar(language)


def _made(patterns: Iterable[str]) -> list[regex.Pattern[str]]:
    return [regex.compile(pattern) for pattern in patterns]


def _plain(narration: str) -> str:
    return narration.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
