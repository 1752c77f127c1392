"""Speech tags of languages without capitals, as regular expressions."""

from __future__ import annotations

from collections.abc import Collection

import regex

from bot.text.languages import Language

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
        r"[，,、]?(?P<name>(?!{nobody}|\p{{Han}}[着著了])\p{{Han}}{{2,4}}?(?:·\p{{Han}}{{1,6}})?){manner}{says}",
        r"(?:^|[。！？；，…\s])(?P<name>(?!{nobody}|\p{{Han}}[着著了])\p{{Han}}{{2,4}}?){manner}{says}[^。！？]{{0,6}}[：:，,]\s*$",
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
_ALONE = r"(?:و|ف)?{says}(?=[.!؟]|$| (?:وهو|وهي|لها|له|לה|לו)(?!\p{{L}}))"
"""Of Arabic and Hebrew, whose verbs say by themselves who speaks: `، همست.`"""
_MANNER = _BEAT + (
    rf"[也又才就都还還却卻便]?{_HOW}(?:[对向朝跟和對]\p{{{{Han}}}}{{{{1,4}}}}?)?[也又才就都还還却卻便]?{_HOW}"
)
_TO = "(?:له|لها|لهم|لي|לו|לה|להם|לי)"
_KO_TITLE = "(?: ?(?:선생|아주머니|아저씨|할머니|할아버지|사장|부장|교수|박사|씨)님?)?"
_VOWELS = "[" + "".join(chr(code) for code in range(0xAC00, 0xD7A4, 28)) + "]"
_PARTICLE = rf"(?<={_VOWELS})[가는]|(?<!{_VOWELS})[이은]|께서"
_SELDOM_SAID = "(?<![小听聽据據传傳])"  # 小说 is a novel, 听说 hearsay
_SELDOM_LED = "(?<![知味街过過])"  # 知道 is to know
LANGUAGES = frozenset(_UNCASED)
"""The tags of the languages with patterns of their own."""


def tags(language: Language) -> tuple[list[str], list[str], list[str], list[str]]:
    """Returns the patterns of tags behind a line, in front of one, and without a name, and of those that
    interrupt a line."""
    if not language.written("says"):
        return [], [], [], []
    says = any_of(language.written("says"))
    if language.tag == "zh":
        says = rf"(?:{_SELDOM_SAID}(?={says}){_SELDOM_LED}{says})"
    nobody = any_of(language.written("nobody"))
    values = {
        "says": says,
        "nobody": nobody,
        "manner": _MANNER.format(adverbs=any_of(language.written("adverbs"))),
        "particle": _PARTICLE,
        "to": _TO,
        "title": _KO_TITLE,
    }
    named = [pattern.format(**values) for pattern in _UNCASED.get(language.tag, ())]
    unnamed = [
        rf"(?:(?:{nobody})[^。，,.!?\n]{{0,20}}?)?{says}",
        rf"(?:と|라고 |하고 ){says}",
        rf"[，,]?\p{{Han}}{{2,12}}?{says}(?=[，,：:。])",
    ]
    inverted = [*named[:1], _ALONE.format(**values)] if language.opens_with_dashes else []
    return named[:1], named[1:], unnamed, inverted


def any_of(words: Collection[str]) -> str:
    """Returns a pattern that finds any of the words, the longest first; nothing where there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(regex.escape, longest_first))})" if words else "(?!)"
