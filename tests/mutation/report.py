"""What became of the mutants: a list, the counts, and whether enough of them were noticed."""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkItem, WorkResult

EQUIVALENT = Path(__file__).with_name("equivalent.csv")
"""Mutants that do what the original does, one a line with the reason."""
LEAST_KILLED = 0.9
"""Share of the mutants not shown to be equivalent that tests must notice."""
MOST_EQUIVALENT = 0.1
COLUMNS = ("number", "file", "line", "where", "operator", "old", "new", "outcome", "by")


def write(session: WorkDB, asked: argparse.Namespace) -> int:
    """Print the counts, write the list if a folder is given; return the exit code."""
    done = sorted(session.completed_work_items, key=lambda pair: pair[0].job_id)
    if asked.tenth:
        done = [pair for pair in done if int(pair[0].job_id) % 10 == 0]
    rows = [_row(item, result) for item, result in done]
    counts = _counts(rows)
    for row in rows:
        if row["outcome"] == "survived":
            print("survived: {file}:{line} {where}: {old} -> {new}".format(**row))
    print(json.dumps(counts))
    if asked.results:
        _save(asked.results, rows, counts | {"seed": asked.seed, "sample": session.num_work_items})
    enough = counts["share_killed"] >= LEAST_KILLED
    return 0 if enough and counts["equivalent"] <= MOST_EQUIVALENT * len(rows) else 1


def line(result: WorkResult) -> str:
    """Return an outcome in one line."""
    old, new = changed(result.diff or "")
    return f"{_outcome(result)} {old} -> {new} {_killer(result)}"


def changed(diff: str) -> tuple[str, str]:
    """Return the lines that a mutation took away and those that it put in their place."""
    lines = [text for text in diff.splitlines() if not re.match(r"---|\+\+\+", text)]
    old, new = (
        " ".join(text[1:].strip() for text in lines if text.startswith(sign)) for sign in "-+"
    )
    return old, new


def _row(item: WorkItem, result: WorkResult) -> dict[str, Any]:
    (spec,) = item.mutations
    old, new = changed(result.diff or "")
    file, outcome = spec.module_path.as_posix(), _outcome(result)
    if outcome == "survived" and (file, old, new) in _equivalent():
        outcome = "equivalent"
    return {
        "number": int(item.job_id), "file": file, "line": spec.start_pos[0],
        "where": spec.definition_name or "", "operator": spec.operator_name.partition("/")[2],
        "old": old, "new": new, "outcome": outcome, "by": _killer(result),
    }  # fmt: skip


def _outcome(result: WorkResult) -> str:
    return {TestOutcome.KILLED: "killed", TestOutcome.SURVIVED: "survived"}.get(
        result.test_outcome or TestOutcome.INCOMPETENT, "failed"
    )


def _killer(result: WorkResult) -> str:
    """Return the test that noticed."""
    output = result.output or ""
    if result.test_outcome != TestOutcome.KILLED:
        return ""
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", output, re.MULTILINE)
    return found[1] if found else "timeout" if output == "timeout" else "no start"


def _equivalent() -> set[tuple[str, str, str]]:
    with EQUIVALENT.open(newline="", encoding="utf-8") as file:
        return {(row["file"], row["old"], row["new"]) for row in csv.DictReader(file)}


def _counts(rows: list[dict[str, Any]]) -> dict[str, Any]:
    found = Counter(row["outcome"] for row in rows)
    judged = len(rows) - found["equivalent"]
    return {
        "mutants": len(rows),
        **{name: found[name] for name in ("killed", "survived", "equivalent", "failed")},
        "share_killed": round(found["killed"] / max(judged, 1), 4),
    }


def _save(folder: Path, rows: list[dict[str, Any]], summary: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "mutants.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    (folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", "utf-8")
