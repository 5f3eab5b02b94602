"""Two kinds of mutants that Cosmic Ray does not make: neighbours swapped, a statement dropped.

Most of the rules and mechanisms are calls with many numbers and tuples of them, so the likeliest
slip is two of them in the wrong order; the next is an effect that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import cosmic_ray.plugins
from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Keyword

LISTS = ("arglist", "testlist_comp", "testlist_star_expr", "testlist", "exprlist")
NOT_CALLS = ("classdef", "decorator")
CALLS = ("atom_expr", "power")
"""What parso calls a call, and a part of an object."""

Place = tuple[Any, int]
"""A node of the syntax tree, and the number of one of its children."""


class SwapNeighbours(Operator):
    """Swap two neighbours in a call or a tuple; of named arguments, the values."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        for one, other in _neighbours(node):
            yield _child(one).start_pos, _child(other).end_pos

    def mutate(self, node: Any, index: int) -> Any:
        one, other = list(_neighbours(node))[index]
        first, second = _child(one), _child(other)
        one[0].children[one[1]], other[0].children[other[1]] = second, first
        leaves = first.get_first_leaf(), second.get_first_leaf()
        leaves[0].prefix, leaves[1].prefix = leaves[1].prefix, leaves[0].prefix
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("f(a, b)", "f(b, a)"),)


class DropStatement(Operator):
    """Leave out a call, or a change of something that outlives the line."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "simple_stmt" and _has_an_effect(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        first = node.children[0].get_first_leaf()
        node.children[0] = Keyword("pass", first.start_pos, first.prefix)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("f(x)\n", "pass\n"),)


def _neighbours(node: Any) -> Iterator[tuple[Place, Place]]:
    """Yield the neighbours in a list that can be swapped and differ."""
    if node.type not in LISTS or node.parent.type in NOT_CALLS:
        return
    places = [_place(node, i) for i, child in enumerate(node.children) if child.type != "operator"]
    for one, other in pairwise(places):
        if one and other and _text(one) != _text(other):
            yield one, other


def _place(node: Any, i: int) -> Place | None:
    """Return the place of an element's value; None for stars and comprehensions."""
    child = node.children[i]
    if child.type in ("sync_comp_for", "comp_for", "star_expr"):
        return None
    if child.type != "argument":
        return node, i
    return (child, 2) if child.children[1] == "=" else None


def _child(place: Place) -> Any:
    return place[0].children[place[1]]


def _text(place: Place) -> str:
    return str(_child(place).get_code(include_prefix=False))


def _has_an_effect(statement: Any) -> bool:
    if statement.type == "expr_stmt":
        target, sign = statement.children[:2]
        return target.type in CALLS or (sign.type == "operator" and sign.value != "=")
    return statement.type in CALLS


def register(left_out: re.Pattern[str] | None = None) -> None:
    """Let Cosmic Ray find these operators by name, and no longer those that are left out."""
    providers = cosmic_ray.plugins.OPERATOR_PROVIDERS
    providers["goodwill"] = {kind.__name__: kind for kind in (SwapNeighbours, DropStatement)}
    if left_out is not None:
        core = providers["core"]
        providers["core"] = {name: core[name] for name in core if not left_out.search(name)}
