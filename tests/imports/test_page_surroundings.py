"""What stands around the text of any page: comments, menus, sidebars, buttons, links to other chapters."""

from __future__ import annotations

import pytest

from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript
from bot.stories.details import Rating

PROSE = "<p>" + "Nobody had rung the bell since the flood, and still it rang. " * 6 + "</p>"
TALK = "<p>" + "SPOKEN: I liked it very much, and I say so at great length. " * 40 + "</p>"

FRAMES = {
    "boxes": "<div class='post'><div class='entry'><h1>Chapter 1</h1>{text}</div></div>{around}",
    "main": "<main><h1>Chapter 1</h1>{text}{around}</main>",
    "blog": "<article><h1>Chapter 1</h1><div class='entry-content'>{text}</div>{around}</article>",
}


def read(body: str, head: str = "") -> Manuscript:
    page = f"<!DOCTYPE html><html><head><title>The Bell</title>{head}</head><body>{body}</body></html>"
    return parse(page.encode(), "the-bell.html")


def told(body: str) -> str:
    return "\n\n".join(f"{each.title}\n\n{each.text}" for each in read(body).chapters)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "comments",
    [
        "<ol class='commentlist'><li class='comment'><article class='comment-body'>{}</article></li></ol>",
        "<div class='wp-block-comments'><h2>3 thoughts on “The Bell”</h2>{}</div>",
        "<div class='commentsSection'>{}</div>",
        "<div class='Comments_root__x9f3'>{}</div>",
        "<section aria-label='Comments'>{}</section>",
        "<div itemprop='comment'>{}</div>",
        "<div data-tag='comment-body'>{}</div>",
        "<dl id='comments-block'><dd>{}</dd></dl>",
        "<div class='responsesWrapper'>{}</div>",
        "<div id='disqus_thread'>{}</div>",
        "<div><h3>12 Comments</h3><div>Mira: {}</div></div>",
        "<h3>Leave a Reply</h3>{}",
        "<div class='comments'><div class='entry-content'>{}</div></div>",
    ],
)
def test_comments_stay_out_however_long_they_are(comments: str, frame: str) -> None:
    text = told(FRAMES[frame].format(text=PROSE, around=comments.format(TALK)))
    assert "Nobody had rung" in text
    assert "SPOKEN" not in text


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='post hentry comments-open'>{PROSE}</div>",
        f"<div class='has-sidebar'>{PROSE}</div>",
        f"<div class='sidebar'><div class='entry-content'>{PROSE}</div></div>",
        f"<div id='menu'>{PROSE}</div>",
        f"<div class='entry-content'>{PROSE}<div class='comment'><p>ELLIE: first!</p></div></div>",
        f"<h2>Questions</h2>{PROSE}<h2>Responses</h2>{PROSE}<h2>Comments</h2><p>ELLIE: first!</p>",
        f"<h2>Chapter One</h2>{PROSE}<h2>No Comment</h2><p>ELLIE: first!</p>",
    ],
)
def test_a_story_is_not_taken_for_what_stands_around_one(body: str) -> None:
    text = told(body)
    assert "Nobody had rung" in text
    assert ("ELLIE" in body) == ("ELLIE" in text)


@pytest.mark.parametrize(
    "links",
    [
        '<p><a href="https://x.example/1">Previous Chapter</a> | <a href="/3">Next Chapter</a></p>',
        '<p><strong><a href="/1">« Last Chapter</a>    Next Chapter »</strong></p>',
        '<center><a href="/1">Prev</a> - <a href="/all">Index</a> - <a href="/3">Next</a></center>',
        '<div class="nav-previous"><a href="/1" rel="prev">← Chapter 1: Low Water</a></div>',
        '<p><a rel="next" href="/3">Chapter 3: High Water</a></p>',
        '<p><a href="/all">Table of Contents</a></p>',
        '<div><a href="/1">上一章</a> <a href="/all">目录</a> <a href="/3">下一章</a></div>',
        '<p><a href="/1">« Предыдущая глава</a> | <a href="/3">Следующая глава »</a></p>',
        '<p><a href="/1">Capítulo anterior</a> – <a href="/all">Índice</a></p>',
        '<div class="sharedaddy"><h3>Share this</h3></div>',
        '<p class="button-wrapper"><a class="button" href="/s"><span>Share</span></a></p>',
        '<div class="subscription-widget-wrap-editor"><p>Thanks for reading Salt! Subscribe.</p></div>',
    ],
)
def test_links_to_other_chapters_and_buttons_are_left_out(links: str) -> None:
    (chapter,) = read(f"<article><div class='post-content'>{links}{PROSE}{links}</div></article>").chapters
    assert chapter.text.startswith("Nobody had rung")
    assert chapter.text.endswith("it rang.")


@pytest.mark.parametrize(
    "said",
    [
        "<p>The next chapter of my life began.</p>",
        '<p><a href="#7">Next</a></p>',
        '<p>Go <a href="/1">back</a> to the bridge.</p>',
        "<p>Home.</p>",
    ],
)
def test_words_that_only_sound_like_links_stay(said: str) -> None:
    assert told(f"<article>{PROSE}{said}{PROSE}</article>").count("\n\n") == 3


def test_several_posts_on_a_page_are_chapters_without_the_sidebar() -> None:
    posts = "".join(
        f"<div class='post'><h2>Chapter {n}</h2><div class='entry-content'>{PROSE}</div></div>"
        for n in (1, 2)
    )
    story = read(f"<div id='list'>{posts}</div><div id='right'>About me</div>")
    assert [each.title for each in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert "About me" not in story.chapters[1].text


def test_the_column_beside_the_text_of_a_table_is_left_out() -> None:
    page = f"<table><tr><td class='sidebar'>About me</td><td class='content'>{PROSE}</td></tr></table>"
    assert "About me" not in told(page)


JSON_LD = '<script type="application/ld+json">{}</script>'


def test_what_a_page_says_for_search_engines_is_understood() -> None:
    said = """{"@graph": [{"@type": "WebSite", "name": "Salt"}, {"@type": ["Article"],
        "description": "It rings.", "author": [{"@type": "Person", "name": "Nobody Much"}],
        "contentRating": "18+"}]}"""
    details = read(PROSE, JSON_LD.format(said)).details
    assert (details.authors, details.summary) == (("Nobody Much",), "It rings.")
    assert details.rating is Rating.EXPLICIT


@pytest.mark.parametrize(
    ("head", "rating"),
    [
        ('<meta name="rating" content="RTA-5042-1996-1400-1577-RTA">', Rating.EXPLICIT),
        ('<meta name="RATING" content="Adult">', Rating.EXPLICIT),
        ('<meta name="rating" content="mature">', Rating.MATURE),
        ('<meta name="rating" content="general">', None),
        (JSON_LD.format('{"@type": "Article", "isFamilyFriendly": false}'), Rating.EXPLICIT),
        (JSON_LD.format('{"@type": "Book", "typicalAgeRange": "17+"}'), Rating.MATURE),
        (JSON_LD.format('{"@type": "Book", "typicalAgeRange": ["18-", 7]}'), Rating.EXPLICIT),
        (JSON_LD.format('{"@type": "Article", "audience": {"suggestedMinAge": 13}}'), Rating.TEEN),
        ('<meta property="schema:typicalAgeRange" content="18+">', Rating.EXPLICIT),
        ('<meta itemprop="typicalAgeRange" content="13-17">', Rating.TEEN),
        ('<meta name="schema:typicalAgeRange" content="">', None),
        (JSON_LD.format("[" * 20_000), None),
        (JSON_LD.format('{"@type": {"a": 1}, "author": 7}'), None),
    ],
)
def test_a_page_for_adults_is_one_and_a_site_for_all_says_nothing_of_it(
    head: str, rating: Rating | None
) -> None:
    assert read(PROSE, head).details.rating is rating


def test_of_the_ratings_of_a_page_and_of_its_text_the_higher_counts() -> None:
    rated = read(f"<p>Rating: E</p>{PROSE}", JSON_LD.format('{"contentRating": "T"}'))
    assert rated.details.rating is Rating.EXPLICIT


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0029)https://stories.example/bell -->",
        "<!--\n Page saved with SingleFile \n url: https://stories.example/bell \n saved date: today -->",
    ],
)
def test_a_browser_notes_where_a_page_comes_from(note: str) -> None:
    page = f"<!DOCTYPE html>\n{note}\n<html><head><title>The Bell</title></head><body>{PROSE}</body></html>"
    assert parse(page.encode(), "x.html").details.source == "https://stories.example/bell"
