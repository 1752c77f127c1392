"""The words by which entries say that they are only a part, in the languages that blogs speak."""

from __future__ import annotations

import re
import unicodedata

READ_ON: dict[str, tuple[str, str]] = {
    "ar": ("اقرأ المزيد|إقرأ المزيد|تابع القراءة|متابعة القراءة|أكمل القراءة", "المزيد"),
    "bg": (
        "прочети още|прочетете още|прочети повече|продължи четенето|продължете четенето|вижте още",
        "още|повече",
    ),
    "bn": ("আরও পড়ুন|আরো পড়ুন|পড়া চালিয়ে যান|সম্পূর্ণ পড়ুন|বিস্তারিত পড়ুন", "আরও"),
    "ca": ("continua llegint|llegeix mes|segueix llegint", "mes"),
    "cs": ("číst dál|číst dále|číst více|číst celé|pokračovat ve čtení|pokračování textu", "více"),
    "da": ("læs mere|læs videre|læs resten|fortsæt med at læse", "mere"),
    "de": (
        "weiterlesen|weiter lesen|hier weiterlesen|jetzt weiterlesen|mehr lesen|lies weiter|lies mehr"
        "|den ganzen (?:beitrag|artikel|text) lesen|das ganze kapitel lesen"
        "|zum (?:ganzen|vollständigen) (?:beitrag|artikel|kapitel)",
        "mehr|mehr erfahren|weiter",
    ),
    "el": ("διαβάστε περισσότερα|συνεχίστε την ανάγνωση|διαβάστε τη συνέχεια", "περισσότερα|συνέχεια"),
    "es": (
        "seguir leyendo|sigue leyendo|leer más|lee más|leer mas|continuar leyendo|continúa leyendo"
        "|continuar la lectura|leer el resto|leer completo|leer (?:el )?(?:artículo|capítulo) completo",
        "más|ver más|continuar",
    ),
    "fa": ("ادامه مطلب|بیشتر بخوانید|ادامه ی مطلب|خواندن ادامه", "ادامه|بیشتر"),
    "fi": ("lue lisää|jatka lukemista|lue koko teksti|lue loput", "lisää"),
    "fil": (
        "magpatuloy sa pagbabasa|ipagpatuloy ang pagbabasa|basahin pa|basahin ang buong (?:kabanata|kuwento)",
        "",
    ),
    "fr": (
        "lire la suite|lire plus|lire l (?:article|intégralité)(?: complet)?|lire le chapitre complet"
        "|continuer la lecture|continuer à lire|poursuivre la lecture|voir la suite",
        "la suite|suite|plus|en savoir plus|voir plus",
    ),
    "he": ("המשך קריאה|להמשך קריאה|להמשך הקריאה|קרא עוד|קראו עוד|המשיכו לקרוא", "עוד"),
    "hi": ("और पढ़ें|आगे पढ़ें|पढ़ना जारी रखें", ""),
    "hr": (
        "pročitaj više|pročitajte više|čitaj dalje|nastavi čitati|nastavite čitati|pročitaj ostatak",
        "više",
    ),
    "hu": ("tovább olvasom|olvass tovább|olvasás folytatása|tovább a cikkhez|bővebben", "tovább"),
    "id": ("baca selengkapnya|lanjutkan membaca|baca lebih lanjut|teruskan membaca", "selengkapnya"),
    "it": (
        "continua a leggere|continua la lettura|leggi tutto|leggi di più|leggi altro|leggi il resto"
        "|leggi (?:il capitolo|l articolo) completo|prosegui la lettura",
        "continua|altro|di più",
    ),
    "ja": (
        "続きを読む|続きはこちら|続きを見る|続きを表示|もっと読む|全文を読む|続きは本文で",
        "続き|もっと見る",
    ),
    "ko": ("더 보기|더보기|계속 읽기|이어서 읽기|전체 글 보기|더 읽기|전문 보기", ""),
    "nl": ("lees verder|verder lezen|lees meer|meer lezen|doorgaan met lezen|lees de rest", "meer"),
    "no": ("les mer|les videre|fortsett å lese|les resten", "mer"),
    "pl": (
        "czytaj dalej|czytaj więcej|kontynuuj czytanie|przeczytaj (?:więcej|całość)|dowiedz się więcej",
        "więcej",
    ),
    "pt": (
        "continuar lendo|continue lendo|continuar a ler|continue a ler|leia mais|ler mais|ler o resto"
        "|leia (?:o resto|o texto completo|o capítulo completo)|continuar leitura|continuar a leitura",
        "mais|saiba mais|ver mais|continuar",
    ),
    "ro": (
        "citește mai (?:mult|departe)|citeste mai (?:mult|departe)|continuă (?:să citești|lectura)",
        "mai mult",
    ),
    "ru": (
        "читать далее|читать дальше|читать полностью|читать ещё|читать еще|читать продолжение"
        "|читать целиком|продолжить чтение|читать всю главу",
        "далее|дальше|подробнее|продолжение",
    ),
    "sk": ("čítať ďalej|čítajte ďalej|čítať viac|pokračovať v čítaní", "viac|ďalej"),
    "sr": ("прочитај више|прочитајте више|настави читање|читај даље|настави са читањем", "више"),
    "sv": ("läs mer|läs vidare|läs resten|fortsätt läsa|fortsätt att läsa", "mer"),
    "th": ("อ่านต่อ|อ่านเพิ่มเติม|อ่านทั้งหมด", ""),
    "tr": ("devamını oku|okumaya devam et|devamını okuyun|daha fazla oku|yazının devamı", "devamı"),
    "uk": ("читати далі|читати більше|читати повністю|продовжити читання", "далі|більше"),
    "ur": ("مزید پڑھیں|پڑھنا جاری رکھیں|مکمل پڑھیں", "مزید"),
    "vi": ("đọc tiếp|đọc thêm|tiếp tục đọc", "xem thêm"),
    "zh": (
        "继续阅读|繼續閱讀|阅读全文|閱讀全文|阅读更多|閱讀更多|查看全文|阅读余下内容|点击阅读全文|閱讀更多內容|点击继续阅读",
        "更多|全文",
    ),
}
"""By language, in lower case and without punctuation: what says that there is more wherever it is a line of
its own, and what says so only as the words of a link or in brackets."""


_PART = r"(?:chapter|post|story|article|entry|piece|text|episode|update|installment|instalment)"
_REST = (
    rf"(?:the |this )?(?:(?:rest|remainder)(?: of (?:it|(?:the |this |my )?(?:full |whole )?{_PART}))?"
    rf"|(?:full|whole|entire|complete|unabridged) (?:\w+ )?{_PART})"
)
_SITE = (
    r"(?:(?:my|our|the|its|this) )?(?:\w+ )?"
    r"(?:web ?site|site|blog|page|journal|homepage|home page|substack|tumblr|wattpad|patreon|ao3)"
)
_HERE = rf"(?:here|below|online|now|in the app|(?:over )?(?:at|on|via) {_SITE})"
_GO = (
    r"(?:please )?(?:click|tap|press|go|head|hop|follow|visit|come)(?: over)?(?: on| to)?"
    rf" (?:here|below|through|this link|the (?:link|title|button)(?: below| above)?|{_SITE})"
)
CALL = re.compile(
    rf"(?:you can (?:also )?)?(?:{_GO} )?(?:(?:to|and) )?(?:read|see|view|find|get|finish|go to)"
    rf" (?:(?P<rest>{_REST})|more)(?P<behind>.*)"
    rf"|{_GO} for (?:(?P<rest_there>{_REST})|more)(?P<behind_there>.*)"
    rf"|(?:{_GO} (?:to|and) )?(?:continue|keep) (?:on )?reading(?P<behind_reading>.*)"
)
"""A call in English to read on. The groups `rest…` have what is called the rest or the whole of it, if it
is, and the groups `behind…` what the line goes on with."""
STATEMENT = re.compile(
    rf"(?:the |this )?(?:(?:rest|remainder) of (?:the |this |my )?|(?:full|whole|entire|complete) ){_PART}"
    rf"(?: (?:is|are|can be read|can be found|continues))?(?: available)?(?: {_HERE})?"
    rf"|(?:read|find) (?:the|this) {_PART} {_HERE}"
)
"""A line that tells where the rest is, if there is a link in it."""
PLACE = re.compile(rf"(?: of (?:the|this) {_PART})?(?: {_HERE})?(?: (?:about|of|from|for free|free))?")
"""What may stand behind a call that is no link: where the rest is."""
ELSEWHERE = re.compile(
    r"\b(?:next|previous|ahead|early|advance|advanced|other|chapters|stories|books|works|novels|series|comments"
    r"|reviews|chapter \w+|patreon|ko ?fi|subscribestar|amazon|kindle|discord)\b"
)
"""Words by which a call leads to other texts of the author's."""

READ_ON_CALLS = re.compile(unicodedata.normalize("NFKC", "|".join(calls for calls, _ in READ_ON.values())))
LINK_WORDS = re.compile(
    "|".join(
        [
            r"more|read on|read it(?: all)?|continued(?: here)?|(?:the )?full (?:chapter|post|story|text)"
            r"|view (?:post|story|chapter)|go to (?:the )?(?:post|story|chapter)",
            *(words for _, words in READ_ON.values() if words),
        ]
    )
)

_POST = r"(?:chapter|post|story|article|entry|episode|page|content|preview)"
_WHO = r"(?:(?:all|our|free|paid|paying|premium|registered) )*(?:subscribers?|members?|patrons?|supporters?)"
_ALL = rf"(?:the |this )?(?:full|whole|entire|rest of (?:the|this)) {_POST}"
FOR_MEMBERS = re.compile(
    rf"(?:the rest of )?th(?:is|e) {_POST} is (?:(?:only|exclusively) )?"
    rf"(?:for|available (?:only )?(?:to|for)|visible to|reserved for|exclusive to) {_WHO}\b"
    rf"|th(?:is|e) {_POST} is (?:password protected|protected by a password|locked\b)"
    r"|this is an? (?:subscriber|member|patron|supporter)s? only (?:post|chapter|story|article)"
    r"|you re currently a free subscriber"
    r"|there is no excerpt because this is a protected post"
    r"|this is a (?:free )?preview of a (?:paid|members|subscriber)"
    r"|keep reading with a \d+ day free trial"
    r"|you (?:must|need to) be (?:logged|signed) in to (?:view|read|see)"
    rf"|unlock (?:this|the full|the rest of this) {_POST} (?:by|and|with|now)"
    r"|(?:become|join|subscribe|sign up|sign in|log in|upgrade|support)\b.{0,60}?"
    r" to (?:(?:keep|continue) reading"
    rf"|(?:unlock|read|view|see|access|get access to) (?:this {_POST}|{_ALL}))"
    rf"|to (?:(?:read|view|unlock|access|see) (?:this {_POST}|{_ALL})|(?:continue|keep) reading) (?:please )?"
    r"(?:become|join|subscribe|sign|log|upgrade)"
    r"|dieser (?:inhalt|beitrag) ist (?:passwortgeschützt|durch ein passwort geschützt|nur für)"
    r"|es gibt keinen (?:text)?auszug da dies ein geschützter beitrag ist"
    r"|ce contenu est (?:protégé par|réservé aux)|cet article est (?:protégé par|réservé aux)"
    r"|il n y (?:a )?pas d extrait car cette publication est protégée"
    r"|est[ea] (?:contenido|entrada|publicación) (?:está protegid[oa] por|es solo para|es sólo para)"
    r"|no hay extracto porque (?:es|esta es) una entrada protegida"
    r"|este (?:conteúdo|artigo|post) (?:está protegido por|é (?:só|apenas|exclusivo) para)"
    r"|non è presente alcun riassunto|(?:il contenuto|questo contenuto) è protetto da"
    r"|deze inhoud is (?:met een wachtwoord )?beveiligd|этот контент защищ[её]н паролем|отрывка нет"
    r"|(?:эта (?:запись|глава|публикация)|этот (?:пост|контент)) (?:доступ(?:на|ен) )?только "
    r"(?:для )?(?:\w+ )?подписчик\w+"
    r"|(?:ten wpis|ta treść|ta publikacja) jest (?:chroniony hasłem|dostępn[ay] tylko dla|tylko dla)"
    r"|(?:questo contenuto|questo articolo) è riservat[oa] (?:agli|ai)|deze inhoud is alleen voor"
    r"|bu (?:içerik|yazı) (?:parola korumalı|yalnızca aboneler)"
    r"|この(?:記事|続き|投稿)は.{0,8}(?:会員|メンバー)限定"
    r"|이 (?:글|콘텐츠)[은는] .{0,10}(?:구독자|회원|멤버십)"
    r"|(?:本文|此文|本章).{0,6}(?:仅限|仅对|需要|僅限).{0,6}(?:订阅|会员|付费|訂閱|會員)"
    r"|この(?:コンテンツ|投稿)はパスワードで保護されています|この投稿はパスワードで保護されている"
    r"|这是一篇受密码保护的文章|此内容受密码保护|受密码保护"
)
BUTTONS = re.compile(
    r"already (?:have an account|a (?:paid )?(?:subscriber|member|patron)).*|sign (?:in|up)|log in"
    r"|subscribe(?: now)?|upgrade(?: now| to paid)?|share(?: this)?\b.{0,60}|like this|like loading"
    r"|leave a comment|join now"
)
SIGNED = re.compile(
    r"the post .{1,300}(?:first appeared|appeared first) on .{1,300}"
    r"|der beitrag .{1,300}erschien zuerst auf .{1,300}"
    r"|l article .{1,300}est apparu en premier sur .{1,300}"
    r"|la entrada .{1,300}(?:se publicó primero en|apareció primero en|aparece primero en) .{1,300}"
    r"|(?:o post|o conteúdo|a entrada|o artigo) .{1,300}(?:apareceu|aparece) primeiro em .{1,300}"
    r"|l articolo .{1,300}proviene da .{1,300}|het bericht .{1,300}verscheen eerst op .{1,300}"
    r"|запись .{1,300}впервые появилась .{1,300}|artykuł .{1,300}pochodzi z serwisu .{1,300}"
    r"|投稿 .{1,300}に最初に表示されました|inlägget .{1,300}dök först upp på .{1,300}"
)
