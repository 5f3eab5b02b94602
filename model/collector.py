"""Mesa's data collector over the day's observables, filled only when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from model import observables

if TYPE_CHECKING:
    from model.model import BrandAudienceModel


class SeriesCollector(mesa.DataCollector):  # type: ignore[misc]
    """A ``mesa.DataCollector`` with one model variable an observable and brand: ``trust.acme``.

    The figures stand in the model's history, so nothing is copied day by day.
    """

    def __init__(self, model: BrandAudienceModel) -> None:
        super().__init__(agenttype_reporters={})
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
        self._vars = value

    def _read(self) -> dict[str, list[Any]]:
        table, brands = self._model.series(), self._model.base.brands
        return {
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
