"""Plans in one short line each, for tables of expected actions.

``2:0.9%~?`` is a post on topic 2 with intent 0.9 that has an offer (%), stock phrases (~)
and an invitation (?). Shares of answers stand as social/question/complaint/praise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from model.plan import Answers, BrandView, Plan, Post, Repair
from model.randomness import Stream
from model.strategies import Strategy, checked_plan

USUAL: dict[str, Any] = {"topics": 3, "staff_hours": 8.0, "ad_reach": 0.1, "posts_a_day": 2.0}


def actions(strategy: Strategy, days: Iterable[int], **view: Any) -> list[str]:
    """Return one line a day of what the strategy does."""
    mornings = (BrandView(day=day, luck=Stream(1, day, 7), **(USUAL | view)) for day in days)
    return [brief(checked_plan(strategy, morning)) for morning in mornings]


def brief(plan: Plan) -> str:
    """Return the plan in one line; what is at its default is left out."""
    parts = [" ".join(_post(post) for post in plan.posts), _ad(plan), _staff(plan)]
    extras = [
        f"outreach {plan.outreach:g}" if plan.outreach else "",
        f"pitch after {plan.pitch_after}" if plan.pitch_after >= 0 else "",
        "follow back" if plan.follow_back else "",
        _repair(plan.repair),
    ]
    return " | ".join(part for part in parts + extras if part)


def _post(post: Post) -> str:
    signs = ("%", post.offer), ("~", post.canned), ("?", post.invite)
    return f"{post.topic}:{post.intent:g}" + "".join(sign for sign, value in signs if value)


def _ad(plan: Plan) -> str:
    return f"ad {_post(plan.ad)} x{plan.ad_reach:g}" if plan.ad else ""


def _staff(plan: Plan) -> str:
    text = f"{plan.staff_hours:g} h" if plan.staff_hours else ""
    if plan.answers != Answers():
        a = plan.answers
        text += f" answer {a.social:g}/{a.question:g}/{a.complaint:g}/{a.praise:g}"
        text += "~" if plan.canned_answers else ""
    return f"{text} {plan.discipline}" if plan.discipline != "first_come" else text


def _repair(repair: Repair) -> str:
    names = ("apology", "promise", "denial", "false_claim")
    said = [name for name in names if getattr(repair, name)]
    paid = [f"pay {repair.compensation:g}"] if repair.compensation else []
    return " ".join(said + paid)
