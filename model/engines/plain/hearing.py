"""What friends gave off about a brand yesterday: words, public threads, posts passed on."""

from __future__ import annotations

from model.engines.plain.bond import Signal
from model.engines.plain.reading import Reading
from model.journal import Cause
from model.randomness import Block
from model.rules import talk
from model.rules.threads import expects_too
from model.world import NO_POST


class Hearing(Reading):
    """The person among friends."""

    def hear_friends(self, online: bool) -> None:
        """Take in what friends gave off, then see the first post that came along."""
        good = bad = fair = unfair = 0.0
        post = NO_POST
        for friend, signal in self.speakers():
            seen, seen_post, seen_thread, chance = self.luck(Block.HEARD, friend)
            visibility = self.rules.talk_visibility if online else 0.0
            if self.reaches(signal, seen < visibility):
                weight = self.take_word(signal, chance)
                good += max(weight, 0.0)
                bad += max(-weight, 0.0)
            if signal.post >= 0 and post < 0 and seen_post < visibility:
                post = signal.post
            if signal.thread != 0.0 and seen_thread < visibility:
                self.expectation = expects_too(self.expectation, signal.thread, self.rules)
                fair += max(signal.thread, 0.0)
                unfair += max(-signal.thread, 0.0)
        self.add_good(self.rules.talk_evidence * good, Cause.WORD)
        self.add_bad(self.rules.talk_evidence * bad, Cause.WORD)
        self.add_good(self.rules.trust_thread * fair, Cause.THREAD)
        self.add_bad(self.rules.trust_thread * unfair, Cause.THREAD)
        self.see_if_recent(post)

    def speakers(self) -> list[tuple[int, Signal]]:
        """Return which friends gave off something about the brand yesterday, and what."""
        place, before = self.company.place, self.today.before
        return [
            (friend.number, friend.relations[place].given_off[before])
            for friend in self.person.friends
            if friend.spoke_of(place)
        ]

    def reaches(self, signal: Signal, visible: bool) -> bool:
        """Tell whether a word reaches this person: said to them, or seen in public."""
        private = signal.to == self.person.number
        return bool(signal.word != 0.0 and (private or (signal.to == talk.PUBLIC and visible)))

    def take_word(self, signal: Signal, chance: float) -> float:
        """Let one friend's word take effect; return its weight as evidence of conduct, or 0."""
        weight = float(talk.word_weight(signal.word, signal.about & talk.PAID, self.rules))
        self.tally.heard += 1
        self.add_familiarity(self.rules.talk_familiarity)
        if weight > 0.0:
            self.add_salience(self.rules.talk_salience * weight)
            if chance < talk.chance_word_occasion(weight, self.rules):
                self.person.occasion = 1
        if signal.about & talk.CONDUCT:
            return weight
        self.satisfaction = talk.hearsay(self.satisfaction, weight, self.rules)
        return 0.0

    def see_if_recent(self, number: int) -> None:
        """See a post that was passed on, unless it is too old."""
        if number == NO_POST:
            return
        message = self.company.message(number)
        if self.today.day - message.day <= self.rules.talk_share_window:
            self.see_shared(message)
