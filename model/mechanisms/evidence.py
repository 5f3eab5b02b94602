"""The ledger of trust: how evidence comes in, and what each change is put down to."""

from __future__ import annotations

from model.compilation import rule
from model.entries import note
from model.numbers import f64
from model.rules.evidence import believed, renewed
from model.rules.trust import prior_trust, trust


@rule
def trust_of(m):
    """Return trust as it stands."""
    p = m.pair
    prior = prior_trust(f64(m.person.suspicion), m.rules)
    return trust(f64(p.good), f64(p.bad), f64(p.broken), prior)


@rule
def trust_if_watched(m):
    """Return trust where the ledger will want the difference, else 0."""
    if m.log.watched == 0:
        return 0.0
    return trust_of(m)


@rule
def note_change(m, cause, before):
    """Record how trust changed since ``before``."""
    if m.log.watched != 0:
        note(m.log, m.b, cause, trust_of(m) - before, 0)


@rule
def add_good(m, weight, warm, cause):
    """Add good evidence; ``warm`` is 1 if it was earned in conversation, else 0."""
    if weight <= 0.0:
        return
    p, before = m.pair, trust_if_watched(m)
    x = believed(weight, f64(p.disillusion))
    p.good = renewed(f64(p.good), x, m.rules) + x
    p.bad = renewed(f64(p.bad), x, m.rules)
    p.warm = renewed(f64(p.warm), x, m.rules) + x * warm
    note_change(m, cause, before)


@rule
def add_bad(m, weight, cause):
    """Add evidence of a failure of competence."""
    if weight <= 0.0:
        return
    p, before = m.pair, trust_if_watched(m)
    p.good = renewed(f64(p.good), weight, m.rules)
    p.warm = renewed(f64(p.warm), weight, m.rules)
    p.bad = renewed(f64(p.bad), weight, m.rules) + weight
    note_change(m, cause, before)
