"""The limits that a process sets to itself. It imports nothing, so that small processes start fast."""

from __future__ import annotations


def limit_this_process(seconds: int, memory: int) -> None:
    """Has the system stop this process when it has computed for so many seconds,
    and refuse it more bytes of memory.
    """
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
