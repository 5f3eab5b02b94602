"""The relationship as it stands, added to the day's tallies."""

from __future__ import annotations

from model.compilation import inlined
from model.numbers import f64, i64
from model.rules.arithmetic import fixed_share
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.rules.trust import trust, trust_bin
from model.tally import TRUST_BINS
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER


@inlined
def count_pair(p, y, bins, prior, known_from):
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
