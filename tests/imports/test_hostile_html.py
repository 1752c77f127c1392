"""Web pages that are broken, mislabelled or hostile: whatever they hold, nothing is lost and nothing runs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.imports.formats.html import parse
from bot.text import markup
from tests.imports.test_html import BLOG, PROSE, read, words


@pytest.mark.parametrize("page", [BLOG, BLOG.replace("entry-content", "storytext"), BLOG.upper()])
def test_nothing_hidden_or_scripted_is_ever_shown(page: str) -> None:
    (chapter,) = read(page).chapters
    shown = chapter.text.casefold()
    assert "nobody had rung" in shown
    assert not any(text in shown for text in ("track", "share on", "popular", "first!", "about us"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp1251", "shift_jis"])
def test_the_encoding_that_a_page_declares_is_believed_where_it_can_be(encoding: str) -> None:
    said = {"cp1251": "Колокол звонит", "shift_jis": "鐘が鳴る"}.get(encoding, "“Café,” she said…")
    head = f"<head><meta charset='{encoding.removesuffix('-sig')}'></head>"
    page = f"<html>{head}<body><p>{said}</p></body></html>"
    story = parse(page.encode(encoding), "bell.html")
    assert story.chapters[0].text == said


def test_latin_1_is_read_as_browsers_read_it() -> None:
    page = "<meta charset=iso-8859-1><p>“Rung,” she said…".encode("cp1252")
    assert parse(page, "bell.html").chapters[0].text == "“Rung,” she said…"


def test_utf_8_is_recognised_under_a_wrong_label() -> None:
    page = "<meta charset=iso-8859-1><p>“Rung,” she said…".encode()
    assert parse(page, "bell.html").chapters[0].text == "“Rung,” she said…"


def test_nothing_on_a_page_can_ping_or_pose_as_markup() -> None:
    page = (
        "<p>@everyone &lt;@1&gt; **no** &amp;lt;b&gt; [x](https://x.example) # no</p><p># no</p><p>-# no</p>"
    )
    (chapter,) = read(page).chapters
    told = "@everyone <@1> **no** &lt;b> [x](https://x.example) # no\n\n# no\n\n-# no"
    assert markup.strip(chapter.text) == told
    assert r"\@everyone \<@1\>" in chapter.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "deep",
        "<html><body>" + "<div>" * 200_000 + "deep" + "</div>" * 200_000 + "</body></html>",
        "<blockquote>" * 200_000 + "deep",
        "<html></html>",
        "<html><head><title>The Bell</title></head><body><script>all()</script></body></html>",
        "<html><body><nav>Only a menu</nav></body></html>",
        "<p>" + "The bell rang and rang. " * 1_200_000,
    ],
    ids=["open", "closed", "quotes", "empty", "script", "menu", "long"],
)
def test_a_page_that_cannot_be_read_is_refused_in_one_sentence(page: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"^“[^“]+” [^.]*\.$"):
        read(page, "bell")


def test_entities_are_never_resolved() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>So: &x;</p></body></html>'
    assert markup.strip(read(page).chapters[0].text) == "So: &x;"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_story_or_refused(data: bytes) -> None:
    try:
        story = parse(data, "bell.html")
    except UnreadableFileError:
        return
    assert all(chapter.text.strip() == chapter.text != "" for chapter in story.chapters)


TEXTS = st.text(st.sampled_from("abcdefgh ijk*>#"), min_size=1, max_size=12).filter(
    lambda text: text.strip(" *>#")
)
PIECES = st.tuples(
    st.sampled_from(["p", "h1", "h2", "h3", "h4", "blockquote", "div", "li", "pre", "i"]), TEXTS
)


@given(st.lists(PIECES, min_size=1, max_size=12, unique_by=lambda piece: "".join(words(piece[1]))))
def test_no_word_of_a_page_is_lost_but_the_title_said_twice(pieces: list[tuple[str, str]]) -> None:
    page = (
        "<html><body>"
        + "".join(f"<{name}>{text}</{name}> " for name, text in pieces)
        + PROSE
        + "</body></html>"
    )
    story = read(page, "zzz.html")
    said = [
        story.details.title,
        story.details.notes,
        *(f"{chapter.title}\n{markup.strip(chapter.text)}" for chapter in story.chapters),
    ]
    told = Counter(words("\n".join(said)))
    assert not Counter(words("\n".join(text for _, text in pieces))) - told
