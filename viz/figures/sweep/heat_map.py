"""Heat maps over two factors, one an arm, each cell with its mean and interval."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from viz.figures import words
from viz.figures.grid import Grid, Title, entitle
from viz.figures.outcomes import Outcome
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.colours import amounts, as_hex, changes, ink_on
from viz.figures.sweep.facts import (
    SweepFacts,
    change_text,
    fine_text,
    level_text,
    present,
    rows,
    source,
    spoken,
)
from viz.figures.sweep.field import Field, field_axes, fits, make_field, paint, write
from viz.figures.sweep.numbers import value_limits
from viz.figures.sweep.telling import (
    best_word,
    interval,
    largest_change,
    most_changed,
    none_changed,
    noun,
)
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip, width_of

CAPTION = (
    "Each cell is the mean over replicates at one combination of the two factors; the smaller "
    "number is half the width of its 95 % interval."
)
BAR, BAR_HIGH = 2.3, 0.12
HEAD = 0.62
"""Room above the fields for the heading and the colour bar, in inches."""


def finding(table: Table, facts: SweepFacts, across: str, up: str, outcome: str) -> str:
    """Return the headline: where the outcome is best."""
    measured = facts.measured(outcome)
    own = rows(table, outcome=outcome)
    own = own[np.isfinite(table["mean"][own])]
    if not own.size:
        return f"No run has a value of {noun(measured)}"
    mean = table["mean"][own]
    top, bottom = own[int(np.argmax(mean))], own[int(np.argmin(mean))]
    most, least = (fine_text(measured.outcome, float(table["mean"][i])) for i in (top, bottom))
    if most == least:
        return f"{measured.title} is {most} everywhere"
    best = top if measured.higher_is_better else bottom
    amount = most if measured.higher_is_better else least
    where = _where(table, facts, (across, up), int(best))
    return f"{measured.title} is {best_word(measured)}, {amount}, {where}"


def change_finding(table: Table, facts: SweepFacts, across: str, up: str, outcome: str) -> str:
    """Return the headline of changes: the largest beyond chance."""
    top, printed = largest_change(table, outcome), facts.measured(outcome).outcome
    if top is None:
        return none_changed(facts, outcome)
    unit = " points" if printed.points else ""
    amount = f"{change_text(printed, abs(float(table['mean'][top])))}{unit}"
    where = _where(table, facts, (across, up), top).partition("at ")[2]
    return f"{most_changed(table, facts, outcome, top, amount)} at {where}"


def _where(table: Table, facts: SweepFacts, factors: tuple[str, str], i: int) -> str:
    parts = [f"{facts.factor(name).noun} {level_text(table[name][i])}" for name in factors]
    arm = f"under {spoken(str(table['arm'][i]))}, " if len(facts.arms) > 1 else ""
    return f"{arm}at {' and '.join(parts)}"


def alternative(
    table: Table, facts: SweepFacts, across: str, up: str, outcome: str, headline: str
) -> str:
    """Return the picture in words: range by arm, and the width of intervals."""
    measured, parts = facts.measured(outcome), []
    for arm in present(facts.arms, table, "arm"):
        own = rows(table, arm=arm, outcome=outcome)
        own = own[np.isfinite(table["mean"][own])]
        if own.size:
            ends = [own[int(f(table["mean"][own]))] for f in (np.argmin, np.argmax)]
            said = [interval(measured, *(float(table[c][i]) for c in ("mean", "low", "high")))
                    for i in ends]  # fmt: skip
            parts.append(f"{spoken(arm)}: from {said[0]} to {said[1]}")
    over = " and ".join(facts.factor(name).noun for name in (across, up))
    start = f"{headline}. Heat maps of {noun(measured)} over {over}."
    return f"{start} {'; '.join(parts)}. {source(facts, table['replicates'])}"


def deck(table: Table, outcome: Outcome, half: Floats, change: bool, base: str) -> str:
    """Return what colours stand for and how wide intervals are."""
    what = f"Change against {base}" if change else outcome.title
    unit = outcome.change if change else outcome.unit
    text = f"{what}{f', {unit}' if unit else ''}."
    there = half[np.isfinite(half)]
    if not there.size:
        return f"{text} One replicate: no intervals."
    middle, most = (outcome.write_change(float(f(there)), False) for f in (np.median, np.max))
    if outcome.form == "fraction":
        middle, most = (f"{float(f(there)):.3f}" for f in (np.median, np.max))
    return f"{text} 95{words.PERCENT} intervals: ± {middle} in the middle cell, ± {most} at most."


def heat_map(
    table: Table,
    facts: SweepFacts,
    across: str,
    up: str,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
    change: bool = False,
) -> Figure:
    """Return one field an arm, over the levels of two factors, on one scale of colours."""
    measured = facts.measured(outcome)
    kept = rows(table, outcome=outcome)
    arms = present(facts.arms, {"arm": table["arm"][kept]}, "arm")
    field = make_field(table, facts.factor(across), facts.factor(up))
    half = (table["high"][kept] - table["low"][kept]) / 2
    plan = field_grid(field, len(arms), shape, _titles(facts, arms, mode))
    note = source(facts, table["replicates"][kept])
    base = spoken(facts.arms[0])
    sheet = Sheet(
        mode, shape, headline, deck(table, measured.outcome, half, change, base), note, plan.height
    )
    bounds = _bounds(table["mean"][kept], change)
    _bar(sheet, measured.outcome, bounds, change)
    for i, arm in enumerate(arms):
        own = kept[[str(name) == arm for name in table["arm"][kept]]]
        ax = field_axes(sheet, plan.boxes[i], field, left=plan.begins_row(i))
        _fill(sheet, ax, plan.boxes[i], field, table, own, measured.outcome, bounds, change)
        if len(arms) > 1:
            entitle(sheet, plan, i, _titles(facts, arms, mode)[i])
    name_factors(sheet, plan, field)
    return sheet.figure


def _titles(facts: SweepFacts, arms: list[str], mode: str) -> list[Title]:
    colors = facts.colours(mode)
    return [Title(spoken(arm), colors[arm]) for arm in arms]


def field_grid(
    field: Field, count: int, shape: Shape, titles: list[Title], head: float = HEAD
) -> Grid:
    """Return where fields stand: cells about square, rows of two or three."""
    width, left = Sheet.inner(shape), field.gutter()
    across = {1: 1, 2: 2, 3: 3, 4: 2}.get(count, 3) if shape == "wide" else 1 + (count > 4)
    each = (width - left - 0.22 * (across - 1)) / across
    ratio = len(field.rows) / max(len(field.columns), 1)
    tallest = 3.4 if shape == "wide" else 2.9
    high = min(max(each * ratio * 0.75, 0.3 * min(len(field.rows), 4), 1.0), tallest)
    title = 0.26 if count > 1 else 0.0
    step = title + high + 0.34
    boxes = tuple(
        Area(left + (i % across) * (each + 0.22), head + title + (i // across) * step, each, high)
        for i in range(count)
    )
    return Grid(boxes, across, head + -(-count // across) * step + 0.2)


def name_factors(sheet: Sheet, plan: Grid, field: Field) -> None:
    """Write what runs upwards above the first field, and what runs across below the last."""
    first, last = plan.boxes[0], plan.boxes[-1]
    y = first.y - (0.34 if len(plan.boxes) > 1 else 0.1)
    up = clip(f"↑ {field.up.heading}", "tick", sheet.width)
    sheet.text(0, y, up, "tick", sheet.look.muted)
    across = clip(f"{field.across.heading} →", "tick", sheet.width)
    sheet.text(sheet.width, last.y + last.height + 0.38, across, "tick", sheet.look.muted, "right")


def _bounds(values: Floats, change: bool) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    if change:
        most = float(np.abs(finite).max()) if finite.size and np.abs(finite).max() > 0 else 1.0
        return -most, most
    if not finite.size or finite.min() == finite.max():
        return value_limits(values)
    return float(finite.min()), float(finite.max())


def _bar(sheet: Sheet, outcome: Outcome, bounds: tuple[float, float], change: bool) -> None:
    """Draw the scale of colours with its ends written beside it."""
    ends = [_text(outcome, value, change) for value in bounds]
    scale = (changes if change else amounts)(sheet.look.mode)
    x = width_of(ends[0], "tick") + 0.08
    length = min(BAR, sheet.width - x - width_of(ends[1], "tick") - 0.1)
    sheet.text(0, 0.14, ends[0], "tick", sheet.look.muted)
    steps = 64
    for i, color in enumerate(as_hex(scale(np.linspace(0, 1, steps)))):
        left, low = sheet.at(x + i * length / steps, 0.14)
        sheet.figure.add_artist(
            Rectangle(
                (left, low),
                1.05 * length / steps / sheet.full,
                BAR_HIGH / sheet.height,
                transform=sheet.figure.transFigure,
                facecolor=color,
                linewidth=0,
            )
        )
    sheet.text(x + length + 0.08, 0.14, ends[1], "tick", sheet.look.muted)


def _text(outcome: Outcome, value: float, change: bool) -> str:
    return outcome.write_change(value, True) if change else fine_text(outcome, value)


def _fill(
    sheet: Sheet, ax: Axes, box: Area, field: Field, table: Table, own: np.ndarray,
    outcome: Outcome, bounds: tuple[float, float], change: bool,
) -> None:  # fmt: skip
    """Colour the cells of one arm and write in them what fits."""
    at, mean = field.places(table, own), np.asarray(table["mean"], dtype=float)[own]
    half = (table["high"][own] - table["low"][own]) / 2
    scale = (changes if change else amounts)(sheet.look.mode)
    low, high = bounds
    share = np.where(np.isfinite(mean), (mean - low) / (high - low), 0.0)
    fills = as_hex(scale(share))
    fills = [f if np.isfinite(m) else sheet.look.paper for f, m in zip(fills, mean, strict=True)]
    paint(sheet, ax, box, at, fills)
    said = [_cell(outcome, m, h, change) for m, h in zip(mean, half, strict=True)]
    widest = [max((lines[k] for lines in said if len(lines) > k), key=len, default="")
              for k in (0, 1)]  # fmt: skip
    deep = 2 if fits(widest, box, field) else 1 if fits(widest[:1], box, field) else 0
    for i, lines in enumerate(said if deep else []):
        write(
            ax, box, int(at[0, i]), int(at[1, i]), lines[:deep], ink_on(fills[i], sheet.look.mode)
        )


def _cell(outcome: Outcome, mean: float, half: float, change: bool) -> list[str]:
    if not np.isfinite(mean):
        return [words.NOTHING]
    text = _text(outcome, mean, change)
    if not np.isfinite(half):
        return [text]
    width = change_text(outcome, half)
    if half > 0 and not width.strip("0.,€"):
        width = f"<{width[:-1]}1"
    return [text, f"± {width}"]
