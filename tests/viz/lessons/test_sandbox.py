"""The sandbox: any question to any shipped scenario, within bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.errors import InputError
from model.scenario import load_scenario, shipped_scenarios
from viz.lessons.sandbox import OUTCOMES, SandboxQuestion, about, sandbox_lesson


@pytest.mark.parametrize("scenario", shipped_scenarios())
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_question_that_is_offered_makes_a_lesson(scenario: str, outcome: str) -> None:
    for brand in load_scenario(scenario).brands:
        lesson = sandbox_lesson(SandboxQuestion(scenario, brand.name, "silent", "mixed", outcome))
        assert [arm.label for arm in lesson.arms] == ["Silent", "Mixed"]
        assert brand.label in lesson.questions[0].ask


@pytest.mark.parametrize(
    "change",
    [
        {"scenario": "../x"}, {"arm": "own"}, {"outcome": "seed"}, {"people": 5000},
        {"days": 9999}, {"replicates": 1}, {"against": "conversational"}, {"brand": "x"},
    ],
)  # fmt: skip
def test_other_questions_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        sandbox_lesson(replace(SandboxQuestion(), **change))  # type: ignore[arg-type]


def test_strategies_are_described() -> None:
    assert "control" in about("silent")
