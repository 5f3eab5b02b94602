"""The best split of content by horizon: how far each share of promotions is behind the best."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.lines import LinePanel, Lines, full_height
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.facts import SweepFacts, change_text, deck_for, fine_text, rows, source
from viz.figures.sweep.horizon import span
from viz.figures.sweep.numbers import NumberAxis, number_panel, unit_of
from viz.figures.sweep.telling import noun
from viz.figures.tables import Floats, Table

DECK = (
    f"Line: distance from the best share, run by run. Band: 95{words.PERCENT} of all shares at "
    "once. Hollow: cannot be told from the best beyond chance."
)
CAPTION = (
    "The share of a brand's posts that are promotions; the rest are posts for the relation. "
    "Every share met the same people and the same luck, so that what varies between replicates "
    "cancels."
)
HEIGHT = 1.5
NAME = "promotions, share of the posts"


def horizons_of(table: Table, outcome: str) -> list[int]:
    """Return the horizons of an outcome, ascending."""
    return [int(day) for day in np.unique(table["horizon"][rows(table, outcome=outcome)])]


def finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: the best share after each horizon, or that none stands out."""
    title = noun(facts.measured(outcome))
    parts = [
        f"{_best(table, outcome, day)} after {span(day)}" for day in horizons_of(table, outcome)
    ]
    return f"Best share of promotions for {title}: {', '.join(parts)}"


def _best(table: Table, outcome: str, day: int) -> str:
    """Return the shares that may be the best, in words."""
    own = rows(table, outcome=outcome, horizon=day)
    close = own[np.asarray(table["as_good"])[own].astype(bool)]
    shares = np.asarray(table["promotion_share"], dtype=float)
    low, high = float(shares[close].min()), float(shares[close].max())
    if len(close) == len(own):
        return "none stands out"
    if low == high:
        return words.share(low)
    return f"{words.share(low)} to {words.share(high)}"


def alternative(table: Table, facts: SweepFacts, outcome: str, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    printed = facts.measured(outcome).outcome
    parts = []
    for day in horizons_of(table, outcome):
        said = [
            f"{words.share(float(table['promotion_share'][i]))} "
            f"{fine_text(printed, float(table['mean'][i]))} (behind by "
            f"{change_text(printed, float(table['behind'][i]))})"
            for i in rows(table, outcome=outcome, horizon=day)
        ]
        parts.append(f"After {span(day)}: {', '.join(said)}")
    note = source(facts, table["replicates"])
    return f"{headline}. Lines with bands. {'. '.join(parts)}. {note}"


def split(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return one panel a horizon: the distance from the best over the share of promotions.

    ``table`` as of ``experiments.studies.split``: horizon, outcome, promotion_share, behind,
    behind_low, behind_high, best, undecided, as_good, replicates.
    """
    days, printed = horizons_of(table, outcome), facts.measured(outcome).outcome
    width = Sheet.inner(shape)
    height, whole = full_height(1, HEIGHT)
    deck = deck_for(DECK, table["replicates"])
    note = source(facts, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, note, len(days) * (whole + 0.1) - 0.1)
    color = sheet.look.strategies["mixed"]
    for k, day in enumerate(days):
        own = rows(table, outcome=outcome, horizon=day)
        own = own[np.argsort(np.asarray(table["promotion_share"], dtype=float)[own])]
        at, behind, low, high = (
            np.asarray(table[name], dtype=float)[own]
            for name in ("promotion_share", "behind", "behind_low", "behind_high")
        )
        unit = unit_of(printed, change=True).replace("change", "behind the best", 1)
        panel = LinePanel(f"After {span(day)}", unit, 0.0, k * (whole + 0.1), width, height)
        lines = Lines(at, -behind[None], [""], [color], -high[None], -low[None])
        ax = number_panel(
            sheet, panel, lines, NumberAxis(at, NAME), outcome=printed, change=True, dots=False
        )
        _dots(ax, sheet, at, -behind, np.asarray(table["undecided"])[own].astype(bool), color)
    return sheet.figure


def _dots(
    ax: Axes, sheet: Sheet, at: Floats, values: Floats, undecided: npt.NDArray[np.bool_], color: str
) -> None:
    for x, y, open_ in zip(at, values, undecided, strict=True):
        ax.plot(
            x, y, "o", markersize=5, markeredgecolor=color, markeredgewidth=1.2, clip_on=False,
            markerfacecolor=sheet.look.paper if open_ else color, zorder=5,
        )  # fmt: skip
