"""The regions that a search found, in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.studies.regions import Regions


def region_counts(found: Regions) -> dict[str, int]:
    """Return how many points there are, of each kind."""
    return {
        "points": len(found.cases["wanted"]),
        "wanted": int(found.cases["wanted"].sum()),
        "unsure": int((~found.cases["sure"]).sum()),
        "unknown": found.unknown,
        "replicates": found.replicates,
    }


def regions_summary(found: Regions, where: str) -> dict[str, Any]:
    """Return ``summary.json``: each region with its limits."""
    tables = found.discovery
    boxes = [
        {
            **{name: column[row] for name, column in tables.boxes.items()},
            "factors": {
                str(tables.limits["factor"][at]): {
                    name: tables.limits[name][at]
                    for name in ("low", "high", "levels", "p", "reproduced")
                }
                for at in np.flatnonzero(tables.limits["box"] == tables.boxes["box"][row])
            },
        }
        for row in range(len(tables.boxes["box"]))
    ]
    return {"where": where, **region_counts(found), "boxes": boxes}
