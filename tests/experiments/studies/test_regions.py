"""Regions of a sweep in which a condition holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiments.studies.regions import CASES, find_regions
from experiments.sweep import load_experiment
from experiments.sweep.experiment import Design
from model.errors import InputError

SMALL = load_experiment("small")


class Swept:
    """Stands in for results: push is trusted more where there is much advertising."""

    folder = "somewhere"

    def __init__(self, points: int = 100, **changes: Any) -> None:
        rows = [
            {"staff_hours": (at % 10) / 10, "ad_reach": (at // 10) / 10} for at in range(points)
        ]
        self.experiment = replace(SMALL, design=Design("points", rows=tuple(rows)), **changes)
        self._rows = rows

    def table(self) -> dict[str, Any]:
        count, arms = len(self._rows), [arm.name for arm in SMALL.arms]
        point = np.repeat(np.arange(count), 2 * len(arms))
        arm = np.tile(np.repeat(np.array(arms, dtype=object), 2), count)
        reach = np.array([row["ad_reach"] for row in self._rows])[point]
        luck = np.tile([0.1, -0.1], count * len(arms))
        trust = np.where(arm == "push", reach, 0.65) + luck
        trust[:6] = np.nan
        return {
            "point": point,
            "arm": arm,
            "replicate": np.tile([0, 1], count * len(arms)),
            "staff_hours": np.array([row["staff_hours"] for row in self._rows])[point],
            "ad_reach": reach,
            "trust": trust,
        }


def test_where_conversation_loses() -> None:
    found = find_regions(Swept(), "conversational < push in trust")  # type: ignore[arg-type]
    assert found.discovery.limits["factor"].tolist() == ["ad_reach"]
    assert found.discovery.limits["low"].tolist() == [0.7]
    assert found.discovery.boxes["density"].tolist() == [1.0]
    assert found.discovery.boxes["coverage"].tolist() == [1.0]
    assert (found.unknown, found.replicates) == (1, 2)
    assert set(found.cases) == {*CASES, "staff_hours", "ad_reach"}
    assert (found.cases["box"] == found.cases["wanted"]).all()
    assert found.cases["sure"].all(), "both arms have the same luck"


@pytest.mark.parametrize(
    ("swept", "where", "message"),
    [
        (Swept(), "push.trust > 5", "holds at 0 of 99"),
        (Swept(), "push.trust > -5", "holds at 99 of 99"),
        (Swept(15), "push.trust > 0.05", "too few points"),
        (Swept(factors=()), "push.trust > 0.5", "varies nothing"),
        (Swept(), "push.profti > 0.5", "profit"),
    ],
)
def test_what_cannot_be_answered_is_told(swept: Any, where: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        find_regions(swept, where)
    assert message in error.value.message
