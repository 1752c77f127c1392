"""What an author's OpenDocument text (LibreOffice) looks like on Discord."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.formats import parse
from bot.imports.manuscript import TITLE_FROM_NAME
from bot.stories.details import Rating
from bot.stories.models import ChapterKind
from bot.text.markup import is_scene_break, strip
from tests.imports.open_documents import OpenDocument, h, p, span

PROSE = "The lamp went out at nine, and nobody in the village noticed it until the morning."
NBSP = "\N{NO-BREAK SPACE}"
BREAK = "<text:line-break/>"


def prose(paragraphs: int = 4) -> str:
    return "".join(p(f"{number} {PROSE}") for number in range(paragraphs))


def titles(body: str) -> list[str]:
    return [chapter.title for chapter in OpenDocument(body).read().chapters]


def test_headings_are_known_by_their_level() -> None:
    assert titles(h("The Lamp") + prose() + h("The Storm", style="Chapter") + prose()) == [
        "The Lamp",
        "The Storm",
    ]


def test_parts_hold_chapters() -> None:
    body = ""
    for part, numbers in (("Part One", (1, 2)), ("Part Two", (3,))):
        body += h(part) + "".join(h(f"Chapter {number}", level=2) + prose() for number in numbers)
    assert titles(body) == ["Part One · Chapter 1", "Part One · Chapter 2", "Part Two · Chapter 3"]


def test_headings_in_a_list_are_headings() -> None:
    body = "".join(
        f'<text:list text:style-name="L1"><text:list-item>{h(title)}</text:list-item></text:list>{prose()}'
        for title in ("The Lamp", "The Storm")
    )
    assert titles(body) == ["The Lamp", "The Storm"]


def test_numbers_that_the_document_writes_before_headings_are_read() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"'
        ' style:num-prefix="Chapter " style:num-suffix=":"/></text:outline-style>'
    )
    body = h("Dusk") + prose() + h("The Boat") + prose() + h("") + prose()
    story = OpenDocument(body, named=outline).read()
    assert [chapter.title for chapter in story.chapters] == [
        "Chapter 1: Dusk",
        "Chapter 2: The Boat",
        "Chapter 3",
    ]


def test_bold_lines_in_the_middle_are_chapters_where_there_are_no_others() -> None:
    assert titles(p("Dusk", style="Bold") + prose() + p(span("Dawn", "T2"), style="Centred") + prose()) == [
        "Dusk",
        "Dawn",
    ]


def test_a_title_page_becomes_the_details() -> None:
    front = p("The Lighthouse", style="Title") + p("Night Owl", style="Subtitle") + p("Rating: T")
    meta = "<dc:title>Untitled 1</dc:title><meta:initial-creator>PC</meta:initial-creator>"
    story = OpenDocument(front + h("Chapter 1") + prose(), meta=meta).read()
    assert (story.details.title, story.details.authors) == ("The Lighthouse", ("Night Owl",))
    assert story.details.rating is Rating.TEEN
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1"]


def test_a_manuscripts_address_is_left_out() -> None:
    front = p("Hester Quill", BREAK, "14 Example Lane", BREAK, "hester@example.org") + p("about 5,000 words")
    front += p("THE OATH", style="Centred") + p("by Hester Quill", style="Centred")
    story = OpenDocument(front + prose()).read()
    assert (story.details.title, story.details.authors) == ("THE OATH", ("Hester Quill",))
    assert "example" not in repr(story)
    assert any("address" in warning for warning in story.warnings)


def test_the_properties_tell_what_the_text_does_not() -> None:
    meta = (
        "<dc:title>The Lighthouse</dc:title><dc:creator>Beta</dc:creator>"
        "<meta:initial-creator>Night Owl</meta:initial-creator><dc:description>A *lamp*.</dc:description>"
        "<meta:keyword>sea</meta:keyword><meta:keyword>lamps, oil</meta:keyword>"
        "<dc:language>en-GB</dc:language>"
    )
    details = OpenDocument(prose(), meta=meta).read("draft7.odt").details
    assert (details.title, details.authors, details.language) == ("The Lighthouse", ("Night Owl",), "en-GB")
    assert (details.summary, details.tags) == (r"A \*lamp\*.", ("sea", "lamps", "oil"))


def test_a_document_that_says_nothing_is_called_as_its_file() -> None:
    story = OpenDocument(prose()).read()
    assert story.details.title == "The Lighthouse"
    assert TITLE_FROM_NAME in story.warnings


def test_runs_look_as_they_did() -> None:
    body = p(
        "She ",
        span("never", "T1"),
        ", ",
        span("ever", "T2"),
        ", ",
        span("once", "T4"),
        ", ",
        span("twice", "T3"),
        ", ",
        span("styled", "Emphasis"),
        ", ",
        span("both", "T9"),
        f", E = mc{span('2', 'T6')}, H{span('2', 'T7')}O",
        " *starred*",
    )
    expected = r"She _never_, **ever**, __once__, ~~twice~~, _styled_, **_both_**, E = mc², H₂O \*starred\*"
    assert OpenDocument(body).text == expected


def test_a_paragraph_in_italics_has_its_emphasis_upright() -> None:
    body = p("I will ", span("never", "T5"), " go.", style="Italic")
    assert OpenDocument(body).text == "_I will_ never _go._"


def test_marks_go_on_behind_a_note_or_a_break() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Oil.</text:p>"
    note += "</text:note-body></text:note>"
    story = OpenDocument(p(span(f"A lamp{note} and{BREAK}oil", "T1"), ".")).read()
    assert strip(story.chapters[0].text) == "A lamp[1] and\noil."
    assert story.chapters[0].text.count("_") == 4


def test_white_space_is_what_the_document_says_it_is() -> None:
    body = p("A\n      lamp <text:s text:c='3'/>and<text:tab/>oil", "<text:s/>burn") + p("<text:tab/>Then.")
    assert OpenDocument(body).text == "A lamp and oil burn\n\nThen."


def test_verse_keeps_its_lines_and_indents() -> None:
    verse = p(f"The sea is wide,{BREAK}<text:s text:c='3'/>the sea is deep,{BREAK}\n  <text:tab/>and cold.")
    assert OpenDocument(verse).text == f"The sea is wide,\n{NBSP * 3}the sea is deep,\n{NBSP * 4}and cold."


def test_quotes_stand_together_and_not_in_italics() -> None:
    body = p("He read:") + p("Come home.", style="Quotations") + p("Soon.", style="Quotations") + p("He did.")
    assert OpenDocument(body).text == "He read:\n\n> Come home.\n> \n> Soon.\n\nHe did."


@pytest.mark.parametrize("ornament", [p("* * *", style="Centred"), p(""), p("", style="Horizontal_20_Line")])
def test_scene_breaks_of_every_kind(ornament: str) -> None:
    paragraphs = OpenDocument(prose(3) + ornament + prose(3)).text.split("\n\n")
    assert [is_scene_break(each) for each in paragraphs] == [False] * 3 + [True] + [False] * 3


@pytest.mark.parametrize("style", ["NewPage", "FirstPage"])
def test_a_new_page_is_a_scene_break(style: str) -> None:
    assert OpenDocument(prose(3) + p(PROSE, style=style) + prose(3)).text.count(r"\* \* \*") == 1


def test_lists_have_their_bullets_and_numbers() -> None:
    def items(*content: str, style: str, more: str = "") -> str:
        inside = "".join(f"<text:list-item>{each}</text:list-item>" for each in content)
        return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'

    inner = f"<text:list><text:list-item>{p('thick')}</text:list-item></text:list>"
    body = (
        p("Pack:")
        + items(p("rope") + inner, p("lamp"), style="L1")
        + p("Then:")
        + items(p("climb"), style="L2")
        + p("rest")
        + items(p("wave"), style="L2", more='text:continue-numbering="true"')
        + p("Again:")
        + items(p("climb"), style="L2")
    )
    assert strip(OpenDocument(body).text) == (
        "Pack:\n\n• rope\n◦ thick\n• lamp\n\nThen:\n\n1. climb\n\nrest\n\n2. wave\n\nAgain:\n\n1. climb"
    )


def test_links_lead_to_web_pages_only() -> None:
    def link(address: str, text: str) -> str:
        return f'<text:a xlink:href="{address}">{span(text, "T4")}</text:a>'

    body = p(link("https://example.org/lamp", "the lamp"), ", ", link("javascript:alert(1)", "a trap"))
    assert "[the lamp](<https://example.org/lamp>)" in OpenDocument(body).text.replace("__", "")
    assert "alert" not in OpenDocument(body).text


def test_notes_are_numbered_and_set_apart() -> None:
    def note(kind: str, *content: str) -> str:
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>i</text:note-citation>'
            f"<text:note-body>{''.join(content)}</text:note-body></text:note>"
        )

    story = OpenDocument(
        prose(2)
        + p("A lamp", note("footnote", p("Brass."), p("Old.")), " and oil", note("endnote", p("Whale.")))
    ).read()
    text, notes = story.chapters
    assert text.text.endswith(r"A lamp\[1] and oil\[2]")
    assert (notes.kind, strip(notes.text)) == (ChapterKind.BACK, "[1] Brass.\n\nOld.\n\n[2] Whale.")


def test_tables_are_rows_of_text() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}<table:covered-table-cell/></table:table-row>"

    head = f"<table:table-header-rows>{row('Who', 'When')}</table:table-header-rows>"
    body = f"<table:table><table:table-column/>{head}{row('Ann', 'nine')}</table:table>"
    assert strip(OpenDocument(p("The watch:") + body).text) == "The watch:\n\nWho | When\nAnn | nine"


def test_tracked_changes_are_read_as_accepted() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        f"<dc:creator>Beta</dc:creator></office:change-info>{p('old')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    inserted = '<text:change-start text:change-id="c2"/>new <text:change-end text:change-id="c2"/>'
    document = OpenDocument(changes + p('The <text:change text:change-id="c1"/>', inserted, "lamp"))
    assert document.text == "The new lamp"
    assert any("tracked changes" in warning for warning in document.read().warnings)


def test_comments_are_never_shown() -> None:
    comment = '<office:annotation office:name="a"><dc:creator>Beta</dc:creator>'
    comment += f"{p('Too long!')}</office:annotation>"
    document = OpenDocument(p("The ", comment, "lamp", '<office:annotation-end office:name="a"/>', "."))
    assert document.text == "The lamp."
    assert "The document’s comments were left out." in document.read().warnings


@pytest.mark.parametrize(
    "hidden",
    [
        p("the butler did it", style="Secret"),
        p(span("the butler did it", "T8")),
        p('<text:hidden-text text:condition="ooow:1" text:is-hidden="true" text:string-value="x">the butler'
          "</text:hidden-text>"),
        f'<text:section text:display="none">{p("the butler did it")}</text:section>',
    ],
)  # fmt: skip
def test_hidden_text_is_never_shown(hidden: str) -> None:
    document = OpenDocument(p(PROSE) + hidden + p(PROSE))
    assert document.text == f"{PROSE}\n\n{PROSE}"
    assert "Hidden text in the document was left out." in document.read().warnings


def test_contents_are_no_text() -> None:
    index = (
        f"<text:table-of-content><text:index-body>{p('The Lamp 3')}</text:index-body></text:table-of-content>"
    )
    assert OpenDocument(index + p("The Storm 9", style="Contents_20_1") + p(PROSE)).text == PROSE


def test_frames_are_read_and_pictures_by_their_description() -> None:
    box = f"<draw:frame><draw:text-box>{p('A sign: BEWARE')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:desc>A lighthouse</svg:desc></draw:frame>"
    text = strip(OpenDocument(p("Here.") + box + p(picture) + p(box)).text)
    assert text == "Here.\n\nA sign: BEWARE\n\n[Illustration: A lighthouse]\n\nA sign: BEWARE"


def test_readings_stand_behind_their_characters() -> None:
    base, reading = "<text:ruby-base>灯台</text:ruby-base>", "<text:ruby-text>とうだい</text:ruby-text>"
    ruby = f"<text:ruby>{base}{reading}</text:ruby>"
    assert OpenDocument(p(ruby, "の話")).text == "灯台(とうだい)の話"


def test_it_is_known_by_its_content() -> None:
    story = parse(OpenDocument(p(PROSE)).zipped(), "the-lighthouse.docx")
    assert story.chapters[0].text == PROSE
    assert any("an OpenDocument text" in warning for warning in story.warnings)


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S")), min_size=1), min_size=1)
)
def test_no_word_is_lost_and_every_sign_is_literal(words: list[str]) -> None:
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    text = OpenDocument(p("Once ", span(" ".join(escaped), "T1"), " upon")).text
    assert " ".join(strip(text).split()) == " ".join(["Once", *words, "upon"])
