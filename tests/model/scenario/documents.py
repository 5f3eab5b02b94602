"""Documents for property tests: right ones, and ones with a mistake somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.parameters.declaration import Parameter
from model.scenario.checking import RUN_PARAMETERS
from model.strategies import SHIPPED, Strategy

NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)


def value_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Draw a value that the declaration allows."""
    if parameter.choices:
        return st.sampled_from(parameter.choices)
    if parameter.kind is bool:
        return st.booleans()
    if parameter.kind is int:
        return st.integers(int(parameter.low), int(parameter.high))
    return st.floats(parameter.low, parameter.high)


@st.composite
def options(draw: st.DrawFn, kind: type[Strategy], deep: int = 1) -> dict[str, Any]:
    """Draw some options of a strategy, and of strategies within it."""
    tables = kind.tables()
    plain = {k: value_of(p) for k, p in kind.options().items() if k not in tables.values()}
    drawn: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=plain))
    for table, named_by in tables.items() if deep else ():
        inner = draw(st.sampled_from(SHIPPED))
        drawn |= {named_by: inner.name, table: draw(options(inner, deep - 1))}
    return drawn


@st.composite
def brands(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one brand's table."""
    kind = draw(st.sampled_from(SHIPPED))
    levers = {key: value_of(parameter) for key, parameter in BRAND_PARAMETERS.items()}
    own = {"label": LINES, "options": options(kind)}
    return {"strategy": kind.name} | draw(st.fixed_dictionaries({}, optional=own | levers))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document that is right: some parameters and one to three brands."""
    run = {key: value_of(parameter) for key, parameter in RUN_PARAMETERS.items()}
    document = draw(st.fixed_dictionaries({}, optional={"title": LINES, "about": LINES} | run))
    for name in draw(st.lists(st.sampled_from(list(PARAMETERS)), max_size=6, unique=True)):
        table = document
        *sections, key = name.split(".")
        for section in sections:
            table = table.setdefault(section, {})
        table[key] = draw(value_of(PARAMETERS[name]))
    document["brands"] = draw(st.dictionaries(NAMES, brands(), min_size=1, max_size=3))
    return document


ANYTHING = st.recursive(
    st.sampled_from([float("nan"), float("inf"), -1, 0, 1, 10**30, 0.5, 3.0, True, "", "push", []])
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(LINES, inner, max_size=2),
    max_leaves=4,
)


def tables_in(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a document's tables, the outermost first."""
    yield table
    for value in table.values():
        if isinstance(value, dict):
            yield from tables_in(value)


@st.composite
def mistaken(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document after one to three careless edits; by luck it may still be right."""
    document = deepcopy(draw(documents()))
    for _ in range(draw(st.integers(1, 3))):
        table = draw(st.sampled_from(list(tables_in(document))))
        key = draw(st.sampled_from([*table, None]) | LINES)
        edit = draw(st.sampled_from(["value", "remove", "rename"]))
        if edit == "value" or key not in table:
            table[key or "zzz"] = draw(ANYTHING)
        elif edit == "remove":
            del table[key]
        else:
            table[key[1:] + draw(LINES)] = table.pop(key)
    return document
