"""What is stored of a club's people: theirs as a file, and gone when they wish."""

from __future__ import annotations

import io
import zipfile

from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.together.clubs import begin, go_to, join, reminders


async def exported(person: Person) -> dict[str, str]:
    reply = await person.slash("mydata export")
    [file] = (reply.message or {})["attachments"]
    with zipfile.ZipFile(io.BytesIO(await person.fetch(file["url"]))) as made:
        return {name: made.read(name).decode("utf-8-sig") for name in made.namelist()}


async def erase(person: Person) -> None:
    await person.slash("mydata erase")
    await person.press("Erase everything")


async def test_members_and_hosts_have_themselves_erased(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines)
    for each in (mira, theo):
        await join(each, post)
    await go_to(fireside, 1)
    files = await exported(mira)
    assert "The Ferry,direct" in files["read-alongs.csv"]
    assert '"The Ferry, part 1"' in files["reminders.csv"]
    assert "The Ferry" in (await exported(ines))["read-alongs-hosted.csv"]
    await erase(mira)
    await erase(ines)
    assert "Join" in (await mira.press("What’s due", post)).labels
    assert "read-alongs-hosted.csv" not in await exported(ines)
    await go_to(fireside, 1)
    assert [len(await reminders(each)) for each in (mira, theo)] == [1, 2], "the others read on"
