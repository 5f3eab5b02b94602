"""Goodwill in Mesa's own viewer: ``solara run viz/app/mesa_page.py``.

A small page that shows the model in ``SolaraViz`` as any Mesa model: the social graph
coloured by trust, plots of the observables, and a few parameters that Reset puts in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
import solara
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection
from matplotlib.colors import Normalize, to_hex
from mesa.visualization import SolaraViz, make_plot_component, make_space_component
from mesa.visualization.components import AgentPortrayalStyle

from model.engines import ENGINES
from model.model import BrandAudienceModel
from model.parameters import PARAMETERS
from model.scenario.reading import shipped_scenarios
from viz.figures.theme import palette, strategy_colours, trust_map
from viz.graphs.layout import layout
from viz.reports.outcomes import PRINTED

MODE = "light"
"""Mesa draws on white."""
DOT = 22
"""Size of a person, in square points."""
LINKS = 0.4
"""Width of a friendship, in points."""
SIZE = (6.4, 4.0)
"""Of the network in inches: what the viewer has room for."""
SCALE = ScalarMappable(Normalize(0.3, 0.7), trust_map(MODE))
"""Colours of trust; few opinions lie further out."""
PLOTTED = ("trust", "followers", "purchases")
PLACES = "places"
"""Under which name a graph keeps where its people stand."""


def slider(
    name: str, label: str, low: float, high: float, step: float, value: Any = None
) -> dict[str, Any]:
    """Return a slider for a parameter; if not told otherwise it stands at the default."""
    parameter = PARAMETERS[name]
    kind = "SliderInt" if parameter.kind is int else "SliderFloat"
    value = parameter.default if value is None else value
    return {"type": kind, "label": label, "value": value, "min": low, "max": high, "step": step}


PARAMS: Mapping[str, dict[str, Any]] = {
    "base": {"type": "Select", "label": "scenario", "value": "three_strategies",
             "values": list(shipped_scenarios())},
    "engine": {"type": "Select", "label": "engine", "value": "plain", "values": list(ENGINES)},
    "people.count": slider("people.count", "people", 20, 500, 20, 120),
    "people.suspicion": slider("people.suspicion", "suspicion on day 0", 0.05, 0.95, 0.05),
    "talk.rate": slider("talk.rate", "chance of talk", 0.0, 1.0, 0.05),
    "seed": {"type": "SliderInt", "label": "seed", "value": 1, "min": 0, "max": 50, "step": 1},
}  # fmt: skip
"""What a visitor can change, as SolaraViz wants it."""


def first_model() -> BrandAudienceModel:
    """Return a model with every parameter where its control stands."""
    return BrandAudienceModel(**{name: control["value"] for name, control in PARAMS.items()})


@solara.component
def Page() -> None:
    """Show the model; each visitor has one of their own."""
    model = solara.use_memo(first_model, [])
    components = [Friends, *(plot_of(name) for name in PLOTTED)]
    SolaraViz(model, components=components, model_params=dict(PARAMS), name="Goodwill")


@solara.component
def Friends(model: BrandAudienceModel) -> None:
    """Show the social graph; a person's colour is their trust in the brand that is chosen."""
    names = [brand.name for brand in model.base.brands]
    chosen, choose = solara.use_state(names[0])
    brand = chosen if chosen in names else names[0]
    with solara.Column():
        solara.Select("colour: trust in", values=names, value=brand, on_value=choose)
        draw = make_space_component(
            lambda person: portrayal(model, person, brand),
            post_process=finish,
            layout_alg=places,
            layout_kwargs={},
        )
        draw(model)


def portrayal(model: BrandAudienceModel, person: Any, brand: str) -> AgentPortrayalStyle:
    """Return how a person looks: grey if they do not know the brand."""
    relation = person.towards(brand)
    known = relation.familiarity >= model.rules.market_known_from
    rgba: Any = SCALE.to_rgba(relation.trust)
    color = to_hex(rgba) if known else palette(MODE).unknown
    return AgentPortrayalStyle(color=color, size=DOT, linewidths=0.3, edgecolors=palette(MODE).axis)


def places(graph: nx.Graph) -> dict[int, Any]:
    """Return where everybody stands; found once a graph, not once a frame."""
    if PLACES not in graph.graph:
        rows = nx.to_scipy_sparse_array(graph, format="csr")
        found = layout(rows.indptr.astype(np.int64), rows.indices, seed=0)
        graph.graph[PLACES] = dict(enumerate(found))
    where: dict[int, Any] = graph.graph[PLACES]
    return where


def finish(ax: Axes) -> None:
    """Let people stand out from their friendships, and explain the colours."""
    for lines in ax.collections:
        if isinstance(lines, LineCollection):
            lines.set(linewidth=LINKS, linestyle="-", color=palette(MODE).axis)
    figure: Any = ax.figure
    figure.set_size_inches(*SIZE)
    figure.colorbar(SCALE, ax=ax, extend="both", shrink=0.6, label="trust (grey: unknown)")


def plot_of(observable: str) -> Any:
    """Return a component that plots one observable of every brand, day by day."""

    def entitle(ax: Axes) -> None:
        outcome = PRINTED[observable]
        ax.set_title(f"{outcome.title} ({outcome.unit})", loc="left")

    @solara.component
    def Plot(model: BrandAudienceModel) -> None:
        brands = model.base.brands
        colours = strategy_colours([brand.strategy for brand in brands], MODE)
        columns = [f"{observable}.{brand.name}" for brand in brands]
        draw, _ = make_plot_component(dict(zip(columns, colours, strict=True)), entitle)
        draw(model)

    return Plot
