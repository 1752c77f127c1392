"""Verse in pages and books: its lines, stanzas and indents, by what people and converters write."""

from __future__ import annotations

import pytest

from bot.imports.formats.xhtml import read
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.stylesheets import Stylesheets
from bot.imports.formats.xhtml.tree import parse
from tests.imports.epubs import page

EM = "\N{EM SPACE}"


def shown(body: str, css: str = "") -> str:
    root = parse(page(body).encode()).root
    Stylesheets().apply(root, [css])
    return markdown(read(root).blocks)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="stanza"><p>a</p><p>b</p></div><div class="stanza"><p>c</p></div>',
        '<div class="poem"><div class="stanza"><div class="line">a</div><div class="line">b</div></div>'
        '<div class="stanza"><div class="line">c</div></div></div>',
        '<div class="poem"><p class="verse">a</p><p class="verse">b</p><p class="verse">&#160;</p>'
        '<p class="verse">c</p></div>',
        '<div class="poetry"><div class="lg"><p class="l">a</p><p class="l">b</p></div>'
        '<div class="lg"><p class="l">c</p></div></div>',
        '<p class="line-block"><span class="line">a</span><span class="line">b</span></p><p>c</p>',
        '<p class="stanza">a<br/>b</p><p class="stanza">c</p>',
        '<div class="poem"><p>a<br/>b</p><p>c</p></div>',
        '<div class="line-block" style="white-space: pre-line">a<br/>\nb</div><p>c</p>',
        '<div class="stanza"><span class="i0">a<br /></span>\n<span class="i0">b<br /></span></div><p>c</p>',
        "<p>a<br/>b<br/><br/>c</p>",
        "<p>a<br/>\nb</p>\n<p>c</p>",
        "<pre>a\nb\n\nc</pre>",
        '<p style="white-space: pre-line">a\n   b</p><p>c</p>',
        '<blockquote class="verse"><p><span>a</span><br/><span>b</span></p></blockquote><p>c</p>',
    ],
)
def test_a_stanza_is_one_paragraph_of_lines(body: str) -> None:
    assert shown(body).replace("> ", "") == "a\nb\n\nc"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (
            '<div class="poem"><p class="l">a</p><p class="l in">b</p></div>',
            ".l{margin-left:3em} .l.in{margin-left:5em}",
        ),
        ('<div class="poem"><p class="l">a</p><p class="l in">b</p></div>', ".poem .in{padding-left:24pt}"),
        ('<div class="poem"><p class="i0">a</p><p class="i2">b</p></div>', ""),
        (
            '<div class="stanza"><div class="verse indent0">a</div><div class="verse indent4">b</div></div>',
            ".verse{padding-left:3em} .indent0{text-indent:-3em} .indent4{text-indent:-1em}",
        ),
        (
            '<div class="poem"><span class="i0">a<br/></span><span class="i2">b<br/></span></div>',
            ".poem br{display:none} .poem"
            " span{display:block;padding-left:3em;text-indent:-3em} .poem .i2{margin-left:2em}",
        ),
    ],
)
def test_a_line_keeps_its_indent_beside_the_other_lines(body: str, css: str) -> None:
    assert shown(body, css) == f"a\n{EM}{EM}b"


def test_indents_by_hand_stay() -> None:
    assert shown("<p>a<br/>&#160;&#160;b</p>") == "a\n\u00a0\u00a0b"


@pytest.mark.parametrize(
    "body",
    [
        '<p class="line">a</p><p class="line">b</p>',
        '<div class="verse"><p>a</p><p>b</p></div>',
        '<p class="indent">a</p><p class="indent">b</p>',
        "<div>a</div><div>b</div>",
        '<span style="display:block">a</span><span style="display:block">b</span>',
    ],
)
def test_paragraphs_of_prose_are_no_lines(body: str) -> None:
    assert shown(body, ".indent{text-indent:2em}") == "a\n\nb"


def test_a_number_of_a_verse_stands_in_its_line() -> None:
    assert (
        shown('<p>In the beginning <span class="verse">2</span> and then</p>')
        == "In the beginning 2 and then"
    )


def test_what_a_style_sets_on_a_line_of_its_own_is_a_line_of_the_paragraph() -> None:
    assert shown('<p>a <span class="b">b</span> c</p>', ".b{display:block}") == "a\nb\nc"


def test_many_lines_take_time_in_proportion() -> None:
    lines = '<p class="i1">a</p>' * 20_000
    assert shown(f'<div class="poem"><div class="stanza">{lines}</div></div>').count("\n") == 19_999
