"""Writing to a brand, with a purpose: sociable, a question, a complaint, praise."""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp
from model.rules.events import freshness, is_grievance

SOCIAL, QUESTION, COMPLAINT, PRAISE, ADDRESSED = 1, 2, 3, 4, 5
"""Kinds of letters; ``ADDRESSED`` is a person whom the brand's staff mean to address."""


@rule
def sociable(follows, closeness, invited, participation, r):
    """Return the hazard of a sociable message today."""
    pull = r.conversation_social * (follows + r.conversation_closeness_pull * closeness)
    return participation * (pull + r.conversation_invitation * invited)


@rule
def curious(need, familiarity, r):
    """Return the hazard of a product question today; need in occasions a day."""
    return r.conversation_question * need * familiarity


@rule
def aggrieved(kind, age, told, helped, r):
    """Return the hazard of a complaint today: fresh grievances, the more so if answered before."""
    if told or not is_grievance(kind):
        return 0.0
    readiness = 1.0 + r.conversation_squeaky_wheel * clamp(helped, 0.0, 5.0)
    return r.conversation_complaint * readiness * freshness(age, r.talk_window)


@rule
def pleased(kind, surprise, age, told, r):
    """Return the hazard of praise today."""
    if told or kind == 0 or surprise <= 0.0:
        return 0.0
    return r.conversation_praise * surprise * freshness(age, r.talk_window)


@rule
def purpose(u, social, question, complaint, praise):
    """Return the kind of a letter, the hazards deciding; u uniform in (0, 1)."""
    x = u * (social + question + complaint + praise)
    if x < social:
        return SOCIAL
    if x < social + question:
        return QUESTION
    if x < social + question + complaint:
        return COMPLAINT
    return PRAISE
