"""What fades of itself overnight."""

from __future__ import annotations

from model.compilation import inlined
from model.entries import Cause
from model.mechanisms.evidence import note_change, trust_of
from model.rules.evidence import faded

FADING = int(Cause.FADING)


@inlined
def fade(p, keep):
    """Let everything fade that fades in a relationship."""
    p.good = faded(p.good, keep.evidence)
    p.bad = faded(p.bad, keep.evidence)
    p.warm = faded(p.warm, keep.evidence)
    p.quick = faded(p.quick, keep.quick)
    p.slow = faded(p.slow, keep.slow)
    p.recent = faded(p.recent, keep.tedium)
    p.familiarity = faded(p.familiarity, keep.familiarity)
    p.closeness = faded(p.closeness, keep.closeness)
    p.expectation = faded(p.expectation, keep.expectation)
    p.disillusion = faded(p.disillusion, keep.disillusion)


@inlined
def fade_watched(m, keep):
    """Do the same for one of the watched, recording what it does to trust."""
    before = trust_of(m)
    fade(m.pair, keep)
    note_change(m, FADING, before)
