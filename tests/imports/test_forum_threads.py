"""Threads of forums, in which a story is told among other people's posts."""

from __future__ import annotations

from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript

PROSE = "The keeper sat down with his tea, and waited for the boat. " * 8


def post(author: str, text: str, mark: str = "") -> str:
    threadmark = f"""<div class="message-cell message-cell--threadmark-header"><span class="primary">
        <label>Threadmarks:</label> <span class="threadmarkLabel">{mark}</span></span></div>"""
    return f"""<article class="message message--post" data-author="{author}"><div class="message-inner">
        {threadmark if mark else ""}<div class="message-cell message-cell--user"><h4 class="message-name">
        <a class="username">{author}</a></h4><h5 class="userTitle">Lamp keeper</h5></div>
        <div class="message-content"><header class="message-attribution"><li>#1</li></header>
        <article class="message-body"><div class="bbWrapper">{text}</div></article>
        <div class="message-lastEdit">Last edited: today</div></div>
        <footer class="message-footer">Like Reply Report</footer></div></article>"""


def thread(*posts: str, title: str = "") -> Manuscript:
    shown = title or '<span class="label">Original</span><span class="label-append">&nbsp;</span>The Lamp'
    page = f"""<html><head><title>The Lamp | Page 2 | SpaceBattles</title></head><body><div class="p-body">
        <h1 class="p-title-value">{shown}</h1>{"".join(posts)}<div class="p-footer">Terms</div></div>
        </body></html>"""
    return parse(page.encode(), "thread.html")


def test_threadmarks_are_the_chapters_and_all_else_is_talk() -> None:
    story = thread(
        post("owl", f"{PROSE}<br><br>It was lit.", "1.1 Dusk"),
        post("mira", '<div class="bbCodeBlock-expandLink">Click to expand...</div>Great!'),
        post("owl", f"<b>Chapter 2: The Boat</b><br><br>{PROSE}", "Chapter 2: The Boat"),
        post("owl", "Thanks, all."),
    )
    assert (story.details.title, story.details.authors) == ("The Lamp", ("owl",))
    one, two = story.chapters
    assert (one.title, two.title) == ("1.1 Dusk", "Chapter 2: The Boat")
    assert one.text == f"{PROSE.strip()}\n\nIt was lit."
    assert two.text == PROSE.strip()
    assert story.warnings == ("2 other posts of the thread were left out.",)


def test_without_threadmarks_the_posts_of_whoever_began_it_are_the_story() -> None:
    story = thread(
        post("owl", f"<b>Chapter 1</b><br><br>{PROSE}"),
        post("mira", "Great!"),
        post("owl", f"<b>Chapter 2</b><br><br>{PROSE}"),
    )
    assert [each.title for each in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert story.warnings == ("One other post of the thread was left out.",)


def test_a_single_post_is_its_text() -> None:
    story = thread(post("owl", PROSE))
    assert ([each.text for each in story.chapters], story.warnings) == ([PROSE.strip()], ())


def test_an_older_forum_has_threadmarks_and_no_block_quotes() -> None:
    page = f"""<html><head><title>The Lamp | Forum</title></head><body>
        <div class="titleBar"><h1>The Lamp</h1></div>
        <ol class="messageList"><li class="message" data-author="owl"><div class="threadmarker"><span
        class="label">Threadmark: Dusk</span></div><div class="messageUserInfo">Lamp keeper</div>
        <blockquote class="messageText ugc">{PROSE}</blockquote><div class="messageMeta">Like</div>
        </li></ol></body></html>"""
    story = parse(page.encode(), "thread.html")
    assert story.details.title == "The Lamp"
    assert [(each.title, each.text) for each in story.chapters] == [("Dusk", PROSE.strip())]


def test_phpbb_has_posts_as_well() -> None:
    page = f"""<html><head><title>The Lamp</title></head><body><h2 class="topic-title"><a>The Lamp</a></h2>
        <div id="p1" class="post"><div class="inner"><div class="postbody"><p class="author">by
        <a class="username">owl</a></p><ul class="post-buttons"><li>Quote</li></ul>
        <div class="content">{PROSE}</div>
        <div class="signature">Bye</div></div><dl class="postprofile"><dd>Posts: 5</dd></dl></div></div>
        </body></html>"""
    story = parse(page.encode(), "thread.html")
    assert (story.details.title, story.details.authors) == ("The Lamp", ("owl",))
    assert [each.text for each in story.chapters] == [PROSE.strip()]


def test_the_title_of_a_folded_part_of_a_post_is_read() -> None:
    def folded(title: str) -> str:
        return f"""<div class="bbCodeSpoiler"><button type="button" class="button bbCodeSpoiler-button"
            title="Click to reveal"><span class="button-text"><span>Spoiler{title}</span></span>
            </button><div class="bbCodeSpoiler-content"><div class="bbCodeBlock"><div
            class="bbCodeBlock-content">Oil: 3</div></div></div></div>"""

    named = ': <span class="bbCodeSpoiler-button-title">The keeper’s stores</span>'
    story = thread(post("owl", f"{PROSE}{folded(named)}{folded('')}"))
    assert story.chapters[0].text == f"{PROSE.strip()}\n\n**The keeper’s stores**\n\nOil: 3\n\nOil: 3"
