"""The names of languages, as English speakers write them, and their tags (BCP 47)."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_TAGS = {
    "afrikaans": "af", "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "catalan": "ca", "chinese": "zh",
    "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et",
    "farsi": "fa", "finnish": "fi", "french": "fr", "galician": "gl", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga",
    "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt",
    "malay": "ms", "middle english": "enm", "norwegian": "no", "old english": "ang", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "scots": "sco",
    "scottish gaelic": "gd", "serbian": "sr", "slovak": "sk", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "tagalog": "tl", "filipino": "fil", "urdu": "ur",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
    "welsh": "cy", "yiddish": "yi",
}  # fmt: skip
# As archives of the whole world write them.
_OWN_NAMES = {
    "العربية": "ar", "български": "bg", "català": "ca", "čeština": "cs", "dansk": "da", "deutsch": "de",
    "ελληνικά": "el", "español": "es", "esperanto": "eo", "eesti": "et", "فارسی": "fa", "suomi": "fi",
    "filipino": "fil", "français": "fr", "gaeilge": "ga", "עברית": "he", "हिन्दी": "hi", "hrvatski": "hr",
    "magyar": "hu", "bahasa indonesia": "id", "íslenska": "is", "italiano": "it",
    "日本語": "ja", "한국어": "ko",
    "lietuvių": "lt", "latviešu": "lv", "bahasa malaysia": "ms", "nederlands": "nl", "norsk": "no",
    "polski": "pl", "português brasileiro": "pt-BR", "português europeu": "pt-PT", "português": "pt",
    "română": "ro", "русский": "ru", "slovenčina": "sk", "slovenščina": "sl", "српски": "sr", "svenska": "sv",
    "ไทย": "th", "türkçe": "tr", "українська": "uk", "tiếng việt": "vi", "cymraeg": "cy", "中文": "zh",
    "简体中文": "zh-Hans", "簡體中文": "zh-Hans", "繁体中文": "zh-Hant", "繁體中文": "zh-Hant",
    "汉语": "zh", "漢語": "zh",
    "中文-普通话 國語": "zh", "中文-广东话 粵語": "yue", "中文-吴语 吳語": "wuu", "中文-客家话": "hak",
}  # fmt: skip


def language_tag(name: str) -> str:
    """Returns the tag of a language given by its English name (`French` is `fr`), its own name or its tag;
    empty if unknown.

    Of several ("English, French") the first counts.
    """
    first = name.replace(";", ",").partition(",")[0].strip()
    return (
        first
        if _TAG.fullmatch(first)
        else _TAGS.get(first.casefold(), "") or _OWN_NAMES.get(first.casefold(), "")
    )
