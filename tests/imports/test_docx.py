"""What an author's Word document looks like on Discord."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.manuscript import TITLE_FROM_NAME
from bot.stories.details import Completion, Rating
from bot.stories.models import ChapterKind
from bot.text.markup import strip
from tests.imports.word_documents import Document, item, para, run

PROSE = "The lamp went out at nine, and nobody in the village noticed it until the morning."


def prose(paragraphs: int = 4) -> str:
    return "".join(para(f"{number} {PROSE}") for number in range(paragraphs))


@pytest.mark.parametrize("style", ["berschrift1", "Kapitel"])
def test_headings_are_known_by_their_style_in_whatever_language_word_was(style: str) -> None:
    body = para("The Lamp", style=style) + prose() + para("The Storm", style=style) + prose()
    chapters = Document(body).read().chapters
    assert [chapter.title for chapter in chapters] == ["The Lamp", "The Storm"]
    assert all(chapter.text.startswith("0 The lamp") for chapter in chapters)


def test_paragraphs_placed_in_the_outline_are_headings() -> None:
    level = '<w:outlineLvl w:val="0"/>'
    body = "".join(para(f"Chapter {number}", properties=level) + prose() for number in (1, 2))
    assert [chapter.title for chapter in Document(body).read().chapters] == ["Chapter 1", "Chapter 2"]


def test_parts_hold_chapters() -> None:
    body = ""
    for part, numbers in (("Part One", (1, 2)), ("Part Two", (3, 4))):
        body += para(part, style="berschrift1")
        for number in numbers:
            body += para(f"Chapter {number}", style="berschrift2") + prose()
    titles = [chapter.title for chapter in Document(body).read().chapters]
    assert titles == [
        "Part One · Chapter 1",
        "Part One · Chapter 2",
        "Part Two · Chapter 3",
        "Part Two · Chapter 4",
    ]


def test_chapter_lines_are_found_where_no_style_says_so() -> None:
    body = para("Chapter 1: The Lamp") + prose() + para(run("Chapter 2", "<w:b/>")) + prose()
    chapters = Document(body).read().chapters
    assert [chapter.title for chapter in chapters] == ["Chapter 1: The Lamp", "Chapter 2"]
    assert [chapter.key for chapter in chapters] == ["chapter 1", "chapter 2"]


def test_numbers_that_word_writes_before_headings_are_read() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = "".join(
        para(title, style="berschrift1", properties=numbered) + prose() for title in ("The Lamp", "The Storm")
    )
    titles = [chapter.title for chapter in Document(body).read().chapters]
    assert titles == ["Chapter 1: The Lamp", "Chapter 2: The Storm"]


def test_a_title_page_becomes_the_details() -> None:
    front = (
        para("The Lighthouse", style="Titel")
        + para("by Night Owl", style="Untertitel")
        + para("Summary: A lamp goes out.")
        + para("Rating: T")
        + para("Status: In progress")
        + para("Disclaimer: I own nothing.")
    )
    body = front + para("Chapter 1", style="berschrift1") + prose()
    story = Document(body, core="<dc:title>Document1</dc:title><dc:creator>PC</dc:creator>").read()
    assert (story.details.title, story.details.authors, story.details.rating) == (
        "The Lighthouse",
        ("Night Owl",),
        Rating.TEEN,
    )
    assert (story.details.summary, story.details.disclaimer) == ("A lamp goes out.", "I own nothing.")
    assert story.details.completion is Completion.ONGOING
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1"]


def test_the_one_great_heading_over_all_others_is_the_title() -> None:
    body = para("The Lighthouse", style="berschrift1") + para("by Night Owl")
    for title in ("The Lamp", "The Storm"):
        body += para(title, style="berschrift2") + prose()
    story = Document(body).read("draft7.docx")
    assert (story.details.title, story.details.authors) == ("The Lighthouse", ("Night Owl",))
    assert [chapter.title for chapter in story.chapters] == ["The Lamp", "The Storm"]


def test_the_properties_tell_what_the_text_does_not() -> None:
    core = (
        "<dc:title>The Lighthouse</dc:title><dc:creator>Night Owl; A. Friend</dc:creator>"
        "<dc:description>A *lamp* goes out.</dc:description><cp:keywords>sea, lamps; sea</cp:keywords>"
        "<dc:language>en-GB</dc:language><cp:contentStatus>Complete</cp:contentStatus>"
    )
    story = Document(prose(), core=core).read("draft7.docx")
    assert (story.details.title, story.details.authors) == ("The Lighthouse", ("Night Owl", "A. Friend"))
    assert (story.details.summary, story.details.tags, story.details.language) == (
        r"A \*lamp\* goes out.",
        ("sea", "lamps"),
        "en-GB",
    )
    assert story.details.completion is Completion.COMPLETE
    assert story.warnings == ()


def test_a_document_that_says_nothing_is_called_as_its_file() -> None:
    story = Document(prose()).read()
    assert story.details.title == "The Lighthouse"
    assert TITLE_FROM_NAME in story.warnings
    assert [(chapter.title, chapter.key) for chapter in story.chapters] == [("", "")]


def test_runs_look_as_they_did() -> None:
    body = para(
        "She ",
        run("never", "<w:i/>"),
        ", ",
        run("ever", "<w:b/>"),
        ", ",
        run("once", '<w:u w:val="single"/>'),
        ", ",
        run("twice", "<w:strike/>"),
        ", ",
        run("styled", '<w:rStyle w:val="Hervorhebung"/>'),
        ", ",
        run("plain", '<w:i w:val="0"/><w:u w:val="none"/>'),
        " *starred*",
    )
    assert Document(body).text == (r"She _never_, **ever**, __once__, ~~twice~~, _styled_, plain \*starred\*")


def test_a_paragraph_in_italics_has_its_emphasis_upright() -> None:
    upright = run("never", '<w:rStyle w:val="Hervorhebung"/>')
    assert Document(para("I will ", upright, " go.", style="Brief")).text == "_I will_ never _go._"


def test_raised_figures_and_unbroken_hyphens() -> None:
    square = run("2", '<w:vertAlign w:val="superscript"/>')
    hyphen = "<w:r><w:t>nine</w:t><w:noBreakHyphen/><w:t>fold</w:t><w:tab/><w:t>x</w:t></w:r>"
    assert Document(para("E = mc", square, " ", hyphen)).text == "E = mc² nine‑fold x"


def test_verse_keeps_its_lines() -> None:
    verse = "<w:r><w:t>Roses are red,</w:t><w:br/><w:t>violets are blue.</w:t></w:r>"
    assert Document(para(verse)).text == "Roses are red,\nviolets are blue."


def test_quotes_stand_together_and_not_in_italics() -> None:
    body = (
        para("He read:") + para("Come home.", style="Zitat") + para("Soon.", style="Zitat") + para("He did.")
    )
    assert Document(body).text == "He read:\n\n> Come home.\n> \n> Soon.\n\nHe did."


@pytest.mark.parametrize(
    "ornament",
    [
        para("* * *", properties='<w:jc w:val="center"/>'),
        para('<w:r><w:br w:type="page"/></w:r>'),
        para(properties="<w:pBdr><w:bottom/></w:pBdr>"),
        para(properties='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
        para('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'),
    ],
)
def test_scene_breaks_of_every_kind(ornament: str) -> None:
    text = Document(prose(3) + ornament + prose(3)).text
    assert text.count(r"\* \* \*") == 1


def test_blank_lines_between_all_paragraphs_are_only_layout() -> None:
    assert r"\*" not in Document((para(PROSE) + para("")) * 6).text


def test_lists_have_their_bullets_and_numbers() -> None:
    body = (
        para("Pack:")
        + item("rope", 1)
        + item("thick", 1, 1)
        + item("lamp", 1)
        + para("Then:")
        + item("climb", 2)
        + para("rest")
        + item("wave", 2)
    )
    assert (
        strip(Document(body).text)
        == "Pack:\n\n• rope\n◦ thick\n• lamp\n\nThen:\n\n1. climb\n\nrest\n\n2. wave"
    )


def test_links_lead_to_web_pages_only() -> None:
    def link(key: str, text: str) -> str:
        shown = run(text, '<w:rStyle w:val="Link"/>')
        return f'<w:hyperlink r:id="{key}">{shown}</w:hyperlink>'

    links = {"r1": "https://example.org/lamp", "r2": "javascript:alert(1)", "r3": "file:///etc/passwd"}
    body = para(link("r1", "the lamp"), ", ", link("r2", "a trap"), ", ", link("r3", "another"))
    assert Document(body, links=links).text == "[the lamp](<https://example.org/lamp>), a trap, another"


def test_notes_are_numbered_and_set_apart() -> None:
    body = prose(2) + para(
        "A lamp",
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
        " and oil",
        '<w:r><w:endnoteReference w:id="7"/></w:r>',
    )
    unused = f'<w:footnote w:id="0">{para("unused")}</w:footnote>'
    footnotes = f'{unused}<w:footnote w:id="7">{para("Brass.")}</w:footnote>'
    story = Document(
        body, footnotes=footnotes, endnotes=f'<w:endnote w:id="7">{para("Whale oil.")}</w:endnote>'
    ).read()
    text, notes = story.chapters
    assert text.text.endswith(r"A lamp\[1] and oil\[2]")
    assert (notes.title, notes.kind, strip(notes.text)) == (
        "Notes",
        ChapterKind.BACK,
        "[1] Brass.\n\n[2] Whale oil.",
    )


def test_tables_are_rows_of_text() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{para(cell)}</w:tc>' for cell in cells)}</w:tr>"

    body = para("The watch:") + f"<w:tbl>{row('Ann', 'nine')}{row('Ben', 'ten')}</w:tbl>"
    assert strip(Document(body).text) == "The watch:\n\nAnn | nine\nBen | ten"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = para(
        "The ",
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>",
        f"<w:ins>{run('new ')}</w:ins>",
        f"<w:moveFrom>{run('gone ')}</w:moveFrom>",
        "lamp",
    )
    document = Document(body)
    assert document.text == "The new lamp"
    assert any("tracked changes" in warning for warning in document.read().warnings)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = para("The lamp ", properties="<w:rPr><w:del/></w:rPr>") + para("went out.") + para("Dark.")
    assert Document(body).text == "The lamp went out.\n\nDark."


def test_comments_hidden_text_and_field_codes_are_not_shown() -> None:
    body = para(
        "The ",
        run("secret ", "<w:vanish/>"),
        '<w:r><w:commentReference w:id="1"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "first of May",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    document = Document(body, other={"word/comments.xml": "<comments>Nonsense</comments>"})
    assert document.text == "The first of May"
    assert len(document.read().warnings) == 3  # the comments, the hidden text, the title


def test_a_table_of_contents_is_no_text() -> None:
    listed = para("The Lamp\t3", style="Verzeichnis1")
    block = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('Inhalt')}</w:sdtContent></w:sdt>"
    )
    assert Document(listed + block + para(PROSE)).text == PROSE


def test_text_boxes_are_read_once_and_pictures_by_their_description() -> None:
    box = f"<w:txbxContent>{para('A sign: BEWARE')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        '</mc:AlternateContent></w:r><w:r><w:drawing><wp:docPr descr="A lighthouse"/></w:drawing></w:r>'
    )
    text = strip(Document(para("Here.") + para(drawn)).text)
    assert text == "Here.\n\nA sign: BEWARE\n\n[Illustration: A lighthouse]"


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S")), min_size=1), min_size=1)
)
def test_no_word_is_lost_and_every_sign_is_literal(words: list[str]) -> None:
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    text = Document(para("Once ", run(" ".join(escaped), "<w:i/>"), " upon")).text
    assert " ".join(strip(text).split()) == " ".join(["Once", *words, "upon"])
