"""A plug-in for pytest: every model runs in the plain engine, and tests say what they reach.

It is loaded where mutants are tested (``-p tests.mutation.plain``), with compilation off. Under
coverage.py each test is a context of its own; how long it took is written to ``DURATIONS``.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DURATIONS = Path("durations.json")
LIMIT = "MUTATION_LIMIT"
"""Processor seconds that a test may take; what takes longer without compilation is skipped."""

_seconds: dict[str, float] = {}
_unfit: set[str] = set()
_late: list[bool] = []
"""Whether the running phase of a test has had its time."""


def pytest_configure(config: pytest.Config) -> None:
    import model.model as home

    # keyed draws mean to overflow, of which only interpreted numpy speaks
    config.addinivalue_line("filterwarnings", "ignore:overflow encountered:RuntimeWarning")
    make = home.make_engine
    home.make_engine = lambda name, *rest: make("plain", *rest)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    return (yield from _measured(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    return (yield from _measured(item))


def _measured(item: pytest.Item) -> Iterator[None]:
    """Let a phase of a test pass: measured, as a context of its own, and not for too long."""
    limit = float(os.environ.get(LIMIT, "0"))
    if not limit:
        return (yield)
    import coverage

    current = coverage.Coverage.current()
    if current is not None:
        current.switch_context(item.nodeid)
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, limit)
    start = time.process_time()
    _late.clear()
    try:
        return (yield)
    except Exception:
        if _late:  # whatever Hypothesis makes of being interrupted
            _too_long()
        raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        _seconds[item.nodeid] = _seconds.get(item.nodeid, 0.0) + time.process_time() - start


def _too_long(*_: Any) -> None:
    _late.append(True)
    pytest.skip("takes too long without compilation")  # Hypothesis lets this pass, mostly


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if not report.passed:
        _unfit.add(report.nodeid)


def pytest_sessionfinish() -> None:
    if os.environ.get(LIMIT):
        fit = {test: taken for test, taken in _seconds.items() if test not in _unfit}
        DURATIONS.write_text(json.dumps(fit))
