"""Tells the lines in which authors ask for reviews, or thank for reading, from the end of a story."""

from __future__ import annotations

import re

from bot.text.late_pattern import LatePattern
from bot.text.markup import strip

_LONGEST = 240  # characters
_WEAK_WORDS = 12
_SPEECH = re.compile(r"[\"“”«»„「『]|(?:^|\s)[‘'](?=\w)|^[—–]")
_SENTENCE = re.compile(r"(?<=[.!?…~♥♡❤])\s+|(?<=[。！？])|\n")
_AROUND = " \t.!?…。！？~()[]{}<>3*_-–—:;❤♥♡\ufe0f💕😊🙏^¡¿"
_PERSONAL = re.compile(
    r"\b(?:I|I['’]\w+|me|my|you|your|you['’]\w+|next|soon|again|thanks?|please|sorry|love|enjoy\w*)\b"
)
_OPINIONS = r"(?:reviews?|comments?|kudos|feedback|votes)"
_DEED = rf"(?:R ?& ?R|{_OPINIONS}|comment|vote|favou?rites?)\b[^,;:]{{0,50}}(?:,? (?:please|pls|plz))?"
_WORK = r"(?:chapter|update|part|story|fic|one[- ]?shot)"
_THANKS = r"(?:so |and |as always,? )?(?:many )?thank(?:s| you)(?: [^\W\d]+){0,3},? for (?:all )?reading"
_MAY_BE_ENGLISH = re.compile(
    r"review|comment|kudos|vote|feedback|R ?& ?R|R and R|reading|chapter|update|subscribe", re.IGNORECASE
)
_ENGLISH = LatePattern(
    rf"(?:\w+ )?(?:(?:do not|don['’]?t) forget to|(?:remember|feel free) to|please|pls|plz),? "
    rf"(?:\w+ ){{0,3}}{_DEED}"
    rf"|(?:and |so )?(?:leave|drop|give|send|write)(?: \w+){{0,5}}? {_DEED}"
    rf"|{_OPINIONS}(?: (?:and|&) {_OPINIONS})?(?: \w+){{0,4}} (?:appreciated|love|welcome|life|wanted)"
    rf"|{_OPINIONS}(?: (?:and|&) {_OPINIONS})?(?: \w+){{0,2}} (?:make|keep)s? (?:me|my day)\b.{{0,20}}"
    r"|(?:vote|comment|like|follow)(?:,? (?:and|&|\+)|,|/) ?(?:vote|comment|like|follow|subscribe|share)\b"
    r"[^,;:]{0,30}"
    r"|R ?(?:&|and) ?R(?:[\s,]+(?:please|pls|plz|people|everyone))?"
    r"|(?:please )?read ?(?:and|&) ?review\b[^,;:]{0,20}"
    rf"|{_THANKS}(?: and \w+)?(?:,? (?:everyone|guys|all))?|{_THANKS} (?:this|my) {_WORK}(?: \w+){{0,3}}"
    r"|(?:I )?hope (?:that )?(?:you|u|ya)(?: all| guys)? (?:all )?(?:enjoy|like|love)e?d?"
    rf"(?:(?: it)?\Z| (?:this|the|that|my)(?: \w+)? {_WORK}\b.{{0,30}})"
    rf"|(?:I['’]ll |I will )?see you(?: all| guys)? (?:in|for|with|at) (?:the|my) next {_WORK}"
    r"|please drop by the archive and comment to let .{1,60} know if you enjoyed .{1,40}"
    r"|(?:the )?next (?:chapter|update|part) (?:is |will be |should be |comes? |coming )(?:\w+ ?){1,4}",
    re.IGNORECASE,
)
_MAY_BE_OTHER = re.compile(
    r"gracias|deja|déjen|obrigad|deixe|merci|review|dank|grazie|спасибо|отзыв|комментар|czytani|читання|terima"
    r"|đã đọc|teşekkür|ขอบคุณ|[谢謝]|求|[请請]|読|感想|ブックマーク|評価|읽어|댓글|شكر",
    re.IGNORECASE,
)
_OTHER = LatePattern(
    r"(?:muchas )?gracias por leer(?:me|lo)?(?: \w+){0,3}"
    r"|(?:muito )?obrigad[oa]s? por ler(?:em)?(?: \w+){0,3}"
    r"|(?:deja|dejen|déjenme|deixem?) .{0,20}(?:comentarios?|comentários?|reviews?|votos?)\b.{0,30}"
    r"|merci (?:beaucoup )?(?:d['’]avoir lu|de m['’]avoir lue?|(?:de|pour) votre lecture)(?: \w+){0,3}"
    r"|(?:une |des |laissez.{0,15} )?(?:petites? )?reviews?,? (?:s['’]il vous pla[iî]t|svp)"
    r"|(?:vielen )?danke? f(?:ü|ue)rs? (?:das )?lesen(?: \w+){0,3}"
    r"|(?:über )?reviews? (?:würde|freu)\w*.{0,40}"
    r"|grazie (?:per|di) (?:aver letto|la lettura)(?: \w+){0,4}|bedankt voor het lezen(?: \w+){0,3}"
    r"|спасибо (?:\w+ ){0,2}за (?:прочтение|отзывы|внимание|комментарии)(?: \w+){0,3}"
    r"|(?:буду рада?|жду|оставляйте).{0,20}(?:отзыв|комментари)\w*.{0,20}"
    r"|(?:dziękuję|dzięki) (?:\w+ )?za (?:prze)?czytani[ea](?: \w+){0,3}"
    r"|дякую за (?:про)?читання(?: \w+){0,3}"
    r"|terima kasih (?:sudah|telah) (?:mem)?baca(?: \w+){0,3}|cảm ơn.{0,20} đã đọc.{0,20}"
    r"|okuduğunuz için teşekkür.{0,20}|ขอบคุณ.{0,20}ที่(?:อ่าน|ติดตาม).{0,20}"
    r"|.{0,10}(?:感[谢謝]|[谢謝][谢謝]).{0,6}(?:阅[读讀]|閱讀|[观觀]看|支持).{0,10}"
    r"|.{0,10}求(?:收藏|[评評][论論]|推荐|推薦|月票|[订訂][阅閱]).{0,20}"
    r"|[请請]多{0,2}(?:收藏|[评評][论論]|支持).{0,10}|.{0,20}(?:お?読みいただ|読んでくださ|読んで頂).{0,40}"
    r"|.{0,20}(?:感想|ブックマーク|評価).{0,12}(?:お待ち|くださ|下さ|いただ|お願い|励み).{0,20}"
    r"|.{0,20}읽어 ?주셔서 .{0,20}|.{0,20}댓글.{0,10}(?:부탁|감사|남겨).{0,20}"
    r"|شكر[اً]{1,2} .{0,10}(?:ال)?قراءت?.{0,10}",
    re.IGNORECASE,
)


def is_closing(paragraph: str) -> bool:
    """Returns whether a paragraph behind a chapter is nothing but words to its readers: `R&R please!`,
    `Thanks for reading! More on Friday.` What somebody in a story may say or write is none.
    """
    if len(paragraph) > _LONGEST:
        return False
    text = strip(paragraph)
    if _SPEECH.search(text):
        return False
    sentences = [bare for each in _SENTENCE.split(text) if (bare := each.strip(_AROUND))]
    told = list(map(_is_to_readers, sentences))
    return any(told) and all(
        one or (len(each.split()) <= _WEAK_WORDS and _PERSONAL.search(each) is not None)
        for one, each in zip(told, sentences, strict=True)
    )


def _is_to_readers(sentence: str) -> bool:
    return any(
        may_be.search(sentence) is not None and said.fullmatch(sentence) is not None
        for may_be, said in ((_MAY_BE_ENGLISH, _ENGLISH), (_MAY_BE_OTHER, _OTHER))
    )
