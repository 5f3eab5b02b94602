"""Being answered or addressed by the brand; being pitched to; being deceived."""

from __future__ import annotations

from model.engines.plain.bond import Bond
from model.journal import Cause, Happening
from model.randomness import Block
from model.rules import answering, outreach, pitching
from model.rules.arithmetic import clamp, fixed
from model.rules.blame import cleared, of_competence
from model.rules.events import BREACH, LIE, REPLY
from model.rules.evidence import felt
from model.rules.norms import violation
from model.rules.repair import forgiven, mended
from model.rules.suspicion import calm, shock
from model.rules.threads import seen_worth
from model.rules.ties import ALIENATED, BETRAYED, FOLLOWER, LEFT, readiness
from model.rules.writing import COMPLAINT, SOCIAL


class Answering(Bond):
    """The person hears from the brand's staff."""

    def be_addressed(self, clock: float, canned: float) -> None:
        """Staff write first, at this hour; the person may write back."""
        r = self.rules
        self.owed = 0
        self.tally.addressed += 1
        self.note(Happening.ADDRESSED, clock)
        full = answering.worth(0.0, self.person.patience, canned, r)
        worth = r.conversation_outreach_worth * full
        recent = self.recent
        self.recent = outreach.exposed(recent, r)
        self.add_good(r.trust_answer * worth, Cause.ADDRESSED, warm=1.0)
        self.add_bad(outreach.intrusion(recent, r), Cause.ADDRESSED)
        self.be_in_contact(worth, canned)
        self.expect_answers(r.conversation_invited_expectation)
        _, _, replies, _ = self.luck(Block.OUTREACH)
        if replies < r.conversation_outreach_reply:
            self.send(SOCIAL, False, clock)

    def be_in_contact(self, worth: float, canned: float) -> None:
        """Any contact of this worth: closeness, familiarity, calm."""
        self.closeness = answering.closer(self.closeness, worth, canned, self.rules)
        self.add_familiarity(self.rules.conversation_familiarity_gain)
        self.person.alarm += -calm(worth, self.person.suspicion, self.rules)
        self.contact_day = self.today.day

    def be_answered(self, wait: float, canned: float) -> None:
        """Get an answer after ``wait`` hours."""
        r, kind, expectation = self.rules, self.owed, self.expectation
        worth = float(answering.worth(wait, self.person.patience, canned, r))
        self.owed = 0
        self.exchanges += 1
        self.tally.answered += 1
        self.tally.wait_fixed += fixed(wait)
        self.note(Happening.ANSWERED, wait, kind)
        if kind == COMPLAINT:
            self.be_helped(worth)
        self.add_good(r.trust_answer * worth, Cause.ANSWER, warm=1.0)
        self.be_in_contact(worth, canned)
        self.expectation = answering.expects(expectation, 1.0, r)
        self.remember(REPLY, worth - answering.due(expectation, kind, r))
        self.warm_to(worth)
        if self.owed_public == 1:
            seen = float(seen_worth(kind, worth, r))
            self.give_off_thread(seen)
            self.tally.thread_fixed += fixed(seen)
        if pitching.is_due(self.exchanges, self.company.order.pitch_after, kind):
            self.be_pitched_to(kind)

    def warm_to(self, worth: float) -> None:
        """A good answer may win a follower, or win somebody back."""
        r = self.rules
        _, _, joins, returns = self.luck(Block.ANSWER)
        chance = clamp(r.ties_follow_answer * worth, 0.0, 1.0)
        if joins < readiness(self.tie, chance, r):
            self.follow()
        if self.tie == ALIENATED and returns < r.ties_reconcile * worth:
            self.tie = LEFT
            self.note(Happening.RECONCILED)

    def be_helped(self, worth: float) -> None:
        """An answered complaint is mended, by help and by what comes with it."""
        r, order = self.rules, self.company.order
        self.helped += 1
        self.tally.compensated += 1
        with self.changing_trust(Cause.REPAIR):
            failure, believing = of_competence(self.event), 1.0 - self.disillusion
            share = mended(
                worth, order.apology * failure, order.promise, order.denial * failure,
                order.compensation, order.claim, r,
            )  # fmt: skip
            cast_off = cleared(worth, order.apology, order.denial, self.event, r)
            self.bad = self.bad * (1.0 - forgiven(share, self.closeness, r) * believing)
            self.broken = self.broken * (1.0 - cast_off * believing)
        if order.claim > 0.0:
            out, ends, _, _ = self.luck(Block.ANSWER)
            if out < r.repair_found_out:
                self.tally.lies += 1
                self.be_deceived(r.trust_lie, 1.0, ends, Cause.LIE)

    def be_pitched_to(self, kind: int) -> None:
        """A pitch comes with the answer: it sells, and unless asked for it is a breach."""
        r, suspicion = self.rules, self.person.suspicion
        opens, leaves, ends, _ = self.luck(Block.ANSWER, 1)
        self.add_salience(pitching.pitch_salience(suspicion, r))
        self.note(Happening.PITCHED, detail=kind)
        if opens < pitching.chance_occasion(suspicion, r):
            self.person.occasion = 1
        if pitching.asked_for(kind):
            return
        self.exchanges = 0
        self.tally.breaches += 1
        share = violation(self.closeness, r)
        self.be_deceived(r.trust_breach, share, ends, Cause.BREACH)
        if self.tie == FOLLOWER and leaves < r.ties_unfollow_betrayed * share:
            self.unfollow(BETRAYED)

    def be_deceived(self, full: float, share: float, ends: float, cause: Cause) -> None:
        """A breach of integrity: it weighs more among the close, and re-reads what was warm.

        ``share`` of its full weight counts, and of the alarm that it gives.
        """
        r, closeness, weight = self.rules, self.closeness, full * share
        with self.changing_trust(cause):
            false = pitching.reread(self.warm, closeness, r)
            self.good = clamp(self.good - false, 0.0, 1e9)
            self.warm -= false
            self.broken = self.broken + felt(weight, closeness, r) + false
        self.disillusion = pitching.disillusioned(self.disillusion, closeness, r)
        self.person.alarm += share * shock(self.person.suspicion, r)
        self.remember(LIE if cause == Cause.LIE else BREACH, -clamp(weight, 0.0, 1.0))
        if self.tie != ALIENATED and ends < pitching.chance_alienated(closeness, r):
            self.leave_for_good()
