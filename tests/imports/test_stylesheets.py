"""What a page's stylesheets say of its words: emphasis, what is hidden, and bounds on what they may cost."""

from __future__ import annotations

import time

import pytest

from bot.imports.formats.xhtml import read
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.stylesheets import Stylesheets, linked
from bot.imports.formats.xhtml.tree import parse

TEXT = "<p>The lamp was lit at six, and the keeper sat down with his tea.</p>"


def shown(body: str, css: str = "", *sheets: str, of_book: bool = False) -> str:
    root = parse(f"<html><head><style>{css}</style></head><body>{body}</body></html>".encode()).root
    Stylesheets(of_book=of_book).apply(root, sheets)
    return markdown(read(root).blocks)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".x{font-style:italic}", "a _b_ c"),
        (".x{font-style:oblique 10deg}", "a _b_ c"),
        (".x{font:italic 12px/1 Arial}", "a _b_ c"),
        (".x{font-weight:bold}", "a **b** c"),
        (".x{font-weight:700}", "a **b** c"),
        (".x{font-weight:500}", "a b c"),
        (".x{text-decoration:line-through}", "a ~~b~~ c"),
        (".x{text-decoration-line:underline}", "a __b__ c"),
        (".x{font-style:italic;font-weight:700}", "a **_b_** c"),
        ("/* .y{} */ .x , .y {FONT-STYLE : Italic !important ;}", "a _b_ c"),
        ("span[lang=fr]{font-style:italic}", "a _b_ c"),
        ("p > span{font-style:italic}", "a _b_ c"),
        ("body p .x{font-style:italic}", "a _b_ c"),
        ("div .x{font-style:italic}", "a b c"),
        ("#one{font-style:italic}", "a _b_ c"),
        ("span:not(.y){font-style:italic}", "a _b_ c"),
        (".x:hover{font-style:italic}", "a b c"),
        (".x::first-letter{font-weight:bold}", "a b c"),
        ("@media screen{.x{font-style:italic}}", "a _b_ c"),
        ("@media print{.x{font-style:italic}}", "a b c"),
        ("@font-face{font-style:italic} .x{font-style:italic}", "a _b_ c"),
        ("<!-- .x{font-style:italic} -->", "a _b_ c"),
        ("} .z{ .x{font-style:italic}", "a b c"),
    ],
)
def test_a_class_gives_its_words_their_look(css: str, expected: str) -> None:
    assert shown('<p>a <span class="x" id="one" lang="fr">b</span> c</p>', css) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".i{font-style:italic} .i em{font-style:normal}", "_a_ b _c_"),
        ("em{font-style:normal;font-weight:bold}", "a **b** c"),
        (".i em{font-style:normal} em{font-style:italic}", "a b c"),
        ("em{font-style:normal!important} .i em{font-style:italic}", "a b c"),
        ("em{font-variant:small-caps;font-weight:normal}", "a _b_ c"),
    ],
)
def test_the_more_specific_and_the_later_rule_counts(css: str, expected: str) -> None:
    assert shown('<p class="i">a <em>b</em> c</p>', css) == expected


def test_what_the_element_itself_says_counts_most() -> None:
    assert shown('<p><i class="x" style="font-style:normal">a</i></p>', ".x{font-style:italic}") == "a"


def test_how_headings_and_the_whole_page_look_stresses_nothing() -> None:
    css = (
        "body{font-weight:bold} h2{font-style:italic;text-decoration:underline} a{text-decoration:underline}"
    )
    body = '<h2>Dusk</h2><p>See <a href="https://example.org">this</a>.</p>'
    assert shown(body, css) == "## Dusk\n\nSee [this](<https://example.org>)."


def test_a_linked_sheet_counts_before_the_pages_own() -> None:
    body = '<p><span class="x">a</span> <span class="y">b</span></p>'
    assert shown(body, ".x{font-style:normal}", ".x,.y{font-style:italic}") == "a _b_"


def test_the_sheets_that_a_page_links_to_are_told() -> None:
    head = (
        '<link rel="stylesheet" href="a.css"/><link rel="icon" href="b.png"/>'
        '<link rel="StyleSheet" href="c.css"/>'
        '<link rel="stylesheet" media="print" href="d.css"/><link rel="alternate stylesheet" href="e.css"/>'
    )
    assert linked(parse(f"<html><head>{head}</head><body/></html>".encode()).root) == ["a.css", "c.css"]


@pytest.mark.parametrize(
    "declared",
    [
        "display:none",
        "display : none !important",
        "visibility:hidden",
        "position:absolute;left:-9999px",
        "position:absolute;top:-999em",
        "text-indent:-9999px",
        "font-size:0",
        "opacity:0",
        "position:absolute;clip:rect(0,0,0,0)",
        "position:absolute;clip-path:inset(50%)",
    ],
)
def test_what_a_class_hides_is_not_shown(declared: str) -> None:
    assert shown(f'{TEXT}<p class="cnX1">Stolen!</p>', f".cnX1{{{declared}}}") == shown(TEXT)


@pytest.mark.parametrize(
    "declared",
    [
        "opacity:0.5",
        "font-size:0.8em",
        "position:absolute;left:92%",
        "text-indent:-2em",
        "display:block",
        "left:-9999px",
    ],
)
def test_what_only_looks_otherwise_is_shown(declared: str) -> None:
    assert shown(f'{TEXT}<p class="x">Stay.</p>', f".x{{{declared}}}").endswith("Stay.")


def test_a_page_that_a_script_would_show_is_read() -> None:
    assert shown(TEXT, "body{visibility:hidden}") == shown(TEXT)
    assert shown(f"<div class='a'>{TEXT}</div><p>Menu</p>", ".a{opacity:0}") == f"{shown(TEXT)}\n\nMenu"
    assert shown("<h1>Lamp</h1><p>By Owl</p>", "h1,p{display:none}") == "## Lamp\n\nBy Owl"


def test_of_a_book_only_what_is_said_of_classes_counts() -> None:
    body = '<p>a <span class="x">b</span></p>'
    assert shown(body, "p{font-style:italic} .x{font-weight:bold}", of_book=True) == "a **b**"


@pytest.mark.parametrize(
    ("css", "body"),
    [
        pytest.param(
            "".join(f"p:not(.z{i}){{font-style:italic}}" for i in range(3000)),
            "<p>x</p>" * 3000,
            marks=pytest.mark.proofs_only,
        ),
        pytest.param(
            "p{font-style:italic}" * 20_000,
            "".join(f"<p class='q{i}'>x</p>" for i in range(9000)),
            marks=pytest.mark.proofs_only,
        ),
        ("div " * 20 + "q span{font-weight:bold}", "<div>" * 200 + "<span>x</span>" * 5000 + "</div>" * 200),
        ("a ~ b{font-weight:bold}", "<b>x</b>" * 9000),
        (".a{font-style:italic}" * 60_000, "<p>x</p>"),
    ],
)
def test_a_hostile_sheet_is_cut_off_with_a_warning(css: str, body: str) -> None:
    root = parse(f"<html><body>{body}</body></html>".encode()).root
    sheets = Stylesheets()
    begun = time.process_time()
    sheets.apply(root, [css])
    assert time.process_time() - begun < 20  # some 1 s; without bounds it would take minutes
    assert [warning for warning in sheets.warnings if "some italics and the like may be missing" in warning]


@pytest.mark.parametrize(
    "css", ["{" * 50_000, ":not(" * 600 + "a" + ")" * 600 + "{color:red;font-style:italic}", "@media", "\\"]
)
def test_a_broken_sheet_says_nothing(css: str) -> None:
    assert shown(TEXT, css) == shown(TEXT)
