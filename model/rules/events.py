"""Memory of events worth telling: what happened, how surprising it was, on which day.

The id of an event is (person, brand, day, kind). One event a relationship is remembered:
the one with the most surprise left.
"""

from __future__ import annotations

import math
from enum import IntEnum

from model.compilation import rule


class Event(IntEnum):
    """What happened between a person and a brand."""

    NONE = 0
    PURCHASE = 1
    FAILURE = 2
    REPLY = 3
    IGNORED = 4
    BREACH = 5
    DEAL = 6
    PROMPT = 7
    LIE = 8  # a breach of integrity that is proven


PURCHASE, FAILURE, REPLY, IGNORED = 1, 2, 3, 4
BREACH, DEAL, PROMPT, LIE = 5, 6, 7, 8


@rule
def is_breach(kind):
    """Tell whether this event is a breach of integrity, suspected or proven."""
    return kind == BREACH or kind == LIE


@rule
def is_grievance(kind):
    """Tell whether this event is one to complain of."""
    return kind == FAILURE or kind == IGNORED or is_breach(kind)


@rule
def is_conduct(kind):
    """Tell whether this event shows how a brand behaves, rather than what its product is like."""
    return kind == FAILURE or kind == REPLY or kind == IGNORED or is_breach(kind)


@rule
def freshness(age, window):
    """Return how fresh an event is: 1 today, 0 once the window has passed."""
    if age >= window:
        return 0.0
    return 1.0 - age / window


@rule
def outshines(surprise, old_kind, old_surprise, old_age, window):
    """Tell whether a new event replaces the remembered one; what is no surprise never does."""
    if surprise == 0.0 or old_kind == 0:
        return surprise != 0.0
    return math.fabs(surprise) >= math.fabs(old_surprise) * freshness(old_age, window)
