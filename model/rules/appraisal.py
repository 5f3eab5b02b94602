"""Appraisal: what was in it for the receiver, and what persuasion it carried.

Value: appeal x relevance x novelty + reward - intent (k0 + ks suspicion) - canned kc.
Wear-in and wear-out follow from familiarity and tedium (Berlyne's two factors).
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp

MOST_WORTH = 1000.0
"""Mean human posts that one message is worth at most; more would not fit the day's sums."""


@rule
def novelty(recent, r):
    """Return 1 for something new, falling through 0 at the tedium span, to -1 at the least."""
    return clamp(1.0 - recent / r.feed_tedium_span, -1.0, 1.0)


@rule
def reward(offer, price_sensitivity, r):
    """Return the worth of an announced price cut to this person."""
    return r.appraisal_offer_value * offer * price_sensitivity


@rule
def value(appeal, relevance, recent, gain, intent, canned, suspicion, r):
    """Return the value of one message to one reader; 1 is the mean human post."""
    cost = intent * (r.appraisal_intent_cost + r.appraisal_intent_suspicion * suspicion)
    worth = appeal * relevance * novelty(recent, r) + gain - cost - canned * r.appraisal_canned_cost
    return clamp(worth, -MOST_WORTH, MOST_WORTH)


@rule
def detected(intent, suspicion, r):
    """Return how much persuasive intent a reader of this suspicion sees."""
    return intent * (r.appraisal_detection + (1.0 - r.appraisal_detection) * suspicion)


@rule
def persuasion(intent, suspicion, r):
    """Return the salience that one reading adds: suspicion weakens, it does not abolish."""
    return r.appraisal_mention + r.appraisal_persuasion * intent * (
        1.0 - r.appraisal_resistance * suspicion
    )


@rule
def good_in(worth, r):
    """Return the good evidence in a reading of this value."""
    if worth > 0.0:
        return r.appraisal_evidence * worth
    return 0.0


@rule
def bad_in(worth, seen, r):
    """Return the bad evidence in a reading of this value and this detected intent."""
    bad = r.appraisal_intent_harm * seen
    if worth < 0.0:
        bad -= r.appraisal_evidence * worth
    return clamp(bad, 0.0, 1e6)


@rule
def chance_reaction(worth, participation, r):
    """Return the chance that a reader reacts at all (like, comment or share)."""
    return clamp(r.feed_reaction_rate * participation * worth, 0.0, 1.0)


@rule
def chance_click(gain, r):
    """Return the chance that a reader clicks, given the reward in a message."""
    return clamp(r.feed_click_rate * (0.1 + gain), 0.0, 1.0)
