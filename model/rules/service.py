"""Service at the brand's desk: how long an answer takes, when it comes, in which order.

Staff learn by a power law of practice; a desk that cannot keep up hurries, and hurried
answers become canned.
"""

from __future__ import annotations

import math

from model.compilation import rule
from model.rules.arithmetic import clamp, safe_exp
from model.rules.writing import ADDRESSED, COMPLAINT

FIRST_COME, LAST_COME, COMPLAINTS_FIRST, PUBLIC_FIRST, LOYAL_FIRST = 0, 1, 2, 3, 4
MORNING = 9.0
"""Hour of the day at which the desk opens."""


@rule
def handling_minutes(served, r):
    """Return staff minutes for one answer after ``served`` answers."""
    practice = math.log1p(served / r.conversation_learning_scale)
    base = r.conversation_handling * r.medium_handling
    return base * safe_exp(-r.conversation_learning * practice)


@rule
def rush(waiting, minutes_each, capacity):
    """Return how far the desk must hurry today, 0 to 1: 1 if twice what it can do waits."""
    if capacity <= 0.0:
        return 0.0
    return clamp(waiting * minutes_each / capacity - 1.0, 0.0, 1.0)


@rule
def hurried(minutes, rushed, r):
    """Return handling minutes at this rush."""
    return minutes * (1.0 - r.conversation_hurry * rushed)


@rule
def hurried_canned(canned, rushed, r):
    """Return the share of stock phrases in an answer at this rush."""
    return clamp(canned + r.conversation_rush_canned * rushed, 0.0, 1.0)


@rule
def urgency(discipline, kind, public, loyal):
    """Return the class of a letter in the queue; lower is answered sooner."""
    if kind == ADDRESSED:
        return 2
    if discipline == COMPLAINTS_FIRST:
        return 0 if kind == COMPLAINT else 1
    if discipline == PUBLIC_FIRST:
        return 0 if public else 1
    if discipline == LOYAL_FIRST:
        return 0 if loyal else 1
    return 0


@rule
def queue_key(discipline, kind, public, loyal, age, clock, person):
    """Return an integer by which waiting letters are sorted; no two people share one.

    ``age`` is in whole days, ``clock`` the hour of arrival.
    """
    arrival = int(clock * 1000.0) - 24000 * age + 24_000_000
    if discipline == LAST_COME:
        arrival = 48_000_000 - arrival
    return ((urgency(discipline, kind, public, loyal) << 26) + arrival) * (1 << 32) + person
