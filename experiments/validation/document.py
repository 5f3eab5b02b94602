"""The table of verdicts in docs/evidence.md, from the results on file.

``python -m experiments.validation.document`` puts it there; a test compares.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from experiments.validation.registry import experiment

HOME = Path(__file__).resolve().parents[2]
TABLE = HOME / "results" / "validation" / "table.csv"
PAGE = HOME / "docs" / "evidence.md"
BEGIN, END = "<!-- verdicts: begin -->\n", "<!-- verdicts: end -->\n"
HEADS = ("id", "what", "kind", "measured", "band", "verdict", "mechanism off")


def verdicts() -> str:
    """Return the table of verdicts as Markdown."""
    with TABLE.open(encoding="utf-8") as file:
        rows = [_row(row) for row in csv.DictReader(file)]
    lines = [HEADS, tuple("---" for _ in HEADS), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _row(row: dict[str, str]) -> tuple[str, ...]:
    name, _, what = row["id"].partition(".")
    (target,) = (t for t in experiment(name).targets if t.name == what)
    kind = target.role + (", coded" if target.coded else "")
    passed = "–" if target.role == "reported" else "passes" if row["pass"] == "yes" else "**fails**"
    off = _number(row["ablated"]) + (" (fails)" if row["ablation_fails"] == "yes" else "")
    interval = f"{_number(row['low'])} to {_number(row['high'])}"
    measured = (
        f"{_number(row['measured'])} ({interval})" if row["low"] else _number(row["measured"])
    )
    return (row["id"], target.about, kind, measured, _band(row), passed, off)


def _number(text: str) -> str:
    return f"{float(text):.3g}".replace("-", "−") if text else "none"


def _band(row: dict[str, str]) -> str:
    low, high = row["band_low"], row["band_high"]
    if low and high:
        return f"{_number(low)} to {_number(high)}"
    return f"≥ {_number(low)}" if low else f"≤ {_number(high)}" if high else "any"


def filled(page: str) -> str:
    """Return the page with the table put in between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{verdicts()}\n{END}{after}"


def main() -> int:
    """Put the table into the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
