"""Writing to the brand, with a purpose; or being picked by its staff to be addressed."""

from __future__ import annotations

from model.engines.plain.bond import Bond
from model.randomness import Block
from model.rules import writing
from model.rules.arithmetic import clamp
from model.rules.ties import ALIENATED, FOLLOWER


class Writing(Bond):
    """The person at the desk."""

    def perhaps_write(self, invited: float) -> None:
        """Write if there is a reason to and nothing waits; else staff may mean to write first."""
        if self.owed != 0:
            return
        _, _, _, pen = self.luck(Block.PAIR)
        reasons = self.reasons(invited)
        social, question, complaint, praise = reasons
        if pen < clamp(social + question + complaint + praise, 0.0, 1.0):
            self.write(reasons)
        else:
            self.perhaps_be_picked()

    def reasons(self, invited: float) -> tuple[float, float, float, float]:
        """Return the hazards of writing sociably, with a question, a complaint, praise."""
        r, event, age = self.rules, self.event, self.event_age
        complaint = writing.aggrieved(event, age, self.voiced, float(self.helped), r)
        if self.tie == ALIENATED:  # they only complain
            return 0.0, 0.0, complaint, 0.0
        follows = 1.0 if self.tie == FOLLOWER else 0.0
        participation = self.person.participation
        return (
            writing.sociable(follows, self.closeness, invited, participation, r),
            writing.curious(self.person.need, self.familiarity, r),
            complaint,
            writing.pleased(event, self.surprise, age, self.voiced, r),
        )

    def write(self, reasons: tuple[float, float, float, float]) -> None:
        """Write a letter for one of the reasons, openly or in private."""
        which, openly, clock, _ = self.luck(Block.LETTER)
        kind = writing.purpose(which, *reasons)
        self.send(kind, openly < self.rules.conversation_public, 24.0 * clock)
        if kind in (writing.COMPLAINT, writing.PRAISE):
            self.voiced = 1
        if kind == writing.COMPLAINT:
            self.tally.complaints += 1

    def perhaps_be_picked(self) -> None:
        """Be among those whom the brand's staff mean to address today, by chance."""
        order = self.company.order
        if order.outreach <= 0.0 or order.staff_hours <= 0.0 or self.tie == ALIENATED:
            return
        picked, clock, _, _ = self.luck(Block.OUTREACH)
        if picked < order.outreach:
            self.owed, self.owed_public = writing.ADDRESSED, 0
            self.owed_day, self.owed_clock = self.today.day, 24.0 * clock
