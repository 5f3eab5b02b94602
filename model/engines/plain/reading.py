"""Feed and appraisal: which messages a person sees of one brand, and what they do."""

from __future__ import annotations

from model.engines.plain.bond import Bond
from model.engines.plain.company import Message
from model.journal import Cause, Happening
from model.randomness import Block
from model.rules import appraisal
from model.rules.arithmetic import approach, clamp, fixed
from model.rules.events import DEAL, PROMPT
from model.rules.feed import chance_ad, chance_noticed, chance_visible
from model.rules.promotion import used_to
from model.rules.reactance import resented
from model.rules.suspicion import alarm
from model.rules.talk import prompted
from model.rules.threads import expects_too
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import SOCIAL


class Reading(Bond):
    """Messages of the brand before the person's eyes."""

    def go_through_feed(self, items: float, crowded: float) -> float:
        """See what the feed shows; return how far what was read invites to write.

        ``items`` are read today of the ``crowded`` ones on offer.
        """
        invited = self.see_advertisement()
        if self.tie == FOLLOWER:
            for slot, post in enumerate(self.company.posts):
                shown, notice, act, clock = self.luck(Block.POST, slot)
                if shown < chance_visible(post.pull, items, crowded, self.rules):
                    invited += self.see(post, notice, act, clock)
            if self.company.firm.threads > 0:
                self.look_at_threads()
        return invited

    def see_advertisement(self) -> float:
        """See the advertisement or not; return how far it invites to write."""
        shown, notice, act, clock = self.luck(Block.PAIR)
        if shown >= chance_ad(self.company.order.ad_reach, self.today.ads, self.rules):
            return 0.0
        self.tally.ad_impressions += 1
        return self.see(self.company.advertisement, notice, act, clock)

    def look_at_threads(self) -> None:
        """As a follower, perhaps look at yesterday's public threads."""
        looks, _, _, _ = self.luck(Block.THREAD)
        if looks < self.rules.conversation_visit:
            self.tally.visits += 1
            seen = self.company.firm.thread_mean
            self.expectation = expects_too(self.expectation, seen, self.rules)
            evidence = self.rules.trust_thread * seen
            self.add_good(evidence, Cause.VISIT)
            self.add_bad(-evidence, Cause.VISIT)

    def see(self, message: Message, notice: float, act: float, clock: float) -> float:
        """See a message in the feed; return its invitation if it was read, else 0."""
        self.count_impression(message)
        if self.tie == ALIENATED:
            return 0.0
        if notice >= chance_noticed(self.expected, self.rules):
            self.note(Happening.OVERLOOKED, detail=message.number)
            return 0.0
        self.read(message, 0.0, Cause.READING, act, clock)
        return float(message.invite)

    def see_shared(self, message: Message) -> None:
        """See what a friend passed on: it passes the learned filter."""
        self.count_impression(message)
        if self.tie != ALIENATED:
            act, clock, _, _ = self.luck(Block.SHARED)
            self.read(message, self.rules.talk_endorsement, Cause.SHARED, act, clock)

    def count_impression(self, message: Message) -> None:
        """Count that a message was shown."""
        self.tally.impressions += 1
        message.counts.impressions += 1

    def read(
        self, message: Message, endorsed: float, cause: Cause, act: float, clock: float
    ) -> None:
        """Take in a message and react; ``endorsed`` is what a friend's sharing adds."""
        worth = self.appraise(message, endorsed, cause)
        self.tally.read += 1
        self.tally.value_fixed += fixed(worth)
        message.counts.reads += 1
        self.note(Happening.READ, worth, message.number)
        self.react(message, worth, act, clock)

    def gain(self, message: Message) -> float:
        """Return what the message's offer is worth to this person."""
        return float(appraisal.reward(message.offer, self.person.price_sensitivity, self.rules))

    def appraise(self, message: Message, endorsed: float, cause: Cause) -> float:
        """Learn from a message; return what it was worth."""
        r, suspicion, intent = self.rules, self.person.suspicion, message.intent
        worth = endorsed + appraisal.value(
            message.craft, self.person.interest_in(message.topic), self.recent,
            self.gain(message), intent, message.canned, suspicion, r,
        )  # fmt: skip
        detected = appraisal.detected(intent, suspicion, r)
        self.expected = approach(self.expected, worth, r.feed_learning)
        recent = self.recent
        self.recent = recent + 1.0
        self.add_familiarity(r.feed_familiarity_gain)
        self.add_salience(appraisal.persuasion(intent, suspicion, r))
        self.person.alarm += alarm(detected, suspicion, r)
        self.add_good(appraisal.good_in(worth, r), cause)
        self.add_bad(appraisal.bad_in(worth, detected, r) + resented(recent, r), cause)
        self.reads += 1
        self.value_read += worth
        self.intent_read += intent
        self.be_stirred(message)
        return float(worth)

    def be_stirred(self, message: Message) -> None:
        """Mark an offer, an invitation, a prompt to talk."""
        usual = self.used_to
        if message.offer > self.deal:
            self.deal = message.offer
            self.remember(DEAL, clamp(message.offer - usual, 0.0, 1.0))
        self.used_to = used_to(usual, message.offer, self.rules)
        if message.invite > 0.0:
            self.expect_answers(self.rules.conversation_invited_expectation * message.invite)
        if message.prompt > 0.0 and (self.purchases > 0 or self.exchanges > 0):
            self.remember(PROMPT, prompted(message.prompt, self.satisfaction, self.rules))

    def react(self, message: Message, worth: float, act: float, clock: float) -> None:
        """Like, comment, pass on, or click; or none of them."""
        r, chance = self.rules, 0.0
        if worth > 0.0:
            chance = appraisal.chance_reaction(worth, self.person.participation, r)
        if act < chance:
            self.tally.reactions += 1
            message.counts.reactions += 1
            self.note(Happening.REACTED, worth, message.number)
            kind = act / chance
            if kind < r.feed_share_share:
                self.pass_on(message)
            elif kind < r.feed_share_share + r.feed_comment_share:
                self.comment(clock)
        elif act < chance + appraisal.chance_click(self.gain(message), r):
            self.tally.clicks += 1

    def comment(self, clock: float) -> None:
        """Comment, which the brand has to answer like any letter in public."""
        self.tally.comments += 1
        if self.owed == 0:
            self.send(SOCIAL, True, 24.0 * clock)

    def pass_on(self, message: Message) -> None:
        """Pass a post on to one's friends: one a day and brand, none twice, no advertisement."""
        number, signal = message.number, self.signal
        if message.is_advertisement or signal.post >= 0 or number == self.passed_on:
            return
        signal.post = self.passed_on = number
        self.signals = 1
        self.tally.shares += 1
        message.counts.shares += 1
        self.note(Happening.PASSED_ON, detail=number)
