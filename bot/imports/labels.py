"""The labels that authors put before notes, warnings and ratings, in the languages that they write in.

Each is a regular expression for a label in lower case, without the sign behind it.
"""

from __future__ import annotations

import re

from bot.text.languages import LANGUAGES
from bot.text.late_pattern import LatePattern

# What ends a label soon, as hardly any paragraph has: to try all the words on each takes longer.
_ENDS_SOON = r"(?=[^:：\n\])}）］】*_|–—-]{2,48}(?:[:：\n\])}）］】*_|–—-]|\Z))"


def _of_tables(what: str) -> str:
    words = (word for language in LANGUAGES for word in language.words(what))
    every = "|".join(re.escape(word).replace("'", "['’]") for word in words)
    return f"{_ENDS_SOON}(?:{every})"


_SIZE = r"(?:quick|short|long|brief|small|little|final|first|last|another|important|opening|closing)"

NOTES = (
    rf"(?:{_SIZE} |(?:end(?:ing)?|pre|post)[ -]?)?a[/\\]{{1,2}}n\.?"
    rf"|(?:{_SIZE} )?author(?:ess)?['’]?s?['’]? (?:(?:end|final|opening|closing) )?notes?(?: \d{{1,2}})?"
    r"|(?:chapter(?:['’]s)? )?end(?:ing)? ?notes?|chapter notes?"
    r"|(?:a )?notes? (?:from|by) (?:the|your) (?:author|writer)"
    r"|n/a(?=\W{0,4}[:：])|n\.?d\.?a\.?(?=\W{0,4}[:：])|n\. ?de ?(?:la )?a\.(?=\W{0,4}[:：])"
    r"|writer['’]?s? notes?|(?:translator|editor|beta)['’]?s? notes?|[tb]/n"
    r"|notes? de (?:l['’]|la |le )(?:auteur|autrice|auteure)s?|mot de l['’]aut(?:eur|rice|eure)"
    r"|notas? d(?:el|e la|e le|o|a|e) (?:autora?|escritora?|capítulo)"
    r"|notas (?:inicia(?:is|les)|fina(?:is|les))"
    r"|not[ae] dell['’](?:autore|autrice)|angolo (?:dell['’])?autrice"
    r"|anm(?:erkung(?:en)?|\.) ?(?:de[rs]|d\.|von der|vom) ?autor(?:in|s)?|autor(?:in|en)?notiz(?:en)?"
    r"|(?:слово |заметки )?от автора|прим(?:ечани[ея]|\.) ?(?:автора|авт\.|к части|к главе)|п/а"
    r"|від автора|примітки автора|(?:notka )?od autor(?:a|ki)|noot van de (?:auteur|schrijver|schrijfster)"
    r"|yazar(?:ın)? notu|catatan penulis|lời tác giả|poznámka autor(?:a|ky)"
    r"|作者(?:的)?[话話]|作者有[话話]要?[说說]|作者[注按]|[题題]外[话話]|後書き|前書き|あとがき|まえがき"
    r"|作者(?:より|から)|작가의 ?(?:말|한마디)|작가 ?후기|ملاحظة (?:الكاتبة?|المؤلفة?)|จากผู้เขียน|คุยกับนักเขียน"
    rf"|{_of_tables('chapter_notes')}"
)
SUMMARIES = "chapter summary|résumé du chapitre|resumen del capítulo|краткое содержание главы|本章[简簡]介"
DISCLAIMERS = "disclaimers?|haftungsausschluss|дисклеймер|免[责責][声聲]明"
WARNINGS = (
    r"(?:[tc]ws?|cns?)(?:\s?[/&+]\s?(?:[tc]ws?|cns?))?|(?:trigger|content|chapter|story|archive)[ -]warnings?"
    r"|content (?:notes?|advisory)|warnings for this chapter"
    r"|trigger[ -]?warnung(?:en)?|inhaltswarnung(?:en)?|avertissements?|traumavertissements?"
    r"|advertencias?(?: de contenido)?|avisos? de (?:conteúdo|gatilho|contenido)|avvertiment[oi]|avvertenze"
    r"|предупреждени[ея]|попередження|ostrzeżeni[ae]|waarschuwing(?:en)?"
    r"|内容警告|警告|预警|預警|注意事[项項]|注意書き|트리거 ?워닝|경고|تحذير(?:ات)?"
    rf"|{_of_tables('chapter_warnings')}"
)
_ALARMS = (
    r"(?:reader,? )?beware|heads[ -]up|attention|achtung|vorsicht|atenci[óo]n|atenção|attenzione|ojo|let op"
    r"|pas op|uwaga|внимание|осторожно|увага|обережно|[请請]注意|proceed with caution|warnings? for"
    r"|(?:just )?(?:a )?(?:fair|quick|small|big|short|brief|general|major|huge|important) warnings?"
    r"|just a warning|(?:a |one )?(?:word|note) of (?:warning|caution)"
)
WARNED = (
    r"(?:(?:please|so|just|dear readers?|readers?),? ){0,2}"
    r"(?:be (?:fore)?warned|be (?:aware|advised)|you(?: have|['’]ve) been (?:fore)?warned"
    r"|you are (?:fore)?warned|readers are (?:fore)?warned|consider yourself (?:fore)?warned"
    r"|(?:reader|viewer)['’]?s? discretion(?: is)? advised)"
    r"|soyez (?:prévenu|averti)e?s?|vous (?:êtes|voilà) (?:prévenu|averti)e?s?"
    r"|(?:ihr )?seid (?:hiermit )?(?:vor)?gewarnt"
    r"|(?:est(?:áis|án)|qued(?:áis|an)|sean) (?:avisad|advertid)[oa]s"
    r"|(?:estejam|fiquem|estão) (?:avisad|advertid)[oa]s|siete (?:stat[ei] )?avv(?:ertit|isat)[ei]"
    r"|(?:вы|читатели) предупреждены|предупреждаю|вас попереджено|попереджаю"
    r"|(?:wees|jullie zijn) gewaarschuwd|(?:zostaliście|czujcie się) ostrzeżeni"
    rf"|慎入|ご?注意(?:ください|下さい)|{_ALARMS}"
)
"""What warns the readers of a text, and somebody in a story as well."""
CONTAINS = (
    r"(?<=arned|vised|aware|rning|ution|ds up)[,!.;]?(?: that)?\s(?=(?:(?:this|the|my|it)\s(?:\w+\s){0,3}?)?"
    r"(?:contain|includ|featur|mention)(?:e?s|ing)?\b)"
)
"""What else may stand behind a label: `Be warned that this story contains …`."""
STORY_WARNINGS = rf"{WARNINGS}|(?:tags\s?[/&]\s?)?warnings?|triggers?|warnung(?:en)?|avisos?"
"""What can introduce warnings before a story as well, where no character would be warning of anything."""
RATINGS = (
    r"(?:(?:age|content|audience|story|fic|book|maturity) )?ratings?|rated|maturity level"
    r"|classement|classification|clasificaci[óo]n|classificação|classificazione"
    r"|(?:alters)?(?:freigabe|empfehlung|einstufung)|fsk|рейтинг|вікова категорія|kategoria wiekowa"
    r"|分[级級]|レーティング|年齢制限|対象年齢|등급|이용등급|التصنيف(?: العمري)?"
)

_MERE_WARNING = LatePattern(rf"(?:warning|{WARNED})", re.IGNORECASE)
_ALARM = re.compile(_ALARMS, re.IGNORECASE)
_INTRODUCTION = LatePattern(
    rf"[\W_]{{0,6}}(?:(?:{NOTES}|{DISCLAIMERS}|{SUMMARIES})[*_]{{0,3}}(?:\s*[:：]|\s+[-–—]\s|\W*\Z|(?<=a/n)\s)"
    rf"|(?:{WARNINGS})[*_]{{0,3}}\s*(?:[:：]|//|[-–—]\s)|(?:{STORY_WARNINGS})\W*\Z)",
    re.IGNORECASE,
)
_LONGEST_FRAME = 80
_ARCHIVES_FRAME = re.compile(
    r"(?:\W*see the end of the (?:chapter|work) for (?:more )?notes\W*)?(?:(?:chapter|work) text)?\W*",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"\b(?:your reviews|review(?:ers|ing)|fan ?fics?|fics?|kudos|my beta|R&R|AO3|wattpad|patreon"
    r"|(?:next|this|last|previous) (?:chapter|update)|hope you (?:all |guys )?(?:enjoy|like)|you guys"
    r"|i (?:do not|don['’]t) own|for (?:reading|your (?:comments|support|patience))|happy reading|stay tuned"
    r"|what you (?:think|thought)|enjoy(?=[.!]+\W*\Z))",
    re.IGNORECASE,
)


def introduces(line: str) -> bool:
    """Returns whether a line begins with the label of a note or of warnings, and so is no title."""
    return _INTRODUCTION.match(line) is not None


def is_mere_warning(label: str) -> bool:
    """Returns whether a label warns in stories as well, so that what follows has to show whom it warns."""
    return _MERE_WARNING.fullmatch(label) is not None


def is_alarm(label: str) -> bool:
    """Returns whether a label is what is called out in danger: `Achtung`."""
    return _ALARM.fullmatch(label) is not None


def tells_readers(paragraph: str) -> bool:
    """Returns whether a paragraph has words that authors say to their readers."""
    return _TO_READERS.search(paragraph) is not None


def is_archives_frame(line: str) -> bool:
    """Returns whether a line is what pages of the Archive of Our Own have before a chapter's text:
    `Chapter Text`, `(See the end of the chapter for notes.)`.
    """
    return (
        len(line) <= _LONGEST_FRAME and any(map(str.isalpha, line)) and bool(_ARCHIVES_FRAME.fullmatch(line))
    )
