"""Explore: one scenario to be played, pulled at and looked into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

from model.errors import InputError
from model.scenario import load_scenario, shipped_scenarios
from viz.app import components, files, frames, links
from viz.app.charts import BY_KEY, CHARTS
from viz.app.links import View
from viz.app.pages.frame import open_pages
from viz.app.person_watch import PersonWatch
from viz.app.visit import Visit

MENU = [{"key": chart.key, "title": chart.outcome.title} for chart in CHARTS]
SCENARIOS = [{"name": n, "title": load_scenario(n).title} for n in shipped_scenarios()]
NO_LINK = (
    "This view does not fit into a link: too much was changed, or it uses a strategy of your own. "
    "Save it as a file; opened below, it shows the same."
)
NEEDS = "Save the scenario (TOML) first, and run this beside it."
Act = Callable[..., Callable[[Any], None]]


@solara.component
def Explore() -> None:
    """Show the visitor's run; an address with a query opens what it asks for."""
    router, own = solara.use_router(), open_pages()
    wrong, set_wrong = solara.use_state(None)
    solara.use_memo(lambda: _arrive(own, router.search or "", set_wrong), [router.search])
    visit = own.visit
    _, drawn = solara.use_state(0)
    if visit is None:
        return

    def act(action: Callable[..., Any], calm: bool = False) -> Callable[[Any], None]:
        def handle(data: Any = None) -> None:
            visit.trying(lambda: action(data or {}), calm)
            drawn(lambda n: n + 1)

        return handle

    with solara.Div(classes=["gw-explore"]):
        components.Address(href=visit.link)
        if wrong:
            _Wrong(wrong, set_wrong)
        _head(visit, act)
        _transport(visit, act)
        if visit.problem:
            _problem(*visit.problem, act)
        with solara.Div(classes=["gw-three"]):
            with solara.Div(classes=["levers"]):
                _levers(visit, act)
            _people(visit, act)
            _charts(visit, act)
            if visit.watch:
                with solara.Div(classes=["wide"]):
                    _person(visit, visit.watch, act)
        _files(visit, act)


def _arrive(own: Any, query: str, set_wrong: Callable[[Any], None]) -> None:
    """Open what the address asks for; an address that cannot be read changes nothing."""
    try:
        if query and (own.visit is None or query != (own.visit.link or "").partition("?")[2]):
            view = links.read_query(query)
            own.visit = _opened(own.visit, view)
        set_wrong(None)
    except InputError as error:
        set_wrong(error.message)
    if own.visit is None:
        own.visit = Visit()


def _opened(visit: Visit | None, view: View) -> Visit:
    if visit is None:
        return Visit(view)
    visit.open(view)
    return visit


@solara.component
def _Wrong(text: str, set_wrong: Callable[[Any], None]) -> None:
    components.Notice(
        title="This link could not be opened.",
        text=f"{text}. Nothing is lost: below is what you had before, or a fresh start.",
        ways=[{"id": "ok", "label": "Go on without it"}],
        event_take=lambda _: set_wrong(None),
    )


def _problem(title: str, text: str, act: Act) -> None:
    ways = [{"id": "ok", "label": "All right"}]
    components.Notice(title=title, text=text, ways=ways, event_take=act(lambda _: None))


def _head(visit: Visit, act: Act) -> None:
    scenario = visit.session.scenario
    components.Title(
        title=scenario.title,
        about=scenario.about,
        name=scenario.name,
        scenarios=SCENARIOS,
        event_pick=act(lambda data: visit.open(View(load_scenario(str(data["name"]))))),
    )


def _transport(visit: Visit, act: Act) -> None:
    session = visit.session
    components.Transport(
        tick=visit.tick,
        day=session.day,
        days=session.days,
        target=session.target,
        seed=session.scenario.seed,
        marks=[mark["day"] for mark in visit.marks()],
        event_next=act(lambda data: visit.play(int(data["days"])), calm=True),
        event_carry_on=act(lambda data: visit.carry_on(), calm=True),
        event_seek=act(lambda data: visit.seek(int(data["day"]))),
        event_pause=act(lambda data: visit.pause(not data["playing"]), calm=True),
        event_reseed=act(lambda data: visit.reseed(int(data["seed"]))),
    )


def _levers(visit: Visit, act: Act) -> None:
    day = visit.session.target
    components.Since(
        day=day,
        from_start=visit.from_start,
        changes=visit.changes(),
        changed=visit.session.scenario != visit.origin,
        event_choose=act(lambda data: visit.count_from(bool(data["from_start"]))),
        event_drop=act(lambda data: visit.drop(int(data["day"]), str(data["key"]))),
        event_restore=act(lambda data: visit.restore()),
    )
    components.Controls(
        sections=visit.sections(),
        event_set_value=act(lambda data: visit.change({str(data["key"]): data["value"]})),
        event_unfold=act(lambda data: visit.unfold(str(data["id"]), bool(data["open"])), calm=True),
    )


def _people(visit: Visit, act: Act) -> None:
    looks = frames.brand_looks(visit.session)
    label = next(look["label"] for look in looks if look["name"] == visit.brand)
    shown, total = len(visit.picture["people"]), visit.picture["web"]["all"]
    note = (
        f"A sample of {shown:,} of {total:,} people, taken along friendships." if shown < total
        else f"{total:,} people; lines are friendships."
    )  # fmt: skip
    with solara.Div(classes=["people"]):
        components.Tabs(lead="Colour: trust in", tabs=looks, chosen=visit.brand,
                        event_take=act(lambda data: visit.colour_by(str(data))))  # fmt: skip
        components.People(
            web=visit.picture["web"], codes=visit.codes, scale=SCALE, selected=visit.person,
            title=f"The social graph, coloured by trust in {label}", note=note,
            event_pick=act(lambda data: visit.pick(int(data["person"]))),
        )  # fmt: skip


def _person(visit: Visit, watch: PersonWatch, act: Act) -> None:
    components.Person(
        number=watch.person, day=visit.session.day, brand=visit.brand,
        brands=frames.brand_looks(visit.session), one=watch.one, reached=watch.reached,
        strategies=watch.strategies(), twin_strategy=watch.strategy, twin=watch.twin,
        twin_reached=watch.twin_reached, beat=watch.beat, arrived=visit.session.arrived,
        event_pick=act(lambda data: visit.pick(int(data["person"]))),
        event_colour=act(lambda data: visit.colour_by(str(data))),
        event_choose=act(lambda data: watch.compare(str(data["strategy"]) or None)),
        event_close=act(lambda data: visit.leave()),
        event_more=act(lambda data: watch.follow(), calm=True),
    )  # fmt: skip


def _charts(visit: Visit, act: Act) -> None:
    components.Charts(
        panels=[BY_KEY[key].panel() for key in visit.panels],
        menu=MENU,
        brands=frames.brand_looks(visit.session),
        rows=visit.rows,
        ghost=visit.ghost,
        marks=visit.marks(),
        horizon=visit.session.days,
        event_jump=act(lambda data: visit.seek(int(data["day"]))),
        event_choose=act(lambda data: visit.choose(int(data["panel"]), str(data["key"]))),
        event_resend=act(lambda data: visit.refresh(anew=True), calm=True),
    )


def _files(visit: Visit, act: Act) -> None:
    day = visit.session.day
    components.Files(
        href=visit.link, no_link=NO_LINK, command=visit.command,
        needs="" if links.from_shipped(visit.session.scenario) is not None else NEEDS,
        day=day, pictures=files.PICTURES, sent=visit.sent, beat=visit.beat,
        event_fetch=act(lambda data: visit.fetch(str(data["what"]), str(data["mode"]))),
        event_opened=act(lambda data: visit.open(links.read_text(data["text"], data["name"]))),
    )  # fmt: skip


SCALE = frames.scale_colours()
