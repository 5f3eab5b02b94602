"""What fades of itself overnight."""

from __future__ import annotations

from numba import literal_unroll

from model.compilation import inlined
from model.entries import Cause
from model.mechanisms.evidence import note_change, trust_of
from model.rules.evidence import faded
from model.state import FADES

FADING = int(Cause.FADING)
FADING_STATE = tuple(FADES)
"""What fades, by name; the loop over it is unrolled when it is compiled."""


@inlined
def fade(p, keep):
    """Let everything fade that fades in a relationship."""
    for name in literal_unroll(FADING_STATE):
        p[name] = faded(p[name], keep[name])


@inlined
def fade_watched(m, keep):
    """Do the same for one of the watched, recording what it does to trust."""
    before = trust_of(m)
    fade(m.pair, keep)
    note_change(m, FADING, before)
