"""The one event with a brand that a person remembers."""

from __future__ import annotations

from model.compilation import rule
from model.numbers import f64, i64
from model.rules.events import outshines


@rule
def remember(m, kind, surprise):
    """Remember an event if it outshines the one remembered."""
    p = m.pair
    age = m.day - i64(p.event_day)
    if outshines(surprise, p.event, f64(p.surprise), age, m.rules.talk_window):
        p.event = kind
        p.event_day = m.day
        p.surprise = surprise
        p.told = 0
        p.voiced = 0
