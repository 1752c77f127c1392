"""What an update keeps: details that were corrected, and chapters that came on Discord."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from bot.editing.adding import merged
from bot.editing.chapter_updates import PUBLISHED
from bot.editing.kept_chapters import with_published
from bot.stories.chapters import NewChapter, counted, numbered
from bot.stories.details import Details, Rating
from bot.stories.models import ChapterKind

names = st.sampled_from(["", "ember", "tide"])
lists = st.lists(st.sampled_from(["ember", "tide"]), max_size=2, unique=True).map(tuple)
details = st.builds(
    Details,
    title=st.sampled_from(["The Ferry", "The Boat"]),
    authors=lists,
    tags=lists,
    summary=names,
    rating=st.none() | st.sampled_from(Rating),
)


def chapter(number: int, *, published: bool = False) -> NewChapter:
    """A chapter as the library has it; from a file unless it was published on Discord."""
    key = f"{PUBLISHED}{number}" if published else f"chapter {number}"
    text = " ".join(f"Word {number} stands here for the {each}th time." for each in range(5))
    return counted(f"Title {number}", ChapterKind.BODY, key, text)


def is_published(each: NewChapter) -> bool:
    return each.key.startswith(PUBLISHED)


@st.composite
def stories(draw: st.DrawFn) -> list[NewChapter]:
    """A story some of whose chapters were published on Discord."""
    kinds = draw(st.lists(st.booleans(), min_size=1, max_size=9))
    return [chapter(number, published=kind) for number, kind in enumerate(kinds)]


@st.composite
def newer_files(draw: st.DrawFn, old: list[NewChapter]) -> list[NewChapter]:
    """A file of the story some time later: chapters left out, edited, new and in another order."""
    kept = [each for each in old if not is_published(each) and draw(st.booleans())]
    told = [each.rewritten(each.text + " One more.") if draw(st.booleans()) else each for each in kept]
    fresh = [chapter(100 + number) for number in range(draw(st.integers(0, 2)))]
    return draw(st.permutations([*told, *fresh]))


# Details


@given(details, details)
def test_what_the_file_says_as_before_leaves_every_correction(current: Details, said: Details) -> None:
    assert merged(current, said, said) == current


@given(details, details, details)
def test_what_the_file_says_anew_counts_and_only_that(
    current: Details, before: Details, now: Details
) -> None:
    after = merged(current, before, now)
    for name in (each.name for each in fields(Details)):
        anew = getattr(now, name) != getattr(before, name)
        assert getattr(after, name) == getattr(now if anew else current, name)


@given(details, details)
def test_what_nobody_corrected_is_what_the_file_says(before: Details, now: Details) -> None:
    assert merged(before, before, now) == now


# Chapters


@given(st.data())
def test_the_file_s_chapters_are_all_there_in_their_order(data: st.DataObject) -> None:
    old = data.draw(stories())
    new = data.draw(newer_files(old))
    both = with_published(old, new)
    assert [each.text for each in both if not is_published(each)] == [each.text for each in new]
    assert [each.position for each in numbered(both)] == list(range(len(both)))
    assert [each.number for each in numbered(both)] == list(range(1, len(both) + 1))


@given(st.data())
def test_every_chapter_that_came_on_discord_stays_behind_the_same_one(data: st.DataObject) -> None:
    old = data.draw(stories())
    new = data.draw(newer_files(old))
    both = with_published(old, new)
    assert {each.text for each in both if is_published(each)} == {
        each.text for each in old if is_published(each)
    }
    left = {each.title for each in new}
    for each in filter(is_published, old):
        assert file_chapter_before(both, each) == file_chapter_before(
            [other for other in old if is_published(other) or other.title in left], each
        )


def file_chapter_before(story: Sequence[NewChapter], published: NewChapter) -> str | None:
    """The title of the nearest chapter of the file that stands before a published one."""
    at = next(at for at, each in enumerate(story) if each.key == published.key)
    before = [each.title for each in story[:at] if not is_published(each)]
    return before[-1] if before else None


@given(stories())
def test_the_same_file_again_leaves_everything_where_it_is(old: list[NewChapter]) -> None:
    new = [each for each in old if not is_published(each)]
    assert [each.text for each in with_published(old, new)] == [each.text for each in old]


@given(stories())
def test_a_published_chapter_that_the_file_has_got_since_is_there_once(old: list[NewChapter]) -> None:
    new = [replace(each, key=f"chapter {at}") for at, each in enumerate(old)]
    assert [each.text for each in with_published(old, new)] == [each.text for each in old]
