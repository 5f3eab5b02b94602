"""An experiment as a file: self-contained, so that a folder of results says what was asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.store.cells import write_rows
from experiments.sweep.experiment import Design, Experiment
from experiments.sweep.factors import GRAPH, Factor
from experiments.sweep.measures import Measure
from experiments.sweep.reading_points import REPLICATE
from model.scenario.writing import toml_text

FILE, BASE, POINTS = "experiment.toml", "scenario.toml", "points.csv"


def write_experiment(experiment: Experiment, folder: Path) -> None:
    """Write the experiment, its base and its points; ``load_experiment`` reads it back."""
    (folder / BASE).write_text(experiment.base.to_toml(), "utf-8")
    if experiment.design.kind == "points":
        _write_points(experiment, folder / POINTS)
    (folder / FILE).write_text(toml_text(document(experiment)), "utf-8")


def document(experiment: Experiment) -> dict[str, Any]:
    """Return the experiment as the tables of a file beside its base."""
    found: dict[str, Any] = {
        "title": experiment.title, "about": experiment.about, "base": BASE,
        "brand": experiment.brand,
    }  # fmt: skip
    if experiment.graph is not None:
        found["graph"] = os.path.abspath(experiment.graph)
    rule = experiment.replication
    if not rule.is_rule:
        found["replicates"] = rule.least
    found["factors"] = {factor.name: _factor(factor) for factor in experiment.factors}
    found["design"] = _design(experiment.design)
    found["arms"] = {arm.name: dict(arm.changes) for arm in experiment.arms}
    if rule.is_rule:
        found["replicates"] = asdict(rule)
    found["outcomes"] = {measure.name: _measure(measure) for measure in experiment.measures}
    if experiment.series is not None:
        wanted = experiment.series
        brands = "all" if wanted.all_brands else "focal"
        found["series"] = {"columns": list(wanted.columns), "every": wanted.every, "brands": brands}
    found["limits"] = {k: v for k, v in asdict(experiment.limits).items() if v is not None}
    return found


def _factor(factor: Factor) -> dict[str, Any]:
    if factor.span is not None:
        span = factor.span
        ends = {"low": span.low, "high": span.high}
        if span.whole:
            ends = {name: int(end) for name, end in ends.items()}
        return {**ends, "levels": span.levels, "scale": span.scale}
    if factor.choices:
        return {"choices": {choice.name: dict(choice.changes) for choice in factor.choices}}
    if factor.key == GRAPH:
        return {"values": [os.path.abspath(str(path)) for path in factor.values]}
    return {"values": list(factor.values)}


def _design(design: Design) -> dict[str, Any]:
    if design.kind == "points":
        return {"kind": "points", "file": POINTS}
    return {"kind": design.kind, "points": design.points, "seed": design.seed}


def _measure(measure: Measure) -> dict[str, Any]:
    words: Mapping[str, Any] = {
        "of": measure.of, "how": measure.how, "brand": measure.brand or None,
        "from": measure.start or None, "to": measure.stop, "above": measure.above,
        "below": measure.below, "by": measure.by or None, "other": measure.other or None,
    }  # fmt: skip
    return {word: value for word, value in words.items() if value is not None}


def _write_points(experiment: Experiment, path: Path) -> None:
    names = experiment.factor_names
    with path.open("w", newline="", encoding="utf-8") as file:
        replicates = experiment.design.replicates
        rows = [[_level(row[name]) for name in names] for row in experiment.design.rows]
        if replicates:
            names = (*names, REPLICATE)
            rows = [[*row, replicate] for row, replicate in zip(rows, replicates, strict=True)]
        write_rows(file, names, rows, line_end="\r\n")


def _level(level: Any) -> Any:
    return str(level).lower() if isinstance(level, bool) else level
