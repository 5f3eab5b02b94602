"""Mending what went wrong."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause
from model.mechanisms.deception import deceive
from model.mechanisms.evidence import note_change, trust_if_watched
from model.mechanisms.meeting import luck_of
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.arithmetic import one_more
from model.rules.blame import cleared, of_competence
from model.rules.repair import forgiven, mended

BY_REPAIR = int(Cause.REPAIR)
BY_LIE = int(Cause.LIE)


@rule
def repair(m, a):
    """An answered complaint is mended, by help and by what comes with it."""
    p, r, o = m.pair, m.rules, m.order
    p.helped = one_more(i64(p.helped))
    m.tally.compensated += 1
    before = trust_if_watched(m)
    event, believing = i64(p.event), 1.0 - f64(p.disillusion)
    failure = of_competence(event)
    share = mended(
        a, o.apology * failure, o.promise, o.denial * failure, o.compensation, o.false_claim, r
    )
    share = forgiven(share, f64(p.closeness), r)
    p.bad = f64(p.bad) * (1.0 - share * believing)
    p.broken = f64(p.broken) * (1.0 - cleared(a, o.apology, o.denial, event, r) * believing)
    note_change(m, BY_REPAIR, before)
    if o.false_claim > 0.0:
        out, ends, _, _ = luck_of(m, Block.ANSWER, 0)
        if out < r.repair_found_out:
            m.tally.lies += 1
            deceive(m, r.trust_lie, 1.0, ends, BY_LIE)
