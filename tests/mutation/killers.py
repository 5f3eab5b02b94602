"""Which tests reach a line, cheapest first: found once, with coverage.py and one context a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coverage import CoverageData

from tests.mutation.plain import DURATIONS, LIMIT

SUITES = (
    "tests/model/levers",
    "tests/model/mechanisms",
    "tests/model/rules",
    "tests/model/theory/test_blame.py",
    "tests/model/theory/test_mechanisms.py",
    "tests/model/theory/test_outreach.py",
)
"""Tests of rules, mechanisms and levers, and those of theory that are quick without compilation.

Neither docking nor the baseline, nor tests of engines.
"""
SECONDS_A_TEST = 2.0
"""A test that takes longer without compilation kills nothing here."""
SECONDS_A_MUTANT = 30.0
"""Tests that are tried on one mutant take so long together, as measured when they were found."""
OPTIONS = (
    "-q",
    "-o",
    "addopts=--import-mode=importlib",
    "-p",
    "tests.mutation.plain",
    "-p",
    "no:cacheprovider",
)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a test run: no compilation, the same examples, a quick start."""
    plain = {"NUMBA_DISABLE_JIT": "1", "CI": "true", "PYTEST_ADDOPTS": ""}
    return os.environ | plain | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | more


def find(trees: Sequence[Path]) -> dict[str, Any]:
    """Run all killers once, shared out to copies of the project; return what reaches each line."""
    shares = [(tree, SUITES[n :: len(trees)]) for n, tree in enumerate(trees)]
    running = [_start(tree, suites) for tree, suites in shares if suites]
    codes = [process.wait() for process in running]
    if any(codes):
        raise SystemExit("the tests fail without any mutant")
    seconds: dict[str, float] = {}
    reached: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tree, _ in shares[: len(running)]:
        seconds |= json.loads((tree / DURATIONS).read_text())
        data = CoverageData(str(tree / ".coverage"))
        data.read()
        for file in data.measured_files():
            name = Path(file).relative_to(tree.resolve()).as_posix()
            for line, tests in data.contexts_by_lineno(file).items():
                reached[name][str(line)] += [test for test in tests if not test or test in seconds]
    return {"seconds": seconds, "reached": reached}


def _start(tree: Path, suites: Sequence[str]) -> subprocess.Popen[bytes]:
    under_coverage = (sys.executable, "-m", "coverage", "run", "--source=model", "-m", "pytest")
    limit = environment(**{LIMIT: str(SECONDS_A_TEST)})
    return subprocess.Popen([*under_coverage, *OPTIONS, *suites], cwd=tree, env=limit)


def reaching(spec: Any, found: Mapping[str, Any]) -> list[str]:
    """Return the tests to try on a mutant, cheapest first."""
    seconds = found["seconds"]
    lines = found["reached"].get(spec.module_path.as_posix(), {})
    rows = range(spec.start_pos[0], spec.end_pos[0] + 1)
    tests = {test for row in rows for test in lines.get(str(row), [])}
    if "" in tests:  # run when the module is imported: any test may feel it
        tests |= set(seconds)
    chosen, spent = [], 0.0
    for test in sorted(tests - {""}, key=lambda test: (seconds[test], test)):
        spent += seconds[test]
        if spent > SECONDS_A_MUTANT:
            break
        chosen.append(test)
    return chosen
