"""What every strategy must hold to. A strategy's test class inherits ``StrategyContract``."""

from __future__ import annotations

import ast
import inspect
import json
import math
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import InputError
from model.plan import MAX_POSTS, BrandView, Plan
from model.randomness import Stream
from model.strategies import STRATEGIES, Strategy, make_strategy
from model.strategies.limits import problems
from tests.model.strategies.generators import made, views

ALLOWED_IMPORTS = {"__future__", "dataclasses", "functools", "math", "typing", "model.plan"}
ALLOWED_HELPERS = {"base", "levers", "posting", "registry"}
FORBIDDEN_CALLS = {"open", "exec", "eval", "__import__", "globals", "setattr", "print", "input"}
EXTREMES: tuple[dict[str, Any], ...] = (
    {},
    {"day": 10_000},
    {"topics": 1},
    {"staff_hours": 0.0, "ad_reach": 0.0, "posts_a_day": 0.0},
    {"staff_hours": 10_000.0, "ad_reach": 1.0, "posts_a_day": float(MAX_POSTS)},
    {"posts_a_day": 1e-9, "day": 10_000},
    {"backlog": 10**9, "inbound": 10**9, "followers": 10**9},
    {"topic_impressions": (0, 10**9), "topic_reactions": (0, 10**9)},
)


def cases(count: int) -> settings:
    """Return settings for ``count`` examples in a test that several classes inherit."""
    return settings(max_examples=count, suppress_health_check=[HealthCheck.differing_executors])


def view_of(**changes: Any) -> BrandView:
    """Return an ordinary view with changes."""
    view = BrandView(day=0, topics=3, staff_hours=8.0, ad_reach=0.1, posts_a_day=2.0)
    return replace(view, **changes)


class Witness:
    """A view that remembers what was read from it."""

    def __init__(self, view: BrandView) -> None:
        self._view = view
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._view, name)


class StrategyContract:
    strategy_class: ClassVar[type[Strategy]]

    def test_is_registered_under_its_name(self) -> None:
        assert STRATEGIES[self.strategy_class.name] is self.strategy_class

    def test_says_what_it_is(self) -> None:
        assert inspect.getdoc(self.strategy_class) != inspect.getdoc(Strategy)
        assert 10 <= len(self.strategy_class.about) <= 80
        assert "\n" not in self.strategy_class.about

    def test_is_frozen_and_hashable(self) -> None:
        strategy = self.strategy_class()
        assert hash(strategy) == hash(self.strategy_class())
        assert strategy == self.strategy_class()
        with pytest.raises(FrozenInstanceError):
            strategy.name = "other"  # type: ignore[misc]

    def test_every_field_is_declared(self) -> None:
        options, tables = self.strategy_class.options(), self.strategy_class.tables()
        assert {f.name for f in fields(self.strategy_class)} == {*options, *tables}
        for name, parameter in options.items():
            assert parameter.about, name
            assert parameter.source, name
            assert parameter.role == "lever", name
            if parameter.kind in (int, float):
                assert parameter.unit, name
                assert parameter.low < parameter.high, name
                assert parameter.low <= parameter.default <= parameter.high, name  # type: ignore[operator]
            assert not parameter.choices or parameter.default in parameter.choices, name

    @given(data=st.data())
    @cases(30)
    def test_options_survive_json_and_pickle(self, data: st.DataObject) -> None:
        strategy = data.draw(made(self.strategy_class))
        options = json.loads(json.dumps(strategy.settings()))
        assert make_strategy(strategy.name, options) == strategy
        assert pickle.loads(pickle.dumps(strategy)) == strategy

    def test_wrong_options_are_refused(self) -> None:
        wrong: dict[str, list[Any]] = {"no_such_option": [1]}
        for name, parameter in self.strategy_class.options().items():
            bad: list[Any] = [None, [], "no such text"]
            if parameter.kind in (int, float):
                bad += [math.nan, math.inf, -math.inf, parameter.low - 1, parameter.high + 1, True]
            wrong[name] = bad
        for name, values in wrong.items():
            for value in values:
                with pytest.raises(InputError) as caught:
                    make_strategy(self.strategy_class.name, {name: value}, file="a.toml", path="o")
                assert (caught.value.file, caught.value.key) == ("a.toml", f"o.{name}")

    @given(data=st.data())
    @cases(60)
    def test_plans_are_valid_and_within_budget(self, data: st.DataObject) -> None:
        strategy, view = data.draw(made(self.strategy_class)), data.draw(views())
        assert list(problems(strategy.plan(view), view)) == []

    @given(data=st.data())
    @cases(30)
    def test_same_view_same_plan(self, data: st.DataObject) -> None:
        strategy, view = data.draw(made(self.strategy_class)), data.draw(views())
        first = strategy.plan(view)
        strategy.plan(data.draw(views()))
        assert strategy.plan(replace(view)) == first
        assert make_strategy(strategy.name, strategy.settings()).plan(view) == first

    @given(data=st.data(), rate=st.floats(0.0, float(MAX_POSTS)))
    @cases(15)
    def test_posts_stay_within_the_content_budget(self, data: st.DataObject, rate: float) -> None:
        strategy, placed = data.draw(made(self.strategy_class)), 0
        for day in range(60):
            plan = strategy.plan(view_of(day=day, posts_a_day=rate, luck=Stream(1, day, 2)))
            placed += len(plan.posts)
            assert len(plan.posts) <= MAX_POSTS
        # Switching between shares can bring one post forward.
        assert placed <= 60 * rate + 1

    @pytest.mark.parametrize("changes", EXTREMES, ids=str)
    def test_survives_extremes(self, changes: dict[str, Any]) -> None:
        view = view_of(**changes)
        assert list(problems(self.strategy_class().plan(view), view)) == []

    def test_spends_nothing_without_budgets(self) -> None:
        for day in range(30):
            plan = self.strategy_class().plan(
                view_of(day=day, staff_hours=0.0, ad_reach=0.0, posts_a_day=0.0)
            )
            assert (plan.posts, plan.ad, plan.ad_reach, plan.staff_hours) == ((), None, 0.0, 0.0)

    def test_reads_nothing_but_the_view(self) -> None:
        witness = Witness(view_of(day=1))
        plan = self.strategy_class().plan(witness)  # type: ignore[arg-type]
        assert isinstance(plan, Plan)
        assert witness.read <= {f.name for f in fields(BrandView)}
        assert list(inspect.signature(self.strategy_class.plan).parameters) == ["self", "view"]

    def test_source_reaches_for_nothing_else(self) -> None:
        tree = ast.parse(inspect.getsource(inspect.getmodule(self.strategy_class)))  # type: ignore[arg-type]
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Import | ast.Global | ast.Nonlocal)
            if isinstance(node, ast.ImportFrom):
                assert set(_modules(node)) <= ALLOWED_IMPORTS | {
                    f"model.strategies.{helper}" for helper in ALLOWED_HELPERS
                }
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FORBIDDEN_CALLS


def _modules(node: ast.ImportFrom) -> list[str]:
    """Return the modules that a statement takes names from."""
    if node.module == "model.strategies":
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [node.module or ""]
