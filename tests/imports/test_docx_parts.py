"""What stands in a Word document in roundabout ways: fields, content controls, other files, hidden styles."""

from __future__ import annotations

import pytest

from bot.text.markup import strip
from tests.imports.word_documents import Document, para, run

PROSE = "The lamp went out at nine, and nobody in the village noticed it until the morning."
NBSP = "\N{NO-BREAK SPACE}"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(para(each) for each in content)}</w:tc>"


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "link",
    [
        field(' HYPERLINK "https://example.org/log" ', run("the log")),
        field(' hyperlink "https://example.org/log" \\o "tip" ', run("the ") + run("log")),
        f"<w:fldSimple w:instr='HYPERLINK \"https://example.org/log\"'>{run('the log')}</w:fldSimple>",
        control(f'<w:hyperlink r:id="r1">{run("the log")}</w:hyperlink>'),
        f'<w:smartTag><w:hyperlink r:id="r1"><w:ins>{run("the log")}</w:ins></w:hyperlink></w:smartTag>',
    ],
)
def test_links_are_links_however_they_are_stored(link: str) -> None:
    document = Document(para("See ", link, "."), links={"r1": "https://example.org/log"})
    text = document.text.replace("](<https://example.org/log>)[", "")
    assert text == "See [the log](<https://example.org/log>)."


def test_a_field_in_a_field_shows_its_result() -> None:
    inner = field("QUOTE", run("lamp"))
    assert Document(para("The ", field("IF 1 = 1", inner), " burns.")).text == "The lamp burns."


def test_contents_that_are_a_field_are_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    lines = para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "The Lamp 3") + para(
        "The Storm 9"
    )
    end = para('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert Document(lines + end + para(PROSE)).text == PROSE


@pytest.mark.parametrize("style", ["", "Verzeichnis1"])
def test_contents_end_wherever_their_field_does(style: str) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    first = para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "The Lamp 3")
    end = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    assert Document(first + para("The Storm 9", end, style=style) + para(PROSE)).text == PROSE


def test_contents_that_never_end_swallow_no_story() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    lines = para(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    assert PROSE in Document(lines + para(PROSE)).text


def test_cells_and_rows_in_content_controls_are_read_in_their_order() -> None:
    rows = f"<w:tr>{cell('Ann')}{control(cell('nine'))}{cell('rain')}</w:tr>"
    rows += control(control(f"<w:tr>{control(cell('Ben'))}{cell('ten')}{cell('fog')}</w:tr>"))
    assert strip(Document(f"<w:tbl>{rows}</w:tbl>").text) == "Ann | nine | rain\nBen | ten | fog"


def test_a_table_in_a_table_is_read_once() -> None:
    inner = f"<w:tbl><w:tr>{cell('deep')}{cell('sea')}</w:tr></w:tbl>"
    text = Document(f"<w:tbl><w:tr><w:tc>{para('Before')}{inner}{para('After')}</w:tc></w:tr></w:tbl>").text
    assert text.split() == ["Before", "deep", "sea", "After"] or text.count("deep") == 1


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("chunk.html", "<html><head><title>No</title></head><body><p>A <i>letter</i>.</p></body></html>"),
        ("chunk.htm", "<p>A <em>letter</em>."),
        ("chunk.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><p>A <i>letter</i>.</p></html>'),
        ("chunk.docx", Document(para("A ", run("letter", "<w:i/>"), ".")).zipped()),
    ],
)  # fmt: skip
def test_another_file_in_a_document_is_read_in_its_place(path: str, content: str | bytes) -> None:
    body = para("Before.") + '<w:altChunk r:id="c1"/>' + para("After.")
    document = Document(body, chunks={"c1": path}, other={f"word/{path}": content})
    assert document.text == "Before.\n\nA _letter_.\n\nAfter."


def test_text_in_a_document_is_read_in_its_place() -> None:
    document = Document(
        para("Before.") + '<w:altChunk r:id="c1"/>',
        chunks={"c1": "chunk.txt"},
        other={"word/chunk.txt": "A *letter*.\n\nSigned."},
    )
    assert strip(document.text) == "Before.\n\nA *letter*.\n\nSigned."


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("chunk.rtf", rb"{\rtf1 A letter.}"),
        ("chunk.mht", b"MIME-Version: 1.0"),
        ("chunk.docx", b"PK\3\4 damaged"),
        ("missing.html", None),
        ("chunk.html", b""),
    ],
)
def test_another_file_that_cannot_be_read_is_missed_in_words(path: str, content: bytes | None) -> None:
    other = {} if content is None else {f"word/{path}": content}
    document = Document(para(PROSE) + '<w:altChunk r:id="c1"/>', chunks={"c1": path}, other=other)
    assert document.text == PROSE
    assert any(f"“{path}”" in warning and "left out" in warning for warning in document.read().warnings)


def test_a_document_in_a_document_in_itself_ends_somewhere() -> None:
    chunk = '<w:altChunk r:id="c1"/>'
    deep = Document(para("Deeper.") + chunk, chunks={"c1": "a.html"}, other={"word/a.html": "<p>Deepest."})
    document = Document(para("Deep.") + chunk, chunks={"c1": "a.docx"}, other={"word/a.docx": deep.zipped()})
    assert document.text == "Deep.\n\nDeeper."
    assert any("a.html" in warning for warning in document.read().warnings)


STYLES = """<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="SecretHeading"><w:name w:val="heading 1"/>
<w:basedOn w:val="Secret"/></w:style>
<w:style w:type="paragraph" w:styleId="SecretQuote"><w:name w:val="Quote"/>
<w:basedOn w:val="Secret"/></w:style>
<w:style w:type="character" w:styleId="Whisper"><w:name w:val="Whisper"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Louder"><w:name w:val="Louder"/><w:basedOn w:val="Loud"/>
<w:rPr><w:i/></w:rPr></w:style>"""


def styled(body: str) -> Document:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return Document(body, other={"word/styles.xml": f'<w:styles xmlns:w="{namespace}">{STYLES}</w:styles>'})


@pytest.mark.parametrize("style", ["Secret", "SecretHeading", "SecretQuote"])
def test_text_that_a_style_hides_is_never_shown(style: str) -> None:
    document = styled(para(PROSE) + para("the butler did it", style=style) + para(PROSE))
    assert document.text == f"{PROSE}\n\n{PROSE}"
    assert "Hidden text in the document was left out." in document.read().warnings


def test_character_styles_hide_and_mark_as_well() -> None:
    whisper = run("the butler did it", '<w:rStyle w:val="Whisper"/>')
    loud = run("never", '<w:rStyle w:val="Louder"/>')
    assert styled(para("She said ", whisper, loud, ".")).text == "She said ~~**_never_**~~."


def test_a_paragraph_of_which_all_was_deleted_is_no_scene_break() -> None:
    gone = para("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
    assert Document(para(PROSE) * 4 + gone + para(PROSE)).text.count("*") == 0


def test_verse_keeps_the_indents_of_its_lines() -> None:
    verse = (
        '<w:r><w:tab/><w:t>The sea is wide,</w:t><w:br/><w:t xml:space="preserve">   the sea is deep,</w:t>'
        "<w:br/><w:tab/><w:t>the sea is cold.</w:t></w:r>"
    )
    expected = f"The sea is wide,\n{NBSP * 3}the sea is deep,\n{NBSP * 4}the sea is cold."
    assert Document(para(verse)).text == expected


def test_a_tab_before_a_paragraph_of_prose_is_layout() -> None:
    assert Document(para("<w:r><w:tab/></w:r>", PROSE)).text == PROSE


def test_a_great_initial_stays_with_its_word() -> None:
    initial = para("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert Document(initial + para("he lamp went out.")).text == "The lamp went out."


def test_readings_stand_behind_their_characters() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('とうだい')}</w:rt><w:rubyBase>{run('灯台')}</w:rubyBase></w:ruby></w:r>"
    assert Document(para(ruby, "の話")).text == "灯台(とうだい)の話"


def test_a_placeholder_that_word_made_is_no_text() -> None:
    made = control(run("Click here.")).replace("<w:sdtPr/>", "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>")
    assert Document(para(PROSE, made)).text == PROSE


def test_borders_that_are_said_to_be_none_are_none() -> None:
    none = '<w:pBdr><w:top w:val="nil"/><w:bottom w:val="none"/></w:pBdr>'
    spaced = (para(PROSE, properties=none) + para("", properties=none)) * 4
    assert "*" not in Document(spaced).text


def test_of_two_ways_to_show_a_drawing_the_first_is_read() -> None:
    def way(name: str, text: str) -> str:
        return f"<mc:{name}><w:txbxContent>{para(text)}</w:txbxContent></mc:{name}>"

    both = way("Choice", "BEWARE") + way("Choice", "BEWARE") + way("Fallback", "BEWARE")
    drawn = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    lone = f"<w:r><mc:AlternateContent>{way('Fallback', 'HALT')}</mc:AlternateContent></w:r>"
    text = Document(para(drawn) + para(lone)).text
    assert (text.count("BEWARE"), text.count("HALT")) == (1, 1)
