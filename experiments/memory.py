"""Whether a run fits into memory, told before it is begun."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from model.errors import InputError

MEMINFO = Path("/proc/meminfo")
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
LEAST_FREE = 200 << 20
"""Bytes that are left to everything else."""
AGENT = 5000
"""Bytes of one agent of the plain engine, and of each of its relationships (seen)."""
A_LINK = 20
"""Bytes that each friend of a person needs while the graph is made (seen: 12)."""
A_ROW = 160
"""Bytes of one row of the table of people while it is written (seen: 140)."""


def needed_bytes(
    people: int, brands: int, topics: int, links: float, days: int, *, plain: bool = False
) -> int:
    """Return roughly what a run holds at its peak; ``links`` is the mean number of friends."""
    from model.state import PAIR, PERSON
    from model.tally import BRAND_TALLY
    from model.world import SIGNAL, record_type

    pair = record_type(PAIR).itemsize + 2 * record_type(SIGNAL).itemsize
    person = record_type(PERSON).itemsize + 4 * topics + 40 + A_LINK * links
    person += AGENT * (1 + brands) if plain else 0
    history = 8 * (2 * len(BRAND_TALLY) + 60) * brands * days
    return int(people * (brands * (pair + A_ROW) + person) + history)


def available_bytes() -> int | None:
    """Return how much memory this process may still take; None where nobody says."""
    return min(_known(), default=None)


def _known() -> Iterator[int]:
    try:
        lines = dict(line.split(":", 1) for line in MEMINFO.read_text().splitlines())
        yield int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError):
        try:
            yield os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (AttributeError, OSError, ValueError):
            return
    for limit in LIMITS:
        try:
            yield int(limit.read_text())
        except (OSError, ValueError):  # no such file, or "max"
            continue


def check_memory(needed: int, people: int, brands: int, file: object = None) -> None:
    """Raise InputError if a run needs more than there is."""
    available = available_bytes()
    if available is None or needed <= max(available - LEAST_FREE, available // 2):
        return
    fits = int(people * available / needed)
    raise InputError(
        f"with {brands} brand{'s' if brands > 1 else ''} that takes about {gigabytes(needed)} "
        f"of memory, and {gigabytes(available)} are free",
        file=file, key="people.count", value=people, allowed=f"here up to about {fits:,} people",
    )  # fmt: skip


def gigabytes(size: float) -> str:
    """Return a size in words: 0.4 GB, 12 GB."""
    amount = size / 2**30
    return f"{amount:.1f} GB" if amount < 10 else f"{amount:,.0f} GB"
