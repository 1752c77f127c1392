"""Plain texts as sites for stories export them, and as people copy them from there."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Completion, Rating
from bot.stories.models import ChapterKind

PROSE = "The lamp was lit at six, and the keeper sat down with his tea. It rained all evening.\n\n" * 8


def read(text: str) -> Manuscript:
    return formats.parse(text.encode(), "some-file.txt")


def bodies(story: Manuscript) -> list[ManuscriptChapter]:
    return [chapter for chapter in story.chapters if chapter.kind is ChapterKind.BODY]


def titles(story: Manuscript) -> list[str]:
    return [chapter.title for chapter in bodies(story)]


def test_a_serial_of_narou_keeps_its_chapters_and_its_notes() -> None:
    story = read(
        "灯台の娘\n\n作者：海野しお\n\n【キーワード】\nR15 海 灯台\n\n第一章　夜の海\n\n第1話　灯\n\n"
        "（前書き）\n　はじめまして。\n　よろしくお願いします。\n\n"
        "　灯台守の娘は、毎晩六時に灯をともす。\n　その夜も、雨だった。\n「遅かったわね」\n\n"
        "（後書き）\n　感想をお待ちしています。\n\n第2話　船\n\n（前書き）\n　お待たせしました。\n\n"
        "　船は三日たっても来なかった。\n　雨はまだ降っている。\n\nあとがき\n\n　ありがとうございました。\n"
    )
    first, second = bodies(story)
    assert [first.title, second.title] == ["第一章 夜の海 · 第1話 灯", "第一章 夜の海 · 第2話 船"]
    assert (first.notes.before, first.notes.after) == (
        "はじめまして。\nよろしくお願いします。",
        "感想をお待ちしています。",
    )
    assert first.text.startswith("灯台守の娘は") and first.text.endswith("「遅かったわね」")
    assert second.notes.before == "お待たせしました。"
    assert story.details.tags == ("R15", "海", "灯台")
    assert story.details.rating is Rating.MATURE


def test_a_volume_right_above_the_first_chapter_hides_no_chapter() -> None:
    story = read(
        "书名：夜航\n作者：北冥\n简介：\n    一艘船。\n\n正文卷\n第一章 少年\n\n    少年站在船头。\n"
        "    他没有回头。\n\n第二章 风浪\n\n    风浪来得很快。\n    他抓住了绳子。\n"
    )
    assert titles(story) == ["第一章 少年", "第二章 风浪"]
    assert (story.details.title, story.details.summary) == ("夜航", "一艘船。")


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("The Salt Road\nChapter 1", "The Salt Road", ()),
        ("The Salt Road\nby Nell Harrow\nChapter 1\nThe Lamp", "The Salt Road", ("Nell Harrow",)),
    ],
)
def test_a_title_right_above_the_first_heading(head: str, title: str, authors: tuple[str, ...]) -> None:
    story = read(f"{head}\n\n{PROSE}Chapter 2\n\n{PROSE}")
    assert [each.partition(":")[0] for each in titles(story)] == ["Chapter 1", "Chapter 2"]
    assert (story.details.title, story.details.authors) == (title, authors)


@pytest.mark.parametrize("said", ["「さようなら」", "『おはよう』", "„Guten Morgen“", "»Morgen«"])
def test_what_somebody_says_first_in_a_chapter_is_not_its_title(said: str) -> None:
    story = read(f"第一章\n\n{said}\n\n{PROSE}第二章\n\n{said}\n\n{PROSE}")
    assert titles(story) == ["第一章", "第二章"]
    assert all(chapter.text.startswith(said) for chapter in bodies(story))


def test_a_download_of_the_archive_that_was_turned_into_text() -> None:
    address = "http://archiveofourown.org/works/1"
    story = read(
        f"The Salt Road\nPosted originally on the Archive of Our Own at {address}.\n\nRating: Explicit\n"
        "Archive Warning: Major Character Death\nSeries: Part 1 of Lamps\n\nThe Salt Road\nby nellharrow\n\n"
        f"Summary\n\nMarta keeps the lamp.\n\nChapter 1\n\n{PROSE}"
        "Please drop by the Archive and comment to let the creator know if you enjoyed their work!\n"
    )
    details = story.details
    assert (details.title, details.authors, details.source) == ("The Salt Road", ("nellharrow",), address)
    assert (details.summary, details.rating) == ("Marta keeps the lamp.", Rating.EXPLICIT)
    (chapter,) = bodies(story)
    assert "Posted" not in chapter.text and chapter.text == PROSE.strip()


def test_a_list_of_chapters_in_one_paragraph_is_not_torn_apart() -> None:
    story = read(f"The Salt Road\n\nContents\nChapter 1\n\nChapter 1\n\n{PROSE}Chapter 2\n\n{PROSE}")
    assert titles(story) == ["Chapter 1", "Chapter 2"]


def test_a_text_of_ficbook_keeps_title_author_and_address_apart() -> None:
    story = read(
        "Свет над морем\nhttps://ficbook.net/readfic/1\n\nАвтор: Vera_Osina (https://ficbook.net/authors/9)\n"
        "Фэндом: Ориджиналы\nРейтинг: NC-17\nСтатус: завершён\nКол-во частей: 2\nОписание: Маяк.\n\n"
        f"========== Часть 1. Туман ==========\n\n{PROSE}========== Эпилог ==========\n\n{PROSE}"
    )
    details = story.details
    assert (details.title, details.authors) == ("Свет над морем", ("Vera_Osina",))
    assert (details.source, details.fandoms) == ("https://ficbook.net/readfic/1", ("Ориджиналы",))
    assert (details.rating, details.completion) == (Rating.EXPLICIT, Completion.COMPLETE)
    assert titles(story) == ["Часть 1. Туман", "Эпилог"]


def test_a_title_in_small_letters_and_ornaments_before_labels() -> None:
    story = read(
        f"the salt road ☆ marta x reader\n\n❥ genre: angst, fluff\n❥ warnings: blood, swearing\n"
        f"✿ rating: 18+ (minors dni!) ✿\n❥ wc: 1.2k\n\n{PROSE}"
    )
    assert story.details.title == "the salt road ☆ marta x reader"
    assert story.details.content_warnings == ("blood", "swearing")
    assert (story.details.rating, story.details.tags) == (Rating.EXPLICIT, ("angst", "fluff"))


@pytest.mark.parametrize(
    ("label", "sign"),
    [
        ("הערת הסופרת", ":"),
        ("یادداشت نویسنده", ":"),
        ("Tác giả có lời muốn nói", ":"),
        ("Nota autoarei", ":"),
        ("Σημείωση της συγγραφέως", ":"),
        ("FÖRFATTARENS KOMMENTAR", " –"),
        ("【作者有话说】", ""),
        ("[작가의 말]", ""),
        ("(A/N)", ""),
    ],
)
def test_a_note_behind_a_chapter_in_any_language_of_the_tables(label: str, sign: str) -> None:
    story = read(f"Chapter 1\n\n{PROSE}{label}{sign} See you on Friday.\n\nChapter 2\n\n{PROSE}")
    assert bodies(story)[0].notes.after == "See you on Friday."
    assert "Friday" not in bodies(story)[0].text


@pytest.mark.parametrize(
    ("line", "rating", "warnings"),
    [
        ("[18+ | MDNI | contains smut]", Rating.EXPLICIT, ()),
        ("Waarschuwingen: dood\nGeschikt voor: 18+", Rating.EXPLICIT, ("dood",)),
        ("Genre: Drama, Freundschaft / P18 / Gen", Rating.EXPLICIT, ()),
        ("Warnings: blood\nOne thing: he was seventeen.", None, ("blood",)),
    ],
)
def test_a_rating_behind_words_that_no_table_has(
    line: str, rating: Rating | None, warnings: tuple[str, ...]
) -> None:
    details = read(f"The Salt Road\nby Nell Harrow\n\n{line}\n\n{PROSE}").details
    assert (details.rating, details.content_warnings) == (rating, warnings)


@pytest.mark.parametrize("form", ["[{}/3] Lamp", "{}/3", "c{} - Lamp", "C{}"])
def test_other_ways_to_count_chapters(form: str) -> None:
    story = read("".join(f"{form.format(i)}\n\n{PROSE}" for i in (1, 2, 3)))
    assert len(titles(story)) == 3


def test_a_byline_that_says_what_the_story_is_and_ends_with_an_initial() -> None:
    story = read(f"LE PHARE\nUne fanfiction de Maëlle D.\n\nChapitre 1\n\n{PROSE}Chapitre 2\n\n{PROSE}")
    assert story.details.authors == ("Maëlle D.",)


def test_the_marks_of_pixiv_are_headings_pages_and_readings() -> None:
    story = read(
        "【タイトル】夕凪\n【作者】夏目ゆう\n【タグ】海, R-18\n\n[chapter:一 夏]\n\n"
        "　[[rb:夕凪 > ゆうなぎ]]の海は静かだった。\n\n「帰ろう」と湊は言った。\n\n"
        "[newpage]\n\n　[[jumpuri:海 > https://example.org/]]だ。[pixivimage:123]\n\n"
        "[newpage]\n[chapter:二 秋]\n\n　秋になっても、湊は来なかった。\n"
    )
    assert titles(story) == ["一 夏", "二 秋"]
    assert bodies(story)[0].text == (
        "夕凪(ゆうなぎ)の海は静かだった。\n\n「帰ろう」と湊は言った。\n\n\\* \\* \\*\n\n海だ。"
    )
    assert (story.details.title, story.details.rating) == ("夕凪", Rating.EXPLICIT)


def test_a_text_of_aozora_bunko_has_neither_its_legend_nor_its_marks() -> None:
    rule = "-" * 55
    story = read(
        f"灯台鬼\n南條三郎\n\n{rule}\n【テキスト中に現れる記号について】\n\n"
        f"《》：ルビ\n（例）灯台《とうだい》\n{rule}\n\n［＃７字下げ］一［＃「一」は中見出し］\n\n"
        "　遣唐｜大使《たいし》が出発した［＃「出発」に傍点］。\n\n　船は港を出た。\n\n"
        "［＃７字下げ］二［＃「二」は中見出し］\n\n　便りはなかった。\n\n"
        "底本：「全集」海文社\n　　　1980年発行\n入力：山田\n"
    )
    assert titles(story) == ["一", "二"]
    assert (story.details.title, story.details.authors) == ("灯台鬼", ("南條三郎",))
    assert bodies(story)[0].text == "遣唐大使(たいし)が出発した。\n\n船は港を出た。"
    assert bodies(story)[1].text == "便りはなかった。"
    assert story.chapters[-1].kind is ChapterKind.BACK and "海文社" in story.chapters[-1].text


@pytest.mark.parametrize(
    ("line", "warnings"),
    [
        ("CW: This chapter contains blood, drowning, and the death of a parent.",
         ("blood", "drowning", "the death of a parent")),
        ("Warnings: mentions of drowning, swearing", ("mentions of drowning", "swearing")),
        ("Avertissements : ce livre contient : sang, noyade", ("sang", "noyade")),
        ("预警：本文含有：死亡、暴力", ("死亡", "暴力")),
    ],
)  # fmt: skip
def test_warnings_in_a_sentence_that_says_what_a_text_contains(line: str, warnings: tuple[str, ...]) -> None:
    assert read(f"The Salt Road\nby Nell Harrow\n\n{line}\n\n{PROSE}").details.content_warnings == warnings


def test_what_stands_about_the_author_behind_a_story_is_back_matter() -> None:
    story = read(f"Chapter 1\n\n{PROSE}Chapter 2\n\n{PROSE * 2}ABOUT THE AUTHOR\n\nNell lives by the sea.")
    assert titles(story) == ["Chapter 1", "Chapter 2"]
    last = story.chapters[-1]
    assert (last.title, last.text, last.kind) == (
        "ABOUT THE AUTHOR",
        "Nell lives by the sea.",
        ChapterKind.BACK,
    )
