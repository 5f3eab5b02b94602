"""What pages and pictures have to know of an experiment, as plain data."""

from __future__ import annotations

from typing import Any

from experiments.quantities import QUANTITIES, RATIOS
from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import Factor
from experiments.sweep.measures import Measure
from experiments.sweep.reading_factors import declaration
from model.observables import BY_NAME
from model.observing import Quantity

VAGUE = ("kind", "count", "reach", "cost", "need", "outside", "similarity", "handling")
"""Last words of keys that say little without the first."""


def sweep_facts(experiment: Experiment) -> dict[str, Any]:
    """Return title, size, factors, arms and outcomes of an experiment, ready for JSON."""
    base, rule = experiment.base, experiment.replication
    return {
        "title": experiment.title,
        "about": experiment.about,
        "brand": base.brand(experiment.brand).label,
        "people": int(base.values["people.count"]),
        "days": base.days,
        "seed": base.seed,
        "design": experiment.design.kind,
        "replicates": [rule.least, rule.most],
        "factors": [_factor(factor, experiment) for factor in experiment.factors],
        "arms": [
            {"name": arm.name, "strategy": _strategy(arm.changes, experiment)}
            for arm in experiment.arms
        ],
        "outcomes": [_outcome(measure, base.days) for measure in experiment.measures],
        "quantities": {name: _printed(quantity) for name, quantity in QUANTITIES.items()},
    }


def _printed(quantity: Quantity) -> dict[str, str]:
    return {"title": quantity.title, "unit": quantity.unit, "better": quantity.better}


def _factor(factor: Factor, experiment: Experiment) -> dict[str, Any]:
    declared = declaration(factor.key, experiment.base, experiment.brand)
    return {
        "name": factor.name,
        "title": _title(factor, experiment),
        "unit": "" if declared is None else declared.unit,
        "numeric": factor.is_number,
        "scale": factor.span.scale if factor.span is not None else "linear",
        "levels": list(factor.levels()),
    }


def _title(factor: Factor, experiment: Experiment) -> str:
    """Return a factor's name in words, with the brand it belongs to if not the focal one."""
    if factor.choices:
        return _words(factor.name)
    parts = factor.key.split(".")
    own = _words(parts[-1])
    if parts[-1] in VAGUE and parts[0] != "brands":
        return f"{_words(parts[0])}, {own.lower()}"
    if parts[0] != "brands" or parts[1] == experiment.brand:
        return own
    known = {brand.name: brand.label for brand in experiment.base.brands}
    return f"{own}, {known.get(parts[1], 'every brand')}"


def _words(name: str) -> str:
    text = name.rpartition(".")[2].replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _strategy(changes: Any, experiment: Experiment) -> str:
    """Return which strategy the focal brand has in an arm."""
    usual = experiment.base.brand(experiment.brand).strategy
    return str(changes.get(f"brands.{experiment.brand}.strategy", usual))


def _outcome(measure: Measure, days: int) -> dict[str, Any]:
    window = range(days)[measure.start : measure.stop]
    ratio = measure.how == "ratio"
    return {
        "name": measure.name,
        "of": measure.of,
        "how": measure.how,
        "by": measure.by,
        "declared": _declared(measure),
        "share": ratio and BY_NAME[measure.of].unit == BY_NAME[measure.by].unit,
        "brand": measure.brand,
        "first_day": window.start,
        "last_day": max(window.stop - 1, window.start),
        "higher_is_better": higher_is_better(measure),
        "about": measure.about(),
    }


def _declared(measure: Measure) -> str:
    """Return the name of the ratio that the outcome is, if it is a declared one."""
    found = RATIOS.get(measure.name)
    parts = (found.above, found.below) if found else ()
    return measure.name if measure.how == "ratio" and parts == (measure.of, measure.by) else ""


def higher_is_better(measure: Measure) -> bool:
    """Tell which way a brand would have an outcome: more of it, or less; sooner, or later."""
    more = BY_NAME[measure.of].better != "fewer"
    if measure.how == "crossing":
        return not more
    if measure.how == "time_to":
        return more == (measure.above is None)
    return more
