"""One person's relationship with one brand, with all that can happen in it."""

from __future__ import annotations

from model.engines.plain.answering import Answering
from model.engines.plain.buying import Buying
from model.engines.plain.hearing import Hearing
from model.engines.plain.talking import Talking
from model.engines.plain.writing import Writing
from model.rules.arithmetic import fixed_share
from model.rules.evidence import faded
from model.rules.ties import ALIENATED, FOLLOWER, LEFT
from model.rules.trust import trust_bin
from model.tally import TRUST_BINS
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER, NO_POST

FADES = {
    "good": "evidence",
    "bad": "evidence",
    "warm": "evidence",
    "quick": "quick",
    "slow": "slow",
    "recent": "tedium",
    "familiarity": "familiarity",
    "closeness": "closeness",
    "expectation": "expectation",
    "disillusion": "disillusion",
}
"""What fades of itself, and which of the world's half-lives it has."""


class Relation(Hearing, Writing, Answering, Talking, Buying):
    """From morning to night: hearing and reading, writing, answers, talk and ties, buying."""

    def forget_signal(self) -> None:
        """Empty what was given off the day before yesterday."""
        signal = self.signal
        signal.word, signal.thread, signal.post = 0.0, 0.0, NO_POST

    def end_day(self) -> None:
        """Forget the sums of a day on which something was read."""
        if self.reads > 0:
            self.reads = 0
            self.value_read = self.intent_read = self.deal = 0.0

    def fade(self) -> None:
        """Let fade what fades."""
        for name, half_life in FADES.items():
            setattr(self, name, faded(getattr(self, name), getattr(self.today.keep, half_life)))

    def be_counted(self) -> None:
        """Add the relationship as it stands to the day's tallies."""
        count, trust = self.tally, self.trust
        trusted = fixed_share(trust)
        self.company.trust_bins[trust_bin(trust, TRUST_BINS)] += 1
        count.trust_fixed += trusted
        count.familiarity_fixed += fixed_share(self.familiarity)
        if self.familiarity >= self.rules.market_known_from and self.familiarity > 0.0:
            self.be_counted_as_knowing(trusted)
        if self.cohort & KNOWS_FOLLOWER:
            count.trust_followers_fixed += trusted
        if self.cohort & KNOWS_CUSTOMER:
            count.trust_customers_fixed += trusted
        count.followers += self.tie == FOLLOWER
        count.left += self.tie == LEFT
        count.alienated += self.tie == ALIENATED
        count.customers += self.purchases > 0
        count.waiting += self.owed > 0

    def be_counted_as_knowing(self, trusted: int) -> None:
        """Add a relationship of one who knows the brand."""
        count = self.tally
        count.known += 1
        count.trust_known_fixed += trusted
        count.closeness_fixed += fixed_share(self.closeness)
        count.satisfaction_fixed += fixed_share(self.satisfaction)
        count.salience_fixed += fixed_share(self.quick + self.slow)
        count.expectation_fixed += fixed_share(self.expectation)
        count.disillusion_fixed += fixed_share(self.disillusion)
