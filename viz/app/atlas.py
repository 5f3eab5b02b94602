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
from viz.app.errand import Errand
from viz.app.survey import (
    DAYS,
    LEVELS,
    PEOPLE,
    REPLICATES,
    SECONDS,
    Look,
    Survey,
    Wish,
    count_runs,
    experiment_of,
    usual_scenario,
    wish_of,
)
from viz.app.survey_view import first_look, run_path, survey_view
from viz.app.swept import open_survey, results_folder, sweeps_in
from viz.figures import words


class Atlas:
    """What one visitor has open at the map."""

    def __init__(self, results: Path | None = None) -> None:
        self.results = results or results_folder()
        self.wish = Wish()
        self.errand: Errand | None = None
        self.survey: Survey | None = None
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
        wish = wish_of(given)
        scenario = usual_scenario(wish)
        names = [brand.name for brand in scenario.brands]
        if wish.brand not in names:
            wish = replace(wish, brand=names[0])
        known = {one["key"]: one for group in factor_menu(wish) for one in group["items"]}
        axes = {}
        for name, spare in (("across", 0), ("up", -1)):
            axis = getattr(wish, name)
            if axis.key not in known:
                one = list(known.values())[spare]
                axes[name] = replace(axis, key=one["key"], low=one["from"], high=one["to"])
        self.wish = replace(wish, **axes)

    def run(self, given: Mapping[str, Any]) -> None:
        """Let a map be made."""

        def act() -> None:
            self.wish = wish_of(given)
            experiment = experiment_of(self.wish)
            self.cancel()
            self.errand = Errand(experiment).begin()
            weakref.finalize(self, self.errand.cancel)  # nobody is left to look at it
            self.survey = self.errand.survey()
            self.look = first_look(self.survey)

        self.trying(act)

    def cancel(self) -> None:
        """Stop the runs; what is there stays to be looked at."""
        if self.errand is not None:
            self.errand.cancel()
            self.survey = self.errand.survey()
            self.errand = None

    def poll(self) -> None:
        """Look how far the runs are."""
        self.polls += 1
        errand = self.errand
        if errand is None:
            return
        ended = errand.ended.is_set()
        self.survey = errand.survey()
        if ended:
            self.problem, self.errand = errand.error, None

    def open(self, name: str) -> None:
        """Open results made on the command line."""

        def act() -> None:
            found = open_survey(self.results, name)
            self.cancel()
            self.survey, self.look = found, first_look(found)

        self.trying(act)

    def close(self) -> None:
        """Go back to the form."""
        self.cancel()
        self.survey = self.look = None

    def see(self, given: Mapping[str, Any]) -> None:
        """Look at something else of the map."""
        if self.survey is None or self.look is None:
            return
        known = {one.name for one in fields(Look)}
        look = replace(self.look, **{k: v for k, v in given.items() if k in known})
        if _fits(look, self.survey):
            self.look = look

    def path(self, place: int, arm: int | None = None) -> str:
        """Return the address of the run behind a cell; empty, and said, if there is none."""
        found: list[str] = []
        if self.survey is not None and self.look is not None:
            survey, look = self.survey, self.look
            self.trying(lambda: found.append(run_path(survey, look, place, arm)))
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
        errand = self.errand
        return {
            "problem": self.problem,
            "polls": self.polls,
            "echo": self.echo,
            "running": {"done": errand.done, "of": errand.of} if errand else None,
            "wish": asdict(self.wish) | {"arms": [*self.wish.arms, ""][:2]},
            "cost": cost_text(self.wish),
            "groups": factor_menu(self.wish),
            "results": sweeps_in(self.results),
            "survey": survey_view(self.survey, self.look) if self.survey and self.look else None,
        }


def _fits(look: Look, survey: Survey) -> bool:
    """Tell whether a look, which comes from a browser, is one at this map."""
    outcomes, names = survey.cube.values, [*survey.cube.levels, ""]
    arms = range(len(survey.facts.arms))
    whole = isinstance(look.arm, int) and look.arm in arms
    texts = look.outcome in outcomes and look.other in outcomes
    apart = look.across != look.up and look.across != ""
    return whole and texts and look.across in names and look.up in names and apart


def cost_text(wish: Wish) -> str:
    """Return how much a wish asks to be run, in words; empty for one that cannot be run."""
    try:
        experiment = experiment_of(wish)
    except InputError:
        return ""
    runs = count_runs(experiment)
    seconds = runs * wish.people * wish.days * len(experiment.base.brands) * SECONDS
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


def factor_menu(wish: Wish) -> list[dict[str, Any]]:
    """Return what may be varied: the brand's means, its strategy's options, the world's numbers."""
    scenario = usual_scenario(wish)
    names = [brand.name for brand in scenario.brands]
    brand = scenario.brand(wish.brand if wish.brand in names else names[0])
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
    same = len(wish.arms) < 2
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
