"""A person: a Mesa agent who goes online, shops, and sleeps on it."""

from __future__ import annotations

from typing import Any, NamedTuple

from mesa.discrete_space import FixedAgent

from model.engines.plain.company import Company
from model.engines.plain.diary import Diary
from model.engines.plain.held import records
from model.engines.plain.relation import Relation
from model.engines.plain.state import PersonState
from model.engines.plain.today import Today
from model.journal import Cause
from model.people import listing
from model.randomness import NO_BRAND, Block, draws
from model.rules import feed
from model.rules.arithmetic import approach, fixed_share
from model.rules.market import chance_category
from model.rules.suspicion import moved
from model.rules.talk import is_private
from model.rules.ties import FOLLOWER
from model.world import PERSON

BITS = 64
"""Bits of ``spoke``; where there are more brands, some share one."""


class Session(NamedTuple):
    """A person's time online today."""

    items: float
    """Items read."""
    crowded: float
    """Items that competed for it."""


class Person(FixedAgent, PersonState):
    """One person, number ``number`` in the world's arrays."""

    def __init__(self, model: Any, number: int, today: Today, companies: list[Company]) -> None:
        super().__init__(model)
        self.number, self.today = number, today
        self.record = records(today.world.people, PERSON)[number]
        self.diary = Diary(today.world, number)
        self.relations = [Relation(self, company) for company in companies]
        """Relationships in the order of the brands in the arrays."""
        self.friends: list[Person] = []

    def __repr__(self) -> str:
        return f"<person {self.number}, {len(self.friends)} friends: {listing(self.record)}>"

    def towards(self, brand: str) -> Relation:
        """Return the relationship with the brand of that name."""
        return self.relations[self.model.brand(brand).place]

    @property
    def interests(self) -> Any:
        """Interest in each topic, mean 1."""
        return self.today.world.interests[self.number]

    def interest_in(self, topic: int) -> float:
        """Return the interest in one topic."""
        return float(self.interests[topic])

    # --- the day -----------------------------------------------------------------------

    def spend_morning(self) -> None:
        """Steps 2 to 4: feed, appraisal, writing."""
        self.fall_silent()
        awake, needs = self.luck()[:2]
        if needs < self.need:
            self.occasion = 1
        session = self.session(awake)
        for place in self.open_mail():
            self.relations[place].hear_friends(online=session is not None)
        self.worth = -1.0 if session is None else self.read(session)
        self.today.tally.online += session is not None

    def spend_evening(self) -> None:
        """Steps 4 to 7: silence, talk, ties, market."""
        for relation in self.relations:
            relation.perhaps_give_up()
            relation.perhaps_talk()
            relation.reconsider()
            relation.perhaps_be_followed()
            if relation.signals != 0:
                relation.signals = 0
                self.speak_of(relation.company.place)
        if self.occasion == 1:
            self.occasion = 0
            self.shop()

    def sleep(self) -> None:
        """Step 8: what fades, fades; suspicion and activity move; everything is counted."""
        for relation in self.relations:
            with relation.changing_trust(Cause.FADING):
                relation.fade()
        self.grow_wary()
        self.drift()
        self.today.tally.suspicion_fixed += fixed_share(self.suspicion)
        self.today.tally.sessions_fixed += fixed_share(self.sessions)
        for relation in self.relations:
            relation.end_day()
            relation.be_counted()

    def luck(self) -> tuple[float, ...]:
        """Return the day's four draws that concern no brand."""
        return tuple(draws(*self.today.key, self.number, self.today.day, NO_BRAND, Block.DAY, 0))

    # --- among friends -----------------------------------------------------------------

    def fall_silent(self) -> None:
        """Make room for what is given off today."""
        spoke = self.today.world.spoke
        if spoke[self.today.now, self.number] != 0:
            spoke[self.today.now, self.number] = 0
            for relation in self.relations:
                relation.forget_signal()

    def speak_of(self, place: int) -> None:
        """Let those friends know that there is something to hear tomorrow whom it may reach."""
        world, now = self.today.world, self.today.now
        world.spoke.view("u8")[now, self.number] |= 1 << place % BITS
        said = self.relations[place].signal
        private = is_private(said.word, said.to, said.post, said.thread)
        for number in [said.to] if private else [friend.number for friend in self.friends]:
            world.mail[now, number] = 1

    def spoke_of(self, place: int) -> bool:
        """Tell whether something was given off about a brand yesterday."""
        bits = int(self.today.world.spoke[self.today.before, self.number])
        return bool(bits >> place % BITS & 1)

    def open_mail(self) -> list[int]:
        """Return the places of the brands about which friends gave off something yesterday."""
        mail, before = self.today.world.mail, self.today.before
        if mail[before, self.number] == 0:
            return []
        mail[before, self.number] = 0
        places = range(len(self.relations))
        return [place for place in places if any(f.spoke_of(place) for f in self.friends)]

    # --- online ------------------------------------------------------------------------

    def session(self, awake: float) -> Session | None:
        """Go online or not; return what there is to read and how much of it is read."""
        today, likely = self.today, feed.chance_online(self.sessions)
        if awake >= likely:
            return None
        followed = [r.company for r in self.relations if r.tie == FOLLOWER]
        posts = float(sum(len(company.posts) for company in followed))
        crowded = feed.crowd(today.rules.platform_background, posts + today.ads)
        return Session(feed.items_read(self.sessions, self.attention, likely), crowded)

    def read(self, session: Session) -> float:
        """Take in what each brand has to say, perhaps write; return what it was worth an item."""
        received = 0.0
        for relation in self.relations:
            invited = relation.go_through_feed(*session)
            relation.perhaps_write(invited)
            received += relation.value_read
        background = self.today.rules.platform_background
        return float(feed.session_worth(background, session.crowded, received, session.items))

    # --- at the shop, and at night -----------------------------------------------------

    def shop(self) -> None:
        """Choose among the brands that come to mind, or do without."""
        self.today.tally.occasions += 1
        pulls = [relation.attraction for relation in self.relations]
        total = 0.0
        for pull in pulls:
            total += pull
        _, _, buys, which = self.luck()
        if buys < chance_category(total, self.today.rules):
            self.choose(pulls, which * total).buy()

    def choose(self, pulls: list[float], aim: float) -> Relation:
        """Return the brand at ``aim`` on the line on which each takes up as much as it pulls."""
        choice, reached = None, 0.0
        for relation, pull in zip(self.relations, pulls, strict=True):
            if pull > 0.0 and (choice is None or reached <= aim):
                choice = relation
            reached += pull
        if choice is None:
            raise RuntimeError("a purchase without a brand")
        return choice

    def grow_wary(self) -> None:
        """Let the day's alarms move suspicion, which may move trust in every brand."""
        if self.alarm == 0.0:
            return
        before = [relation.trust for relation in self.relations] if self.diary.kept else []
        self.suspicion = moved(self.suspicion, self.alarm)
        self.alarm = 0.0
        for relation, trust in zip(self.relations, before, strict=False):
            relation.note(Cause.SUSPICION, relation.trust - trust)

    def drift(self) -> None:
        """Let activity follow what a session has been worth."""
        if self.worth >= 0.0:
            target = self.sessions_trait * self.worth
            rate = self.today.rules.people_activity_drift
            self.sessions = approach(self.sessions, target, rate)
