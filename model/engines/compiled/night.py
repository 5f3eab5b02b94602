"""Step 8 of the day: what fades, fades; then everybody is counted."""

from __future__ import annotations

from model.compilation import inlined
from model.engines.compiled.relation import f64, i64
from model.rules.arithmetic import approach, fixed_share
from model.rules.evidence import faded
from model.rules.suspicion import moved
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.rules.trust import trust, trust_bin
from model.tally import TRUST_BINS
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER


@inlined
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


@inlined
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


@inlined
def count_pair(p, y, bins, prior, known_from):  # type: ignore[no-untyped-def]
    """Add one relationship to the day's tallies.

    Without branches where a processor could not guess them: half of the people know a brand.
    """
    tau = trust(f64(p.good), f64(p.bad), f64(p.broken), prior)
    trusted = fixed_share(tau)
    familiarity = f64(p.familiarity)
    known = i64(familiarity >= known_from) & i64(familiarity > 0.0)
    bins[trust_bin(tau, TRUST_BINS)] += 1
    y.trust_fixed += trusted
    y.familiarity_fixed += fixed_share(familiarity)
    y.known += known
    y.trust_known_fixed += trusted * known
    y.satisfaction_fixed += fixed_share(f64(p.satisfaction)) * known
    y.salience_fixed += fixed_share(f64(p.quick) + f64(p.slow)) * known
    if p.closeness > 0.0:
        y.closeness_fixed += fixed_share(f64(p.closeness)) * known
    if p.expectation > 0.0:
        y.expectation_fixed += fixed_share(f64(p.expectation)) * known
    if p.disillusion > 0.0:
        y.disillusion_fixed += fixed_share(f64(p.disillusion)) * known
    if p.cohort != 0:
        y.trust_followers_fixed += trusted * (p.cohort & KNOWS_FOLLOWER)
        y.trust_customers_fixed += trusted * ((p.cohort & KNOWS_CUSTOMER) >> 1)
    if p.tie != STRANGER:
        y.followers += p.tie == FOLLOWER
        y.left += p.tie == LEFT
        y.alienated += p.tie == ALIENATED
    y.customers += p.purchases > 0
    if p.owed > 0:
        y.waiting += 1
