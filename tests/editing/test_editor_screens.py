"""Every screen of librarians is one that Discord takes, whatever a story is called and a file holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.editing.authors import LONGEST_ANSWER
from bot.editing.early import EarlyChapter
from bot.editing.history import FormerChapter, PastChange
from bot.editing.history_edits import ChapterContents
from bot.editing.models import Change, ChangeKind, DetailDifference, Draft, DraftFacts, Effects, Release
from bot.editing.planning import Plans
from bot.editing.publishing_presses import PlanAgain
from bot.editing.rhythm import Rhythm
from bot.editing.writer import WrittenStory
from bot.librarians.models import ServerSettings
from bot.stories.changes import ChangedChapter, Changes, Fate
from bot.stories.chapter_notes import NO_NOTES
from bot.stories.details import DETAILS, Details
from bot.stories.ids import ChangeId, ChapterId, DraftId, GuildId, ReaderId, ReleaseId, RoleId, StoryId
from bot.stories.models import Chapter, ChapterKind, EarlyAccess, Origin, Story
from bot.stories.reports import describe_changes
from bot.text import markup
from cogs.editing.draft_screens import discarded_card, draft_card, draft_list, given_back_card, kept_card
from cogs.editing.editor import (
    chapter_choice,
    chapter_editor,
    removal_question,
    report_of,
    story_editor,
    takedown_question,
    taken_down,
)
from cogs.editing.history_screens import change_card, former_card, history_list
from cogs.editing.planning_screens import early_editor, planned_list, release_editor
from cogs.editing.publishing_screens import early_card, planned_card, planned_cards, published_card
from cogs.librarians.screens import server_settings
from tests.ui.strategies import (
    FULLEST,
    LARGEST,
    chapters,
    check,
    counts,
    lines,
    listing,
    names,
    numbers,
    stories,
    titles,
)

READER = ReaderId(LARGEST)
NAME = "_*C" * 100
RHYTHM = Rhythm((0, 1, 2, 3, 4, 5), 540, "America/Argentina/ComodRivadavia")
times = st.integers(0, 2**33)
touched = st.builds(
    ChangedChapter,
    chapter=st.builds(ChapterId, numbers),
    fate=st.sampled_from(Fate),
    name=names.map(lambda name: name or "Chapter 1"),
    position=counts | st.none(),
    revision=counts | st.none(),
)
changes = st.builds(Changes, st.lists(touched, max_size=30, unique_by=lambda each: each.chapter).map(tuple))
history_lines = st.builds(
    Change,
    id=st.builds(ChangeId, numbers),
    made_at=times,
    by=st.just(READER) | st.none(),
    kind=st.sampled_from(ChangeKind),
    note=names,
    chapters=changes.map(lambda change: change.chapters),
)
accesses = st.builds(
    EarlyAccess,
    st.builds(GuildId, numbers),
    st.lists(st.builds(RoleId, numbers), min_size=1, max_size=5, unique=True).map(tuple),
    times | st.none(),
)
releases = st.builds(
    Release,
    id=st.builds(ReleaseId, numbers),
    story=st.builds(StoryId, numbers),
    title=names,
    text=st.just("Words."),
    due_at=times,
    by=st.just(READER),
)
facts = st.builds(
    DraftFacts,
    chapters=counts,
    words=counts,
    contents=st.lists(names, max_size=12).map(tuple),
    warnings=st.lists(lines, max_size=9).map(tuple),
    former=st.builds(StoryId, numbers) | st.none(),
    report=changes.map(describe_changes),
)


def draft_of(details: Details, said: DraftFacts, guild: GuildId | None = None) -> Draft:
    return Draft(DraftId(LARGEST), READER, Origin("ferry.txt", "d", guild), details, said)


def fullest_changes() -> Changes:
    """Every chapter of a long story touched in every way."""
    every = [ChangedChapter(ChapterId(n), fate, NAME, n, 10**7) for fate in Fate for n in range(40)]
    return Changes(tuple(every))


@given(stories, facts)
async def test_the_card_of_a_draft(story: Story, said: DraftFacts) -> None:
    check(draft_card(draft_of(story, said)))


async def test_the_fullest_card_of_a_draft_there_can_be() -> None:
    said = DraftFacts(
        10**7, 10**9, (NAME,) * 12, ("⚠_" * 300,) * 9, StoryId(1), describe_changes(fullest_changes())
    )
    effects = Effects(10**9, (NAME,) * 5, 10**9, 10**9, (f"{NAME} = {NAME}",) * 5, (NAME,) * 5)
    said = replace(said, begins=NAME, beginning="_*C*_ " * 60, effects=effects)
    said = replace(said, alike=StoryId(LARGEST), alike_title=NAME)
    check(draft_card(draft_of(FULLEST, said, GuildId(LARGEST))))
    check(draft_card(draft_of(replace(FULLEST, summary=""), replace(said, former=None))))
    given_back = replace(draft_of(FULLEST, said), must_be_accepted=True, answer="_*" * LONGEST_ANSWER)
    handed_in = replace(given_back, handed_in_at=2**33)
    for each in (given_back, handed_in, replace(handed_in, must_be_accepted=False)):
        check(draft_card(each))


@given(st.lists(stories, max_size=10), facts, st.booleans(), st.booleans())
async def test_the_drafts(every: list[Story], said: DraftFacts, accepted: bool, waits: bool) -> None:
    drafts = [
        replace(
            draft_of(each, said),
            id=DraftId(number),
            must_be_accepted=accepted,
            handed_in_at=7 if waits else None,
            answer="_*" * LONGEST_ANSWER,
        )
        for number, each in enumerate(every)
    ]
    check(draft_list(listing(drafts, 3)))
    check(given_back_card(draft_of(FULLEST, said)))


@given(stories, changes | st.none())
async def test_what_is_kept_or_discarded(story: Story, changed: Changes | None) -> None:
    kind = ChangeKind.ADDED if changed is None else ChangeKind.UPDATED
    check(kept_card(WrittenStory(story, kind, changed or Changes())))
    check(discarded_card())


@given(stories, changes)
async def test_the_story_editor(story: Story, changed: Changes) -> None:
    check(story_editor(story))
    check(
        story_editor(
            replace(story, owner=READER),
            report_of(WrittenStory(story, changes=changed, twice=(NAME,) * 5)),
            10**6,
        )
    )


@given(stories, st.lists(chapters, min_size=1, max_size=25, unique_by=lambda each: each.id), changes)
async def test_the_chapters(story: Story, every: list[Chapter], changed: Changes) -> None:
    check(
        chapter_choice(
            story, listing(every, 40), report_of(WrittenStory(story, changes=changed, twice=(NAME,) * 5))
        )
    )
    for each in every[:3]:
        check(chapter_editor(story, each, report_of(WrittenStory(story, changes=changed, twice=(NAME,) * 5))))
        check(removal_question(story, each))


@given(
    stories,
    st.lists(releases, max_size=4, unique_by=lambda each: each.id),
    st.lists(chapters, max_size=30, unique_by=lambda each: each.id),
    accesses,
    st.none() | st.just(RHYTHM),
)
async def test_what_is_planned(
    story: Story, every: list[Release], new: list[Chapter], access: EarlyAccess, rhythm: Rhythm | None
) -> None:
    early = [EarlyChapter(story, each, access) for each in new]
    check(
        planned_list(
            Plans(story, listing(every, 40), rhythm),
            early,
            "Called off.",
            PlanAgain(StoryId(LARGEST), LARGEST),
        )
    )
    check(early_card(WrittenStory(story, ChangeKind.PUBLISHED), access))
    for each in every[:3]:
        check(planned_card(story, each))
        check(release_editor(story, each, "Changed."))
        check(
            early_editor(EarlyChapter(story, new[0], access), "Changed.")
            if new
            else planned_card(story, each)
        )
    check(planned_cards(story, every * 10) if every else early_card(WrittenStory(story), access))


@given(stories, changes)
async def test_what_is_published(story: Story, changed: Changes) -> None:
    check(published_card(WrittenStory(story, ChangeKind.PUBLISHED, changed)))


@given(stories, st.none() | counts, st.none() | st.builds(RoleId, numbers))
async def test_what_is_taken_down_and_settled(story: Story, readers: int | None, role: RoleId | None) -> None:
    check(takedown_question(story, readers))
    check(taken_down(story))
    zone = "America/Argentina/ComodRivadavia"
    check(
        server_settings(ServerSettings(role, zone, author_role=role, authors_hand_in=bool(readers)), LARGEST)
    )


@given(
    stories, st.lists(history_lines, max_size=10, unique_by=lambda each: each.id), titles.map(markup.escape)
)
async def test_the_past(story: Story, every: list[Change], text: str) -> None:
    check(history_list(story, listing(every, 3), every[0].id if every else None))
    former = ChapterContents(text * 30, NO_NOTES)
    for each in every[:2]:
        check(change_card(PastChange(story, each, undoable=True, details=(DetailDifference("Title", text),))))
        for chapter in each.chapters[:2]:
            check(former_card(FormerChapter(story, each, chapter, former)))
            check(former_card(FormerChapter(story, each, chapter, former, former, "x" * 2_500)))


async def test_the_fullest_reports_there_can_be() -> None:
    changed = fullest_changes()
    change = Change(ChangeId(LARGEST), 2**33, READER, ChangeKind.UPDATED, NAME, changed.chapters)
    every: list[Any] = [replace(change, id=ChangeId(LARGEST - n)) for n in range(10)]
    check(history_list(FULLEST, listing(every, 3), ChangeId(LARGEST)))
    details = tuple(DetailDifference(each.label, NAME, NAME, "x" * 600) for each in DETAILS.values())
    check(change_card(PastChange(FULLEST, change, undoable=True, details=details)))
    check(
        story_editor(
            FULLEST,
            report_of(WrittenStory(FULLEST, changes=changed, twice=(NAME,) * 5)),
            10**6,
            ChangeId(LARGEST),
        )
    )
    check(kept_card(WrittenStory(FULLEST, ChangeKind.UPDATED, changed)))
    check(published_card(WrittenStory(FULLEST, ChangeKind.PUBLISHED, changed)))
    every = [Release(ReleaseId(n + 1), FULLEST.id, NAME, "Words.", NO_NOTES, 2**33, READER) for n in range(4)]
    fullest = Chapter(ChapterId(1), FULLEST.id, 9, 9, NAME, ChapterKind.BODY, 1, 9, 9, 9)
    access = EarlyAccess(GuildId(2**62), tuple(RoleId(2**62 + n) for n in range(5)), 2**33)
    early = [EarlyChapter(FULLEST, replace(fullest, id=ChapterId(n + 1)), access) for n in range(25)]
    plans = Plans(FULLEST, listing(every, 249), RHYTHM)
    check(planned_list(plans, early, report_of(WrittenStory(FULLEST, changes=changed, twice=(NAME,) * 5))))
