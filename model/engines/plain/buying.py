"""Considering a brand, buying it, and finding out what it is like."""

from __future__ import annotations

from model.engines.plain.bond import Bond
from model.journal import Cause, Happening
from model.randomness import Block
from model.rules import market, promotion, rating
from model.rules.arithmetic import approach, fixed
from model.rules.events import FAILURE, PURCHASE
from model.rules.evidence import felt
from model.rules.ties import ALIENATED, readiness
from model.world import NO_DAY


class Buying(Bond):
    """The person as a customer."""

    @property
    def is_loyal(self) -> bool:
        """Whether the person counts as a loyal customer."""
        return bool(self.purchases >= self.rules.market_loyal_after or self.mutual == 1)

    @property
    def price(self) -> float:
        """What the person would pay today, in euros."""
        order, first_time = self.company.order, self.purchases == 0
        tenure = first_time, self.is_loyal, order.price_new, order.price_loyal
        return float(market.price_paid(order.price, *tenure, self.deal))

    @property
    def attraction(self) -> float:
        """The brand's weight in today's choice; 0 if it does not come to mind."""
        if self.familiarity <= 0.0 or self.tie == ALIENATED:
            return 0.0
        considered, _, _, _ = self.luck(Block.CONSIDER)
        if considered >= self.familiarity:
            return 0.0
        return float(market.attraction(self.utility, self.rules))

    @property
    def utility(self) -> float:
        """What buying the brand promises."""
        firm, person, r = self.company.firm, self.person, self.rules
        habit = 1.0 if person.bought_last == self.company.place else 0.0
        standing = rating.standing(firm.stars, firm.ratings, r)
        salience = self.quick + self.slow
        return float(
            market.utility(
                self.trust, self.satisfaction, salience, habit, standing,
                promotion.perceived(self.price, self.used_to, r), person.price_sensitivity, r,
            )
        )  # fmt: skip

    def buy(self) -> None:
        """Buy one unit."""
        price, loyal, order = self.price, self.is_loyal, self.company.order
        self.tally.purchases += 1
        self.tally.revenue_fixed += fixed(price)
        self.note(Happening.BOUGHT, price)
        if self.first_day == NO_DAY:
            self.first_day = self.today.day
            self.tally.first_purchases += 1
        self.purchases += 1
        self.person.bought_last = self.company.place
        self.add_familiarity(self.rules.market_experience_familiarity)
        if loyal and order.favour > 0.0:
            self.tally.favours += 1
            self.add_good(self.rules.trust_favour * order.favour, Cause.FAVOUR, warm=1.0)
        self.use()

    def use(self) -> None:
        """Find out whether it works, and how well."""
        breaks, how, rates, joins = self.luck(Block.PRODUCT)
        if breaks < self.company.firm.failure_rate:
            surprise = self.learn(0.0)
            self.tally.failures += 1
            self.add_bad(felt(self.rules.trust_failure, self.closeness, self.rules), Cause.FAILURE)
            self.remember(FAILURE, -1.0)
            self.perhaps_rate(0.0, surprise, rates)
            return
        result = float(market.experience(self.company.firm.quality, how, self.rules))
        surprise = self.learn(result)
        self.remember(PURCHASE, surprise)
        self.perhaps_rate(result, surprise, rates)
        if joins < readiness(self.tie, self.rules.ties_follow_purchase, self.rules):
            self.follow()

    def learn(self, result: float) -> float:
        """Let satisfaction follow an experience; return how surprising it was."""
        before = self.satisfaction
        self.satisfaction = approach(before, result, self.rules.market_satisfaction_learning)
        return float(result - before)

    def perhaps_rate(self, result: float, surprise: float, rates: float) -> None:
        """Rate the purchase in public; the surprised do so more readily."""
        if rates < rating.chance_rates(surprise, self.expectation, self.rules):
            stars = rating.stars(result, self.trust, self.rules)
            self.tally.ratings += 1
            self.tally.low_ratings += int(rating.is_low(stars))
            self.tally.stars += stars
            self.note(Happening.RATED, detail=stars)
