"""What a lesson is made of. All of it is checked; see ``viz.lessons.reading``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Literal

from model.parameters.declaration import Parameter
from model.scenario import Scenario

Verdict = Literal["more", "less", "same", "unclear"]
ANSWERS: tuple[Verdict, ...] = ("more", "less", "same")
"""What may be predicted."""
VERDICTS: tuple[Verdict, ...] = (*ANSWERS, "unclear")
"""What the runs may show."""


@dataclass(frozen=True)
class Page:
    """A page of the story."""

    title: str
    text: str


@dataclass(frozen=True)
class LessonArm:
    """One way in which things may go."""

    name: str
    """What the file calls it."""
    label: str
    """What readers see."""
    scenario: Scenario
    """Complete: the lesson's world with the arm's changes."""


@dataclass(frozen=True)
class LessonMeasure:
    """One outcome of the focal brand, over the whole run or over some days of it."""

    outcome: str
    days: tuple[int, int] | None = None
    """First day, counted from 0, and the day after the last."""


@dataclass(frozen=True)
class Contrast:
    """What is compared: how far the outcome of one arm lies above that of another."""

    arm: str
    against: str
    measure: LessonMeasure


@dataclass(frozen=True)
class Says:
    """What is said of a contrast, by what the runs show."""

    more: str
    less: str
    same: str
    unclear: str

    def of(self, verdict: Verdict) -> str:
        """Return the text for a verdict."""
        text: str = getattr(self, verdict)
        return text


@dataclass(frozen=True)
class Question:
    """A question to be answered before anything is run."""

    ask: str
    contrast: Contrast
    says: Says


@dataclass(frozen=True)
class Clue:
    """A contrast that helps to explain the answers."""

    title: str
    contrast: Contrast
    says: Says


@dataclass(frozen=True)
class Lever:
    """A number that the reader may change."""

    key: str
    """Dotted, as in a scenario."""
    label: str
    low: float
    high: float
    start: float
    parameter: Parameter

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers will do."""
        return self.parameter.kind is int


@dataclass(frozen=True)
class Challenge:
    """Something for the reader to do with levers, and the question it is about."""

    text: str
    levers: tuple[Lever, ...]
    question: int
    """Counted from 0."""
    arm: str | None = None
    """The arm whose levers they are; None for the world of all arms."""
    held: str = ""
    """Said where the answer stays; only where it was to be broken."""
    broken: str = ""
    """Said where the answer turns."""


@dataclass(frozen=True)
class Lesson:
    """One lesson."""

    name: str
    """That of the file, without its ending."""
    title: str
    about: str
    claims: tuple[str, ...]
    minutes: int
    brand: str
    replicates: int
    arms: tuple[LessonArm, ...]
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    clues: tuple[Clue, ...]
    explore: Challenge | None
    challenge: Challenge | None
    ending: str

    def arm(self, name: str) -> LessonArm:
        """Return the arm of that name; KeyError if there is none."""
        return {arm.name: arm for arm in self.arms}[name]

    @cached_property
    def digest(self) -> str:
        """16 hex digits over the questions and all that decides the runs."""
        asked = [
            [q.ask, q.contrast.arm, q.contrast.against, q.contrast.measure.outcome]
            for q in self.questions
        ]
        runs = [[arm.name, arm.scenario.content_hash()] for arm in self.arms]
        text = json.dumps([asked, runs, self.brand, self.replicates])
        return blake2b(text.encode(), digest_size=8).hexdigest()


def changed_arms(
    lesson: Lesson, challenge: Challenge, values: Mapping[str, float]
) -> tuple[LessonArm, ...]:
    """Return the two arms that the challenge's question compares, with levers moved."""
    contrast = lesson.questions[challenge.question].contrast
    arms = []
    for name in (contrast.arm, contrast.against):
        arm = lesson.arm(name)
        moved = challenge.arm is None or challenge.arm == name
        scenario = arm.scenario.with_values(values) if moved else arm.scenario
        arms.append(LessonArm(arm.name, arm.label, scenario))
    return tuple(arms)
