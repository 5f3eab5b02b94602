from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from model.errors import InputError
from model.strategies import SHIPPED, STRATEGIES, checked_plan, load_strategies, make_strategy
from model.strategies.loading import HERE_VARIABLE
from tests.conftest import ROOT
from tests.model.strategies.contract import StrategyContract, view_of
from tests.model.strategies.notation import actions
from tests.model.strategies.own_file import only_shipped

EXAMPLE = ROOT / "docs" / "examples" / "own_strategy.py"

HEAD = """
from dataclasses import dataclass, field
from typing import ClassVar
from model.plan import *
from model.strategies import Strategy, option
from model.strategies.push import Push
"""
GOOD = """
@dataclass(frozen=True)
class Shop(Strategy):
    name: ClassVar[str] = "shop"
    about: ClassVar[str] = "Sells."
    offer: float = option(0.1, 0.0, 0.5, "share", "price cut", "assumed")

    def plan(self, view):
        return Plan(price=1.0 - self.offer)
"""


@pytest.fixture(autouse=True)
def _own_strategies_go_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In this process, which is faster; test_own.py has what differs in one of their own."""
    monkeypatch.setenv(HERE_VARIABLE, "here")
    with only_shipped():
        yield


def written(folder: Path, text: str, name: str = "own.py") -> Path:
    path = folder / name
    path.write_text(HEAD + dedent(text), "utf-8")
    return path


def shipped() -> list[str]:
    return [kind.name for kind in SHIPPED]


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert list(load_strategies(path)) == ["shop"]
    assert list(STRATEGIES) == [*shipped(), "shop"]
    assert make_strategy("shop", {"offer": 0.2}).plan(None).price == 0.8  # type: ignore[arg-type]
    with pytest.raises(InputError, match="did you mean offer"):
        make_strategy("shop", {"offers": 0.2})


def test_one_that_posts_on_its_own_topic_is_taken(tmp_path: Path) -> None:
    text = GOOD.replace("Plan(price=1.0 - self.offer)", "Plan(posts=(Post(topic=1),))")
    assert list(load_strategies(written(tmp_path, text))) == ["shop"]


def test_several_in_one_file_and_helpers_without_a_name(tmp_path: Path) -> None:
    more = '\n@dataclass(frozen=True)\nclass Loud(Push):\n    name: ClassVar[str] = "loud"\n'
    helper = "\n@dataclass(frozen=True)\nclass Helper(Strategy):\n    pass\n"
    assert list(load_strategies(written(tmp_path, helper + GOOD + more))) == ["shop", "loud"]


def test_switching_takes_it_by_name(tmp_path: Path) -> None:
    load_strategies(written(tmp_path, GOOD))
    options = {"day": 1, "before": "silent", "after": "shop", "after_options": {"offer": 0.5}}
    strategy = make_strategy("switching", options)
    assert [checked_plan(strategy, view_of(day=day)).price for day in (0, 1)] == [1.0, 0.5]


def test_reading_a_file_again_replaces_what_came_from_it(tmp_path: Path) -> None:
    load_strategies(written(tmp_path, GOOD))
    load_strategies(written(tmp_path, GOOD))
    # Same size, same second: cached bytecode would not notice.
    load_strategies(written(tmp_path, GOOD.replace('"shop"', '"mart"')))
    assert list(STRATEGIES) == [*shipped(), "mart"]
    assert not list(tmp_path.glob("__pycache__"))


def test_a_broken_edit_leaves_what_was_there(tmp_path: Path) -> None:
    load_strategies(written(tmp_path, GOOD))
    with pytest.raises(InputError):
        load_strategies(written(tmp_path, GOOD + "\n1 / 0"))
    assert make_strategy("shop").settings() == {"offer": 0.1}


BROKEN = {
    "syntax": ("def plan(:\n", "not valid Python, line 7:"),
    "import": ("\nimport no_such_module_here\n", "line 8: ModuleNotFoundError"),
    "failing": ("\nraise ValueError('no')\n", "fails when it is read, line 8: ValueError: no"),
    "leaving": ("\nraise SystemExit(3)\n", "fails when it is read, line 8: SystemExit: 3"),
    "nothing": ("", "no strategy in it; allowed: a subclass of Strategy that has a name"),
    "nameless": (GOOD.replace('"shop"', '""'), "no strategy in it"),
    "taken": (GOOD.replace('"shop"', '"push"'), 'Shop.name = "push": the name is taken'),
    "inherited name": ("@dataclass(frozen=True)\nclass Mine(Push):\n    pass\n", "name is taken"),
    "twice": (GOOD + GOOD.replace("class Shop", "class Shop2"), 'Shop2.name = "shop": the name'),
    "odd name": (GOOD.replace('"shop"', '"My shop"'), 'Shop.name = "My shop": not a strategy'),
    "undeclared": (
        GOOD.replace("    offer", "    size: float = 1.0\n    offer"),
        "Shop.size: an option without declaration; allowed: size: ... = option(",
    ),
    "undecorated": (GOOD.replace("@dataclass(frozen=True)", ""), "Shop: needs @dataclass(frozen="),
    "not frozen": (GOOD.replace("(frozen=True)", ""), "TypeError: cannot inherit non-frozen"),
    "bad default": (GOOD.replace("option(0.1", "option(0.9"), "Shop: offer = 0.9: out of range"),
    "no plan": (GOOD.replace("def plan", "def plans"), "fails on day 0: NotImplementedError"),
    "failing plan": (GOOD.replace("1.0 - self.offer", "1 / 0"), "fails on day 0: ZeroDivision"),
    "wrong plan": (GOOD.replace("1.0 - self.offer", "-1.0"), "price = -1.0: wrong plan on day 0"),
    "over budget": (
        GOOD.replace("price=1.0 - self.offer", "staff_hours=8.0"),
        "staff_hours = 8.0: wrong plan on day 1; allowed: a number from 0 to the brand's budget",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_wrong_file_is_one_clear_message(case: str, tmp_path: Path) -> None:
    text, message = BROKEN[case]
    path, before = written(tmp_path, text), dict(STRATEGIES)
    with pytest.raises(InputError) as caught:
        load_strategies(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before == STRATEGIES


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN)
def test_it_is_the_same_message_in_a_process_of_its_own(case: str, tmp_path: Path) -> None:
    path, said = written(tmp_path, BROKEN[case][0]), []
    for here in (True, False):
        with pytest.raises(InputError) as caught:
            load_strategies(path, here=here)
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_a_name_that_another_file_took(tmp_path: Path) -> None:
    load_strategies(written(tmp_path, GOOD))
    with pytest.raises(InputError, match="the name is taken"):
        load_strategies(written(tmp_path, GOOD + "# of somebody else\n", "other.py"))


def test_a_copy_of_a_file_gives_the_same_strategies(tmp_path: Path) -> None:
    load_strategies(written(tmp_path, GOOD))
    copy = load_strategies(written(tmp_path, GOOD, "copy.py"))
    assert all(STRATEGIES[name] is kind for name, kind in copy.items())


def test_a_file_that_is_gone_gives_its_names_back(tmp_path: Path) -> None:
    first = written(tmp_path, GOOD)
    load_strategies(first)
    first.unlink()
    load_strategies(written(tmp_path, GOOD + "# of somebody else\n", "other.py"))


@pytest.mark.parametrize("name", ["missing.py", "folder"])
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load_strategies(tmp_path / name)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_bytes(b"\x00\xff\xfe")
    with pytest.raises(InputError, match=r"own\.py: "):
        load_strategies(path)


class TestExample(StrategyContract):
    """The example in docs is held to the same contract as the strategies that ship."""

    @pytest.fixture(autouse=True)
    def _load(self) -> None:
        type(self).strategy_class = load_strategies(EXAMPLE, here=True)["office_hours"]

    def test_source_reaches_for_nothing_else(self) -> None:
        assert "import random" not in EXAMPLE.read_text("utf-8")

    def test_actions(self) -> None:
        strategy = make_strategy("office_hours")
        staff = "8 h answer 1/1/1/1 complaints_first"
        week = actions(strategy, range(7))
        assert week[:2] == [f"0:0.1? | {staff}", f"1:0.1? | {staff}"]
        assert week[5:] == ["", ""]
        assert actions(strategy, [0], backlog=3) == [f"0:0.1 | {staff}"]
