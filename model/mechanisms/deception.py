"""A breach of integrity comes to light."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause
from model.mechanisms.evidence import note_change, trust_if_watched
from model.mechanisms.memory import remember
from model.mechanisms.suspicion import add_alarm
from model.mechanisms.ties import alienate
from model.numbers import f64
from model.rules.arithmetic import clamp
from model.rules.events import BREACH, LIE
from model.rules.evidence import felt
from model.rules.pitching import chance_alienated, disillusioned, reread
from model.rules.suspicion import shock
from model.rules.ties import ALIENATED

BY_LIE = int(Cause.LIE)


@rule
def deceive(m, full, share, ends, cause):
    """A breach of integrity: it weighs more among the close, and re-reads what was warm.

    ``share`` of its full weight counts, and of the alarm that it gives.
    """
    p, r, before = m.pair, m.rules, trust_if_watched(m)
    weight = full * share
    closeness = f64(p.closeness)
    false = reread(f64(p.warm), closeness, r)
    p.good = clamp(f64(p.good) - false, 0.0, 1e9)
    p.warm = f64(p.warm) - false
    p.broken = f64(p.broken) + felt(weight, closeness, r) + false
    note_change(m, cause, before)
    p.disillusion = disillusioned(f64(p.disillusion), closeness, r)
    add_alarm(m, share * shock(f64(m.person.suspicion), r))
    remember(m, LIE if cause == BY_LIE else BREACH, -clamp(weight, 0.0, 1.0))
    if p.tie != ALIENATED and ends < chance_alienated(closeness, r):
        alienate(m)
