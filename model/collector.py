"""Mesa's data collector over the day's observables, filled only when it is asked."""

from __future__ import annotations

from typing import Any

import mesa

from model import observables


class SeriesCollector(mesa.DataCollector):
    """A ``mesa.DataCollector`` with one model variable an observable and brand: ``trust.acme``.

    The figures stand in the model's history, so nothing is copied day by day. ``seed`` is
    a variable too, so that each row of ``mesa.batch_run`` can be repeated.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self._model = model
        self._days = -1
        self._vars: dict[str, list[Any]] = {}

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """Values day by day, by ``observable.brand``."""
        if self._days != self._model.day:
            self._days = self._model.day
            self._vars = self._read()
        return self._vars

    @model_vars.setter
    def model_vars(self, value: dict[str, list[Any]]) -> None:
        """Take Mesa's own empty start, which is not used."""

    @property
    def _collection_steps(self) -> list[int]:
        """When something was collected, as Mesa 3.5 asks: at the end of each step."""
        return list(range(1, self._model.day + 1))

    @_collection_steps.setter
    def _collection_steps(self, value: list[int]) -> None:
        """Take Mesa's own empty start, which is not used."""

    def _read(self) -> dict[str, list[Any]]:
        table, brands = self._model.series(), self._model.base.brands
        return {"seed": [self._model.run_seed] * self._model.day} | {
            f"{column.name}.{spec.name}": table[column.name][place :: len(brands)].tolist()
            for column in observables.COLUMNS
            for place, spec in enumerate(brands)
        }

    def collect(self, model: mesa.Model) -> None:
        """Do nothing: every day is in the history already."""

    def get_model_vars_dataframe(self) -> Any:
        """Return the observables day by day as a data frame, one column an observable and brand."""
        import pandas as pd

        return pd.DataFrame(self.model_vars)
