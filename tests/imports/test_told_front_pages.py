"""What the first pages of books and documents say of their story: the rating, the author, the warnings."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Rating
from bot.stories.models import ChapterKind
from tests.imports.epubs import Book, line, nav, page
from tests.imports.word_documents import Document, para

PROSE = "<p>" + "Nobody had rung the bell since the flood, and still it rang. " * 20 + "</p>"
UNKNOWN = "<dc:title>The Salt Road</dc:title><dc:creator>Unknown</dc:creator>"
CENTRED = '<w:jc w:val="center"/>'


def read(*pages: tuple[str, str], metadata: str = UNKNOWN) -> Manuscript:
    names = [f"p{number}.xhtml" for number in range(len(pages))]
    listed = "".join(line(name, title) for name, (title, _) in zip(names, pages, strict=True))
    texts = {name: page(text) for name, (_, text) in zip(names, pages, strict=True)}
    return formats.parse(Book(texts, contents=nav(listed), metadata=metadata).zipped(), "book.epub")


def titles(story: Manuscript) -> list[str]:
    return [chapter.title for chapter in story.chapters if chapter.kind is ChapterKind.BODY]


@pytest.mark.parametrize("said", ["Rating: M", "Rated M", "Altersfreigabe: 16+", "Рейтинг: R"])
def test_a_rating_on_the_first_page_of_a_book_is_not_lost(said: str) -> None:
    first = f"<p>The Salt Road</p><p>by Nell Harrow</p><p>{said}</p>"
    story = read(("Start", first), ("Chapter 1", f"<h1>Chapter 1</h1>{PROSE}"))
    assert story.details.rating is Rating.MATURE
    assert story.details.authors == ("Nell Harrow",)


def test_a_page_of_labels_in_another_language_is_no_chapter() -> None:
    labels = (
        "<h1>Свет над морем</h1><p><b>Автор:</b> Вера</p><p><b>Фэндом:</b> Ориджиналы</p>"
        "<p><b>Рейтинг:</b> NC-17</p><p><b>Метки:</b> Море, Ангст</p><p><b>Описание:</b></p><p>Маяк.</p>"
    )
    story = read(("Свет над морем", labels), ("Туман", PROSE), ("Письмо", PROSE), metadata=UNKNOWN)
    assert titles(story) == ["Туман", "Письмо"]
    details = story.details
    assert (details.authors, details.fandoms, details.summary) == (("Вера",), ("Ориджиналы",), "Маяк.")
    assert (details.rating, details.tags) == (Rating.EXPLICIT, ("Море", "Ангст"))


def test_pages_before_and_behind_a_story_are_told_by_their_names_in_other_languages() -> None:
    warned = "<h1>Avertissements</h1><p>Ce livre contient : sang, noyade.</p>"
    story = read(
        ("Couverture", "<p>Le phare, un roman de la mer</p>"),
        ("Avertissements", warned),
        ("Chapitre 1", PROSE),
        ("À propos de l’autrice", "<p>Maëlle vit au bord de la mer.</p>"),
        ("奥付", "<p>発行</p>"),
    )
    assert titles(story) == ["Chapitre 1"]
    assert story.details.content_warnings == ("sang", "noyade")


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("Inhaltsverzeichnis", "Danksagung"),
        ("İçindekiler", "Teşekkür"),
        ("Обкладинка", "Про авторку"),
        ("목차", "작가 소개"),
        ("Okładka", "Podziękowania"),
        ("Title Page", "Also by Orla Finch"),
        ("Copyright", "Newsletter"),
    ],
)
def test_such_pages_are_told_in_every_language_that_has_names_for_them(front: str, back: str) -> None:
    story = read((front, "<p>Das Licht</p>"), ("Das Licht", PROSE), (back, "<p>Ich danke allen.</p>"))
    assert titles(story) == ["Das Licht"]


def test_a_name_below_a_centred_title_is_the_authors_where_a_heading_follows() -> None:
    body = "".join(
        para(text, properties=CENTRED) for text in ("LE PHARE", "Maëlle Dupont", "CHAPITRE PREMIER")
    )
    prose = para("Personne n’avait sonné la cloche depuis la crue. " * 20)
    story = formats.parse(Document(body + prose).zipped(), "x.docx")
    assert (story.details.title, story.details.authors) == ("LE PHARE", ("Maëlle Dupont",))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<h1 class="p-novel__title">第1話　灯</h1>',
            '<div class="p-novel__body"><div class="p-novel__text p-novel__text--preface"><p>前</p></div>'
            '<div class="p-novel__text"><p>娘は灯をともす。</p></div>'
            '<div class="p-novel__text p-novel__text--afterword"><p>後</p></div></div>',
        ),
        (
            '<p class="novel_subtitle">第1話　灯</p>',
            '<div id="novel_p"><p>前</p></div><div id="novel_honbun"><p>娘は灯をともす。</p></div>'
            '<div id="novel_a"><p>後</p></div>',
        ),
    ],
)
def test_a_saved_page_of_narou_has_its_notes_beside_its_text(head: str, body: str) -> None:
    story = formats.parse(
        f'<html><head><title>灯台の娘 - 第1話　灯</title></head><body><a href="https://mypage.syosetu.com/1/">海野</a>'
        f"{head}{body}<div>次へ</div></body></html>".encode(),
        "page.html",
    )
    (chapter,) = story.chapters
    assert (story.details.title, story.details.authors) == ("灯台の娘", ("海野",))
    assert (chapter.title, chapter.text) == ("第1話 灯", "娘は灯をともす。")
    assert chapter.notes == ChapterNotes(before="前", after="後")
