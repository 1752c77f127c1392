"""Markdown as authors write it: front matter, chapters by headings, everything literal left literal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.imports.formats.markdown import parse
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript
from bot.stories.details import Completion, Rating
from bot.text import markup

PROSE = "Nobody had rung the bell since the flood, and still it rang. " * 6
STORY = f"""---
title: "The Bell: at Low Water"
author: [Nobody Much, Somebody Else]
summary: >
  A bell *rings*.
  Nobody is there.
rating: M
tags:
  - bells
  - "salt, mostly"
language: en-GB
source: https://stories.example/bell
license: https://creativecommons.org/licenses/by/4.0/
fandom: Bells (TV), Tides
ships: [Rope/Bell, "Salt & Sea, Ltd"]
characters: Rope; Bell
content_warnings: drowning
genre: mystery, slow
layout: post
---

# The Bell: at Low Water

## Chapter 1: The Rope

{PROSE}

## Chapter 2

{PROSE}
"""


def read(text: str, name: str = "the-bell.md") -> Manuscript:
    return parse(text.encode(), name)


def shown(text: str) -> str:
    (chapter,) = read(text).chapters
    return chapter.text


def test_a_story_with_front_matter() -> None:
    story = read(STORY)
    assert story.details.title == "The Bell: at Low Water"
    assert story.details.authors == ("Nobody Much", "Somebody Else")
    assert (story.details.rating, story.details.language, story.details.licence) == (
        Rating.MATURE,
        "en-GB",
        "CC BY 4.0",
    )
    assert story.details.fandoms == ("Bells (TV)", "Tides")
    assert story.details.relationships == ("Rope/Bell", "Salt & Sea, Ltd")
    assert story.details.characters == ("Rope", "Bell")
    assert story.details.content_warnings == ("drowning",)
    assert story.details.tags == ("bells", "salt, mostly", "mystery", "slow")
    assert story.details.source == "https://stories.example/bell"
    assert story.details.summary == "A bell _rings_. Nobody is there."
    assert story.details.notes == ""
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1: The Rope", "Chapter 2"]
    assert story.chapters[1].text == PROSE.strip()
    assert story.warnings == ()


@pytest.mark.parametrize(
    ("line", "completion"),
    [
        ("status: complete", Completion.COMPLETE),
        ("Status: 'In progress'", Completion.ONGOING),
        ("completion: ongoing", Completion.ONGOING),
        ("completion: complete", Completion.COMPLETE),
        ("status:", None),
        ("layout: post", None),
    ],
)
def test_the_front_matter_says_whether_it_is_complete(line: str, completion: Completion | None) -> None:
    assert read(f"---\ntitle: The Bell\n{line}\n---\n\n{PROSE}").details.completion is completion


def test_another_status_is_a_note() -> None:
    story = read(f"---\ntitle: The Bell\nstatus: abandoned\n---\n\n{PROSE}")
    assert (story.details.completion, story.details.notes) == (None, "Status: abandoned")


@pytest.mark.parametrize(
    "start", ["---\n\nA scene of its own.\n\n---\n\n", "---\nIt rang: twice\nand thrice.\n---\n"]
)
def test_a_scene_break_at_the_start_is_no_front_matter(start: str) -> None:
    assert re.search(
        r"scene of its own|and thrice", "".join(c.title + c.text for c in read(start + PROSE).chapters)
    )


def test_a_story_without_headings_is_one_chapter_named_after_its_file() -> None:
    story = read(f"{PROSE}\n\n***\n\n{PROSE}")
    assert (story.details.title, story.warnings) == ("The Bell", (TITLE_FROM_NAME,))
    (chapter,) = story.chapters
    assert chapter.title == ""
    assert chapter.text == f"{PROSE.strip()}\n\n{markup.SCENE_BREAK}\n\n{PROSE.strip()}"


def test_the_only_heading_of_the_first_size_is_the_title_and_parts_hold_chapters() -> None:
    story = read(
        f"# The Bell\n\n## Low\n\n### One\n\n{PROSE}\n\n### Two\n\n{PROSE}\n\n## High\n\n### One\n\n{PROSE}"
    )
    assert story.details.title == "The Bell"
    assert [chapter.title for chapter in story.chapters] == ["Low · One", "Low · Two", "High · One"]


def test_labels_before_the_text_are_details() -> None:
    story = read(f"# The Bell\n\n**Rating:** T\n**Status:** WIP\n\nA/N: For you.\n\n{PROSE}\n\n{PROSE}")
    assert (story.details.rating, story.details.completion, story.details.notes) == (
        Rating.TEEN,
        Completion.ONGOING,
        "For you.",
    )
    assert story.chapters[0].text.startswith("Nobody had rung")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("*so* **it** ~~goes~~ ***on***", "_so_ **it** ~~goes~~ **_on_**"),
        ("one line\\\nanother  \nand a third", "one line\nanother\nand a third"),
        ("wrapped\nlines", "wrapped lines"),
        ("* salt\n* rope\n  1. hemp", "• salt\n• rope\n1\\. hemp"),
        ("> said\n> > twice", "> said\n> \n> twice"),
        ("[here](https://x.example/a)", "[here](<https://x.example/a>)"),
        ("[here][a]\n\n[a]: https://x.example/a", "[here](<https://x.example/a>)"),
        ("![a bell](bell.png)", "\\[Illustration: a bell]"),
        ("`*not*`", "\\*not\\*"),
        ("```\n*not*\n```", "\\*not\\*"),
        ("| a | b |\n|---|---|\n| c | d |", "**a** \\| **b**\nc \\| d"),
        ("x <b>bold</b> <i onclick='no()'>y</i><script>no()</script>", "x **bold** _y_"),
        ("He <sigh> said <Alice> no", "He \\<sigh\\> said \\<Alice\\> no"),
        ("rung[^1]\n\n[^1]: Once\n[^b]: Or twice.", "rung\\[1]\n\n\\[1]: Once\n\n\\[b]: Or twice."),
        ("one\n\n~~~\n\n*two*\n\n~~~\n\nthree", "one\n\n\\~\\~\\~\n\n_two_\n\n\\~\\~\\~\n\nthree"),
        ("one\n\n#\n\ntwo\n\n\\#\n\nthree", "one\n\n\\* \\* \\*\n\ntwo\n\n\\* \\* \\*\n\nthree"),
        ("one\n\n♥\n\ntwo\n\n***\n\nthree", "one\n\n♥\n\ntwo\n\n\\* \\* \\*\n\nthree"),
        ("one\n\n    *indented*", "one\n\n_indented_"),
        ("\\*no\\* 5 * 3 &amp; <3", "\\*no\\* 5 \\* 3 & \\<3"),
        ("[x](javascript:no())", "\\[x]\\(javascript:no())"),
        ("&lt;script&gt;no()&lt;/script&gt;", "\\<script\\>no()\\</script\\>"),
    ],
)
def test_each_mark_reads_on_discord_as_it_was_meant(written: str, stored: str) -> None:
    assert shown(written) == stored


@pytest.mark.parametrize(
    "text", ["@everyone", "<@123>", "||no||", "<t:0>", "https://x.example", "-# no", ":smile:"]
)
def test_nothing_written_can_ping_or_pose_as_discord_s_own_markup(text: str) -> None:
    bell, stored = shown(f"A bell\n\n{text}").split("\n\n")
    assert bell == "A bell"
    assert stored == markup.escape(text)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 200_000 + " deep",
        "- " * 200_000 + "deep",
        "<div>" * 200_000 + "deep",
        "\n".join(" " * (2 * depth) + "- x" for depth in range(500)),
        "# Only a title",
        "<!-- nothing -->",
        "The bell rang and rang. " * 2_500_000,
    ],
    ids=["quotes", "lists", "html", "indented lists", "title", "comment", "long"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"^“[^“]+” [^.]*\.$"):
        read(text, "bell")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_story_or_refused(data: bytes) -> None:
    try:
        story = parse(data, "bell.md")
    except UnreadableFileError:
        return
    assert all(chapter.text.strip() == chapter.text != "" for chapter in story.chapters)


def test_details_below_the_title_need_no_blank_lines_between_them() -> None:
    details = "by Orla Finch\nRating: Teen\nWarnings: drowning\nSummary: A crossing."
    text = f"# The Ferry\n\n{details}\n\n## Dusk\n\nIt left.\n\n## Dawn\n\nIt came."
    story = parse(text.encode(), "ferry.md")
    assert (story.details.title, story.details.authors, story.details.rating) == (
        "The Ferry",
        ("Orla Finch",),
        Rating.TEEN,
    )
    assert (story.details.content_warnings, story.details.summary) == (("drowning",), "A crossing.")
    assert [chapter.title for chapter in story.chapters] == ["Dusk", "Dawn"]


@pytest.mark.parametrize(
    "head",
    ["# The Bell #\n\nAuthor: Owl\n\n", "# The Bell\n\nby Owl\n\n", "Title: The Bell\nAuthor: Owl\n\n"],
)
@pytest.mark.parametrize(
    "chapters", [["# Part One #\n\n## Dusk ##", "## Dawn ##"], ["# Chapter 1", "# Chapter 2"]]
)
def test_a_title_may_be_as_large_as_the_parts(head: str, chapters: list[str]) -> None:
    story = read(head + "\n\n".join(f"{chapter}\n\n{PROSE}" for chapter in chapters), "draft.md")
    assert (story.details.title, story.details.authors) == ("The Bell", ("Owl",))
    assert len(story.chapters) == 2 and story.warnings == ()


def test_a_title_may_be_as_large_as_the_chapters() -> None:
    story = read(f"# The Bell\n\nby Owl\n\n# Dusk\n\n{PROSE}\n\n# Dawn\n\n{PROSE}", "draft.md")
    assert (story.details.title, [chapter.title for chapter in story.chapters]) == (
        "The Bell",
        ["Dusk", "Dawn"],
    )
    untitled = read(f"# Dusk\n\n{PROSE}\n\n# Dawn\n\n{PROSE}", "draft.md")
    assert [chapter.title for chapter in untitled.chapters] == ["Dusk", "Dawn"]


def test_the_only_heading_is_the_title_whatever_its_size() -> None:
    story = read(f"## Away\n\n{PROSE}", "draft.md")
    assert (story.details.title, [chapter.text for chapter in story.chapters]) == ("Away", [PROSE.strip()])


def test_front_matter_may_be_toml() -> None:
    head = 'title = "The Bell"\nauthors = ["Nobody Much"]\ndate = 2026-01-01\n[extra]\nrating = "M"'
    story = read(f"+++\n{head}\n+++\n\n{PROSE}")
    details = story.details
    assert (details.title, details.authors, details.rating) == ("The Bell", ("Nobody Much",), Rating.MATURE)
    assert story.chapters[0].text == PROSE.strip()
    assert read(f"+++\n{PROSE}\n+++\n\n{PROSE}").chapters[0].text.startswith("+++")


def test_what_obsidian_adds_is_read_as_it_is_meant() -> None:
    boxed = "> [!note]- Author’s note\n> Hi!\n\n> [!warning] Content warning\n> storms, ice"
    first = f"## Chapter 1\n\n{PROSE}\n\n%%check\nthis%%"
    story = read(f"{first}\n\n## Chapter 2\n\n{boxed}\n\n{PROSE}\n\n> [!info] Quest\n> Ring it.")
    assert any("1 comment" in warning for warning in story.warnings)
    one, two = story.chapters
    assert one.text == PROSE.strip()
    assert (two.notes.before, two.notes.content_warnings) == ("Hi!", ("storms", "ice"))
    assert two.text == f"{PROSE.strip()}\n\n> **Quest**\n> Ring it."
    (whole,) = read("---\nchapter: One\n---\n\n%%check%%\n\n> [!info] Quest").chapters
    assert "check" in whole.text
    assert "info" in whole.text
