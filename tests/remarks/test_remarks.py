"""Readers tell the author of typos and thoughts; a librarian reads them, and takes corrections over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from bot.playground.permissions import NOTHING
from bot.remarks.making import MOST_A_DAY
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Audience, Excerpt, Place
from tests.remarks.telling_authors import (
    CROSSING,
    LAMP,
    LAMP_RIGHT,
    LAMP_SHOWN,
    NIGHT,
    RIGHT,
    TYPO,
    ferry,
    form_for,
    menu_labels,
    remarks,
    send,
    sentences_offered,
    tell,
)
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct
from tests.support.person import Person
from tests.support.reading_panel import passage

OFF, BLOCKED = "isn’t taking remarks from readers", "isn’t taking remarks from you"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    return {"ferry.md": ferry()}


# Telling


async def test_a_typo_is_told_taken_over_with_one_press_and_keeps_every_place(
    ines: Person, mira: Person, theo: Person
) -> None:
    place = await theo.slash("read", story=TITLE, chapter="Crossing")
    menu = await sentences_offered(mira)
    assert menu.ephemeral
    assert menu_labels(menu) == [NIGHT, TYPO, LAMP_SHOWN]
    thanked = await tell(mira, TYPO, RIGHT)
    assert thanked.labels == ["Take it back", "Back to the text"]
    assert NIGHT in (await mira.press("Back to the text")).text

    listed = await remarks(ines)
    assert "agian → again" in listed.text
    card = await ines.choose("agian → again")
    assert "> He pulled the rope ~~agian~~ **again**." in card.text
    assert f"<@{mira.user.id}>" in card.text
    taken = await ines.press("Correct it")
    assert "✓ Corrected" in taken.text
    await ines.press("Redo", await ines.press("Undo", taken))
    assert "Nothing is waiting" in (await ines.press("Back to the list", taken)).text
    now = await theo.slash("read", story=TITLE)
    assert passage(now) == passage(place).replace(TYPO, RIGHT)
    assert "took out the words" not in now.text
    assert "Crossing edited" in (await ines.slash("stories history", story=TITLE)).text


async def test_a_correction_leaves_the_formatting_as_it_is(ines: Person, mira: Person) -> None:
    await tell(mira, LAMP_SHOWN, LAMP_RIGHT, note="In italics!")
    await remarks(ines)
    card = await ines.choose("lmap → lamp")
    assert "> In italics!" in card.text
    await ines.press("Correct it")
    assert "She lit _the lamp_ at last" in (await mira.slash("read", story=TITLE, chapter="Crossing")).text


async def test_what_reaches_across_the_formatting_is_left_to_the_librarian(
    ines: Person, mira: Person
) -> None:
    await tell(mira, LAMP_SHOWN, "She kindled every light, and nobody saw.")
    await remarks(ines)
    card = await ines.choose("kindled every light")
    assert "I’d rather not guess" in (await ines.press("Correct it")).text
    assert "Download text" in (await ines.press("Open the chapter", card)).labels


async def test_a_thought_on_the_whole_page_needs_no_correction(ines: Person, mira: Person) -> None:
    await sentences_offered(mira)
    await mira.fill(await mira.press("About the whole page"), note="I *loved* this, <@1> @everyone.")
    await remarks(ines)
    card = await ines.choose("loved")
    assert r"I \*loved\* this, \<@1\> \@everyone." in card.text
    assert "Correct it" not in card.labels


async def test_nothing_said_is_nothing_sent(ines: Person, mira: Person) -> None:
    assert "There was nothing to send" in (await tell(mira, TYPO)).text
    assert "There was nothing to send" in (await tell(mira, TYPO, f"  {TYPO} ")).text
    assert "Nothing is waiting" in (await remarks(ines)).text


async def test_a_remark_is_taken_back(ines: Person, mira: Person) -> None:
    thanked = await tell(mira, TYPO, RIGHT)
    twice = await asyncio.gather(*(mira.press("Take it back", thanked) for _ in range(2)))
    assert all("Nobody will see it" in reply.text for reply in twice)
    assert "Nothing is waiting" in (await remarks(ines)).text
    thanked = await tell(mira, TYPO, RIGHT)
    await remarks(ines)
    await ines.choose("agian → again")
    await ines.press("Done")
    assert "already been dealt with" in (await mira.press("Take it back", thanked)).text


async def test_remarks_are_made_in_direct_messages_too(ines: Person, mira: Person) -> None:
    await mira.slash("read", story=TITLE)
    await mira.go_direct()
    await tell(mira, TYPO, RIGHT)
    assert "agian → again" in (await remarks(ines)).text


# What happens to the text


async def test_a_remark_goes_with_its_words(fireside: Fireside, ines: Person, mira: Person) -> None:
    form = await form_for(mira, TYPO)
    await fireside.bring_in("ferry.md", ferry("It was cold. " * 40, f"{NIGHT} Hush! {TYPO}", LAMP), ines)
    await send(mira, form, RIGHT)
    await fireside.bring_in("ferry.md", ferry("It was cold.", f"Hush! {TYPO} {NIGHT}", LAMP), ines)
    await remarks(ines)
    await ines.choose("agian → again")
    await ines.press("Correct it")
    text = (await mira.slash("read", story=TITLE, chapter="Crossing")).text
    assert f"Hush! {RIGHT} {NIGHT}" in text


async def test_words_changed_since_are_not_corrected_and_return_with_their_version(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await tell(mira, TYPO, RIGHT)
    await remarks(ines)
    before = await ines.choose("agian → again")
    await fireside.bring_in("ferry.md", ferry(NIGHT, LAMP), ines)
    assert "have been changed since" in (await ines.press("Correct it", before)).text
    await remarks(ines)
    card = await ines.choose("agian → again")
    assert "Correct it" not in card.labels
    assert "these words have changed since" in card.text
    await fireside.bring_in("ferry.md", ferry(*CROSSING), ines)
    await remarks(ines)
    assert "Correct it" in (await ines.choose("agian → again")).labels


# Who sees them, and who may make them


async def test_only_those_who_look_after_the_story_see_remarks(
    ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    await tell(mira, TYPO, RIGHT)
    listed = await remarks(ines)
    assert listed.ephemeral
    for other in (theo, mira):
        assert "Only librarians may do that" in (await remarks(other)).text
    assert "agian" not in (await odile.slash("stories remarks")).text
    assert "agian → again" in (await ines.slash("stories remarks")).text
    assert "Remarks (1)" in (await ines.slash("stories edit", story=TITLE)).labels


async def test_done_is_undone(ines: Person, mira: Person) -> None:
    await tell(mira, TYPO, note="agian?")
    await remarks(ines)
    await ines.choose("agian?")
    await ines.press("Done")
    await ines.press("Back to the list")
    assert "agian?" in (await ines.press("Done (1)")).text
    await ines.choose("agian?")
    await ines.press("Not done")
    assert "agian?" in (await remarks(ines)).text


async def test_an_author_who_wants_none_gets_none(ines: Person, mira: Person) -> None:
    form = await form_for(mira, TYPO)
    await ines.slash("stories edit", story=TITLE)
    await correct(ines, "Notes & rights", remarks_from_readers=["no"])
    assert OFF in (await send(mira, form, RIGHT)).text
    await mira.slash("read", story=TITLE, chapter="Crossing")
    assert "Tell the author" not in (await mira.press("⋯")).labels


async def test_a_server_that_wants_none_gets_none(ines: Person, mira: Person) -> None:
    menu = await sentences_offered(mira)
    assert "**Remarks from readers:** off" in (await ines.slash("stories settings", remarks="off")).text
    assert OFF in (await mira.choose(TYPO, message=menu)).text
    await ines.slash("stories settings", remarks="on")
    assert (await mira.choose(TYPO, message=menu)).modal is not None


async def test_a_reader_is_blocked_kindly_and_may_write_again(
    ines: Person, mira: Person, theo: Person
) -> None:
    thanked = await tell(mira, TYPO, note="This is bad.")
    await remarks(ines)
    await ines.choose("This is bad.")
    await ines.press("No more from this reader")
    assert "already been dealt with" in (await mira.press("Take it back", thanked)).text
    assert BLOCKED in (await sentences_offered(mira)).text
    assert "Thank you" in (await tell(theo, TYPO, RIGHT)).text
    await ines.press("Done")
    await remarks(ines)
    assert "This is bad." in (await ines.press("Blocked readers (1)")).text
    await ines.choose("This is bad.")
    await ines.press("Take this reader’s remarks again")
    assert "Thank you" in (await tell(mira, NIGHT, note="Sorry!")).text


async def test_nobody_floods_an_author(fireside: Fireside, ines: Person, mira: Person) -> None:
    form = await form_for(mira, TYPO)
    [story] = [each.story for each in await fireside.app.library.suggest(_audience(fireside, mira), TITLE)]
    place = await fireside.app.library.find_chapter(_audience(fireside, mira), story, "Crossing")
    for number in range(MOST_A_DAY):
        where = Excerpt(Place(place.chapter, place.revision, 0), 5)
        await fireside.app.new_remarks.make(_audience(fireside, mira), where, "", f"{number}")
    refused = await send(mira, form, RIGHT)
    assert f"You have sent {MOST_A_DAY} remarks today" in refused.text
    assert f"Open: {MOST_A_DAY}\n" in (await remarks(ines)).text + "\n"
    fireside.clock.advance(86_400)
    assert "Thank you" in (await tell(mira, TYPO, RIGHT)).text


def _audience(fireside: Fireside, person: Person) -> Audience:
    return Audience(ReaderId(int(person.user.id)), GuildId(fireside.guild()))


async def test_an_author_sees_the_remarks_on_their_own_stories_and_blocks_for_these_alone(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    everyone = fireside.playground.world.guild_named("The Hearth").id
    await ines.slash("stories settings", authors=everyone)
    await fireside.bring_in("raft.md", ferry().replace(TITLE.encode(), b"The Raft"), ines)
    await ines.slash("stories owner", story=TITLE, author=theo.user.id)
    await tell(mira, TYPO, note="Hm.")
    assert "Hm." in (await theo.slash("stories remarks")).text
    await theo.choose("Hm.")
    await theo.press("No more from this reader")
    assert BLOCKED in (await sentences_offered(mira)).text
    await mira.slash("read", story="The Raft", chapter="Crossing")
    await mira.press("⋯")
    assert "Pick the sentence" in (await mira.press("Tell the author")).text
    await remarks(ines)
    await ines.choose("Hm.")
    assert "You get their remarks again" in (await ines.press("Take this reader’s remarks again")).text
    assert "Pick the sentence" in (await sentences_offered(mira)).text


async def test_early_readers_tell_the_author_of_what_nobody_else_can_read(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    hearth = fireside.playground.world.guild_named("The Hearth")
    role = fireside.playground.world.add_role(hearth, "Beta readers", NOTHING)
    fireside.playground.stage.give_role(mira.user, role)
    file = await ines.upload("dawn.md", b"# Dawn\n\nThe sun rose slwoly.")
    await ines.slash("stories publish", story=TITLE, file=file, early=role.id)
    await mira.slash("read", story=TITLE, chapter="Dawn")
    await mira.press("⋯")
    menu = await mira.press("Tell the author")
    form = await mira.choose("The sun rose slwoly.")
    await theo.slash("read", story=TITLE)
    for press in (menu.button("About the whole page")["custom_id"], (form.modal or {})["custom_id"]):
        refused = await theo.forge(press)
        assert "slwoly" not in f"{refused.text} {refused.modal}"
        assert "can’t be read here" in refused.text
    await send(mira, form, "The sun rose slowly.")
    await remarks(ines)
    await ines.choose("slwoly → slowly")
    await ines.press("Correct it")
    assert "The sun rose slowly." in (await mira.slash("read", story=TITLE, chapter="Dawn")).text
