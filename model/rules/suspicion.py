"""Suspicion (persuasion knowledge, Friestad & Wright's term): of marketers as a kind."""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp


@rule
def alarm(seen, suspicion, r):
    """Return the rise of suspicion with one reading in which this much intent was detected."""
    return r.suspicion_gain * seen * (1.0 - suspicion)


@rule
def shock(suspicion, r):
    """Return the rise of suspicion with one breach."""
    return r.suspicion_breach * (1.0 - suspicion)


@rule
def calm(worth, suspicion, r):
    """Return the fall of suspicion with one honest contact of this worth."""
    return r.suspicion_calm * worth * suspicion


@rule
def moved(suspicion, change):
    """Return suspicion at the end of the day."""
    return clamp(suspicion + change, 0.0, 1.0)
