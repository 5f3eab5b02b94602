"""The sandbox: a lesson that the reader makes up, from any shipped scenario and strategies."""

from __future__ import annotations

from dataclasses import dataclass

from model.errors import InputError
from model.scenario import load_scenario
from model.scenario.reading import shipped_scenarios
from model.strategies import SHIPPED
from viz.figures import words
from viz.lessons.arms import SHIPPED_NAMES, check_work
from viz.lessons.lesson import Contrast, Lesson, LessonArm, LessonMeasure, Question, Says
from viz.reports.outcomes import PRINTED

OUTCOMES = (
    "trust", "trust_known", "closeness", "suspicion", "followers", "alienated", "read",
    "read_share", "talk_positive", "talk_negative", "purchases", "profit", "return_on_attention",
)  # fmt: skip
PEOPLE = (100, 300, 600, 1000)
DAYS = (30, 90, 180, 365)
REPLICATES = (4, 8, 16)
SAYS = Says(
    more="{arm} came out above {against}: {value} against {other}. The interval leaves out zero,"
    " and the difference is large enough to count.",
    less="{arm} came out below {against}: {value} against {other}. The interval leaves out zero,"
    " and the difference is large enough to count.",
    same="{arm} and {against} end as good as equal: {value} and {other}. Whatever difference"
    " there is, it is too small to count.",
    unclear="These runs cannot tell. {arm} came to {value} and {against} to {other}, but luck"
    " alone could explain that. More runs, more people or more days may tell.",
)


@dataclass(frozen=True)
class SandboxQuestion:
    """What the reader wants to know."""

    scenario: str = "three_strategies"
    brand: str = ""
    """Empty for the first of the scenario."""
    arm: str = "conversational"
    against: str = "push"
    outcome: str = "trust"
    people: int = 300
    days: int = 180
    replicates: int = 8


def about(strategy: str) -> str:
    """Return the line that describes a shipped strategy."""
    return {kind.name: kind.about for kind in SHIPPED}[strategy]


def sandbox_lesson(question: SandboxQuestion) -> Lesson:
    """Return the lesson of a question, or raise ``InputError`` if it asks for the impossible."""
    for key, choices in (
        ("scenario", shipped_scenarios()), ("arm", SHIPPED_NAMES), ("against", SHIPPED_NAMES),
        ("outcome", OUTCOMES), ("people", PEOPLE), ("days", DAYS), ("replicates", REPLICATES),
    ):  # fmt: skip
        value = getattr(question, key)
        if value not in choices:
            allowed = ", ".join(str(choice) for choice in choices)
            raise InputError("not to be had here", key=key, value=value, allowed=allowed)
    if question.arm == question.against:
        raise InputError("compared with itself", key="against", value=question.against)
    size = {"people.count": question.people, "days": question.days}
    world = load_scenario(question.scenario).with_values(size)
    brand = world.brand(question.brand or world.brands[0].name)
    arms = tuple(
        LessonArm(name, words.spoken(name).capitalize(), world.with_strategy(brand.name, name))
        for name in (question.arm, question.against)
    )
    check_work(arms, question.replicates)
    title = PRINTED[question.outcome].phrase
    ask = (
        f"{brand.label} goes {words.spoken(question.arm)}, "
        f"or it goes {words.spoken(question.against)}. "
        f"After {question.days} days, is its “{title}” higher or lower under the first?"
    )
    contrast = Contrast(question.arm, question.against, LessonMeasure(question.outcome))
    return Lesson(
        name="sandbox", title="Sandbox", about="", claims=(), minutes=5, brand=brand.name,
        replicates=question.replicates, arms=arms, pages=(),
        questions=(Question(ask, contrast, SAYS),),
        clues=(), explore=None, challenge=None, ending="",
    )  # fmt: skip
