"""Every uncertain number of the network, moved up, moves its statistic the stated way."""

from __future__ import annotations

import numpy as np
import pytest

from model.network import READ
from model.network.interests import interests
from model.network.measures import STATISTICS
from model.parameters.declaration import Parameter, Value
from model.parameters.network import PARAMETERS
from tests.model.network.worlds import likeness, made

COUNT, SEEDS = 1500, (1, 2, 3)
UNCERTAIN = {p.key: p for p in PARAMETERS if p.role == "uncertainty"}
CASES = [(kind, key) for kind, keys in READ.items() for key in keys if key in UNCERTAIN]


def raised(parameter: Parameter) -> Value:
    """Return the default and a half, or the highest value allowed."""
    return parameter.kind(min(parameter.default * 1.5, parameter.high))


def statistic(parameter: Parameter) -> str:
    subject, _, name = parameter.probe.partition("/")
    assert subject == "network"
    return name


@pytest.mark.parametrize(("kind", "key"), CASES)
def test_a_rise_moves_the_outcome_in_its_direction(kind: str, key: str) -> None:
    parameter = UNCERTAIN[key]
    measure = STATISTICS[statistic(parameter)]
    rises = [
        measure(made(kind, COUNT, s, **{key: raised(parameter)}), 0)
        - measure(made(kind, COUNT, s), 0)
        for s in SEEDS
    ]
    assert np.sign(rises).tolist() == [parameter.direction] * len(SEEDS)


def test_more_rounds_make_friends_more_alike() -> None:
    parameter = UNCERTAIN["interest_rounds"]
    assert statistic(parameter) == "interest_likeness"
    graph = made("social", COUNT)
    few, many = (
        likeness(graph, interests(graph, 1, 8, 0.5, int(rounds), 0.6))
        for rounds in (parameter.default, raised(parameter))
    )
    assert np.sign(many - few) == parameter.direction


def test_every_uncertain_number_has_its_case() -> None:
    assert {key for _, key in CASES} | {"interest_rounds"} == set(UNCERTAIN)
    assert all(abs(p.direction) == 1 for p in UNCERTAIN.values())
