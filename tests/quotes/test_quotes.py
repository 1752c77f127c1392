"""Quotes as readers get them: `/quote`, and the buttons on a quote's card."""

from __future__ import annotations

import asyncio

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes.models import Wish
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from tests.support.fireside import Fireside
from tests.support.marked_stories import of_chapter, sentinels, title_word
from tests.support.person import Person
from tests.support.quotable_stories import SPEAKERS, a_round, line, read_all, spoken
from tests.support.reading_panel import passage
from tests.support.replies import walk

GALLERY = 12


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader of a library with one story: three chapters, of five lines each."""
    await empty_fireside.add(spoken("heath"))
    return await empty_fireside.person("Mira")


async def offered(person: Person, typed: str, **others: str) -> list[str]:
    """The characters in the list under the option."""
    return [choice["name"] for choice in await person.autocomplete("quote", "character", typed, **others)]


# What is given


async def test_a_quote_says_who_says_it_and_where_it_is_from(mira: Person) -> None:
    await read_all(mira, "heath")
    quote = await mira.slash("quote", about="zqheathx2y3z")
    assert quote.ephemeral
    assert f"> “{line('heath', 2, 3)},”\n— {SPEAKERS[1]}\n" in quote.text
    assert f"Chapter 2 — {title_word('heath', 2)}" in quote.text
    assert "**heath** · Quill" in quote.text
    assert quote.labels == ["Another", "Read from here", "Save", "As picture", "Post here"]


async def test_none_comes_twice_before_all_have_come(mira: Person) -> None:
    await read_all(mira, "heath")
    everything = {each for chapter in (1, 2, 3) for each in of_chapter("heath", chapter, range(1, 6))}
    first = await a_round(mira, await mira.slash("quote"))
    assert len(first) == len(everything)
    assert set(first) == everything
    again = await a_round(mira, await mira.slash("quote"))
    assert set(again) == everything


async def test_what_was_read_since_comes_before_anything_comes_again(mira: Person) -> None:
    await mira.slash("read", story="heath")
    before = await a_round(mira, await mira.slash("quote"))
    assert set(before) < of_chapter("heath", 1, range(1, 6))
    await read_all(mira, "heath")
    new = {next(iter(sentinels((await mira.slash("quote")).text))) for _ in range(15 - len(before))}
    assert not new & set(before)


async def test_two_presses_at_once_give_two_quotes(empty_fireside: Fireside, mira: Person) -> None:
    await read_all(mira, "heath")
    audience = Audience(ReaderId(int(mira.user.id)))
    draws = [empty_fireside.app.quotes.draw(audience, audience.reader, Wish()) for _ in range(15)]
    assert len({drawn.quote.id for drawn in await asyncio.gather(*draws)}) == 15


async def test_a_longer_story_is_quoted_the_more_often(empty_fireside: Fireside, mira: Person) -> None:
    await empty_fireside.add(spoken("moor", chapters=1, paragraphs=90))
    await read_all(mira, "heath")
    await read_all(mira, "moor")
    first = [next(iter(sentinels((await mira.slash("quote")).text))) for _ in range(50)]
    assert 30 < sum("moor" in word for word in first) < 50


async def test_an_interrupted_line_is_shown_as_it_was_written_and_a_short_one_with_what_leads_up_to_it(
    empty_fireside: Fireside, mira: Person
) -> None:
    told = (
        "The ferry had been gone an hour, and *nobody* had told Ada.\n\n"
        "“I would,” said Ada, “have *swum*.”\n\n"
    ) + "\n\n".join("It went on raining, and the night went on with it. " * 6 for _ in range(8))
    await empty_fireside.add(Manuscript(Details(title="The Ferry"), (ManuscriptChapter("", told),)))
    quote = await mira.slash("quote", story="The Ferry")
    assert quote.text.startswith(
        "-# The ferry had been gone an hour, and nobody had told Ada.\n"
        "> “I would,” said Ada, “have *swum*.”\n— Ada\n\n**The Ferry**"
    )


async def test_a_speech_of_many_pages_is_cut_to_what_a_message_holds(
    empty_fireside: Fireside, mira: Person
) -> None:
    speech = "\n\n".join(
        "“" + "Then we walked on for another day, and it rained on us. " * 9 for _ in range(20)
    )
    told = f"{speech}”\n\n" + "\n\n".join("It went on raining. " * 20 for _ in range(300))
    await empty_fireside.add(Manuscript(Details(title="The Walk"), (ManuscriptChapter("", told),)))
    quote = await mira.slash("quote", story="The Walk")
    assert "\n> …" in quote.text
    assert 1_500 < len(quote.text) < 4_000
    assert "too long for a picture" in (await mira.press("As picture")).text


# By story, character, words


async def test_a_quote_of_the_story_asked_for(empty_fireside: Fireside, mira: Person) -> None:
    await empty_fireside.add(spoken("moor"))
    await read_all(mira, "moor")
    drawn = await a_round(mira, await mira.slash("quote", story="moor"))
    assert set(drawn) == {each for number in (1, 2, 3) for each in of_chapter("moor", number, range(1, 6))}
    assert "Did you mean “moor”" in (await mira.slash("quote", story="moos")).text


@pytest.mark.parametrize("typed", ["Benedict", "benedict", "bene"])
async def test_a_quote_by_the_character_asked_for(mira: Person, typed: str) -> None:
    await read_all(mira, "heath")
    drawn = await a_round(mira, await mira.slash("quote", character=typed))
    assert set(drawn) == of_chapter("heath", 2, range(1, 6))


async def test_accents_do_not_matter_in_a_name(mira: Person) -> None:
    await read_all(mira, "heath")
    assert "— Céline\n" in (await mira.slash("quote", character="celine")).text
    assert await offered(mira, "cél") == ["Céline"]


async def test_an_unknown_character_is_told_the_nearest_names_of_those_they_have_met(mira: Person) -> None:
    await read_all(mira, "heath")
    unknown = await mira.slash("quote", character="Benedikt")
    assert unknown.text.endswith("Did you mean “Benedict”?")
    assert unknown.ephemeral


async def test_who_speaks_only_further_on_is_not_known_yet(mira: Person) -> None:
    await mira.slash("read", story="heath")
    assert await offered(mira, "", story="heath") == ["Orla"]
    assert await offered(mira, "", story="") == ["Orla"]
    for typed in ("Benedict", "Benedikt", "bene"):
        unknown = await mira.slash("quote", character=typed, story="heath")
        assert unknown.text.startswith(f"I know no line by “{typed}” in what you have read.")
        assert unknown.text.count("Benedict") == typed.count("Benedict")


async def test_nor_is_who_speaks_further_on_in_the_same_chapter(
    empty_fireside: Fireside, mira: Person
) -> None:
    rain = "It went on raining, and the night went on with it. " * 20
    told = "\n\n".join(f"“I row the boat,” said {name}. {rain}" for name in ("Tom", "Una", "Vera", "Will"))
    await empty_fireside.add(Manuscript(Details(title="The Ferry"), (ManuscriptChapter("", told),)))
    await mira.slash("read", story="The Ferry")
    assert await offered(mira, "", story="The Ferry") == ["Tom"]
    await mira.press("Next")
    assert await offered(mira, "", story="The Ferry") == ["Tom", "Una"]


async def test_a_name_that_is_given_in_full_only_further_on_is_not_told_before(
    empty_fireside: Fireside, mira: Person
) -> None:
    rain = "\n\n".join("It went on raining, and the night went on with it. " * 6 for _ in range(6))
    told = (f"“Nobody knows the road,” said Tom.\n\n{rain}", f"“I do know it,” said Tom Lightfoot.\n\n{rain}")
    chapters = tuple(ManuscriptChapter("", each) for each in told)
    await empty_fireside.add(Manuscript(Details(title="The Road"), chapters))
    await read_all(mira, "The Road")
    assert await offered(mira, "", story="The Road") == ["Tom Lightfoot"]
    assert "Lightfoot" not in (await mira.slash("quote", about="nobody")).text
    assert "— Tom Lightfoot\n" in (await mira.slash("quote", about="do know it")).text


async def test_words_are_found_in_any_form_and_another_goes_on_with_them(mira: Person) -> None:
    await read_all(mira, "heath")
    assert line("heath", 3, 4) in (await mira.slash("quote", about="ZQHEATHX3Y4Z")).text
    drawn = await a_round(mira, await mira.slash("quote", about="keeping", character="Orla"))
    assert set(drawn) == of_chapter("heath", 1, range(1, 6))
    none = await mira.slash("quote", about="giraffes")
    assert none.text == ("I found no line about “giraffes” in what you have read here. Try another word.")


@pytest.mark.parametrize(
    "typed", ['"', "NEAR(keep", "keep AND NOT", "*", "🔥🔥", "text:keep", "شيء", "e\u0301", "'; --", "-" * 60]
)
async def test_whatever_is_typed_is_answered_in_a_sentence_or_with_a_quote(mira: Person, typed: str) -> None:
    for option in ("about", "character", "story"):
        reply = await mira.slash("quote", **{option: typed})
        assert reply.outcome == "message"
        assert "went wrong" not in reply.text
        assert reply.text.endswith(("Quill", ".", "?"))


# The buttons


async def test_read_from_here_opens_the_panel_at_the_line_and_can_be_undone(mira: Person) -> None:
    await read_all(mira, "heath")
    at_the_end = await mira.slash("read", story="heath")
    await mira.slash("quote", about="zqheathx2y2z")
    there = await mira.press("Read from here")
    assert there.outcome == "update"
    assert line("heath", 2, 2) in passage(there)
    await mira.press("⋯")
    assert (await mira.press("Undo jump")).text == at_the_end.text


async def test_who_begins_a_story_from_a_quote_has_read_that_page_and_no_more(mira: Person) -> None:
    await mira.slash("quote", about="zqheathx1y1z")
    page = await mira.press("Read from here")
    assert set(await a_round(mira, await mira.slash("quote"))) == sentinels(passage(page))


async def test_save_keeps_the_very_line(mira: Person) -> None:
    quote = await mira.slash("quote")
    [word] = sentinels(quote.text)
    saved = await mira.press("Save")
    assert word in saved.text
    assert word in (await mira.slash("quotes")).text


async def test_as_picture_answers_beside_the_card_with_a_picture_that_says_what_it_shows(
    mira: Person,
) -> None:
    quote = await mira.slash("quote")
    [word] = sentinels(quote.text)
    picture = await mira.press("As picture", quote)
    assert picture.ephemeral
    assert picture.message
    assert quote.message
    assert picture.message["id"] != quote.message["id"]
    [gallery] = [part for part in walk(picture.components) if part["type"] == GALLERY]
    assert word in gallery["items"][0]["description"]
    [attachment] = picture.message["attachments"]
    assert word in attachment["description"]
    assert (await mira.fetch(attachment["url"])).startswith(b"\x89PNG")


# When there is none


async def test_where_there_is_nothing_to_quote_one_sentence_says_so(empty_fireside: Fireside) -> None:
    theo = await empty_fireside.person("Theo")
    nothing = "I have no line to quote from what you have read here yet. `/read` opens a story."
    assert (await theo.slash("quote")).text == nothing
    await empty_fireside.add(Manuscript(Details(title="Rain"), (ManuscriptChapter("", "It rained. " * 300),)))
    assert (
        "no line to quote from what you have read of that story yet"
        in (await theo.slash("quote", story="Rain")).text
    )
    assert "There is no story called “Snow”" in (await theo.slash("quote", story="Snow")).text
