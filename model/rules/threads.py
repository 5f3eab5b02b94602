"""What others see in a public exchange with a brand.

A reply to praise serves the brand, and that motive is easy to see; accessible motives make
readers suspicious (Campbell & Kirmani 2000). A reply to anybody else serves the writer.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import approach
from model.rules.writing import PRAISE


@rule
def seen_worth(kind, answer_worth, r):
    """Return what an answer of this worth is to those who read it."""
    if kind == PRAISE:
        return answer_worth - r.conversation_praise_motive
    return answer_worth


@rule
def expects_too(expectation, seen, r):
    """Return the expectation of an answer of somebody who saw how others fared."""
    target = 1.0 if seen > 0.0 else 0.0
    return approach(expectation, target, r.conversation_seen_expectation)
