"""Trust won and lost: whether the ledger moves as people do in repeated games.

Every history of acts is replayed through the ledger. Cooperation is then a choice by the
market's rule: a logit in trust and habit (what one did oneself the round before). The three
weights of that choice are fitted in all variants, since what is at stake differs; the weights
of evidence are those that ship, or fitted too. The players' choices are not trust itself:
retaliation is in them. So this is a qualitative target.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from experiments.fits.data import DataFolder
from experiments.fits.games import CONDITIONS, Games, conditions, good_of_last, loss_and_gain
from experiments.fits.games import read_games as read
from experiments.fits.replay import Weights, replay, shipped
from experiments.fits.resampling import resampled, uniforms
from experiments.fits.result import (
    Distance,
    Estimated,
    Fit,
    FitPanel,
    Floats,
    Statistic,
    measured,
    percent,
    setting,
    statistic,
)
from model.parameters import defaults

FILES = ("trust/nv_games_decisions.csv.gz",)
SOURCE = "Nay & Vorobeychik 2016: 168,386 decisions in eight repeated-game experiments"
FREE = {"trust_answer": "trust.answer", "trust_failure": "trust.failure"}
FREE |= {"trust_renewal": "trust.renewal", "repair_help": "repair.help"}
RATIOS = (
    ("what a betrayal takes", "share"), ("what a kindness gives", "share"),
    ("loss ÷ gain", "ratio"), ("loss ÷ gain in logits", "ratio"),
)  # fmt: skip
FROM_REPLAY = "as shipped"


class GameChoice(NamedTuple):
    """Weights of the choice to cooperate, as ``market.utility`` has them, and its log loss."""

    outside: float
    trust: float
    habit: float
    loss: float


class Variant(NamedTuple):
    """A way to keep the ledger, and how decisions follow from it."""

    name: str
    weights: Weights
    parameters: dict[str, float]
    choice: GameChoice
    chances: Floats
    """Of cooperating, [decision with a round before]."""


def fit(data: DataFolder, quick: bool) -> Fit:
    """Fit the choice (and in one variant the weights of evidence), and compare."""
    every = read(data.file(FILES[0]))
    source = SOURCE
    if not data.is_known(*FILES):
        source = f"{data.file(FILES[0])}: {len(every.first):,} decisions"
    games = thinned(every, 8 if quick else 1)
    variants = all_variants(games, rounds=60 if quick else 300)
    found = compare(games, variants, 5 if quick else 20, 60 if quick else 400, source)
    return replace(found, notices=(*every.notices, *never_met(games, data.file(FILES[0]))))


def never_met(games: Games, file: Path) -> list[str]:
    """Return which conditions no decision meets, so that nothing can be said about them."""
    names = [name for name, _, _ in CONDITIONS]
    met = conditions(games)[:, games.later].any(axis=1)
    return [f"{file}: no decision after: {name}" for name, some in zip(names, met, strict=True)
            if not some]  # fmt: skip


def thinned(games: Games, every: int) -> Games:
    """Return every n-th history."""
    kept = games.history % every == 0
    number = games.history[kept] // every
    return Games(
        games.cooperates[kept], games.first[kept], number, games.own[:, kept], games.other[:, kept]
    )


def all_variants(games: Games, rounds: int) -> list[Variant]:
    """Return the ledger that ships, two readings of it, and the one that fits best."""
    rules = shipped(dict(defaults()))
    ways = {
        FROM_REPLAY: Weights(rules),
        "a betrayal is a breach": Weights(rules, breach=True),
        "a kindness mends": Weights(rules, mends=True),
    }
    found = [with_choice(games, name, weights, {}) for name, weights in ways.items()]
    return [*found, best_weights(games, rounds)]


def with_choice(games: Games, name: str, weights: Weights, said: dict[str, float]) -> Variant:
    """Return a variant with the weights of choice that suit the decisions best."""
    level = replay(games.first, games.other[0] == 1, suspicion(), weights)[games.later]
    choice = fitted_choice(level, games.own[0, games.later], games.cooperates[games.later])
    return Variant(name, weights, said, choice, chance(level, games.own[0, games.later], choice))


def suspicion() -> float:
    """Return the mean suspicion that ships."""
    return float(defaults()["people.suspicion"])


def chance(level: Floats, habit: Any, choice: GameChoice) -> Floats:
    """Return the chance of cooperating at a trust, after an act of one's own (1 or 0)."""
    pull = choice.trust * (level - 0.5) + choice.habit * habit - choice.outside
    return np.asarray(1.0 / (1.0 + np.exp(-pull)))


def fitted_choice(level: Floats, habit: Any, cooperates: Any) -> GameChoice:
    """Return the weights of greatest likelihood (a logit)."""
    rows = np.column_stack([np.ones(len(level)), level - 0.5, habit])
    y = cooperates.astype(float)

    def surprise(w: Floats) -> tuple[float, Floats]:
        pull = rows @ w
        miss = 1.0 / (1.0 + np.exp(-pull)) - y
        return float((np.logaddexp(0.0, pull) - y * pull).mean()), rows.T @ miss / len(y)

    best = minimize(surprise, np.array([-1.5, 4.0, 2.5]), jac=True, method="BFGS")
    return GameChoice(-float(best.x[0]), float(best.x[1]), float(best.x[2]), float(best.fun))


def best_weights(games: Games, rounds: int) -> Variant:
    """Return the ledger whose weights of evidence suit the decisions best.

    Weights and renewal are fitted in logs, the share mended in logits, by Nelder & Mead from
    two starts: newest evidence counts most when weights or renewal are large, so there is a
    ridge along which one replaces the other.
    """
    starts = (np.log([1.4, 1.0, 4.0, 0.4]), np.log([5.0, 4.0, 1.0, 0.3]))

    def variant(x: Floats) -> Variant:
        answer, failure, renewal = np.exp(np.clip(x[:3], -7.0, 3.0)).tolist()
        said = dict(zip(FREE, (answer, failure, renewal, 1.0 / (1.0 + np.exp(-x[3]))), strict=True))
        weights = Weights(shipped(dict(defaults()), **said), mends=True)
        named = {FREE[key]: float(value) for key, value in said.items()}
        return with_choice(games, "fitted", weights, named)

    tries = [
        minimize(
            lambda x: variant(x).choice.loss, start, method="Nelder-Mead",
            options={"maxfev": rounds, "xatol": 0.02, "fatol": 1e-6},
        )
        for start in starts
    ]  # fmt: skip
    return variant(min(tries, key=lambda done: float(done.fun)).x)


# --- what is compared ------------------------------------------------------------------


class ChoiceCounts(NamedTuple):
    """Decisions under each condition, by history: how many, and which of them cooperate."""

    at: Any
    """bool [condition, decision with a round before]."""
    history: Any

    def share(self, values: Any, weight: Any) -> Floats:
        """Return the mean of ``values`` under each condition, each history with its weight.

        NaN under a condition that no decision meets.
        """
        each = weight[self.history]
        count = self.at @ each
        return np.where(count > 0, (self.at @ (values * each)) / np.maximum(count, 1), np.nan)


def counts_of(games: Games) -> ChoiceCounts:
    """Return the conditions, and after them 0 to 5 good acts of the last five."""
    good = good_of_last(games)
    at = np.vstack([conditions(games), [good == n for n in range(6)]])
    return ChoiceCounts(at[:, games.later].astype(float), games.history[games.later])


def compare(
    games: Games, variants: list[Variant], replicates: int, resamples: int, source: str = SOURCE
) -> Fit:
    """Return the fit: the chances of cooperating under each condition."""
    counts, acts = counts_of(games), games.cooperates[games.later].astype(float)
    many = len(CONDITIONS)

    def measure(weight: Any) -> Floats:
        found = counts.share(acts, weight)
        return np.concatenate([found, loss_and_gain(found)])

    data = resampled(games.histories, measure, resamples)
    statistics: list[Statistic] = []
    panels: list[FitPanel] = []
    distances: list[Distance] = []
    for variant in variants:
        runs = simulated(counts, variant.chances, replicates)
        rows = [*range(many), *range(len(counts.at), len(data))]
        names = [*((name, "share") for name, _, _ in CONDITIONS), *RATIOS]
        statistics += [
            statistic(name, variant.name, unit, data[row], runs[:, row])
            for row, (name, unit) in zip(rows, names, strict=True)
        ]
        distances += told_distances(counts, acts, variant)
        if variant.name in (FROM_REPLAY, "fitted"):
            panels += drawn(data, runs, variant.name)
    return Fit(
        "trust", "Trust won and lost in repeated games", source,
        finding(data, statistics), statistics, panels, distances, replicates, games.histories,
        note="Intervals of the data: histories resampled.",
        more={"choice": {v.name: v.choice._asdict() for v in variants}},
    )  # fmt: skip


def simulated(counts: ChoiceCounts, chances: Floats, replicates: int) -> Floats:
    """Return the statistics of decisions drawn from their chances, [replicate, statistic]."""
    one = np.ones(int(counts.history[-1]) + 1)
    runs = []
    for replicate in range(replicates):
        acts = (uniforms(len(chances), 10_000 + replicate) < chances).astype(float)
        found = counts.share(acts, one)
        runs.append(np.concatenate([found, loss_and_gain(found)]))
    return np.array(runs)


def told_distances(counts: ChoiceCounts, acts: Floats, variant: Variant) -> list[Distance]:
    """Return the root mean square over conditions, and the log loss of a decision."""
    one = np.ones(int(counts.history[-1]) + 1)
    at = ChoiceCounts(counts.at[: len(CONDITIONS)], counts.history)
    gap = at.share(variant.chances, one) - at.share(acts, one)
    gap = gap[np.isfinite(gap)]
    said = setting(variant.parameters)
    return [
        Distance(variant.name, "rms over conditions", float(np.sqrt((gap**2).mean())), said),
        Distance(variant.name, "log loss of a decision", variant.choice.loss, said),
    ]


def drawn(data: list[Estimated], runs: Floats, variant: str) -> list[FitPanel]:
    """Return the two panels of the picture."""
    many = len(CONDITIONS)
    model = measured(runs)
    names = [name for name, _, _ in CONDITIONS]
    last = many + 6
    return [
        FitPanel("Chance of cooperating", "share", "rows", variant, range(many), names,
              data[:many], model[:many]),
        FitPanel("By the partner's last five acts", "share", "line", variant, range(6),
              [str(n) for n in range(6)], data[many:last], model[many:last], "of five were good"),
    ]  # fmt: skip


def finding(data: list[Estimated], statistics: list[Statistic]) -> str:
    """Return what came of it in a sentence."""
    ratio = next(s for s in statistics if (s.name, s.variant) == ("loss ÷ gain", FROM_REPLAY))
    fall = next(s for s in statistics if s.name == CONDITIONS[1][0] and s.variant == FROM_REPLAY)
    if not np.isfinite([ratio.data.value, ratio.model.value, fall.data.value]).all():
        return "Too few decisions to set what a betrayal takes against what a kindness gives"
    return (
        f"A betrayal costs {ratio.data.value:.1f} times what a kindness gains, in the model"
        f" {ratio.model.value:.1f}; but after one, {percent(fall.data.value)} still"
        f" cooperate, in the model {percent(fall.model.value)}"
    )
