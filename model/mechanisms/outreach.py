"""Staff write first."""

from __future__ import annotations

from model.compilation import inlined, rule
from model.entries import Cause, Happening, note
from model.mechanisms.contact import take_contact
from model.mechanisms.evidence import add_bad, add_good
from model.mechanisms.letters import write_letter
from model.mechanisms.meeting import luck_of
from model.numbers import f64
from model.randomness import Block
from model.rules.answering import worth
from model.rules.arithmetic import approach
from model.rules.outreach import exposed, intrusion
from model.rules.writing import ADDRESSED, SOCIAL

BY_ADDRESS = int(Cause.ADDRESSED)
NOTED = int(Happening.ADDRESSED)


@rule
def addresses(order):
    """Tell whether the brand's staff may write to people first."""
    return order.outreach > 0.0 and order.staff_hours > 0.0


@inlined
def choose(m, clock):
    """Let staff mean to address the person today, not before ``clock`` (a share of the day)."""
    p = m.pair
    p.owed = ADDRESSED
    p.owed_public = 0
    p.owed_day = m.day
    p.owed_clock = 24.0 * clock


@rule
def address(m, clock, canned):
    """Staff write to the person first; the person may write back."""
    p, r = m.pair, m.rules
    p.owed = 0
    m.tally.addressed += 1
    note(m.log, m.b, NOTED, clock, 0)
    a = r.conversation_outreach_worth * worth(0.0, f64(m.person.patience), canned, r)
    recent = f64(p.recent)
    p.recent = exposed(recent, r)
    add_good(m, r.trust_answer * a, 1.0, BY_ADDRESS)
    add_bad(m, intrusion(recent, r), BY_ADDRESS)
    take_contact(m, a, canned)
    share = r.conversation_invited_expectation
    p.expectation = approach(f64(p.expectation), 1.0, share)
    _, _, replies, _ = luck_of(m, Block.OUTREACH, 0)
    if replies < r.conversation_outreach_reply:
        write_letter(m, SOCIAL, 0, clock)
