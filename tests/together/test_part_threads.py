"""The threads of parts: opened at their time, for those who have read them."""

from __future__ import annotations

import pytest

from bot.database import Connection
from bot.playground.permissions import Permission
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Excerpt, Place
from bot.stories.queries import chapters
from tests.support.fireside import Fireside
from tests.support.librarians import paragraphs
from tests.support.person import Person
from tests.support.replies import readable
from tests.support.story_editor import upload
from tests.together.clubs import begin, go_to, join, read_chapters, reminders, settled
from tests.together.talks import (
    bot_may,
    done,
    everything_sent,
    next_part,
    panel,
    said_in,
    talk,
    threads,
    told,
    write,
)

LINE = paragraphs(2, 1)
"""What the second paragraph of the first chapter says."""


async def test_a_part_opens_a_private_thread_for_who_has_read_it(
    fireside: Fireside, ines: Person, mira: Person, theo: Person, caplog: pytest.LogCaptureFixture
) -> None:
    post = await begin(ines)
    await join(mira, post)
    await join(theo, post)
    assert threads(fireside) == []
    thread = await next_part(fireside)
    assert "ERROR" not in {each.levelname for each in caplog.records}, "the first attempt is good enough"
    assert (thread.name, thread.private, thread.invitable) == ("The Ferry — Part 1", True, False)
    assert thread.archived_after == 10_080
    [first] = said_in(fireside, thread)
    assert "Part 1 · The Ferry" in readable(first) and "Stage 1" in readable(first)
    assert not thread.visible_to(mira.user.id)
    shown = await panel(mira, post)
    assert "I have read part 1" not in shown.labels
    await read_chapters(mira, 1)
    shown = await panel(mira, post)
    assert "moderators who manage threads" in shown.text
    await read_chapters(theo, 0)
    assert "Talk about part 1" not in (await theo.press("⋯")).labels
    await read_chapters(mira, 1)
    talk_next = await mira.press("⋯")
    assert (await mira.press("Talk about part 1", talk_next)).labels == shown.labels
    entered = await mira.press("I have read part 1")
    assert thread.id in str(entered.components) and "Go to the thread" in entered.labels
    await mira.event("channel_update", lambda channel: channel["id"] == thread.id)
    assert thread.visible_to(mira.user.id) and not thread.visible_to(theo.user.id)
    assert "I have read part 1" not in (await panel(mira, post)).labels
    await read_chapters(mira, 1)
    assert "Talk about part 1" not in (await mira.press("⋯")).labels


async def test_who_has_not_read_a_part_or_has_not_joined_is_not_let_in(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    thread = await next_part(fireside)
    custom_id = f"togetherread:{await part_id(fireside, 1)}"
    early = await mira.forge(custom_id, post)
    assert "You aren’t at the end of part 1 yet" in early.text and early.ephemeral
    coming = await mira.forge(f"togetherread:{await part_id(fireside, 2)}", post)
    assert "Part 2 hasn’t opened yet" in coming.text
    assert "isn’t in the plan any more" in (await mira.forge("togetherread:404", post)).text
    await read_chapters(theo, 1)
    assert "You aren’t part of this read-along yet" in (await theo.forge(custom_id, post)).text
    theo.go("annex")
    assert "isn’t here any more" in (await theo.forge(custom_id, await theo.say("x"))).text
    await read_chapters(mira, 1)
    await mira.go_direct()
    let_in = await mira.forge(custom_id, (await reminders(mira))[0])
    assert thread.id in str(let_in.components)
    await done(fireside)
    assert set(thread.members) == {mira.user.id, fireside.playground.world.bot.id}


async def test_a_little_that_is_put_in_behind_a_reader_keeps_them_out_of_nothing(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    await read_chapters(mira, 2)
    await upload(ines, "Stage 1", f"{paragraphs(1)}\n\nThe ferryman never told anybody.")
    await next_part(fireside)
    thread = await next_part(fireside)
    await talk(mira, post, 2)
    await done(fireside)
    assert thread.visible_to(mira.user.id)


async def test_who_left_a_thread_asks_again_and_an_archived_one_is_opened(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines)
    for person in (mira, theo):
        await join(person, post)
        await read_chapters(person, 1)
    thread = await next_part(fireside)
    await talk(mira, post, 1)
    await done(fireside)
    fireside.playground.stage.leave_thread(thread, mira.user)
    await mira.press("Leave", await panel(mira, post))
    await mira.press("Join again")
    fireside.playground.stage.archive_thread(thread)
    await talk(theo, post, 1)
    await done(fireside)
    assert thread.visible_to(theo.user.id) and not thread.archived
    again = f"togetherread:{await part_id(fireside, 1)}"
    await mira.forge(again, post)
    await done(fireside)
    assert thread.visible_to(mira.user.id)
    fireside.playground.stage.remove_thread(thread)
    await theo.forge(again, post)
    await done(fireside)
    assert "was deleted" in (await mira.forge(again, post)).text


async def test_where_private_threads_are_not_allowed_everything_is_covered_and_the_host_told_once(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    bot_may(fireside, deny=Permission.CREATE_PRIVATE_THREADS)
    post = await begin(ines)
    await join(mira, post)
    await write(ines, post, 1, questions="Who rowed?", poll="Next?", answers="A\nB")
    thread = await next_part(fireside)
    await next_part(fireside)
    assert not thread.private
    [first] = said_in(fireside, thread)
    heading, warning, covered = first["components"]
    assert "everybody can read this one" in warning["content"]
    assert covered["spoiler"] and "Who rowed?" in readable(covered)
    assert "Stage" not in heading["content"] + warning["content"] + thread.name
    [only] = told(await everything_sent(ines))
    assert "*Create Private Threads*" in only["content"]
    await read_chapters(mira, 1)
    assert "Everybody who sees the channel can read it" in (await talk(mira, post, 1)).text


async def test_a_channel_for_announcements_has_threads_that_everybody_reads(
    fireside: Fireside, ines: Person
) -> None:
    fireside.playground.stage.make_announcements(fireside.playground.world.channel_named("reading-room"))
    await begin(ines)
    thread = await next_part(fireside)
    assert not thread.private and len(said_in(fireside, thread)) == 1


async def test_a_permission_that_is_missing_is_asked_for_once_and_tried_again(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    await read_chapters(mira, 1)
    threads_off = Permission.CREATE_PRIVATE_THREADS | Permission.CREATE_PUBLIC_THREADS
    bot_may(fireside, deny=threads_off, allow=0)
    fireside.playground.world.guild_named("The Hearth").role_named("Fireside").permissions &= ~threads_off
    await go_to(fireside, 1)
    await done(fireside)
    assert threads(fireside) == []
    assert "I can’t open the thread of part 1 yet" in (await talk(mira, post, 1)).text
    fireside.clock.advance(3_700)
    await done(fireside)
    await settled(fireside)
    [only] = told(await everything_sent(ines))
    assert "I’m missing a permission" in only["content"]
    bot_may(fireside)
    fireside.clock.advance(3_700)
    await done(fireside)
    [thread] = threads(fireside)
    assert thread.visible_to(mira.user.id), "who asked before it was there is in it"


@pytest.mark.usefixtures("ids_from_one")
async def test_a_part_is_opened_with_the_line_that_its_readers_saved_most(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await save_for_five(fireside)
    thread = await next_part(fireside)
    [first] = said_in(fireside, thread)
    assert f"> {LINE}" in readable(first)
    second = await next_part(fireside)
    assert LINE not in readable(said_in(fireside, second)[0]), "it is not of that part"
    assert post.text


async def save_for_five(fireside: Fireside) -> None:
    """Five readers save the second paragraph of the first chapter."""

    def paragraph(connection: Connection) -> Excerpt:
        [chapter] = [each for each in chapters.of(connection, StoryId(1), None) if each.number == 1]
        start = chapters.text(connection, chapter.id, chapter.revision).index(LINE)
        return Excerpt(Place(chapter.id, chapter.revision, start), start + len(LINE))

    where = await fireside.database.read(paragraph)
    for reader in range(11, 16):
        await fireside.app.saved_quotes.save(Audience(ReaderId(reader), fireside.guild()), where)


async def part_id(fireside: Fireside, number: int) -> int:
    sql = "SELECT id FROM read_along_parts WHERE number = ?"
    found = await fireside.database.read(lambda connection: connection.execute(sql, (number,)).fetchone())
    return int(found[0])
