"""A chapter goes to an editor and back: what nobody touched is the same to the letter."""

from __future__ import annotations

import codecs
import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.editing.chapter_file import as_markdown, from_markdown, written
from bot.errors import UnreadableFileError
from bot.imports import encodings, formats
from bot.imports.content_warnings import warns
from bot.imports.formats import xhtml
from bot.imports.formats.plain import paragraphs
from bot.imports.formats.xhtml import blocks, tree
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.detail_kinds import one_line
from bot.stories.details import Rating
from tests.support.paths import CORPORA, STORIES
from tests.support.rounds import rounds
from tests.support.zips import zipped

BOOKS = sorted(
    path for kind in ("epub", "html", "plain-text", "fanfiction") for path in CORPORA.glob(f"{kind}/*")
)
EXCERPTS = sorted(CORPORA.glob("quotations/litbank/*.txt"))

# What Markdown, HTML, Discord or a reader of stories could take for something else.
PIECES = re.findall(
    r"\S+",
    r"""Lamp a é x 1 1986. 2) Summary: A/N: Chapter xXx ⁂ … — “ ” 👩‍👩‍👧 * ** _ __ ~~ ~ ` ``` # ## - + > = |
    || : . ! [ ] ( ) ]( [a]: [^1] [^1]: ![ < <b> </b> <br> <sigh> </sigh> <div> <script> <!-- --> <?
    <![CDATA[ & &amp; &#32; --- *** === ~~~ -|- a|b \ \\ -# :smile: https://a.b/c_d @everyone <@1> <t:0>""",
)
SPACES = [" "] * 9 + ["  ", "\n", "\u00a0", "\u2003", "\u2028", "\u200b", "\u2060"]
pieces = st.sampled_from([*PIECES, *SPACES])
letters = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\ufffd"), max_size=3
)
texts = st.lists(pieces | letters, max_size=8).map("".join)
lines = texts.map(lambda text: re.sub("[\n\u2028\u2029]", " ", text))


def element(name: str, attributes: str = "") -> st.SearchStrategy[tuple[str, str]]:
    return st.just((f"<{name}{attributes}>", f"</{name}>"))


def inside(
    tags: st.SearchStrategy[tuple[str, str]], content: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, parts: tag[0] + "".join(parts) + tag[1], tags, st.lists(content, max_size=3))


styled = st.one_of(
    *map(element, ("em", "strong", "u", "s", "sup", "q")),
    element("a", ' href="https://a.b/ö_(c)?d=1&amp;copy;=2"'),
    element("span", ' style="white-space:pre"'),
)
phrases = st.recursive(
    texts.map(escape) | st.sampled_from(["word", " ", "<br/>", "&#146;"]), lambda inner: inside(styled, inner)
)
items = inside(element("li"), phrases) | inside(element("tr"), inside(element("td"), phrases))
boxes = st.one_of(*map(element, ("p", "p", "p", "h1", "h3", "h4", "div", "pre")))
holders = st.one_of(*map(element, ("ul", "table")), element("ol", ' start="9"'))
elements = inside(boxes, phrases) | inside(holders, items) | st.just("<hr/>")
pages = st.lists(elements | inside(element("blockquote"), elements), min_size=1, max_size=5).map("".join)


def of_page(page: str) -> str:
    root = tree.parse(codecs.BOM_UTF8 + f"<html><body>{page}</body></html>".encode()).root
    return blocks.markdown(xhtml.read(root).blocks)


def of_plain(typed: list[str]) -> str:
    text, _ = encodings.decode("\n".join([*typed, "", "The lamp was lit at six." * 9]).encode(), "lamp.txt")
    return paragraphs.markdown(paragraphs.read(text))


stored_texts = pages.map(of_page) | st.lists(texts | st.just(""), max_size=8).map(of_plain)


@given(stored_texts)
@example("> a\n> b\n> \n> \\* \\* \\*\n> \n> c\n\n> d")
@example("\\* \\* \\*\n\n\\* \\* \\*\n\n## A\n\n\\* \\* \\*")
@example("1986\\. A\n\n1987\\. B")
@example("\\<sigh\\>\n\n\\<sigh\\>")
@example("**__a__ b**\n\n**[c](<https://a.b>)**\n\n__**a**__")
@example("a**“b”**c")
@example(r"\>" * 70 + " oh")
@example("\\#\n\n> \\#\n\n**\\#**\n\n## \\#\n\n_\\#_\n\n\\#\\#")
def test_what_is_not_touched_comes_back_to_the_letter(stored: str) -> None:
    assert from_markdown(as_markdown(stored)) == stored


@given(stored_texts.filter(bool), lines)
@example("lit\x92s\u2028at\u200bsix  o\u2060clock", "")
@example("Lit.", "Chapter 3: “The [Lamp]” \\ 'so'")
@example("Lit.", " null ")
@example("Lit.\n\n\u2003\u2003at six\n\u2003\u2003\u2003\u2003and seven", "")
def test_a_file_is_one_chapter_of_that_very_title_and_text(stored: str, title: str) -> None:
    story = formats.parse(written(title, stored).encode(), "lamp.md")
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [(title, stored)]


warnings = lines.map(one_line).filter(lambda line: line and warns(line))
any_notes = st.builds(
    ChapterNotes, stored_texts, stored_texts, stored_texts, st.lists(warnings, unique=True).map(tuple)
)


@given(stored_texts.filter(bool), any_notes)
@example("Lit.", ChapterNotes("", "a: b\n\n...", "> a\n> \n> b", ("fog, rain",)))
@example(r"\#", ChapterNotes("", "", r"\#", ()))
@example("Lit.", ChapterNotes(r"\|", r"\>", r"\[a]", ('"', "[x]", "- y", "# z")))
def test_a_file_has_that_very_text_and_those_very_notes(stored: str, notes: ChapterNotes) -> None:
    [chapter] = formats.parse(written("Lamp", stored, notes).encode(), "lamp.md").chapters
    assert (chapter.text, chapter.notes) == (stored, notes)


@given(st.lists(texts, max_size=8).map("\n".join))
@example("-\n-")
@example("* * *\u00a0")
def test_what_was_typed_comes_back_as_it_was_understood(typed: str) -> None:
    stored = from_markdown(typed)
    assert from_markdown(as_markdown(stored)) == stored


@given(stored_texts, stored_texts)
def test_a_paragraph_put_in_changes_no_other(before: str, after: str) -> None:
    edited = f"{as_markdown(before)}\n\nShe *left*.\n\n{as_markdown(after)}"
    assert from_markdown(edited) == "\n\n".join(filter(None, (before, "She _left_.", after)))


@pytest.mark.parametrize(
    ("stored", "opened"),
    [
        ("She _knew_. un*believ*able **_so_** ~~no~~", "She _knew_. un*believ*able **_so_** ~~no~~"),
        ("__under__", "<u>under</u>"),
        (
            r"snake\_case, 5 \* 3, \<3, \#3, \:smile:, \@everyone",
            "snake_case, 5 * 3, <3, #3, :smile:, @everyone",
        ),
        (r"\[x] \<sigh\> https\://a.b/c\_d \|", "[x] <sigh> https://a.b/c_d |"),
        (r"\*hugs\* _you_", r"\*hugs\* _you_"),
        ("of night\nand light", "of night\\\nand light"),
        ("• salt\n• rope", "• salt\\\n• rope"),
        (r"1986\. A year.", r"1986\. A year."),
        (r"\# Chapter 2", r"\# Chapter 2"),
        (r"\* \* \*", "* * *"),
        ("## Later", "## Later"),
        ("> Dear _M_,\n> \n> come.", "> Dear _M_,\n>\n> come."),
        ("[here](<https://a.b/c>)", "[here](https://a.b/c)"),
        ("in\n\u00a0\u00a0the\u00a0dark", "in\\\n\u00a0\u00a0the\u00a0dark"),
        ("Nothing to mark.", "Nothing to mark."),
    ],
)
def test_it_looks_natural_in_an_editor(stored: str, opened: str) -> None:
    assert as_markdown(stored) == opened


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("*so* __it__ <u>goes</u>", "_so_ **it** __goes__"),
        ("||no|| <@1> @everyone\n-# no", r"\|\|no\|\| \<@1\> \@everyone -\# no"),
        ("***\n\nLit.\n\n---\n\n---", "\\* \\* \\*\n\nLit.\n\n\\* \\* \\*\n\n\\* \\* \\*"),
        ("<sigh>\n\n<sigh> *oh*", "\\<sigh\\>\n\n\\<sigh\\> _oh_"),
        ("", ""),
    ],
)
def test_what_people_type_is_stored_as_they_mean_it(typed: str, stored: str) -> None:
    assert from_markdown(typed) == stored


@pytest.mark.parametrize("typed", [">" * 500 + " deep", "<div>" * 500 + "deep"])
def test_what_is_nested_too_deeply_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"^That text is nested too deeply[^.]*\.$"):
        from_markdown(typed)


def test_nothing_in_a_chapter_s_file_is_taken_for_a_detail_or_a_chapter() -> None:
    typed = "Summary: None.\n\n# Chapter 1\n\nLit.\n\n# Chapter 2\n\nOut.\n\nTHE END\n\nA/N: Thanks."
    data = f"---\ntitle: The Lamp\nchapter: Six o’clock\nrating: T\n---\n{typed}".encode()
    story = formats.parse(data, "x.md")
    assert (story.details.title, story.details.rating, story.details.summary, story.details.notes) == (
        "The Lamp",
        Rating.TEEN,
        "",
        "",
    )
    (chapter,) = story.chapters
    assert chapter == ManuscriptChapter("Six o’clock", typed.replace("# ", "## "))


def test_a_chapter_s_file_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"^“lamp.md” holds no text to read\.$"):
        formats.parse(b"---\nchapter: One\n---\n\n", "lamp.md")


def test_chapter_files_in_a_zip_keep_their_titles() -> None:
    files = {"01.md": written("Lit: at six", "Lit."), "02-out.md": written("", "Out.")}
    story = formats.parse(zipped(files), "the-lamp.zip")
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [
        ("Lit: at six", "Lit."),
        ("Out", "Out."),
    ]


def comes_back(path: Path) -> None:
    story = formats.parse(path.read_bytes(), path.name)
    for chapter in story.chapters:
        (read,) = formats.parse(written(chapter.title, chapter.text).encode(), "x.md").chapters
        assert (read.title, read.text) == (chapter.title, chapter.text)
    for detail in (story.details.summary, story.details.notes, story.details.disclaimer):
        assert from_markdown(as_markdown(detail)) == detail


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_chapter_of_the_sample_stories_comes_back(path: Path) -> None:
    comes_back(path)


@pytest.mark.skipif(not BOOKS, reason="the shared corpora are not beside this checkout")
@pytest.mark.proofs
@pytest.mark.parametrize("path", BOOKS[: rounds(2, full=len(BOOKS))], ids=lambda path: path.name)
def test_every_chapter_of_real_books_comes_back(path: Path) -> None:
    comes_back(path)


@pytest.mark.skipif(not EXCERPTS, reason="the shared corpora are not beside this checkout")
@pytest.mark.proofs
def test_every_excerpt_of_a_hundred_novels_comes_back() -> None:
    for path in EXCERPTS[: rounds(20, full=len(EXCERPTS))]:
        comes_back(path)
