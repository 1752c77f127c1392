"""What Discord refuses for a reason that nobody foresaw: nothing is lost, and nobody is left without word."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import ManuscriptChapter
from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.stories.ids import ReaderId
from bot.stories.models import Credentials
from bot.subscriptions.models import Refused
from bot.subscriptions.refusals import is_its_own
from tests.support.delivered_notices import all_tried, next_notice, notices, publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.small_stories import tale

POSTS = "POST /channels/*/messages"
DUSK_IS_OUT = "📖 **Chapter 3 — Dusk** of **The Ferry** is out."
A_MINUTE = 60
OPERATOR = Credentials(ReaderId(1), owner=True)


def refuse(
    fireside: Fireside, channel: str = "*", *, times: int = 10_000, status: int = 403, code: int = 0
) -> None:
    fault = Fault(
        f"POST /channels/{channel}/messages", FaultKind.REFUSED, times=times, status=status, code=code
    )
    fireside.playground.faults.inject(fault)


async def direct_channel(person: Person) -> str:
    """The channel of somebody's direct messages with the bot."""
    was = person.channel_id
    await person.go_direct()
    direct = person.channel_id
    person.go(was)
    return direct


async def time_passes(fireside: Fireside, times: int = 3) -> None:
    await all_tried(fireside)
    for _ in range(times):
        fireside.clock.advance(A_MINUTE)
        await all_tried(fireside)


async def refusals_by(fireside: Fireside) -> dict[str, int]:
    return dict((await fireside.app.health.report()).suspended)


@pytest.mark.parametrize(
    ("status", "code", "reason"), [(403, 0, "403"), (400, 0, "400"), (400, 50035, "400/50035")]
)
async def test_one_that_is_refused_for_no_known_reason_is_told_its_owner_and_sent_when_they_resume(
    fireside: Fireside, mira: Person, ines: Person, status: int, code: int, reason: str
) -> None:
    await mira.slash("subscribe", story=TITLE)
    refuse(fireside, await direct_channel(mira), status=status, code=code)
    await publish(ines, "Dusk")
    await all_tried(fireside)
    assert "⚠️" not in (await mira.slash("subscriptions")).text  # once may be nothing
    await time_passes(fireside)
    listed = await mira.slash("subscriptions")
    assert (
        f"for a reason that I don’t know: {reason}. *Resume* in `/subscriptions` tries again" in listed.text
    )
    assert await refusals_by(fireside) == {f"refused: {reason}": 1}
    fireside.playground.faults.clear()
    await mira.press("Resume", listed)
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]
    assert await refusals_by(fireside) == {}


async def test_those_that_are_refused_while_others_get_theirs_are_suspended(
    fireside: Fireside, mira: Person, odile: Person, ines: Person
) -> None:
    refused = [mira, odile, await fireside.person("Theo")]
    for person in (ines, *refused):
        await person.slash("subscribe", story=TITLE)
    for person in refused:
        refuse(fireside, await direct_channel(person))
    await publish(ines, "Dusk")
    await time_passes(fireside)
    assert await notices(ines) == [DUSK_IS_OUT]
    assert await refusals_by(fireside) == {"refused: 403": len(refused)}
    assert (await fireside.app.health.report()).status == "ok"


async def test_what_is_refused_of_one_story_holds_no_other_up(
    fireside: Fireside, mira: Person, odile: Person, ines: Person, club: Channel
) -> None:
    refused = [mira, ines, await fireside.person("Theo")]
    for person in refused:
        await person.slash("subscribe", story=TITLE)
        refuse(fireside, await direct_channel(person))
    await publish(ines, "Dusk")
    await all_tried(fireside)
    assert (await fireside.app.health.report()).pause is not None
    other = await fireside.add(tale("The Weir"))
    await odile.slash("subscribe", story="The Weir", deliver="each new chapter, in this channel")
    await fireside.app.publishing.publish(OPERATOR, other, ManuscriptChapter("Night", "It was night."), 1)
    await time_passes(fireside)
    assert "**The Weir** is out" in (await next_notice(odile)).text
    await time_passes(fireside)
    assert (await fireside.app.health.report()).pause is None
    assert await refusals_by(fireside) == {"refused: 403": len(refused)}


async def test_several_that_are_refused_alike_wait_for_the_cause_to_go_and_none_is_suspended(
    fireside: Fireside, mira: Person, ines: Person, caplog: pytest.LogCaptureFixture
) -> None:
    people = [mira, ines, *[await fireside.person(name) for name in ("Theo", "Odile")]]
    for person in people:
        await person.slash("subscribe", story=TITLE)
    refuse(fireside)
    await publish(ines, "Dusk")
    await all_tried(fireside)
    report = await fireside.app.health.report()
    assert report.status == "degraded"
    assert report.pause is not None and report.pause.reason == "403"
    assert report.waiting is not None and report.waiting.retried == len(people)
    before = len(fireside.playground.journal.of(POSTS))
    await time_passes(fireside, 30)
    assert len(fireside.playground.journal.of(POSTS)) - before <= 8  # in half an hour
    assert await refusals_by(fireside) == {}
    assert caplog.text.count("Sending pauses") == 1
    fireside.playground.faults.clear()
    await time_passes(fireside, 16)
    assert [await notices(person) for person in people] == [[DUSK_IS_OUT]] * len(people)
    report = await fireside.app.health.report()
    assert (report.status, report.pause) == ("ok", None)


async def test_a_fault_of_our_own_is_no_reason_to_lose_a_notice(
    fireside: Fireside, mira: Person, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mira.slash("subscribe", story=TITLE)
    with monkeypatch.context() as patch:
        patch.setattr("cogs.subscriptions.delivery.message_of", lambda *_: 1 / 0)
        await publish(ines, "Dusk")
        await time_passes(fireside)
    assert await refusals_by(fireside) == {"refused: ZeroDivisionError": 1}
    await publish(ines, "Stars")
    assert "2 new chapters" in (await next_notice(mira)).text


@pytest.mark.parametrize(
    ("refused", "its_own"),
    [
        (Refused(times=2, others_arrived=True, alike=0, paused=False), False),
        (Refused(times=3, others_arrived=True, alike=0, paused=False), True),
        (Refused(times=3, others_arrived=False, alike=2, paused=False), True),
        (Refused(times=9, others_arrived=False, alike=3, paused=False), False),
        (Refused(times=9, others_arrived=True, alike=9, paused=True), False),
    ],
)
def test_a_refusal_is_the_delivery_s_own_fault_where_others_are_not_refused_alike(
    refused: Refused, its_own: bool
) -> None:
    assert is_its_own(refused) is its_own
