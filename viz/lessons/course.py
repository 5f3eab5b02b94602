"""The way through a lesson as a state machine: where one is, what one predicted, what one tried.

A state is immutable; each step returns a new one or, where it is not allowed, the same. The
first run of a lesson locks its predictions. Whether results are at hand is not part of the
state: they are found again by what was run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from viz.lessons.lesson import ANSWERS, Lesson, Verdict

Kind = Literal["story", "predict", "run", "compare", "explain", "explore", "challenge", "end"]
MOST_TRIALS = 12
"""The latest trials that are kept."""


@dataclass(frozen=True)
class LessonStep:
    """One page: its kind, and its number among those of its kind."""

    kind: Kind
    number: int = 0


@dataclass(frozen=True)
class LeverTrial:
    """What came of one setting of the levers."""

    values: Mapping[str, float]
    """By the levers' keys."""
    mean: float
    low: float
    high: float
    verdict: Verdict


@dataclass(frozen=True)
class State:
    """Where a reader is in a lesson."""

    digest: str
    """Of the lesson; a changed lesson begins anew."""
    place: int = 0
    answers: tuple[Verdict | None, ...] = ()
    locked: bool = False
    explored: tuple[LeverTrial, ...] = ()
    challenged: tuple[LeverTrial, ...] = ()
    broken: bool = False
    finished: bool = False
    furthest: int = 0


def steps(lesson: Lesson) -> tuple[LessonStep, ...]:
    """Return the pages of a lesson in order: one idea a page."""
    return tuple(_steps(lesson))


def _steps(lesson: Lesson) -> Iterator[LessonStep]:
    yield from (LessonStep("story", number) for number in range(len(lesson.pages)))
    yield from (LessonStep("predict", number) for number in range(len(lesson.questions)))
    yield LessonStep("run")
    yield from (LessonStep("compare", number) for number in range(len(lesson.questions)))
    yield from (LessonStep("explain", number) for number in range(len(lesson.clues)))
    if lesson.explore:
        yield LessonStep("explore")
    if lesson.challenge:
        yield LessonStep("challenge")
    yield LessonStep("end")


def begin(lesson: Lesson) -> State:
    """Return the state of a reader who opens a lesson for the first time."""
    return State(lesson.digest, answers=(None,) * len(lesson.questions))


def current(lesson: Lesson, state: State) -> LessonStep:
    """Return the page that the reader is on."""
    return steps(lesson)[state.place]


def may_go_on(lesson: Lesson, state: State, *, ready: bool) -> bool:
    """Tell whether the next page is open; ``ready`` says that the results are at hand."""
    step = current(lesson, state)
    if step.kind == "end":
        return False
    if step.kind == "predict":
        return state.answers[step.number] is not None
    return ready and state.locked if step.kind == "run" else True


def answer(lesson: Lesson, state: State, question: int, choice: str) -> State:
    """Predict; nothing changes once the runs have begun."""
    if state.locked or choice not in ANSWERS or not 0 <= question < len(lesson.questions):
        return state
    answers = tuple(
        choice if place == question else given for place, given in enumerate(state.answers)
    )
    return replace(state, answers=answers)


def lock(state: State) -> State:
    """Let the runs begin: from now on no prediction changes. All have to be there."""
    return state if None in state.answers else replace(state, locked=True)


def forward(lesson: Lesson, state: State, *, ready: bool) -> State:
    """Turn to the next page, if it is open."""
    if not may_go_on(lesson, state, ready=ready):
        return state
    place = state.place + 1
    ended = steps(lesson)[place].kind == "end"
    return replace(
        state,
        place=place,
        furthest=max(state.furthest, place),
        finished=state.finished or ended,
    )


def back(state: State) -> State:
    """Turn to the page before."""
    return replace(state, place=max(state.place - 1, 0))


def go_to(lesson: Lesson, state: State, place: int) -> State:
    """Turn to any page that the reader has been on."""
    last = min(state.furthest, len(steps(lesson)) - 1)
    return replace(state, place=place) if 0 <= place <= last else state


def explored(state: State, trial: LeverTrial) -> State:
    """Note what came of the reader's own setting."""
    return replace(state, explored=(*state.explored, trial)[-MOST_TRIALS:])


def challenged(state: State, trial: LeverTrial, usual: Verdict) -> State:
    """Note an attempt to break the lesson's answer, which was ``usual``."""
    trials = (*state.challenged, trial)[-MOST_TRIALS:]
    return replace(state, challenged=trials, broken=state.broken or breaks(trial, usual))


def breaks(trial: LeverTrial, usual: Verdict) -> bool:
    """Tell whether an attempt turned the answer: to another that the runs can tell."""
    return trial.verdict not in ("unclear", usual)


def right(state: State, verdicts: tuple[Verdict, ...]) -> tuple[int, int]:
    """Return how many predictions came true, and of how many the runs can tell."""
    told = [(a, v) for a, v in zip(state.answers, verdicts, strict=True) if v != "unclear"]
    return sum(a == v for a, v in told), len(told)
