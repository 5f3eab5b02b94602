"""One person as a page tells of them: who they are, what they saw, why they trust, their twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from model.entries import Cause, Happening
from model.model import BrandAudienceModel
from model.plan import MAX_POSTS, SLOTS
from model.rules.talk import PAID, PUBLIC
from model.rules.ties import ALIENATED, FOLLOWER, LEFT
from model.rules.writing import COMPLAINT, PRAISE, QUESTION, SOCIAL
from model.scenario import Scenario
from model.world import RING
from viz.app.session import with_changes

Row = dict[str, Any]

CAUSES = {
    Cause.READING: "Messages they read",
    Cause.SHARED: "Messages friends passed on",
    Cause.WORD: "What friends told them",
    Cause.THREAD: "Friends’ public talks with the brand",
    Cause.VISIT: "Talks they saw on its page",
    Cause.ANSWER: "Answers to their letters",
    Cause.ADDRESSED: "Being written to first",
    Cause.REPAIR: "Amends made to them",
    Cause.BREACH: "A sales pitch in a friendly talk",
    Cause.LIE: "Being lied to",
    Cause.SILENCE: "Letters never answered",
    Cause.FAILURE: "A product that failed",
    Cause.FAVOUR: "A favour",
    Cause.FADING: "Time passing: old things fade",
    Cause.SUSPICION: "Growing wary of marketers, or less so",
    Cause.BY_HAND: "A change of the world’s rules",
}
"""What each cause of a change of trust is called on the page."""

LETTERS = {SOCIAL: "a friendly letter", QUESTION: "a question", COMPLAINT: "a complaint",
           PRAISE: "praise"}  # fmt: skip
LEAVING = ("too much selling", "nothing worth reading", "too many posts",
           "a letter never answered", "a breach of trust")  # fmt: skip
TIES = {FOLLOWER: "follows it", LEFT: "stopped following", ALIENATED: "lost for good"}
SHOWN_EVENTS = 40


def portrait(model: BrandAudienceModel, person: int) -> dict[str, Any]:
    """Return everything the page tells of a person whom the model watches."""
    own = model.people[person]
    return {
        "number": person,
        "about": about(own),
        "brands": [_relation(model, person, spec.name) for spec in model.base.brands],
        "feed": feed(model, person),
        "events": list(_events(model, person)),
        "friends": sorted(friend.number for friend in own.friends),
    }


def about(person: Any) -> list[str]:
    """Return who a person is, in short sentences."""
    friends = len(person.friends)
    writes = person.participation
    wary = person.suspicion
    return [
        f"Has {friends} friend{'' if friends == 1 else 's'} here.",
        f"Looks in {_times(person.sessions)}, reads about {person.attention:.0f} posts each time.",
        "Writes a lot." if writes > 2 else "Writes at times." if writes > 0.4 else "Hardly writes.",
        ("Very wary of marketers" if wary > 0.6 else "Wary of marketers" if wary > 0.4
         else "A little wary of marketers" if wary > 0.2 else "Takes marketers at their word")
        + f" ({wary:.2f} on a scale from 0 to 1).",
        f"Needs such a product {_often(person.need * 365)}.",
    ]  # fmt: skip


def _times(sessions: float) -> str:
    if sessions >= 0.95:
        return f"{sessions:.1f} times a day"
    return f"every {1 / max(sessions, 0.001):.0f} days" if sessions < 0.7 else "almost every day"


def _often(times: float) -> str:
    if times < 0.75:
        return "less than once a year"
    return "about once a year" if times < 1.5 else f"about {times:.0f} times a year"


def _relation(model: BrandAudienceModel, person: int, brand: str) -> Row:
    relation = model.people[person].towards(brand)
    known = relation.familiarity >= model.rules.market_known_from
    return {
        "name": brand,
        "label": model.base.brand(brand).label,
        "trust": relation.trust,
        "known": bool(known),
        "tie": TIES.get(relation.tie, "does not follow it"),
        "closeness": relation.closeness,
        "bought": int(relation.purchases),
        "why": why(model, person, brand),
        "path": trust_path(model, person, brand),
    }


def why(model: BrandAudienceModel, person: int, brand: str) -> list[Row]:
    """Return by cause how trust came to change since day 0, the largest first; it adds up."""
    changes = model.ledger.changes()
    mine = (changes["person"] == person) & (changes["brand"] == brand)
    totals: dict[str, float] = {}
    counts: dict[str, int] = {}
    for cause, amount in zip(changes["cause"][mine], changes["amount"][mine], strict=True):
        totals[cause] = totals.get(cause, 0.0) + float(amount)
        counts[cause] = counts.get(cause, 0) + 1
    rows = [
        {"cause": CAUSES[Cause[cause.upper()]], "amount": amount, "times": counts[cause]}
        for cause, amount in totals.items()
    ]
    return sorted(rows, key=lambda row: -abs(row["amount"]))


def trust_path(model: BrandAudienceModel, person: int, brand: str) -> list[float]:
    """Return trust at the start and at the end of each day so far."""
    changes = model.ledger.changes()
    mine = (changes["person"] == person) & (changes["brand"] == brand)
    by_day = np.bincount(changes["day"][mine], changes["amount"][mine], minlength=model.day)
    now = model.people[person].towards(brand).trust
    path = np.concatenate([[0.0], np.cumsum(by_day[: model.day])])
    return np.round(path + (now - path[-1]), 5).tolist()


# --- what happened ----------------------------------------------------------------------


def feed(model: BrandAudienceModel, person: int) -> list[Row]:
    """Return what was on the person's screen on the last day, read or not."""
    events = model.ledger.events()
    kinds = {Happening.READ.name.lower(): True, Happening.OVERLOOKED.name.lower(): False}
    mine = (events["person"] == person) & (events["day"] == model.day - 1)
    return [
        _message(model, events["brand"][k], int(events["detail"][k]))
        | {"read": kinds[events["event"][k]], "worth": float(events["amount"][k])}
        for k in np.flatnonzero(mine)
        if events["event"][k] in kinds
    ]


def _message(model: BrandAudienceModel, brand: str, number: int) -> Row:
    day, slot = divmod(number, SLOTS)
    post = model.world.posts[day % RING, model.brand(brand).place, slot]
    kind = "advertisement" if slot == MAX_POSTS else "post"
    tone = "an offer" if post.offer > 0 else "selling" if post.intent > 0.3 else (
        "a stock phrase" if post.canned > 0.5 else "something human")  # fmt: skip
    label = model.base.brand(brand).label
    return {"brand": brand, "text": f"{label}, {kind} on topic {int(post.topic) + 1}: {tone}"}


def _events(model: BrandAudienceModel, person: int) -> Iterator[Row]:
    """Yield the latest things that happened, last first."""
    events = model.ledger.events()
    silent = {Happening.READ.name.lower(), Happening.OVERLOOKED.name.lower()}
    mine = np.flatnonzero(events["person"] == person)
    told = [k for k in mine if events["event"][k] not in silent][-SHOWN_EVENTS:]
    for k in reversed(told):
        label = model.base.brand(events["brand"][k]).label
        text = _told(Happening[events["event"][k].upper()], float(events["amount"][k]),
                     int(events["detail"][k]), label)  # fmt: skip
        yield {"day": int(events["day"][k]) + 1, "brand": events["brand"][k], "text": text}


def _told(kind: Happening, amount: float, detail: int, label: str) -> str:
    simple = {
        Happening.PASSED_ON: f"passed on a message of {label}",
        Happening.FOLLOWED: f"began to follow {label}",
        Happening.ALIENATED: f"turned away from {label} for good",
        Happening.RECONCILED: f"made up with {label}",
        Happening.ADDRESSED: f"was written to by {label}",
        Happening.PITCHED: f"was pitched to by {label} in a talk",
        Happening.FOLLOWED_BACK: f"was followed back by {label}",
    }
    if kind in simple:
        return simple[kind]
    if kind is Happening.LETTER:
        where = "in public" if detail >= 8 else "in private"
        return f"wrote {LETTERS.get(detail % 8, 'a reply')} to {label}, {where}"
    if kind is Happening.ANSWERED:
        return f"got an answer from {label} after {amount:.0f} hours"
    if kind is Happening.UNFOLLOWED:
        return f"stopped following {label}: {LEAVING[detail]}"
    if kind is Happening.BOUGHT:
        return f"bought from {label} for €{amount:.2f}"
    if kind is Happening.RATED:
        return f"gave {label} {detail} star{'' if detail == 1 else 's'}"
    if kind is Happening.SAID:
        return _said(amount, detail, label)
    return f"reacted to a message of {label}"


def _said(amount: float, detail: int, label: str) -> str:
    to, what = divmod(detail, 8)
    whom = "all friends" if to == PUBLIC else f"person {to}"
    paid = ", and was paid for it" if what & PAID else ""
    return f"told {whom} something {'good' if amount > 0 else 'bad'} about {label}{paid}"


# --- the twin ---------------------------------------------------------------------------


def twin_scenario(scenario: Scenario, brand: str, strategy: str) -> Scenario:
    """Return the same people and luck with one brand following another strategy throughout."""
    own = (f"brands.{brand}.strategy", f"brands.{brand}.options")
    kept = {
        day: {key: value for key, value in values.items() if not key.startswith(own)}
        for day, values in scenario.changes.items()
    }
    return with_changes(scenario, kept).with_strategy(brand, strategy)


def beside(mine: Mapping[str, Any], twin: BrandAudienceModel, brand: str) -> dict[str, Any]:
    """Return what differs between a person, as ``portrait`` tells of them, and their twin."""
    person = mine["number"]
    here = next(row for row in mine["brands"] if row["name"] == brand)
    there = _relation(twin, person, brand)
    causes = {row["cause"] for row in (*here["why"], *there["why"])}
    amounts = [{r["cause"]: r["amount"] for r in side["why"]} for side in (here, there)]
    rows = [
        {"cause": cause, "mine": amounts[0].get(cause, 0.0), "twin": amounts[1].get(cause, 0.0)}
        for cause in causes
    ]
    rows.sort(key=lambda row: (-abs(row["twin"] - row["mine"]), row["cause"]))
    return {
        "strategy": twin.base.brand(brand).strategy, "day": twin.day, "trust": there["trust"],
        "known": there["known"], "tie": there["tie"], "bought": there["bought"],
        "path": there["path"], "rows": rows,
    }  # fmt: skip
