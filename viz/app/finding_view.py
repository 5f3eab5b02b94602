"""A finding, and what else lies on its axis, as plain values for a page to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.comparison.outcomes import PATHS
from experiments.statistics import mean_interval
from viz.app.marks import round_marks
from viz.figures.theme import strategy_colours
from viz.lessons.course import LeverTrial
from viz.lessons.lesson import Contrast, Lesson, Verdict
from viz.lessons.measuring import Finding, Runs, least_that_counts
from viz.lessons.texts import change_text, least_text, span, value_text
from viz.reports.outcomes import PRINTED

ANSWER_WORDS: dict[Verdict, str] = {
    "more": "Higher", "less": "Lower", "same": "About the same", "unclear": "Cannot tell",
}  # fmt: skip
POINTS = 120
"""Days of a line that are sent at most."""
PARTS = 5
"""Into which the marks of an axis part it, or a few more."""
BAND = ("mean", "low", "high")


def arm_looks(lesson: Lesson) -> list[dict[str, str]]:
    """Return the label of each arm and its colours."""
    strategies = [arm.scenario.brand(lesson.brand).strategy for arm in lesson.arms]
    tints = {mode: strategy_colours(strategies, mode) for mode in ("light", "dark")}
    return [
        {"name": arm.name, "label": arm.label, "light": light, "dark": dark}
        for arm, light, dark in zip(lesson.arms, tints["light"], tints["dark"], strict=True)
    ]


def arm_pair(lesson: Lesson, contrast: Contrast) -> list[dict[str, str]]:
    """Return the looks of the two arms that are compared."""
    looks = {look["name"]: look for look in arm_looks(lesson)}
    return [looks[contrast.arm], looks[contrast.against]]


def finding_view(lesson: Lesson, found: Finding, said: Verdict | None = None) -> dict[str, Any]:
    """Return a finding as a page draws it; ``said`` is what the reader predicted."""
    name = found.contrast.measure.outcome
    arm, against = arm_pair(lesson, found.contrast)
    return {
        "title": PRINTED[name].title,
        "verdict": found.verdict,
        "word": ANSWER_WORDS[found.verdict],
        "said": said,
        "verdict_text": _verdict_text(found.verdict, said),
        "span": span(found),
        "least": least_text(found),
        "arm": arm | {"value": value_text(name, found.arm_mean)},
        "against": against | {"value": value_text(name, found.against_mean)},
        "dots": [d for d in found.differences if math.isfinite(d)],
        "mean": _number(found.mean),
        "low": _number(found.low),
        "high": _number(found.high),
        "scale": scale_of(found, ()),
        "runs": len(found.differences),
        "days": _days(found),
    }


def _days(found: Finding) -> str:
    window = found.contrast.measure.days
    return "" if window is None else f"day {window[0] + 1} to {window[1]}"


def _verdict_text(verdict: Verdict, said: Verdict | None) -> str:
    if said is None:
        return ""
    mine = f"You said: {ANSWER_WORDS[said].lower()}."
    if verdict == "unclear":
        return f"{mine} These runs cannot tell, so you are neither right nor wrong."
    runs = ANSWER_WORDS[verdict].lower()
    return f"{mine} So do the runs." if said == verdict else f"{mine} The runs say: {runs}."


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def scale_of(found: Finding, trials: Sequence[LeverTrial]) -> dict[str, Any]:
    """Return the axis that holds a finding and trials: its ends, its marks, what is too small."""
    values = [0.0, 1.6 * found.least, -1.6 * found.least, *found.differences]
    values += [found.low, found.high]
    for trial in trials:
        values += [trial.mean, trial.low, trial.high]
    there = [value for value in values if math.isfinite(value)]
    low, high = min(there), max(there)
    pad = 0.06 * (high - low) or 1.0
    low, high = low - pad, high + pad
    name = found.contrast.measure.outcome
    marks = [
        {"at": mark, "text": change_text(name, mark)} for mark in round_marks(low, high, PARTS)[0]
    ]
    return {"low": low, "high": high, "least": found.least, "marks": marks}


def _fine(name: str, mark: float, step: float) -> str:
    """Return a mark of an axis, with as many decimals as tell it from the next."""
    if PRINTED[name].form == "fraction":
        return f"{mark:.{max(2, math.ceil(-math.log10(step) - 1e-9))}f}"
    return value_text(name, mark)


def lines_of(lesson: Lesson, contrast: Contrast, runs: Runs) -> dict[str, Any] | None:
    """Return the outcome by day of both arms, with the interval of the mean; None without one."""
    name = contrast.measure.outcome
    if name not in PATHS:
        return None
    place = PATHS.index(name)
    lines: list[dict[str, Any]] = []
    for look in arm_pair(lesson, contrast):
        found = mean_interval([run.paths[place] for run in runs[look["name"]]])
        days = _thinned(len(found.mean))
        lines.append(look | {part: _clean(getattr(found, part)[days]) for part in BAND})
    ends: list[float] = [
        value for line in lines for part in BAND for value in line[part] if value is not None
    ]
    if not ends:
        return None
    low, high = _room(name, ends)
    marks, step = round_marks(low, high, PARTS)
    return {
        "title": PRINTED[name].title,
        "lines": lines,
        "days": [int(day) + 1 for day in days],
        "marks": [{"at": mark, "text": _fine(name, mark, step)} for mark in marks],
        "low": low,
        "high": high,
    }


def _room(name: str, ends: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis; not so close that what does not count looks large."""
    low, high = min(ends), max(ends)
    wide = max(high - low, 4 * least_that_counts(name, low, high)) or 1.0
    middle = (low + high) / 2
    return middle - 0.54 * wide, middle + 0.54 * wide


def _thinned(days: int) -> Any:
    """Return the days that are drawn: all, or evenly some, the first and the last among them."""
    return np.unique(np.linspace(0, days - 1, min(days, POINTS)).round().astype(int))


def _clean(values: Any) -> list[float | None]:
    return [round(float(v), 5) if math.isfinite(v) else None for v in values]


def row_of(label: str, found: Finding | LeverTrial, usual: Finding) -> dict[str, Any]:
    """Return one line of the picture of trials."""
    name = usual.contrast.measure.outcome
    return {
        "label": label,
        "mean": _number(found.mean),
        "low": _number(found.low),
        "high": _number(found.high),
        "text": change_text(name, found.mean) if math.isfinite(found.mean) else "no value",
        "word": ANSWER_WORDS[found.verdict],
        "verdict": found.verdict,
    }
