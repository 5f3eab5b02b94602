"""A brand's desk: who waits, who is next, and how far the staff's hours reach."""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush

from model.engines.plain.company import Company
from model.engines.plain.person import Person
from model.engines.plain.relation import Relation
from model.randomness import Block
from model.rules import service, writing
from model.rules.arithmetic import clamp


class Desk:
    """The inbox of one brand, and the staff who work through it."""

    def __init__(self, company: Company, people: list[Person]) -> None:
        self.company, self.today = company, company.today
        self.relations = [person.relations[company.place] for person in people]

    def work(self) -> None:
        """Answer and address people as far as the hours reach, the most urgent first."""
        if self.company.order.staff_hours <= 0.0:
            return
        chosen = [it for it in self.relations if it.owed != 0 and self.means_to_answer(it)]
        self.serve(deque(sorted(chosen, key=self.arrival)))
        for it in chosen:
            if it.owed == writing.ADDRESSED:
                it.owed = 0  # staff did not get round to it

    def means_to_answer(self, it: Relation) -> bool:
        """Tell whether the brand's policy is to answer this letter, or address this person."""
        if it.owed == writing.ADDRESSED:
            return True
        order = self.company.order
        share = {
            writing.SOCIAL: order.social,
            writing.QUESTION: order.question,
            writing.COMPLAINT: order.complaint,
            writing.PRAISE: order.praise,
        }[it.owed]
        return bool(it.luck(Block.POLICY, day=it.owed_day)[0] < share)

    def arrival(self, it: Relation) -> float:
        """Return the hour of today from which a letter can be answered."""
        return 0.0 if it.owed_day < self.today.day else it.owed_clock

    def urgency(self, it: Relation) -> int:
        """Return the place of a letter in the queue: the lower the sooner."""
        discipline, public = self.company.order.discipline, it.owed_public == 1
        age = self.today.day - it.owed_day
        return int(
            service.queue_key(
                discipline, it.owed, public, it.is_loyal, age, it.owed_clock, it.person.number
            )
        )

    def pace(self, coming: deque[Relation]) -> tuple[float, float]:
        """Return the hours from one answer to the next, and how canned answers are today.

        Working hours are spread over the day: so many hands at once.
        """
        r, order = self.today.rules, self.company.order
        letters = sum(it.owed != writing.ADDRESSED for it in coming)
        minutes = service.handling_minutes(self.company.firm.served, r)
        rushed = service.rush(letters, minutes, 60.0 * order.staff_hours)
        hours = service.hurried(minutes, rushed, r) / 60.0
        each = hours * r.conversation_opening / order.staff_hours
        return each, service.hurried_canned(order.canned, rushed, r)

    def serve(self, coming: deque[Relation]) -> None:
        """Let those who are ``coming``, in the order of arrival, queue up and be served."""
        each, canned = self.pace(coming)
        clock = service.MORNING
        close = service.MORNING + self.today.rules.conversation_opening
        queue: list[tuple[int, Relation]] = []
        while coming or queue:
            while coming and self.arrival(coming[0]) <= clock:
                it = coming.popleft()
                heappush(queue, (self.urgency(it), it))
            if not queue:
                clock = self.arrival(coming[0])
            elif clock + each > close:
                return
            else:
                clock += each
                self.deal_with(heappop(queue)[1], clock, canned)

    def deal_with(self, it: Relation, clock: float, canned: float) -> None:
        """Answer or address one person at this hour."""
        if it.owed == writing.ADDRESSED:
            it.be_addressed(clock, canned)
            return
        self.company.firm.served += 1
        days = self.today.day - it.owed_day
        it.be_answered(clamp(clock - it.owed_clock + 24.0 * days, 0.0, 1e6), canned)
