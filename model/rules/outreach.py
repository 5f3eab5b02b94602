"""Being addressed unasked is an exposure too, and too many are resented.

Consumers show diminishing returns to a firm's active part in their conversations, which at very
high levels undermines sentiment (Homburg, Ehm & Artz 2015, J. Marketing Research 52). This did
not hold where the conversation served social needs: answers to sociable letters are no exposure.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.reactance import resented


@rule
def exposed(recent, r):
    """Return recent exposures once the person has been addressed."""
    return recent + r.conversation_outreach_exposure


@rule
def intrusion(recent, r):
    """Return the bad evidence in being addressed once more after ``recent`` exposures."""
    return r.conversation_outreach_exposure * resented(recent, r)
