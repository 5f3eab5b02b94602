"""Passing a post on to friends."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Happening, note
from model.plan import MAX_POSTS

PASSED_ON = int(Happening.PASSED_ON)


@rule
def pass_on(m, counts, number):
    """Pass a post on to one's friends: one post a day and brand, none twice, no ads."""
    if number % (MAX_POSTS + 1) == MAX_POSTS or m.signal.post >= 0 or m.pair.passed_on == number:
        return
    m.signal.post = number
    m.pair.passed_on = number
    m.pair.signals = 1
    m.tally.shares += 1
    counts.shares += 1
    note(m.log, m.b, PASSED_ON, 0.0, number)
