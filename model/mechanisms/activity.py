"""How often people go online, which drifts towards what it has been worth."""

from __future__ import annotations

from model.compilation import inlined
from model.numbers import f64
from model.rules.arithmetic import approach


@inlined
def drift(q, r):
    """Let what was read today move activity."""
    worth = f64(q.worth)
    if worth >= 0.0:
        target = f64(q.sessions_trait) * worth
        q.sessions = approach(f64(q.sessions), target, r.people_activity_drift)
