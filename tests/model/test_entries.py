"""There is room for all, and one compiled day serves any usual number of brands."""

from __future__ import annotations

import numba
import pytest

from model.entries import ENTRIES_A_BRAND, make_entries
from model.model import BrandAudienceModel
from tests.model.runs import market


@pytest.mark.parametrize("brands", [1, 2, 8, 9, 24, 100])
def test_there_is_room_for_every_brand(brands: int) -> None:
    entries = make_entries(3, brands)
    assert entries.before.shape[1] >= brands
    assert entries.code.shape[1] >= ENTRIES_A_BRAND * brands
    assert entries.watched.tolist() == [1, 1, 1, 0]


def test_the_number_of_brands_and_people_changes_no_type() -> None:
    kinds = set()
    for brands in (1, 2, 3, 8):
        for people in (1, 30):
            scenario = market({f"brand{i}": "silent" for i in range(brands)})
            model = BrandAudienceModel(scenario, **{"people.count": people})
            kinds.add(tuple(numba.typeof(array) for array in model.world))
    assert len(kinds) == 1
