"""The baseline: what the shipped scenarios give, exactly, so that no change goes unnoticed.

``python -m experiments.baseline`` compares; with ``--write`` it moves the baseline. Move it
only when results are meant to change, and say "Results change:" in the changelog.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from scipy import special

from experiments.run.single import run_one
from model.scenario import load_scenario, shipped_scenarios

FILE = Path(__file__).resolve().parents[1] / "results" / "baseline.json"
PEOPLE, DAYS, SEED = 300, 60, 1
SHOWN = ("trust", "suspicion", "followers", "read", "inbound", "answered", "purchases", "profit")


def arithmetic() -> str:
    """Return a hash over what this machine's libraries give for the functions in use.

    Their last bit may differ between processors, and one bit can change a run.
    """
    x = np.linspace(0.001, 0.999, 20_001)
    exact = np.array([math.exp(v) + math.log(v) + math.log1p(v) for v in x.tolist()])
    values = (np.exp(x), np.log(x), special.ndtri(x), special.gammaincinv(0.55, x), exact)
    return blake2b(b"".join(v.tobytes() for v in values), digest_size=8).hexdigest()


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
    scenario = load_scenario(name).with_values({"people.count": PEOPLE, "seed": SEED})
    table = run_one(scenario, lambda model: model.series(), threads=None, days=DAYS)
    brands = len(scenario.brands)
    last = {
        column: {
            str(brand): float(table[column][-brands + k])
            for k, brand in enumerate(table["brand"][-brands:])
        }
        for column in SHOWN
    }
    return {"series": digest(table), "last_day": last}


def measure() -> dict[str, Any]:
    """Return the baseline as it is now."""
    return {
        "arithmetic": arithmetic(),
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
