"""The picture of a fit: legible in every variant, with the numbers in words."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import thinned
from tests.viz.pages import assert_legible, words_of
from viz.figures import fit, identifiability

HEADLINE = "A betrayal costs 3.1 times what a kindness gains, in the model 4.2"
NOTE = "Nay & Vorobeychik 2016: 168,386 decisions. 20 replicates."


def table(lines: int = 1, rows: int = 1, variants: tuple[str, ...] = ("as shipped", "fitted"),
          log: bool = False, nothing: bool = False) -> dict:  # fmt: skip
    """Return points of some line panels and some panels of rows."""
    out: dict[str, list] = {name: [] for name in (
        "panel", "kind", "unit", "along", "variant", "x", "label",
        "data", "data_low", "data_high", "model", "model_low", "model_high",
    )}  # fmt: skip
    panels = [(f"Line {i}", "line", 9) for i in range(lines)]
    panels += [(f"Rows {i}", "rows", 5) for i in range(rows)]
    for title, kind, points in panels:
        for variant in variants:
            for x in range(points):
                value = np.nan if nothing else 0.1 + 0.08 * x
                unit = "share, log scale" if log else "share"
                row = (title, kind, unit, "of five were good", variant, float(x),
                       f"a situation, the {x}th" if kind == "rows" else str(x), value,
                       value - 0.03, value + 0.03,
                       value * 1.2, value * 1.1, value * 1.3)  # fmt: skip
                for name, cell in zip(out, row, strict=True):
                    out[name].append(cell)
    texts = {"panel", "kind", "unit", "along", "variant", "label"}
    return {k: np.array(v, dtype=object if k in texts else float) for k, v in out.items()}


CASES = {
    "both": table(), "pairs": table(2, 2), "odd": table(3, 3), "only rows": table(0, 1),
    "log": table(2, 0, log=True), "nothing": table(nothing=True),
    "five variants": table(variants=tuple(f"a reading of the ledger, {i}" for i in range(5))),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("case", thinned(CASES, 2))
def test_fits_are_legible(case: str, shape: str, mode: str) -> None:
    figure = fit.fit(CASES[case], HEADLINE, NOTE, mode, shape)
    assert_legible(figure)
    assert NOTE in words_of(figure)


def test_the_words_hold_every_number() -> None:
    said = fit.alternative(CASES["both"], HEADLINE)
    assert said.startswith(HEADLINE)
    assert "Rows 0, a situation, the 4th: data 0.42, model as shipped 0.504, fitted 0.504" in said


def test_lines_come_before_rows() -> None:
    assert [part.kind for part in fit.parts(CASES["odd"])] == ["line"] * 3 + ["rows"] * 3


# --- identifiability -------------------------------------------------------------------


def widths(pinned: int, partly: int, loose: int) -> dict:
    """Return a table as ``experiments.identification.identify`` makes it."""
    verdicts = ["pinned"] * pinned + ["partly"] * partly + ["loose"] * loose
    left = [0.02 + 0.3 * i / max(pinned, 1) for i in range(pinned)]
    left += [0.5 + 0.35 * i / max(partly, 1) for i in range(partly)] + [1.0] * loose
    return {
        "parameter": [f"conversation.complaint_expectation_{i}" for i in range(len(left))],
        "together": left, "alone": [0.8 * x for x in left], "after": ["×÷ 2"] * len(left),
        "target": ["V7 friendly_below_open"] * len(left),
        "moral": [i % 2 for i in range(len(left))], "verdict": verdicts,
    }  # fmt: skip


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("counts", [(12, 9, 100), (40, 30, 60), (0, 0, 20), (1, 0, 0)])
def test_identifiability_is_legible(counts: tuple[int, int, int], shape: str) -> None:
    figure = identifiability.identifiability(widths(*counts), "dark", shape)
    assert_legible(figure)
    assert "unknown numbers the targets pin down" in words_of(figure)


def test_identifiability_counts_what_is_pinned() -> None:
    said = identifiability.finding(widths(12, 9, 100))
    assert said == (
        "Of 121 unknown numbers the targets pin down 12, narrow 9 and leave 100 as loose as"
        " they were"
    )
