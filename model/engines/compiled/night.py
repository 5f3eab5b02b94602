"""Step 8 of the day: what fades, fades; then everybody is counted."""

from __future__ import annotations

from model.compilation import rule
from model.engines.compiled.relation import f64
from model.rules.arithmetic import approach, fixed_share
from model.rules.evidence import faded
from model.rules.suspicion import moved
from model.rules.ties import ALIENATED, FOLLOWER, LEFT
from model.rules.trust import trust, trust_bin
from model.tally import TRUST_BINS
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER


@rule
def fade(p, keep):  # type: ignore[no-untyped-def]
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


@rule
def grow_wary(q, r):  # type: ignore[no-untyped-def]
    """Let the day's alarms move suspicion, and what was read move activity."""
    alarm = f64(q.alarm)
    if alarm != 0.0:
        q.suspicion = moved(f64(q.suspicion), alarm)
        q.alarm = 0.0
    worth = f64(q.worth)
    if worth >= 0.0:
        target = f64(q.sessions_trait) * worth
        q.sessions = approach(f64(q.sessions), target, r.people_activity_drift)


@rule
def count_pair(p, y, bins, prior, known_from):  # type: ignore[no-untyped-def]
    """Add one relationship to the day's tallies."""
    tau = trust(f64(p.good), f64(p.bad), f64(p.broken), prior)
    trusted = fixed_share(tau)
    y.trust_fixed += trusted
    bins[trust_bin(tau, TRUST_BINS)] += 1
    familiarity = f64(p.familiarity)
    if familiarity > 0.0:
        y.familiarity_fixed += fixed_share(familiarity)
        if familiarity >= known_from:
            count_known(p, y, trusted)
    y.trust_followers_fixed += trusted * (p.cohort & KNOWS_FOLLOWER)
    y.trust_customers_fixed += trusted * ((p.cohort & KNOWS_CUSTOMER) >> 1)
    y.followers += p.tie == FOLLOWER
    y.left += p.tie == LEFT
    y.alienated += p.tie == ALIENATED
    y.customers += p.purchases > 0
    y.waiting += p.owed > 0


@rule
def count_known(p, y, trusted):  # type: ignore[no-untyped-def]
    """Add the relationship of somebody who knows the brand."""
    y.known += 1
    y.trust_known_fixed += trusted
    y.satisfaction_fixed += fixed_share(f64(p.satisfaction))
    y.salience_fixed += fixed_share(f64(p.quick) + f64(p.slow))
    if p.closeness > 0.0:
        y.closeness_fixed += fixed_share(f64(p.closeness))
    if p.expectation > 0.0:
        y.expectation_fixed += fixed_share(f64(p.expectation))
    if p.disillusion > 0.0:
        y.disillusion_fixed += fixed_share(f64(p.disillusion))
