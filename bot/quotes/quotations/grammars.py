"""Speech tags of languages other than English, by the words in their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from bot.quotes.quotations.grammar import NAME
from bot.quotes.quotations.tags import Tag
from bot.text.languages import Language

REACH = 200
"""The characters of narration beside a line in which a tag is looked for."""

_AND = "et|y|e|und|en|och|og|ja|и|й|та|i|a|ve|és|dan|lalu|và|rồi|και|și"
_THE = "(?:(?:O|A|Ο|Η|Il|La|El|En|Na) )?"
_LEADS = r"[^.!?]{0,60}[:,] ?$"
_TWO = rf"(?! (?:{_AND}) (?:\p{{Lu}}))"
_JA_TITLE = "(?:さん|くん|ちゃん|さま|様|君)?"
_JA_NAME = (
    rf"(?P<name>(?!(?:{{nobody}})[はがも])[\p{{{{Han}}}}\p{{{{Kana}}}}ー・]{{{{1,12}}}}{_JA_TITLE})[はがも]"
)
_KO_NAME = (
    r"(?P<name>(?!(?:{nobody})(?:[이가은는]) )\p{{Hangul}}{{1,4}}?{title})(?:{particle}) "
    r"(?:\p{{Hangul}}+ ){{0,3}}?"
)
_AR_NAME = r"(?P<name>(?!(?:{nobody})\b|ال)[\p{{L}}\p{{M}}]{{2,}})\b"
_HE_NAME = r"(?P<name>(?!(?:{nobody})\b|ה)[\p{{L}}\p{{M}}]{{2,}})\b"
_LETTER = r"[\p{{L}}\p{{M}}\u200c]"
_SOMEONE = rf"(?P<name>(?!(?:{{nobody}})(?!{_LETTER})){_LETTER}{{{{2,}}}}) (?:نے |ने )?"
_BEFORE_THE_VERB = (
    rf"[،,۔।.]? ?{_SOMEONE}(?:(?!{{says}}){_LETTER}+ ){{{{0,2}}}}?{{says}}(?!{_LETTER})",
    rf"(?:^|[.؟!۔।] ){_SOMEONE}[^.؟!۔।:]{{{{0,30}}}}?{{says}}[^.؟!۔।:]{{{{0,20}}}}[:،,]\s*$",
)
"""Of languages in which the verb comes last: `نور گفت`, `मीरा ने कहा`."""
_UNCASED = {
    "zh": (
        r"[，,、]?(?P<name>(?!{nobody})\p{{Han}}{{2,4}}?(?:·\p{{Han}}{{1,6}})?){manner}{says}",
        r"(?:^|[。！？；，…\s])(?P<name>(?!{nobody})\p{{Han}}{{2,4}}?){manner}{says}[^。！？]{{0,6}}[：:，,]\s*$",
    ),
    "ja": (
        r"(?:と|って)?、?" + _JA_NAME + r"[^。\n]{{0,30}}?{says}",
        _JA_NAME + r"(?:[^。\n]{{0,30}}?{says}[。、：:]?|[^。\n]{{0,15}})\s*$",
    ),
    "ko": (
        r"(?:(?:이?라고|하고) )?" + _KO_NAME + "{says}",
        r"(?:^|[.!?…] )" + _KO_NAME + r"{says}[.,:]?\s*$",
    ),
    "ar": (
        r"[،,.]? ?(?:و|ف)?{says} (?:{to} )?" + _AR_NAME,
        r"(?:^|[.؟!] )(?:\p{{L}}+ " + _AR_NAME + r" [وف]{says}|(?:و|ف)?{says} (?:{to} )?" + _AR_NAME + ")"
        r"[^.؟!]{{0,40}}[:،]\s*$",
    ),
    "fa": _BEFORE_THE_VERB,
    "ur": _BEFORE_THE_VERB,
    "hi": _BEFORE_THE_VERB,
    "bn": _BEFORE_THE_VERB,
    "he": (
        r"[,.]? ?{says} (?:{to} )?" + _HE_NAME,
        r"(?:^|[.?!] )(?:" + _HE_NAME + r" (?:\p{{L}}+ ו)?{says}|{says} (?:{to} )?" + _HE_NAME + ")"
        r"[^.?!]{{0,40}}[:,]\s*$",
    ),
    "th": (
        r"(?P<name>(?!{nobody})[\u0e01-\u0e4e]{{2,12}}?)(?:ก็|จึง)?{says}",
        r"(?:^|\s)(?P<name>(?!{nobody})[\u0e01-\u0e4e]{{2,12}}?)(?:ก็|จึง)?{says}\S{{0,20}}\s*$",
    ),
}
_HOW = r"(?:{adverbs}|\p{{Han}}{{1,2}}[地着著]|[低轻輕小大高沉冷厉][声聲])?"
_BEAT = (
    "(?:(?:沉默|犹豫|猶豫|[叹嘆点點摇搖皱皺抬低耸聳转轉想顿頓愣怔松鬆哼咳看望盯拍挥揮站眨咬擦笑])"
    r"(?:[了着著起下过過一]|[点點摇搖笑想看拍挥揮耸聳])\p{{Han}}{{0,5}}?[，,]?)?"
)
"""What somebody does before they speak: 叹了口气, 点点头, 看着窗外."""
_MANNER = _BEAT + (
    rf"[也又才就都还還却卻便]?{_HOW}(?:[对向朝跟和對]\p{{{{Han}}}}{{{{1,4}}}}?)?[也又才就都还還却卻便]?{_HOW}"
)
_TO = "(?:له|لها|لهم|لي|לו|לה|להם|לי)"
_KO_TITLE = "(?: ?(?:선생|아주머니|아저씨|할머니|할아버지|사장|부장|교수|박사|씨)님?)?"
_VOWELS = "[" + "".join(chr(code) for code in range(0xAC00, 0xD7A4, 28)) + "]"
_PARTICLE = rf"(?<={_VOWELS})[가는]|(?<!{_VOWELS})[이은]|께서"
_SELDOM_SAID = "(?<![小听聽据據传傳])"  # 小说 is a novel, 听说 hearsay
_SELDOM_LED = "(?<![知味街过過])"  # 知道 is to know
_BEGINS = regex.compile(r"[\s,.;—–―，、。\-]*+")
_SENTENCE = regex.compile(r"[.!?…。！？؟](?=\s|\p{Lo})")
_UNCERTAIN = frozenset(("ar", "bn", "fa", "he", "hi", "th", "ur"))
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
        self._nobody = _any(language.written("nobody"))
        if language.tag in _UNCASED or not language.written("says"):
            self._behind, self._ahead, self._unnamed, self._inverted = self._without_capitals()
        else:
            self._behind, self._ahead, self._unnamed, self._inverted = self._with_capitals()
        deeds = "|".join(language.written("deeds"))
        self._by_noun = _made(
            [rf"{_any(language.written('says'))} (?:\p{{Ll}}[\p{{Ll}}'-]* ?){{1,3}}(?=[.,!]|$)"]
            if language.tag not in _UNCASED and language.written("says")
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

    def tells_a_deed(self, narration: str) -> bool:
        """Returns whether text begins like a sentence that tells what somebody did."""
        return any(pattern.match(_plain(narration)) for pattern in self._deed)

    def _without_capitals(self) -> tuple[list[regex.Pattern[str]], ...]:
        language = self.language
        says = _any(language.written("says"))
        if language.tag == "zh":
            says = rf"(?:{_SELDOM_SAID}(?={says}){_SELDOM_LED}{says})"
        manner = _MANNER.format(adverbs=_any(language.written("adverbs")))
        values = {
            "says": says,
            "nobody": self._nobody,
            "manner": manner,
            "particle": _PARTICLE,
            "to": _TO,
            "title": _KO_TITLE,
        }
        behind, ahead = _UNCASED.get(language.tag, ("", ""))
        unnamed = (
            []
            if not language.written("says")
            else [
                rf"(?:(?:{self._nobody})[^。，,.!?\n]{{0,20}}?)?{says}",
                rf"(?:と|라고 |하고 ){says}",
                rf"[，,]?\p{{Han}}{{2,12}}?{says}(?=[，,：:。])",
            ]
        )
        return (
            _made([behind.format(**values)] if behind else []),
            _made([ahead.format(**values)] if ahead else []),
            _made(unnamed),
            _made([behind.format(**values)] if behind and language.opens_with_dashes else []),
        )

    def _with_capitals(self) -> tuple[list[regex.Pattern[str]], ...]:
        language, nobody = self.language, self._nobody
        says, titles = _any(language.written("says")), _any(language.written("honorifics"))
        verb = rf"(?:{says})(?:-(?:t-)?(?P<who>\p{{L}}+))?+(?!\p{{L}})"
        clitic = r"(?:\p{Ll}{1,4}[' ])"
        adverbs = [
            rf"\p{{Ll}}+{each[1:]}" if each[0] == "-" else each for each in language.written("adverbs")
        ]
        adverb = rf"(?:(?:{'|'.join(adverbs)}) )" if adverbs else "(?!)"
        article = rf"(?:\p{{Ll}}{{1,3}} (?={titles} ))?"
        titled = rf"(?:{titles} )?"
        named = rf"{article}(?P<name>{titled}(?!(?i:{nobody})(?!\p{{L}})){NAME}){_TWO}"
        certain = rf"{clitic}{{0,2}}{verb} {adverb}{{0,2}}{named}"
        somebody = rf"(?i:{nobody})(?!\p{{L}})"
        second = rf"(?!{somebody}){clitic}" if language.tag in _VERB_SECOND else clitic
        by_name = rf"{named} (?:{adverb}|{second}){{0,2}}{verb}"
        return (
            _made([certain, by_name]),
            _made(self._ahead_of(named, by_name, certain, rf"(?:{adverb}|{clitic}){{0,2}}{verb}")),
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
        yield rf"^{_THE}{named} [^,.!?;:]*?,? ?(?:{_AND}) {verb}{_LEADS}"
        if self.frames:
            yield rf"^{named}, ?$"
            yield rf"^{named} [^,.!?;:]*?p {verb} ?[:,] ?$"


@lru_cache(maxsize=64)
def grammar(language: Language) -> Grammar:
    """Returns the grammar of a language."""
    return Grammar(language)


def _any(words: Sequence[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(regex.escape, longest_first))})" if words else "(?!)"


def _made(patterns: Iterable[str]) -> list[regex.Pattern[str]]:
    return [regex.compile(pattern) for pattern in patterns]


def _plain(narration: str) -> str:
    return narration.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
