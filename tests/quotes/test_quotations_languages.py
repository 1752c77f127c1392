"""Spoken lines are found as each language sets them, without what is told between, and with who says them."""

from __future__ import annotations

import pytest

from bot.quotes import quotations

Line = tuple[str, str | None]


def said(*paragraphs: str, characters: tuple[str, ...] = ()) -> list[Line]:
    """The lines of a chapter of these paragraphs, each with its speaker."""
    found = quotations.of_story(["\n\n".join(paragraphs)], characters)[0]
    return [(one.text, one.speaker) for one in found if one.kind == "speech"]


LANGUAGES: dict[str, tuple[tuple[str, ...], list[Line]]] = {
    "French": (
        (
            "« Tu es venu », dit Maëlle. « Je t’attendais. »",
            "– Je ne peux pas, répondit Pierre en baissant les yeux. Il faisait nuit dehors.",
            "« Non, murmura-t-il, je ne sais pas. »",
            "– Et toi ? demanda la vieille Anne-Marie. Tu restes ?",
            "Thérèse répondit : « Peut-être. »",
            "Il lisait « Le Monde » tous les matins.",
            "– C’est fini, dit monsieur Dupont.",
        ),
        [
            ("Tu es venu Je t’attendais.", "Maëlle"),
            ("Je ne peux pas", "Pierre"),
            ("Non, je ne sais pas.", None),
            ("Et toi ? Tu restes ?", "Anne-Marie"),
            ("Peut-être.", "Thérèse"),
            ("C’est fini", "monsieur Dupont"),
        ],
    ),
    "Spanish": (
        (
            "—Vete —dijo Ana—. ¡Ya!",
            "—No quiero irme —respondió Tomás, y se sentó—. ¿Por qué?",
            "—¡Cállate! —Ana cerró la puerta de golpe.",
            "«Qué frío hace», pensó Ana.",
            "El libro se llamaba «La lámpara» y nadie lo leía.",
            "—Lo sé —dijo ella en voz baja.",
        ),
        [
            ("Vete ¡Ya!", "Ana"),
            ("No quiero irme ¿Por qué?", "Tomás"),
            ("¡Cállate!", None),
            ("Qué frío hace", "Ana"),
            ("Lo sé", None),
        ],
    ),
    "Portuguese": (
        (
            "— Vieste — disse Inês. — Esperava-te.",
            "– Vem cá! – gritou o Pedro. – Depressa!",
            "— Estou aqui — disse o velho.",
            "O navio chamava-se “Esperança” e era novo.",
        ),
        [("Vieste Esperava-te.", "Inês"), ("Vem cá! Depressa!", "Pedro"), ("Estou aqui", None)],
    ),
    "Italian": (
        ("«Sei venuto» disse Anna. «Ti aspettavo.»", "— Non lo so, rispose Marco."),
        [("Sei venuto Ti aspettavo.", "Anna"), ("Non lo so", "Marco")],
    ),
    "German": (
        (
            "„Du bist gekommen“, sagte Anke leise. „Ich habe gewartet.“",
            "»Ich komme immer«, antwortete Jens und lachte. »Das weißt du.«",
            "„Geh“, sagte die alte Frau.",
            "Das Schiff hieß „Seeadler“ und lag im Hafen.",
            "„Bitte“, sagte Frau Müller, „bleib doch.“",
        ),
        [
            ("Du bist gekommen Ich habe gewartet.", "Anke"),
            ("Ich komme immer Das weißt du.", "Jens"),
            ("Geh", None),
            ("Bitte bleib doch.", "Frau Müller"),
        ],
    ),
    "Dutch": (
        ("'Je bent gekomen,' zei Anna. 'Ik heb op je gewacht.'", "‘Waarheen?’ vroeg Jan zacht."),
        [("Je bent gekomen, Ik heb op je gewacht.", "Anna"), ("Waarheen?", "Jan")],
    ),
    "Swedish": (
        ("– Vart ska du? frågade Erik.", "”Jag vet inte”, sa han, och det var inte sant."),
        [("Vart ska du?", "Erik"), ("Jag vet inte", None)],
    ),
    "Russian": (
        (
            "— Иди, — сказала Вера. — Скорее!",
            "— Тот, кто пришёл, — мой брат, — тихо ответил Илья. — Он останется.",
            "— Я не знаю... — Вера отвернулась к окну. — Не спрашивай.",
            "— Вера — моя сестра.",
            "- Привет, - махнула рукой Аня.",
            "— Я всегда прихожу, — ответил Илья. «Как холодно», — подумал он.",
            "Пароход назывался «Титаник» и стоял у причала.",
            "«Холодно, — подумал Илья. — Скорее бы домой».",
        ),
        [
            ("Иди, Скорее!", "Вера"),
            ("Тот, кто пришёл, — мой брат, Он останется.", "Илья"),
            ("Я не знаю... Не спрашивай.", None),
            ("Вера — моя сестра.", None),
            ("Привет", None),
            ("Я всегда прихожу", "Илья"),
            ("Как холодно", None),
            ("Холодно, Скорее бы домой", "Илья"),
        ],
    ),
    "Polish": (
        (
            "– Przyszedłeś – powiedziała Anna. – Czekałam na ciebie.",
            "– Nie wiem, czy to prawda – szepnęła Ewa Nowak – ale boję się.",
            "– Idź już! – Zamknęła drzwi.",
            "„Zimno tu”, pomyślał Piotr.",
        ),
        [
            ("Przyszedłeś Czekałam na ciebie.", "Anna"),
            ("Nie wiem, czy to prawda ale boję się.", "Ewa Nowak"),
            ("Idź już!", None),
            ("Zimno tu", "Piotr"),
        ],
    ),
    "Czech": (
        ("„Přišel jsi,“ řekla Jana. „Čekala jsem na tebe.“", "„Kam jdeš?“ zeptal se Petr."),
        [("Přišel jsi, Čekala jsem na tebe.", "Jana"), ("Kam jdeš?", "Petr")],
    ),
    "Turkish": (
        ("— Nereye gidiyorsun? diye sordu Mehmet.", "“Bilmiyorum ama çok güzel,” dedi Ayşe."),
        [("Nereye gidiyorsun?", "Mehmet"), ("Bilmiyorum ama çok güzel,", "Ayşe")],
    ),
    "Indonesian": (
        ('"Kamu sudah datang," kata Sari. "Aku menunggumu."', 'Kapal itu bernama "Harapan" dan tua.'),
        [("Kamu sudah datang, Aku menunggumu.", "Sari")],
    ),
    "Chinese": (
        (
            "“你来了，”林海说，“我一直在等你。”",
            "小雨低声问道：“你冷吗？”",
            "“不冷。”他摇了摇头。",
            "所谓的“自由”其实并不存在。",
            "「走吧。」歐陽小雪輕輕地說。",
            "“小说很好看。”林海笑着对小雨说。",
            "‘走。’她说。",
        ),
        [
            ("你来了， 我一直在等你。", "林海"),
            ("你冷吗？", "小雨"),
            ("不冷。", None),
            ("走吧。", "歐陽小雪"),
            ("小说很好看。", "林海"),
            ("走。", None),
        ],
    ),
    "Japanese": (
        (
            "「行こう」と海子は言った。",
            "「もう遅い」彼は首を振った。",
            "彼は「自由」という言葉が嫌いだった。",
            "健太が「寒いな」とつぶやいた。",
            "「『灯台』を読んだ？」",
        ),
        [
            ("行こう", "海子"),
            ("もう遅い", None),
            ("寒いな", "健太"),
            ("『灯台』を読んだ？", None),
        ],
    ),
    "Korean": (
        (
            "“왔구나.” 민수가 말했다. “기다렸어.”",
            '"어디 가?" 지은은 조용히 물었다.',
            "“몰라.” 그가 대답했다.",
            "그는 ‘자유’라는 말을 싫어했다.",
        ),
        [("왔구나. 기다렸어.", "민수"), ("어디 가?", "지은"), ("몰라.", None)],
    ),
    "Arabic": (
        (
            "«لقد أتيت»، قالت نور. «كنت أنتظرك».",
            'صرخت نور: "انتظر!"',
            "“إلى أين؟” سأل الرجل العجوز.",
            "كانت السفينة تسمى «الأمل» في الميناء.",
        ),
        [("لقد أتيت كنت أنتظرك", "نور"), ("انتظر!", "نور"), ("إلى أين؟", None)],
    ),
    "Hebrew": (
        ('"באת," אמרה נועה. "חיכיתי לך."', '"לך!" צעקה נועה.', 'הספינה נקראה "תקווה" ועגנה בנמל.'),
        [("באת, חיכיתי לך.", "נועה"), ("לך!", "נועה")],
    ),
    "Thai": (
        ("“เธอมาแล้ว” มะลิพูด “ฉันรอเธออยู่”", "“ไปไหน” เขาถาม", "เรือชื่อ “ความหวัง” จอดอยู่ที่ท่า", "มะลิยิ้ม"),
        [("เธอมาแล้ว ฉันรอเธออยู่", "มะลิ"), ("ไปไหน", None)],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_s_speech_is_found_without_what_is_told(language: str) -> None:
    paragraphs, lines = LANGUAGES[language]
    assert said(*paragraphs) == lines


def test_a_text_in_several_languages_has_each_one_s_speech() -> None:
    assert said(
        "« Bonsoir », dit Orla Finch. « La lampe est allumée. »",
        "»Guten Abend«, sagte Tom Reed. »Das Licht brennt.«",
        "— Allume la lampe, dit Orla Finch.",
        "「灯はついたか」と船長は言った。",
    ) == [
        ("Bonsoir La lampe est allumée.", "Orla Finch"),
        ("Guten Abend Das Licht brennt.", "Tom Reed"),
        ("Allume la lampe", "Orla Finch"),
        ("灯はついたか", "船長"),
    ]


def test_a_foreign_line_in_an_english_chapter_changes_nothing_else_in_it() -> None:
    english = ["“Is it late?” asked Orla.", "— and by a single lady it was.", "“It is,” said Tam."]
    foreign = "« Il est tard », dit la vieille Maëlle."
    assert said(*english) == [("Is it late?", "Orla"), ("It is,", "Tam")]
    assert said(*english, foreign) == [*said(*english), ("Il est tard", "Maëlle")]


def test_a_short_chapter_is_read_in_the_language_of_its_story() -> None:
    long = "Il était une fois, dans la ville, une femme qui ne savait pas que la mer est belle. " * 5
    found = quotations.of_story([long, "– Oui, fit Léa."])[1]
    assert [(one.text, one.speaker) for one in found] == [("Oui", "Léa")]


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("— Cheguei — disse Rui. — Vou já.", ("Cheguei Vou já.", "Rui")),
        ("— Parto — disse Bruno.", ("Parto", "Bruno")),
    ],
)
def test_a_line_that_two_languages_could_be_in_loses_its_tag_all_the_same(line: str, spoken: Line) -> None:
    assert said(line) == [spoken]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("“明天一早就出发，谁也不许迟到。”李老师叹了口气说。", "李老师"),
        ("“我知道了，老师，您放心吧。”小明点点头，说道。", "小明"),
        ("王雪看着窗外问：“你真的要离开这座城市吗？”", "王雪"),
        ("“就这样决定了，我们一起去。”陈小松沉默了一会儿，低声说。", "陈小松"),
        ("李老师想了想，笑着说：“也许这样更好，再等一天。”", "李老师"),
        ("“這裡有我一個人就夠了。”張偉搖了搖頭道。", "張偉"),
        ("“灯塔的灯灭了，快去看看。”他叹了口气说。", None),
        ("「もう遅いよ、みんな帰った」太郎は机の上に置かれた手紙をゆっくりと閉じながら言った。", "太郎"),
    ],
)
def test_who_does_something_before_they_speak_is_the_speaker(paragraph: str, speaker: str | None) -> None:
    assert [who for _, who in said(paragraph)] == [speaker]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("Der Regen hörte nicht auf. Anke sagte: „Wir warten hier.“ Und sie setzte sich.", "Anke"),
        ("Es war kalt in dem Haus. Da sagte Jens: „Ich gehe nicht.“", "Jens"),
        ("La pluie ne cessait pas. Anna répondit : « On attend ici. »", "Anna"),
        ("La lluvia no cesaba. Entonces dijo Inés: «Esperaremos aquí». Y se sentó.", "Inés"),
        ("Regnet ville ikke slutte. Anna sa: «Vi venter her.»", "Anna"),
        ("استمر المطر في الليل. وقالت ليلى وهي تنظر إلى البحر: «سننتظر إذن هنا». وجلست ليلى.", "ليلى"),
        ("باران بند نیامد. لیلا گفت: «صبر می‌کنیم.» و یوسف ساکت ماند. لیلا نشست.", "لیلا"),
        ('הגשם לא פסק כל הלילה. מיכל אמרה: "נחכה כאן." ומיכל התיישבה על הכיסא.', "מיכל"),
        ("비는 그치지 않았다. 지수가 말했다. “여기서 기다리자.” 지수는 앉았다.", "지수"),
    ],
)
def test_what_leads_to_a_line_may_stand_behind_another_sentence(paragraph: str, speaker: str) -> None:
    assert [who for _, who in said(paragraph)] == [speaker]


def test_in_finnish_the_name_stands_before_the_verb_of_a_tag_too() -> None:
    told = ("Ilta oli kylmä, mutta hän ei mennyt sisään.", "– Sinä tulit, Anna sanoi. – Minä odotin.")
    assert said(*told) == [("Sinä tulit, Minä odotin.", "Anna")]
