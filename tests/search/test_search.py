"""Search as readers do: a few words that they remember, and the line that holds them."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.fireside import Fireside
from tests.support.marked_stories import all_found, marked, sentinel
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, walk

HERON = Manuscript(
    Details(title="The Heron", authors=("Wilma Quill",)),
    (
        ManuscriptChapter(
            "Reeds",
            "\n\n".join(
                [
                    "The naïve heron stood un*believ*ably still. It was the **third** of May; all slept.",
                    "“Don’t,” said Óscar, “wake the well-known bird.”",
                    r"He paid 5 \* 3 \_coins\_ for it, see https\://example.org, and \@everyone clapped.",
                    "The mill still turned. The third wheel stood.",
                ]
                + [
                    f"Then it rained for an hour, and for another, and nobody counted {n}. " * 7
                    for n in range(40)
                ]
                + ["The gander came back at the end."]
            ),
        ),
    ),
)


@pytest.fixture
async def reader(fireside: Fireside, mira: Person) -> Person:
    """Mira, who has read the first pages of *The Heron*."""
    await fireside.add(HERON)
    await mira.slash("read", story="The Heron")
    return mira


def options(reply: Reply) -> list[dict[str, str]]:
    return [option for part in walk(reply.components) for option in part.get("options", [])]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("heron", "The naïve **heron** stood unbelievably still."),
        ("HERON naive", "The **naïve heron** stood unbelievably still."),
        ("unbelievably", "The naïve heron stood **unbelievably** still."),
        ('"third of may"', "It was the **third of May**; all slept."),
        ("“stood unbelievably still”", "The naïve heron **stood unbelievably still**."),
        ("don't oscar", "“**Don’t**,” said **Óscar**, “wake the well-known bird.”"),
        ("well-known", "“Don’t,” said Óscar, “wake the **well-known** bird.”"),
        ("coins", r"He paid 5 \* 3 \_**coins**\_ for it, see https\://example.org, and \@everyone clapped."),
    ],
)
async def test_the_line_is_shown_with_what_matched_in_bold(reader: Person, typed: str, line: str) -> None:
    reply = await reader.slash("search", words=typed)
    assert reply.ephemeral
    assert line in reply.text
    assert "The Heron · Reeds" in reply.text or "The Heron · Chapter 1 — Reeds" in reply.text


@pytest.mark.parametrize("typed", ["heron gander", '"heron naive"', '"third wheel" May', "hero", "believ"])
async def test_all_words_must_stand_there_and_phrases_as_they_are(reader: Person, typed: str) -> None:
    reply = await reader.slash("search", words=typed)
    assert "I found no line" in reply.text
    assert "only look at what you have read" in reply.text
    assert "`/settings`" in reply.text


@pytest.mark.parametrize("typed", ["🔥", '""', "*", "“ ”", "-", "\u0301", "!" * 300])
async def test_what_has_no_word_is_answered_with_one_sentence(reader: Person, typed: str) -> None:
    reply = await reader.slash("search", words=typed)
    assert reply.ephemeral
    assert reply.text == "I need a word to search for. Try one you remember."


@pytest.mark.parametrize(
    "typed",
    [
        'heron" OR "x',
        "heron AND NOT NEAR(stood, 3)",
        "words:heron",
        "^heron*",
        "{words} : heron + x",
        "'; DROP TABLE stories; --",
        "heron " * 50,
        "h" * 300,
        "مرحبا \u202e heron",
        "h\u0301\u0302\u0303eron " * 9,
        "日本語",
        "(((((",
        "a\0b",
    ],
)
async def test_operators_and_oddities_are_words_like_any_other(reader: Person, typed: str) -> None:
    reply = await reader.slash("search", words=typed)
    assert reply.ephemeral
    assert "place" in reply.text or "I found no line" in reply.text or "I need a word" in reply.text


async def test_a_hit_opens_the_panel_at_its_line_and_the_jump_can_be_undone(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    await mira.slash("read", story="heath")
    for _ in range(4):
        left = await mira.press("▶")
    word = sentinel("heath", 1, 3)
    await mira.slash("search", words=word)
    opened = await mira.choose("1. heath")
    assert word in passage(opened)
    await mira.press("⋯")
    assert passage(await mira.press("Undo jump")) == passage(left)


async def test_many_hits_are_turned_through_page_by_page(fireside: Fireside, mira: Person) -> None:
    await fireside.add(marked("heath", chapters=5, paragraphs=20))
    reply = await mira.slash("search", words="ember")
    assert "20 places for “ember”" in reply.text
    assert "Page 1 of 3" in reply.text
    assert reply.button("◀ Previous page")["disabled"]
    assert len(options(reply)) == 8
    last = await mira.press("Next page ▶")
    last = await mira.press("Next page ▶")
    assert "**17.**" in last.text
    assert len(options(last)) == 4
    assert last.button("Next page ▶")["disabled"]
    assert options(last)[0]["label"].startswith("17. heath · ")


async def test_one_story_can_be_searched_alone(fireside: Fireside, mira: Person) -> None:
    for story in ("heath", "marsh"):
        await fireside.add(marked(story))
    assert len(await all_found(mira)) == 20
    [choice] = await mira.autocomplete("search", "story", "mar", words="ember")
    found = await all_found(mira, story=choice["value"])
    assert len(found) == 10
    assert all("marsh" in each for each in found)
    assert "Did you mean “marsh”?" in (await mira.slash("search", words="ember", story="marhs")).text


async def test_stories_that_i_read_come_first(fireside: Fireside, mira: Person) -> None:
    for story in ("heath", "marsh", "fen"):
        await fireside.add(marked(story))
    await mira.slash("read", story="marsh")
    reply = await mira.slash("search", words="ember")
    assert "marsh" in options(reply)[0]["label"]


async def test_after_an_edit_the_new_words_are_found_and_the_old_ones_are_not(
    fireside: Fireside, mira: Person
) -> None:
    def version(bird: str) -> Manuscript:
        return Manuscript(
            Details(title="The Bird"), (ManuscriptChapter("", f"A {bird} sang.\n\n" + "It rained. " * 200),)
        )

    await fireside.add(version("blackbird"))
    await mira.slash("read", story="The Bird")
    assert "A **blackbird** sang." in (await mira.slash("search", words="blackbird")).text
    old = await mira.slash("search", words="sang")
    await fireside.add(version("nightingale"))
    assert "I found no line" in (await mira.slash("search", words="blackbird")).text
    assert "A **nightingale** sang." in (await mira.slash("search", words="nightingale")).text
    assert "A nightingale sang." in passage(await mira.choose("1. The Bird", message=old))


async def test_a_search_too_long_for_a_button_shows_its_first_page(fireside: Fireside, mira: Person) -> None:
    await fireside.add(marked("heath", paragraphs=20))
    words = "there was one ember left by it went on raining and the night went on with"
    reply = await mira.slash("search", words=words)
    assert "20 places" in reply.text
    assert len(options(reply)) == 8
    assert reply.labels == []


async def test_a_page_that_is_no_longer_there_is_answered_with_the_first(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(marked("heath"))
    reply = await mira.slash("search", words="ember")
    assert "Page 1 of 2" in (await mira.forge("search:0:977=ember", reply)).text
