"""The way through a lesson, and its memory in a browser."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.lessons import course
from viz.lessons.course import LeverTrial, State, begin, steps
from viz.lessons.keeping import kept, restored
from viz.lessons.lesson import Lesson

from .making import small

LESSON = small()
KINDS = [step.kind for step in steps(LESSON)]


def walked(*, to: str, lesson: Lesson = LESSON) -> State:
    """Return the state of a reader who did all that is asked, up to the first page of a kind."""
    state = begin(lesson)
    while course.current(lesson, state).kind != to:
        step = course.current(lesson, state)
        if step.kind == "predict":
            state = course.answer(lesson, state, step.number, "less")
        if step.kind == "run":
            state = course.lock(state)
        state = course.forward(lesson, state, ready=True)
    return state


def test_one_idea_a_page_in_this_order() -> None:
    assert KINDS == [
        "story", "predict", "predict", "run", "compare", "compare", "explain", "explore",
        "challenge", "end",
    ]  # fmt: skip


def test_no_page_is_turned_before_a_prediction_is_made() -> None:
    state = course.forward(LESSON, begin(LESSON), ready=False)
    assert course.forward(LESSON, state, ready=False) == state
    state = course.answer(LESSON, state, 0, "more")
    assert course.forward(LESSON, state, ready=False).place == 2


def test_running_needs_all_predictions_and_locks_them() -> None:
    half = course.answer(LESSON, begin(LESSON), 0, "more")
    assert not course.lock(half).locked
    state = course.lock(course.answer(LESSON, half, 1, "same"))
    assert state.locked
    assert course.answer(LESSON, state, 0, "less") == state


def test_results_open_the_pages_behind_them() -> None:
    state = walked(to="run")
    assert not course.may_go_on(LESSON, state, ready=True)
    state = course.lock(state)
    assert not course.may_go_on(LESSON, state, ready=False)
    assert course.may_go_on(LESSON, state, ready=True)


@pytest.mark.parametrize("choice", ["unclear", "", "MORE", "never"])
def test_only_offered_answers_are_taken(choice: str) -> None:
    assert course.answer(LESSON, begin(LESSON), 0, choice) == begin(LESSON)


def test_the_last_page_ends_it() -> None:
    state = walked(to="end")
    assert state.finished
    assert course.forward(LESSON, state, ready=True) == state
    assert course.back(state).finished


def test_pages_that_were_seen_can_be_gone_back_to() -> None:
    state = walked(to="explain")
    there = course.go_to(LESSON, state, 1)
    assert course.current(LESSON, there).kind == "predict"
    assert course.go_to(LESSON, there, state.place).place == state.place
    assert course.go_to(LESSON, there, state.place + 1) == there
    assert course.go_to(LESSON, there, -1) == there


@given(st.lists(st.sampled_from(["more", "less", "lock", "on", "ready", "back", "jump"])))
def test_nobody_sees_results_without_having_predicted(moves: list[str]) -> None:
    state = begin(LESSON)
    for move in moves:
        if move in ("more", "less"):
            for question in (0, 1):
                state = course.answer(LESSON, state, question, move)
        elif move == "lock":
            state = course.lock(state)
        elif move in ("on", "ready"):
            state = course.forward(LESSON, state, ready=move == "ready")
        else:
            state = course.back(state) if move == "back" else course.go_to(LESSON, state, 9)
        if state.place > KINDS.index("run"):
            assert state.locked
            assert None not in state.answers


# --- trying and breaking ---------------------------------------------------------------


def trial(verdict: str, value: float = 1.0) -> LeverTrial:
    return LeverTrial({"trust.failure": value}, 0.1, 0.0, 0.2, verdict)  # type: ignore[arg-type]


def test_an_answer_is_broken_by_another_that_can_be_told() -> None:
    state = begin(LESSON)
    for verdict, broken in (("more", False), ("unclear", False), ("same", True), ("more", True)):
        state = course.challenged(state, trial(verdict), "more")
        assert state.broken is broken
    assert len(state.challenged) == 4


def test_the_latest_trials_are_kept() -> None:
    state = begin(LESSON)
    for value in range(20):
        state = course.explored(state, trial("more", value))
    assert [one.values["trust.failure"] for one in state.explored] == list(range(8, 20))


def test_predictions_count_where_the_runs_can_tell() -> None:
    state = replace(begin(LESSON), answers=("more", "less"))
    assert course.right(state, ("more", "more")) == (1, 2)
    assert course.right(state, ("unclear", "less")) == (1, 1)
    assert course.right(state, ("unclear", "unclear")) == (0, 0)


# --- what a browser keeps --------------------------------------------------------------


def test_progress_comes_back_as_it_was() -> None:
    state = course.explored(
        walked(to="explain"),
        LeverTrial({"brands.usual.options.intent": 0.2}, 0.1, math.nan, 1.0, "more"),
    )
    back = restored(LESSON, kept(state))
    assert kept(back) == kept(state)
    assert back.place == state.place


def test_a_changed_lesson_begins_anew() -> None:
    other = small(world={"scenario": "one_brand", "brand": "usual", "days": 12})
    assert restored(other, kept(walked(to="explain"))) == begin(other)


def spoilt(**changes: object) -> str:
    return json.dumps(json.loads(kept(walked(to="explore"))) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", '"x"', "{}", "x" * 30_000, "[" * 15_000,
        spoilt(answers=["more"]), spoilt(answers=["more", "perhaps"]), spoilt(answers=None),
        spoilt(place="x"), spoilt(place=-2), spoilt(place=1e999), spoilt(challenged=[[1]]),
        spoilt(explored=[[{"people.count": 5}, 0, 0, 0, "more"]]),
        spoilt(explored=[[{"brands.usual.options.intent": "x"}, 0, 0, 0, "more"]]),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_begins_anew(text: str) -> None:
    assert restored(LESSON, text) == begin(LESSON)


def test_nobody_gets_past_the_run_by_a_forged_memory() -> None:
    for forged in (spoilt(locked=False, place=9, furthest=9), spoilt(answers=[None, "more"])):
        state = restored(LESSON, forged)
        assert KINDS[state.place] == "run" or state.place < KINDS.index("run")
        assert not state.locked
        assert not state.finished
