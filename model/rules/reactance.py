"""Reactance: messages that come too often are resented, whatever is in them.

Brehm 1966; felt as intrusion by readers of advertisements (Edwards, Li & Lee 2002, J. Advertising
31). It comes on top of tedium, which only takes away what is new in a message.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp


@rule
def resented(recent, r):
    """Return the bad evidence in one more reading after ``recent`` exposures."""
    return r.appraisal_reactance * clamp(recent - r.appraisal_tolerance, 0.0, 1e6)
