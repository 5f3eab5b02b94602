"""Headlines of sweeps: what the numbers say, and no more than they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from viz.figures import words
from viz.figures.sweep.facts import (
    SweepFacts,
    SweepOutcome,
    change_text,
    fine_text,
    level_text,
    rows,
    spoken,
)
from viz.figures.tables import Table

MOST_NAMED = 3


def noun(measured: SweepOutcome) -> str:
    """Return an outcome's title inside a sentence."""
    return measured.outcome.phrase


def named(arm: str) -> str:
    """Return an arm as a sentence begins with it."""
    text = spoken(arm)
    return text[:1].upper() + text[1:]


def quoted(arm: str) -> str:
    """Return an arm that others are compared with, set off from the sentence."""
    return f"“{spoken(arm)}”"


def best_word(measured: SweepOutcome) -> str:
    """Return what being best in an outcome is called."""
    return "highest" if measured.higher_is_better else "lowest"


def largest_change(table: Table, outcome: str) -> int | None:
    """Return the row of the largest change of an outcome beyond chance, or None."""
    own = rows(table, outcome=outcome)
    sure = [int(i) for i in own if table["low"][i] > 0 or table["high"][i] < 0]
    return max(sure, key=lambda i: abs(float(table["mean"][i]))) if sure else None


def most_changed(table: Table, facts: SweepFacts, outcome: str, top: int, by: str) -> str:
    """Return which arm moves an outcome most against the first, and by how much."""
    verb = "raises" if table["mean"][top] > 0 else "lowers"
    title, base = noun(facts.measured(outcome)), quoted(facts.arms[0])
    return f"{named(str(table['arm'][top]))} {verb} {title} most against {base}: by {by}"


def none_changed(facts: SweepFacts, outcome: str) -> str:
    """Return the headline where no arm's change is beyond chance."""
    title, base = noun(facts.measured(outcome)), quoted(facts.arms[0])
    return f"No arm changes {title} against {base} beyond chance"


def who_wins(winners: Table, facts: SweepFacts, outcome: str, factors: Sequence[str] = ()) -> str:
    """Return which arm is best where, as a headline."""
    measured = facts.measured(outcome)
    title, best = noun(measured), best_word(measured)
    there = [i for i, name in enumerate(winners["best"]) if name]
    if not there:
        return f"No run has a value of {title}"
    decided = [i for i in there if winners["decided"][i]]
    if not decided:
        where = "" if len(there) == 1 else " anywhere"
        return f"Which arm has the {best} {title} cannot be told from luck{where}"
    if len(there) == 1:
        return _one(winners, int(there[0]), measured)
    ordered = _in_order(winners, decided, facts, factors)
    if ordered:
        return f"{ordered[0]} {best} {title} {ordered[1]}"
    kind = f"levels of {facts.factor(factors[0]).noun}" if len(factors) == 1 else "cases"
    return _counted(winners, decided, len(there), f"the {best} {title}", kind)


def is_contested(winners: Table) -> bool:
    """Tell whether different arms are best at different points beyond chance."""
    pairs = zip(winners["best"], winners["decided"], strict=True)
    return len({str(best) for best, decided in pairs if decided}) > 1


def _one(winners: Table, i: int, measured: SweepOutcome) -> str:
    arm, second = str(winners["best"][i]), str(winners["second"][i])
    amount = change_text(measured.outcome, float(winners["margin"][i]))
    more = "more" if measured.higher_is_better else "less"
    unit = " points" if measured.outcome.points else ""
    text = f"{named(arm)} has the {best_word(measured)} {noun(measured)}"
    return f"{text}, {amount}{unit} {more} than {spoken(second)}" if second else text


def _counted(winners: Table, decided: list[int], total: int, what: str, kind: str) -> str:
    wins = Counter(str(winners["best"][i]) for i in decided).most_common()
    open_cases = total - len(decided)
    first, count = wins[0]
    place = "at" if kind != "cases" else "in"
    if len(wins) == 1 and not open_cases:
        return f"{named(first)} has {what} {place} all {total:,} {kind}"
    parts = [f"{spoken(arm)} {place} {n:,}" for arm, n in wins[1:MOST_NAMED]]
    text = f"{named(first)} has {what} {place} {count:,} of {total:,} {kind}"
    text = ", ".join([text, *parts])
    if open_cases:
        text += f"; {open_cases} {'is' if open_cases == 1 else 'are'} undecided"
    return text


def _in_order(
    winners: Table, decided: list[int], facts: SweepFacts, factors: Sequence[str]
) -> tuple[str, str] | None:
    """Return who wins up to which level of one numeric factor and who from there on."""
    if len(factors) != 1 or not facts.factor(factors[0]).numeric:
        return None
    factor = facts.factor(factors[0])
    levels = np.asarray(winners[factor.name], dtype=float)
    order = sorted(decided, key=lambda i: levels[i])
    runs: list[tuple[str, float, float]] = []
    for i in order:
        arm = str(winners["best"][i])
        if runs and runs[-1][0] == arm:
            runs[-1] = (arm, runs[-1][1], levels[i])
        else:
            runs.append((arm, levels[i], levels[i]))
    if len(runs) != 2:
        return None
    (one, _, upto), (other, start, _) = runs
    name = factor.noun
    return (
        f"{named(one)} has the",
        f"up to {name} {level_text(upto)}, {spoken(other)} from {level_text(start)} on",
    )


def trend(levels: Any, mean: Any, measured: SweepOutcome, factor: str) -> str:
    """Return how one arm's outcome goes from the first level to the last, as a headline."""
    there = np.flatnonzero(np.isfinite(mean))
    if not there.size:
        return f"No run has a value of {noun(measured)}"
    start, end = int(there[0]), int(there[-1])
    first, last = (fine_text(measured.outcome, float(mean[i])) for i in (start, end))
    title = measured.title
    if first == last:
        return f"{title} stays at {first} whatever {factor} is"
    verb = "rises" if mean[end] > mean[start] else "falls"
    span = f"{level_text(levels[start])} to {level_text(levels[end])}"
    return f"{title} {verb} from {first} to {last} as {factor} goes from {span}"


def interval(measured: SweepOutcome, mean: float, low: float, high: float) -> str:
    """Write a mean with its interval."""
    text = fine_text(measured.outcome, mean)
    if not (np.isfinite(low) and np.isfinite(high)):
        return text
    ends = f"{fine_text(measured.outcome, low)} to {fine_text(measured.outcome, high)}"
    return f"{text} (95{words.PERCENT} interval {ends})"
