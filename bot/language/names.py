"""The names of the months, of the days of the week and of languages."""

from __future__ import annotations

from bot.language import N_, _

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
LANGUAGES = {
    "af": N_("Afrikaans"),
    "ang": N_("Old English"),
    "ar": N_("Arabic"),
    "bg": N_("Bulgarian"),
    "bn": N_("Bangla"),
    "ca": N_("Catalan"),
    "cs": N_("Czech"),
    "cy": N_("Welsh"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Greek"),
    "en": N_("English"),
    "enm": N_("Middle English"),
    "eo": N_("Esperanto"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fil": N_("Filipino"),
    "fr": N_("French"),
    "ga": N_("Irish"),
    "gd": N_("Scottish Gaelic"),
    "gl": N_("Galician"),
    "hak": N_("Hakka Chinese"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "hu": N_("Hungarian"),
    "id": N_("Indonesian"),
    "is": N_("Icelandic"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "la": N_("Latin"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "ms": N_("Malay"),
    "nl": N_("Dutch"),
    "no": N_("Norwegian"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sco": N_("Scots"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "sr": N_("Serbian"),
    "sv": N_("Swedish"),
    "th": N_("Thai"),
    "tl": N_("Tagalog"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "ur": N_("Urdu"),
    "vi": N_("Vietnamese"),
    "wuu": N_("Wu Chinese"),
    "yi": N_("Yiddish"),
    "yue": N_("Cantonese"),
    "zh": N_("Chinese"),
}
"""The languages that stories say they are in, by their tags (BCP 47)."""


def language_name(tag: str) -> str:
    """Returns the name of a language by its tag, with what else that says: `English (GB)`. The tag itself
    where the language is not known."""
    language, __, more = tag.partition("-")
    if language not in LANGUAGES:
        return tag
    name = _(LANGUAGES[language])
    return f"{name} ({more})" if more else name
