"""Other worlds behind the one that is played: how much of a difference is luck.

One world at a time is run in the background, for all visitors in turn; the next is asked for
only when a page comes to look. So work stops by itself where nobody looks any more.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.run.networks import network_of
from experiments.run.single import run_one
from experiments.run.stopped import Stopped
from experiments.statistics import paired
from model.scenario import Scenario
from viz.app.charts import BY_KEY, values
from viz.figures import words

WORLDS = 12
"""Worlds run behind the one that is played."""
MOST_PEOPLE = 5000
"""More people than this are left to ``goodwill compare``."""
LINE = ThreadPoolExecutor(1, thread_name_prefix="worlds")
"""All visitors' worlds stand in one line."""

ByChart = dict[str, npt.NDArray[np.float32]]
"""What each chart shows of the brand, [arm, day]."""


class Band:
    """Differences between arms over worlds of other luck, as far as they have been run."""

    def __init__(self, arms: Sequence[Scenario], brand: str) -> None:
        self._arms, self._brand = list(arms), brand
        self._stop = threading.Event()
        self._running: Future[ByChart | None] | None = None
        self._worlds: list[ByChart] = []
        self._people = int(arms[0].values["people.count"])

    @property
    def too_many(self) -> bool:
        """Whether there are more people than a page runs again and again."""
        return self._people > MOST_PEOPLE

    @property
    def done(self) -> int:
        """Worlds run so far."""
        return len(self._worlds)

    @property
    def complete(self) -> bool:
        """Whether no more worlds will come."""
        return self.too_many or self.done >= WORLDS

    def stop(self) -> None:
        """Give up the world that is being run."""
        self._stop.set()

    def look(self) -> bool:
        """Take in the world that is ready, ask for the next; return whether one was ready."""
        running, came = self._running, False
        if running is not None:
            if not running.done():
                return False
            lines, self._running = running.result(), None
            if lines is not None:
                self._worlds.append(lines)
                came = True
        if not self.complete and not self._stop.is_set():
            self._running = LINE.submit(self._world, self.done + 1)
        return came

    def _world(self, number: int) -> ByChart | None:
        """Return what the charts show of all arms in the world of a later seed."""
        place = [spec.name for spec in self._arms[0].brands].index(self._brand)

        def take(model: Any) -> list[npt.NDArray[Any]]:
            return [values(model, key)[place] for key in BY_KEY]

        seeded = [arm.with_seed(arm.seed + number) for arm in self._arms]
        try:
            graph = network_of(seeded[0])
            runs = [run_one(one, take, graph=graph, each_day=self._alive) for one in seeded]
        except Stopped:
            return None
        found = zip(BY_KEY, zip(*runs, strict=True), strict=True)
        return {key: np.stack(lines).astype(np.float32) for key, lines in found}

    def _alive(self, day: int) -> None:
        if self._stop.is_set():
            raise Stopped

    def difference(self, key: str, arm: int) -> dict[str, npt.NDArray[np.float64]] | None:
        """Return mean, low and high of an arm less the first, by day; None before two worlds."""
        if self.done < 2:
            return None
        lines = np.stack([world[key] for world in self._worlds])
        return paired(lines[:, arm], lines[:, 0])._asdict()

    def note(self) -> str:
        """Return in words what the band is of."""
        if self.too_many:
            return f"one world; for the role of luck with {self._people:,} people: goodwill compare"
        if self.done < 2:
            return "line: this world; the band comes with other luck …"
        more = "" if self.complete else f" of {WORLDS}"
        return f"line: this world; band: 95 % interval of the mean over {self.done}{more} others"

    def sentence(self, key: str, arm: int) -> str:
        """Return in words what the worlds say of an arm on the last day; empty before two."""
        found = self.difference(key, arm)
        if found is None:
            return ""
        mean, low, high = (float(found[name][-1]) for name in ("mean", "low", "high"))
        name, first = (words.spoken(self._arms[a].brand(self._brand).strategy) for a in (arm, 0))
        outcome = BY_KEY[key].outcome
        what = outcome.phrase
        if not low * high > 0:
            return f"Between {name} and {first}, no difference in {what} that luck could not make."
        than = "higher" if mean > 0 else "lower"
        near, far = sorted((abs(low), abs(high)))
        size, near_, far_ = (_written(value, outcome.form) for value in (abs(mean), near, far))
        interval = f"(95 % interval {near_} to {far_})"
        return f"Under {name}, {what} ends {size} {than} than under {first} {interval}."


def _written(value: float, how: str) -> str:
    if how == "euros":
        return words.short_euros(value)
    if how == "share":
        return f"{100 * value:.1f} points"
    return f"{value:.3f}" if how == "fraction" else words.short(value)
