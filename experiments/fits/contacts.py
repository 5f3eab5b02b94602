"""Adoption with nominated contacts: the data, and what is measured in them.

Exposure is the share of the people somebody named who adopted in an earlier period. Its effect
is the coefficient of a logit of adopting, with an effect of its own for every period, so that
whatever moves everybody at once (advertising, a drug's launch) does not count as contagion.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from experiments.fits.data import counted
from experiments.fits.result import NAN, Estimated, Floats
from model.errors import InputError
from model.network.graph import Graph, from_edges
from model.tabular.records import Column, read_records

FEWEST = 10
"""People, below whom nothing can be said."""
MOST_PERIODS = 10_000
"""Periods of a study, at most."""


class Diffusion(NamedTuple):
    """People, whom they named, and when they adopted."""

    named: Any
    """Sparse [person, person]: 1 where the row's person named the column's."""
    adopted: Any
    """[person] period of adoption, counted from 1; 0 for those who had not by the end."""
    periods: int
    notices: tuple[str, ...] = ()
    """What was guessed about their file, and who of those named is not in it."""

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.adopted)

    def graph(self) -> Graph:
        """Return the contacts as a graph: named either way."""
        ends = self.named.tocoo()
        return from_edges(ends.coords[0], ends.coords[1], self.people)


def read_diffusion(path: Path, place: str) -> Diffusion:
    """Return a data set of the package netdiffuseR; ``place`` is the column of the town.

    The last period stands for those who had not adopted by the end of the study.
    """
    columns = [
        Column(place, "a number of the town", also=("town", "place", "village", "city")),
        Column("id", "a number of the person", also=("person", "person_id")),
        counted("toa", "adopted", "time_of_adoption", "period", least=1, most=MOST_PERIODS),
        Column("net…", "the id of somebody named, or nothing", optional=True),
    ]
    found = read_records(path, columns)
    table = found.columns
    if not any(name.startswith("net") for name in table):
        raise InputError("nobody is named in this file", file=path, key="net…",
                         allowed="columns net1, net2 … with the ids of those named")  # fmt: skip
    people = list(zip(table[place], table["id"], strict=True))
    number: dict[Any, int] = {}
    for row, person in enumerate(people):
        if number.setdefault(person, row) != row:
            found.refuse("id", row, "this person is listed twice", "one row a person and town")
    if len(number) < FEWEST:
        raise InputError(f"people: {len(number)}", file=path, allowed=f"at least {FEWEST}")
    named = [
        (person, number.get((town, other)))
        for name in table
        if name.startswith("net")
        for person, (town, other) in enumerate(zip(table[place], table[name], strict=True))
        if other == other
    ]
    ends = [(person, other) for person, other in named if other not in (None, person)]
    toa = table["toa"].astype(int)
    periods = int(toa.max()) - 1
    if periods < 2:
        raise InputError(
            "fewer than two periods", file=path, key="toa",
            allowed="periods 1, 2, 3 …, the last for those who had not adopted by the end",
        )  # fmt: skip
    made = make_diffusion(np.array(ends), np.where(toa > periods, 0, toa), periods)
    return made._replace(notices=(*found.notices, *_left_out(path, named)))


def _left_out(path: Path, named: Sequence[tuple[int, int | None]]) -> list[str]:
    """Return how many namings say nothing about contacts within the file, and why."""
    strangers = sum(other is None for _, other in named)
    selves = sum(other == person for person, other in named)
    counts = {"who is not in the file": strangers, "who named them": selves}
    return [
        f"{path}: namings of somebody {whom} left out: {count:,}"
        for whom, count in counts.items()
        if count
    ]


def make_diffusion(ends: Any, adopted: Any, periods: int) -> Diffusion:
    """Return a data set from who named whom [naming, 2], and when people adopted."""
    people = len(adopted)
    once = np.unique(np.asarray(ends, np.int64).reshape(-1, 2), axis=0)
    shape = (people, people)
    named = sparse.coo_array((np.ones(len(once)), (once[:, 0], once[:, 1])), shape=shape)
    return Diffusion(named.tocsr(), np.asarray(adopted, np.int64), periods)


def curve(adopted: Any, periods: int) -> Floats:
    """Return the share of people who had adopted by the end of each period."""
    counted = np.bincount(adopted, minlength=periods + 1)[1 : periods + 1]
    return np.asarray(np.cumsum(counted) / len(adopted), float)


def exposure_effect(data: Diffusion, adopted: Any) -> Estimated:
    """Return the coefficient of exposure with its interval of 95 %; NaN if it has none."""
    named = np.maximum(np.asarray(data.named.sum(axis=1)).ravel(), 1)
    exposure, act, period = [], [], []
    for t in range(1, data.periods + 1):
        at_risk = (adopted == 0) | (adopted >= t)
        acts = adopted[at_risk] == t
        if acts.all() or not acts.any():
            continue  # a period in which all or nobody adopts says nothing beside its own effect
        earlier = ((adopted > 0) & (adopted < t)).astype(float)
        exposure.append((data.named @ earlier / named)[at_risk])
        act.append(acts)
        period.append(np.full(len(acts), len(act) - 1))
    if not act:
        return Estimated(NAN)
    return logit(*(np.concatenate(part) for part in (exposure, act, period)))


def logit(x: Floats, y: Any, group: Any) -> Estimated:
    """Return the slope of a logit with an intercept for each group, by Newton's method."""
    if not np.ptp(x):
        return Estimated(NAN)
    groups = int(group.max()) + 1
    start = np.bincount(group, y, groups) / np.bincount(group, minlength=groups)
    slope, level = 0.0, np.log(start / (1.0 - start))
    error = NAN
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-(slope * x + level[group])))
        weight, miss = chance * (1.0 - chance), y - chance
        within = np.bincount(group, weight, groups)
        mean = np.bincount(group, weight * x, groups) / within
        apart = x - mean[group]
        information = float((weight * apart**2).sum())
        if not information > 1e-9:
            return Estimated(NAN)
        step = float((miss * apart).sum()) / information
        rise = np.bincount(group, miss, groups) / within - step * mean
        slope, level = slope + float(np.clip(step, -2, 2)), level + np.clip(rise, -2, 2)
        error = information**-0.5
        if abs(step) < 1e-9 and np.abs(rise).max() < 1e-7:
            break
    return Estimated(slope, slope - 1.96 * error, slope + 1.96 * error)
