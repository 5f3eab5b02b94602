"""What a person gives off for friends to hear tomorrow."""

from __future__ import annotations

from model.compilation import rule
from model.world import NO_POST


@rule
def forget(signal):
    """Empty what was given off the day before yesterday."""
    signal.word = 0.0
    signal.thread = 0.0
    signal.post = NO_POST
