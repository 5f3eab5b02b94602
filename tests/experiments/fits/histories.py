"""Histories of games made from known weights: what the fit has to find again."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.fits.games import Games, make_games
from experiments.fits.replay import Weights, replay
from experiments.fits.resampling import uniforms
from experiments.fits.trust import GameChoice, chance, suspicion

TRUTH = GameChoice(outside=1.4, trust=4.0, habit=2.5, loss=0.0)


def games_of(weights: Weights, histories: int = 3000, rounds: int = 10) -> Games:
    """Return players who choose by the ledger, against partners who keep or break faith.

    Decision and act of a round follow from the rounds before, so it is played round by round.
    """
    kind = uniforms(histories, 1)
    acts = np.array(
        [uniforms(histories, 100 + t) < 0.15 + 0.8 * (kind > 0.4) for t in range(rounds)]
    )
    mine = np.zeros((histories, rounds), np.int8)
    mine[:, 0] = uniforms(histories, 2) < 0.6
    for t in range(1, rounds):
        level = trust_before(acts[:t], weights)
        p = chance(level, mine[:, t - 1], TRUTH)
        mine[:, t] = uniforms(histories, 200 + t) < p
    period = np.tile(np.arange(1, rounds + 1), histories)
    before = np.concatenate([np.full((1, histories), -1), acts[:-1]]).T.ravel()
    return make_games(period, mine.ravel(), before.astype(np.int8))


def trust_before(acts: Any, weights: Weights) -> Any:
    """Return the trust of each history after these acts [round, history]."""
    rounds, histories = acts.shape
    first = np.zeros((histories, rounds + 1), bool)
    first[:, 0] = True
    good = np.concatenate([np.zeros((histories, 1), bool), acts.T], axis=1)
    levels = replay(first.ravel(), good.ravel(), suspicion(), weights)
    return levels.reshape(histories, rounds + 1)[:, -1]
