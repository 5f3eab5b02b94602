"""Progress as text that a browser keeps: written, and read back without trust."""

from __future__ import annotations

import json
import math
from typing import Any

from viz.lessons.course import MOST_TRIALS, LeverTrial, State, begin, steps
from viz.lessons.lesson import ANSWERS, VERDICTS, Challenge, Lesson

LONGEST = 20_000
"""Characters of the progress of one lesson."""


def kept(state: State) -> str:
    """Return the state as JSON."""
    return json.dumps(
        {
            "digest": state.digest,
            "place": state.place,
            "furthest": state.furthest,
            "answers": list(state.answers),
            "locked": state.locked,
            "broken": state.broken,
            "finished": state.finished,
            "explored": [_plain(trial) for trial in state.explored],
            "challenged": [_plain(trial) for trial in state.challenged],
        }
    )


def _plain(trial: LeverTrial) -> list[Any]:
    numbers = [n if math.isfinite(n) else None for n in (trial.mean, trial.low, trial.high)]
    return [dict(trial.values), *numbers, trial.verdict]


def restored(lesson: Lesson, text: str) -> State:
    """Return the state that the text holds; the beginning, where it does not fit the lesson."""
    fresh = begin(lesson)
    try:
        found: Any = json.loads(text) if len(text) <= LONGEST else None
        return _state(lesson, found) if found["digest"] == lesson.digest else fresh
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return fresh


def _state(lesson: Lesson, found: Any) -> State:
    answers = tuple(_one_of(one, (None, *ANSWERS)) for one in found["answers"])
    if len(answers) != len(lesson.questions):
        raise ValueError(answers)
    locked = found["locked"] is True and None not in answers
    last = len(steps(lesson)) - 1
    if not locked:  # no further than the page that runs
        last = next(i for i, step in enumerate(steps(lesson)) if step.kind == "run")
    furthest = min(int(found["furthest"]), last)
    place = min(int(found["place"]), furthest)
    if place < 0:
        raise ValueError(place)
    return State(
        digest=lesson.digest,
        place=place,
        furthest=furthest,
        answers=answers,
        locked=locked,
        broken=found["broken"] is True,
        finished=found["finished"] is True and locked,
        explored=_trials(found["explored"], lesson.explore),
        challenged=_trials(found["challenged"], lesson.challenge),
    )


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise ValueError(value)
    return value


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _trials(found: Any, challenge: Challenge | None) -> tuple[LeverTrial, ...]:
    keys = {lever.key for lever in challenge.levers} if challenge else set()
    trials = []
    for values, mean, low, high, verdict in found[-MOST_TRIALS:]:
        if set(values) != keys:
            raise ValueError(values)
        clean = {key: float(value) for key, value in values.items()}
        ends = _number(low), _number(high)
        trials.append(LeverTrial(clean, _number(mean), *ends, _one_of(verdict, VERDICTS)))
    return tuple(trials)
