"""Being answered: worth, closeness, expectation; and being left without an answer."""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import approach, clamp, safe_exp
from model.rules.writing import COMPLAINT


@rule
def worth(wait, patience, canned, r):
    """Return what an answer is worth after ``wait`` hours: 1 for a prompt human one."""
    late = clamp(wait - r.conversation_expected_wait, 0.0, 1e6)
    human = 1.0 - r.conversation_canned_discount * canned
    return r.medium_richness * human * safe_exp(-late / patience)


@rule
def closer(closeness, answer_worth, canned, r):
    """Return closeness after an exchange: only contingent, human exchange adds to it."""
    step = clamp(r.conversation_closeness_gain * answer_worth * (1.0 - canned), 0.0, 1.0)
    return approach(closeness, 1.0, step)


@rule
def expects(expectation, target, r):
    """Return the expectation of an answer after one came (target 1) or failed to (0)."""
    return approach(expectation, target, r.conversation_expectation_gain)


@rule
def due(expectation, kind, r):
    """Return how far an answer to a letter of this kind is expected."""
    if kind == COMPLAINT:
        return approach(expectation, 1.0, r.conversation_complaint_expectation)
    return expectation


@rule
def given_up(day, owed_day, r):
    """Tell whether a waiting letter is taken as never answered by the end of ``day``."""
    return day - owed_day >= r.conversation_give_up
