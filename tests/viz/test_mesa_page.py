"""SolaraViz, Mesa's own viewer, shows the model as any other; so does the page that ships."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import ipyvuetify as vuetify
import ipywidgets
import mesa
import pytest
import solara
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz, SpaceRenderer, make_plot_component, make_space_component
from mesa.visualization.components import AgentPortrayalStyle

from model.model import BrandAudienceModel
from viz.app import mesa_page

SMALL = {"people.count": 40, "seed": 2}
engines = pytest.mark.parametrize("engine", ["compiled", "plain"])


class Shown:
    """A page rendered in this process, and what a visitor can do with it."""

    def __init__(self, page: Any) -> None:
        whole = solara.AppLayout(children=[page])
        self.box, self.context = solara.render(whole, handle_error=False)

    def click(self, label: str) -> None:
        (button,) = (b for b in self.context.find(vuetify.Btn).widgets if label in b.children)
        button.click()

    def set(self, kind: type, label: str, value: Any) -> None:
        (control,) = (c for c in self.context.find(kind).widgets if c.label == label)
        control.v_model = value

    def disabled(self, label: str) -> bool:
        (button,) = (b for b in self.context.find(vuetify.Btn).widgets if label in b.children)
        return bool(button.disabled)

    @property
    def day(self) -> int:
        """What Mesa says under Information: "Step: 3", or "Time: 3.0" from 3.5 on."""
        (said,) = (text for text in texts(self.box) if text.startswith(("Step: ", "Time: ")))
        return int(float(said.split()[1]))

    @property
    def pictures(self) -> list[bytes]:
        return [image.value for image in self.context.find(ipywidgets.Image).widgets]


Show = Callable[[Any], Shown]


@pytest.fixture(name="show")
def show_fixture() -> Iterator[Show]:
    """Render pages, and close them afterwards: outside a server all pages tick together."""
    shown: list[Shown] = []

    def show(page: Any) -> Shown:
        shown.append(Shown(page))
        return shown[-1]

    yield show
    for page in shown:
        page.context.close()


def texts(widget: Any) -> Iterator[str]:
    """Yield every text under a widget."""
    for child in getattr(widget, "children", None) or []:
        if isinstance(child, str):
            yield child
        else:
            yield from texts(child)


def dot(_: object) -> AgentPortrayalStyle:
    return AgentPortrayalStyle(size=10, color="tab:red")


# --- any SolaraViz ---------------------------------------------------------------------


@engines
def test_it_draws_the_network_and_plots_and_steps(show: Show, engine: str) -> None:
    model = BrandAudienceModel("three_strategies", engine=engine, **SMALL)
    plots = make_plot_component(["trust.neighbour", "trust.megaphone"])
    shown = show(SolaraViz(model, components=[make_space_component(dot), plots]))
    before = shown.pictures
    assert len(before) == 2
    assert shown.day == 0
    shown.click("Step")
    shown.click("Step")
    assert (shown.day, model.day) == (2, 2)
    assert shown.pictures[1] != before[1]


@engines
def test_reset_makes_a_new_model_of_dotted_parameters(show: Show, engine: str) -> None:
    made: list[BrandAudienceModel] = []

    class Watched(BrandAudienceModel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            made.append(self)

    start = {"base": "one_brand", "engine": engine} | SMALL
    people = {"type": "SliderInt", "label": "people", "value": 40, "min": 10, "max": 90, "step": 1}
    params = start | {"people.count": people}
    shown = show(SolaraViz(Watched(**start), components=[make_space_component(dot)],
                            model_params=params))  # fmt: skip
    shown.click("Step")
    shown.set(vuetify.Slider, "people", 70)
    shown.click("Reset")
    assert shown.day == 0
    shown.click("Step")
    first, second = made
    assert (len(first.people), len(second.people)) == (40, 70)
    assert (first.run_seed, second.run_seed, second.day) == (2, 2, 1)
    assert second.engine.name == engine


def test_the_last_day_of_the_scenario_ends_it(show: Show) -> None:
    model = BrandAudienceModel("one_brand", engine="plain", days=2, **SMALL)
    shown = show(SolaraViz(model))
    shown.click("Step")
    assert not shown.disabled("Step")
    shown.click("Step")
    assert shown.disabled("Step")
    assert model.day == 2


@engines
def test_a_renderer_of_mesas_draws_it(show: Show, engine: str) -> None:
    model = BrandAudienceModel("one_brand", engine=engine, **SMALL)
    renderer = SpaceRenderer(model, backend="matplotlib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Mesa 3.5 would have it said differently
        renderer.draw_agents(dot)
    shown = show(SolaraViz(model, renderer))
    shown.click("Step")
    assert shown.day == 1


@engines
def test_mesa_draws_as_many_dots_and_lines_as_there_are_people_and_friendships(
    engine: str,
) -> None:
    model = BrandAudienceModel("one_brand", engine=engine, **SMALL)
    ax = Figure().subplots()
    mesa.visualization.draw_space(model.grid, dot, ax=ax)
    lines, dots = sorted(ax.collections, key=lambda one: one.get_zorder())
    assert len(dots.get_offsets()) == 40
    assert len(lines.get_segments()) == len(model.graph.indices) // 2


# --- the page that ships ---------------------------------------------------------------


@pytest.fixture(name="made")
def made_fixture(monkeypatch: pytest.MonkeyPatch) -> list[BrandAudienceModel]:
    """Every model that the page makes, in order."""
    made: list[BrandAudienceModel] = []

    class Watched(BrandAudienceModel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            made.append(self)

    monkeypatch.setattr(mesa_page, "BrandAudienceModel", Watched)
    return made


@pytest.mark.often
def test_every_visitor_has_a_model_of_their_own(show: Show, made: list[BrandAudienceModel]) -> None:
    one, other = show(mesa_page.Page()), show(mesa_page.Page())
    one.click("Step")
    assert (one.day, other.day) == (1, 0)
    assert [model.day for model in made] == [1, 0]


@pytest.mark.often
def test_a_day_changes_what_is_drawn(show: Show, made: list[BrandAudienceModel]) -> None:
    shown = show(mesa_page.Page())
    before = shown.pictures
    assert len(before) == 1 + len(mesa_page.PLOTTED)
    for _ in range(3):
        shown.click("Step")
    assert made[0].day == shown.day == 3
    assert all(now != then for now, then in zip(shown.pictures, before, strict=True))


@pytest.mark.often
def test_controls_are_put_in_force_by_reset(show: Show, made: list[BrandAudienceModel]) -> None:
    shown = show(mesa_page.Page())
    shown.set(vuetify.Select, "scenario", "bank_crush")
    shown.set(vuetify.Select, "engine", "compiled")
    shown.set(vuetify.Slider, "people", 60)
    shown.set(vuetify.Slider, "seed", 7)
    shown.click("Reset")
    shown.click("Step")
    model = made[-1]
    assert (model.base.name, model.engine.name) == ("bank_crush", "compiled")
    assert (len(model.people), model.run_seed, model.day) == (60, 7, 1)
    assert len(shown.pictures) == 1 + len(mesa_page.PLOTTED)


@pytest.mark.often
def test_the_first_model_is_what_reset_makes(show: Show, made: list[BrandAudienceModel]) -> None:
    shown = show(mesa_page.Page())
    shown.click("Reset")
    first, second = made
    assert first.base.content_hash() == second.base.content_hash()


@pytest.mark.often
def test_the_brand_whose_trust_colours_people_can_be_chosen(show: Show) -> None:
    shown = show(mesa_page.Page())
    for _ in range(2):
        shown.click("Step")
    before = shown.pictures
    shown.set(vuetify.Select, "colour: trust in", "neighbour")
    changed = [now != then for now, then in zip(shown.pictures, before, strict=True)]
    assert sum(changed) == 1  # the network; plots stay


def test_each_control_takes_both_its_ends() -> None:
    for name, control in mesa_page.PARAMS.items():
        ends = control.get("values") or (control["min"], control["max"])
        for value in ends:
            model = BrandAudienceModel(**{"people.count": 20} | {name: value})
            assert model.people


def test_colours_are_trust_and_grey_is_a_stranger() -> None:
    model = BrandAudienceModel("one_brand", engine="plain", **SMALL)
    person = model.people[0]
    relation = person.towards("usual")
    look: Callable[[], AgentPortrayalStyle] = lambda: mesa_page.portrayal(model, person, "usual")  # noqa: E731
    relation.familiarity = 0.0
    assert look().color == mesa_page.palette("light").unknown
    relation.familiarity = 1.0
    wary = look().color
    relation.good = 20.0
    assert look().color != wary


def test_people_are_placed_once_a_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, calls = BrandAudienceModel("one_brand", **SMALL).grid.G, []
    kept = mesa_page.layout
    monkeypatch.setattr(mesa_page, "layout", lambda *a, **k: calls.append(1) or kept(*a, **k))
    first, second = mesa_page.places(graph), mesa_page.places(graph)
    assert calls == [1]
    assert first is second
    assert list(first) == list(graph.nodes)
