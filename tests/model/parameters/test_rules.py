from __future__ import annotations

import numba
import numpy as np
import pytest

from model.compilation import kernel
from model.parameters import PARAMETERS, defaults
from model.parameters.rules import FIELDS, Rules, rules_of


def fill(out, rules):
    for i in numba.prange(len(out)):
        out[i] = i + rules.trust_prior


@pytest.mark.parametrize("parallel", [False, True])
def test_a_kernel_reads_fields_by_name(parallel: bool) -> None:
    build, out = kernel(fill, parallel=parallel), np.zeros(3)
    for prior in (0.5, 0.25):  # an argument, so nothing is baked in
        build(out, rules_of(defaults() | {"trust.prior": prior}))
        assert out.tolist() == [prior, 1 + prior, 2 + prior]


def test_fields_stand_for_names() -> None:
    assert FIELDS["trust_prior"] == "trust.prior"
    assert Rules._fields == tuple(FIELDS)
    assert set(FIELDS.values()) <= set(PARAMETERS)
    assert len(set(FIELDS.values())) == len(FIELDS)


def test_every_uncertainty_of_the_days_is_there() -> None:
    missing = [
        name
        for name, parameter in PARAMETERS.items()
        if parameter.role == "uncertainty" and name not in FIELDS.values()
    ]
    assert all(name.startswith("network.") for name in missing)


def test_all_values_are_plain_floats() -> None:
    rules = rules_of(defaults())
    assert {type(value) for value in rules} == {float}
    assert rules.talk_window == 7.0
