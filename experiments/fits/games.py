"""Repeated games of cooperation as histories, and what is counted in them.

168,386 decisions in eight published experiments, put together by Nay & Vorobeychik (2016).
A history is one player against one partner; columns ``my.decision1`` … are the rounds before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.fits.data import counted
from experiments.fits.result import Floats
from model.tabular.records import Column, read_records

LOOK_BACK = 5
"""Rounds before a decision that conditions look at."""


class Games(NamedTuple):
    """Decisions in the order of play; all arrays [decision]."""

    cooperates: Any
    """bool: what was decided."""
    first: Any
    """bool: the first decision of a history."""
    history: Any
    """Number of the history."""
    own: Any
    """[round before, decision] 1 cooperated, 0 not, -1 before the start."""
    other: Any
    """The same of the partner."""
    notices: tuple[str, ...] = ()
    """What was guessed about their file."""

    @property
    def histories(self) -> int:
        """Number of histories."""
        return int(self.history[-1]) + 1

    @property
    def later(self) -> Any:
        """Decisions that have a round before."""
        return ~self.first


COLUMNS = (
    counted("period", "round", "turn", least=1),
    Column("my.decision", "coop or defect", words=("coop", "defect"),
           also=("decision", "own_decision")),
    Column("other.decision1", "1 (coop), 0 (defect), or nothing in a first round", least=0.0,
           most=1.0, whole=True, optional=True, also=("other_decision", "partner_decision")),
)  # fmt: skip
FEWEST = 50
"""Decisions, below which nothing can be said."""


def read_games(path: Path) -> Games:
    """Return the games of a file."""
    found = read_records(path, COLUMNS, FEWEST)
    table = found.columns
    period = table["period"].astype(int)
    mine = (table["my.decision"] == "coop").astype(np.int8)
    before = table["other.decision1"]
    theirs = np.where(before == 1, 1, np.where(before == 0, 0, -1)).astype(np.int8)
    first = _begins(period)
    for name, wrong, allowed in (
        ("period", first & (period != 1), "1, 2, 3 … of each history in turn"),
        ("other.decision1", ~first & (theirs < 0), "1 (coop) or 0 (defect) from period 2 on"),
    ):
        if wrong.any():
            found.refuse(name, int(np.argmax(wrong)), "histories are not whole", allowed)
    return make_games(period, mine, theirs)._replace(notices=found.notices)


def _begins(period: Any) -> Any:
    """Return which decisions begin a history: those that do not go on from the row before."""
    return np.concatenate([[True], period[1:] != period[:-1] + 1])


def make_games(period: Any, mine: Any, theirs_before: Any) -> Games:
    """Return games from the round, one's own decision, and the partner's a round before.

    Histories have to be whole: rounds 1, 2, 3 … each, and the partner's act from 2 on.
    """
    first = _begins(period)
    history = np.cumsum(first) - 1
    own = np.full((LOOK_BACK, len(mine)), -1, np.int8)
    other = np.full((LOOK_BACK, len(mine)), -1, np.int8)
    reach = np.arange(len(mine)) - np.flatnonzero(first)[history]
    for back in range(LOOK_BACK):
        there = reach > back
        own[back, there] = np.roll(mine, back + 1)[there]
        other[back, there] = np.roll(theirs_before, back)[there]
    return Games(mine == 1, first, history, own, other)


def after(games: Games, own: str, other: str) -> Any:
    """Return which decisions follow on given acts, the latest first: ``C``, ``D`` or ``.``."""
    found = games.later.copy()
    for said, acts in ((own, games.own), (other, games.other)):
        for back, act in enumerate(said):
            if act != ".":
                found &= acts[back] == (act == "C")
    return found


CONDITIONS = (
    ("faith kept for three rounds", "CCC", "CCC"),
    ("then a first betrayal", "CCC", "DCC"),
    ("betrayal made good, forgiven meanwhile", "CCC", "CDC"),
    ("betrayal made good, repaid meanwhile", "DCC", "CDC"),
    ("made good for two rounds", "..CC", "CCDC"),
    ("bad faith for three rounds", "DDD", "DDD"),
    ("then a first kindness", "DDD", "CDD"),
)
"""What is said about a situation, and the acts of oneself and the other, latest first."""
KEPT, BETRAYED, BAD_FAITH, KINDNESS = 0, 1, 5, 6


def conditions(games: Games) -> Any:
    """Return which decisions fall under each condition, bool [condition, decision]."""
    return np.array([after(games, own, other) for _, own, other in CONDITIONS])


def good_of_last(games: Games) -> Any:
    """Return how many of the partner's last five acts were good; -1 where there were fewer."""
    whole = (games.other >= 0).all(axis=0)
    return np.where(whole, games.other.sum(axis=0), -1)


def loss_and_gain(chances: Any) -> Floats:
    """Return what a betrayal takes, a kindness gives, and their ratio, plain and in logits.

    ``chances`` of cooperating, in the order of ``CONDITIONS``. Ratios to nothing are NaN.
    """
    p = np.clip(np.asarray(chances, float), 1e-6, 1 - 1e-6)
    logit = np.log(p / (1.0 - p))
    loss, gain = p[KEPT] - p[BETRAYED], p[KINDNESS] - p[BAD_FAITH]
    fall, rise = logit[KEPT] - logit[BETRAYED], logit[KINDNESS] - logit[BAD_FAITH]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.array([loss / gain, fall / rise])
    return np.array([loss, gain, *np.where(np.isfinite(ratios), ratios, np.nan)])
