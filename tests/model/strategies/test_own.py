"""A user's own strategies in a process of their own: nothing they do ends or hangs the run."""

from __future__ import annotations

import copy
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from model.errors import InputError
from model.model import BrandAudienceModel
from model.philox import Stream
from model.plan import BrandView, Plan
from model.scenario import load_scenario
from model.strategies import Planner, Strategy, checked_plan, load_strategies, make_strategy
from model.strategies.own import process
from model.strategies.own.process import plans_until
from tests.conftest import ROOT
from tests.model.strategies import own_file as own
from tests.model.strategies.contract import view_of


@pytest.fixture(scope="module", autouse=True)
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with own.only_shipped():
        path = own.write_file(tmp_path_factory.mktemp("own"))
        load_strategies(path, here=False)
        yield path


def wrong_by_day_5(name: str) -> InputError:
    strategy, planner = make_strategy(name), Planner()
    planner.plan(strategy, view_of(day=3))
    with pytest.raises(InputError) as caught:
        [planner.plan(strategy, view_of(day=day)) for day in (4, 5)]
    assert "\n" not in str(caught.value)
    pickle.loads(pickle.dumps(caught.value))
    return caught.value


@pytest.mark.parametrize("name", own.FAILING)
def test_whatever_it_raises_is_one_message_with_file_and_line(name: str, path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    line = lines.index(f"            {own.FAILING[name][0]}") + 1
    said = f"{path}: strategy {name}: fails on day 5: {own.FAILING[name][1]} ({path}, line {line})"
    assert str(wrong_by_day_5(name)) == said


@pytest.mark.parametrize("name", own.DYING)
def test_a_process_that_ends_is_one_message(name: str, path: Path) -> None:
    said = f"{path}: strategy {name}: fails on day 5: {own.DYING[name][1]}"
    assert str(wrong_by_day_5(name)) == said
    assert checked_plan(make_strategy(name), view_of(day=6)) == Plan()  # in a new one


@pytest.mark.parametrize("name", own.HANGING)
def test_a_plan_that_takes_too_long_is_stopped(name: str, path: Path) -> None:
    slow = f"{name}_soon"
    text = (own.HEAD + own.strategy(slow, own.late(own.HANGING[name]))).encode()
    load_strategies(path.with_name("slow.py"), text=text, here=False, seconds=0.5)
    said = f"strategy {slow}: fails on day 5: took longer than 0.5 s and was stopped"
    assert str(wrong_by_day_5(slow)).endswith(said)


@pytest.mark.parametrize("name", own.MUTABLE)
def test_plans_that_differ_on_one_view_are_refused(name: str, path: Path) -> None:
    error = wrong_by_day_5(name)
    assert error.key == f"strategy {name}, {own.MUTABLE[name][1]}"
    assert error.file == str(path)
    assert "asked again on the same view of day" in error.problem
    assert "keeps no state, and uses only view.luck" in (error.allowed or "")
    assert error.value != error.problem.rpartition(" ")[2]


@pytest.mark.parametrize("name", own.WRONG)
def test_wrong_types_are_one_message(name: str) -> None:
    _, place, text = own.WRONG[name]
    error = wrong_by_day_5(name)
    assert error.key == f"strategy {name}, {place}"
    assert f"{place} = {text}" in str(error)


def kinds(plan: Any) -> list[type]:
    values = [getattr(plan, name) for name in type(plan).__dataclass_fields__]
    inner = [kind for v in values if hasattr(v, "__dataclass_fields__") for kind in kinds(v)]
    return [type(plan), *map(type, values), *inner]


@pytest.mark.parametrize("here", [True, False])
def test_numbers_of_numpy_become_those_of_python(here: bool, path: Path) -> None:
    text = (own.HEAD + own.strategy("numbers", own.NUMPY)).encode()
    load_strategies(path.with_name("numbers.py"), text=text, here=here)
    plan = checked_plan(make_strategy("numbers"), view_of(day=2))
    assert type(plan) is Plan
    assert (plan.posts[0].topic, plan.posts[0].craft, plan.discipline) == (2, 0.5, "last_come")
    assert (plan.price, plan.repair.compensation, plan.pitch_after) == (0.9, 3, 2)
    assert plan.follow_back is True
    assert plan.repair.apology is True
    assert all(kind.__module__ in ("builtins", "model.plan") for kind in kinds(plan))
    assert all(kind.__module__ in ("builtins", "model.plan") for kind in kinds(plan.posts[0]))


def test_it_has_the_luck_it_would_have_here() -> None:
    luck = Stream(7, 3, 11)
    plan = make_strategy("lucky").plan(view_of(day=3, luck=luck))
    assert (plan.price, plan.favour) == (0.5 + luck.uniform(6), next(iter(luck)))


def test_options_keep_their_types() -> None:
    strategy = make_strategy("typed", {"share": 1, "whole": 4.0, "inner_options": {"offer": 0.2}})
    assert checked_plan(strategy, view_of()).price == 1.0
    assert strategy.settings() == {
        "whole": 4, "share": 1.0, "so": False, "word": "a", "inner": "push",
        "inner_options": {"offer": 0.2},
    }  # fmt: skip
    assert pickle.loads(pickle.dumps(strategy)) == copy.deepcopy(strategy) == strategy
    assert hash(strategy) != hash(replace(strategy, so=True))
    assert type(strategy).options()["share"].default == 1.0
    assert type(strategy).options()["word"].choices == ("a", "b")


def test_what_it_does_with_its_options_is_kept_or_refused() -> None:
    assert make_strategy("typed", {"whole": 15}).settings()["share"] == 0.75
    with pytest.raises(InputError, match=r"cannot be made: KeyError: 'unlucky' \(.*mine.py, line "):
        make_strategy("typed", {"whole": 13})
    with pytest.raises(InputError, match="did you mean share"):
        make_strategy("typed", {"shares": 1})


def test_what_it_prints_goes_to_stderr(capfd: pytest.CaptureFixture[str], path: Path) -> None:
    load_strategies(path, here=False)  # a child of the streams that are captured
    capfd.readouterr()
    make_strategy("talks").plan(view_of(day=7))
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err == "loud\nlouder" or printed.err == "louderloud\n"


def test_a_moment_that_comes_before_the_limit() -> None:
    strategy, said = make_strategy("hangs"), r"took longer than 0\.[01]\d* s and was stopped"
    with plans_until(time.monotonic() + 0.1), pytest.raises(InputError, match=said):
        checked_plan(strategy, view_of(day=5))
    assert checked_plan(make_strategy("hangs"), view_of(day=6)) == Plan()


def test_an_interruption_ends_the_waiting_and_no_answer_comes_late() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt):
            make_strategy("hangs").plan(view_of(day=5))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert checked_plan(make_strategy("numeric"), view_of(day=1)).posts[0].topic == 1


def test_threads_may_ask_at_the_same_time() -> None:
    found: dict[int, list[int]] = {}

    def ask(first: int) -> None:
        strategy = make_strategy("numeric")
        plans = [strategy.plan(view_of(day=day)) for day in range(first, first + 20)]
        found[first] = [plan.posts[0].topic for plan in plans]

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: [day % 3 for day in range(n, n + 20)] for n in range(3)}


def test_it_is_watched_inside_another_strategy_too() -> None:
    scenario = load_scenario("one_brand").with_values({"people.count": 20, "days": 8})
    brand = scenario.brands[0].name
    scenario = scenario.with_strategy(brand, "switching", {"before": "dices"})
    model = BrandAudienceModel(scenario, engine="plain")
    with pytest.raises(InputError, match=r"strategy switching, price = .* of day 4 it was"):
        model.run()


def test_a_run_in_doubt_is_asked_again_in_a_new_process(path: Path) -> None:
    text = own.HEAD + "mark = f'{time.time_ns() % 10**6}'\n"
    text += own.strategy("stamped", "return Plan(favour=float(mark) if view.day else 0.0)")
    text += own.strategy("steady", "return Plan(favour=float(view.day))")
    other = path.with_name("other.py")
    other.write_text(text, "utf-8")
    load_strategies(other, here=False)
    for name, days in (("steady", 20), ("stamped", 2)):
        planner, strategy = Planner(), make_strategy(name)
        for day in range(days):
            planner.plan(strategy, view_of(day=day))
        if name == "steady":
            planner.check_again()
        else:
            with pytest.raises(InputError, match=r"strategy stamped, favour = .* view of day 1"):
                planner.check_again()


READING = {
    "endless": ("while True: pass", "fails when it is read: took longer than 0.5 s"),
    "exiting": ("import os; os._exit(0)", "fails when it is read: ended its process (exit code 0)"),
    "interrupting": ("raise KeyboardInterrupt", "read, line 1: KeyboardInterrupt"),
    "in another file": ("import json; json.loads('{')", "read, line 1: JSONDecodeError: Expecting"),
}


@pytest.mark.parametrize("case", READING)
def test_a_file_that_goes_wrong_when_it_is_read(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "READ_SECONDS", 0.5 if case == "endless" else 30.0)
    file = tmp_path / "own.py"
    file.write_text(READING[case][0], "utf-8")
    with pytest.raises(InputError) as caught:
        load_strategies(file, here=False, seconds=0.5 if case == "endless" else None)
    assert str(caught.value).startswith(f"{file}: ")
    assert READING[case][1] in str(caught.value)


def test_the_file_may_be_gone(path: Path) -> None:
    elsewhere = path.with_name("gone.py")
    text = (own.HEAD + own.strategy("ghost", "return Plan(favour=2.0)")).encode()
    kinds = load_strategies(elsewhere, text=text, here=False)
    assert kinds["ghost"]().plan(view_of()).favour == 2.0


def test_here_it_is_a_class_like_any_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWILL_STRATEGIES", "here")
    file = str(path.with_name("here.py"))
    text = (own.HEAD + own.strategy("divides_here", own.late("1 / 0"))).encode()
    kind = load_strategies(file, text=text)["divides_here"]
    assert kind.plan.__code__.co_filename == file
    error = wrong_by_day_5("divides_here")
    assert error.file == file
    assert error.problem.startswith(f"fails on day 5: ZeroDivisionError: division by zero ({file}")


@pytest.mark.parametrize("limit", ["soon", "nan", "0", "1e99"])
def test_a_wrong_limit_is_told(limit: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(process.SECONDS_VARIABLE, limit)
    with pytest.raises(InputError, match=r"GOODWILL_STRATEGY_SECONDS = .*: not a limit; allowed"):
        load_strategies(path, here=False)


def test_it_ends_with_us() -> None:
    alive = (own.HEAD + own.strategy("alive", "return Plan()")).encode()
    text = (
        "import os, sys, time\nfrom model.strategies import load_strategies\n"
        f"kinds = load_strategies('alive.py', text={alive!r}, here=False)\n"
        "print(kinds['alive'].home._child.pid, flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, cwd=ROOT) as us:
        assert us.stdout is not None
        child = psutil.Process(int(us.stdout.readline()))
        us.kill()
    psutil.wait_procs([child], timeout=20)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_base_classes_and_views_are_what_they_were() -> None:
    kind = type(make_strategy("numeric"))
    assert issubclass(kind, Strategy)
    assert isinstance(view_of(), BrandView)
