"""Any view a brand can have, and any options a strategy can be given."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from model.parameters.declaration import Parameter
from model.plan import MAX_POSTS, BrandView
from model.randomness import Stream
from model.strategies import SHIPPED, Strategy

counts = st.integers(0, 10**7)


@st.composite
def views(draw: st.DrawFn, **fixed: Any) -> BrandView:
    """Draw a view; ``fixed`` values stand."""
    day, topics = draw(st.integers(0, 10_000)), draw(st.integers(1, 40))
    by_topic = st.lists(counts, max_size=topics).map(tuple)
    values = {
        "day": day,
        "topics": topics,
        "staff_hours": draw(st.floats(0.0, 10_000.0)),
        "ad_reach": draw(st.floats(0.0, 1.0)),
        "posts_a_day": draw(st.floats(0.0, float(MAX_POSTS))),
        "sales": draw(st.floats(0.0, 1e6)),
        "topic_impressions": draw(by_topic),
        "topic_reactions": draw(by_topic),
        "luck": Stream(draw(st.integers(0, 2**63 - 1)), day, draw(st.integers(0, 2**31))),
    }
    figures = ("followers", "inbound", "answered", "backlog", "impressions", "reactions", "clicks")
    return BrandView(**(values | {name: draw(counts) for name in figures} | fixed))


def _value(parameter: Parameter, names_a_strategy: bool) -> st.SearchStrategy[Any]:
    if names_a_strategy:
        return st.sampled_from([kind.name for kind in SHIPPED])
    if parameter.kind is str:
        return st.sampled_from(parameter.choices)
    if parameter.kind is bool:
        return st.booleans()
    if parameter.kind is int:
        return st.integers(int(parameter.low), int(parameter.high))
    return st.floats(parameter.low, parameter.high)


def made(kind: type[Strategy]) -> st.SearchStrategy[Strategy]:
    """Return a generator of the strategy with any options its declarations allow."""
    named = set(kind.tables().values())
    values = {name: _value(p, name in named) for name, p in kind.options().items()}
    return st.fixed_dictionaries({}, optional=values).map(lambda options: kind(**options))
