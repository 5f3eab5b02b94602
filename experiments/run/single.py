"""One run: built, lived through, looked at, and let go, whoever asks for it.

A run is a pure function of its scenario and graph: the same numbers come of it in any thread
and process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from experiments.summary import Columns
from model.network.graph import Graph
from model.observables import BY_NAME
from model.scenario import Scenario
from model.strategies.own.process import plans_until

Taken = TypeVar("Taken")
EachDay = Callable[[int], None]
"""Told after every day how many have passed; may raise to end the run."""


class TooLong(Exception):
    """A run took longer than it was allowed to."""


def run_one(
    scenario: Scenario,
    take: Callable[[Any], Taken],
    *,
    graph: Graph | None = None,
    threads: int | None = 1,
    seconds: float | None = None,
    each_day: EachDay | None = None,
    begun: float | None = None,
    days: int | None = None,
) -> Taken:
    """Return what ``take`` finds in the model after all days of the scenario, or ``days``.

    Without a ``graph`` the run makes its own; ``threads`` None uses all processors. Raises
    ``TooLong`` on the first day after ``seconds`` since ``begun`` (by ``time.perf_counter``; else
    since the call), or ``InputError`` if a user's own strategy is busy then, and whatever
    ``each_day`` raises.
    """
    since = time.perf_counter() if begun is None else begun

    def a_day(day: int) -> None:
        if seconds is not None and time.perf_counter() - since > seconds:
            raise TooLong(f"took longer than {seconds:g} s, on day {day}")
        if each_day is not None:
            each_day(day)

    with (
        opened(scenario, graph=graph, threads=threads) as model,
        plans_in_time(seconds, since),
    ):
        model.run(days, progress=a_day if seconds is not None or each_day is not None else None)
        return take(model)


@contextmanager
def plans_in_time(seconds: float | None, since: float) -> Iterator[None]:
    """Let no plan go on for more than ``seconds`` after ``since`` (by ``time.perf_counter``)."""
    if seconds is None:
        yield
        return
    with plans_until(time.monotonic() + seconds - (time.perf_counter() - since)):
        yield


@contextmanager
def opened(base: Any, **keywords: Any) -> Iterator[Any]:
    """Give a model to work with, and let go of it after; arguments are those of the model."""
    model = build(base, **keywords)
    try:
        yield model
    finally:
        release(model)


def build(base: Any, **keywords: Any) -> Any:
    """Return a model whose days somebody else lets pass; arguments are those of the model."""
    from model.model import BrandAudienceModel

    return BrandAudienceModel(base, **keywords)


def release(model: Any) -> None:
    """Let go of a model: Mesa 3.3 keeps every model there ever was, by its agents' numbers."""
    import mesa

    model.remove_all_agents()
    getattr(mesa.Agent, "_ids", {}).pop(model, None)


class BrandDays(Mapping[str, npt.NDArray[Any]]):
    """The observables of one brand, day by day: each is computed when it is asked for."""

    def __init__(self, model: Any, brand: str) -> None:
        self._history, self._cohorts = model.history, model.cohorts
        self._place = model.brand(brand).place
        self._found: dict[str, npt.NDArray[Any]] = {}

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """Return the values of an observable, one a day."""
        if name not in self._found:
            every = BY_NAME[name].compute(self._history, self._cohorts)
            self._found[name] = np.asarray(every)[:, self._place]
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of all observables."""
        return iter(BY_NAME)

    def __len__(self) -> int:
        """Return how many observables there are."""
        return len(BY_NAME)


def days_of(model: Any) -> dict[str, Columns]:
    """Return the observables of each brand, day by day."""
    return {brand.name: BrandDays(model, brand.name) for brand in model.base.brands}
