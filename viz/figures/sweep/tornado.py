"""Tornado: what each factor alone does to an outcome, the strongest on top, one panel an arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures.outcomes import Outcome
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.colours import amounts, as_hex
from viz.figures.sweep.facts import (
    SweepFacts,
    change_text,
    deck_for,
    level_text,
    number_text,
    present,
    rows,
    source,
    spoken,
)
from viz.figures.sweep.numbers import set_ticks
from viz.figures.sweep.telling import interval, noun
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip, font, width_of
from viz.figures.words import PERCENT

CAPTION = (
    "One factor is moved at a time, all others stay at the base. The longer the bar, the more the "
    "outcome depends on that factor, within the levels that were tried."
)
ROW, HEAD, FOOT = 0.34, 0.46, 0.34
THICK = 0.2
LONGEST_NAME, LONGEST_LEVEL = 1.9, 1.0
TINTS = {"light": ("pale", "dark"), "dark": ("dim", "bright")}
MOST = 20
"""Factors shown, at most: the strongest."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one factor does in one arm: its levels' texts and changes, least change first."""

    labels: list[str]
    ranks: Floats
    """Where each level lies among the factor's own, 0 lowest to 1 highest; NaN for texts."""
    mean: Floats
    low: Floats
    high: Floats

    @property
    def width(self) -> float:
        """From the lowest to the highest, zero included."""
        found = self.mean[np.isfinite(self.mean)]
        return float(max(found.max(), 0) - min(found.min(), 0)) if found.size else 0.0


def swing(table: Table, factor: str, arm: str) -> Swing:
    """Return a factor's swing in an arm."""
    own = rows(table, factor=factor, arm=arm)
    number = np.asarray(table["number"], dtype=float)[own]
    labels = [
        number_text(n) if np.isfinite(n) else level_text(str(t))
        for n, t in zip(number, table["level"][own], strict=True)
    ]
    spread = np.ptp(number) if len(number) and np.isfinite(number).all() else np.nan
    ranks = (number - number.min()) / spread if spread > 0 else np.full(len(own), np.nan)
    parts = [np.asarray(table[part], dtype=float)[own] for part in ("mean", "low", "high")]
    return Swing(labels, ranks, *parts)


def ordered(table: Table, facts: SweepFacts, arms: Sequence[str]) -> list[str]:
    """Return the factors, the one with the widest swing in any arm first."""
    names = present([factor.name for factor in facts.factors], table, "factor")
    return sorted(names, key=lambda f: -max((swing(table, f, a).width for a in arms), default=0))


def finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: which factor moves the outcome most, and between what."""
    measured, arms = facts.measured(outcome), present(facts.arms, table, "arm")
    names = ordered(table, facts, arms)
    if not names or not np.isfinite(table["mean"]).any():
        return f"No run has a value of {noun(measured)}"
    arm = max(arms, key=lambda a: swing(table, names[0], a).width)
    top = swing(table, names[0], arm)
    if top.width == 0:
        return f"No factor moves {noun(measured)}"
    title = facts.factor(names[0]).title
    under = f" under {spoken(arm)}" if len(arms) > 1 else ""
    amount = change_text(measured.outcome, top.width)
    unit = " points" if measured.outcome.points else ""
    return f"{title} moves {noun(measured)} most{under}: by up to {amount}{unit}"


def alternative(table: Table, facts: SweepFacts, outcome: str, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    measured, arms, parts = facts.measured(outcome), present(facts.arms, table, "arm"), []
    for arm in arms:
        for name in ordered(table, facts, arms)[:MOST]:
            found = swing(table, name, arm)
            said = [
                f"{label} {interval(measured, *map(float, values))}"
                for label, *values in zip(
                    found.labels, found.mean, found.low, found.high, strict=True
                )
            ]
            parts.append(f"{spoken(arm)}, {facts.factor(name).noun}: {', '.join(said)}")
    note = source(facts, table["replicates"])
    return f"{headline}. Tornado of changes from the base. {'; '.join(parts)}. {note}"


def tornado(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return bars from the base to the extremes of each factor, one panel an arm."""
    arms = present(facts.arms, table, "arm")
    names, printed = ordered(table, facts, arms)[:MOST], facts.measured(outcome).outcome
    across = min(3, len(arms)) if shape == "wide" else 1
    panel = ROW * len(names)
    step = HEAD + panel + FOOT
    unit = f", {printed.change}" if printed.change else ""
    deck = (
        f"Change in {noun(facts.measured(outcome))}{unit}"
        f", as one factor leaves the base for its lowest level ({TINTS[mode][0]}) or its highest "
        f"({TINTS[mode][1]}). "
    ) + deck_for(f"Line: 95{PERCENT} interval.", table["replicates"])
    note = source(facts, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, note, -(-len(arms) // across) * step - 0.05)
    titles = [facts.factor(name).title for name in names]
    side = min(LONGEST_NAME, max((width_of(t, "label") for t in titles), default=0) + 0.12)
    side = min(side, sheet.width * 0.4)
    width = (sheet.width - side - 0.25 * (across - 1)) / across
    bounds = _bounds(table)
    for k, arm in enumerate(arms):
        x, y = side + (k % across) * (width + 0.25), (k // across) * step + HEAD
        box = Area(x, y, width, panel)
        _panel(sheet, box, [swing(table, name, arm) for name in names], bounds, printed)
        if len(arms) > 1:
            color = facts.colours(mode)[arm]
            sheet.text(x, y - 0.12, clip(spoken(arm), "panel", width), "panel",
                       sheet.look.text(color))  # fmt: skip
        if k % across == 0:
            for i, title in enumerate(titles):
                text = clip(title, "label", side - 0.08)
                sheet.text(0, y + (i + 0.5) * ROW + 0.045, text, "label")
    return sheet.figure


def _bounds(table: Table) -> tuple[float, float]:
    """Return the least and greatest end of any interval, zero included."""
    parts = [np.asarray(table[p], dtype=float) for p in ("mean", "low", "high")]
    found = np.concatenate([part[np.isfinite(part)] for part in parts])
    if not found.size or not np.abs(found).max() > 0:
        return -1.0, 1.0
    return min(float(found.min()), 0.0), max(float(found.max()), 0.0)


def _panel(
    sheet: Sheet, box: Area, swings: list[Swing], bounds: tuple[float, float], printed: Outcome
) -> None:
    ax, look = sheet.axes(box), sheet.look
    ax.grid(False)
    ax.grid(True, axis="x", color=look.rule, linewidth=0.7)
    ax.set_ylim(box.height, 0)
    ax.set_yticks([])
    low, high = bounds
    texts = [clip(t, "note", LONGEST_LEVEL) for s in swings for t in s.labels]
    room = max((width_of(text, "note") for text in texts), default=0.0) + 0.1
    room = min(room, 0.3 * box.width)
    scale = (box.width - 2 * room) / (high - low)
    low, high = low - room / scale, high + room / scale
    ax.set_xlim(low, high)
    set_ticks(ax, box.width, low, high, printed, True)
    for i, found in enumerate(swings):
        _bars(sheet, ax, (i + 0.5) * ROW, found, room - 0.06)
    ax.axvline(0, color=look.axis, linewidth=1)


def _bars(sheet: Sheet, ax: Axes, y: float, found: Swing, room: float) -> None:
    """Draw a factor's two extremes with their intervals and the names of their levels."""
    there = np.flatnonzero(np.isfinite(found.mean))
    if not there.size:
        return
    ends = {int(there[np.argmin(found.mean[there])]), int(there[np.argmax(found.mean[there])])}
    labelled: set[bool] = set()
    for i in sorted(ends, key=lambda i: -abs(found.mean[i])):
        mean = float(found.mean[i])
        ax.barh(y, mean, height=THICK, color=_tint(sheet, float(found.ranks[i])), linewidth=0)
        right = mean >= 0
        edges = [v for v in (mean, found.low[i], found.high[i]) if np.isfinite(v)]
        if len(edges) == 3:
            ax.plot(edges[1:], [y, y], color=sheet.look.ink, linewidth=1.0)
        if right in labelled or mean == 0:
            continue
        labelled.add(right)
        edge = max(*edges, 0.0) if right else min(*edges, 0.0)
        pad = 0.04 * (1 if right else -1)
        left, end = ax.get_xlim()
        inch = (end - left) / (ax.get_position().width * sheet.full)
        ax.text(
            edge + pad * inch, y, clip(found.labels[i], "note", room),
            ha="left" if right else "right", va="center_baseline", fontproperties=font("note"),
            color=sheet.look.muted, parse_math=False,
        )  # fmt: skip


def _tint(sheet: Sheet, rank: float) -> str:
    """Return the colour of a level: pale for the lowest, dark for the highest, grey for texts."""
    if not np.isfinite(rank):
        return sheet.look.axis
    return as_hex(amounts(sheet.look.mode)(np.array([0.35 + 0.55 * rank])))[0]
