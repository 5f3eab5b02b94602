"""What an answer does to the person who gets it; what a pitch in it does."""

from __future__ import annotations

from model.compilation import rule
from model.engines.compiled.relation import (
    add_alarm,
    add_bad,
    add_familiarity,
    add_good,
    add_salience,
    alienate,
    f64,
    follow,
    i64,
    luck_of,
    note_change,
    remember,
    trust_if_watched,
    unfollow,
    write_letter,
)
from model.journal import Cause, Happening, note
from model.randomness import Block
from model.rules.answering import closer, due, expects, worth
from model.rules.arithmetic import approach, clamp, fixed
from model.rules.blame import cleared, of_competence
from model.rules.events import BREACH, LIE, REPLY
from model.rules.evidence import felt
from model.rules.norms import violation
from model.rules.outreach import exposed, intrusion
from model.rules.pitching import (
    asked_for,
    chance_alienated,
    chance_occasion,
    disillusioned,
    is_due,
    pitch_salience,
    reread,
)
from model.rules.repair import forgiven, mended
from model.rules.suspicion import calm, shock
from model.rules.threads import seen_worth
from model.rules.ties import ALIENATED, BETRAYED, FOLLOWER, LEFT, readiness
from model.rules.writing import COMPLAINT, SOCIAL

BY_ANSWER, BY_ADDRESS, BY_REPAIR = int(Cause.ANSWER), int(Cause.ADDRESSED), int(Cause.REPAIR)
BY_BREACH, BY_LIE = int(Cause.BREACH), int(Cause.LIE)
ADDRESSED, ANSWERED = int(Happening.ADDRESSED), int(Happening.ANSWERED)
RECONCILED, PITCHED = int(Happening.RECONCILED), int(Happening.PITCHED)


@rule
def address(m, clock, canned):  # type: ignore[no-untyped-def]
    """Staff write to the person first; the person may write back."""
    p, r = m.pair, m.rules
    p.owed = 0
    m.tally.addressed += 1
    note(m.log, m.b, ADDRESSED, clock, 0)
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


@rule
def take_contact(m, a, canned):  # type: ignore[no-untyped-def]
    """What any contact of worth ``a`` does: closeness, familiarity, calm."""
    p, r = m.pair, m.rules
    p.closeness = closer(f64(p.closeness), a, canned, r)
    add_familiarity(m, r.conversation_familiarity_gain)
    add_alarm(m, -calm(a, f64(m.person.suspicion), r))
    p.contact_day = m.day


@rule
def answer(m, wait, canned):  # type: ignore[no-untyped-def]
    """The person gets an answer after ``wait`` hours."""
    p, r, y = m.pair, m.rules, m.tally
    kind = i64(p.owed)
    a = worth(wait, f64(m.person.patience), canned, r)
    expectation = f64(p.expectation)
    p.owed = 0
    p.exchanges += 1
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
def welcome(m, a):  # type: ignore[no-untyped-def]
    """A good answer may win a follower, or win somebody back."""
    p, r = m.pair, m.rules
    _, _, joins, returns = luck_of(m, Block.ANSWER, 0)
    if joins < readiness(p.tie, clamp(r.ties_follow_answer * a, 0.0, 1.0), r):
        follow(m)
    if p.tie == ALIENATED and returns < r.ties_reconcile * a:
        p.tie = LEFT
        note(m.log, m.b, RECONCILED, 0.0, 0)


@rule
def repair(m, a):  # type: ignore[no-untyped-def]
    """An answered complaint is mended, by help and by what comes with it."""
    p, r, o = m.pair, m.rules, m.order
    p.helped += 1
    m.tally.compensated += 1
    before = trust_if_watched(m)
    event, believing = i64(p.event), 1.0 - f64(p.disillusion)
    failure = of_competence(event)
    share = mended(
        a, o.apology * failure, o.promise, o.denial * failure, o.compensation, o.claim, r
    )
    share = forgiven(share, f64(p.closeness), r)
    p.bad = f64(p.bad) * (1.0 - share * believing)
    p.broken = f64(p.broken) * (1.0 - cleared(a, o.apology, o.denial, event, r) * believing)
    note_change(m, BY_REPAIR, before)
    if o.claim > 0.0:
        out, ends, _, _ = luck_of(m, Block.ANSWER, 0)
        if out < r.repair_found_out:
            m.tally.lies += 1
            deceive(m, r.trust_lie, 1.0, ends, BY_LIE)


@rule
def pitch(m, kind):  # type: ignore[no-untyped-def]
    """The answer carries a pitch: it sells, and unless asked for it is a breach."""
    suspicion = f64(m.person.suspicion)
    opens, leaves, ends, _ = luck_of(m, Block.ANSWER, 1)
    add_salience(m, pitch_salience(suspicion, m.rules))
    note(m.log, m.b, PITCHED, 0.0, kind)
    if opens < chance_occasion(suspicion, m.rules):
        m.person.occasion = 1
    if asked_for(kind):
        return
    m.pair.exchanges = 0
    m.tally.breaches += 1
    share = violation(f64(m.pair.closeness), m.rules)
    deceive(m, m.rules.trust_breach, share, ends, BY_BREACH)
    if m.pair.tie == FOLLOWER and leaves < m.rules.ties_unfollow_betrayed * share:
        unfollow(m, BETRAYED)


@rule
def deceive(m, full, share, ends, cause):  # type: ignore[no-untyped-def]
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
