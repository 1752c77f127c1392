"""What an update will do, worked out before it is kept: what goes, what is told, what is there twice."""

from __future__ import annotations

from dataclasses import replace

from bot.editing.effects import are_alike, effects_of, is_brought, now_twice
from bot.editing.models import Effects, Release
from bot.editing.plan import Plan, planned
from bot.stories.chapter_notes import NO_NOTES
from bot.stories.chapters import NewChapter, StoredChapter, counted, numbered
from bot.stories.ids import ChapterId, ReaderId, ReleaseId, StoryId
from bot.stories.models import ChapterKind

TEN = "Nobody had lit the old lamp on that long night."
NINE = "Rain had filled the marsh before anybody woke up."
OWL = "An owl sat upon the broken gate and would not move for anyone."
SALT = "Salt dried white on every window of the customs house by the quay."
FERRY = "The ferry lay at the far bank with nobody in it at all."


def chapter(title: str, *paragraphs: str, kind: ChapterKind = ChapterKind.BODY) -> NewChapter:
    return counted(title, kind, "", "\n\n".join(paragraphs))


def story(*chapters: NewChapter) -> list[StoredChapter]:
    return [
        StoredChapter(each.with_id(ChapterId(number), StoryId(1), 1), each.key, each.text, each.notes)
        for number, each in enumerate(numbered(chapters), start=1)
    ]


def update(old: list[NewChapter], new: list[NewChapter]) -> Plan:
    return planned(story(*old), numbered(new))


def release(title: str, text: str) -> Release:
    return Release(ReleaseId(1), StoryId(1), title, text, NO_NOTES, 0, ReaderId(1))


DUSK, DAWN, NOON = chapter("Dusk", OWL), chapter("Dawn", SALT), chapter("Noon", FERRY)


# What goes


def test_an_update_that_changes_nothing_does_nothing() -> None:
    plan = update([DUSK, DAWN], [DUSK, DAWN])
    assert effects_of(plan, 20, (), is_update=True) == Effects(readers=20)


def test_the_words_that_go_are_counted_and_their_chapters_named() -> None:
    plan = update([chapter("Dusk", OWL, TEN, SALT), DAWN], [chapter("Dusk", OWL, SALT), DAWN])
    effects = effects_of(plan, None, (), is_update=True)
    assert (effects.lost, effects.losing) == (10, ("Chapter 1 — Dusk",))


def test_fewer_words_than_a_sentence_has_are_not_worth_a_warning() -> None:
    plan = update([chapter("Dusk", OWL, NINE, SALT)], [chapter("Dusk", OWL, SALT)])
    assert effects_of(plan, None, (), is_update=True).lost == 0


def test_each_place_that_loses_a_sentence_counts() -> None:
    old = [chapter("Dusk", OWL, TEN, SALT, FERRY), chapter("Dawn", TEN + " " + TEN, NINE)]
    new = [chapter("Dusk", OWL, SALT), chapter("Dawn", NINE)]
    effects = effects_of(update(old, new), None, (), is_update=True)
    assert effects.lost == 10 + 13 + 20
    assert effects.losing == ("Chapter 1 — Dusk", "Chapter 2 — Dawn")


def test_of_many_chapters_that_lose_words_five_are_named() -> None:
    marks = [f"{letter}{letter}{letter}" for letter in "abcdef"]
    lines = [" ".join(f"{mark}{at}" for at in range(12)) + "." for mark in marks]
    rest = [" ".join(f"{mark}x{at}" for at in range(30)) + "." for mark in marks]
    old = [chapter(mark, stays, line) for mark, line, stays in zip(marks, lines, rest, strict=True)]
    new = [chapter(mark, stays) for mark, stays in zip(marks, rest, strict=True)]
    effects = effects_of(update(old, new), None, (), is_update=True)
    assert effects.lost == 6 * 12
    assert effects.losing == tuple(f"Chapter {at} — {mark}" for at, mark in enumerate(marks[:5], start=1))


def test_from_a_chapter_that_was_removed_before_nothing_goes() -> None:
    (removed,) = story(DAWN)
    removed = replace(removed, chapter=replace(removed.chapter, position=-1))
    plan = replace(update([DUSK], [DUSK]))
    both = replace(plan, old=[*plan.old, removed], stretches=[*plan.stretches, ()])
    assert effects_of(both, None, (), is_update=True).lost == 0


def test_of_a_new_story_nothing_goes_and_nobody_is_told() -> None:
    plan = update([chapter("Dusk", OWL, TEN, SALT)], [chapter("Dusk", OWL, SALT), DAWN])
    effects = effects_of(plan, None, (), is_update=False)
    assert (effects.lost, effects.losing, effects.told) == (0, (), 0)


# Who is told


def test_subscribers_are_told_of_new_chapters_of_the_body_alone() -> None:
    letter = chapter("A letter", TEN, kind=ChapterKind.FRONT)
    plan = update([DUSK], [letter, DUSK, DAWN, NOON])
    assert effects_of(plan, 7, (), is_update=True) == Effects(readers=7, told=2)


def test_of_a_removed_chapter_that_comes_back_nobody_is_told_again() -> None:
    plan = update([DUSK, DAWN], [DUSK, DAWN])
    dusk, dawn = plan.old
    removed = replace(dawn, chapter=replace(dawn.chapter, position=-1))
    assert effects_of(replace(plan, old=[dusk, removed]), None, (), is_update=True).told == 0


def test_a_planned_chapter_that_the_file_brings_is_named() -> None:
    plan = update([DUSK], [DUSK, DAWN])
    releases = [release("Morning", SALT), release("dawn", "Other words."), release("Noon", FERRY)]
    assert effects_of(plan, None, releases, is_update=True).planned == ("Morning", "dawn")


def test_of_many_planned_chapters_five_are_named() -> None:
    releases = [release(f"Part {letter}", SALT) for letter in "abcdef"]
    named = effects_of(update([DUSK], [DAWN]), None, releases, is_update=True).planned
    assert named == tuple(f"Part {letter}" for letter in "abcde")


def test_a_planned_chapter_is_known_by_its_words_or_by_its_title() -> None:
    assert is_brought(release("Else", OWL), [DAWN, DUSK])
    assert is_brought(release("Chapter 3: Dusk", "Other words."), [DAWN, DUSK])
    assert not is_brought(release("Else", "Other words."), [DAWN, DUSK])
    assert not is_brought(release("Dusk", OWL), [chapter("Dusk", OWL, kind=ChapterKind.FRONT)])


# What is there twice


def test_a_chapter_that_has_the_words_of_one_before_it_is_named_with_that() -> None:
    again, once_more = replace(DUSK, title="Again"), replace(DUSK, title="Once more")
    plan = update([], [DUSK, DAWN, again, once_more])
    assert effects_of(plan, None, (), is_update=False).twice == (
        "Chapter 1 — Dusk = Chapter 3 — Again",
        "Chapter 1 — Dusk = Chapter 4 — Once more",
    )


def test_of_many_pairs_five_are_named() -> None:
    plan = update([], [DUSK, *[replace(DUSK, title=f"Copy {letter}") for letter in "abcdef"]])
    assert len(effects_of(plan, None, (), is_update=False).twice) == 5


def test_two_of_one_name_are_named_once() -> None:
    letters = [chapter("A letter", OWL, kind=ChapterKind.FRONT)] * 2
    assert effects_of(update([], letters), None, (), is_update=False).twice == ("A letter",)


def test_an_edit_that_makes_a_chapter_a_copy_of_another_says_of_which() -> None:
    old = [DUSK, DAWN, NOON]
    assert now_twice(update(old, [DUSK, DAWN, replace(NOON, text=OWL)])) == (
        "Chapter 1 — Dusk = Chapter 3 — Noon",
    )
    assert now_twice(update(old, [replace(DUSK, text=FERRY), DAWN, NOON])) == (
        "Chapter 3 — Noon = Chapter 1 — Dusk",
    )
    assert now_twice(update(old, [DUSK, DAWN, replace(NOON, text=TEN)])) == ()
    assert now_twice(update([], [DUSK, replace(DUSK, title="Again")])) == ()


def test_an_edit_that_makes_many_copies_names_five() -> None:
    letters = "abcdef"
    lines = [" ".join(f"{letter}{at}" for at in range(12)) + "." for letter in letters]
    old = [DUSK, *[chapter(letter, line) for letter, line in zip(letters, lines, strict=True)]]
    assert len(now_twice(update(old, [DUSK, *[replace(each, text=OWL) for each in old[1:]]]))) == 5


# Stories alike


def test_stories_are_alike_where_a_chapter_of_one_has_sentences_of_the_other() -> None:
    assert are_alike([DUSK, chapter("Two", SALT, FERRY)], [NOON, chapter("Elsewhere", SALT, FERRY, TEN)])
    assert not are_alike([DUSK, DAWN], [replace(DUSK, text=FERRY), replace(DAWN, text=TEN)])
