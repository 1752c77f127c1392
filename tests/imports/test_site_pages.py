"""Pages of sites for stories, which a reader has saved a chapter at a time."""

from __future__ import annotations

import pytest

from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Rating

PROSE = "<p>" + "Nobody had rung the bell since the flood, and still it rang. " * 6 + "</p>"


def read(page: str) -> Manuscript:
    return parse(page.encode(), "saved.html")


def chapter_of(story: Manuscript) -> ManuscriptChapter:
    (chapter,) = story.chapters
    return chapter


RATED = "Rated: <a href='https://www.fictionratings.com/' target='rating'>Fiction  {}</a>"
DETAILS = (
    RATED + " - English - Hurt/Comfort/Sci-Fi -  [Orla F., Tom] Ada - Chapters: 22   - Words: 114,414"
    " - Reviews: <a href='/r/1/'>395</a> - Updated: <span data-xutime='1'>3/21</span>"
    " - Status: Complete - id: 8067258 "
)
BOOKS = '<a class=xcontrast_txt href="/book/">Books</a> <a class=xcontrast_txt href="/book/T/">Tides</a>'
CHAPTERS = "<option  value=1 >1. Dusk<option  value=2 selected>2. The Boat"


def ffn(details: str, *, chapters: str = CHAPTERS, above: str = BOOKS, text: str = PROSE) -> str:
    select = f"<SELECT id=chap_select title='Chapter Navigation' Name=chapter>{chapters}</select>"
    return f"""<!DOCTYPE html><html><head>
        <title>The Lamp Chapter 2: The Boat, a Tides fanfic | FanFiction</title>
        </head><body><div id=top class=xmenu><a href=/>Just In</a></div><div id=content_wrapper_inner>
        <div id=pre_story_links><span class=lc-left>{above}</span></div>
        <div id=profile_top><button class='btn'> Follow/Fav</button><b class='xcontrast_txt'>The Lamp</b>
        <span class='xcontrast_txt'><div style='height:5px'></div>By:</span>
        <a class='xcontrast_txt' href='/u/77/nobody-much'>nobody much</a>
        <a class='xcontrast_txt' title="Send Private Message" href='https://x.example/pm2/post.php?uid=77'></a>
        <div style='margin-top:2px' class='xcontrast_txt'>A *lamp* is lit.</div>
        <span class='xgray xcontrast_txt'>{details}</span></div>
        <span style='float:right;'>{select if chapters else ""}<button TYPE=BUTTON> Next &gt;</button></span>
        <div role='main'><div class='storytextp' id='storytextp'>
        <div class='storytext xcontrast_txt nocopy' id='storytext'>{text}</div></div></div>
        <span>{select if chapters else ""}</span><div id=review><textarea>The author would like to thank you
        </textarea><div>Your review has been posted.</div></div></div></body></html>"""


def test_fanfiction_net_says_all_in_one_line() -> None:
    details = read(ffn(DETAILS.format("M"))).details
    assert (details.title, details.authors, details.language) == ("The Lamp", ("nobody much",), "en")
    assert (details.rating, details.completion) == (Rating.MATURE, Completion.COMPLETE)
    assert (details.fandoms, details.tags) == (("Tides",), ("Hurt/Comfort", "Sci-Fi"))
    assert (details.characters, details.relationships) == (("Orla F.", "Tom", "Ada"), ("Orla F./Tom",))
    assert details.summary == r"A \*lamp\* is lit."
    assert details.source == "https://www.fanfiction.net/s/8067258/"


@pytest.mark.parametrize(
    ("letter", "rating"),
    [("K", Rating.GENERAL), ("K+", Rating.GENERAL), ("T", Rating.TEEN), ("M", Rating.MATURE)],
)
def test_fanfiction_net_has_letters_for_ratings(letter: str, rating: Rating) -> None:
    assert read(ffn(DETAILS.format(letter))).details.rating is rating


@pytest.mark.parametrize(
    ("listed", "title"),
    [
        ("2. The Boat", "Chapter 2: The Boat"),
        ("2. Chapter 2", "Chapter 2"),
        ("1. Prologue", "Prologue"),
        ("12. Chapter 11: Ada's Tea", "Chapter 11: Ada's Tea"),
    ],
)
def test_fanfiction_net_lists_the_chapters_titles(listed: str, title: str) -> None:
    page = ffn(DETAILS.format("T"), chapters=f"<option value=1>1. Dusk<option value=9 selected>{listed}")
    assert chapter_of(read(page)).title == title


def test_fanfiction_net_has_one_shots_crossovers_and_stories_that_go_on() -> None:
    short = RATED.format("T") + " - Spanish - General - Words: 100 - Published: 1/1/2012 - id: 5"
    story = read(ffn(short, chapters="", above='<a href="/N-Crossovers/1/">Naruto + Tides Crossover</a>'))
    assert story.details.fandoms == ("Naruto", "Tides")
    assert (story.details.completion, story.details.language) == (Completion.ONGOING, "es")
    assert (story.details.tags, story.details.characters) == (("General",), ())
    assert chapter_of(story).title == ""


def test_what_an_author_labels_in_the_text_counts_on_fanfiction_net_too() -> None:
    head = "<p><b>Disclaimer:</b> I own nothing.</p><p>Warnings: Blood</p>"
    story = read(ffn(DETAILS.format("T"), text=head + PROSE * 3))
    assert (story.details.disclaimer, story.details.content_warnings) == ("I own nothing.", ("Blood",))
    assert chapter_of(story).text.startswith("Nobody had rung")


def test_the_page_of_fanfiction_net_for_phones_keeps_its_rating() -> None:
    story = read(
        f"""<html><head><title>The Lamp, a Tides fanfic</title></head><body><div id=content><center>
        <b>The Lamp</b> by <a href="/u/77/">nobody much</a></center> Rated:
        <a href="https://www.fictionratings.com/">M</a>, English, Words: 12k+</div>
        <div class='storycontent nocopy' id='storycontent'>{PROSE}</div><div id=bottom>Share</div>
        </body></html>"""
    )
    assert (story.details.title, story.details.authors) == ("The Lamp", ("nobody much",))
    assert story.details.rating is Rating.MATURE
    assert "Share" not in chapter_of(story).text


def box(note: str) -> str:
    return f"""<div class="portlet solid author-note-portlet">
        <div class="portlet-title">A note from Corvin</div>
        <div class="portlet-body author-note"><p>{note}</p></div></div>"""


OPEN = "<p>“Open it.”</p><p>It <em>opened</em>.</p>"


def royal_road(
    *, before: str = "", behind: str = "", title: str = "Chapter 3 - The Gate", text: str = OPEN
) -> Manuscript:
    return read(
        f"""<html lang="en"><head><title>{title} - Dungeon - Ledger | Royal Road</title>
        <meta name="description" content="Open it, said Brann"></head><body><nav>Home</nav>
        <div class="fic-header row"><div><h1 class="font-white break-word">{title}</h1>
        <a href="/fiction/1"><h2>Dungeon - Ledger</h2></a>
        <h3>by <a href="https://www.royalroad.com/profile/2">Corvin Ash</a></h3></div></div>
        <div class="nav-buttons"><a class="btn" href="/2">Previous Chapter</a></div>{before}
        <div class="chapter-inner chapter-content">{text}</div>{behind}
        <div class="comments-container"><div class="comment"><p>First!</p></div></div></body></html>"""
    )


def test_royal_road_has_the_story_the_chapter_and_the_author() -> None:
    story = royal_road()
    assert (story.details.title, story.details.authors) == ("Dungeon - Ledger", ("Corvin Ash",))
    assert (story.details.summary, story.details.language) == ("", "en")
    chapter = chapter_of(story)
    assert (chapter.title, chapter.text) == ("Chapter 3: The Gate", "“Open it.”\n\nIt _opened_.")
    assert not chapter.notes


def test_royal_road_has_notes_on_both_sides() -> None:
    both = chapter_of(royal_road(before=box("Hello!"), behind=box("Bye!")))
    assert both.notes == ChapterNotes(before="Hello!", after="Bye!")
    assert chapter_of(royal_road(behind=box("Bye!"))).notes == ChapterNotes(after="Bye!")


def test_the_line_against_thieves_is_left_out_and_told_of() -> None:
    style = "<style>.cnM5{display:none;speak:never}</style>"
    story = royal_road(before=style, text='<p class="cnM5">Stolen from Royal Road.</p><p>It opened.</p>')
    assert chapter_of(story).text == "It opened."
    assert story.warnings == ("Left out: 4 words that the page hides.",)


def test_a_title_that_is_no_numbered_one_stays_as_it_is() -> None:
    assert chapter_of(royal_road(title="1.4 - The Gate")).title == "1.4 - The Gate"


def test_scribble_hub_has_notes_within_the_text() -> None:
    note = """<div class="wi_authornotes"><div class="wi_authornotes_nam">Quill</div>
        <div class="wi_authornotes_body"><p>{}</p></div></div>"""
    story = read(
        f"""<html lang="en-US"><head><title>Chapter 3 | Scribble Hub</title></head><body>
        <div class="chapter-title">Chapter 3 – The Gate</div><div class="chp_byauthor">
        <a href="https://x.example/series/5/iron/">Iron Choir</a> by
        <a href="https://x.example/profile/1/quill/">Quill</a></div><div class="prenext"><a>Next</a></div>
        <div id="chp_raw" class="chp_raw">{note.format("Hello!")}<p>It sang.</p>{note.format("Bye!")}</div>
        <div id="comments"><p>Nice</p></div></body></html>"""
    )
    assert (story.details.title, story.details.authors) == ("Iron Choir", ("Quill",))
    chapter = chapter_of(story)
    assert (chapter.title, chapter.text) == ("Chapter 3: The Gate", "It sang.")
    assert chapter.notes == ChapterNotes(before="Hello!", after="Bye!")


COUNTER = """<span class="comment-marker"><button><span class="num-comment">{0}</span></button></span>"""


def wattpad(*paragraphs: str, mark: str = "", title: str = "The Lamp - 2. The Boat") -> Manuscript:
    text = "".join(f'<p data-p-id="{number}">{each}</p>' for number, each in enumerate(paragraphs))
    return read(
        f"""<html><head><title>{title} - Wattpad</title><meta property="og:title" content="{title}"></head>
        <body><header>Browse</header>{mark}<main><h1 class="h2">2. The Boat</h1>
        <div class="author">by <a href="/user/nobody">nobody</a></div><span class="reads">1.2K</span>
        <article><pre>{text}</pre></article></main></body></html>"""
    )


@pytest.mark.parametrize("title", ["The Lamp - 2. The Boat", "2. The Boat - The Lamp"])
def test_wattpad_has_the_story_and_the_part(title: str) -> None:
    story = wattpad("It was lit.", title=title)
    assert (story.details.title, story.details.authors) == ("The Lamp", ("nobody",))
    assert (chapter_of(story).title, story.details.rating) == ("2. The Boat", None)


def test_wattpad_counts_comments_behind_each_paragraph() -> None:
    story = wattpad(
        f"It was lit.{COUNTER.format(12)}",
        "She was 12<div><span>3.4K</span></div>",
        "I waited until <b>7</b>",
        "<i>Gone.</i><span>+</span>",
    )
    assert chapter_of(story).text == "It was lit.\n\nShe was 12\n\nI waited until **7**\n\n_Gone._"


def test_wattpad_marks_what_is_for_adults() -> None:
    story = wattpad(
        "It was lit.", mark='<div class="badges"><div class="tag mature-label">Mature</div></div>'
    )
    assert story.details.rating is Rating.MATURE
