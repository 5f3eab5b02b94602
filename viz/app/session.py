"""One visitor's run: a scenario, the model that plays it, and what was changed on the way.

A model cannot go back, but the same scenario gives the same run, so going back is running
again from the start. Long ways are gone in pieces (``work``), so that a page stays alive.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence
from typing import Any

from model.engines.compiled.engine import CROWD_FROM
from model.errors import InputError
from model.model import BrandAudienceModel
from model.scenario import Scenario
from model.scenario.changing import EVERY_BRAND
from model.scenario.later import can_change

EPOCHS = itertools.count(1)
"""Numbers for all runs of this process, so that no two are taken for one."""
MOST_PEOPLE = 100_000
MOST_PAIRS = 400_000
MOST_DAYS = 4000
COUNT = "people.count"


def check_size(scenario: Scenario) -> None:
    """Refuse what a page cannot play; the command line takes millions."""
    people, brands = int(scenario.values[COUNT]), len(scenario.brands)
    most = min(MOST_PEOPLE, MOST_PAIRS // brands)
    if people > most:
        allowed = f"at most {most} with {brands} brands; the command line takes millions"
        raise InputError("too many for a page", key=COUNT, value=people, allowed=allowed)
    if scenario.days > MOST_DAYS:
        raise InputError(
            "too long for a page", key="days", value=scenario.days, allowed=f"at most {MOST_DAYS}"
        )


class Session:
    """A scenario on a page, at a day between 0 and the scenario's last."""

    def __init__(
        self,
        scenario: Scenario,
        day: int = 0,
        watch: Sequence[int] = (),
        like: Session | None = None,
    ) -> None:
        check_size(scenario)
        self.scenario = scenario
        self.watch = tuple(watch)
        self.epoch = 0
        """Number of the run begun last: what was drawn of any other is stale."""
        self._graph: Any = like._graph if like else None
        self._graph_of: Any = like._graph_of if like else None
        self.target = 0
        self._begin()
        self.seek(day)

    @property
    def day(self) -> int:
        """Days that have passed."""
        return self.model.day

    @property
    def days(self) -> int:
        """The last day there is."""
        return self.scenario.days

    @property
    def arrived(self) -> bool:
        """Whether the day asked for is reached."""
        return self.day == self.target

    @property
    def now(self) -> Scenario:
        """What holds on the coming day."""
        return self.scenario.on_day(self.day) if self.scenario.changes else self.scenario

    def _begin(self) -> None:
        of = graph_key(self.scenario)
        graph = self._graph if of == self._graph_of else None
        threads = None if int(self.scenario.values[COUNT]) >= CROWD_FROM else 1
        self.model = BrandAudienceModel(
            self.scenario, threads=threads, graph=graph, watch=self.watch
        )
        self._graph, self._graph_of = self.model.graph, of
        self.epoch = next(EPOCHS)

    def seek(self, day: int) -> None:
        """Set out for a day, back as well as forth; ``work`` goes there."""
        self.target = max(0, min(int(day), self.days))
        if self.target < self.day:
            self._begin()

    def work(self, seconds: float = float("inf"), days: int = MOST_DAYS) -> bool:
        """Let days pass up to the day asked for, for about so long; tell whether it is reached."""
        until = time.monotonic() + seconds
        for _ in range(min(days, self.target - self.day)):
            self.model.step()
            if time.monotonic() >= until:
                break
        return self.arrived

    def play(self, days: int, seconds: float = float("inf")) -> None:
        """Let some days pass, from wherever the run is."""
        self.seek(self.day + days)
        self.work(seconds)
        self.target = self.day

    def change(self, values: Mapping[str, Any], from_start: bool = False) -> None:
        """Change values by dotted key: from today on, or ``from_start`` of the run.

        What only shapes the start, and everything on day 0, holds from the start anyway. A run
        that begins anew comes back to its day through ``work``. Raises InputError, nothing changed.
        """
        day = self.target if not self.arrived else self.day
        starts = from_start or day == 0 or not all(_can_wait(key) for key in values)
        if starts or not self.arrived:
            keys = values if starts else {f"changes.{day}.{k}": v for k, v in values.items()}
            self.restart(self.scenario.with_values(keys), day)
            return
        self.model.change(values)
        self.scenario = self.model.base

    def drop(self, day: int, key: str) -> None:
        """Take back one change made on the way."""
        changes = {d: dict(values) for d, values in self.scenario.changes.items()}
        if changes.get(day, {}).pop(key, None) is None:
            raise InputError("no such change", key=key, value=day)
        self.restart(with_changes(self.scenario, changes), self.day)

    def restart(self, scenario: Scenario, day: int) -> None:
        """Begin anew with a scenario, and set out for a day."""
        check_size(scenario)
        self.scenario = scenario
        self.watch = tuple(i for i in self.watch if i < int(scenario.values[COUNT]))
        self._begin()
        self.seek(day)

    def again(self, scenario: Scenario, watch: Sequence[int]) -> Session:
        """Return a session of a like scenario at day 0, on the same friendships where they are."""
        return Session(scenario, 0, watch, self)

    def adopt(self, other: Session) -> None:
        """Go on with the model of another session that lived the same days."""
        self.model, self.watch = other.model, other.watch


def _can_wait(key: str) -> bool:
    return can_change(key.replace(f"brands.{EVERY_BRAND}.", "brands.x."))


def graph_key(scenario: Scenario) -> tuple[Any, ...]:
    """Return all that the social graph follows from."""
    values = scenario.values
    network = tuple(values[name] for name in values if name.startswith("network."))
    return (scenario.seed, values[COUNT], *network)


def with_changes(scenario: Scenario, changes: Mapping[int, Mapping[str, Any]]) -> Scenario:
    """Return the scenario with other changes on the way."""
    document = scenario.to_dict()
    document.pop("changes", None)
    bare = Scenario.from_dict(document, scenario.name)
    keys = {f"changes.{d}.{key}": v for d, values in changes.items() for key, v in values.items()}
    return bare.with_values(keys) if keys else bare
