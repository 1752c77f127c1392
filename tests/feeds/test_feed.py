"""Feeds of every kind: what their entries say, and which have their full text."""

from __future__ import annotations

from html import escape

import pytest

from bot.feeds.entries import FeedEntry
from tests.feeds.feed_documents import LONG, atom, atom_entry, json_feed, only, read
from tests.feeds.website import BEGUN, DAY, item, rss

# What an entry says


def test_a_chapter_in_rss() -> None:
    found = read(rss(item(3, "<p>She sat <em>still</em>.</p><p>It rained.</p>", author="a@b.c (A. Boatman)")))
    assert (found.title, found.link) == ("The Ferry", "https://example.org/")
    assert only(found) == FeedEntry(
        key="tag:example.org,2023:3",
        title="Chapter 3",
        link="https://example.org/chapters/3",
        published_at=BEGUN + 3 * DAY,
        text="She sat _still_.\n\nIt rained.",
        author="A. Boatman",
    )


def test_a_chapter_in_atom() -> None:
    link = '<link href="../one"/><published>2023-12-31T00:00:00+01:00</published>'
    xhtml = "<div xmlns='http://www.w3.org/1999/xhtml'><p>It <b>rained</b>.</p></div>"
    body = f"<content type='xhtml'>{xhtml}</content>"
    found = only(read(atom(atom_entry(1, link + "<summary>Rain.</summary>" + body))))
    assert (found.text, found.summary, found.author) == ("It **rained**.", "Rain.", "A. Boatman")
    assert found.link == "https://example.org/one"
    assert (found.published_at, found.updated_at) == (1_703_977_200, 1_704_103_200)


def test_a_chapter_in_json() -> None:
    said = {
        "id": 7,
        "url": "/seven",
        "title": "Seven & <eight>",
        "content_html": "<p>It <i>rained</i>.</p>",
        "summary": "Rain_",
        "date_published": "2024-01-01T10:00:00Z",
    }
    found = only(read(json_feed(said, authors=[{"name": "A. Boatman"}, {"name": "B."}])))
    assert found == FeedEntry(
        key="7",
        title="Seven & <eight>",
        link="https://example.org/seven",
        published_at=1_704_103_200,
        text="It _rained_.",
        summary="Rain\\_",
        author="A. Boatman, B.",
    )


def test_plain_text_has_its_paragraphs() -> None:
    two = "First line\nof *one*.\n\nSecond."
    assert (
        only(read(json_feed({"id": "a", "content_text": two}))).text == "First line of \\*one\\*.\n\nSecond."
    )
    assert only(read(json_feed({"id": "a", "content_text": "One.\nTwo."}))).text == "One.\n\nTwo."
    assert only(read(rss(item(1, "One &amp; one.\n\nTwo.")))).text == "One & one.\n\nTwo."


def test_titles_may_be_html() -> None:
    assert only(read(rss(item(1, LONG, "<b>Rain</b> &amp; <i>wind</i>")))).title == "Rain & wind"
    assert only(read(rss(item(1, LONG, "3 < 4 & 5")))).title == "3 < 4 & 5"
    titled = atom_entry(1, "").replace(
        "<title>Chapter 1", "<title type='html'>&lt;i>Rain&lt;/i> &amp;amp; wind"
    )
    assert only(read(atom(titled))).title == "Rain & wind"


def test_a_heading_that_repeats_the_title_is_left_out_and_so_is_the_blog_s_signature() -> None:
    signed = '<p>The post <a href="/1">Dusk</a> appeared first on <a href="/">Our Blog</a>.</p>'
    text = only(read(rss(item(1, f"<h2>DUSK</h2><p>It rained.</p>{signed}", "Dusk")))).text
    assert text == "It rained."


def test_links_start_from_the_feed_s_own_address() -> None:
    text = only(read(rss(item(1, '<p>See <a href="map.html">the map</a>.</p>')))).text
    assert text == "See [the map](<https://example.org/serial/map.html>)."


def test_links_that_lead_nowhere_on_the_web_are_text() -> None:
    found = only(read(rss(item(1, '<p><a href="javascript:x()">Press</a></p>', link="javascript:x()"))))
    assert (found.text, found.link) == ("Press", "")


# What is the full text


def test_a_short_description_is_a_summary_and_a_long_one_the_text() -> None:
    short = only(read(rss(item(1, "", content="", description="A boat lies still."))))
    assert (short.text, short.summary) == ("", "A boat lies still.")
    long = only(read(rss(item(1, "", content="", description=LONG))))
    assert long.text.startswith("The boat lay still")
    assert long.summary == ""


def test_content_may_be_short_and_a_summary_long() -> None:
    assert only(read(rss(item(1, "<p>Six words make the whole story.</p>")))).text
    assert only(read(atom(atom_entry(1, f"<summary type='html'>{escape(LONG)}</summary>")))).text == ""
    assert only(read(json_feed({"id": "a", "summary": "word " * 500}))).text == ""


@pytest.mark.parametrize(
    "ending",
    [
        "<p>and then […]</p>",
        "<p>and then [&#8230;]</p>",
        "<p>It rained.</p><p><a href='/1'>Read more</a></p>",
        "<p>It rained… <a href='/1'>Continue reading Dusk →</a></p>",
        "<p>It rained.</p><p>Click here to read the rest of this chapter</p>",
        "<p>and then [...]</p><p>The post <a href='/1'>Dusk</a> first appeared on <a href='/'>Blog</a>.</p>",
    ],
)
def test_what_says_that_there_is_more_is_a_summary(ending: str) -> None:
    found = only(read(rss(item(1, LONG + ending))))
    assert found.text == ""
    assert found.summary.startswith("The boat lay still")


def test_a_chapter_may_end_in_dots_where_a_description_may_not() -> None:
    ending = "<p>She opened the door, and…</p>"
    assert only(read(rss(item(1, LONG + ending)))).text.endswith("and…")
    assert only(read(rss(item(1, "", content="", description=LONG + ending)))).text == ""


def test_a_chapter_may_speak_of_reading() -> None:
    assert only(read(rss(item(1, "<p>“Keep to the path,” he said. She read more of it.</p>")))).text


def test_pictures_alone_are_no_text() -> None:
    assert only(read(rss(item(1, '<p><img src="page.png"/></p>')))).text == ""


def test_what_an_author_says_beside_a_chapter_is_no_part_of_it() -> None:
    told = f"<p>A/N: Back from my holidays!</p><p>TW: drowning</p>{LONG}<p>A/N: Thank you for reading!</p>"
    entry = only(read(rss(item(1, told))))
    assert entry.text.startswith("The boat lay still")
    assert entry.text.endswith("nobody spoke.")
    assert "holidays" in entry.notes.before
    assert "Thank you for reading!" in entry.notes.after
    assert entry.notes.content_warnings == ("drowning",)


def test_an_entry_that_is_nothing_but_a_note_stays_one() -> None:
    assert only(read(rss(item(1, "<p>A/N: No chapter this week, I am ill.</p>")))).text
