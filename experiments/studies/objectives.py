"""What is to be had more or less of: ``trust:max,cost:min``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.errors import InputError

FILE = "--objectives"
SIGNS = {"max": 1.0, "min": -1.0}
USUAL = ("trust:max", "profit:max", "cost:min")


@dataclass(frozen=True)
class Objective:
    """One outcome, and which way it should go."""

    outcome: str
    sign: float = 1.0
    """+1 if more is better, -1 if less is."""


def read_objectives(texts: Sequence[str]) -> tuple[Objective, ...]:
    """Return the objectives that some texts list; the usual ones if there is no text.

    ``OUTCOME:max`` or ``OUTCOME:min``; the outcome is a name, or ``NAME:HOW`` as elsewhere.
    """
    words = [word.strip() for text in (texts or USUAL) for word in text.split(",")]
    found = []
    for word in words:
        name, _, way = (part.strip() for part in word.rpartition(":"))
        if way not in SIGNS or not name:
            raise InputError(
                "which way", file=FILE, value=word, allowed=f"{word or 'trust'}:max or :min"
            )
        found.append(Objective(name, SIGNS[way]))
    names = [objective.outcome for objective in found]
    for name in names:
        if names.count(name) > 1:
            raise InputError("an objective is there twice", file=FILE, value=name)
    return tuple(found)
