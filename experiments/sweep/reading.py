"""Experiment files: TOML in, a checked ``Experiment`` out, or one clear message."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.sweep import design as designs
from experiments.sweep.experiment import DESIGNS, Design, Experiment, Limits, Replication
from experiments.sweep.experiment import SeriesWanted as Series
from experiments.sweep.factors import GRAPH, Choice, Factor, full_key
from experiments.sweep.reading_factors import flat, read_factor
from experiments.sweep.reading_measures import observable, read_measures
from experiments.sweep.reading_parts import DocumentPart, choice_of, list_of, number
from experiments.sweep.reading_points import read_points
from model.errors import InputError
from model.parameters.validation import nearest
from model.scenario import Scenario, load_scenario
from model.scenario.checking import LONGEST_ABOUT, LONGEST_LINE, check_depth, text_of
from model.scenario.reading import read_document, shipped_scenarios

SHIPPED = Path(__file__).resolve().parents[1] / "designs"
KEYS = (
    "title", "about", "base", "brand", "days", "seed", "graph", "set", "factors", "design", "arms",
    "replicates", "outcomes", "series", "limits",
)  # fmt: skip
MOST_COMBINATIONS = 1000
"""Combinations of a point and an arm that are checked before anything is run."""
MOST_REPLICATES = 100_000


def shipped_experiments() -> tuple[str, ...]:
    """Return the names of the experiments that ship, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def find_experiment(ref: str | os.PathLike[str]) -> Path:
    """Return the file that a path or a name stands for; raise InputError if there is none."""
    text = os.fspath(ref)
    if text in shipped_experiments():
        return SHIPPED / f"{text}.toml"
    if "\0" in text or not os.path.lexists(text):
        raise InputError(
            "no such experiment file", file=text,
            allowed=f"a path, or one of {', '.join(shipped_experiments())}",
            nearest=nearest(Path(text).stem, shipped_experiments()),
        )  # fmt: skip
    return Path(text)


def load_experiment(
    ref: str | os.PathLike[str],
    *,
    strategies: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Experiment:
    """Return the experiment of a path or a shipped name, checked; raise InputError.

    ``changes`` are values of the base by dotted key that replace the file's own.
    """
    if strategies is not None:
        from model.strategies import load_strategies

        load_strategies(strategies)
    path = find_experiment(ref)
    document = read_document(path)
    if changes:
        first = {key: changes[key] for key in ("days", "seed") if key in changes}
        rest = {key: value for key, value in changes.items() if key not in first}
        document["set"] = flat(document.get("set", {}), "set", str(path)) | rest
        document |= first
    made = make_experiment(document, path.stem, str(path), path.parent)
    return replace(made, strategies=strategies)


def make_experiment(
    document: Mapping[str, Any], name: str = "experiment", file: str = "experiment",
    folder: Path = Path(),
) -> Experiment:  # fmt: skip
    """Return the experiment that a document describes; relative paths are from ``folder``."""
    check_depth(document, file)
    top = DocumentPart(document, "", file)
    top.only(KEYS)
    base, brand = _base(top, folder)
    factors = _factors(top, base, brand, folder)
    arms = _arms(top, base, brand)
    measures = read_measures(top.table("outcomes"), base, file)
    made = Experiment(
        title=text_of(document.get("title", name), "title", file, LONGEST_LINE),
        about=text_of(document.get("about", ""), "about", file, LONGEST_ABOUT, "\n\t"),
        base=base,
        brand=brand,
        factors=factors,
        design=_design(top, factors, folder),
        arms=arms,
        replication=_replication(top, [m.name for m in measures]),
        measures=measures,
        series=_series(top),
        limits=_limits(top),
        graph=_graph(top, factors, folder),
        file=file,
    )
    check(made)
    return made


def check(experiment: Experiment) -> None:
    """Raise InputError for what does not fit together."""
    rule, replicates = experiment.replication, experiment.design.replicates
    if replicates and (rule.is_rule or rule.most != 1):
        raise InputError(
            "each point has a replicate of its own", file=experiment.file, key="replicates",
            value=None if rule.is_rule else rule.most, allowed="1, with a column `replicate`",
        )  # fmt: skip
    last = experiment.base.seed + max(replicates, default=0) + rule.most - 1
    experiment.base.with_seed(last, file=experiment.file)
    taken = {"point", "arm", "replicate", "seed", "status", "error", *BOOKKEEPING}
    for column in (*experiment.factor_names, *experiment.outcome_names):
        if column in taken:
            raise InputError("a name that is taken", file=experiment.file, key=column)
        taken.add(column)
    designs.check_count(experiment)
    _check_sizes(experiment)
    _check_combinations(experiment)


BOOKKEEPING = (
    "run_id", "content_hash", "started", "finished", "seconds", "worker", "host", "attempts",
)  # fmt: skip


def _check_sizes(experiment: Experiment) -> None:
    """A graph sets the number of people; nothing else may then."""
    if experiment.graph is None and not experiment.has_graph_factor:
        return
    keys = {factor.key for factor in experiment.factors}
    for chosen in (*experiment.arms, *(c for f in experiment.factors for c in f.choices)):
        keys |= set(chosen.changes)
    if "people.count" in keys:
        raise InputError(
            "a graph sets the number of people", file=experiment.file, key="people.count",
            allowed="either people.count or graph",
        )  # fmt: skip


def _check_combinations(experiment: Experiment) -> None:
    """Try each level in each arm, and combinations as far as there are not too many."""
    for arm in experiment.arms:
        experiment.scenario({}, arm)
        for factor in experiment.factors:
            for level in _ends(factor):
                _tried(experiment, {factor.name: level}, arm)
    if designs.count_points(experiment) * len(experiment.arms) <= MOST_COMBINATIONS:
        for levels in designs.points(experiment):
            for arm in experiment.arms:
                experiment.scenario(levels, arm)


def _ends(factor: Factor) -> tuple[Any, ...]:
    return (factor.at(0.0), factor.at(1.0)) if factor.span is not None else factor.levels()


def _tried(experiment: Experiment, levels: Mapping[str, Any], arm: Choice) -> None:
    """An option of a strategy may only exist at some level of another factor: try that later."""
    try:
        experiment.scenario(levels, arm)
    except InputError as error:
        by_options = ".options." in (error.key or "") or error.problem == "unknown key"
        strategic = any(f.key.endswith(".strategy") or f.choices for f in experiment.factors)
        if not (by_options and strategic):
            raise


def _base(top: DocumentPart, folder: Path) -> tuple[Scenario, str]:
    """Return the base with the fixed changes in it, and the focal brand's name."""
    ref = top.get("base")
    if not isinstance(ref, str):
        known = ", ".join(shipped_scenarios())
        problem = "missing" if ref is None else None
        raise top.wrong("base", f"a scenario file, or one of {known}", problem)
    base = load_scenario(ref if ref in shipped_scenarios() else _beside(folder, ref))
    brand = top.get("brand", base.brands[0].name)
    names = [known.name for known in base.brands]
    if brand not in names:
        raise InputError(
            "no such brand", file=top.file, key="brand", value=brand, allowed=", ".join(names),
            nearest=nearest(brand, names) if isinstance(brand, str) else None,
        )  # fmt: skip
    changes = {
        full_key(key, brand): value
        for key, value in flat(top.get("set", {}), "set", top.file).items()
    }
    changes |= {key: top.get(key) for key in ("days", "seed") if key in top.document}
    return base.with_values(changes, file=top.file), brand


def _beside(folder: Path, ref: str) -> str:
    """Return a path that is relative to the experiment's file."""
    return ref if "\0" in ref else os.path.join(folder, ref)


def _factors(top: DocumentPart, base: Scenario, brand: str, folder: Path) -> tuple[Factor, ...]:
    table = top.table("factors")
    return tuple(
        read_factor(name, given, base, brand, top.file, folder)
        for name, given in _named(table.document)
    )


def _named(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Return factors by dotted name: sections without a leaf's words are parts of a name."""
    leaf = {"low", "high", "levels", "scale", "values", "choices"}
    found: list[tuple[str, Any]] = []
    for name, given in table.items():
        whole = f"{prefix}{name}"
        if isinstance(given, Mapping) and given and not leaf & set(given):
            found += _named(given, f"{whole}.")
        else:
            found.append((whole, given))
    return found


def _arms(top: DocumentPart, base: Scenario, brand: str) -> tuple[Choice, ...]:
    table = top.table("arms").document
    arms = []
    for name, given in table.items():
        text_of(name, "arms", top.file, LONGEST_LINE)
        changes = flat(given, f"arms.{name}", top.file)
        full = {full_key(key, brand): value for key, value in changes.items()}
        if "seed" in full:
            raise InputError("is not for arms to change", file=top.file, key=f"arms.{name}.seed")
        try:
            base.with_values(full, file=top.file)
        except InputError as error:
            raise _in_arm(error, name, changes, top.file) from error
        arms.append(Choice(name, full))
    return tuple(arms) or (Choice("base", {}),)


def _in_arm(error: InputError, name: str, changes: Mapping[str, Any], file: str) -> InputError:
    return InputError(
        error.problem, file=file, key=f"arms.{name}: {error.key}", value=error.value,
        allowed=error.allowed, nearest=error.nearest,
    )  # fmt: skip


def _design(top: DocumentPart, factors: tuple[Factor, ...], folder: Path) -> Design:
    part = top.table("design")
    part.only(("kind", "points", "seed", "file"))
    kind = choice_of(part, "kind", "grid", tuple(DESIGNS))
    if kind == "points":
        rows, replicates = read_points(part, factors, folder)
        return Design(kind, len(rows), rows=rows, replicates=replicates)
    if "file" in part.document:
        raise part.wrong("file", 'only with kind = "points"')
    return Design(
        kind,
        int(number(part, "points", 64, 1, 1_000_000, whole=True)),
        int(number(part, "seed", 1, 0, 2**31 - 1, whole=True)),
    )


def _replication(top: DocumentPart, outcomes: list[str]) -> Replication:
    given = top.get("replicates", 5)
    if not isinstance(given, Mapping):
        count = int(number(top, "replicates", 5, 1, MOST_REPLICATES, whole=True))
        return Replication(count, count, count)
    part = top.table("replicates")
    part.only(("least", "most", "step", "outcome", "half_width"))
    outcome = choice_of(part, "outcome", None, tuple(outcomes))
    least = int(number(part, "least", 5, 2, MOST_REPLICATES, whole=True))
    most = int(number(part, "most", 50, least, MOST_REPLICATES, whole=True))
    step = int(number(part, "step", 5, 1, MOST_REPLICATES, whole=True))
    half = number(part, "half_width", None, 0.0, 1e12)
    return Replication(least, most, step, outcome, half)


def _series(top: DocumentPart) -> Series | None:
    if "series" not in top.document:
        return None
    part = top.table("series")
    part.only(("columns", "every", "brands"))
    columns = tuple(
        observable(part, "columns", name) for name in list_of(part, "columns", ("trust",))
    )
    every = int(number(part, "every", 1, 1, 20_000, whole=True))
    return Series(columns, every, choice_of(part, "brands", "focal", ("focal", "all")) == "all")


def _limits(top: DocumentPart) -> Limits:
    part = top.table("limits")
    part.only(("runs", "failures", "seconds"))
    failures, seconds = part.get("failures"), part.get("seconds")
    return Limits(
        int(number(part, "runs", 200_000, 1, 100_000_000, whole=True)),
        None if failures is None else int(number(part, "failures", None, 1, 10**8, whole=True)),
        None if seconds is None else number(part, "seconds", None, 0.001, 1e7),
    )


def _graph(top: DocumentPart, factors: tuple[Factor, ...], folder: Path) -> str | None:
    given = top.get(GRAPH)
    if given is None:
        return None
    if not isinstance(given, str) or any(factor.key == GRAPH for factor in factors):
        raise top.wrong(GRAPH, "the path of an edge list, and no factor of that name beside it")
    return _beside(folder, given)
