"""A file that gives its rating in words that Fireside does not know: it is asked, and served as Mature."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct
from tests.support.person import Person
from tests.support.replies import Reply, walk

GROUP = "Rating, warnings & status"
QUESTION = "The file gives its rating as “Spicy”, which I don’t know."


def ferry(text: str = "The boat set out.", **details: object) -> Manuscript:
    """*The Ferry*, whose rating nobody knows."""
    said = {"rating": Rating.MATURE, "unclear_rating": "Spicy", **details}
    chapter = ManuscriptChapter("", text)
    return Manuscript(Details(title=TITLE, authors=("A. Boatman",), **said), (chapter,))  # type: ignore[arg-type]


@pytest.fixture
async def story(fireside: Fireside) -> None:
    await fireside.add(ferry(), fireside.guild())


async def rating_of(fireside: Fireside) -> tuple[Rating | None, str]:
    story = await fireside.app.library.named(TITLE)
    return story.rating, story.unclear_rating


def is_asked(reply: Reply) -> bool:
    menus = [part for part in walk(reply.components) if part.get("placeholder") == "What is its rating?"]
    return QUESTION in reply.text and bool(menus)


@pytest.mark.usefixtures("story")
async def test_until_it_is_answered_it_is_served_as_mature_with_the_file_s_words(
    fireside: Fireside, mira: Person
) -> None:
    assert "can’t show it in this channel" in (await mira.slash("read", story=TITLE)).text
    mira.go("after-dark")
    assert (
        "**Rating** Mature (“Spicy” in the author’s words)" in (await mira.slash("story", story=TITLE)).text
    )
    assert "-# Rating: Mature (“Spicy” in the author’s words)" in (await mira.slash("read", story=TITLE)).text


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("rating", Rating)
async def test_the_editor_asks_and_an_answer_settles_it(
    fireside: Fireside, ines: Person, rating: Rating
) -> None:
    assert is_asked(await ines.slash("stories edit", story=TITLE))
    answered = await ines.choose(rating.label)
    assert "✓ Saved." in answered.text
    assert not is_asked(answered)
    assert await rating_of(fireside) == (rating, "")
    assert "corrected: rating\n" in (await ines.slash("stories history", story=TITLE)).text


@pytest.mark.usefixtures("story")
async def test_the_form_settles_it_too_and_chooses_nothing_by_itself(
    fireside: Fireside, ines: Person
) -> None:
    editor = await ines.slash("stories edit", story=TITLE)
    await correct(ines, GROUP, editor, rating=["mature"])
    assert await rating_of(fireside) == (Rating.MATURE, "")


@pytest.mark.usefixtures("story")
async def test_another_detail_corrected_answers_nothing(fireside: Fireside, ines: Person) -> None:
    await correct(ines, "Tags", await ines.slash("stories edit", story=TITLE), tags="river")
    assert await rating_of(fireside) == (Rating.MATURE, "Spicy")


@pytest.mark.usefixtures("story")
async def test_the_history_asks(ines: Person) -> None:
    assert is_asked(await ines.slash("stories history", story=TITLE))


@pytest.mark.usefixtures("story")
async def test_a_newer_version_of_the_file_does_not_undo_the_answer(fireside: Fireside, ines: Person) -> None:
    await ines.slash("stories edit", story=TITLE)
    await ines.choose("General")
    await fireside.add(ferry("The boat set out again."), fireside.guild())
    assert await rating_of(fireside) == (Rating.GENERAL, "")


@pytest.mark.usefixtures("story")
async def test_other_words_are_asked_about_anew_and_mature_meanwhile(
    fireside: Fireside, ines: Person
) -> None:
    await ines.slash("stories edit", story=TITLE)
    await ines.choose("General")
    await fireside.add(ferry("The boat came back.", unclear_rating="Very spicy"), fireside.guild())
    assert await rating_of(fireside) == (Rating.MATURE, "Very spicy")
    await fireside.add(ferry("It is late.", rating=Rating.TEEN, unclear_rating=""), fireside.guild())
    assert await rating_of(fireside) == (Rating.TEEN, "")


async def test_a_draft_s_card_asks_and_keeps_the_answer(fireside: Fireside, ines: Person) -> None:
    text = "Title: The Ferry\nAuthor: A. Boatman\nRating: Spicy\n\nChapter 1\n\nThe boat set out."
    file = await ines.upload("ferry.txt", text.encode())
    card = await ines.slash("stories add", file=file)
    assert is_asked(card)
    assert "Mature (“Spicy” in the author’s words)" in card.text
    answered = await ines.choose("Explicit")
    assert not is_asked(answered)
    assert "**Rating** Explicit\n" in answered.text
    await ines.press("Keep it")
    assert await rating_of(fireside) == (Rating.EXPLICIT, "")
