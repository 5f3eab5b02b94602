"""The model: people, brands, and the days that pass. A ``mesa.Model``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from model import observables
from model.books import day_cost
from model.brand import Brand
from model.build import make_keep, make_rules, make_world, scenario_rules
from model.collector import SeriesCollector
from model.engines import make_engine
from model.errors import InputError
from model.history import History
from model.keywords import mesa_values, scenario_of
from model.ledger import Ledger
from model.network import build_network
from model.network.given import graph_of
from model.network.graph import Graph, count_people
from model.observing import Cohorts
from model.people import People
from model.randomness import brand_key
from model.rules.trust import prior_trust, trust
from model.scenario import Scenario
from model.scenario.later import LAST_DAY
from model.space import make_space
from model.standing import trust_levels
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER, Records


class BrandAudienceModel(mesa.Model):
    """Brands that push, schedule or converse, and the people who take it as they do.

    ``base`` is a scenario, its path, the name of a shipped one, or a dict like its file;
    keywords change its values by dotted name (``**{"people.count": 200}``). ``seed`` (or
    ``rng``, a whole number) replaces the scenario's own; None, as everywhere in Mesa, asks
    for a new one.
    ``engine`` is "compiled" or "plain"; ``graph`` a social graph of one's own, a graph of
    networkx or the path of a file; ``watch`` the people whose every change of trust is
    recorded. ``scenario`` is what Mesa 3.5 calls so, a holder of keywords. Raises ``InputError``
    for anything that is not allowed.
    """

    def __init__(
        self,
        base: Scenario | Mapping[str, Any] | str | Path = "three_strategies",
        *,
        engine: str = "compiled",
        threads: int | None = None,
        graph: Any = None,
        watch: Sequence[int] = (),
        scenario: Any = None,
        **kwargs: Any,  # Mesa 3.3 takes further keywords only under this name
    ) -> None:
        graph = graph_of(graph)
        self.base = scenario_of(base, mesa_values(scenario) | kwargs, graph)
        self.run_seed = self.base.seed
        super().__init__(rng=self.run_seed)
        self._agents_made = 0
        self.scenario_values = self.base.values
        self.rules = scenario_rules(self.base)
        self.graph = graph if graph is not None else _own_graph(self.base, self.run_seed)
        self._specs = sorted(self.base.brands, key=lambda spec: spec.name)
        people = count_people(self.graph)
        watched = _checked_watch(watch, people)
        self.engine = make_engine(engine, self, people, threads)
        self.world = make_world(
            self.base,
            self.rules,
            self._specs,
            self.graph,
            self.run_seed,
            watched,
            self.engine.tasks,
        )
        self.history = History(self.world, min(self.base.days, 4000))
        self.brands = tuple(
            Brand(self, spec, place, brand_key(spec.name)) for place, spec in enumerate(self._specs)
        )
        self.engine.settle(self)
        self.ledger = Ledger(self, watched)
        self.cohorts = _cohorts(self.world.pairs, people)
        self._strategies: list[tuple[str, ...]] = []
        self._of_the_world = self._agents_made
        """How many agents are brands and people; whoever joins later has a higher number."""
        self.datacollector = SeriesCollector(self)
        self.running = True

    @property
    def day(self) -> int:
        """Days that have passed."""
        return self.history.days

    @property
    def pairs(self) -> Records:
        """The relationships: ``pairs.good`` and so on, [person, brand], to be read and written."""
        return self.world.pairs

    @cached_property
    def people(self) -> People:
        """The people: ``people[i]`` reads like an agent; ``people.suspicion`` is an array."""
        return People(self)

    @cached_property
    def grid(self) -> Any:
        """The social graph as a Mesa space, a person a cell; made when it is first asked for."""
        return make_space(self)

    def trust(self) -> Any:
        """Return trust as it stands, float64 [person, brand]."""
        return trust_levels(self.world.pairs, self.world.people.suspicion, self.rules)

    def trust_between(self, person: int, brand: int) -> float:
        """Return the trust of one person in one brand as it stands."""
        pair = self.world.pairs[person, brand]
        prior = prior_trust(float(self.world.people.suspicion[person]), self.rules)
        return float(trust(float(pair.good), float(pair.bad), float(pair.broken), prior))

    def brand(self, name: str) -> Brand:
        """Return the brand of that name."""
        self.base.brand(name)
        return next(brand for brand in self.brands if brand.name == name)

    def step(self) -> None:
        """Let one day pass.

        1. plan: each strategy looks at its brand's view and returns a plan;
        2. feed: who is online, what is visible, what is noticed;
        3. appraisal: what was in it for the reader;
        4. conversation: people write, desks answer, silence is noticed;
        5. talk: events are told, posts passed on; heard tomorrow;
        6. ties: people follow and leave;
        7. market: needs, choice, purchase, experience;
        8. time: what fades, fades;
        9. books: costs, revenue, and the day's observables.

        Steps 2 to 8 are the engine's.
        """
        day = self.day
        _check_last_day(day + 1)
        if day in self.base.changes:
            self._put_in_force(self.base.on_day(day))
        self._strategies.append(tuple(brand.strategy_name for brand in self.brands))
        self.ledger.open_day()
        plans = [brand.plan() for brand in self.brands]
        for brand, plan in zip(self.brands, plans, strict=True):
            price = float(brand.spec.values["price"])
            brand.orders.write(day, plan, price, brand.luck.pulls(day))
        ads = math.fsum(plan.ad_reach for plan in plans if plan.ad is not None)
        self.engine.live(self.world, day, ads)
        self.ledger.close_day(day)
        self._close_books(day, plans, self.history.close_day())
        if self.day >= self.base.days:
            self.running = False

    def change(self, values: Mapping[str, Any]) -> None:
        """Change levers, strategies or rules from the coming day on, by dotted key.

        ``base`` keeps what was changed and when, so that it still repeats the run:
        ``model.change({"brands.megaphone.price": 8.0, "talk.rate": 0.2})``. Raises
        ``InputError`` for what is not allowed, or only shapes the start.
        """
        day = self.day
        self.base = self.base.with_values(
            {f"changes.{day}.{key}": value for key, value in values.items()}
        )
        self._put_in_force(self.base.on_day(day))

    def _put_in_force(self, now: Scenario) -> None:
        """Let the values of a scenario hold from here on."""
        self.scenario_values = now.values
        self.rules = scenario_rules(now)
        self.world.rules[:] = make_rules(self.rules)
        self.world.keep[:] = make_keep(self.rules)
        for brand in self.brands:
            brand.adopt(now.brand(brand.name))

    def register_agent(self, agent: mesa.Agent) -> None:
        """Take an agent in and number it."""
        super().register_agent(agent)
        # Mesa 3.3 numbers agents in a table that would keep every model alive for ever.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        self._agents_made += 1
        agent.unique_id = self._agents_made

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Let an agent go that has joined; a brand or a person is an InputError."""
        if agent.unique_id > self._of_the_world:
            super().deregister_agent(agent)
            return
        raise InputError(
            "brands and people cannot be removed one by one: what they are to one another stands"
            " in arrays by their numbers",
            key="remove", value=str(agent),
            allowed="a scenario or graph without them; or let a brand fall silent,"
            ' model.change({"brands.NAME.strategy": "silent"}), and a person stay away,'
            " model.people[0].sessions = 0",
        )  # fmt: skip

    def remove_all_agents(self) -> None:
        """Let all agents go: the end of the model, which frees its memory."""
        for agent in list(self.agents):
            super().deregister_agent(agent)

    def __reduce__(self) -> Any:
        raise TypeError(
            "a model can be neither copied nor pickled: its parts share memory; "
            "make it anew from model.base and let the same days pass"
        )

    def _close_books(self, day: int, plans: list[Any], rows: list[list[int]]) -> None:
        """Step 9: money, and what the brands' public records show tomorrow."""
        costs = []
        for brand, plan, row in zip(self.brands, plans, rows, strict=True):
            brand.yesterday = row
            costs.append(day_cost(plan, row, brand.spec.values, self.rules))
            brand.public.add(row)
        self.history.set_cost(day, costs)

    def run(self, days: int | None = None, progress: Callable[[int], None] | None = None) -> None:
        """Let ``days`` days pass (the scenario's, if not given); ``progress`` hears of each."""
        days = self.base.days if days is None else days
        _check_last_day(self.day + days)
        self.history.reserve(self.day + days)
        for _ in range(days):
            self.step()
            if progress is not None:
                progress(self.day)

    def series(self) -> observables.Table:
        """Return one row a day and brand; see ``model.observables.COLUMNS``."""
        places = {brand.name: brand.place for brand in self.brands}
        order = [places[spec.name] for spec in self.base.brands]
        names = [brand.name for brand in self.brands]
        strategies = np.empty((self.day, len(names)), dtype=object)
        if self._strategies:
            strategies[:] = self._strategies
        return observables.series(self.history, self.cohorts, names, strategies, order)

    def observe(self, name: str, place: int) -> Any:
        """Return one observable of one brand on the last day."""
        column = observables.BY_NAME.get(name)
        if column is None:
            raise AttributeError(f"no observable is called {name!r}")
        if self.day == 0:
            return float("nan")
        return np.asarray(column.compute(self.history, self.cohorts))[-1, place].item()


def _own_graph(scenario: Scenario, seed: int) -> Graph:
    return build_network(scenario.values, int(scenario.values["people.count"]), seed)


def _check_last_day(days: int) -> None:
    """Refuse more days than the columns of days hold."""
    if days > LAST_DAY:
        raise InputError("too many", key="days", value=days, allowed=f"at most {LAST_DAY} in all")


def _checked_watch(watch: Sequence[int], people: int) -> list[int]:
    for person in watch:
        if not 0 <= person < people:
            raise InputError(
                "no such person", key="watch", value=person, allowed=f"0 to {people - 1}"
            )
    return sorted({int(person) for person in watch})


def _cohorts(pairs: Records, people: int) -> Cohorts:
    followers = ((pairs.cohort & KNOWS_FOLLOWER) > 0).sum(axis=0).astype(float)
    customers = ((pairs.cohort & KNOWS_CUSTOMER) > 0).sum(axis=0).astype(float)
    return Cohorts(people, followers, customers)
