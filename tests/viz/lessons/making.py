"""Small lessons, and runs made by hand, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.comparison.outcomes import OUTCOMES, PATHS
from viz.lessons.lesson import Lesson
from viz.lessons.measuring import Run
from viz.lessons.reading import lesson_of

SAYS = {
    "more": "more: {value}",
    "less": "less: {value}",
    "same": "same: {value}",
    "unclear": "unclear: {value}",
}
CONTRAST = {"arm": "loud", "against": "quiet", "outcome": "trust"}


def document(**changes: Any) -> dict[str, Any]:
    """Return the document of a small lesson, with sections replaced (None drops one)."""
    whole: dict[str, Any] = {
        "title": "Small",
        "about": "A small lesson.",
        "world": {
            "scenario": "one_brand", "brand": "usual", "days": 10, "replicates": 3,
            "set": {"people.count": 20},
        },
        "arms": [
            {"name": "quiet", "label": "Says nothing", "strategy": "silent"},
            {"name": "loud", "label": "Pushes", "strategy": "push"},
        ],
        "pages": [{"title": "Once", "text": "Once upon a time."}],
        "questions": [
            {"ask": "Higher or lower?", "says": SAYS} | CONTRAST,
            {"ask": "And sales?", "says": SAYS} | CONTRAST | {"outcome": "purchases"},
        ],
        "clues": [{"title": "Why", "says": SAYS} | CONTRAST | {"outcome": "suspicion"}],
        "explore": {
            "text": "Try.",
            "levers": [{"key": "brands.usual.options.intent", "label": "I", "low": 0, "high": 1}],
        },
        "challenge": {
            "text": "Break.", "held": "Held.", "broken": "Broken.",
            "levers": [{"key": "trust.failure", "label": "Failure", "low": 0, "high": 6}],
        },
        "ending": "The end.",
    }  # fmt: skip
    return {key: value for key, value in (whole | changes).items() if value is not None}


def small(**changes: Any) -> Lesson:
    """Return a small lesson."""
    return lesson_of(document(**changes), "small", "small.toml")


def run(paths: Sequence[Sequence[float]] | None = None, **outcomes: float) -> Run:
    """Return a run with outcomes as given, all others 0; paths [path, day]."""
    days = np.zeros((len(PATHS), 3)) if paths is None else np.array(paths)
    return Run(dict.fromkeys(OUTCOMES, 0.0) | outcomes, days.astype(np.float32))


def runs(loud: Sequence[float], quiet: Sequence[float], outcome: str = "trust") -> dict[str, Any]:
    """Return the runs of the small lesson's arms, one outcome given by replicate."""
    return {
        "loud": [run(**{outcome: value}) for value in loud],
        "quiet": [run(**{outcome: value}) for value in quiet],
    }
