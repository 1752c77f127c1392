"""What is known of a reader's taste, in one order."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.recommendations.models import Coreading, SimilarStory, StoryRead, Why
from bot.recommendations.ranking import Candidate, ranked, reader_weights, varied
from bot.stories.ids import StoryId
from bot.stories.models import Story

shares = st.floats(0, 1)
ids = st.integers(1, 30).map(StoryId)
shelves = st.lists(
    st.builds(StoryRead, ids, shares, st.booleans(), st.booleans()), unique_by=lambda each: each.story
)
few = st.lists(st.sampled_from(["Ann", "ann", "Bo", "Cy", "Dé", "De"]), max_size=2).map(tuple)


def a_story(number: int, authors: tuple[str, ...] = ()) -> Story:
    return Story(
        id=StoryId(number), title=f"Story {number}", authors=authors, guild=None, chapters=1, words=100
    )


pools = st.lists(few, max_size=12).map(
    lambda found: [Candidate(a_story(number, authors), Why.NEW) for number, authors in enumerate(found)]
)
scores = st.floats(0.001, 1)
alike = st.lists(
    st.builds(SimilarStory, ids.map(a_story), scores, ids | st.none(), st.just(("sea",))),
    unique_by=lambda each: each.story.id,
)
together = st.lists(
    st.builds(Coreading, ids.map(a_story), scores, ids, st.integers(5, 99)),
    unique_by=lambda each: each.story.id,
)


def said(*read: StoryRead) -> dict[StoryId, float]:
    return reader_weights(read)


# What their stories say


@given(shelves)
def test_each_story_says_something_between_nothing_and_all(read: list[StoryRead]) -> None:
    found = reader_weights(read)
    assert all(0 < each <= 1 for each in found.values())
    assert {each.story for each in read if each.finished} <= found.keys()


@given(shares, shares)
def test_what_was_finished_says_more_than_what_was_not_and_that_the_more_was_read(
    one: float, two: float
) -> None:
    assume(0 < one < two)
    first, second, third = StoryId(1), StoryId(2), StoryId(3)
    [less] = said(StoryRead(first, one, finished=False, put_away=False)).values()
    [more] = said(StoryRead(second, two, finished=False, put_away=False)).values()
    [most] = said(StoryRead(third, one, finished=True, put_away=True)).values()
    assert less < more < most == 1


@given(shelves)
def test_what_was_read_longer_ago_says_less(read: list[StoryRead]) -> None:
    found = list(
        reader_weights([StoryRead(each.story, 1, finished=True, put_away=False) for each in read]).values()
    )
    assert found == sorted(found, reverse=True)


def test_what_was_given_up_or_only_opened_says_nothing() -> None:
    given_up, opened = (
        StoryRead(StoryId(1), 0.5, finished=False, put_away=True),
        StoryRead(StoryId(2), 0, False, False),
    )
    assert reader_weights([given_up, opened]) == {}


# One order


@given(alike, together)
def test_every_story_comes_once_and_with_a_reason_of_its_own(
    near: list[SimilarStory], read: list[Coreading]
) -> None:
    found = ranked(near, read)
    assert len({each.story.id for each in found}) == len(found)
    assert {each.story.id for each in found} == {each.story.id for each in near} | {
        each.story.id for each in read
    }
    by_words = {(each.story.id, each.like) for each in near}
    by_readers = {(each.story.id, each.because) for each in read}
    for each in found:
        assert (each.story.id, each.because) in (by_readers if each.why is Why.READ_TOO else by_words)


@given(alike)
def test_where_nobody_has_read_the_same_likeness_decides(near: list[SimilarStory]) -> None:
    best = sorted(near, key=lambda each: (-each.score, each.story.id))
    assert [each.story.id for each in ranked(near, [])] == [each.story.id for each in best]


@given(alike, together)
def test_what_both_say_comes_before_what_one_of_them_says_no_louder(
    near: list[SimilarStory], read: list[Coreading]
) -> None:
    order = [each.story.id for each in ranked(near, read)]
    loud = {each.story.id: each.score for each in near}
    read_too = {each.story.id for each in read}
    for one in loud.keys() & read_too:
        for other in loud.keys() - read_too:
            if loud[one] >= loud[other]:
                assert order.index(one) < order.index(other)


def test_the_more_of_their_stories_others_have_read_the_more_that_counts() -> None:
    near = [SimilarStory(a_story(1), 0.5, StoryId(20), ())]
    few_known = [Coreading(a_story(2), 0.1, StoryId(20), 5)]
    more = [Coreading(a_story(number), 0.1, StoryId(18 + number), 5) for number in range(2, 8)]
    assert [each.story.id for each in ranked(near, few_known)] == [1, 2]
    assert [each.story.id for each in ranked(near, more)][-1] == 1


# Varied


@given(pools, st.integers(0, 8))
def test_a_list_is_full_and_nobody_comes_twice_while_there_are_others(
    ranked: list[Candidate], count: int
) -> None:
    chosen = varied(ranked, count)
    assert len(chosen) == min(count, len(ranked))
    assert len({each.story.id for each in chosen}) == len(chosen)
    left = [each for each in ranked if each not in chosen]
    names = [{name.casefold() for name in each.story.authors} for each in chosen]
    if any(one & other for at, one in enumerate(names) for other in names[:at]):
        taken = {name.replace("é", "e") for each in names for name in each}
        assert all(
            {name.casefold().replace("é", "e") for name in each.story.authors} & taken for each in left
        )


@given(pools)
def test_the_best_is_always_first(ranked: list[Candidate]) -> None:
    assume(ranked)
    assert varied(ranked, 3)[0] == ranked[0]


# The reason that is given


def similar(number: int, score: float, like: int | None = 7) -> SimilarStory:
    return SimilarStory(a_story(number), score, None if like is None else StoryId(like), ("sea",))


def read_too(number: int, score: float, because: int = 7) -> Coreading:
    return Coreading(a_story(number), score, StoryId(because), 9)


def test_what_is_alike_says_to_which_story_and_by_what() -> None:
    assert ranked([similar(1, 0.5)], []) == [Candidate(a_story(1), Why.ALIKE, StoryId(7), ("sea",))]


def test_what_was_read_too_says_by_what_it_is_alike_where_that_is_to_the_same_story() -> None:
    assert ranked([similar(1, 0.01)], [read_too(1, 1)]) == [
        Candidate(a_story(1), Why.READ_TOO, StoryId(7), ("sea",))
    ]
    assert ranked([similar(1, 0.01, like=8)], [read_too(1, 1)]) == [
        Candidate(a_story(1), Why.READ_TOO, StoryId(7), ())
    ]
    assert ranked([], [read_too(1, 1)]) == [Candidate(a_story(1), Why.READ_TOO, StoryId(7), ())]


def test_of_two_reasons_the_weightier_is_given_and_of_equal_ones_that_it_was_read_too() -> None:
    # One story that others read counts for a fifth, its words for four fifths.
    assert ranked([similar(1, 0.5)], [read_too(1, 1)])[0].why is Why.ALIKE
    assert ranked([similar(1, 0.25)], [read_too(1, 1)])[0].why is Why.READ_TOO


def test_three_stars_halve_and_two_take_away_what_a_story_says() -> None:
    plain, three, two = (
        StoryRead(StoryId(at), 0.5, False, False, stars) for at, stars in ((1, None), (2, 3), (3, 2))
    )
    assert said(plain)[StoryId(1)] == 2 * said(three)[StoryId(2)]
    assert said(two) == {}


def test_an_author_who_came_before_waits_however_many_came_in_between() -> None:
    pool = [Candidate(a_story(at, (name,)), Why.NEW) for at, name in enumerate(("Ann", "Bo", "Ann", "Cy"))]
    assert [each.story.id for each in varied(pool, 4)] == [0, 1, 3, 2]
