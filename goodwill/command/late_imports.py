"""Libraries that Mesa imports and a run does not use, loaded only if somebody does use them.

They take as long to import as all the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class LateImport(ModuleType):
    """Stands in for a library, and imports it as soon as anything of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def imported_late(*names: str) -> Iterator[None]:
    """Put off libraries for whatever is imported inside."""
    stand_ins = {name: LateImport(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def import_model() -> type:
    """Return the model's class, without what only its data frames and spaces need."""
    with imported_late("pandas", "networkx"):
        from model.model import BrandAudienceModel

    return BrandAudienceModel
