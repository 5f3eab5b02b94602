"""Mutation testing of the rules, the mechanisms, plans and orders: ``python -m tests.mutation``.

Cosmic Ray makes the mutants, each in a throw-away copy of the project; see docs/mutation.md.
A run that was stopped goes on where it was, unless the sources have changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkItem, WorkResult

from tests.conftest import ROOT
from tests.mutation import killers, operators, report, sample

NOT_COPIED = (".git", ".venv", "out", "results", ".*_cache", ".hypothesis", ".coverage")
TIMEOUT = 300.0
"""Seconds after which a mutant counts as killed: it never ends."""

_tree: Path
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
    parser.add_argument("--mutants", type=int, default=240, help="size of the sample")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--tenth", action="store_true", help="every tenth of the sample only")
    parser.add_argument("--workers", type=int, default=2, help="mutants tested at a time")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "mutation", help="folder")
    parser.add_argument("--results", type=Path, help="folder for the list of mutants")
    return parser.parse_args()


def _prepare(work: Path, asked: argparse.Namespace) -> None:
    """Make a copy a worker, the sample and the map of tests, unless they are there already."""
    identity = {"mutants": asked.mutants, "seed": asked.seed, "sources": _digest()}
    stamp = work / "identity.json"
    if not stamp.exists() or json.loads(stamp.read_text()) != identity:
        shutil.rmtree(work, ignore_errors=True)
        first = _copy(ROOT, work / "tree0")
        os.chdir(first)
        with use_db(work / "session.sqlite") as session:
            sample.draw(session, asked.mutants, asked.seed)
        found = killers.find(first)
        (work / "killers.json").write_text(json.dumps(found))
        stamp.write_text(json.dumps(identity))
    for number in range(1, asked.workers):
        if not (work / f"tree{number}").exists():
            _copy(work / "tree0", work / f"tree{number}")


def _digest() -> str:
    """Return a hash of all that a run depends on."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("model", "tests/model", "tests/mutation"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return target


def _test(session: WorkDB, work: Path, asked: argparse.Namespace) -> None:
    """Test all mutants that have no outcome yet."""
    pending = sorted(session.pending_work_items, key=lambda item: item.job_id)
    if asked.tenth:
        pending = [item for item in pending if int(item.job_id) % 10 == 0]
    trees = [work / f"tree{number}" for number in range(asked.workers)]
    print(f"{len(pending)} mutants to test", flush=True)
    pools = [ProcessPoolExecutor(1, initializer=_enter, initargs=(t, work)) for t in trees]
    try:
        jobs = [pools[n % len(pools)].submit(_outcome, item) for n, item in enumerate(pending)]
        for done, job in enumerate(as_completed(jobs), 1):
            number, result = job.result()
            session.set_result(number, result)
            print(f"{done}/{len(jobs)} {report.line(result)}", flush=True)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _enter(tree: Path, work: Path) -> None:
    """Make a worker at home in its copy of the project."""
    global _tree, _found
    _tree, _found = tree, json.loads((work / "killers.json").read_text())
    os.chdir(tree)
    shutil.copytree(ROOT / "model", "model", dirs_exist_ok=True)  # a mutant may have been left
    os.environ.update(killers.environment())
    subprocess.run([sys.executable, "-m", "compileall", "-q", "model", "tests"], check=True)
    operators.register()


def _outcome(item: WorkItem) -> tuple[str, WorkResult]:
    """Return how a mutant fares: the first test that fails kills it."""
    tests = killers.reaching(item.mutations[0], _found)
    (_tree / "tests.txt").write_text("\n".join(tests))
    command = " ".join([sys.executable, *killers.PYTEST, "-x", "@tests.txt"])
    return item.job_id, mutate_and_test(item.mutations, command if tests else "true", TIMEOUT)


if __name__ == "__main__":
    sys.exit(main())
