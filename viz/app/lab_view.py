"""The pages of a lesson that have levers, as plain values: trying it, and trying to break it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from model.parameters.validation import number_text
from viz.app.finding_view import finding_view, row_of, scale_of
from viz.app.reader import Reader
from viz.lessons import course
from viz.lessons.course import LessonStep, LeverTrial
from viz.lessons.lesson import Challenge, Lever, Verdict
from viz.lessons.measuring import Finding
from viz.lessons.texts import paragraphs

HEADINGS = {"explore": "Try it yourself", "challenge": "Try to break it"}


def lab_view(reader: Reader, step: LessonStep) -> dict[str, Any]:
    """Return a page with levers, and what came of those that were tried."""
    lesson, challenge, state = reader.lesson, reader.challenge, reader.state
    assert lesson is not None
    assert challenge is not None
    usual = reader.finding(challenge.question)
    trials = state.explored if step.kind == "explore" else state.challenged
    running = reader.trying
    last = trials[-1] if trials else None
    return {
        "heading": HEADINGS[step.kind],
        "text": paragraphs(challenge.text),
        "ask": lesson.questions[challenge.question].ask,
        "finding": finding_view(lesson, usual),
        "levers": [_lever(lever, last) for lever in challenge.levers],
        "scale": scale_of(usual, trials),
        "usual": row_of("As it was", usual, usual),
        "trials": [_trial(challenge, trial, usual) for trial in reversed(trials)],
        "running": {"done": running.done, "of": running.replicates} if running else None,
        "said": _said(step, challenge, last, usual.verdict),
        "broken": state.broken and step.kind == "challenge",
    }


def _lever(lever: Lever, last: LeverTrial | None) -> dict[str, Any]:
    parameter = lever.parameter
    return {
        "key": lever.key,
        "label": lever.label,
        "low": lever.low,
        "high": lever.high,
        "step": 1 if lever.whole else _step(lever.high - lever.low),
        "value": last.values[lever.key] if last else lever.start,
        "start": lever.start,
        "unit": parameter.unit,
        "about": f"{parameter.about}. Usual here: {number_text(_round(lever.start))}."
                 f" Source: {parameter.source}.",
    }  # fmt: skip


def _step(span: float) -> float:
    """Return a step that is easy to read, about a hundredth of the span."""
    size = 10.0 ** math.floor(math.log10(span / 100))
    return max(unit * size for unit in (1, 2, 5) if unit * size <= span / 100 * 1.001)


def _round(value: float) -> float:
    return float(f"{value:.3g}")


def _trial(challenge: Challenge, trial: LeverTrial, usual: Finding) -> dict[str, Any]:
    row = row_of("; ".join(_settings(challenge, trial)), trial, usual)
    return row | {"turned": course.breaks(trial, usual.verdict)}


def _settings(challenge: Challenge, trial: LeverTrial) -> Iterator[str]:
    """Yield what a trial moved away from where it starts, in words."""
    moved = [lever for lever in challenge.levers if trial.values[lever.key] != lever.start]
    yield from (f"{lever.label}: {number_text(_round(trial.values[lever.key]))}" for lever in moved)
    if not moved:
        yield "Nothing changed"


def _said(step: LessonStep, challenge: Challenge, last: LeverTrial | None, usual: Verdict) -> str:
    """Return what is said about the last trial."""
    if last is None or step.kind == "explore":
        return ""
    if course.breaks(last, usual):
        return challenge.broken
    if last.verdict == "unclear" != usual:
        return "These runs cannot tell any more. You are close: push a little further."
    return challenge.held
