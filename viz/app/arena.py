"""The arena: one brand under two or three strategies, the same people and the same luck.

What is played is one world in lock-step. Behind it, other worlds with other luck are run one
by one, and the differences between the strategies over them make the band.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from model.errors import InputError
from model.scenario import Scenario
from model.strategies import STRATEGIES
from viz.app import frames, links
from viz.app.band import Band
from viz.app.charts import BY_KEY, values
from viz.app.links import View
from viz.app.person import twin_scenario
from viz.app.session import EPOCHS, Session
from viz.app.visit import LAYOUTS, PIECE
from viz.figures import words
from viz.figures.theme import MODES, strategy_colours

MOST_ARMS = 3
ARMS = ("push", "conversational")
"""What is compared at first."""
CHARTS = ("trust_known", "earned")
"""What the charts show at first."""
DIFFERENCE = "-difference"
FIGURES = ("trust_known", "read_share", "followers", "alienated", "purchases", "earned")
"""The table below each arm."""


def arm_scenario(scenario: Scenario, brand: str, strategy: str) -> Scenario:
    """Return the scenario in which one brand follows a strategy; its own it keeps as it is."""
    if scenario.brand(brand).strategy == strategy:
        return scenario
    return twin_scenario(scenario, brand, strategy)


class Arena:
    """What one visitor's Arena page shows."""

    def __init__(self, view: View) -> None:
        self.tick = 0
        self.problem: tuple[str, str] | None = None
        self.charts: tuple[str, ...] = CHARTS
        self.rows: dict[str, Any] = {}
        self.band: Any = None
        self.open(view)

    def open(self, view: View) -> None:
        """Look at other arms, or another scenario."""
        brand = view.brand or view.scenario.brands[0].name
        arms = view.arms or _usual(view.scenario.brand(brand).strategy)
        sessions = self._sessions(view, brand, arms)
        day = min(view.day, view.scenario.days)
        self.view = replace(view, brand=brand, arms=arms, day=day)
        self.sessions = sessions
        if self.band:
            self.band.stop()
        self.band = Band([session.scenario for session in sessions], brand)
        self.epoch = next(EPOCHS)
        self.carry_on()

    @staticmethod
    def _sessions(view: View, brand: str, arms: Sequence[str]) -> list[Session]:
        if not 2 <= len(arms) <= MOST_ARMS or len(set(arms)) < len(arms):
            raise InputError("not that many strategies", key="arms", value=", ".join(arms),
                             allowed="two or three, all different")  # fmt: skip
        found: list[Session] = []
        for strategy in arms:
            if strategy not in STRATEGIES:
                raise InputError("unknown strategy", key="arms", value=strategy,
                                 allowed=", ".join(STRATEGIES))  # fmt: skip
            scenario = arm_scenario(view.scenario, brand, strategy)
            like = found[0] if found else None
            found.append(Session(scenario, view.day, (), like))
        return found

    @property
    def brand(self) -> str:
        """The brand whose strategies are compared."""
        return self.view.brand or ""

    @property
    def arms(self) -> tuple[str, ...]:
        """The strategies compared; the others are set against the first."""
        return self.view.arms

    @property
    def day(self) -> int:
        """Days that have passed in all arms."""
        return min(session.day for session in self.sessions)

    @property
    def arrived(self) -> bool:
        """Whether the day asked for is reached."""
        return self.day >= self.view.day

    @property
    def days(self) -> int:
        """The last day there is."""
        return self.sessions[0].days

    # --- what a visitor does ---------------------------------------------------------

    def seek(self, day: int) -> None:
        """Set out for a day."""
        self.view = replace(self.view, day=max(0, min(day, self.days)))
        for session in self.sessions:
            session.seek(self.view.day)
        self.carry_on()

    def play(self, days: int) -> None:
        """Let some days pass in all arms."""
        self.seek(self.day + max(1, min(days, 60)))

    def carry_on(self) -> None:
        """Go on towards the day asked for, all arms in step."""
        until = time.monotonic() + PIECE
        while not self.arrived and time.monotonic() < until:
            for session in self.sessions:
                session.work(days=1)
        self.refresh()

    def set_brand(self, brand: str) -> None:
        """Compare the strategies of another brand."""
        self.open(replace(self.view, brand=self.view.scenario.brand(brand).name))

    def reseed(self, seed: int) -> None:
        """Play the same with another luck."""
        scenario = self.view.scenario.with_seed(seed)
        self.open(replace(self.view, scenario=scenario))

    def set_arm(self, place: int, strategy: str) -> None:
        """Let an arm follow another strategy; empty takes it away."""
        arms = list(self.arms)
        if strategy:
            arms[place : place + 1] = [strategy]
        else:
            del arms[place]
        self.open(replace(self.view, arms=tuple(arms)))

    def choose(self, panel: int, key: str) -> None:
        """Show something else, as it is and as a difference."""
        if key in BY_KEY and 0 <= panel // 2 < len(self.charts):
            place = panel // 2
            self.charts = (*self.charts[:place], key, *self.charts[place + 1 :])
            self.refresh()

    # --- what is shown ---------------------------------------------------------------

    def refresh(self) -> None:
        """Make the next picture."""
        self.picture = LAYOUTS.of(self.sessions[0])
        people = self.picture["people"]
        self.codes = [frames.colours(session, people, self.brand) for session in self.sessions]
        shown = {key: self._lines(key) for key in self.charts}
        lines = dict(shown)
        for key, line in shown.items():
            lines[key + DIFFERENCE] = _differences(line)
        self.rows = {
            "epoch": self.epoch, "lines": len(self.arms), "start": 0, "days": self.day,
            "values": {key: frames.packed(line, "<f4") for key, line in lines.items()},
        }  # fmt: skip
        self.tick += 1

    def _lines(self, key: str) -> Any:
        place = [spec.name for spec in self.view.scenario.brands].index(self.brand)
        lines = [values(session.model, key)[place, : self.day] for session in self.sessions]
        return np.stack(lines)

    def panels(self) -> list[dict[str, Any]]:
        """Return what the charts show, each with its differences beside it."""
        found = []
        for key in self.charts:
            panel = BY_KEY[key].panel()
            title = f"Difference to {words.spoken(self.arms[0])}"
            second = {"key": key + DIFFERENCE, "title": title, "unit": self.band.note(),
                      "zero": True, "change": True}  # fmt: skip
            found += [panel, panel | second]
        return found

    def bands(self) -> dict[str, list[dict[str, str] | None]]:
        """Return for each difference the interval of its mean over the worlds run so far."""
        found = {}
        for key in self.charts:
            rows: list[dict[str, str] | None] = [None]
            for arm in range(1, len(self.arms)):
                interval = self.band.difference(key, arm)
                rows.append(interval and {
                    name: frames.packed(interval[name], "<f4") for name in ("mean", "low", "high")
                })  # fmt: skip
            found[key + DIFFERENCE] = rows
        return found

    def looks(self) -> list[dict[str, str]]:
        """Return the arms as the charts call and colour them."""
        tints = {mode: strategy_colours(self.arms, mode) for mode in MODES}
        return [
            {"name": arm, "label": words.spoken(arm)} | {mode: tints[mode][i] for mode in MODES}
            for i, arm in enumerate(self.arms)
        ]

    def figures(self) -> list[dict[str, Any]]:
        """Return the table below the pictures: a row an outcome, a number an arm."""
        day = self.day
        rows = []
        for key in FIGURES:
            numbers = self._lines(key)[:, -1].tolist() if day else [None] * len(self.arms)
            rows.append(BY_KEY[key].panel() | {"numbers": [None if n != n else n for n in numbers]})
        return rows

    def verdict(self) -> list[str]:
        """Return in words what the worlds run so far say of the last day."""
        others = range(1, len(self.arms))
        return [self.band.sentence(key, arm) for key in self.charts for arm in others]

    def address(self) -> str | None:
        """Return the page's address; None if it would be too long."""
        query = links.query_of(self.view)
        return query and f"/arena?{query}"


def _differences(lines: Any) -> Any:
    """Return each line less the first; the first itself is left out."""
    apart = lines - lines[:1]
    apart[0] = np.nan
    return apart


def _usual(own: str) -> tuple[str, ...]:
    other = next(arm for arm in ARMS[::-1] if arm != own)
    return (own, other)
