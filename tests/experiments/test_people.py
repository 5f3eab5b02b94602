"""The table of people says what the model holds."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.people import NOTES, people_table
from model.model import BrandAudienceModel

PLACE = (np.linspace(0, 1, 80, dtype=np.float32), np.full(80, np.nan, dtype=np.float32))


@pytest.fixture(scope="module")
def model() -> BrandAudienceModel:
    made = BrandAudienceModel("bank_crush", seed=3, **{"people.count": 80})
    made.run(40)
    return made


def test_every_column_is_explained_and_in_order(model: BrandAudienceModel) -> None:
    assert list(people_table(model, None, PLACE)) == list(NOTES)


def test_there_is_one_row_a_brand_and_person(model: BrandAudienceModel) -> None:
    table = people_table(model, None, PLACE)
    names = [brand.name for brand in model.base.brands]
    assert table["brand"].tolist() == [name for name in names for _ in range(80)]
    assert table["person"].tolist() == list(range(80)) * 3
    assert {len(column) for column in table.values()} == {240}


def test_each_row_is_that_persons(model: BrandAudienceModel) -> None:
    table = people_table(model, None, PLACE)
    for row in range(0, 240, 7):
        person = model.people[int(table["person"][row])]
        relation = person.towards(table["brand"][row])
        assert table["trust"][row] == relation.trust
        assert table["good"][row] == relation.good
        assert table["purchases"][row] == relation.purchases
        assert table["suspicion"][row] == person.suspicion
        assert table["friends"][row] == len(person.friends)
        assert table["x"][row] == PLACE[0][person.unique_id]


def test_ties_and_days_read_as_words_and_nothing(model: BrandAudienceModel) -> None:
    table = people_table(model, None, PLACE)
    followers = table["tie"] == "follower"
    assert set(table["tie"]) <= {"stranger", "follower", "left", "alienated"}
    assert sum(followers) == sum(int((model.pairs.tie == 1).sum(axis=0)[b]) for b in range(3))
    assert not np.ma.getmaskarray(table["tie_day"])[followers].any()
    never = table["purchases"] == 0
    assert np.ma.getmaskarray(table["first_day"])[never].all()
    assert table["customer_at_start"].sum() == (table["first_day"] == -1).sum()


def test_ids_are_those_of_the_file(model: BrandAudienceModel) -> None:
    ids = np.array([f"p{number}" for number in range(80)], dtype=object)
    table = people_table(model, ids, PLACE)
    assert table["id"][:2].tolist() == ["p0", "p1"]
    assert table["id"][80] == "p0"
