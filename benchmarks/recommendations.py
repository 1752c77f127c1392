"""How well what is read by the same people is told: `python benchmarks/recommendations.py RATINGS.csv`.

The file has a line of names, then lines of user, item, rating, time. Whatever was rated counts as read. Of
each user's items a fifth is held out by lot, and the others tell what to suggest. ALS needs
`pip install implicit`, which nothing else here does.
"""

from __future__ import annotations

import csv
import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # read when numpy is loaded; implicit brings its own threads

import numpy as np
from numpy.typing import NDArray

from bot.recommendations.collaborative.scoring import scores
from bot.recommendations.collaborative.training import train
from bot.recommendations.ranking import FADING
from bot.stories.ids import StoryId

Scores: TypeAlias = NDArray[np.float32]
SEEDS = range(5)
FIRST = 10
HELD_OUT = 0.2
_MOST_LIKED = 500
"""As many of a reader's latest stories are looked at by `bot.recommendations.collaborative_filtering`."""


@dataclass(frozen=True)
class Split:
    """Who read what (users × items), as it is known, the latest first for each; and the items held out."""

    known: Scores
    latest: Sequence[Sequence[int]]
    held_out: Sequence[frozenset[int]]


def read(path: Path) -> list[list[tuple[int, float]]]:
    """The items of each user, from 0, with the time at which each was rated."""
    users: dict[str, list[tuple[int, float]]] = {}
    items: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for user, item, _, moment in lines:
            users.setdefault(user, []).append((items.setdefault(item, len(items)), float(moment)))
    return list(users.values())


def split(users: Sequence[Sequence[tuple[int, float]]], seed: int) -> Split:
    """A fifth of each user's items held out."""
    chance = np.random.default_rng(seed)
    items = 1 + max(item for rated in users for item, _ in rated)
    known = np.zeros((len(users), items), np.float32)
    latest, held_out = [], []
    for user, rated in enumerate(users):
        order = chance.permutation(len(rated))
        out = set(order[: round(HELD_OUT * len(rated))].tolist())
        kept = sorted((each for at, each in enumerate(rated) if at not in out), key=lambda each: -each[1])
        latest.append([item for item, _ in kept])
        held_out.append(frozenset(rated[at][0] for at in out))
        known[user, latest[-1]] = 1
    return Split(known, latest, held_out)


def popularity(each: Split, seed: int) -> Scores:
    """What most have read, to everybody."""
    return np.tile(each.known.sum(axis=0), (len(each.known), 1))


def item_knn(each: Split, seed: int) -> Scores:
    """The 100 items nearest to each by the cosine, with a shrinkage of 10."""
    common = each.known.T @ each.known
    sizes = common.diagonal()
    cosine = common / (np.sqrt(np.multiply.outer(sizes, sizes)) + 10)
    np.fill_diagonal(cosine, 0)
    far = np.argpartition(-cosine, 100, axis=0)[100:]
    np.put_along_axis(cosine, far, 0, axis=0)
    near: Scores = each.known @ cosine
    return near


def als(each: Split, seed: int) -> Scores:
    """implicit's, with what did best of 16, 32, 64 factors, weights 1, 5, 20, regularisations 0.05 and 1."""
    model = importlib.import_module("implicit.als").AlternatingLeastSquares(
        factors=32, regularization=1.0, alpha=5.0, random_state=seed
    )
    model.fit(importlib.import_module("scipy.sparse").csr_matrix(each.known), show_progress=False)
    found: Scores = model.user_factors @ model.item_factors.T
    return found


def ours(each: Split, seed: int) -> Scores:
    """Fireside's: no pair of fewer than five readers told, of each reader the latest 500 stories used."""
    pairs = np.argwhere(each.known)
    told = {StoryId(one.story): one.neighbours.tobytes() for one in train(pairs)}
    found = np.zeros_like(each.known)
    for user, items in enumerate(each.latest):
        liking = {StoryId(item): FADING**at for at, item in enumerate(items)}
        beside = {story: told[story] for story in list(liking)[:_MOST_LIKED] if story in told}
        for story, score in scores(liking, beside, FIRST).items():
            found[user, story] = score
    return found


def quality(found: Scores, each: Split) -> tuple[float, float]:
    """nDCG and recall among the first ten, averaged over the users."""
    gains = 1 / np.log2(np.arange(2, FIRST + 2))
    figures = []
    for user, held_out in enumerate(each.held_out):
        if held_out:
            open_to = np.where(each.known[user] > 0, -np.inf, found[user])
            first = np.argsort(-open_to, kind="stable")[:FIRST]
            hits = np.array([item in held_out for item in first.tolist()])
            figures.append(((gains * hits).sum() / gains[: len(held_out)].sum(), hits.sum() / len(held_out)))
    ndcg, recall = np.mean(figures, axis=0).tolist()
    return ndcg, recall


CONTESTANTS: dict[str, Callable[[Split, int], Scores]] = {
    "popularity": popularity,
    "item-kNN": item_knn,
    "implicit ALS": als,
    "ours": ours,
}


def main() -> None:
    users = read(Path(sys.argv[1]))
    splits = [split(users, seed) for seed in SEEDS]
    print(f"{len(SEEDS)} seeds{'nDCG@10':>40}{'recall@10':>12}{'seconds a seed':>18}")
    for name, contestant in CONTESTANTS.items():
        begun = time.perf_counter()
        try:
            found = [quality(contestant(each, seed), each) for seed, each in enumerate(splits)]
        except ModuleNotFoundError:
            print(f"{name:<36} is left out: `pip install implicit` brings it, for this benchmark alone")
            continue
        took = (time.perf_counter() - begun) / len(SEEDS)
        ndcg, recall = np.mean(found, axis=0)
        print(f"{name:<36}{ndcg:>11.4f}{recall:>12.4f}{took:>18.1f}", flush=True)


if __name__ == "__main__":
    main()
