"""Mutation testing of the rules, the mechanisms, plans and orders: ``python -m tests.mutation``.

Cosmic Ray makes the mutants, each in a throw-away copy of the project; see docs/mutation.md.
A run that was stopped goes on where it was, unless the model has changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import multiprocessing
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from difflib import unified_diff
from pathlib import Path
from typing import Any

from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkItem, WorkResult

from tests.conftest import ROOT
from tests.mutation import killers, operators, report, sample

NOT_COPIED = (".git", ".venv", "out", "results", ".*_cache", ".hypothesis", ".coverage")
TIMEOUT = 300.0
"""Seconds after which a mutant counts as killed: it never ends."""

FORK = multiprocessing.get_context("fork")
MAP = "killers.json"
OUTPUT = Path("output.txt")
LIBRARIES = ("duckdb", "hypothesis.extra.numpy", "mesa", "numba", "pytest", "scipy.stats")
"""What takes longest to import, and is the same for all mutants."""

_found: dict[str, Any]


def main() -> int:
    """Draw, find the killers, test what is not tested yet, write and judge the results."""
    asked = _arguments()
    work = asked.work.resolve()
    _prepare(work, asked)
    with use_db(work / "session.sqlite") as session:
        _test(session, work, asked)
        return report.write(session, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.mutation", description=__doc__)
    parser.add_argument("--mutants", type=int, default=220, help="size of the sample")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--tenth", action="store_true", help="every tenth of the sample only")
    parser.add_argument("--workers", type=int, default=2, help="mutants tested at a time")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "mutation", help="folder")
    parser.add_argument("--results", type=Path, help="folder for the list of mutants")
    return parser.parse_args()


def _prepare(work: Path, asked: argparse.Namespace) -> None:
    """Draw the sample and make the map of tests, unless they are there already; copy the project.

    Where only tests have changed, the sample stands, and what was killed stays killed.
    """
    wanted = {"mutants": asked.mutants, "seed": asked.seed, "model": _digest("model")}
    stamp, tests = work / "sample.json", _digest("tests/model", "tests/mutation")
    if not stamp.exists() or json.loads(stamp.read_text()) != wanted:
        shutil.rmtree(work, ignore_errors=True)
    if not (work / MAP).exists() or json.loads((work / MAP).read_text())["tests"] != tests:
        for tree in work.glob("tree*"):
            shutil.rmtree(tree)
        first = _copy(ROOT, work / "tree0")
        if not stamp.exists():
            os.chdir(first)
            with use_db(work / "session.sqlite") as session:
                sample.draw(session, asked.mutants, asked.seed)
            stamp.write_text(json.dumps(wanted))
        trees = [first, *(_copy(first, work / f"tree{n}") for n in range(1, asked.workers))]
        (work / MAP).write_text(json.dumps(killers.find(trees) | {"tests": tests}))
    for number in range(asked.workers):
        if not (work / f"tree{number}").exists():
            _copy(ROOT, work / f"tree{number}")


def _digest(*folders: str) -> str:
    """Return a hash of all Python under some folders."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return target


def _test(session: WorkDB, work: Path, asked: argparse.Namespace) -> None:
    """Test all mutants that have no outcome yet, or survived when there were other tests."""
    tests = json.loads((work / MAP).read_text())["tests"]
    outlived = [
        item
        for item, result in session.completed_work_items
        if not result.is_killed and result.output != tests
    ]
    pending = [item for item in (*session.pending_work_items, *outlived) if _is_asked(item, asked)]
    pending.sort(key=lambda item: item.job_id)
    trees = [work / f"tree{number}" for number in range(asked.workers)]
    print(f"{len(pending)} mutants to test", flush=True)
    pools = [ProcessPoolExecutor(1, FORK, _enter, (tree, work)) for tree in trees]
    try:
        jobs = [pools[n % len(pools)].submit(_outcome, item) for n, item in enumerate(pending)]
        for done, job in enumerate(as_completed(jobs), 1):
            number, result = job.result()
            session.set_result(number, result)
            print(f"{done}/{len(jobs)} {report.line(result)}", flush=True)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _is_asked(item: WorkItem, asked: argparse.Namespace) -> bool:
    return not asked.tenth or int(item.job_id) % 10 == 0


def _enter(tree: Path, work: Path) -> None:
    """Make a worker at home in its copy of the project, with all libraries at hand."""
    global _found
    _found = json.loads((work / MAP).read_text())
    os.chdir(tree)
    os.environ.update(killers.environment())
    sys.path.insert(0, str(tree))
    shutil.copytree(ROOT / "model", "model", dirs_exist_ok=True)  # a mutant may have been left
    operators.register()
    for name in LIBRARIES:
        importlib.import_module(name)


def _outcome(item: WorkItem) -> tuple[str, WorkResult]:
    """Return how a mutant fares: the first test that fails kills it."""
    (spec,) = item.mutations
    operator = get_operator(spec.operator_name)(**spec.operator_args)
    with use_mutation(spec.module_path, operator, spec.occurrence) as (old, new):
        outcome, output = _run(killers.reaching(spec, _found))
    diff = "\n".join(unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))
    return item.job_id, WorkResult(WorkerOutcome.NORMAL, output, outcome, diff)


def _run(tests: list[str]) -> tuple[TestOutcome, str]:
    """Run tests in a process that has the libraries, but nothing of the project, already."""
    if not tests:
        return TestOutcome.SURVIVED, _found["tests"]
    child = FORK.Process(target=_pytest, args=(tests,))
    child.start()
    child.join(TIMEOUT)
    if child.is_alive():
        child.kill()
        return TestOutcome.KILLED, "timeout"
    if child.exitcode:
        return TestOutcome.KILLED, OUTPUT.read_text()
    return TestOutcome.SURVIVED, _found["tests"]


def _pytest(tests: list[str]) -> None:
    sys.dont_write_bytecode = True  # of a mutant, whose file may look as old as the original
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]  # it is that of the working tree
    with OUTPUT.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    import pytest

    sys.exit(pytest.main([*killers.OPTIONS, "-x", *tests]))


if __name__ == "__main__":
    sys.exit(main())
