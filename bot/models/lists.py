"""A page of a longer list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a longer list; `page` counts from 0."""

    lines: tuple[T, ...]
    page: int
    pages: int
    total: int
