"""The mutants of our own are what they say, and the list of equivalent ones is in order."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cosmic_ray")

from cosmic_ray.mutating import mutate_code
from cosmic_ray.work_db import use_db

from tests.conftest import ROOT
from tests.mutation import sample
from tests.mutation.operators import DropStatement, SwapNeighbours
from tests.mutation.report import EQUIVALENT, changed

TEXT = """
def f(p, r):
    p.x = g(a, b, k=1, m=2)
    x = 3
    x += 1
    h(p)
    return (
        p.x,
        p.y,
    )
"""


def mutants(operator: Any) -> list[str]:
    """Return all mutants of the text, none of which is a mistake of grammar."""
    found: list[str] = []
    while (code := mutate_code(TEXT, operator, len(found))) is not None:
        compile(code, "mutant", "exec")
        found.append(code)
    return found


@pytest.mark.parametrize("kind", [SwapNeighbours, DropStatement])
def test_examples(kind: Any) -> None:
    for example in kind.examples():
        assert mutate_code(example.pre_mutation_code, kind(), 0) == example.post_mutation_code


def test_neighbours_are_swapped_in_calls_and_tuples() -> None:
    found = "".join(mutants(SwapNeighbours()))
    for swapped in ("g(b, a, k=1, m=2)", "g(a, b, k=2, m=1)", "p.y,\n        p.x,"):
        assert swapped in found
    assert len(mutants(SwapNeighbours())) == 4


def test_what_has_an_effect_is_dropped() -> None:
    found = mutants(DropStatement())
    dropped = ("p.x = g(a, b, k=1, m=2)", "x += 1", "h(p)")
    assert [next(text for text in dropped if text not in code) for code in found] == list(dropped)


def test_a_sample_is_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "model", tmp_path / "model")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sample, "MUTATED", ("model/orders.py",))
    drawn = []
    for n, seed in enumerate((1, 1, 2)):
        with use_db(tmp_path / f"{n}.sqlite") as session:
            sample.draw(session, 8, seed)
            items = sorted(session.work_items, key=lambda item: item.job_id)
            drawn.append([item.mutations for item in items])
    assert len(drawn[0]) == 8
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_mutant_is_named_by_its_text_before_and_after() -> None:
    diff = "--- a\n+++ b\n@@ -1 +1 @@\n-    x = 1.0 - y\n+    x = 1.0 + y\n"
    assert changed(diff) == ("x = 1.0 - y", "x = 1.0 + y")


def test_every_equivalent_mutant_has_a_reason_and_still_has_its_line() -> None:
    with EQUIVALENT.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        lines = {line.strip() for line in (ROOT / row["file"]).read_text("utf-8").splitlines()}
        assert row["reason"]
        assert row["old"] in lines
        assert row["old"] != row["new"]
