"""One visitor at the map: what they ask, what runs for them, what they look at."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, MODULES, PARAMETERS
from model.strategies import STRATEGIES
from viz.app.choices import scenario_choices, strategy_choices
from viz.app.controls import item
from viz.app.map_question import (
    DAYS,
    LEVELS,
    PEOPLE,
    REPLICATES,
    SECONDS,
    MapQuestion,
    count_runs,
    experiment_of,
    question_of,
    usual_scenario,
)
from viz.app.map_results import Look, MapResults
from viz.app.map_runs import MapRuns
from viz.app.map_view import first_look, map_view, run_path
from viz.app.sweep_folder import open_map, results_folder, sweeps_in
from viz.figures import words


class MapVisit:
    """What one visitor has open at the map."""

    def __init__(self, results: Path | None = None) -> None:
        self.results = results or results_folder()
        self.question = MapQuestion()
        self.map_runs: MapRuns | None = None
        self.mapped: MapResults | None = None
        self.look: Look | None = None
        self.problem = ""
        self.polls = 0
        self.echo = 0
        """Number of the form's change that was answered last."""

    def choose(self, given: Mapping[str, Any]) -> None:
        """Take what the form says now, so that its menus fit it; ``n`` counts its changes."""
        self.echo = given.get("n", 0)
        self.trying(lambda: self._choose(given))

    def _choose(self, given: Mapping[str, Any]) -> None:
        question = question_of(given)
        scenario = usual_scenario(question)
        names = [brand.name for brand in scenario.brands]
        if question.brand not in names:
            question = replace(question, brand=names[0])
        known = {one["key"]: one for group in factor_menu(question) for one in group["items"]}
        axes = {}
        for name, spare in (("across", 0), ("up", -1)):
            axis = getattr(question, name)
            if axis.key not in known:
                one = list(known.values())[spare]
                axes[name] = replace(axis, key=one["key"], low=one["from"], high=one["to"])
        self.question = replace(question, **axes)

    def run(self, given: Mapping[str, Any]) -> None:
        """Let a map be made."""

        def act() -> None:
            self.question = question_of(given)
            experiment = experiment_of(self.question)
            self.cancel()
            self.map_runs = MapRuns(experiment).begin()
            weakref.finalize(self, self.map_runs.cancel)  # nobody is left to look at it
            self.mapped = self.map_runs.so_far()
            self.look = first_look(self.mapped)

        self.trying(act)

    def cancel(self) -> None:
        """Stop the runs; what is there stays to be looked at."""
        if self.map_runs is not None:
            self.map_runs.cancel()
            self.mapped = self.map_runs.so_far()
            self.map_runs = None

    def poll(self) -> None:
        """Look how far the runs are."""
        self.polls += 1
        map_runs = self.map_runs
        if map_runs is None:
            return
        ended = map_runs.ended.is_set()
        self.mapped = map_runs.so_far()
        if ended:
            self.problem, self.map_runs = map_runs.error, None

    def open(self, name: str) -> None:
        """Open results made on the command line."""

        def act() -> None:
            found = open_map(self.results, name)
            self.cancel()
            self.mapped, self.look = found, first_look(found)

        self.trying(act)

    def close(self) -> None:
        """Go back to the form."""
        self.cancel()
        self.mapped = self.look = None

    def see(self, given: Mapping[str, Any]) -> None:
        """Look at something else of the map."""
        if self.mapped is None or self.look is None:
            return
        known = {one.name for one in fields(Look)}
        look = replace(self.look, **{k: v for k, v in given.items() if k in known})
        if _fits(look, self.mapped):
            self.look = look

    def path(self, place: int, arm: int | None = None) -> str:
        """Return the address of the run behind a cell; empty, and said, if there is none."""
        found: list[str] = []
        if self.mapped is not None and self.look is not None:
            mapped, look = self.mapped, self.look
            self.trying(lambda: found.append(run_path(mapped, look, place, arm)))
        return found[0] if found else ""

    def trying(self, action: Any) -> None:
        """Do something that a wrong value may refuse; then say so, and nothing else changes."""
        self.problem = ""
        try:
            action()
        except InputError as error:
            self.problem = error.message

    def view(self) -> dict[str, Any]:
        """Return what the page shows."""
        map_runs = self.map_runs
        return {
            "problem": self.problem,
            "polls": self.polls,
            "echo": self.echo,
            "running": {"done": map_runs.done, "of": map_runs.of} if map_runs else None,
            "question": asdict(self.question) | {"arms": [*self.question.arms, ""][:2]},
            "cost": cost_text(self.question),
            "groups": factor_menu(self.question),
            "results": sweeps_in(self.results),
            "map": map_view(self.mapped, self.look) if self.mapped and self.look else None,
        }


def _fits(look: Look, mapped: MapResults) -> bool:
    """Tell whether a look, which comes from a browser, is one at this map."""
    outcomes, names = mapped.cube.values, [*mapped.cube.levels, ""]
    arms = range(len(mapped.facts.arms))
    whole = isinstance(look.arm, int) and look.arm in arms
    texts = look.outcome in outcomes and look.other in outcomes
    apart = look.across != look.up and look.across != ""
    return whole and texts and look.across in names and look.up in names and apart


def cost_text(question: MapQuestion) -> str:
    """Return how much a question asks to be run, in words; empty for one that cannot be run."""
    try:
        experiment = experiment_of(question)
    except InputError:
        return ""
    runs = count_runs(experiment)
    seconds = runs * question.people * question.days * len(experiment.base.brands) * SECONDS
    return f"{words.plural(runs, 'run')}, about {max(seconds, 1):.0f} seconds on a free machine"


def menus() -> dict[str, Any]:
    """Return what the form offers whatever is chosen."""
    return {
        "scenarios": scenario_choices(),
        "strategies": strategy_choices(),
        "people": list(PEOPLE),
        "days": list(DAYS),
        "replicates": list(REPLICATES),
        "levels": list(range(LEVELS[0], LEVELS[1] + 1)),
    }


def factor_menu(question: MapQuestion) -> list[dict[str, Any]]:
    """Return what may be varied: the brand's means, its strategy's options, the world's numbers."""
    scenario = usual_scenario(question)
    names = [brand.name for brand in scenario.brands]
    brand = scenario.brand(question.brand if question.brand in names else names[0])
    path = f"brands.{brand.name}"
    levers = [
        item(f"{path}.{key}", p, brand.values[key], brand.values[key], starts=False)
        for key, p in BRAND_PARAMETERS.items()
        if p.role == "lever"
    ]
    options = [
        item(f"{path}.options.{key}", p, brand.options[key], brand.options[key], starts=False)
        for key, p in STRATEGIES[brand.strategy].options().items()
    ]
    same = len(question.arms) < 2
    groups = [(f"What {brand.label} has", levers)]
    groups += [(f"How it goes: {words.spoken(brand.strategy)}", options)] if same else []
    for module in MODULES:
        about = (module.__doc__ or "").strip().splitlines()[0].partition(":")[0].rstrip(".")
        world = [
            item(p.name, p, scenario.values[p.name], scenario.values[p.name], starts=False)
            for p in module.PARAMETERS
            if p.name in PARAMETERS and p.role == "uncertainty"
        ]
        groups.append((about, world))
    kept = ("key", "label", "unit", "from", "to", "low", "high", "whole", "value")
    return [
        {"label": label, "items": [
            {k: one[k] for k in kept} | {"from": max(one["from"], one["low"])}
            for one in items if one["kind"] == "number"
        ]}
        for label, items in groups
        if any(one["kind"] == "number" for one in items)
    ]  # fmt: skip
