"""Scenario discovery: the way of the peeling, and the box it led to (PRIM)."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.facts import SweepFacts, rows, short_level
from viz.figures.sweep.indices import noun_of, title_of
from viz.figures.tables import Table
from viz.figures.typesetting import clip, font, width_of

CAPTION = (
    "Peeling (Friedman & Fisher 1999) cuts away one thin slice of the space after another, so "
    "that what is left holds more and more of the cases looked for. Coverage is the share of "
    "them that is still inside, density the share of the inside that they are."
)
ROW, HEAD, FOOT = 0.52, 0.5, 0.46
HEIGHT = 2.1


def finding(boxes: Table, limits: Table, facts: SweepFacts, aim: str, box: int = 1) -> str:
    """Return the headline: where the cases lie; ``aim`` says which, as in "push wins"."""
    own, limited = rows(boxes, box=box), rows(limits, box=box)
    if not own.size or not limited.size:
        return f"No region was found in which {aim}"
    parts = [_said(limits, facts, int(i)) for i in limited[:2]]
    more = len(limited) - 2
    text = " and ".join(parts) if more <= 0 else f"{', '.join(parts)} and {more} more"
    density = words.share(float(boxes["density"][own[0]]))
    return f"Where {text}, {aim} in {density} of cases"


def _said(limits: Table, facts: SweepFacts, i: int) -> str:
    name = noun_of(facts, str(limits["factor"][i]))
    low, high = float(limits["low"][i]), float(limits["high"][i])
    if str(limits["levels"][i]):
        return f"{name} is {words.spoken(str(limits['levels'][i]))}"
    if np.isfinite(low) and np.isfinite(high):
        return f"{name} is {short_level(low)} to {short_level(high)}"
    return (
        f"{name} is {short_level(low)} or more"
        if np.isfinite(low)
        else (f"{name} is {short_level(high)} or less")
    )


def alternative(boxes: Table, limits: Table, facts: SweepFacts, headline: str, box: int = 1) -> str:
    """Return the picture in words, with its numbers."""
    own = rows(boxes, box=box)
    size = ""
    if own.size:
        i = int(own[0])
        size = (
            f" It covers {words.share(float(boxes['coverage'][i]))} of the cases looked for and "
            f"holds {int(boxes['cases'][i]):,} cases."
        )
    said = [
        f"{_said(limits, facts, int(i))} (found again in "
        f"{words.share(float(limits['reproduced'][i]))} of resamples)"
        for i in rows(limits, box=box)
    ]
    return f"{headline}.{size} Limits: {'; '.join(said) or 'none'}."


def prim(
    boxes: Table,
    limits: Table,
    trajectory: Table,
    facts: SweepFacts,
    headline: str,
    aim: str,
    box: int = 1,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return the trajectory of one box beside (or above) its limits.

    Tables as of ``experiments.analysis.discovery``: boxes (box, coverage, density, mass, cases),
    limits (box, factor, low, high, levels, reproduced), trajectory (box, step, coverage, density).
    """
    limited = rows(limits, box=box)
    rows_high = max(HEIGHT, ROW * max(len(limited), 1))
    wide = shape == "wide"
    inner = Sheet.inner(shape)
    body = HEAD + rows_high + FOOT if wide else 2 * (HEAD + FOOT) + HEIGHT + ROW * len(limited)
    deck = f"Cases in which {aim}. Left: the way of the peeling; right: the box it led to."
    if not wide:
        deck = f"Cases in which {aim}. Above: the way of the peeling; below: the box it led to."
    cases = int(np.max(boxes["cases"] / np.maximum(boxes["mass"], 1e-12), initial=0.0) + 0.5)
    people = words.plural(facts.people, "person", "people")
    note = f"{people}, {words.plural(facts.days, 'day')}; {words.plural(cases, 'case')}, "
    note += f"{words.plural(facts.runs, 'run')}."
    sheet = Sheet(mode, shape, headline, deck, note, body)
    half = (inner - 0.5) * 0.46 if wide else inner
    _way(sheet, Area(0.42, HEAD, half - 0.42, HEIGHT), boxes, trajectory, box)
    x, y = (half + 0.5, HEAD) if wide else (0.0, HEAD + HEIGHT + FOOT + HEAD)
    sheet.text(x, y - 0.36, "The box: within what was tried", "panel")
    for k, i in enumerate(limited):
        _limit(sheet, Area(x, y + k * ROW, inner - x, ROW), limits, facts, int(i))
    if not limited.size:
        sheet.text(x, y, "No limit was found.", "label", sheet.look.muted)
    return sheet.figure


def _way(sheet: Sheet, place: Area, boxes: Table, trajectory: Table, box: int) -> None:
    ax, look = sheet.axes(place), sheet.look
    own = rows(trajectory, box=box)
    own = own[np.argsort(trajectory["step"][own])]
    ax.set_xlim(1.04, -0.04)
    ax.set_ylim(-0.04, 1.08)
    marks = [0.0, 0.25, 0.5, 0.75, 1.0]
    ax.set_xticks(marks, labels=[f"{100 * m:.0f}" for m in marks])
    ax.set_yticks(marks, labels=[f"{100 * m:.0f}" for m in marks])
    color = look.strategies["conversational"]
    ax.plot(trajectory["coverage"][own], trajectory["density"][own], "-o", color=color,
            linewidth=1.2, markersize=3.2)  # fmt: skip
    chosen = rows(boxes, box=box)
    if chosen.size:
        at = float(boxes["coverage"][chosen[0]]), float(boxes["density"][chosen[0]])
        ax.plot(*at, "o", markersize=11, markerfacecolor="none", markeredgecolor=look.ink,
                markeredgewidth=1.3)  # fmt: skip
        text = f"{words.share(at[1])} dense, {words.share(at[0])} covered"
        left = at[0] > 0.5
        ax.annotate(
            clip(text, "note", place.width * 0.75), at, textcoords="offset points",
            xytext=(8 if left else -8, -12), ha="left" if left else "right", va="top",
            fontproperties=font("note"), color=look.ink, parse_math=False,
            bbox={"facecolor": look.paper, "linewidth": 0, "pad": 0.6},
        )  # fmt: skip
    sheet.text(0, place.y - 0.36, "The peeling", "panel")
    sheet.name_axes(ax, place, clip("density, % of the inside", "tick", place.width + 0.4),
                    clip("coverage, % of the cases", "tick", place.width), 0.42)  # fmt: skip


def _limit(sheet: Sheet, place: Area, limits: Table, facts: SweepFacts, i: int) -> None:
    """Draw one factor's range as a track, and the part inside the box on it."""
    look, name = sheet.look, str(limits["factor"][i])
    title = clip(title_of(facts, name), "label", place.width - 1.3)
    sheet.text(place.x, place.y + 0.02, title, "label")
    again = f"again in {words.share(float(limits['reproduced'][i]))}"
    sheet.text(place.x + place.width, place.y + 0.02, again, "note", look.muted, "right")
    inside = str(limits["levels"][i])
    if inside:
        text = clip(words.spoken(inside), "label", place.width)
        sheet.text(place.x, place.y + 0.22, text, "label", look.text(_blue(sheet)))
        return
    known = {factor.name: factor for factor in facts.factors}
    levels = [float(v) for v in known[name].levels] if name in known else []
    low, high = float(limits["low"][i]), float(limits["high"][i])
    ends = [v for v in (low, high) if np.isfinite(v)]
    first, last = min([*levels, *ends]), max([*levels, *ends])
    ax = sheet.blank(Area(place.x, place.y + 0.1, place.width, 0.1))
    ax.set_xlim(first, last if last > first else first + 1)
    ax.set_ylim(0, 1)
    ax.axvspan(first, last, color=look.rule, linewidth=0)
    ax.axvspan(low if np.isfinite(low) else first, high if np.isfinite(high) else last,
               color=_blue(sheet), linewidth=0)  # fmt: skip
    _ends(sheet, place, (first, last), (low, high))


def _ends(
    sheet: Sheet, place: Area, track: tuple[float, float], inside: tuple[float, float]
) -> None:
    """Write the ends of a track below it, and the limits that lie within, if they fit."""
    taken: list[tuple[float, float]] = []
    scale = place.width / (track[1] - track[0] or 1.0)
    for value, strong in [*((v, True) for v in inside), *((v, False) for v in track)]:
        if not np.isfinite(value):
            continue
        text = short_level(value)
        wide = width_of(text, "note")
        middle = (value - track[0]) * scale
        left = min(max(middle - wide / 2, 0.0), place.width - wide)
        if any(left < end + 0.08 and start < left + wide + 0.08 for start, end in taken):
            continue
        taken.append((left, left + wide))
        color = sheet.look.ink if strong else sheet.look.muted
        sheet.text(place.x + left, place.y + 0.34, text, "note", color)


def _blue(sheet: Sheet) -> str:
    return sheet.look.strategies["conversational"]
