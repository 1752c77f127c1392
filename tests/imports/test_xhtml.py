"""What a reader sees of a page: its paragraphs, lines, quotes, tables and marks as stored Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.editing.chapter_file import as_markdown, from_markdown
from bot.imports.formats import xhtml
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.tree import parse, parse_html, text_of
from bot.imports.formats.xhtml.walk import _Walk
from bot.text import markup
from tests.imports.epubs import page
from tests.support.rounds import rounds

NAMES = "p div i b span blockquote ul li table tr td h2 pre sup a q header section dl dt"


def shown(body: str) -> str:
    tree = parse(page(body).encode())
    assert tree.well_formed
    return markdown(xhtml.read(tree.root).blocks)


def test_white_space_collapses_and_inline_marks_are_kept() -> None:
    body = "<p>  The <i>lamp</i>\n\twas <b>lit</b>,<u>but</u>\n <s>not</s> by me. </p>\n<p>I slept.</p>"
    assert shown(body) == "The _lamp_ was **lit**,__but__ ~~not~~ by me.\n\nI slept."


def test_marks_given_by_style_or_class_are_kept() -> None:
    body = '<p><span style="font-style: italic">so</span> <span class="bold">it</span> goes</p>'
    assert shown(body) == "_so_ **it** goes"


def test_invisible_characters_go_and_non_breaking_spaces_stay() -> None:
    assert shown("<p>light\u00adhouse\u2060—Dr.&nbsp;Marsh\ufeff</p>") == "lighthouse—Dr.\u00a0Marsh"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>steal()</script>",
        "<style>p {}</style>",
        "<p hidden=''>ghost</p>",
        "<p style='color: red; display:none'>ghost</p>",
        "<p><span epub:type='pagebreak'>12</span></p>",
        "<!-- ghost -->",
        "<?ghost ghost?>",
    ],
)
def test_what_a_browser_would_not_show_is_not_shown(hidden: str) -> None:
    assert shown(f"<p>before</p>{hidden}<p>after</p>") == "before\n\nafter"


def test_text_after_something_hidden_or_a_comment_is_kept() -> None:
    body = "<p>one <script>x</script>two <!-- x -->three <?x y?>four</p>"
    assert shown(body) == "one two three four"


def test_verse_keeps_its_lines_and_stanzas() -> None:
    body = """<blockquote epub:type="z3998:verse">
        <p><span>The tide goes out,</span>\n<br/>\n<span class="i1">The tide comes in,</span></p>
        <p><span>And who can say</span><br/><span>Where they have been?</span></p></blockquote>"""
    expected = (
        "> The tide goes out,\n> \u2003The tide comes in,\n> \n> And who can say\n> Where they have been?"
    )
    assert shown(body) == expected


def test_a_letter_keeps_its_header_lines_and_signature() -> None:
    body = """<blockquote epub:type="z3998:letter"><header role="presentation"><p>Letter to the Keeper</p>
        </header><p>9 May.</p><p>Sir—</p><p>The oil is low.</p><p>Yours,<br/>\n M. Dale</p></blockquote>"""
    expected = (
        "> **Letter to the Keeper**\n> \n> 9 May.\n> \n> Sir—\n> \n> The oil is low.\n> \n> Yours,\n> M. Dale"
    )
    assert shown(body) == expected


def test_neighbouring_quotes_stay_two_and_nested_ones_become_one() -> None:
    body = (
        "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><blockquote><p>c</p></blockquote>"
    )
    assert shown(body) == "> a\n> \n> b\n\n> c"


def test_a_diary_that_tells_the_story_is_no_quotation() -> None:
    assert shown("<blockquote epub:type='z3998:diary-entry'><p>3 May.</p></blockquote>") == "3 May."


def test_a_play_names_the_speaker_over_the_lines() -> None:
    body = """<table><tbody>
        <tr><td/><td><i>Enter <b epub:type="z3998:persona">Mara</b>.</i></td></tr>
        <tr><td epub:type="z3998:persona">Mara</td><td>Who rings?</td></tr>
        <tr><td epub:type="z3998:persona">Keeper</td>
        <td><p><span>No one rings,</span>\n<br/>\n<span>And yet it rings.</span></p><p>Listen.</p></td></tr>
        </tbody></table>"""
    assert shown(body) == (
        "_Enter Mara._\n\n**Mara**\nWho rings?\n\n**Keeper**\nNo one rings,\nAnd yet it rings.\n\nListen."
    )


def test_a_table_of_figures_has_a_row_on_a_line() -> None:
    body = """<table><caption>Oil</caption><tr><th>Month</th><th>Pints</th></tr>
        <tr><td><p>May</p></td><td>12</td></tr><tr><td/><td>7</td></tr></table><p>That was all.</p>"""
    assert shown(body) == "Oil\n\n**Month** \\| **Pints**\nMay \\| 12\n7\n\nThat was all."


def test_a_page_laid_out_with_a_table_reads_as_prose() -> None:
    long = "The sea was loud that night. " * 20
    assert shown(f"<table><tr><td><p>{long}</p><p>Then not.</p></td></tr></table>").endswith("\n\nThen not.")


def test_an_empty_cell_at_a_rows_end_leaves_nothing_to_the_next_line() -> None:
    assert shown("<table><tr><td>Lamp</td><td></td></tr><tr></tr><li>Oil</li></table>") == "Lamp\nOil"


def test_lists_have_bullets_and_numbers_and_long_items_stand_apart() -> None:
    assert shown("<ul><li>oil</li><li><p>rope</p></li></ul>") == "• oil\n• rope"
    assert shown('<ol start="3"><li>oil</li><li>rope</li></ol>') == "3\\. oil\n4\\. rope"
    assert (
        shown("<ul><li><p>oil</p><p>much of it</p></li><li>rope</li></ul>") == "• oil\n\nmuch of it\n\n• rope"
    )
    assert shown("<ul><li>oil<ul><li>for lamps</li></ul></li></ul>") == "• oil\n◦ for lamps"
    assert shown("<dl><dt>Lens</dt><dd>What bends light.</dd></dl>") == "**Lens**\nWhat bends light."


@pytest.mark.parametrize(
    "rule",
    [
        "<hr/>",
        "<p>* * *</p>",
        "<p>&nbsp;</p><hr/><p><br/></p>",
        "<p><img src='o.png' alt=''/></p>",
    ],
)
def test_scene_breaks_in_every_dress(rule: str) -> None:
    prose = "<p>one</p><p>two</p><p>three</p>"
    assert shown(f"{prose}{rule}<p>four</p>") == f"one\n\ntwo\n\nthree\n\n{markup.SCENE_BREAK}\n\nfour"


@pytest.mark.parametrize("empty", ["<p>&nbsp;</p>", "<p><br/></p>", "<p></p><p> </p>"])
def test_an_empty_paragraph_stays_empty(empty: str) -> None:
    prose = "<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p>"
    text = shown(f"{prose}{empty}<p>six</p>")
    assert text == f"one\n\ntwo\n\nthree\n\nfour\n\nfive\n\n{markup.SPACE_BREAK}\n\nsix"
    assert from_markdown(as_markdown(text)) == text


@pytest.mark.parametrize("ornament", ["⁂", "***", "♥", "★★★", "—", "x x x", "-x-", "oOo", "…", "?", "1"])
def test_an_ornament_stays_as_its_author_typed_it(ornament: str) -> None:
    written = shown(f"<p>one</p><p>{ornament}</p><hr/><p>two</p>")
    assert markup.strip(written) in (f"one\n\n{ornament}\n\ntwo", f"one\n\n{ornament}\n\n* * *\n\ntwo")


def test_empty_paragraphs_between_all_paragraphs_are_only_layout() -> None:
    assert shown("<p>one</p><p>&nbsp;</p><p>two</p><p>&nbsp;</p><p>three</p>") == "one\n\ntwo\n\nthree"


def test_a_scene_break_stands_only_between_paragraphs() -> None:
    assert shown("<hr/><h2>Night</h2><hr/><p>one</p><hr/><hr/><p>two</p><hr/>") == (
        f"## Night\n\none\n\n{markup.SCENE_BREAK}\n\ntwo"
    )


def test_references_to_notes_are_bracketed_and_links_back_are_dropped() -> None:
    body = """<p>Oil.<a href="n.xhtml#n1" epub:type="noteref">1</a> Rope.<sup><a href="#n2">2</a></sup></p>
        <p>Of whale. <a href="#r1" epub:type="backlink">↩</a></p>"""
    assert shown(body) == "Oil.\\[1] Rope.\\[2]\n\nOf whale."


def test_a_note_in_a_numbered_list_has_the_mark_by_which_the_text_refers_to_it() -> None:
    body = """<p>Word<a href="#fn1" role="doc-noteref"><sup>7</sup></a></p><ol>
        <li id="fn1" role="doc-endnote"><p>Oil.<a href="#r1" role="doc-backlink">↩</a></p></li></ol>"""
    assert shown(body) == "Word\\[7]\n\n\\[7] Oil."


def test_only_links_to_the_web_are_links() -> None:
    body = """<p><a href="https://a.example/x">there</a> <a href="two.xhtml">here</a>
        <a href="javascript:x">no</a></p>"""
    assert shown(body) == "[there](<https://a.example/x>) here no"


def test_raised_and_lowered_figures_ruby_and_quotes_read_well() -> None:
    assert shown("<p>x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup></p>") == "x² H₂O 1st"
    assert shown("<p><ruby>灯<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby></p>") == "灯(ひ)"
    assert shown("<p><ruby>灯<rt>（ひ）</rt></ruby>を<ruby>消<rt> </rt></ruby>す</p>") == "灯（ひ）を消す"
    assert shown("<p>She said <q>no</q> and ‘<q>never</q>’.</p>") == "She said “no” and ‘never’."


def test_pictures_are_described_and_initials_are_letters() -> None:
    body = '<figure><img src="a.png" alt="A lamp, lit"/><figcaption>The lamp</figcaption></figure>'
    assert shown(body) == "\\[Illustration: A lamp, lit]\n\nThe lamp"
    assert (
        shown('<p><img src="t.png" alt="T"/>he lamp <img src="x.png" alt="x.png"/>burned.</p>')
        == "The lamp burned."
    )


def test_preformatted_lines_and_double_breaks() -> None:
    assert shown("<pre>one\n  two\n\nthree</pre>") == "one\n\u00a0\u00a0two\n\nthree"
    assert shown("<p>one <i>and<br/><br/>two</i></p>") == "one _and_\n\n_two_"


def test_headings_are_one_line_and_never_of_the_first_size() -> None:
    assert (
        shown("<h1>Part<br/>One</h1><h3><b>Dusk</b></h3><h5>Ink</h5>") == "## Part One\n\n### Dusk\n\n**Ink**"
    )


def test_loose_html_is_read_too() -> None:
    body = xhtml.read(parse_html("<p>one<p>two <em>and</em> &amp; four<br>five"))
    assert markdown(body.blocks) == "one\n\ntwo _and_ & four\nfive"


_names = st.sampled_from(re.findall(r"\w+", NAMES))
_texts = st.text("ab *_>#\n\u00a0.1-“", max_size=8)


@st.composite
def _elements(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    element = etree.Element(draw(_names))
    element.text = draw(_texts)
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child = draw(_elements(depth - 1))
        child.tail = draw(_texts)
        element.append(child)
    return element


@settings(max_examples=rounds(30, full=300))
@given(_elements())
def test_any_tree_gives_paragraphs_as_they_are_stored_and_loses_no_letter(element: etree._Element) -> None:
    text = markdown(xhtml.read(element).blocks)
    assert text == text.strip()
    assert not text or all(part and part == part.strip() for part in text.split("\n\n")), text
    letters = re.findall("[ab]", text_of(element))
    assert re.findall("[ab]", markup.strip(text)) == letters


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "i", "em", "b", "strong", "u", "s", "br", "sub", "span"]),
            st.text("ab [Pg1]*_\n\u00a0-“", max_size=6),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_paragraph_that_is_written_at_once_is_what_it_is_step_by_step(parts: list[tuple[str, str]]) -> None:
    paragraphs = [f"<{name}>{text}</{name}>" if name else text for name, text in parts]
    root = parse_html(f"<body><p>a{''.join(paragraphs)}</p><p>{''.join(paragraphs)} b</p></body>")
    at_once = xhtml.read(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Walk, "_is_written_whole", lambda *_: False)
        assert xhtml.read(root) == at_once
