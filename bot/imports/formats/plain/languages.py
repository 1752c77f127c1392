"""The names of languages, as English speakers write them, and their tags (BCP 47)."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_TAGS = {
    "afrikaans": "af", "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et",
    "farsi": "fa", "finnish": "fi", "french": "fr", "galician": "gl", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga",
    "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt",
    "malay": "ms", "middle english": "enm", "norwegian": "no", "old english": "ang", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "scots": "sco",
    "scottish gaelic": "gd", "serbian": "sr", "slovak": "sk", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "tagalog": "tl", "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
    "welsh": "cy", "yiddish": "yi",
}  # fmt: skip


def language_tag(name: str) -> str:
    """Returns the tag of a language given by its English name (`French` is `fr`) or its tag;
    empty if unknown.

    Of several ("English, French") the first counts.
    """
    first = name.replace(";", ",").partition(",")[0].strip()
    return first if _TAG.fullmatch(first) else _TAGS.get(first.casefold(), "")
