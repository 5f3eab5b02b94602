"""A whole day in one thread, as one kernel: three calls from Python would cost three times."""

from __future__ import annotations

from typing import Any

from model.compilation import kernel
from model.engines.compiled.desks import desks_kernel
from model.engines.compiled.evenings import evenings_kernel
from model.engines.compiled.morning import mornings_kernel


def whole_day(w: Any, day: int, ads: float) -> None:
    """Steps 2 to 8 for everybody; ``ads`` is the advertising of all brands, contacts a person."""
    people = w.people.shape[0]
    mornings_kernel(w, day, 0, people, ads, 0)
    desks_kernel(w, day)
    evenings_kernel(w, day, 0, people, 0)


whole_day_kernel = kernel(whole_day, allocates=True)
