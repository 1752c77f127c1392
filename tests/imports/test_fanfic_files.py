"""HTML files that tools write which fetch stories from sites: FanFicFare and FicHub."""

from __future__ import annotations

import pytest

from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import Completion, Rating, tidied

ROWS = {
    "Fandoms": "<a href='x'>Lighthouses, The Series</a>, <a href='y'>Tides</a>",
    "Relationships": "Ada/Tom, Ada &amp; Brine",
    "Characters": "Ada, Tom",
    "Genre": "Romance",
    "Language": "English",
    "Status": "Completed",
    "Updated": "2024-12-01",
    "Rating": "Explicit",
    "Warnings": "Major Character Death",
    "Words": "3,210",
    "Story URL": '<a href="https://x.example/works/1">https://x.example/works/1</a>',
    "Summary": "<p>Two keepers.</p><p>One lamp.</p>",
}
CHAPTERS = """<a name="section0001"><h2>1. Wick</h2></a><p>It was lit.</p>
<a name="section0002"><h2>2. Oil</h2></a><p>It burnt.</p><h2>Later</h2>and burnt"""


def fanficfare(chapters: str = CHAPTERS, **changed: str) -> Manuscript:
    rows = {**ROWS, **{label.replace("_", " "): said for label, said in changed.items()}}
    table = "".join(
        f"<tr><td><b>{label}:</b></td><td>{said}</td></tr>" for label, said in rows.items() if said
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>A Lantern by owl</title></head><body>
        <h1><a href="https://x.example/works/1">A Lantern, by Night</a> by
        <a class='authorlink' href="u">owl</a>, <a class='authorlink' href="v">moon</a></h1>
        <img src="cover.jpg" alt="cover" /><table class="full">{table}</table>
        <a name="TOCTOP"><h2>Table of Contents</h2></a>
        <p><a href="#section0001">1. Wick</a><br /><a href="#section0002">2. Oil</a><br /></p>
        {chapters}</body></html>"""
    return parse(page.encode(), "a-lantern.html")


def test_fanficfare_has_a_table_of_details() -> None:
    details = fanficfare().details
    assert (details.title, details.authors) == ("A Lantern, by Night", ("owl", "moon"))
    assert (details.rating, details.completion) == (Rating.EXPLICIT, Completion.COMPLETE)
    assert details.content_warnings == ("Major Character Death",)
    assert details.fandoms == ("Lighthouses, The Series", "Tides")
    assert (details.relationships, details.characters) == (("Ada/Tom", "Ada & Brine"), ("Ada", "Tom"))
    assert (details.tags, details.language) == (("Romance",), "en")
    assert (details.summary, details.source) == ("Two keepers.\n\nOne lamp.", "https://x.example/works/1")


@pytest.mark.parametrize(
    ("said", "rating", "unclear"),
    [("M", Rating.MATURE, ""), ("", None, ""), ("Zesty", Rating.MATURE, "Zesty")],
)
def test_a_rating_is_never_lost_in_silence(said: str, rating: Rating | None, unclear: str) -> None:
    details = fanficfare(Rating=said).details
    assert (details.rating, details.unclear_rating) == (rating, unclear)


def test_a_category_is_a_fandom_where_no_other_is_named() -> None:
    assert fanficfare(Fandoms="", Category="Tides").details.fandoms == ("Tides",)
    assert fanficfare(Status="In-Progress").details.completion is Completion.ONGOING


def test_fanficfare_s_chapters_begin_at_its_marks_alone() -> None:
    one, two = fanficfare().chapters
    assert (one.title, one.text) == ("1. Wick", "It was lit.")
    assert (two.title, two.text) == ("2. Oil", "It burnt.\n\n## Later\n\nand burnt")


def test_fanficfare_marks_the_notes_of_a_chapter() -> None:
    box = """<div class="fff_chapter_notes fff_{}_notes"><b>{} for the Chapter:</b>
        <blockquote>{}</blockquote></div>"""
    notes = box.format("head", "Summary", "They meet.") + box.format("head", "Notes", "Hi.")
    end = box.format("foot", "Notes", "Bye.")
    one, two = fanficfare(CHAPTERS.replace("<p>It was lit.</p>", f"{notes}<p>It was lit.</p>{end}")).chapters
    assert (one.notes, one.text) == (ChapterNotes("They meet.", "Hi.", "Bye."), "It was lit.")
    assert two.notes == NO_NOTES


def fichub(line: str, *chapters: str) -> Manuscript:
    text = "".join(
        f"""<div id="chap_{number}"><div class="chapter_nav"><a href="#chap_2">next chapter</a>
        <a href="#contents-list">chapter list</a></div>{chapter}</div>"""
        for number, chapter in enumerate(chapters, 1)
    )
    page = f"""<!doctype html><html lang="en"><head><title>The Lamp by Owl</title></head><body>
        <h1><span class="title">The Lamp</span></h1><h2>by <span class="author">Owl</span></h2>
        <div><p>A lamp is lit.</p></div><p>Original source: <a href="https://x.example/s/1">here</a></p>
        <p>Chapters: 2</p><p>Words: 100</p>{line}
        <p>Exported with the assistance of <a href='https://fichub.net'>FicHub.net</a></p>
        <nav id="contents-list"><ol><li><a href="#chap_1">Dusk</a></li></ol></nav>{text}
        <a href="#contents-list">(back to chapter list)</a></body></html>"""
    return parse(page.encode(), "the-lamp.html")


LINE = (
    "<p>Rated: Fiction M - Language: French - Genre: Drama/Angst - Characters: Orla F., Tom"
    " - Reviews: 5 - Status: complete</p>"
)


def test_fichub_says_all_in_lines() -> None:
    details = fichub(LINE, "<h2>Dusk</h2><p>It was lit.</p>").details
    assert (details.title, details.authors, details.summary) == ("The Lamp", ("Owl",), "A lamp is lit.")
    assert (details.rating, details.completion) == (Rating.MATURE, Completion.COMPLETE)
    assert (details.language, details.source) == ("fr", "https://x.example/s/1")
    assert (details.characters, details.tags) == (("Orla F.", "Tom"), ("Drama", "Angst"))


def test_fichub_has_a_box_a_chapter() -> None:
    one, two = fichub("", "<h2>Dusk</h2><p>It was lit.</p>", "<h2>2. The Boat</h2><p>It came.</p>").chapters
    assert (one.title, one.text) == ("Dusk", "It was lit.")
    assert (two.title, two.text) == ("2. The Boat", "It came.")


def test_fanficfare_says_which_series_it_is_part_of() -> None:
    assert tidied(fanficfare(Series="<a href='x'>Lamps, Lit</a> [2]").details).series == (
        "Part 2 of Lamps, Lit",
    )
