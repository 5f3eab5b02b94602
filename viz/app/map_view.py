"""A map as plain values for a page to draw: the field of cells, and the run behind each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Cube
from experiments.analysis.surfaces import change_surface, surface
from model.errors import InputError
from viz.app import links
from viz.app.front_view import front_view
from viz.app.links import View
from viz.app.map_results import Look, MapResults, varying
from viz.figures import words
from viz.figures.sweep.colours import amounts, as_hex, changes, ink_on
from viz.figures.sweep.facts import SweepOutcome, change_text, fine_text, level_text
from viz.figures.theme import MODES

CELLS = 1600
"""Cells that a page shows at most."""
STEPS = 9
"""Patches of the colour bar."""


def first_look(mapped: MapResults) -> Look:
    """Return what is shown of a map at first."""
    outcomes, names = list(mapped.cube.values), varying(mapped)
    across = names[-1] if names else ""
    up = names[0] if len(names) > 1 else ""
    several = len(mapped.facts.arms) > 1
    other = outcomes[1] if len(outcomes) > 1 else outcomes[0]
    return Look(outcomes[0], int(several), several, across, up, other=other)


def map_view(mapped: MapResults, look: Look) -> dict[str, Any]:
    """Return a map as it is looked at."""
    facts = mapped.facts
    shown = front_view(mapped, look) if look.front else _field(mapped, look)
    titles = [facts.factor(name).title for name in varying(mapped)]
    return {
        "title": facts.title or " and ".join(titles),
        "about": f"{facts.brand}: {words.plural(facts.people, 'person', 'people')}, "
                 f"{words.plural(facts.days, 'day')}, seeds from {facts.seed}.",
        "note": mapped.note,
        "outcomes": [_named(facts.measured(name)) for name in mapped.cube.values],
        "arms": [words.spoken(arm).capitalize() for arm in facts.arms],
        "factors": [{"name": n, "title": facts.factor(n).title} for n in varying(mapped)],
        "look": {
            "outcome": look.outcome, "arm": look.arm, "change": look.change,
            "across": look.across, "up": look.up, "front": look.front, "other": look.other,
        },
    } | shown  # fmt: skip


def _named(measured: SweepOutcome) -> dict[str, str]:
    return {"name": measured.name, "title": measured.title}


# --- the field ---------------------------------------------------------------------------


def _field(mapped: MapResults, look: Look) -> dict[str, Any]:
    facts, names = mapped.facts, [name for name in (look.up, look.across) if name]
    if not names:
        return {"empty": "Nothing is varied in these results, so there is no map of them."}
    cube = mapped.cube.onto(names)
    if len(cube.points) > CELLS:
        return {"empty": f"{len(cube.points):,} cells are too many for a page."}
    measured, change = facts.measured(look.outcome), look.change and look.arm > 0
    table = (change_surface if change else surface)(cube, [look.outcome])
    own = np.flatnonzero(table["arm"] == facts.arms[look.arm])
    columns, rows = (_levels(cube, name) for name in (look.across, look.up))
    parts = [np.asarray(table[name], dtype=float)[own] for name in ("mean", "low", "high")]
    low, high = _limits(parts[0], change)
    fills = _fills(parts[0], low, high, change)
    cells = [
        _cell(measured, change, [float(part[at]) for part in parts])
        | {"x": columns.index(_level(table, look.across, i)),
           "y": rows.index(_level(table, look.up, i)),
           "place": at, "fill": {mode: fills[mode][at] for mode in MODES},
           "ink": {mode: ink_on(fills[mode][at], mode) for mode in MODES}}
        for at, i in enumerate(own.tolist())
    ]  # fmt: skip
    return {
        "field": {
            "across": facts.factor(look.across).heading,
            "up": facts.factor(look.up).heading if look.up else "",
            "across_title": facts.factor(look.across).title,
            "up_title": facts.factor(look.up).title if look.up else "",
            "columns": [level_text(level) for level in columns],
            "rows": [level_text(level) for level in rows],
            "cells": cells,
            "bar": _bar(measured, change, low, high) if np.isfinite(parts[0]).any() else None,
            "unit": measured.outcome.change if change else measured.outcome.unit,
            "what": _what(mapped, look, measured, change),
            "pooled": len(names) < len(varying(mapped)),
            "replicates": facts.replicates,
        }
    }


def _what(mapped: MapResults, look: Look, measured: SweepOutcome, change: bool) -> str:
    arms = [words.spoken(arm) for arm in mapped.facts.arms]
    if change:
        return f"{measured.title}: {arms[look.arm]} less {arms[0]}"
    return f"{measured.title} under {arms[look.arm]}" if len(arms) > 1 else measured.title


def _level(table: Any, name: str, row: int) -> Any:
    return table[name][row].item() if name and hasattr(table[name][row], "item") else (
        table[name][row] if name else ""
    )  # fmt: skip


def _levels(cube: Cube, name: str) -> list[Any]:
    """Return the levels of a factor: numbers in order, texts as they come; one for no factor."""
    if not name:
        return [""]
    found = list(dict.fromkeys(cube.levels[name].tolist()))
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in found)
    return sorted(found) if numbers else found


def _limits(values: Any, change: bool) -> tuple[float, float]:
    there = values[np.isfinite(values)]
    if not there.size:
        return 0.0, 1.0
    low, high = float(there.min()), float(there.max())
    if change:
        most = max(abs(low), abs(high)) or 1.0
        return -most, most
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _fills(values: Any, low: float, high: float, change: bool) -> dict[str, list[str]]:
    share = np.where(np.isfinite(values), (values - low) / (high - low), 0.5)
    return {mode: as_hex((changes if change else amounts)(mode)(share)) for mode in MODES}


def _cell(measured: SweepOutcome, change: bool, numbers: Sequence[float]) -> dict[str, Any]:
    mean, low, high = numbers
    kind = measured.outcome
    if not math.isfinite(mean):
        return {"there": False, "text": words.NOTHING, "half": "", "sure": False, "span": ""}

    def write(value: float) -> str:
        return kind.write_change(value, True) if change else fine_text(kind, value)

    half = change_text(kind, (high - low) / 2) if math.isfinite(low) else ""
    span = f"95{words.PERCENT} interval: {write(low)} to {write(high)}" if half else "one run"
    sure = not change or low > 0 or high < 0
    return {"there": True, "text": write(mean), "half": half, "sure": sure, "span": span}


def _bar(measured: SweepOutcome, change: bool, low: float, high: float) -> dict[str, Any]:
    shares = np.linspace(0, 1, STEPS)
    fills = _fills(shares, 0.0, 1.0, change)
    kind = measured.outcome
    ends = [kind.write_change(v, True) if change else fine_text(kind, v) for v in (low, high)]
    return {"fills": fills, "low": ends[0], "high": ends[1]}


# --- from a cell to its run --------------------------------------------------------------


def run_path(mapped: MapResults, look: Look, place: int, arm: int | None = None) -> str:
    """Return the address of the very run behind a cell or a dot, or raise ``InputError``.

    It is the first replicate, on its last day; of pooled cells, the first point there is.
    """
    names = [name for name in (look.up, look.across) if name]
    if arm is None:
        arm = look.arm
        place = _first_point(mapped, names, place)
    if not (0 <= place < len(mapped.points) and 0 <= arm < len(mapped.facts.arms)):
        raise InputError("no such cell", value=place)
    scenario = mapped.scenario(place, arm)
    query = links.query_of(View(scenario, scenario.days, mapped.experiment.brand))
    if query is None:
        raise InputError("does not fit into an address", allowed="goodwill run")
    return f"/explore?{query}"


def _first_point(mapped: MapResults, names: Sequence[str], cell: int) -> int:
    """Return the first of the points that a cell stands for."""
    levels = mapped.cube.levels
    keys = list(zip(*(map(str, levels[name]) for name in names), strict=True))
    order = list(dict.fromkeys(keys))
    return keys.index(order[cell]) if 0 <= cell < len(order) else -1
