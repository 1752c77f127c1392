"""Authors bring in and change their own stories, or hand them in; whose a story is can be changed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import add, add_and_keep, correct, ferry, take_down
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.small_stories import offered

MINE, THEIRS = "The Ferry", "The Bridge"
SOMEBODY_ELSES, LIBRARIANS_ONLY = "That story is somebody else’s", "Only librarians may do that"
HAND_IN = "You can hand in stories of your own here"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    return {"bridge.txt": ferry(("Stone", 41), title=THEIRS, author="Ines")}


async def everybody(fireside: Fireside, ines: Person, may: str = "change their own") -> Reply:
    """The Hearth lets everybody bring in stories."""
    everyone = fireside.playground.world.guild_named("The Hearth").id
    return await ines.slash("stories settings", authors=everyone, authors_may=may)


def draft_choices(reply: Reply) -> list[str]:
    return [option["label"] for each in walk(reply.components) for option in each.get("options", ())]


# Authors who change their own


async def test_an_author_brings_in_a_story_and_does_with_it_all_that_a_librarian_does(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    assert LIBRARIANS_ONLY in (await add(mira, "ferry.txt", ferry())).text
    assert "may bring in stories, and change their own" in (await everybody(fireside, ines)).text
    await add_and_keep(mira, ferry())
    await mira.slash("stories edit", story=MINE)
    await correct(mira, "Title & author", title="The Long Ferry")
    form = await mira.slash("stories publish", story="The Long Ferry")
    await mira.fill(form, title="Night", text="It was dark.")
    assert "published" in (await mira.slash("stories history", story="The Long Ferry")).text
    assert "It was dark." in (await theo.slash("read", story="The Long Ferry", chapter="Night")).text
    assert "Take this story down?" in (await mira.slash("stories remove", story="The Long Ferry")).text


async def test_an_author_changes_nothing_that_is_somebody_else_s(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await everybody(fireside, ines)
    await add_and_keep(mira, ferry())
    editor = await mira.slash("stories edit", story=MINE)
    for person, story in ((theo, MINE), (mira, THEIRS)):
        assert "There is no story called" in (await person.slash("stories edit", story=story)).text
    assert await offered(theo, "", "stories edit") == []
    assert await offered(mira, "", "stories edit") == [f"{MINE} — A. Boatman"]
    found = await ines.autocomplete("stories edit", "story", "ferry")
    assert SOMEBODY_ELSES in (await theo.slash("stories edit", story=found[0]["value"])).text
    assert SOMEBODY_ELSES in (await theo.forge(press_of(editor, "Chapters"))).text
    # A file of the same name and title would be its newer version.
    assert SOMEBODY_ELSES in (await add(theo, "ferry.txt", ferry(("Dawn", 91)))).text
    assert SOMEBODY_ELSES in (await add(mira, "bridge.txt", ferry(("Sand", 91), title=THEIRS))).text
    taken = await theo.slash("stories owner", story=found[0]["value"], author=theo.user.id)
    assert SOMEBODY_ELSES in taken.text
    assert "no story called" in (await theo.slash("stories numbers", story=MINE)).text.lower()


async def test_whose_a_story_is_is_shown_to_librarians_and_can_be_changed(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await everybody(fireside, ines)
    await add_and_keep(mira, ferry())
    assert f"<@{mira.user.id}>’s own" in (await ines.slash("stories edit", story=MINE)).text
    assert "’s own" not in (await ines.slash("stories edit", story=THEIRS)).text
    given = await ines.slash("stories owner", story=THEIRS, author=theo.user.id)
    assert f"This is <@{theo.user.id}>’s own story now." in given.text
    assert "corrected: owner" in (await ines.slash("stories history", story=THEIRS)).text
    assert "### Editing" in (await theo.slash("stories edit", story=THEIRS)).text
    # An update keeps it theirs.
    await add_and_keep(mira, ferry(("Dawn", 1), ("Noon", 11), ("Dusk", 21)))
    assert f"<@{mira.user.id}>’s own" in (await mira.slash("stories edit", story=MINE)).text
    await ines.slash("stories owner", story=MINE)
    assert "There is no story called" in (await mira.slash("stories edit", story=MINE)).text


async def test_whoever_loses_the_role_loses_the_right_and_nothing_else(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    await ines.slash("stories settings", authors=role.id)
    assert LIBRARIANS_ONLY in (await add(mira, "ferry.txt", ferry())).text
    fireside.playground.stage.give_role(mira.user, role)
    await add_and_keep(mira, ferry())
    editor = await mira.slash("stories edit", story=MINE)
    chapters = press_of(editor, "Chapters")
    fireside.playground.stage.take_role(mira.user, role)
    assert LIBRARIANS_ONLY in (await mira.forge(chapters, editor)).text
    fireside.playground.stage.give_role(mira.user, role)
    assert "### Chapters" in (await mira.forge(chapters, editor)).text
    await ines.slash("stories settings")
    assert "only librarians bring in stories" in (await ines.press("No authors")).text
    assert LIBRARIANS_ONLY in (await mira.forge(chapters, editor)).text


async def test_an_author_puts_back_what_they_took_down_but_not_what_a_librarian_did(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await everybody(fireside, ines)
    await add_and_keep(mira, ferry())
    mine = await take_down(mira)
    assert "### Editing" in (await mira.press("Put it back", mine)).text
    await take_down(ines)
    put_back = press_of(mine, "Put it back")
    assert "A librarian took that story down" in (await mira.forge(put_back, mine)).text
    assert "A librarian took that story down" in (await add(mira, "ferry.txt", ferry())).text
    assert await offered(mira, "ferry") == []


# Authors who hand in


async def test_what_is_handed_in_is_accepted_by_a_librarian_and_is_its_author_s(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    assert (
        "may hand in stories for a librarian to accept"
        in (await everybody(fireside, ines, "hand in only")).text
    )
    card = await add(mira, "ferry.txt", ferry())
    assert card.labels[-3:] == ["Hand it in", "Preview", "Discard"]
    handed_in = await mira.press("Hand it in")
    assert f"handed in by <@{mira.user.id}>" in handed_in.text
    assert await offered(theo, "ferry") == []
    fireside.clock.advance(10 * 86_400)
    await add(ines, "other.txt", ferry(("Wood", 61), title="The Raft"))
    waiting = await ines.slash("stories drafts")
    assert draft_choices(waiting) == [MINE, "The Raft"]
    await ines.choose(MINE)
    assert (await ines.press("Accept it")).labels == ["Read", "Edit"]
    assert f"<@{mira.user.id}>’s own" in (await ines.press("Edit")).text
    assert "p1w0" in (await theo.slash("read", story=MINE)).text
    assert "Nothing is waiting" in (await mira.slash("stories drafts")).text
    # Its author hands in what is to change, too.
    assert HAND_IN in (await mira.slash("stories owner", story=MINE)).text
    update = await add(mira, "ferry.txt", ferry(("Dawn", 1), ("Noon", 11), ("Dusk", 21)))
    assert "A newer version" in update.text
    assert "Hand it in" in update.labels
    assert SOMEBODY_ELSES in (await add(theo, "ferry.txt", ferry(("Dawn", 91)))).text


async def test_what_is_given_back_comes_with_a_word_and_may_be_handed_in_again(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await everybody(fireside, ines, "hand in only")
    await add(mira, "ferry.txt", ferry())
    form = await mira.press("Tags")
    assert "✎ Tags" not in (await mira.press("Hand it in")).labels
    assert "The librarians have it now" in (await mira.fill(form, tags="sea")).text
    await ines.slash("stories drafts")
    await ines.choose(MINE)
    form = await ines.press("Give it back…")
    given_back = await ines.fill(form, answer="Please *rate* it.")
    assert f"<@{mira.user.id}>" in given_back.text
    assert "Nothing is waiting" in (await ines.press("Drafts")).text
    assert r"given back: Please \*rate\* it." in (await mira.slash("stories drafts")).text
    again = await mira.choose(MINE)
    await correct(mira, "Tags", again, tags="sea")
    assert "handed in by" in (await mira.press("Hand it in")).text
    assert "Hand it in" in (await mira.press("Take it back")).labels


async def test_nobody_keeps_what_is_to_be_accepted(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await everybody(fireside, ines)
    card = await add(mira, "ferry.txt", ferry())
    await everybody(fireside, ines, "hand in only")
    assert HAND_IN in (await mira.press("Keep it", card)).text
    await mira.slash("stories drafts")
    await mira.choose(MINE)
    handed_in = await mira.press("Hand it in")
    draft = press_of(handed_in, "Preview").partition(":")[2]
    await theo.slash("stories drafts")
    assert HAND_IN in (await theo.forge(f"keep:{draft}")).text
    assert HAND_IN in (await mira.forge(f"keep:{draft}", handed_in)).text
    assert await offered(theo, "ferry") == []


def press_of(reply: Reply, says: str) -> str:
    return str(reply.button(says)["custom_id"])
