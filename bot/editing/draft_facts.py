"""The facts that a draft's card shows: what a file would make, and what an edit would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from bot.editing.adding import Preview
from bot.editing.detail_differences import detail_differences, note_differences
from bot.editing.edits import Edit
from bot.editing.effects import effects_of
from bot.editing.models import DetailDifference, DraftFacts, Release
from bot.editing.plan import Plan
from bot.editing.writer import PlannedUpdate, changed_details
from bot.imports.manuscript import Manuscript
from bot.language import N_
from bot.stories.changes import Fate
from bot.stories.chapters import NumberedChapter, StoredChapter
from bot.stories.details import DETAILS, Details
from bot.stories.ids import StoryId
from bot.stories.models import Chapter, Story
from bot.stories.naming import chapter_name
from bot.stories.reports import describe_fates
from bot.text.differences import differences
from bot.text.passages import passages

_SHOWN = 12
"""The number of chapters that a draft's card names."""
_PARAGRAPHS, _BEGINNING = 4, 400
"""The paragraphs and characters of the beginning that it shows."""
_MOST_DETAILS = 8
"""The titles, numbers and notes of chapters that it shows as they change."""
_DIFFERENCE = 1_500
"""Characters of the difference of a chapter that it shows."""


def facts_of_file(preview: Preview, manuscript: Manuscript) -> DraftFacts:
    """Returns what a file would make. Slow for long stories, as all here: to be called in a thread."""
    body = [each for each in preview.plan.new if each.number is not None]
    former: StoryId | None = None
    report = ""
    begins = body[0]
    if preview.former is not None:
        former = preview.former.id
        begins = next((each for each in body if preview.plan.is_added(each)), begins)
        report = describe_fates((fate, chapter_name(each)) for fate, each in preview.plan.fates())
    return DraftFacts(
        chapters=preview.size.chapters,
        words=preview.size.words,
        contents=tuple(map(chapter_name, body[:_SHOWN])),
        warnings=manuscript.warnings,
        former=former,
        report=report,
        script=preview.size.script,
        begins=chapter_name(begins),
        beginning=_beginning(begins.text),
        effects=preview.effects,
        alike=None if preview.alike is None else preview.alike.id,
        alike_title="" if preview.alike is None else preview.alike.title,
    )


def facts_of_edit(edit: Edit, story: Story, after: Details, state: str) -> DraftFacts:
    """Returns what an edit would do besides what it does to chapters. `after` are the details that the story
    will have, and `state` is the digest of what it is now."""
    facts = DraftFacts(
        chapters=story.chapters,
        words=story.words,
        contents=(),
        warnings=(),
        former=story.id,
        report=edit.report,
        script=story.script,
        edit=edit.code,
        details=detail_differences(changed_details(story, after)),
        state=state,
    )
    return edit.told(facts)


def facts_of_text_edit(
    facts: DraftFacts, found: PlannedUpdate, readers: int | None, planned: Iterable[Release]
) -> DraftFacts | None:
    """Returns what an edit would do that does this to chapters, besides what `facts` say, or None where it
    would change nothing. `readers` and `planned` are as for `effects_of`."""
    fates = list(found.plan.fates())
    if not fates and not facts.details:
        return None
    told = replace(
        facts,
        report=facts.report or describe_fates((fate, chapter_name(each)) for fate, each in fates),
        chapters=found.size.chapters,
        words=found.size.words,
        script=found.size.script,
        effects=effects_of(found.plan, readers, planned, is_update=True),
        touched=_touched(found.plan),
        details=(*facts.details, *islice(_beside_texts(found.plan), _MOST_DETAILS)),
        difference=_difference(found.plan),
    )
    new = next((each for fate, each in fates if fate is Fate.ADDED), None)
    if not isinstance(new, NumberedChapter):
        return told
    return replace(told, begins=chapter_name(new), beginning=_beginning(new.text))


def _touched(plan: Plan) -> int:
    """Returns the position of the first chapter that is not as it was; where some only go, of the first one
    behind them."""
    for each, former in zip(plan.new, plan.continued, strict=True):
        if former != each.position or _is_other(each, plan.old[former]):
            return each.position
    return plan.new[-1].position


def _is_other(new: NumberedChapter, old: StoredChapter) -> bool:
    return (new.title, new.text, new.notes) != (old.chapter.title, old.text, old.notes)


def _beside_texts(plan: Plan) -> Iterator[DetailDifference]:
    """Yields what is made of the titles, numbers and notes of chapters."""
    moved = {each.id for fate, each in plan.fates() if fate is Fate.MOVED and isinstance(each, Chapter)}
    for new, former in zip(plan.new, plan.continued, strict=True):
        if former is None or plan.is_back(former):
            continue
        old = plan.old[former]
        if old.chapter.title != new.title:
            yield DetailDifference(DETAILS["title"].label, old.chapter.title, new.title)
        if old.chapter.id in moved:
            yield DetailDifference(N_("Number"), f"{old.chapter.number or ''}", f"{new.number or ''}")
        yield from note_differences(old.notes, new.notes)


def _difference(plan: Plan) -> str:
    """Returns in Markdown what is made of the words of the first chapter that gets other ones, or nothing."""
    for each, former in zip(plan.new, plan.continued, strict=True):
        if former is not None and plan.has_new_text(each.position) and not plan.is_back(former):
            return differences(plan.old[former].text, each.text, _DIFFERENCE)
    return ""


def _beginning(text: str) -> str:
    """Returns the first paragraphs of a stored text, as much as a card has room for."""
    opening = "\n\n".join(text.split("\n\n", _PARAGRAPHS)[:_PARAGRAPHS])
    return passages(opening, _BEGINNING)[0].render(opening)
