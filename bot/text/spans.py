"""Stretches of a text as sorted pairs of offsets that neither overlap nor touch."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]
BEGUN: Spans = ((0, 0),)
"""The beginning of a text alone."""


def joined(spans: Iterable[Span]) -> Spans:
    """Returns the spans sorted, with those joined that overlap or touch. Empty ones stay at the beginning of
    the text alone."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        elif start < end or start == 0:
            found.append((start, end))
    return tuple(found)


def touching(spans: Spans, offset: int) -> Span | None:
    """Returns the span that holds an offset, or ends or begins there; None where there is none."""
    return next((span for span in spans if span[0] <= offset <= span[1]), None)


def size(spans: Spans) -> int:
    """Returns the number of characters in the spans."""
    return sum(end - start for start, end in spans)


def between(spans: Iterable[Span], length: int) -> Spans:
    """Returns what the spans leave of a text of this length."""
    gaps, at = [], 0
    for start, end in joined(spans):
        if at < start:
            gaps.append((at, start))
        at = end
    return (*gaps, (at, length)) if at < length else tuple(gaps)


def common(some: Spans, others: Spans) -> Spans:
    """Returns what both have."""
    found, at = [], 0
    for start, end in some:
        while at and others[at - 1][1] > start:
            at -= 1
        while at < len(others) and others[at][0] < end:
            first, last = max(start, others[at][0]), min(end, others[at][1])
            if first < last:
                found.append((first, last))
            at += 1
    return tuple(found)


def bridged(spans: Spans, gaps: Iterable[Span]) -> Spans:
    """Returns the spans with those of the gaps filled that lie between two of them."""
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    return joined((*spans, *(gap for gap in gaps if gap[0] in ends and gap[1] in starts)))
