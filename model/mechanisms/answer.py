"""An answer, and what it does to the person who gets it."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause, Happening, note
from model.mechanisms.contact import take_contact
from model.mechanisms.evidence import add_good
from model.mechanisms.meeting import luck_of
from model.mechanisms.memory import remember
from model.mechanisms.pitch import pitch
from model.mechanisms.repair import repair
from model.mechanisms.ties import follow
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.answering import due, expects, worth
from model.rules.arithmetic import clamp, fixed, one_more
from model.rules.events import REPLY
from model.rules.pitching import is_due
from model.rules.threads import seen_worth
from model.rules.ties import ALIENATED, LEFT, readiness
from model.rules.writing import COMPLAINT

BY_ANSWER = int(Cause.ANSWER)
ANSWERED = int(Happening.ANSWERED)
RECONCILED = int(Happening.RECONCILED)


@rule
def answer(m, wait, canned):
    """The person gets an answer after ``wait`` hours."""
    p, r, y = m.pair, m.rules, m.tally
    kind = i64(p.owed)
    a = worth(wait, f64(m.person.patience), canned, r)
    expectation = f64(p.expectation)
    p.owed = 0
    p.exchanges = one_more(i64(p.exchanges))
    y.answered += 1
    y.wait_fixed += fixed(wait)
    note(m.log, m.b, ANSWERED, wait, kind)
    if kind == COMPLAINT:
        repair(m, a)
    add_good(m, r.trust_answer * a, 1.0, BY_ANSWER)
    take_contact(m, a, canned)
    p.expectation = expects(expectation, 1.0, r)
    remember(m, REPLY, a - due(expectation, kind, r))
    welcome(m, a)
    if p.owed_public == 1:
        seen = seen_worth(kind, a, r)
        m.signal.thread = seen
        p.signals = 1
        y.threads += 1
        y.thread_fixed += fixed(seen)
    if is_due(i64(p.exchanges), m.order.pitch_after, kind):
        pitch(m, kind)


@rule
def welcome(m, a):
    """A good answer may win a follower, or win somebody back."""
    p, r = m.pair, m.rules
    _, _, joins, returns = luck_of(m, Block.ANSWER, 0)
    if joins < readiness(p.tie, clamp(r.ties_follow_answer * a, 0.0, 1.0), r):
        follow(m)
    if p.tie == ALIENATED and returns < r.ties_reconcile * a:
        p.tie = LEFT
        note(m.log, m.b, RECONCILED, 0.0, 0)
