"""Which pictures a sweep gets: chosen from the shape of its experiment, drawn from its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from experiments.analysis import horizons, paths, surfaces, swings, winners
from experiments.analysis.cube import Cube
from viz.figures import words
from viz.figures.sweep import (
    bands,
    convergence,
    correlations,
    dots,
    heat_map,
    horizon,
    scatter,
    telling,
    tornado,
    win_map,
)
from viz.figures.sweep import paths as path_figure
from viz.figures.sweep.facts import level_text
from viz.reports.sweep_results import Drawing, SweepResults

MOST_DOTS = 6
LEAST_FOR_CONVERGENCE = 5
"""Replicates from which it is shown how a difference settles."""


def drawings(sweep: SweepResults) -> list[Drawing]:
    """Return the default pictures of a sweep; none where no run has a value."""
    return list(_drawings(sweep)) if sweep.outcomes else []


def _drawings(sweep: SweepResults) -> Iterator[Drawing]:
    if sweep.several and horizons.families([o for o in sweep.plain if o["name"] in sweep.outcomes]):
        yield _horizon(sweep)
    varying = sweep.varying()
    if sweep.facts.design == "one_at_a_time" and varying:
        yield from (_tornado(sweep, outcome) for outcome in sweep.outcomes[:2])
    elif sweep.is_sampled() and varying:
        yield from _sample(sweep, varying)
    elif not varying:
        yield from _arms(sweep)
    elif len(varying) == 1:
        yield from _one_factor(sweep, varying[0])
    else:
        yield from _field(sweep, varying)
    if sweep.series is not None and len(sweep.series["day"]):
        yield _paths(sweep)
        if 1 < len(sweep.cube.points) <= path_figure.MOST:
            yield _paths_by_point(sweep)
    replicates = next(iter(sweep.cube.values.values())).shape[2]
    if sweep.several and replicates >= LEAST_FOR_CONVERGENCE:
        yield _convergence(sweep)


def _better(sweep: SweepResults, outcome: str) -> bool:
    return sweep.facts.measured(outcome).higher_is_better


def _horizon(sweep: SweepResults) -> Drawing:
    table = horizons.horizons(
        sweep.cube, [given for given in sweep.plain if given["name"] in sweep.outcomes]
    )
    headline = horizon.finding(table, sweep.facts)
    draw = partial(horizon.horizon, table, sweep.facts, headline)
    text = horizon.alternative(table, sweep.facts, headline)
    return Drawing("horizon", draw, headline, text, horizon.CAPTION)


def _tornado(sweep: SweepResults, outcome: str) -> Drawing:
    levels = {factor.name: factor.levels for factor in sweep.facts.factors}
    table, facts = swings.swings(sweep.cube, outcome, levels), sweep.facts
    headline = tornado.finding(table, facts, outcome)
    draw = partial(tornado.tornado, table, facts, outcome, headline)
    text = tornado.alternative(table, facts, outcome, headline)
    return Drawing(f"tornado_{_file(sweep, outcome)}", draw, headline, text, tornado.CAPTION)


def _file(sweep: SweepResults, name: str) -> str:
    """Return a part of a file's name for an outcome or a factor: its number."""
    known = [*sweep.cube.values, *sweep.cube.levels]
    plain = "".join(c for c in name if c.isascii() and (c.isalnum() or c == "_"))
    return plain if plain == name else f"{plain}_{known.index(name)}"


def _sample(sweep: SweepResults, varying: Sequence[str]) -> Iterator[Drawing]:
    facts, cube = sweep.facts, sweep.cube
    numeric = [name for name in varying if facts.factor(name).numeric]
    for outcome in sweep.outcomes[:2] if numeric else ():
        table = swings.rank_correlations(cube, outcome, numeric)
        headline = correlations.finding(table, facts, outcome)
        draw = partial(correlations.correlations, table, facts, outcome, headline)
        text = correlations.alternative(table, facts, outcome, headline)
        name = f"correlations_{_file(sweep, outcome)}"
        yield Drawing(name, draw, headline, text, correlations.CAPTION)
    if numeric:
        outcome = sweep.outcomes[0]
        table = surfaces.surface(cube, [outcome])
        strong = scatter.strongest(swings.rank_correlations(cube, outcome, numeric), numeric)
        headline = scatter.finding(table, facts, outcome, strong)
        draw = partial(scatter.scatter, table, facts, outcome, strong, headline)
        text = scatter.alternative(table, facts, outcome, strong, headline)
        yield Drawing("scatter", draw, headline, text, scatter.CAPTION)
    for name in [name for name in varying if name not in numeric][:2]:
        yield _levels(sweep, name)


def _arms(sweep: SweepResults) -> Iterator[Drawing]:
    facts, shown = sweep.facts, sweep.outcomes[:MOST_DOTS]
    table = surfaces.surface(sweep.cube)
    headline = dots.finding(table, facts, "", shown[0])
    if not sweep.several:
        headline = f"{facts.measured(shown[0]).title} of {facts.brand}"
    draw = partial(dots.dots, table, facts, "", shown, headline)
    text = dots.alternative(table, facts, "", shown, headline)
    yield Drawing("outcomes", draw, headline, text, dots.CAPTION)
    if sweep.several:
        changed = surfaces.change_surface(sweep.cube)
        headline = dots.change_finding(changed, facts, shown[0])
        draw = partial(dots.dots, changed, facts, "", shown, headline, change=True)
        text = dots.alternative(changed, facts, "", shown, headline)
        yield Drawing("changes", draw, headline, text, dots.CHANGE_CAPTION)


def _levels(sweep: SweepResults, factor: str) -> Drawing:
    """Return dots by level of one factor, the others pooled."""
    table, facts = surfaces.by_level(sweep.cube, factor), sweep.facts
    shown = sweep.outcomes[:3]
    headline = dots.finding(table, facts, factor, shown[0])
    draw = partial(dots.dots, table, facts, factor, shown, headline)
    text = dots.alternative(table, facts, factor, shown, headline)
    return Drawing(f"levels_{_file(sweep, factor)}", draw, headline, text, dots.CAPTION)


def _one_factor(sweep: SweepResults, factor: str) -> Iterator[Drawing]:
    facts, shown = sweep.facts, sweep.outcomes[:3]
    if not facts.factor(factor).numeric:
        yield _levels(sweep, factor)
        return
    cube = sweep.cube.onto([factor])
    table = surfaces.surface(cube, shown)
    best = winners.winners(cube, shown[0], _better(sweep, shown[0])) if sweep.several else None
    headline = bands.finding(table, facts, factor, shown[0], best)
    draw = partial(bands.bands, table, facts, factor, shown, headline)
    text = bands.alternative(table, facts, factor, shown, headline)
    yield Drawing(f"over_{_file(sweep, factor)}", draw, headline, text, bands.CAPTION)
    if sweep.several:
        changed = surfaces.change_surface(cube, shown)
        headline = bands.change_finding(changed, facts, factor, shown[0])
        draw = partial(bands.bands, changed, facts, factor, shown, headline, change=True)
        text = bands.alternative(changed, facts, factor, shown, headline)
        yield Drawing("changes", draw, headline, text, bands.CHANGE_CAPTION)


def _field(sweep: SweepResults, varying: Sequence[str]) -> Iterator[Drawing]:
    """Yield fields over two factors, and lines or dots over each of the rest."""
    facts, first = sweep.facts, sweep.outcomes[0]
    up, across = varying[:2]
    cube = sweep.cube.onto([across, up])
    if sweep.several:
        yield _win_map(sweep, cube, across, up)
    for outcome in sweep.outcomes[: 1 if sweep.several else 2]:
        table = surfaces.surface(cube, [outcome])
        headline = heat_map.finding(table, facts, across, up, outcome)
        draw = partial(heat_map.heat_map, table, facts, across, up, outcome, headline)
        text = heat_map.alternative(table, facts, across, up, outcome, headline)
        yield Drawing(f"field_{_file(sweep, outcome)}", draw, headline, text, heat_map.CAPTION)
    if sweep.several:
        table = surfaces.change_surface(cube, [first])
        headline = heat_map.change_finding(table, facts, across, up, first)
        draw = partial(heat_map.heat_map, table, facts, across, up, first, headline, change=True)
        text = heat_map.alternative(table, facts, across, up, first, headline)
        yield Drawing("changes", draw, headline, text, heat_map.CAPTION)
    for name in varying[2:5]:
        yield next(_one_factor(sweep, name))


def _win_map(sweep: SweepResults, cube: Cube, across: str, up: str) -> Drawing:
    facts, shown = sweep.facts, sweep.outcomes[:3]
    found = {name: winners.winners(cube, name, _better(sweep, name)) for name in shown}
    told = next((n for n in shown if telling.is_contested(found[n])), shown[0])
    headline = telling.who_wins(found[told], facts, told, (across, up))
    draw = partial(win_map.win_map, found, facts, across, up, headline)
    text = win_map.alternative(found, facts, headline)
    return Drawing("win_map", draw, headline, text, win_map.CAPTION)


def _columns(sweep: SweepResults) -> list[str]:
    """Return the paths that were kept."""
    keys = ("point", "arm", "replicate", "day", "brand", "run_id")
    return [name for name in sweep.series or {} if name not in keys]


def _paths(sweep: SweepResults) -> Drawing:
    facts, columns = sweep.facts, _columns(sweep)
    assert sweep.series is not None
    table = paths.paths(sweep.series, columns, facts.arms)
    headline = path_figure.finding(table, facts, columns[0])
    draw = partial(path_figure.paths, table, facts, columns, headline)
    text = path_figure.alternative(table, facts, columns, headline)
    return Drawing("paths", draw, headline, text, path_figure.CAPTION)


def _paths_by_point(sweep: SweepResults) -> Drawing:
    """Return the first path of each point, one panel a point."""
    series, column = sweep.series, _columns(sweep)[0]
    assert series is not None
    parts, outcomes = [], {}
    for place, point in enumerate(sweep.cube.points):
        name = f"{column}_{point}"
        table = paths.paths(series, [column], sweep.facts.arms, int(point))
        parts.append({**table, "outcome": np.full(len(table["day"]), name, dtype=object)})
        outcomes[name] = sweep.facts.measured(column).named(_label(sweep, place))
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    facts = replace(sweep.facts, outcomes=outcomes)
    by = words.listed([facts.factor(name).noun for name in sweep.varying()])
    headline = path_figure.range_finding(joined, facts, sweep.facts.measured(column), by)
    draw = partial(path_figure.paths, joined, facts, list(outcomes), headline, alike=True)
    text = path_figure.alternative(joined, facts, list(outcomes), headline)
    return Drawing("paths_by_point", draw, headline, text, path_figure.CAPTION)


def _label(sweep: SweepResults, place: int) -> str:
    """Return a point's levels of the factors that vary."""
    parts = [
        f"{sweep.facts.factor(name).noun} {level_text(sweep.cube.levels[name][place])}"
        for name in sweep.varying()
    ]
    return ", ".join(parts)


def _convergence(sweep: SweepResults) -> Drawing:
    facts, outcome = sweep.facts, sweep.outcomes[0]
    table = surfaces.running_difference(sweep.cube, outcome)
    headline = convergence.finding(table, facts, outcome)
    draw = partial(convergence.convergence, table, facts, outcome, headline)
    text = convergence.alternative(table, facts, outcome, headline)
    return Drawing("convergence", draw, headline, text, convergence.CAPTION)
