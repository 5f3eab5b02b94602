"""A pitch in a conversation. Asked for it is service; not asked for it is a breach.

It can pay: it adds salience and may open a purchase occasion at once, less so among the
suspicious. Where there was closeness, it re-reads what seemed friendship.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import approach, clamp
from model.rules.writing import QUESTION


@rule
def is_due(exchanges, pitch_after, kind):
    """Tell whether this answer carries a pitch."""
    return pitch_after >= 0 and (exchanges >= pitch_after or kind == QUESTION)


@rule
def asked_for(kind):
    """Tell whether the person asked about the product."""
    return kind == QUESTION


@rule
def pitch_salience(suspicion, r):
    """Return the salience that a pitch adds."""
    return r.conversation_pitch_salience * (1.0 - r.appraisal_resistance * suspicion)


@rule
def chance_occasion(suspicion, r):
    """Return the chance that a pitch opens a purchase occasion at once."""
    return r.conversation_pitch_occasion * (1.0 - r.appraisal_resistance * suspicion)


@rule
def reread(warm, closeness, r):
    """Return the good evidence, earned in conversation, that now counts as a breach."""
    return warm * clamp(r.trust_rereading * closeness, 0.0, 1.0)


@rule
def disillusioned(disillusion, closeness, r):
    """Return disillusion after a deception of somebody this close."""
    return approach(disillusion, 1.0, clamp(r.trust_disillusion * closeness, 0.0, 1.0))


@rule
def chance_alienated(closeness, r):
    """Return the chance that a deception ends it for good."""
    return clamp(r.trust_alienation * closeness, 0.0, 1.0)
