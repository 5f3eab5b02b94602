"""Arms compared on the same people and luck: paired differences with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.outcomes import Outcome
from viz.figures.sheet import Area, Shape, Sheet, origin
from viz.figures.tables import Floats, RunFacts, Table
from viz.figures.theme import strategy_colours
from viz.figures.typesetting import clip, font, width_of
from viz.figures.value_axis import ticks_between

CAPTION = (
    "Each arm ran on the same people with the same luck, so that only the strategy differs; "
    "the interval would cover the true mean difference in 95\u00a0% of such experiments."
)
OF_EACH = " of each arm"
ROW = 0.36
"""Height of an arm's row, in inches."""
HEAD = 0.5
FOOT = 0.3
MOST_ACROSS = 3


@dataclass(frozen=True, slots=True)
class ArmDifferences:
    """Differences of all arms from the baseline in one outcome, [arm]."""

    kind: Outcome
    """How the outcome is printed."""
    mean: Floats
    low: Floats
    high: Floats

    def certain(self, i: int) -> bool:
        """Tell whether the interval of arm i leaves zero out."""
        return bool(self.low[i] > 0 or self.high[i] < 0)


def arms(table: Table) -> list[str]:
    """Return the arms in the order in which they first appear."""
    return list(dict.fromkeys(str(name) for name in table["arm"]))


def replicates(table: Table) -> int:
    """Return the number of replicates behind the least replicated difference; 0 for none."""
    return int(np.min(table["replicates"])) if len(table["replicates"]) else 0


def by_outcome(
    differences: Table, facts: RunFacts, outcomes: Sequence[str] | None = None
) -> list[ArmDifferences]:
    """Return the differences in each outcome, in the order asked for (or of the table)."""
    names = arms(differences)
    found = [str(name) for name in differences["outcome"]]
    wanted = list(dict.fromkeys(found)) if outcomes is None else [o for o in outcomes if o in found]
    values = {o: np.full((3, len(names)), np.nan) for o in wanted}
    for row, (arm, name) in enumerate(zip(differences["arm"], found, strict=True)):
        if name in values:
            cell = [differences[part][row] for part in ("mean", "low", "high")]
            values[name][:, names.index(str(arm))] = cell
    return [ArmDifferences(facts.outcome(name), *values[name]) for name in wanted]


def finding(differences: Table, facts: RunFacts, outcomes: Sequence[str] | None = None) -> str:
    """Return the headline: what the first outcome's largest certain difference is."""
    found, names = by_outcome(differences, facts, outcomes), arms(differences)
    if not found or not np.isfinite(found[0].mean).any():
        return "Nothing was compared"
    first, base = found[0], words.spoken(str(differences["baseline"][0]))
    title = first.kind.phrase
    sure = [i for i in range(len(names)) if first.certain(i)]
    if not sure:
        return f"No arm differs from {base} in {title} beyond chance"
    top = max(sure, key=lambda i: abs(first.mean[i]))
    verb = "raises" if first.mean[top] > 0 else "lowers"
    amount = first.kind.write_change(abs(float(first.mean[top])), False)
    arm = words.spoken(names[top])
    return f"{arm.capitalize()} {verb} {title} by {amount} against {base}"


def alternative(differences: Table, facts: RunFacts, outcomes: Sequence[str] | None = None) -> str:
    """Return the picture in words, with its numbers."""
    names, parts = arms(differences), []
    for found in by_outcome(differences, facts, outcomes):
        write = found.kind.write_change
        cells = [
            f"{words.spoken(arm)} {write(found.mean[i], True)} (95 % interval "
            f"{write(found.low[i], True)} to {write(found.high[i], True)})"
            for i, arm in enumerate(names)
            if np.isfinite(found.mean[i])
        ]
        parts.append(f"{found.kind.title} (change in {found.kind.change}): {', '.join(cells)}")
    start = f"{finding(differences, facts, outcomes)}. Dots with intervals."
    return f"{start} {'; '.join(parts)}. {origin(facts, OF_EACH)}"


def differences(
    differences: Table,
    facts: RunFacts,
    mode: str = "light",
    shape: Shape = "wide",
    outcomes: Sequence[str] | None = None,
) -> Figure:
    """Return dots with 95 % intervals, one panel an outcome, one row an arm."""
    names, found = arms(differences), by_outcome(differences, facts, outcomes)
    across = min(MOST_ACROSS, len(found)) if shape == "wide" else 1
    side = min(1.5, max((width_of(words.spoken(n), "label") for n in names), default=0) + 0.12)
    rows = -(-len(found) // across)
    panel = ROW * len(names)
    step = HEAD + panel + FOOT
    base = words.spoken(str(differences["baseline"][0]))
    deck = (
        f"Difference from {base} on the same people. Line: 95\u00a0% interval. Hollow: may be nil."
    )
    sheet = Sheet(
        mode,
        shape,
        finding(differences, facts, outcomes),
        deck,
        origin(facts, OF_EACH),
        rows * step - 0.06,
    )
    width = (sheet.width - side - 0.3 * (across - 1) - 0.1) / across
    colors = strategy_colours(names, mode)
    for i, one in enumerate(found):
        x = side + (i % across) * (width + 0.3)
        box = Area(x, (i // across) * step + HEAD, width, panel)
        _panel(sheet, box, one, colors)
        if i % across == 0:
            _arm_names(sheet, box, names, colors, side)
    return sheet.figure


def _arm_names(sheet: Sheet, box: Area, names: list[str], colors: list[str], side: float) -> None:
    for i, (name, color) in enumerate(zip(names, colors, strict=True)):
        text = clip(words.spoken(name), "label", side - 0.1)
        y = box.y + (i + 0.5) * ROW + 0.08
        sheet.text(0, y, text, "label", sheet.look.text(color))


def _panel(sheet: Sheet, box: Area, one: ArmDifferences, colors: list[str]) -> None:
    kind, look = one.kind, sheet.look
    ax = sheet.axes(box)
    ax.grid(False)
    ax.grid(True, axis="x", color=look.rule, linewidth=0.7)
    ax.set_ylim(len(colors), 0)
    ax.set_yticks([])
    ax.set_ylabel("")
    _limits(ax, one, box.width)
    ax.axvline(0, color=look.axis, linewidth=1)
    for i, color in enumerate(colors):
        if np.isfinite(one.mean[i]):
            _dot(sheet, ax, one, i, color)
    title = clip(kind.title, "panel", box.width)
    sheet.text(box.x, box.y - 0.28, title, "panel")
    ax.set_xlabel(
        clip(kind.change or "difference", "tick", box.width),
        fontproperties=font("tick"),
        color=look.muted,
        ha="left",
        va="baseline",
        parse_math=False,
    )
    place = sheet.at(box.x, box.y - 0.08)
    ax.xaxis.set_label_coords(*place, transform=sheet.figure.transFigure)


def _limits(ax: Axes, one: ArmDifferences, width: float) -> None:
    edges = np.concatenate([one.low, one.high, one.mean, [0.0]])
    edges = edges[np.isfinite(edges)]
    low, high = float(edges.min()), float(edges.max())
    if high == low:
        low, high = -1.0, 1.0
    pad = 0.08 * (high - low)
    ax.set_xlim(low - pad, high + pad)
    write = one.kind.write_change
    widest = max(width_of(write(edge, True), "tick") for edge in (low, high)) + 0.16
    marks = ticks_between(low - pad, high + pad, max(2, int(width / widest)))
    margin = 0.4 * widest / width * (high - low + 2 * pad)
    marks = [m for m in marks if low - pad + margin <= m <= high + pad - margin] or [0.0]
    ax.set_xticks(marks, labels=[write(m, True) for m in marks])


def _dot(sheet: Sheet, ax: Axes, one: ArmDifferences, i: int, color: str) -> None:
    y = i + 0.62
    ax.plot([one.low[i], one.high[i]], [y, y], color=color, linewidth=2.2)
    fill = color if one.certain(i) else sheet.look.paper
    ax.plot(one.mean[i], y, "o", markersize=6, color=color, markerfacecolor=fill)
    left, right = ax.get_xlim()
    share = (one.mean[i] - left) / (right - left)
    ha = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    ax.text(
        one.mean[i],
        i + 0.42,
        one.kind.write_change(one.mean[i], True),
        ha=ha,
        va="bottom",
        fontproperties=font("note"),
        color=sheet.look.ink,
        parse_math=False,
        bbox={"facecolor": sheet.look.paper, "linewidth": 0, "pad": 0.6},
    )
