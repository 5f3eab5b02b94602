"""A person: a Mesa agent who goes online, shops, and sleeps on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from mesa.discrete_space import FixedAgent

from model.engines.plain.brand import BrandState, Message
from model.engines.plain.conditions import Conditions
from model.engines.plain.entry_book import EntryBook
from model.engines.plain.record_state import RecordState, records
from model.engines.plain.relation import Relation
from model.mechanisms.activity import drift
from model.mechanisms.counting import count_pair
from model.mechanisms.desk import desk_bit, is_staffed
from model.mechanisms.fading import fade, fade_watched
from model.mechanisms.hearing import hear_of, is_recent, see_shared
from model.mechanisms.meeting import luck_of
from model.mechanisms.outreach import addresses
from model.mechanisms.reading import READING, forget_reading, has_read, show
from model.mechanisms.shopping import attraction_of, buy, comes_at
from model.mechanisms.signals import forget
from model.mechanisms.silence import is_given_up, take_silence
from model.mechanisms.suspicion import grow_wary, note_wariness
from model.mechanisms.talk import may_talk, talk
from model.mechanisms.threads import visit
from model.mechanisms.ties import be_followed_back, is_followed_back, reconsider_tie
from model.mechanisms.writing import write
from model.people import listing
from model.randomness import NO_BRAND, Block, draws
from model.rules import feed
from model.rules.arithmetic import fixed_share
from model.rules.market import chance_category
from model.rules.talk import is_private
from model.rules.ties import FOLLOWER
from model.rules.trust import prior_trust
from model.state import PERSON

BITS = 64
"""Bits of ``spoke``; where there are more brands, some share one."""


class Person(FixedAgent, RecordState, fields=PERSON):
    """One person, number ``number`` in the world's arrays."""

    def __init__(
        self, model: Any, number: int, conditions: Conditions, brands: list[BrandState]
    ) -> None:
        super().__init__(model)
        self.number, self.conditions, self.world = number, conditions, conditions.world
        self.record = records(self.world.people, PERSON)[number]
        log = EntryBook(self.world, number)
        self.watched = log.watched != 0
        self.relations = [Relation(self, brand, log) for brand in brands]
        """Relationships in the order of the brands in the arrays."""
        self.friends: list[Person] = []
        first, last = self.world.indptr[number : number + 2].tolist()
        self._friends_from, self._friends_to = first, last
        self._friend_numbers = self.world.indices[first:last]

    def __repr__(self) -> str:
        return f"<person {self.number}, {len(self.friends)} friends: {listing(self.record)}>"

    def towards(self, brand: str) -> Relation:
        """Return the relationship with the brand of that name."""
        return self.relations[self.model.brand(brand).place]

    @property
    def interests(self) -> Any:
        """Interest in each topic, mean 1."""
        return self.world.interests[self.number]

    def luck(self) -> tuple[float, ...]:
        """Return the day's four draws that concern no brand."""
        now = self.conditions
        return tuple(draws(*now.key, self.number, now.day, NO_BRAND, Block.DAY, 0))

    # --- the day -----------------------------------------------------------------------

    def spend_morning(self) -> None:
        """Steps 2 to 4: feed, appraisal, writing."""
        for m in self.relations:
            m.begin_day()
        self.fall_silent()
        awake, needs = self.luck()[:2]
        if needs < self.need:
            self.occasion = 1
        likely = feed.chance_online(self.sessions)
        online = awake < likely
        for m in self.open_mail():
            self.hear(m, online)
        self.worth = self.go_online(likely) if online else -1.0
        self.world.inbox[self.number] = self.waiting()

    def spend_evening(self) -> None:
        """Steps 4 to 7: silence, talk, ties, market."""
        for m in self.relations:
            if is_given_up(m, m.day, m.rules):
                take_silence(m)
            if may_talk(m, m.order, m.rules):
                talk(m, self._friend_numbers)
            if has_read(m):
                reconsider_tie(m)
            if is_followed_back(m, m.order):
                be_followed_back(m)
            if m.signals != 0:
                m.signals = 0
                self.speak_of(m)
        if self.occasion == 1:
            self.occasion = 0
            self.shop()

    def sleep(self) -> None:
        """Step 8: what fades, fades; suspicion and activity move; everything is counted."""
        keep, rules, tally = self.conditions.keep, self.conditions.rules, self.conditions.tally
        for m in self.relations:
            if self.watched:
                fade_watched(m, keep)
            else:
                fade(m, keep)
        self.sleep_on_alarms()
        drift(self, rules)
        tally.suspicion_fixed += fixed_share(self.suspicion)
        tally.sessions_fixed += fixed_share(self.sessions)
        prior = prior_trust(self.suspicion, rules)
        for m in self.relations:
            forget_reading(m)
            count_pair(m, m.tally, m.brand.trust_bins, prior, rules.market_known_from)

    # --- among friends -----------------------------------------------------------------

    def fall_silent(self) -> None:
        """Make room for what is given off on this day."""
        spoke, now = self.world.spoke, self.conditions.now
        if spoke[now, self.number] != 0:
            spoke[now, self.number] = 0
            for m in self.relations:
                forget(m.signal)

    def speak_of(self, m: Relation) -> None:
        """Let those friends know that there is something to hear tomorrow whom it may reach."""
        world, now, said = self.world, self.conditions.now, m.signal
        world.spoke.view("u8")[now, self.number] |= 1 << m.b % BITS
        private = is_private(said.word, said.to, said.post, said.thread)
        world.mail[now, said.to if private else self._friend_numbers] = 1

    def open_mail(self) -> list[Relation]:
        """Return the brands about which friends gave off something yesterday."""
        mail, before = self.world.mail, self.conditions.before
        if mail[before, self.number] == 0:
            return []
        mail[before, self.number] = 0
        spoken = self.world.spoke.view("u8")[before, self._friend_numbers]
        about = int(np.bitwise_or.reduce(spoken))
        return [m for m in self.relations if about >> m.b % BITS & 1]

    def hear(self, m: Relation, online: bool) -> None:
        """Take in what friends gave off about a brand, and the first post that came along."""
        world, before = self.world, self.conditions.before
        spoke, signals, ends = world.spoke[before], world.signals[before], self._friends_to
        number = hear_of(m, self._friends_from, ends, world.indices, spoke, signals, online)
        if is_recent(number, m.day, m.rules):
            post = m.brand.message(number)
            see_shared(m, post, post.counts, number, self.interest_in(post))

    # --- online ------------------------------------------------------------------------

    def go_online(self, likely: float) -> float:
        """Read and write; return what it was worth an item. ``likely`` was the chance of it."""
        now, background = self.conditions, self.conditions.rules.platform_background
        now.tally.online += 1
        offered = sum(len(m.brand.posts) for m in self.relations if m.tie == FOLLOWER)
        crowded = feed.crowd(background, float(offered) + now.ads)
        items, received = feed.items_read(self.sessions, self.attention, likely), 0.0
        for m in self.relations:
            self.visit_feed(m, items, crowded)
            if has_read(m):
                received += m.value_read
        return float(feed.session_worth(background, crowded, received, items))

    def visit_feed(self, m: Relation, items: float, crowded: float) -> None:
        """See what the feed shows of one brand, and perhaps write to it.

        ``items`` are read today of the ``crowded`` ones on offer.
        """
        shown, notice, act, last = luck_of(m, Block.PAIR, 0)
        invited = 0.0
        if shown < m.brand.chance_ad:
            m.tally.ad_impressions += 1
            invited += self.see(m, m.brand.advertisement, notice, act, last)
        if m.tie == FOLLOWER:
            for slot, post in enumerate(m.brand.posts):
                shown, notice, act, clock = luck_of(m, Block.POST, slot)
                if shown < feed.chance_visible(post.pull, items, crowded, m.rules):
                    invited += self.see(m, post, notice, act, clock)
            if m.brand.threads > 0:
                visit(m)
        if m.owed == 0:
            chosen, clock = luck_of(m, Block.OUTREACH, 0)[:2] if addresses(m.order) else (1.0, 0.0)
            write(m, invited, last, chosen, clock)

    def see(self, m: Relation, post: Message, notice: float, act: float, clock: float) -> float:
        """See a message in the feed; return its invitation to write if it was read, else 0."""
        about, number = self.interest_in(post), post.number
        return float(show(m, post, post.counts, number, about, 0.0, READING, notice, act, clock))

    def interest_in(self, post: Message) -> float:
        """Return the interest in what a message is about."""
        return float(self.interests[post.topic])

    def waiting(self) -> int:
        """Return the bits of the brands with staff to whom something is waiting."""
        bits = 0
        for m in self.relations:
            if m.owed != 0 and is_staffed(m.order):
                bits |= desk_bit(m.b)
        return bits

    # --- at the shop, and at night -----------------------------------------------------

    def shop(self) -> None:
        """Choose among the brands that come to mind, or do without."""
        self.conditions.tally.occasions += 1
        pulls, total = [attraction_of(m) for m in self.relations], 0.0
        for pull in pulls:
            total += pull
        _, _, buys, which = self.luck()
        if buys >= chance_category(total, self.conditions.rules):
            return
        chosen, reached = None, 0.0
        for m, pull in zip(self.relations, pulls, strict=True):
            if comes_at(which * total, reached, pull, chosen is not None):
                chosen = m
            reached += pull
        buy(chosen)

    def sleep_on_alarms(self) -> None:
        """Let the day's alarms move suspicion, which may move trust in every brand."""
        noted = self.relations if self.watched and self.alarm != 0.0 else []
        before = [m.trust for m in noted]
        grow_wary(self)
        for m, trust in zip(noted, before, strict=True):
            note_wariness(m, trust)
