"""Arena: two or three strategies side by side, the same people and the same luck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from model.errors import InputError
from model.scenario import load_scenario
from model.strategies import STRATEGIES
from viz.app import components, links
from viz.app.arena import MOST_ARMS, Arena
from viz.app.band import WORLDS
from viz.app.links import View
from viz.app.pages.explore import MENU, SCALE, SCENARIOS, Act
from viz.app.pages.frame import open_pages
from viz.figures import words

CHOICES = [{"value": name, "label": words.spoken(name)} for name in STRATEGIES]
ARENA = "arena"


@solara.component
def ArenaPage() -> None:
    """Show the visitor's arena; without an address it takes over the market of Explore."""
    router, own = solara.use_router(), open_pages()
    wrong, set_wrong = solara.use_state(None)
    solara.use_memo(lambda: _arrive(own, router.search or "", set_wrong), [router.search])
    arena = own.kept.get(ARENA)
    _, drawn = solara.use_state(0)
    if arena is None:
        return

    def act(action: Callable[..., Any]) -> Callable[[Any], None]:
        def handle(data: Any = None) -> None:
            try:
                arena.problem = None
                action(data or {})
            except InputError as error:
                arena.problem = ("That does not work", error.message)
            drawn(lambda n: n + 1)

        return handle

    with solara.Div(classes=["gw-arena"]):
        components.Address(href=arena.address())
        if wrong:
            components.Notice(
                title="This link could not be opened.", text=wrong,
                ways=[{"id": "ok", "label": "Go on without it"}],
                event_take=lambda _: set_wrong(None),
            )  # fmt: skip
        _head(arena, act)
        _transport(arena, act)
        if arena.problem:
            components.Notice(title=arena.problem[0], text=arena.problem[1],
                              ways=[{"id": "ok", "label": "All right"}],
                              event_take=act(lambda _: None))  # fmt: skip
        _arms(arena, act)
        _results(arena, act)


def _arrive(own: Any, query: str, set_wrong: Callable[[Any], None]) -> None:
    arena = own.kept.get(ARENA)
    here = (arena.address() or "").partition("?")[2] if arena else None
    try:
        if query and query != here:
            own.kept[ARENA] = Arena(links.read_query(query))
        set_wrong(None)
    except InputError as error:
        set_wrong(error.message)
    if own.kept.get(ARENA) is None:
        view = own.visit.view if own.visit else links.first_view()
        own.kept[ARENA] = Arena(replace(view, day=0, person=None))


def _head(arena: Arena, act: Act) -> None:
    scenario = arena.view.scenario
    components.Title(
        title="Arena",
        about="One brand, different strategies, the same people and the same luck. So whatever "
        "comes out differently, the strategy did it.",
        name=scenario.name,
        own=scenario.title,
        scenarios=SCENARIOS,
        event_pick=act(lambda data: arena.open(View(load_scenario(str(data["name"]))))),
    )


def _transport(arena: Arena, act: Act) -> None:
    components.Transport(
        tick=arena.tick,
        day=arena.day,
        days=arena.days,
        target=arena.view.day,
        seed=arena.view.scenario.seed,
        marks=list(arena.view.scenario.changes),
        event_next=act(lambda data: arena.play(int(data["days"]))),
        event_carry_on=act(lambda data: arena.carry_on()),
        event_seek=act(lambda data: arena.seek(int(data["day"]))),
        event_reseed=act(lambda data: arena.reseed(int(data["seed"]))),
    )


def _arms(arena: Arena, act: Act) -> None:
    brands = [{"name": b.name, "label": b.label} for b in arena.view.scenario.brands]
    components.Tabs(lead="Whose strategy?", tabs=brands, chosen=arena.brand,
                    event_take=act(lambda data: arena.set_brand(str(data))))  # fmt: skip
    with solara.Div(classes=["gw-side-by-side"]):
        for place in range(min(len(arena.arms) + 1, MOST_ARMS)):
            with solara.Div():
                _arm(arena, place, act)


def _arm(arena: Arena, place: int, act: Act) -> None:
    there = place < len(arena.arms)
    strategy = arena.arms[place] if there else ""
    components.Arm(
        place=place,
        chosen=strategy,
        look=arena.looks()[place] if there else None,
        about=STRATEGIES[strategy].about if there else "A third one to compare with.",
        strategies=CHOICES,
        taken=list(arena.arms),
        removable=there and len(arena.arms) > 2,
        event_put=act(lambda data: arena.set_arm(int(data["place"]), str(data["strategy"]))),
    )
    if there:
        components.People(
            web=arena.picture["web"], codes=arena.codes[place], scale=SCALE, selected=None,
            title=f"The same people under {words.spoken(strategy)}",
            event_pick=act(lambda data: None),
        )  # fmt: skip


def _results(arena: Arena, act: Act) -> None:
    components.Arms(
        arms=arena.looks(), figures=arena.figures(), verdict=arena.verdict(),
        done=arena.band.done, all=WORLDS, too_many=arena.band.too_many,
        event_look=act(lambda data: arena.band.look()),
    )  # fmt: skip
    components.Charts(
        panels=arena.panels(), menu=MENU, brands=arena.looks(), rows=arena.rows, ghost=None,
        marks=[], horizon=arena.days, bands=arena.bands(), pairs=True,
        event_jump=act(lambda data: arena.seek(int(data["day"]))),
        event_choose=act(lambda data: arena.choose(int(data["panel"]), str(data["key"]))),
        event_resend=act(lambda data: arena.refresh()),
    )  # fmt: skip
