"""Letters to a brand, and public comments."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Happening, note

LETTER = int(Happening.LETTER)


@rule
def write_letter(m, kind, public, clock):
    """Put a letter into the brand's inbox."""
    p = m.pair
    p.owed = kind
    p.owed_public = public
    p.owed_day = m.day
    p.owed_clock = clock
    m.tally.inbound += 1
    m.tally.public += public
    note(m.log, m.b, LETTER, clock, kind + 8 * public)
