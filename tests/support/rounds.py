"""How often a heavy test repeats itself: few times in `make test`, as often as it takes in `make proofs`."""

from __future__ import annotations

import hypothesis

in_full = False
"""Whether pytest runs with `--proofs`; set before any test is imported."""


def begin(*, proofs: bool) -> None:
    """Chooses between few rounds and all of them, for this process.

    Hypothesis has no deadline for an example: a busy machine exceeds any.
    """
    global in_full  # noqa: PLW0603 - one choice for a whole run
    in_full = proofs
    too_slow = (hypothesis.HealthCheck.too_slow,)
    hypothesis.settings.register_profile(
        "rounds", max_examples=rounds(15, full=100), deadline=None, suppress_health_check=too_slow
    )
    hypothesis.settings.load_profile("rounds")


def rounds(few: int, *, full: int) -> int:
    """Returns how many rounds a test does; it is marked `proofs`, unless Hypothesis repeats it."""
    return full if in_full else few
