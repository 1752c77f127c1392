"""What stands in pages beside the text: numbers of printed pages, comments, notes, links on their way."""

from __future__ import annotations

import pytest

from bot.imports.formats import html
from bot.imports.formats.xhtml import read
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.links import goal
from bot.imports.formats.xhtml.tree import parse
from tests.imports.epubs import page

PROSE = "<p>" + "The lamp was lit at six and the keeper sat down with his tea. " * 8 + "</p>"


def shown(body: str) -> str:
    return markdown(read(parse(page(body).encode()).root).blocks)


def story(body: str) -> tuple[str, tuple[str, ...]]:
    manuscript = html.parse(f"<html><body>{body}</body></html>".encode(), "lamp.html")
    return "\n\n".join(chapter.text for chapter in manuscript.chapters), manuscript.warnings


@pytest.mark.parametrize(
    "number",
    [
        '<span class="pagenum">[Pg 12]</span>',
        '<span class="pagenum"><a id="Page_12">[12]</a></span>',
        '<span class="pageno">{12}</span>',
        '<span class="page-number">12</span>',
        '<span class="x-ebookmaker-pageno" title="[12]">xii</span>',
        '<a id="page_12">12</a>',
        '<a name="Page_xii">xii</a>',
        '<span id="pg12">p. 12</span>',
        '<span class="pb">| 12 |</span>',
        '<span epub:type="pagebreak" id="p12">12</span>',
        '<span role="doc-pagebreak" aria-label="12">12</span>',
        "[Pg 12]",
    ],
)
def test_the_number_of_a_printed_page_is_no_text(number: str) -> None:
    assert shown(f"<p>the bo{number}at was late</p>") == "the boat was late"
    assert shown(f"<p>the boat {number} was late</p>") == "the boat was late"


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="#page_12">12</a>',
        '<span id="p12">13</span>',
        '<span class="page">The Page</span>',
        "<span>12</span>",
        "{12}",
        "[12]",
        '<span class="folio">a leaf of the ledger</span>',
    ],
)
def test_what_is_no_page_number_stays(kept: str) -> None:
    assert len(shown(f"<p>room {kept}</p>")) > len("room ")


def test_the_contents_may_still_lead_to_a_printed_page() -> None:
    document = read(
        parse(page('<p>a</p><p><span class="pagenum"><a id="Page_2">[2]</a></span>b</p>').encode()).root
    )
    assert document.anchors["Page_2"] == 1


@pytest.mark.parametrize(
    ("mark", "comment"),
    [
        (
            '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
            '<div class="c1"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Wood?</span>'
            "</p><p>Still wood?</p></div>",
        ),
        (
            '<a class="msocomanchor" id="_anchor_1" href="#_msocom_1">[BR1]</a>',
            '<div style="mso-element:comment-list"><p><a name="_msocom_1"></a>Wood?</p></div>',
        ),
    ],
)
def test_comments_of_a_beta_reader_are_left_out_with_a_warning(mark: str, comment: str) -> None:
    text, warnings = story(f"{PROSE}<p>It burned.{mark}</p>{comment}")
    assert text.endswith("It burned.")
    assert "Left out: 1 comment on the document." in warnings


def test_a_footnote_of_a_document_is_no_comment() -> None:
    text, warnings = story(
        f'{PROSE}<p>It burned.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> By the log.</p></div>'
    )
    assert "By the log." in text
    assert not [warning for warning in warnings if "comment" in warning]


def test_what_the_page_hides_is_told() -> None:
    _, warnings = story(f'<style>.x{{display:none}}</style>{PROSE}<p class="x">Stolen from elsewhere.</p>')
    assert "Left out: 3 words that the page hides." in warnings


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://www.google.com/url?q=https://example.org/a&sa=D&ust=1", "https://example.org/a"),
        ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&h=x",
            "https://example.org/a?b=1",
        ),
        ("https://www.deviantart.com/users/outgoing?https://example.org/a", "https://example.org/a"),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Fexample.org%2Fa&t=x", "https://example.org/a"),
        ("https://out.reddit.com/t3_x?url=https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
        (
            "https://forums.example/proxy.php?link=https%3A%2F%2Fexample.org%2Fa&hash=x",
            "https://example.org/a",
        ),
        (
            "https://www.google.com/search?q=https://example.org",
            "https://www.google.com/search?q=https://example.org",
        ),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=javascript:alert(1)",
        ),
        ("https://example.org/?url=https://other.example", "https://example.org/?url=https://other.example"),
        ("https://[broken", "https://[broken"),
        ("mailto:owl@example.org", ""),
    ],
)
def test_a_link_through_a_sites_own_page_leads_to_its_goal(address: str, leads_to: str) -> None:
    assert goal(address) == leads_to


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<p>lit<a epub:type="noteref" href="#n">1</a></p>'
            '<aside id="n" epub:type="footnote"><p>By log.</p></aside>',
            "lit\\[1]\n\n\\[1] By log.",
        ),
        (
            '<p>lit<a epub:type="noteref" href="#n">1</a></p>'
            '<aside id="n" epub:type="footnote"><p>1. By log.</p></aside>',
            "lit\\[1]\n\n1\\. By log.",
        ),
        (
            '<p>the <a epub:type="noteref" href="#n">fire <i>watch</i></a></p>'
            '<aside id="n" epub:type="footnote">Crew.</aside>',
            "the fire _watch_\\[\\*]\n\n\\[\\*] Crew.",
        ),
        ('<p>lit<a class="noteref" href="#n">2</a> and <a href="#n">2</a></p>', "lit\\[2] and 2"),
        ('<p>E = mc<span style="vertical-align:super">2</span>, 1<sup>st</sup></p>', "E = mc², 1st"),
    ],
)
def test_a_note_has_the_mark_that_refers_to_it(body: str, expected: str) -> None:
    assert shown(body) == expected


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        ("<epub:case>one</epub:case><epub:default>two</epub:default>", "two"),
        ("<epub:case>one</epub:case><epub:case>two</epub:case>", "one"),
        ("<epub:default>two</epub:default>", "two"),
    ],
)
def test_of_a_switch_one_branch_is_shown(branches: str, expected: str) -> None:
    assert shown(f"<p>a</p><epub:switch>{branches}</epub:switch>") == f"a\n\n{expected}"


@pytest.mark.parametrize(
    "initial",
    [
        '<div class="dropcap">T</div>\n<p>he',
        '<p><span class="lettrine">T</span>he',
        '<p style="float:left">T</p><p>he',
    ],
)
def test_an_initial_is_one_word_with_what_follows(initial: str) -> None:
    assert shown(f"<p>Before.</p>{initial} day</p>") == "Before.\n\nThe day"


BOX = "<aside>[Level up! Strength: 12]</aside>"


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        (f"<article>{PROSE}{BOX}<div>{PROSE}</div></article>", True),
        (f"{PROSE}{BOX}{PROSE}", True),
        (f'<div class="chapter-content"><div>{BOX}</div>{PROSE}</div>', True),
        (f"<main><article>{PROSE}</article>{BOX}</main>", False),
        (f'<article>{PROSE}<aside class="related-posts">[Level up! Strength: 12]</aside></article>', False),
        (f'<article>{PROSE}<aside><a href="/x">[Level up! Strength: 12]</a></aside></article>', False),
    ],
)
def test_an_aside_among_the_text_is_text(body: str, is_read: bool) -> None:
    assert ("Level up!" in story(body)[0]) is is_read
