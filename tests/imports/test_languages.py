"""Chapters, details and the language of texts that are not in English."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.imports.formats.plain import headings
from bot.imports.manuscript import Manuscript
from bot.language.names import language_name
from bot.stories.details import Completion, Rating
from bot.stories.models import ChapterKind
from bot.text.languages import LANGUAGES, heads_chapter
from bot.text.languages.telling import language_of

HEADINGS = """
第一章 点灯|第12回|第两百一十八章 归来|【第三章】|序章|番外一 海|第一卷 初遇 第一章 点灯
第1話　灯|第１２話「灯」|エピローグ|1화|제1장|제 3 화: 바다|프롤로그|บทที่ 1
บทที่ 2 ดับไฟ|บทที่หนึ่ง|บทนำ|الفصل الأول|الفصل الحادي عشر: البحر|الفصل ٣|فصل اول|פרק א
פרק י"ב: האור|פרק שלישי|Глава 1|Глава первая|ГЛАВА ДВАДЦАТЬ ПЕРВАЯ|Часть вторая|Пролог
Розділ перший|Глава I. Море|Chapitre premier|Chapitre 1 : Allumer|Première partie
CHAPITRE VINGT-DEUX|Tome 1, Chapitre 3|Épilogue|Kapitel 1|Erstes Kapitel|1. Kapitel
Kapitel einundzwanzig: Nacht|Capítulo Primero|Capítulo 3 El faro se apaga|Capitolo primo
Libro Primo, Capitolo II|Rozdział 1|Rozdział pierwszy|Hoofdstuk 1|Eerste hoofdstuk
Bölüm 1|BİRİNCİ BÖLÜM|1. Bölüm: Deniz|Chương 1|Chương một: Biển|Bab 1|Bab 2 Malam
Kapitola první|1. fejezet|Első fejezet|Ensimmäinen luku|Luku 2|Kapitel två|Kapittel to
Κεφάλαιο Πρώτο|अध्याय 1|Capitolul întâi|Kabanata 1|Поглавље прво|Глава втора|Poglavlje 3
Capítol u|【第1章】灯塔|第一章（上）灯塔|～第一話　灯台～|1부 1화 등대|I. fejezet|II. BÖLÜM|অধ্যায় ১: আলো
প্রথম অধ্যায়|باب 1: جلانا|پہلا باب|قسط نمبر ۱|第001章 灯塔|終章　海|Hồi 1: Ngọn đèn|अध्याय १
""".strip().replace("\n", "|")


@pytest.mark.parametrize("line", HEADINGS.split("|"))
def test_a_chapters_heading(line: str) -> None:
    assert headings.parse(line) is not None


PROSE = """
I. mejezet|第一章（他没读过）里写道|第三話「灯台」では二人が出会う
Глава семьи вышел вперёд.|Глава семьи|Глава 3 была самой трудной.
Часть меня знала об этом.|Kapitel in seinem Leben|Das war das dritte Kapitel.
Kapitel 3 war das schwerste.|Teil eins des Plans war einfach.|Parte de mí lo sabía.
Parte del plan|Chapitre clos|Partie un peu plus tard, elle revint.|Partie en mer
“第一章”|第三章里，他写道这样。|第三章中提到的人都来了|第二天，他走了。|第一次见面
第三者|三人は笑った|一日目|第三話では二人が出会う。|3장의 종이|제일 먼저|Del mig
Tom said no.|Band of brothers|بابا|الفصل جميل في الخريف.|פרק חדש בחייה|บทสนทนาจบลง
Volume up, please|Extra cheese|Scene by the sea
""".strip().replace("\n", "|")


@pytest.mark.parametrize("line", PROSE.split("|"))
def test_prose_that_begins_like_a_heading(line: str) -> None:
    assert headings.parse(line) is None


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("第一章　点灯", "第一章 点灯"),
        ("Chapitre 1 : Allumer", "Chapitre 1 : Allumer"),
        ("Глава 1. Зажечь свет", "Глава 1. Зажечь свет"),
        ("Capítulo 1 – Acender", "Capítulo 1 – Acender"),
        ("제3화: 바다", "제3화: 바다"),
    ],
)
def test_a_heading_keeps_its_signs(line: str, shown: str) -> None:
    assert str(headings.parse(line)) == shown


@pytest.mark.parametrize(
    ("heads", "titles"),
    [
        (("＃１　灯台", "＃２　手紙"), ("1: 灯台", "2: 手紙")),
        (("１．灯台", "２．手紙"), ("1: 灯台", "2: 手紙")),
        (("Ｃｈａｐｔｅｒ　１", "Ｃｈａｐｔｅｒ　２"), ("Chapter 1", "Chapter 2")),
        (("Ⅰ", "Ⅱ"), ("I", "II")),
        (("①", "②"), ("1", "2")),
    ],
)
def test_full_width_signs_head_chapters_as_ordinary_ones_do(
    heads: tuple[str, str], titles: tuple[str, str]
) -> None:
    prose = "海辺の町に古い灯台がありました。毎晩、老人が階段をのぼり、灯りをともします。" * 12
    found = story("\n\n".join(f"{head}\n\n{prose}\n\n{prose}" for head in heads))
    assert tuple(chapter.title for chapter in found.chapters) == titles


def story(text: str) -> Manuscript:
    return formats.parse(text.encode(), "story.txt")


def titles(text: str) -> list[str]:
    return [chapter.title for chapter in story(text).chapters if chapter.kind is ChapterKind.BODY]


STORIES = {
    "de": (
        "Titel: Am Meer\nAutor:in: Anke Deich und Jens\nKurzbeschreibung: Eine Wärterin zählt Schiffe.\n"
        "Figuren: Anke, Jens\nSchlagwörter: Meer; Licht\nStatus: abgeschlossen\n"
        "Inhaltswarnung: Tod, Sturm\nAltersfreigabe: FSK 12",
        ("Erstes Kapitel", "Zweites Kapitel"),
        "Das Meer war still, und die Fischer schliefen. Sie dachte an den Brief, den er nicht schrieb.",
    ),
    "es": (
        "Título: El mar\nAutora: Inés y Luz\nResumen: Una farera cuenta barcos.\nPersonajes: Inés, Luz\n"
        "Etiquetas: mar, luz\nEstado: completo\nAdvertencias: muerte, tormenta\nClasificación: +12",
        ("Capítulo Uno", "Capítulo Dos"),
        "El mar estaba en calma y los pescadores dormían. Ella pensó en la carta que él no le había escrito.",
    ),
    "ru": (
        "Название: Море\nАвтор: Вера и Илья\n"
        "Краткое содержание: Хранительница считает корабли.\n"
        "Персонажи: Вера, Илья\nМетки: море, свет\nСтатус: завершён\nПредупреждения: смерть, шторм\n"
        "Рейтинг: 12+",
        ("Глава первая", "Глава вторая"),
        "Море было тихим. Рыбаки спали. Она думала о письме, которое он ей не написал, но это было давно.",
    ),
    "zh": (
        "标　题：海\n作　者：林海、小雨\n文案：一个守灯人的故事。\n主角：林海，小雨\n标签：海，光\n"
        "状态：已完结\n"
        "预警：死亡，风暴\n分级：PG-13",
        ("第一章 海", "第二章 光"),
        "海风很大，灯塔的光在夜里闪烁。他点了一支烟，望着远处的船。",
    ),
    "ja": (
        "タイトル：海\n作者：海野、灯\nあらすじ：灯台守の話。\n登場人物：海野、灯\nタグ：海、光\n"
        "状態：完結\n"
        "注意：死、嵐\n対象年齢：12歳",
        ("第一話　海", "第二話　光"),
        "夜の海は静かだった。漁師たちは眠っている。",
    ),
    "ko": (
        "제목: 바다\n작가: 해영, 등\n줄거리: 등대지기 이야기.\n등장인물: 해영, 등\n태그: 바다, 빛\n"
        "상태: 완결\n"
        "경고: 죽음, 폭풍\n등급: 12세",
        ("1화 바다", "2화 빛"),
        "바다는 고요했다. 어부들은 자고 있었다.",
    ),
    "ar": (
        "العنوان: البحر\nالكاتبة: نور، ليل\nالملخص: حارسة تعد السفن.\nالشخصيات: نور، ليل\nالوسوم: بحر، ضوء\n"
        "الحالة: مكتملة\nتحذيرات: موت، عاصفة\nالتصنيف: +12",
        ("الفصل الأول", "الفصل الثاني"),
        "كان البحر هادئًا في الليل، والصيادون نائمون. لم تكن تريد أن تذهب إلى البيت بعد كل هذا الذي قال.",
    ),
}


@pytest.mark.parametrize(
    ("tag", "head", "chapters", "prose"), [(tag, *rest) for tag, rest in STORIES.items()]
)
def test_labels_before_a_story(tag: str, head: str, chapters: tuple[str, str], prose: str) -> None:
    text = "\n\n".join((head, chapters[0], prose, prose, chapters[1], prose))
    found = story(text)
    details = found.details
    assert [chapter.title for chapter in found.chapters] == [each.replace("　", " ") for each in chapters]
    assert prose in found.chapters[0].text
    assert details.language == tag
    assert details.title
    assert len(details.authors) == (1 if tag == "es" else 2)  # `Ortega y Gasset` is one
    assert details.summary
    assert len(details.characters) == len(details.tags) == len(details.content_warnings) == 2
    assert details.rating is Rating.TEEN
    assert details.completion is Completion.COMPLETE
    assert not details.notes


def test_a_chinese_novel_has_no_blank_lines() -> None:
    text = "海\n作者：林海\n第一章点灯\n" + "　　夜里下着雨。\n　　他点了灯。\n" * 3
    text += "第二章熄灯\n" + "　　灯熄了，第三章的事谁也不知道。\n　　“走吧。”\n" * 3
    found = story(text)
    assert found.details.title == "海"
    assert found.details.authors == ("林海",)
    assert [chapter.title for chapter in found.chapters] == ["第一章点灯", "第二章熄灯"]
    assert found.chapters[0].text.count("\n\n") == 5


def test_a_title_and_an_author_without_labels() -> None:
    found = story("灯台守\n海野　灯\n\n第一話\n\n夜の海は静かだった。\n\n第二話\n\n朝が来た。")
    assert (found.details.title, found.details.authors) == ("灯台守", ("海野　灯",))
    found = story("Маяк\nАвтор: Вера\n\nГлава 1\n\nМоре было тихим.\n\nГлава 2\n\nРыбаки спали.")
    assert (found.details.title, found.details.authors) == ("Маяк", ("Вера",))


def test_chapters_with_a_number_in_chinese_signs_alone() -> None:
    body = "夜里下着雨，灯塔的灯还亮着。守塔人坐在窗前，听着海浪的声音。" * 3
    assert titles(f"一、点灯\n\n{body}\n\n二、熄灯\n\n{body}\n\n三、黎明\n\n{body}") == [
        "一、点灯",
        "二、熄灯",
        "三、黎明",
    ]


def test_a_chapter_named_in_the_text_is_none() -> None:
    text = "第一章 海\n\n他在读书。\n\n第二章里写的是光，他想。\n\n他又读了一遍。\n\n第二章 光\n\n天亮了。"
    assert titles(text) == ["第一章 海", "第二章 光"]


@pytest.mark.parametrize(
    "title",
    [
        "第一章 点灯",
        "第一章点灯",
        "3화 바다",
        "Глава первая",
        "Erstes Kapitel",
        "Kapitel 2: Meer",
        "Epílogo",
        "บทที่ 1",
        "序章",
    ],
)
def test_a_chapter_that_has_its_number_is_not_given_another(title: str) -> None:
    assert heads_chapter(title)


@pytest.mark.parametrize(
    "title", ["Глава семьи", "Das letzte Kapitel", "三人の話", "Home", "Le livre", "1984", "*"]
)
def test_a_title_without_its_number_is_given_one(title: str) -> None:
    assert not heads_chapter(title)


def test_markdown_in_another_language() -> None:
    text = "---\ntítulo: El mar\nautora: Inés\nresumen: Barcos.\n---\n\n# Capítulo primero\n\nEl mar.\n\n"
    found = formats.parse(f"{text}# Capítulo segundo\n\nLa luz.".encode(), "story.md")
    assert (found.details.title, found.details.authors) == ("El mar", ("Inés",))
    assert found.details.summary == "Barcos."
    assert [chapter.title for chapter in found.chapters] == ["Capítulo primero", "Capítulo segundo"]


@pytest.mark.parametrize(
    "text",
    [
        "The sea was still, and the fishermen slept. She thought of the letter that he had not written.",
        "“Mein Gott,” he said, and then: “Ich weiß nicht.” Nobody in the room knew what he meant by that, "
        "but it did not sound good to any of them.",
        "Short.",
        "Dee had a map of the bay and de facto ruled it, as her man in the Hague had said she would do.",
    ],
)
def test_english_is_never_taken_for_another_language(text: str) -> None:
    assert language_of(text) is None


def test_each_language_that_is_told_has_an_english_name() -> None:
    names = {language.tag: language_name(language.tag) for language in LANGUAGES}
    assert not [tag for tag, name in names.items() if name == tag]
    assert (names["fa"], language_name("en-GB"), language_name("x")) == ("Persian", "English (GB)", "x")
