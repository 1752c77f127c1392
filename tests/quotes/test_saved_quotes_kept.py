"""Saved quotes through all that happens: edits, takedowns, other servers, other people, a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground import Playground
from bot.stories.details import Details
from tests.quotes.saving_quotes import (
    CROSSING,
    FIRST,
    LAMP,
    NIGHT,
    OARS,
    SERIAL,
    SHORE,
    TITLE,
    exported,
    ferry,
    kept,
    menu_of,
    offered,
    save,
    sentences,
)
from tests.support.bot_process import BotProcess
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import walk
from tests.support.small_stories import SECRET, tale, tells_nothing

# What happens to the story


async def test_an_edit_before_a_quote_carries_it(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, SHORE)
    await fireside.add(ferry("and on it went, " * 150, f"{NIGHT} {OARS}", f"{LAMP} Hush! {SHORE}"))
    await kept(mira)
    card = await mira.choose(SHORE)
    assert "has changed these words" not in card.text
    assert SHORE in passage(await mira.press("Read from here"))
    await mira.press("❝ Quote")
    assert "Saved" in (await mira.choose(SHORE)).text
    assert "1 quote\n" in (await kept(mira)).text


async def test_words_that_are_gone_are_kept_and_lead_to_the_words_before_them(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, LAMP.replace("_", ""))
    await fireside.add(ferry(f"{NIGHT} {OARS}", SHORE))
    await kept(mira)
    card = await mira.choose("She lit the lamp")
    assert f"> {LAMP}" in card.text
    assert "has changed these words" in card.text
    assert OARS in passage(await mira.press("Read from here"))
    assert LAMP in await exported(mira)


async def test_a_removed_chapter_leaves_its_quotes(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, SHORE)
    await fireside.add(
        Manuscript(Details(title=TITLE, authors=("A. Boatman",)), (ManuscriptChapter("Dusk", "It began."),))
    )
    await kept(mira)
    card = await mira.choose(SHORE)
    assert "Crossing" in card.text
    assert "None" not in card.text
    assert "It began." in passage(await mira.press("Read from here"))
    assert "— Crossing, saved" in await exported(mira)


async def test_words_that_come_back_are_found_again(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, SHORE)
    await fireside.add(ferry(CROSSING[0]))
    await kept(mira)
    assert "has changed these words" in (await mira.choose(SHORE)).text
    await fireside.add(ferry(*CROSSING))
    await kept(mira)
    card = await mira.choose(SHORE)
    assert "has changed these words" not in card.text
    assert SHORE in passage(await mira.press("Read from here"))


async def test_a_posted_quote_is_saved_after_an_edit_where_its_words_stand_and_not_where_they_do_not(
    fireside: Fireside, mira: Person
) -> None:
    theo = await fireside.person("Theo")
    await fireside.add(ferry(*CROSSING))
    await mira.press("Post here", await save(mira, SHORE))
    [posted] = await mira.history()
    await fireside.add(ferry("and on it went, " * 150, *CROSSING))
    assert f"> {SHORE}" in (await theo.press("Save", posted)).text
    await fireside.add(ferry(*CROSSING[:-1], SHORE.replace("shore", "bank")))
    assert "I can’t show that quote" in (await (await fireside.person("Ines")).press("Save", posted)).text


async def test_an_edit_while_choosing_asks_to_choose_again(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    menu = await offered(mira)
    await fireside.add(ferry("Before.", *CROSSING))
    again = await mira.choose(NIGHT, message=menu)
    assert "has edited this chapter since" in again.text
    assert NIGHT in sentences(again)
    assert f"> {NIGHT}\n" in (await mira.choose(NIGHT)).text
    assert "1 quote\n" in (await kept(mira)).text


async def test_a_story_that_is_taken_down_takes_its_quotes_along_and_brings_them_back(
    fireside: Fireside, mira: Person
) -> None:
    ines = await fireside.person("Ines")
    await fireside.add(ferry(*CROSSING), fireside.guild())
    confirmed = await save(mira, NIGHT)
    await kept(mira)
    card = await mira.choose(NIGHT)
    await take_down(ines, TITLE)
    assert "haven’t saved any quotes" in (await kept(mira)).text
    assert await mira.autocomplete("quotes", "story", "") == []
    for reply, says in ((card, "Read from here"), (confirmed, "Back to the text")):
        assert "That story can’t be read here" in (await mira.press(says, reply)).text
    await ines.press("Put it back")
    assert NIGHT in (await kept(mira)).text


# Who sees them, and where


async def test_quotes_of_another_server_are_not_shown_here(fireside: Fireside, theo: Person) -> None:
    await fireside.add(tale(SECRET), fireside.guild())
    await theo.slash("read", story=SECRET)
    menu = await theo.press("❝ Quote")
    await theo.choose("Only those by this hearth")
    listed = await kept(theo)
    card = await theo.choose("Only those by this hearth")
    theo.go("annex")
    assert tells_nothing(await kept(theo))
    assert await theo.autocomplete("quotes", "story", "") == []
    here = await theo.slash("library")
    for custom_id, value in (menu_of(menu), menu_of(listed)):
        assert tells_nothing(await theo.forge(custom_id, here, chosen=value))
    for custom_id in (card.button("Read from here")["custom_id"], "exportquotes"):
        assert tells_nothing(await theo.forge(custom_id, here))


async def test_quotes_follow_their_reader_into_direct_messages(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, NIGHT)
    await mira.go_direct()
    assert NIGHT in (await kept(mira)).text
    assert OARS in passage(await mira.press("Read from here", await mira.choose(NIGHT)))


async def test_nobody_has_a_hand_in_what_others_keep(fireside: Fireside, mira: Person, theo: Person) -> None:
    await fireside.add(ferry(*CROSSING))
    await save(mira, NIGHT)
    custom_id, value = menu_of(await kept(mira))
    card = await mira.choose(NIGHT)
    here = await theo.slash("library")
    await theo.forge(card.button("Remove")["custom_id"], here)
    assert NIGHT not in (await theo.forge(custom_id, here, chosen=value)).text
    assert NIGHT in (await kept(mira)).text
    assert "haven’t saved any quotes" in (await kept(theo)).text


async def test_what_was_saved_outlives_a_crash_and_the_old_menu_still_saves(
    tmp_path: Path, sample_library: Path
) -> None:
    database = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, database)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Mira") as mira,
    ):
        await mira.slash("read", story=SERIAL)
        await mira.press("❝ Quote")
        await mira.choose(FIRST)
        await mira.press("Back to the text")
        menu = await mira.press("❝ Quote")
        await bot.kill()
        await bot.start()
        assert "1 quote\n" in (await kept(mira)).text
        assert "Saved" in (await mira.choose(FIRST, message=menu)).text
        assert "1 quote\n" in (await kept(mira)).text


async def test_the_sentences_of_an_old_panel_are_whole_after_an_edit(empty_fireside: Fireside) -> None:
    def story(*sentences: str) -> Manuscript:
        return Manuscript(
            Details(title="Rain", authors=("Q",)), (ManuscriptChapter("", " ".join(sentences)),)
        )

    await empty_fireside.add(story("The lamp was lit.", "It rained.", "Nobody came."))
    mira = await empty_fireside.person("Mira")
    panel = await mira.slash("read", story="Rain")
    await empty_fireside.add(story("New words.", "The lamp was lit.", "It rained hard.", "Nobody came."))
    shown = await mira.press("Quote", panel)
    (menu,) = [part for part in walk(shown.components) if "options" in part]
    assert [each["label"] for each in menu["options"]][-2:] == ["It rained hard.", "Nobody came."]
