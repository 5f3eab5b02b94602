"""The evening with a brand in mind: giving up on an answer, telling friends, following or not."""

from __future__ import annotations

from model.engines.plain.bond import Bond
from model.journal import Cause, Happening
from model.randomness import Block
from model.rules import talk, ties
from model.rules.answering import due, expects, given_up
from model.rules.arithmetic import clamp, fixed
from model.rules.events import IGNORED, freshness, is_conduct
from model.rules.evidence import felt

MOST_TOLD = 100
"""Friends told of one event at most."""


class Talking(Bond):
    """The person looks back on the day."""

    def perhaps_give_up(self) -> None:
        """Take a letter that has waited too long as never answered."""
        r = self.rules
        if self.owed == 0 or not given_up(self.today.day, self.owed_day, r):
            return
        expectation = self.expectation
        missed = due(expectation, self.owed, r)
        self.owed = 0
        self.tally.silences += 1
        self.add_bad(felt(r.trust_silence * missed, self.closeness, r), Cause.SILENCE)
        self.expectation = expects(expectation, 0.0, r)
        self.remember(IGNORED, -missed)
        leaves, _, _, _ = self.luck(Block.SILENCE)
        if self.tie == ties.FOLLOWER and leaves < r.ties_unfollow_ignored * missed:
            self.unfollow(ties.IGNORED_CAUSE)
        if self.owed_public == 1 and missed > 0.0:
            self.give_off_thread(-missed)
            self.tally.thread_fixed -= fixed(missed)

    def perhaps_talk(self) -> None:
        """Tell of what happened, or recommend for a reward."""
        if self.event > 0 and freshness(self.event_age, self.rules.talk_window) <= 0.0:
            self.event = 0
        telling, recommending = self.chance_of_telling(), self.chance_of_recommending()
        if not self.person.friends or telling + recommending <= 0.0:
            return
        tells, idly, friend, paid = self.luck(Block.TALK)
        if tells < telling:
            self.tell()
        elif idly < recommending:
            self.recommend(friend, paid)

    def chance_of_telling(self) -> float:
        """Return the chance that the remembered event is told of today."""
        untold = 0 <= self.told < min(len(self.person.friends), MOST_TOLD)
        if self.event == 0 or not untold:
            return 0.0
        return float(talk.chance_told(self.surprise, self.event_age, self.rules))

    def chance_of_recommending(self) -> float:
        """Return the chance that a customer recommends though nothing happened."""
        if self.purchases == 0:
            return 0.0
        return float(talk.chance_owner_talks(self.company.order.referral_reward, self.rules))

    def tell(self) -> None:
        """Tell of the remembered event: in public once, or to the next friend."""
        openly, start, _, _ = self.luck(Block.TALK, 1, day=self.event_day)
        about = talk.CONDUCT if is_conduct(self.event) else talk.PRODUCT
        told, surprise = self.told, self.surprise
        if openly < self.rules.talk_public:
            self.told = -1
            self.say(surprise, about, talk.PUBLIC)
        else:
            self.told = told + 1
            self.say(surprise, about, self.friend(start, told))

    def recommend(self, friend: float, paid: float) -> None:
        """Recommend the product to a friend, perhaps for a reward."""
        about = talk.PRODUCT
        if paid < talk.chance_paid(self.company.order.referral_reward, self.rules):
            about |= talk.PAID
            self.tally.talk_paid += 1
        self.say(1.0, about, self.friend(friend, 0))

    def friend(self, start: float, told: int) -> int:
        """Return the number of the friend who is told next."""
        friends = self.person.friends
        return friends[talk.friend_told(len(friends), start, told)].number

    def say(self, strength: float, about: int, to: int) -> None:
        """Put a word out for tomorrow, to one friend or to all."""
        signal = self.signal
        signal.word, signal.about, signal.to = strength, about, to
        self.signals = 1
        self.note(Happening.SAID, strength, to * 8 + about)
        if strength > 0.0:
            self.tally.talk_positive += 1
        else:
            self.tally.talk_negative += 1

    def reconsider(self) -> None:
        """Having read today, begin to follow, or stop."""
        if self.reads == 0:
            return
        worth = self.value_read / float(self.reads)
        chance, which, _, _ = self.luck(Block.TIES)
        if self.tie == ties.FOLLOWER:
            self.perhaps_unfollow(worth, chance, which)
        elif chance < ties.chance_follow(self.tie, worth, self.rules):
            self.follow()

    def perhaps_unfollow(self, worth: float, chance: float, which: float) -> None:
        """Stop following, for one of three causes."""
        r = self.rules
        hazards = (
            ties.from_promotion(self.intent_read, r),
            ties.from_irrelevance(worth, r),
            ties.from_volume(self.recent, r),
        )
        age = float(self.today.day - self.tie_day)
        brittle = ties.brittleness(age, float(self.mutual), r)
        if chance < clamp((hazards[0] + hazards[1] + hazards[2]) * brittle, 0.0, 1.0):
            self.unfollow(ties.first_cause(which, *hazards))

    def perhaps_be_followed(self) -> None:
        """Be followed back, if the brand does so."""
        follows_back = self.company.order.follow_back == 1
        if follows_back and self.tie == ties.FOLLOWER and self.mutual == 0:
            self.mutual = 1
            self.tally.follows_back += 1
            self.note(Happening.FOLLOWED_BACK)
