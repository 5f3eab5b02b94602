"""Writing to a brand, with a purpose."""

from __future__ import annotations

from model.compilation import inlined
from model.mechanisms.letters import write_letter
from model.mechanisms.meeting import luck_of
from model.mechanisms.outreach import addresses, choose
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.arithmetic import clamp
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import COMPLAINT, PRAISE, aggrieved, curious, pleased, purpose, sociable


@inlined
def write(m, invited, pen, chosen, clock):
    """Let the person write if there is a reason to; else staff may mean to write first.

    ``pen``, ``chosen`` and ``clock`` are uniform draws.
    """
    p, r, q = m.pair, m.rules, m.person
    age = m.day - i64(p.event_day)
    follows = 1.0 if p.tie == FOLLOWER else 0.0
    social = sociable(follows, f64(p.closeness), invited, f64(q.participation), r)
    question = curious(f64(q.need), f64(p.familiarity), r)
    complaint = aggrieved(p.event, age, p.voiced, f64(p.helped), r)
    praise = pleased(p.event, f64(p.surprise), age, p.voiced, r)
    if p.tie == ALIENATED:
        social, question, praise = 0.0, 0.0, 0.0  # they only complain
    if pen < clamp(social + question + complaint + praise, 0.0, 1.0):
        u, openly, hour, _ = luck_of(m, Block.LETTER, 0)
        kind = purpose(u, social, question, complaint, praise)
        write_letter(m, kind, 1 if openly < r.conversation_public else 0, 24.0 * hour)
        if kind == COMPLAINT or kind == PRAISE:
            p.voiced = 1
        if kind == COMPLAINT:
            m.tally.complaints += 1
    elif addresses(m.order) and p.tie != ALIENATED and chosen < m.order.outreach:
        choose(m, clock)
