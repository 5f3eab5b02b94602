"""State of a person and of a relationship: the one place that says what there is.

What fades, what a day leaves of it and what the table of people tells follow from these lines.
"""

from __future__ import annotations

from typing import NamedTuple


class StateField(NamedTuple):
    """One number of a person's state, or of a relationship's."""

    name: str
    kind: str
    """Type in the record."""
    about: str
    told: str = ""
    """How the table of people tells it: ``STANDING``, ``DAY``, or not under its own name."""
    fades: str = ""
    """Its half-life, ``fading.<fades>``; what has none does not fade of itself."""


STANDING, DAY = "as it stands", "a day, or none"

PERSON_STATE = (
    StateField("suspicion", "f4", "of marketers as a kind, 0 to 1", STANDING),
    StateField(
        "sessions", "f4", "sessions a day, drifting towards what they have been worth", STANDING
    ),
    StateField("sessions_trait", "f4", "sessions a day on day 0"),
    StateField("attention", "f4", "items read a session", STANDING),
    StateField("participation", "f4", "readiness to write, mean 1", STANDING),
    StateField("price_sensitivity", "f4", "factor, mean 1", STANDING),
    StateField("need", "f4", "purchase occasions a day", STANDING),
    StateField("patience", "f4", "hours", STANDING),
    StateField("alarm", "f4", "change of suspicion so far today"),
    StateField(
        "worth", "f4", "what today's reading was worth an item; below 0 where nothing was read"
    ),
    StateField("bought_last", "i2", "place of the brand bought last, -1 for none"),
    StateField("occasion", "u1", "1 if a purchase occasion arose today"),
)
"""State of a person."""

PAIR_STATE = (
    StateField(
        "good", "f4", "evidence of trustworthy acts, pseudo-counts", STANDING, fades="evidence"
    ),
    StateField(
        "bad", "f4", "evidence of failures of competence, pseudo-counts", STANDING, fades="evidence"
    ),
    StateField("broken", "f4", "evidence of breaches of integrity, pseudo-counts", STANDING),
    StateField(
        "warm", "f4", "part of good that was earned in conversation", STANDING, fades="evidence"
    ),
    StateField(
        "closeness", "f4", "0 exchange norms to 1 communal norms", STANDING, fades="closeness"
    ),
    StateField("familiarity", "f4", "0 unknown to 1", STANDING, fades="familiarity"),
    StateField("expected", "f4", "expected value of a message; 1 is the mean human post", STANDING),
    StateField("recent", "f4", "recent exposures", STANDING, fades="tedium"),
    StateField("quick", "f4", "salience that fades within days", fades="quick"),
    StateField("slow", "f4", "salience that fades within months", fades="slow"),
    StateField("satisfaction", "f4", "with the product, 0 to 1", STANDING),
    StateField("expectation", "f4", "of being answered, 0 to 1", STANDING, fades="expectation"),
    StateField("disillusion", "f4", "0 to 1", STANDING, fades="disillusion"),
    StateField("surprise", "f4", "of the remembered event, signed"),
    StateField("owed_clock", "f4", "hour at which the waiting letter was written"),
    StateField("value_read", "f4", "value read today"),
    StateField("intent_read", "f4", "persuasive intent read today"),
    StateField("deal", "f4", "best offer read today, share of the price"),
    StateField("used_to", "f4", "price cut that is expected of the brand, share of the price"),
    StateField("passed_on", "i4", "id of the post passed on last"),
    StateField("tie_day", "i2", "day the tie began", DAY),
    StateField("owed_day", "i2", "day the waiting letter was written"),
    StateField("event_day", "i2", "day of the remembered event"),
    StateField("contact_day", "i2", "day of the last exchange", DAY),
    StateField(
        "first_day", "i2", "day of the first purchase; -1 before the start, NO_DAY for none", DAY
    ),
    StateField("exchanges", "i2", "answers received since the last pitch"),
    StateField("purchases", "i2", "purchases so far", STANDING),
    StateField("helped", "i2", "complaints answered", STANDING),
    StateField("reads", "u1", "messages read today"),
    StateField("tie", "i1", "stranger 0, follower 1, left 2, alienated 3"),
    StateField("mutual", "i1", "1 if the brand follows back"),
    StateField("owed", "i1", "kind of the letter that waits for an answer, 0 for none"),
    StateField("owed_public", "i1", "1 if it was written in public"),
    StateField("event", "i1", "kind of the remembered event, 0 for none"),
    StateField("told", "i1", "friends told of it; -1 once told in public"),
    StateField("voiced", "i1", "1 if the brand has been told of it"),
    StateField("signals", "i1", "1 if friends have something to hear tomorrow"),
    StateField("cohort", "u1", "bits: follower, customer on day 0"),
)
"""State of a relationship."""

PERSON = tuple((it.name, it.kind, it.about) for it in PERSON_STATE)
PAIR = tuple((it.name, it.kind, it.about) for it in PAIR_STATE)
"""The same as fields of a record: name, type, meaning."""
FADES = {it.name: it.fades for it in PAIR_STATE if it.fades}
"""What fades of itself, and the name of its half-life."""
