"""The marks of Pixiv, Narō, Kakuyomu and Aozora Bunko in plain texts, written as all such text is."""

from __future__ import annotations

import re

from bot.imports.formats.plain import headings

_READING = re.compile(r"[｜|]([^｜|《》\n]{1,20})《([^《》\n]{1,30})》")
_PIXIV = re.compile(r"\[newpage\]|\[chapter:[^\]\n]|\[\[rb:[^\]\n]")
_PIXIV_READING = re.compile(r"\[\[rb:\s?([^>\]\n]{1,40}?)\s?[>＞]\s?([^\]\n]{1,40}?)\]\]")
_PIXIV_LINK = re.compile(r"\[\[jumpuri:\s?([^>\]\n]{1,200}?)\s?[>＞][^\]\n]{1,300}\]\]")
_PIXIV_CHAPTER = re.compile(r"^[ \t\u3000]*\[chapter:([^\]\n]{1,100})\][ \t\u3000]*$", re.MULTILINE)
_PIXIV_PAGE = re.compile(r"\[newpage\](?=(?P<chapter>\s*\[chapter:)?)")
_PIXIV_OTHER = re.compile(r"\[(?:pixivimage|uploadedimage|jump):[\w-]{1,30}\]")
_AOZORA = re.compile(r"［＃[^［］\n]{1,80}］")
_AOZORA_LEGEND = re.compile(
    r"^-{20,}\n【テキスト中に現れる記号について】\n(?:(?!-{20}).*\n){0,40}-{20,}$", re.MULTILINE
)
_AOZORA_HEADING = re.compile(
    r"^(?:［＃[^［］\n]{1,20}］)?[ \u3000]*"
    r"(?:(?P<before>[^［］\n]{1,80})［＃「(?P=before)」は(?:同行|窓)?[大中小]見出し］"
    r"|［＃[大中小]見出し］(?P<inside>[^［］\n]{1,80})［＃[大中小]見出し終わり］)[ \u3000]*$",
    re.MULTILINE,
)


def written_plainly(text: str) -> str:
    """Returns a text with these marks as plain text has them: headings on lines of their own, readings in
    brackets behind their characters, and `* * *` for a new page. A text without them stays as it is.
    """
    if _PIXIV.search(text):
        text = _PIXIV_PAGE.sub(lambda page: "" if page["chapter"] else "\n\n* * *\n\n", text)
        text = _PIXIV_CHAPTER.sub(lambda chapter: _heading(chapter[1]), text)
        text = _PIXIV_LINK.sub(r"\1", _PIXIV_READING.sub(r"\1(\2)", text))
        text = _PIXIV_OTHER.sub("", text)
    if _AOZORA.search(text):
        text = _AOZORA_LEGEND.sub("", text)
        text = _AOZORA_HEADING.sub(lambda heading: _heading(heading["before"] or heading["inside"]), text)
        text = re.sub(rf"(?<!※){_AOZORA.pattern}", "", text)
    return _READING.sub(r"\1(\2)", text) if "《" in text else text


def _heading(title: str) -> str:
    return f"\n\n{title}\n\n" if headings.parse(title) else f"\n\n# {title}\n\n"
