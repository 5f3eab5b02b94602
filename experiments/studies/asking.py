"""What a study is about: an experiment, made of a file or of a scenario and some factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.studies.factors import AROUND, read_factors
from experiments.sweep.experiment import Design, Experiment, Replication
from experiments.sweep.factors import Choice, Factor
from experiments.sweep.measures import USUAL, WAYS, Measure
from experiments.sweep.reading import check, find_experiment, load_experiment, shipped_experiments
from experiments.sweep.reading_measures import OBSERVABLES
from model.errors import InputError
from model.observables import BY_NAME
from model.parameters.validation import nearest
from model.scenario import Scenario, load_scenario
from model.scenario.reading import read_document, shipped_scenarios

ARMS = "arms"
"""The factor that an experiment's arms become."""


def read_asked(
    ref: str,
    *,
    factors: Sequence[str] = (),
    usual: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    brand: str | None = None,
    around: float | None = AROUND,
    changes: Mapping[str, Any] | None = None,
    strategies: str | None = None,
    file: str = "--factors",
) -> Experiment:
    """Return what is asked of a scenario or an experiment, with one arm; raise InputError.

    An experiment's arms become a factor of their own. ``factors`` replace the experiment's;
    ``usual`` are those of a scenario if none is given. ``outcomes`` are names of outcomes or
    of observables, ``NAME`` or ``NAME:HOW``. Designs and replicates are the study's affair.
    """
    if is_experiment(ref):
        made = _of_experiment(ref, brand, changes, strategies)
        given = list(factors)
    else:
        made = _of_scenario(ref, brand, changes, strategies)
        given = list(factors or usual)
    if given:
        found = read_factors(given, made.base, made.brand, file, around)
        made = replace(made, factors=found + _arm_factor(made))
    else:
        made = replace(made, factors=made.factors + _arm_factor(made))
    if not made.factors:
        raise InputError("nothing is varied", file=file, allowed="KEY=LOW..HIGH, or a group")
    if len(made.arms) > 1:
        made = replace(made, arms=(Choice("base", {}),))
    made = replace(
        made,
        measures=read_outcomes(outcomes, made.measures),
        design=Design("points"),
        replication=Replication(1, 1, 1),
        series=None,
    )
    check(replace(made, design=Design("random", 1)))
    return made


def is_experiment(ref: str) -> bool:
    """Tell whether a name or a file is an experiment; a scenario has no base."""
    if ref in shipped_scenarios():
        return False
    if ref in shipped_experiments():
        return True
    if "\0" in ref or not Path(ref).exists():
        names = (*shipped_scenarios(), *shipped_experiments())
        raise InputError(
            "no such scenario or experiment", file=ref,
            allowed=f"a path, or one of {', '.join(names)}", nearest=nearest(Path(ref).stem, names),
        )  # fmt: skip
    return "base" in read_document(find_experiment(ref))


def _of_experiment(
    ref: str, brand: str | None, changes: Mapping[str, Any] | None, strategies: str | None
) -> Experiment:
    made = load_experiment(ref, strategies=strategies, changes=changes)
    if brand is not None and brand != made.brand:
        raise InputError(
            "the experiment is of another brand", file="--brand", value=brand, allowed=made.brand
        )
    return made


def _of_scenario(
    ref: str, brand: str | None, changes: Mapping[str, Any] | None, strategies: str | None
) -> Experiment:
    if strategies is not None:
        from model.strategies import load_strategies

        load_strategies(strategies)
    base = load_scenario(ref).with_values(changes or {}, file="--set")
    focal = _focal(base, brand)
    return Experiment(
        title=base.title, base=base, brand=focal, about=base.about, strategies=strategies, file=ref
    )


def _focal(base: Scenario, name: str | None) -> str:
    names = [brand.name for brand in base.brands]
    if name is not None and name not in names:
        raise InputError(
            "no such brand", file="--brand", value=name, allowed=", ".join(names),
            nearest=nearest(name, names),
        )  # fmt: skip
    return name or names[0]


def _arm_factor(made: Experiment) -> tuple[Factor, ...]:
    """Return the arms as a factor, if there are several."""
    return (Factor(ARMS, ARMS, choices=made.arms),) if len(made.arms) > 1 else ()


def read_outcomes(texts: Sequence[str], known: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the outcomes that some texts name; all that are known if there is no text."""
    words = [word.strip() for text in texts for word in text.split(",")]
    by_name = {measure.name: measure for measure in (*USUAL, *known)}
    found = {word: _outcome(word, by_name) for word in words}
    return tuple(found.values()) or known


def _outcome(word: str, by_name: Mapping[str, Measure]) -> Measure:
    name, colon, how = (part.strip() for part in word.partition(":"))
    if not colon and name in by_name:
        return by_name[name]
    if name not in OBSERVABLES:
        known = (*by_name, *OBSERVABLES)
        raise InputError(
            "no such outcome", file="--outcome", value=word, allowed=", ".join(by_name),
            nearest=nearest(name, known),
        )  # fmt: skip
    ways = [way for way in WAYS if way not in ("ratio", "time_to", "crossing")]
    if colon and how not in ways:
        raise InputError(
            "no such way to measure", file="--outcome", value=word,
            allowed=", ".join(f"{name}:{way}" for way in ways), nearest=nearest(how, ways),
        )  # fmt: skip
    usual = "total" if BY_NAME[name].kind == "flow" else "final"
    label = f"{name}_{how}" if colon else name
    return Measure(label, name, how or usual)


def focal_of(ref: str, brand: str | None) -> tuple[str, str]:
    """Return the focal brand of a scenario or an experiment, and its strategy."""
    if is_experiment(ref):
        made = load_experiment(ref)
        return made.brand, made.base.brand(made.brand).strategy
    base = load_scenario(ref)
    focal = _focal(base, brand)
    return focal, base.brand(focal).strategy
