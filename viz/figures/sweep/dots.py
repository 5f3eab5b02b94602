"""Dots with intervals for levels that are no numbers: one row a level and arm, or an arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.facts import (
    SweepFacts,
    deck_for,
    fine_text,
    level_text,
    present,
    rows,
    source,
    spoken,
)
from viz.figures.sweep.numbers import set_ticks, value_limits
from viz.figures.sweep.telling import (
    interval,
    largest_change,
    most_changed,
    none_changed,
    noun,
    quoted,
)
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip, font, width_of
from viz.figures.words import PERCENT

DECK = f"Dot: mean over replicates. Line: its 95{PERCENT} interval."
CHANGE_DECK = (
    f"Change against {{base}} on the same people and luck. Line: 95{PERCENT} interval. "
    "Hollow: may be nil."
)
CAPTION = "What follows from each level, everything else being the same."
CHANGE_CAPTION = (
    "Every arm met the same people and the same luck, so that only the arm differs; the interval "
    "would cover the true mean difference in 95 % of such experiments."
)
ROW, APART = 0.27, 0.12
"""Height of a row, and room between the groups of rows of two levels, in inches."""
HEAD, FOOT = 0.42, 0.34
MOST_ACROSS, MOST = 3, 6
ALL = "all"


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row of dots: what stands at its left, its arm, and how far down it is."""

    name: str
    level: str
    arm: str
    y: float


def layout(table: Table, facts: SweepFacts, factor: str) -> tuple[list[DotRow], float]:
    """Return the rows and the height of them all; without a factor each arm is a row."""
    arms = present(facts.arms, table, "arm")
    if not factor:
        return [DotRow(spoken(a), ALL, a, (k + 0.5) * ROW) for k, a in enumerate(arms)], (
            len(arms) * ROW
        )
    known = [str(level) for level in facts.factor(factor).levels]
    there = list(dict.fromkeys(str(level) for level in table[factor].tolist()))
    found, y = [], 0.0
    for level in sorted(there, key=lambda v: known.index(v) if v in known else len(known)):
        middle = (len(arms) - 1) // 2
        for k, arm in enumerate(arms):
            name = level if k == middle else ""
            found.append(DotRow(name, level, arm, y + ROW / 2))
            y += ROW if len(arms) == 1 else 0.6 * ROW
        y += APART
    return found, y


def finding(table: Table, facts: SweepFacts, factor: str, outcome: str) -> str:
    """Return the headline: the level with the best mean, and the one with the worst."""
    measured = facts.measured(outcome)
    own = rows(table, outcome=outcome)
    own = own[np.isfinite(table["mean"][own])]
    if not own.size:
        return f"No run has a value of {noun(measured)}"
    sign = 1 if measured.higher_is_better else -1
    order = own[np.argsort(-sign * table["mean"][own], kind="stable")]
    best, worst = int(order[0]), int(order[-1])
    amounts = [fine_text(measured.outcome, float(table["mean"][i])) for i in (best, worst)]
    if amounts[0] == amounts[1]:
        return f"{measured.title} is {amounts[0]} everywhere"
    ends = [_label(table, facts, factor, i) for i in (best, worst)]
    words = ("highest", "lowest") if sign > 0 else ("lowest", "highest")
    return (
        f"{measured.title} is {words[0]} with {ends[0]}, {amounts[0]}; "
        f"{words[1]} with {ends[1]}, {amounts[1]}"
    )


def change_finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline of changes: the largest one beyond chance."""
    top, measured = largest_change(table, outcome), facts.measured(outcome)
    if top is None:
        return none_changed(facts, outcome)
    amount = interval(measured, abs(float(table["mean"][top])), np.nan, np.nan)
    return most_changed(table, facts, outcome, top, amount)


def _label(table: Table, facts: SweepFacts, factor: str, i: int) -> str:
    arm = spoken(str(table["arm"][i]))
    if not factor:
        return arm
    level = f"{facts.factor(factor).noun} {level_text(table[factor][i])}"
    return f"{level}, {arm}" if len(facts.arms) > 1 else level


def alternative(
    table: Table, facts: SweepFacts, factor: str, outcomes: Sequence[str], headline: str
) -> str:
    """Return the picture in words, with its numbers."""
    parts = []
    for outcome in outcomes[:MOST]:
        measured = facts.measured(outcome)
        said = [
            f"{_label(table, facts, factor, int(i))} "
            + interval(measured, *(float(table[c][i]) for c in ("mean", "low", "high")))
            for i in rows(table, outcome=outcome)
        ]
        parts.append(f"{measured.title}: {'; '.join(said)}")
    return (
        f"{headline}. Dots with intervals. {'. '.join(parts)}. {source(facts, table['replicates'])}"
    )


def dots(
    table: Table,
    facts: SweepFacts,
    factor: str,
    outcomes: Sequence[str],
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
    change: bool = False,
) -> Figure:
    """Return one panel an outcome (at most six); ``factor`` may be empty: then arms are rows."""
    found, panel = layout(table, facts, factor)
    shown = list(outcomes[:MOST])
    across = min(MOST_ACROSS, len(shown)) if shape == "wide" else 1
    key = _key_entries(facts, table, factor, mode)
    top = 0.26 * len(key_lines(key, Sheet.inner(shape))) if key else 0.0
    names = [row.name for row in found]
    side = min(1.7, max((width_of(level_text(n), "label") for n in names), default=0) + 0.14)
    step = HEAD + panel + FOOT
    deck = CHANGE_DECK.format(base=quoted(facts.arms[0])) if change else DECK
    deck = deck_for(deck, table["replicates"])
    note = source(facts, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, note, top + -(-len(shown) // across) * step - 0.06)
    for i, line in enumerate(key_lines(key, sheet.width)):
        sheet.key(0, 0.12 + 0.22 * i, line)
    width = (sheet.width - side - 0.3 * (across - 1) - 0.08) / across
    colors = facts.colours(mode)
    for i, outcome in enumerate(shown):
        place = Area(
            side + (i % across) * (width + 0.3), top + (i // across) * step + HEAD, width, panel
        )
        _panel(sheet, place, table, facts, (factor, outcome), found, colors, change)
        if i % across == 0:
            _names(sheet, place, found, side, None if factor else colors)
    return sheet.figure


def _key_entries(facts: SweepFacts, table: Table, factor: str, mode: str) -> list[tuple[str, str]]:
    """Return colour and name of each arm, where rows do not name them."""
    arms = present(facts.arms, table, "arm")
    if not factor or len(arms) < 2:
        return []
    colors = facts.colours(mode)
    return [(colors[arm], clip(spoken(arm), "label", 3.0)) for arm in arms]


def key_lines(entries: list[tuple[str, str]], width: float) -> list[list[tuple[str, str]]]:
    """Return the entries of a key broken into lines."""
    lines: list[list[tuple[str, str]]] = []
    room = 0.0
    for entry in entries:
        need = 0.4 + width_of(entry[1], "label")
        if not lines or need > room:
            lines.append([])
            room = width
        lines[-1].append(entry)
        room -= need
    return lines


def _names(
    sheet: Sheet, box: Area, found: list[DotRow], side: float, colors: dict[str, str] | None
) -> None:
    for row in found:
        if row.name:
            color = sheet.look.text(colors[row.arm]) if colors else sheet.look.ink
            text = clip(level_text(row.name), "label", side - 0.1)
            sheet.text(0, box.y + row.y + 0.045, text, "label", color)


def _panel(
    sheet: Sheet, box: Area, table: Table, facts: SweepFacts, what: tuple[str, str],
    found: list[DotRow], colors: dict[str, str], change: bool,
) -> None:  # fmt: skip
    factor, outcome = what
    printed, look = facts.measured(outcome).outcome, sheet.look
    ax = sheet.axes(box)
    ax.grid(False)
    ax.grid(True, axis="x", color=look.rule, linewidth=0.7)
    ax.set_ylim(box.height, 0)
    ax.set_yticks([])
    values = _values(table, factor, outcome, found)
    low, high = value_limits(values, zero=change)
    ax.set_xlim(low, high)
    set_ticks(ax, box.width, low, high, printed, change)
    if low < 0 < high:
        ax.axvline(0, color=look.axis, linewidth=1)
    for row, (mean, least, most) in zip(found, values.T, strict=True):
        if not np.isfinite(mean):
            continue
        color = colors[row.arm]
        ax.plot([least, most], [row.y, row.y], color=color, linewidth=2.0, solid_capstyle="butt")
        hollow = change and not (least > 0 or most < 0)
        ax.plot(mean, row.y, "o", markersize=5.5, color=color,
                markerfacecolor=look.paper if hollow else color)  # fmt: skip
    sheet.text(box.x, box.y - 0.22, clip(printed.title, "panel", box.width), "panel")
    unit = printed.change if change else printed.unit
    ax.set_xlabel(clip(unit, "tick", box.width), fontproperties=font("tick"), color=look.muted,
                  ha="left", va="baseline", parse_math=False)  # fmt: skip
    ax.xaxis.set_label_coords(*sheet.at(box.x, box.y - 0.05), transform=sheet.figure.transFigure)


def _values(table: Table, factor: str, outcome: str, found: list[DotRow]) -> Floats:
    """Return mean, low and high, [part, row]."""
    own = rows(table, outcome=outcome)
    at = {}
    for i in own:
        level = str(table[factor][i]) if factor else ALL
        at[(level, str(table["arm"][i]))] = int(i)
    values = np.full((3, len(found)), np.nan)
    for k, row in enumerate(found):
        i = at.get((row.level, row.arm))
        if i is not None:
            values[:, k] = [table[part][i] for part in ("mean", "low", "high")]
    return values
