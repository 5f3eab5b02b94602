"""Adoption among named contacts, the case without contagion included.

Data: when Brazilian farmers took up hybrid corn, and physicians tetracycline, and whom they
named (package netdiffuseR). Model: on the same contacts, in the limit that follows Bass (1969):
everybody knows the brand, a need of one's own or a friend's word opens an occasion, and an
occasion is a purchase. The two hazards are fitted to the curve of adoption alone; the effect
of exposure is then compared, with talk and without. Van den Bulte & Lilien (2001) found that
the physicians' contagion vanishes once the drug's advertising is allowed for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from experiments.fits.contacts import Diffusion, curve, exposure_effect, read_diffusion
from experiments.fits.data import DataFolder
from experiments.fits.resampling import resampled
from experiments.fits.result import (
    Distance,
    Fit,
    FitPanel,
    Floats,
    Statistic,
    measured,
    setting,
    statistic,
)
from experiments.run.single import opened
from model.network.graph import Graph

SETS: Mapping[str, tuple[str, str]] = {
    "farmers, hybrid corn": ("diffusion/brfarmers.csv", "village"),
    "physicians, tetracycline": ("diffusion/medInnovations.csv", "city"),
}
FILES = tuple(file for file, _ in SETS.values())
SOURCE = "Diffusion data of the package netdiffuseR; Van den Bulte & Lilien 2001"
PERIOD = 6
"""Days of the model that stand for a period, so that the lag of talk (two days) is small."""
WITH_TALK, NO_TALK = "with talk", "without talk"
LIMIT: Mapping[str, Any] = {
    "people.need_shape": 1000.0, "people.price_sensitivity_spread": 0.0,
    "brands.usual.strategy": "silent", "brands.usual.awareness": 1.0,
    "brands.usual.familiarity": 1.0, "brands.usual.customers": 0.0,
    "brands.usual.followers": 0.0, "brands.usual.failure_rate": 0.0,
    "market.outside": -10.0, "fading.familiarity": 100_000.0, "talk.occasion": 1.0,
    "talk.rate": 0.0, "talk.public": 0.0, "talk.salience": 0.0, "talk.evidence": 0.0,
    "talk.product": 0.0, "talk.familiarity": 0.0,
}  # fmt: skip
"""Equal need, a need is a purchase, and words do nothing but open occasions."""


class Hazards(NamedTuple):
    """What makes people adopt, a day."""

    need: float
    """Chance of an occasion of one's own."""
    talk: float
    """Chance that an adopter tells a friend, who then adopts."""

    def values(self) -> dict[str, float]:
        """Return them as parameters."""
        return {"people.need": 365.0 * self.need, "talk.constant": self.talk}


def fit(data: DataFolder, quick: bool) -> Fit:
    """Compare curve and contagion on every set of contacts."""
    statistics: list[Statistic] = []
    panels: list[FitPanel] = []
    distances: list[Distance] = []
    notices: list[str] = []
    replicates, people = (10 if quick else 40), 0
    named = {_name(data, name, file): (file, place) for name, (file, place) in SETS.items()}
    for row, (name, (file, place)) in enumerate(named.items()):
        real = read_diffusion(data.file(file), place)
        people = max(people, real.people)
        notices += real.notices
        for variant in (WITH_TALK, NO_TALK):
            hazards = fitted_hazards(real, variant == WITH_TALK, 3 if quick else 8)
            told = compare(name, variant, real, hazards, replicates, row)
            statistics += told[0]
            panels += told[1]
            distances += told[2]
    source = SOURCE if data.is_known(*FILES) else f"{data.path}: {', '.join(named)}"
    return Fit(
        "diffusion", "Adoption among contacts", source,
        finding(statistics, tuple(named)), statistics, panels, distances,
        replicates, people,
        note="Intervals of the data: people resampled; of exposure, from the logit.",
        notices=notices,
    )  # fmt: skip


def _name(data: DataFolder, name: str, file: str) -> str:
    """Return what a data set is called: by its file, if it is not the published one."""
    return name if data.is_known(file) else Path(file).name


def adoption(graph: Graph, hazards: Hazards, periods: int, seed: int) -> Any:
    """Return in which period each person adopts in one run; 0 for not at all."""
    values = {**LIMIT, **hazards.values()}
    with opened("one_brand", seed=seed, graph=graph, **values) as model:
        model.pairs.familiarity[:] = 1.0
        model.run(periods * PERIOD)
        first = model.pairs.first_day[:, 0].astype(np.int64)
    return np.where(first < 0, 0, first // PERIOD + 1)


def mean_curve(real: Diffusion, hazards: Hazards, seeds: range) -> Floats:
    """Return the curve of adoption, mean over some runs."""
    graph = real.graph()
    runs = [curve(adoption(graph, hazards, real.periods, s), real.periods) for s in seeds]
    return np.asarray(np.mean(runs, axis=0))


def fitted_hazards(real: Diffusion, with_talk: bool, seeds: int, rounds: int = 60) -> Hazards:
    """Return the hazards whose mean curve is nearest (least squares), by Nelder & Mead."""
    wanted = curve(real.adopted, real.periods)
    last = max(float(wanted[-1]), 0.02)

    def hazards(x: Floats) -> Hazards:
        need = float(np.exp(np.clip(x[0], -14.0, -0.7)))
        return Hazards(need, float(np.exp(np.clip(x[1], -12.0, -0.1))) if with_talk else 0.0)

    def distance(x: Floats) -> float:
        gap = mean_curve(real, hazards(x), range(1, seeds + 1)) - wanted
        return float((gap**2).mean())

    base = np.log(-np.log(max(1.0 - last, 0.02)) / (real.periods * PERIOD))
    start = np.array([base - 1.0, -3.5]) if with_talk else np.array([base])
    moves = np.vstack([np.zeros(len(start)), 0.8 * np.eye(len(start))])
    best = minimize(
        distance, start, method="Nelder-Mead",
        options={"maxfev": rounds, "initial_simplex": start + moves, "xatol": 0.02,
                 "fatol": 1e-6},
    )  # fmt: skip
    return hazards(best.x)


def compare(
    name: str, variant: str, real: Diffusion, hazards: Hazards, replicates: int, row: int
) -> tuple[list[Statistic], list[FitPanel], list[Distance]]:
    """Return statistics, panels and distances of one variant on one set, the ``row``-th."""
    graph, periods = real.graph(), real.periods
    runs = [adoption(graph, hazards, periods, seed) for seed in range(1, replicates + 1)]
    curves = np.array([curve(run, periods) for run in runs])
    effects = [exposure_effect(real, run).value for run in runs]
    data = resampled(real.people, lambda weight: curve(np.repeat(real.adopted, weight), periods))
    effect = exposure_effect(real, real.adopted)
    half = periods // 2
    statistics = [
        statistic(f"{name}: adopted by half-time", variant, "share", data[half - 1],
                  curves[:, half - 1]),
        statistic(f"{name}: adopted by the end", variant, "share", data[-1], curves[:, -1]),
        statistic(f"{name}: effect of exposure", variant, "logit", effect, effects),
    ]  # fmt: skip
    model = measured(curves)
    title = name[:1].upper() + name[1:] if name in SETS else name  # a file's name stays
    panels = [
        FitPanel(title, "share that has adopted", "line", variant, range(1, periods + 1),
              [str(t) for t in range(1, periods + 1)], data, model,
              "periods"),
        FitPanel("Effect of exposure", "logit of adopting, all contacts against none", "rows",
              variant, [float(row)], [name], [effect], measured(np.array(effects)[:, None])),
    ]  # fmt: skip
    gap = curves.mean(axis=0) - curve(real.adopted, periods)
    spread = float(np.nanstd(effects, ddof=1))
    error = (effect.high - effect.low) / 3.92
    away = abs(float(np.nanmean(effects)) - effect.value) / np.hypot(spread, error)
    said = setting(hazards.values())
    distances = [
        Distance(variant, f"{name}: greatest gap of the curve", float(np.abs(gap).max()), said),
        Distance(variant, f"{name}: exposure, standard errors away", float(away), said),
    ]
    return statistics, panels, distances


def finding(statistics: list[Statistic], names: Sequence[str] = tuple(SETS)) -> str:
    """Return what came of it in a sentence."""
    said = []
    for name in names:
        found = {s.variant: s for s in statistics if s.name == f"{name}: effect of exposure"}
        talk, none = found[WITH_TALK], found[NO_TALK]
        said.append(
            f"{name} {_signed(talk.data.value)} (model with talk {_signed(talk.model.value)},"
            f" without {_signed(none.model.value)})"
        )
    return f"Effect of exposure on adopting: {'; '.join(said)}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
