"""Public exchanges between a brand and others, as its followers see them."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause
from model.mechanisms.evidence import add_bad, add_good
from model.mechanisms.meeting import luck_of
from model.numbers import f64
from model.randomness import Block
from model.rules.threads import expects_too

VISIT = int(Cause.VISIT)


@rule
def visit(m):
    """Let a follower look at the brand's public threads of yesterday."""
    looks, _, _, _ = luck_of(m, Block.THREAD, 0)
    if looks >= m.rules.conversation_visit:
        return
    m.tally.visits += 1
    m.pair.expectation = expects_too(f64(m.pair.expectation), m.brand.thread_mean, m.rules)
    add_good(m, m.rules.trust_thread * m.brand.thread_mean, 0.0, VISIT)
    add_bad(m, -m.rules.trust_thread * m.brand.thread_mean, VISIT)
