"""What a user of Python may give a model: graphs of networkx, paths, dicts; and no agent goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from model import BrandAudienceModel
from model.errors import InputError
from model.network.graph import edges
from tests.conftest import ROOT

SMALL: dict[str, Any] = {"seed": 1, "people.count": 20}


def test_a_graph_of_networkx_is_taken_as_it_stands() -> None:
    net = nx.Graph([("c", "a"), ("a", "b"), ("b", "b")])
    net.add_node("alone")
    with pytest.warns(UserWarning, match="with themselves: 1") as caught:
        model = BrandAudienceModel("one_brand", graph=net, seed=1)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    nodes = list(net)
    found = {frozenset((nodes[a], nodes[b])) for a, b in zip(*edges(model.graph), strict=True)}
    assert found == {frozenset("ac"), frozenset("ab")}
    assert len(model.people) == 4
    model.run(2)


def test_directed_and_double_links_are_mutual_and_single() -> None:
    net = nx.MultiDiGraph([(1, 2), (2, 1), (1, 2), (2, 3)])
    with pytest.warns(UserWarning, match="links") as caught:
        graph = BrandAudienceModel("one_brand", graph=net, seed=1).graph
    assert len(graph.indices) == 4
    assert [str(warning.message) for warning in caught] == [
        "the graph's links have a direction: read as mutual",
        "links left out that repeat one, either way: 2",
    ]


def test_nothing_is_said_of_a_graph_that_loses_nothing(recwarn: pytest.WarningsRecorder) -> None:
    BrandAudienceModel("one_brand", graph=nx.path_graph(4), seed=1)
    assert not recwarn.list


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_is_read_and_what_was_guessed_is_warned_of(kind: type, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("Name;Adores\nann;ben\nben;cem\ncem;ann\n")
    with pytest.warns(UserWarning, match="first row is taken as the header") as caught:
        model = BrandAudienceModel("one_brand", graph=kind(path), seed=1)
    assert caught[0].filename == __file__
    assert len(model.people) == 3


def test_a_dict_is_a_base() -> None:
    base = {"brands": {"mine": {"strategy": "push"}}, "people": {"count": 30}, "days": 9}
    model = BrandAudienceModel(base, seed=1)
    assert [brand.name for brand in model.brands] == ["mine"]
    assert (len(model.people), model.base.days) == (30, 9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"graph": 5}, {"graph": [(1, 2)]}, {"graph": "nowhere.csv"}, {"graph": nx.Graph()},
        {"graph": nx.Graph}, {"graph": nx}, {"graph": nx.Graph([(1, 2)]).nodes},
        {"base": 5}, {"base": None}, {"base": {}}, {"base": {"brands": {"x": 1}}},
        {"base": {"brandz": {}}},
    ],
)  # fmt: skip
def test_whatever_else_is_an_input_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        BrandAudienceModel(**wrong)


@pytest.mark.parametrize("engine", ["plain", "compiled"])
def test_a_single_agent_cannot_go_and_is_told_why(engine: str) -> None:
    model = BrandAudienceModel("one_brand", engine=engine, **SMALL)
    count = len(model.agents)
    for agent in (model.agents[0], model.agents[-1]):
        with pytest.raises(InputError, match="cannot be removed one by one"):
            agent.remove()
    assert len(model.agents) == count
    model.run(1)
    model.remove_all_agents()
    assert len(model.agents) == 0


def test_the_one_line_of_the_readme_gives_a_data_frame(tmp_path: Path) -> None:
    import duckdb

    from experiments.store.parquet import write_table

    model = BrandAudienceModel("one_brand", **SMALL)
    model.run(3)
    path = tmp_path / "series.parquet"
    write_table(path, model.series(), dict.fromkeys(model.series(), ""))
    assert 'duckdb.read_parquet("out/series.parquet").df()' in (ROOT / "README.md").read_text()
    frame = duckdb.read_parquet(str(path)).df()
    assert frame["trust_known"].tolist() == pytest.approx(model.series()["trust_known"].tolist())
