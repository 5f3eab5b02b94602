"""The baseline: what the shipped scenarios give, exactly, so that no change goes unnoticed.

``python -m experiments.baseline`` compares; with ``--write`` it moves the baseline. Move it
only when results are meant to change, and say "Results change:" in the changelog.
"""

from __future__ import annotations

import argparse
import json
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from model.model import BrandAudienceModel
from model.scenario import shipped_scenarios

FILE = Path(__file__).resolve().parents[1] / "results" / "baseline.json"
PEOPLE, DAYS, SEED = 300, 60, 1
SHOWN = ("trust", "suspicion", "followers", "read", "inbound", "answered", "purchases", "profit")


def digest(columns: Any) -> str:
    """Return a hash over the bytes of all numeric columns, in order."""
    found = blake2b(digest_size=16)
    for name, values in columns.items():
        values = np.ascontiguousarray(values)
        if values.dtype != object:
            found.update(name.encode() + values.tobytes())
    return found.hexdigest()


def run(name: str) -> dict[str, Any]:
    """Return what one scenario gives: a hash of everything, and some figures to read."""
    model = BrandAudienceModel(name, seed=SEED, **{"people.count": PEOPLE})
    model.run(DAYS)
    table = model.series()
    last = {
        column: {
            str(brand): float(table[column][-len(model.brands) + k])
            for k, brand in enumerate(table["brand"][-len(model.brands) :])
        }
        for column in SHOWN
    }
    return {"series": digest(table), "last_day": last}


def measure() -> dict[str, Any]:
    """Return the baseline as it is now."""
    return {
        "people": PEOPLE,
        "days": DAYS,
        "seed": SEED,
        "scenarios": {name: run(name) for name in shipped_scenarios()},
    }


def main(arguments: list[str] | None = None) -> int:
    """Compare with the baseline on file, or write it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m experiments.baseline", description=__doc__)
    parser.add_argument("--write", action="store_true", help="move the baseline")
    now = measure() if not parser.parse_args(arguments).write else None
    if now is None:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(json.dumps(measure(), indent=1, allow_nan=False) + "\n")
        sys.stdout.write(f"wrote {FILE.name}\n")
        return 0
    kept = json.loads(FILE.read_text())
    before = kept["scenarios"]
    moved = [name for name, found in now["scenarios"].items() if found != before.get(name)]
    sys.stdout.write("as before\n" if not moved else f"moved: {', '.join(moved)}\n")
    return int(bool(moved))


if __name__ == "__main__":
    sys.exit(main())
