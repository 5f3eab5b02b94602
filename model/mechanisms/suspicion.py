"""Suspicion of marketers: alarms of the day, and what they come to at night."""

from __future__ import annotations

from model.compilation import inlined, rule
from model.entries import Cause
from model.mechanisms.evidence import note_change
from model.numbers import f64
from model.rules.suspicion import moved

SUSPICION = int(Cause.SUSPICION)


@rule
def add_alarm(m, change):
    """Note a change of suspicion, which takes effect at the end of the day."""
    m.person.alarm = f64(m.person.alarm) + change


@inlined
def grow_wary(q):
    """Let the day's alarms move suspicion."""
    alarm = f64(q.alarm)
    if alarm != 0.0:
        q.suspicion = moved(f64(q.suspicion), alarm)
        q.alarm = 0.0


@rule
def note_wariness(m, before):
    """Record what the night's change of suspicion did to trust, which was ``before``."""
    note_change(m, SUSPICION, before)
