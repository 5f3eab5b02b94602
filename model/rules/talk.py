"""Talk between people: about events, not attitudes; once an event and listener.

Whether an event is told in public or in private is settled once; in public it is told
once, in private to a different friend each time, so no listener hears one event twice.
"""

from __future__ import annotations

import math

from model.compilation import rule
from model.rules.arithmetic import approach, clamp
from model.rules.events import freshness

PUBLIC = -1
"""Addressee of what is said to all friends."""

CONDUCT, PRODUCT, PAID = 1, 2, 4
"""What a word is about (bits); ``PAID`` marks a rewarded recommendation."""


@rule
def is_private(word, to, post, thread):
    """Tell whether what was given off is a word to one friend, and nothing that others see."""
    return word != 0.0 and to != PUBLIC and post < 0 and thread == 0.0


@rule
def chance_told(surprise, age, r):
    """Return the chance that a remembered event is told of today."""
    return clamp(r.talk_rate * math.fabs(surprise) * freshness(age, r.talk_window), 0.0, 1.0)


@rule
def chance_owner_talks(reward, r):
    """Return the chance that a customer talks though nothing happened: paid, or the limit case."""
    return clamp(r.talk_constant + r.talk_referral * reward, 0.0, 1.0)


@rule
def chance_paid(reward, r):
    """Return the chance that such a word was paid for."""
    total = r.talk_constant + r.talk_referral * reward
    if total <= 0.0:
        return 0.0
    return r.talk_referral * reward / total


@rule
def friend_told(degree, start, told):
    """Return which friend (0 to degree - 1) is told next; ``start`` uniform in (0, 1)."""
    return (int(start * degree) + told) % degree


@rule
def word_weight(strength, paid, r):
    """Return how much a word of this strength counts to its listener."""
    if paid:
        return strength * (1.0 - r.talk_paid_discount)
    return strength


@rule
def chance_word_occasion(weight, r):
    """Return the chance that a friend's word opens a purchase occasion."""
    return clamp(r.talk_occasion * weight, 0.0, 1.0)


@rule
def hearsay(satisfaction, weight, r):
    """Return satisfaction after hearing of a product: pulled up by praise, down by blame."""
    if weight > 0.0:
        return approach(satisfaction, 1.0, clamp(r.talk_product * weight, 0.0, 1.0))
    return approach(satisfaction, 0.0, clamp(-r.talk_product * weight, 0.0, 1.0))


@rule
def prompted(prompt, satisfaction, r):
    """Return the surprise that a prompt lends to one's dealings with a brand."""
    return r.talk_prompted * prompt * (2.0 * satisfaction - 1.0)
