"""An author's word to subscribers: it goes with the notice of a chapter, and spoils nothing."""

from __future__ import annotations

import pytest

from bot.database import Connection
from bot.stories.chapter_notes import LONGEST_ANNOUNCEMENT
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.subscriptions.contents import DeliveryContents
from bot.subscriptions.models import Delivery, Notice
from bot.subscriptions.queries import deliveries
from tests.support.delivered_notices import LAMPS, all_tried, is_notice, next_notice, notices, publish
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.reading_panel import ended
from tests.support.replies import Reply, readable
from tests.support.story_editor import planned_chapters

WORDS = "Brace yourselves: *she* comes home, @everyone <@1>!"
SHOWN = r"> Brace yourselves: \*she\* comes home, \@everyone \<@1\>!"


async def read_to_the_end(reader: Person) -> Reply:
    panel = await reader.slash("read", story=TITLE)
    while not ended(panel):
        panel = await reader.press("▶")
    return panel


async def test_who_is_up_to_date_reads_it_and_who_is_not_may_uncover_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    theo = await fireside.person("Theo")
    let_manage_channels(theo)
    for reader in (mira, theo):
        await reader.slash("subscribe", story=TITLE)
    await theo.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    await read_to_the_end(mira)
    await theo.slash("read", story=TITLE)
    form = await ines.slash("stories publish", story=TITLE, announcement=WORDS)
    assert WORDS in str(form.modal)
    await ines.fill(form, title="Dusk", text=LAMPS)
    await all_tried(fireside)
    assert await notices(mira) == [f"📖 **Chapter 3 — Dusk** of **The Ferry** is out.\n{SHOWN}"]
    hidden = "> ||" + SHOWN.removeprefix("> ") + "||"
    [told] = await notices(theo)
    assert hidden in told
    public = [readable(message) for message in await theo.history() if is_notice(message)]
    assert len(public) == 1
    assert "Brace yourselves" not in public[0]
    assert "Brace" not in (await mira.slash("read", story=TITLE, chapter="Dusk")).text


async def test_it_comes_with_a_planned_chapter_and_from_a_form(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("subscribe", story=TITLE)
    await read_to_the_end(mira)
    form = await ines.slash("stories publish", story=TITLE, at="in 2 days")
    await ines.fill(form, title="Dusk", text=LAMPS, announcement="At lsat!")
    await planned_chapters(ines)
    assert "To subscribers: At lsat!" in (await ines.press("Change")).text
    form = await ines.press("Title and time")
    assert "To subscribers: At last!" in (await ines.fill(form, a_word_to_your_subscribers="At last!")).text
    fireside.clock.advance(2 * 86_400 + 60)
    assert "> At last!" in (await next_notice(mira, "Dusk")).text
    file = await ines.upload("night.md", f"# Night\n\n{LAMPS}".encode())
    await ines.slash("stories publish", story=TITLE, file=file, announcement="o" * LONGEST_ANNOUNCEMENT)
    # She has not read the chapter before it.
    assert f"> Night: ||{'o' * LONGEST_ANNOUNCEMENT}||" in (await next_notice(mira, "Night")).text


async def test_no_word_is_no_word(mira: Person, ines: Person) -> None:
    await mira.slash("subscribe", story=TITLE)
    await publish(ines, "Dusk")
    await next_notice(mira)
    assert await notices(mira) == ["📖 **Chapter 3 — Dusk** of **The Ferry** is out."]


@pytest.mark.parametrize("deliver", ["each new chapter, to me", "each new chapter, in this channel"])
async def test_a_chapter_that_opens_while_a_notice_is_composed_is_told_once(
    fireside: Fireside, ines: Person, deliver: str
) -> None:
    theo = await fireside.person("Theo")
    let_manage_channels(theo)
    await theo.slash("subscribe", story=TITLE, deliver=deliver)
    await theo.press("Snooze a week", await theo.slash("subscriptions"))
    role = fireside.playground.world.guild_named("The Hearth").role_named("Supporters")
    for title in ("Dusk", "Moon"):
        await publish(ines, title, early=role.id)
    contents = DeliveryContents(fireside.database, fireside.clock)
    audience = Audience(ReaderId(int(theo.user.id)), fireside.guild(), age_restricted=False)

    async def claimed() -> Delivery:
        """The notice that waits, as the worker claims it."""

        def job(connection: Connection) -> Delivery:
            (waiting,) = connection.execute("SELECT max(id) FROM deliveries").fetchone()
            now = fireside.clock.now()
            return deliveries.claim(connection, waiting, now, now + 120)

        return await fireside.database.transaction(job)

    async def open_to_all(title: str) -> None:
        await planned_chapters(ines)
        await ines.choose(title)
        await ines.press("Open to everybody")

    await open_to_all("Dusk")
    first = await claimed()
    await open_to_all("Moon")
    told = await contents.compose(first, audience)
    assert isinstance(told, Notice)
    assert [each.title for each in told.chapters] == ["Dusk", "Moon"]

    def arrive(connection: Connection) -> None:
        deliveries.settle(connection, first, 1, fireside.clock.now())
        contents.arrived(connection, first, 1)

    await contents.database.transaction(arrive)
    assert await contents.compose(await claimed(), audience) is None
