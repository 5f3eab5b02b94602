"""What a picture of a sweep has to know of its experiment, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from viz.figures import words
from viz.figures.outcomes import Outcome, printed, undeclared
from viz.figures.tables import Table
from viz.figures.theme import strategy_colours

DAYS = ("time_to", "crossing")
SUFFIX = {
    "mean": "mean of the days",
    "area": "area under the path",
    "change": "change over time",
    "largest": "highest",
    "smallest": "lowest",
}


@dataclass(frozen=True, slots=True)
class SweepFactor:
    """Something that was varied."""

    name: str
    title: str
    unit: str = ""
    numeric: bool = True
    scale: str = "linear"
    levels: tuple[Any, ...] = ()

    @property
    def noun(self) -> str:
        """Title inside a sentence."""
        head, _, more = self.title.partition(", ")
        return f"{head.lower()} ({more})" if more else head.lower()

    @property
    def heading(self) -> str:
        """Title and unit, as an axis has them."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class SweepOutcome:
    """Something that was measured: how it is printed and where in time it stands."""

    name: str
    outcome: Outcome
    of: str = ""
    how: str = "final"
    first_day: int = 0
    last_day: int = 0
    higher_is_better: bool = True

    @property
    def title(self) -> str:
        """What it is called in print."""
        return self.outcome.title

    def named(self, more: str) -> SweepOutcome:
        """Return the same with a longer title: where it was measured."""
        return replace(self, outcome=replace(self.outcome, title=f"{self.title}, {more}"))


@dataclass(frozen=True, slots=True)
class SweepFacts:
    """Where the numbers of a sweep come from."""

    people: int
    days: int
    seed: int
    arms: tuple[str, ...]
    strategies: tuple[str, ...] = ()
    factors: tuple[SweepFactor, ...] = ()
    outcomes: Mapping[str, SweepOutcome] = field(default_factory=dict)
    quantities: Mapping[str, Outcome] = field(default_factory=dict)
    """How whatever can be measured is printed."""
    design: str = "grid"
    runs: int = 0
    failed: int = 0
    replicates: int = 1
    """Most replicates of any point."""
    title: str = ""
    about: str = ""
    brand: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, Any], runs: int = 0, failed: int = 0) -> SweepFacts:
        """Return the facts from plain data (``experiments.analysis.facts.sweep_facts``)."""
        quantities = {name: printed(**given) for name, given in plain["quantities"].items()}
        return cls(
            people=int(plain["people"]),
            days=int(plain["days"]),
            seed=int(plain["seed"]),
            arms=tuple(arm["name"] for arm in plain["arms"]),
            strategies=tuple(arm["strategy"] for arm in plain["arms"]),
            factors=tuple(
                SweepFactor(**{**given, "levels": tuple(given["levels"])})
                for given in plain["factors"]
            ),
            outcomes={given["name"]: measured(given, quantities) for given in plain["outcomes"]},
            quantities=quantities,
            design=plain["design"],
            runs=runs,
            failed=failed,
            replicates=int(plain["replicates"][1]),
            title=plain["title"],
            about=plain["about"],
            brand=plain["brand"],
        )

    def measured(self, name: str) -> SweepOutcome:
        """Return how an outcome is printed, also one that the experiment does not list."""
        return self.outcomes.get(name) or measured({"name": name}, self.quantities)

    def quantity(self, name: str) -> Outcome:
        """Return how a quantity is printed, also one nobody declared."""
        return self.quantities.get(name) or undeclared(name)

    def factor(self, name: str) -> SweepFactor:
        """Return a factor by name."""
        return next(factor for factor in self.factors if factor.name == name)

    def colours(self, mode: str) -> dict[str, str]:
        """Return the colour of each arm: its strategy's, where all strategies differ."""
        distinct = len(set(self.strategies)) == len(self.arms)
        names = self.strategies if distinct and len(self.strategies) > 1 else self.arms
        return dict(zip(self.arms, strategy_colours(names, mode), strict=True))


def spoken(arm: str) -> str:
    """Return an arm's name as words."""
    return words.spoken(arm)


def measured(given: Mapping[str, Any], quantities: Mapping[str, Outcome]) -> SweepOutcome:
    """Return how an outcome is printed, from its plain facts."""
    name, of, how = given["name"], given.get("of") or given["name"], given.get("how", "final")
    return SweepOutcome(
        name,
        _printed(name, of, how, given, quantities),
        of,
        how,
        int(given.get("first_day", 0)),
        int(given.get("last_day", 0)),
        bool(given.get("higher_is_better", True)),
    )


def _printed(
    name: str, of: str, how: str, given: Mapping[str, Any], quantities: Mapping[str, Outcome]
) -> Outcome:
    if given.get("declared"):
        return quantities[given["declared"]]
    known = quantities.get(of) or replace(undeclared(of), title=undeclared(name).title)
    title = _title(name, of, how, known)
    if how in DAYS:
        return Outcome(title, "days", "days")
    if how == "ratio":
        by = (quantities.get(given["by"]) or undeclared(given["by"])).phrase
        if given.get("share"):
            return Outcome(title, f"% of {by}", "share")
        return Outcome(title, f"{known.phrase} per {by}")
    if how == "area":
        return Outcome(title, f"{known.unit}, times days")
    return replace(known, title=title)


def _title(name: str, of: str, how: str, known: Outcome) -> str:
    if name == of:
        return f"{known.title}, {SUFFIX[how]}" if how in SUFFIX else known.title
    if name.startswith(f"{of}_"):
        return f"{known.title}, {words.spoken(name[len(of) + 1 :])}"
    return undeclared(name).title


def fine_text(outcome: Outcome, value: float) -> str:
    """Write a value finely, without a sign for what is above zero."""
    if outcome.form == "fraction":
        return words.NOTHING if value != value else f"{value:.3f}".replace("-", words.MINUS)
    return outcome.write(value, False)


def change_text(outcome: Outcome, value: float) -> str:
    """Write the size of a difference, without a sign for what is above zero."""
    is_trust = outcome.form == "fraction"
    return fine_text(outcome, value) if is_trust else outcome.write_change(value, False)


def half_text(outcome: Outcome, half: float) -> str:
    """Write half the width of an interval, with its unit if it is a share."""
    text = change_text(outcome, half)
    if half > 0 and not text.strip("0.,€"):
        text = f"less than {text[:-1]}1"
    return f"{text} points" if outcome.points else text


def level_text(level: Any) -> str:
    """Write one level of a factor."""
    if isinstance(level, (bool, np.bool_)):
        return "yes" if level else "no"
    if isinstance(level, (int, float, np.integer, np.floating)):
        return number_text(float(level))
    return {"True": "yes", "False": "no"}.get(str(level)) or words.spoken(str(level))


def short_level(level: Any) -> str:
    """Write a level found in a sample: three figures are enough."""
    is_number = isinstance(level, (int, float, np.integer, np.floating))
    if not is_number or isinstance(level, (bool, np.bool_)) or abs(level) >= 1000:
        return level_text(level)
    return number_text(float(f"{float(level):.3g}"))


def number_text(value: float) -> str:
    """Write a number as short as it can be told from its neighbours."""
    if abs(value) >= 10_000:
        return words.short(value)
    text = f"{abs(value):.4g}" if abs(value) < 1000 else f"{abs(value):,.0f}"
    if "e" in text:
        text = f"{abs(value):.1e}".replace("e-0", "e-")
    return (words.MINUS if value < 0 else "") + text


def count_range(counts: Any) -> str:
    """Write how many replicates there are behind numbers: 5, or 3 to 5."""
    found = np.asarray(counts, dtype=float)
    found = found[np.isfinite(found) & (found > 0)]
    if not found.size:
        return "0"
    low, high = int(found.min()), int(found.max())
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def deck_for(deck: str, counts: Any, rest: str = "") -> str:
    """Return a deck that speaks of intervals, or where there are none, one that says so."""
    found = np.asarray(counts, dtype=float)
    if found.size and np.nanmax(found) > 1:
        return f"{deck}{rest}"
    return f"One replicate: no intervals; luck and effect cannot be told apart.{rest}"


def source(facts: SweepFacts, counts: Any, what: str = "") -> str:
    """Return the line that says where the numbers come from: people, replicates, seeds, runs."""
    kinds = [*(["point"] if facts.factors else []), *(["arm"] if len(facts.arms) > 1 else [])]
    what = what or (f"each {' and '.join(kinds)}" if kinds else "")
    people = words.plural(facts.people, "person", "people")
    days = words.plural(facts.days, "day")
    several = count_range(counts)
    runs = "1 run" if several == "1" else f"{several} runs"
    of = f" of {what}" if what else ""
    text = f"{people}, {days}; {runs}{of}, seeds from {facts.seed}."
    if facts.failed:
        verb = "is" if facts.failed == 1 else "are"
        failed = words.plural(facts.failed, "run")
        text += f" {failed} of {facts.runs:,} failed and {verb} left out."
    return text


def rows(table: Table, **keys: Any) -> np.ndarray:
    """Return the places of the rows that have these values."""
    keep = np.ones(len(next(iter(table.values()))), dtype=bool)
    for name, value in keys.items():
        keep &= np.asarray(table[name] == value, dtype=bool)
    return np.flatnonzero(keep)


def present(names: Sequence[str], table: Table, column: str) -> list[str]:
    """Return the names that occur in a column, in their own order."""
    there = {str(value) for value in table[column]}
    return [name for name in names if name in there]
