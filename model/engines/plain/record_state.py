"""Objects whose state lives in one record of the world's arrays.

Fields are reached as attributes or, as in a record, by name. Reading gives Python numbers.
Storing rounds to the field's own precision, and whole numbers wrap, exactly as in compiled code.
Whatever is written into the arrays between days is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from model.world import record_type

Fields = Iterable[tuple[str, str, str]]


class RecordState:
    """State held in ``record``: one property a field of the table given as ``fields``."""

    record: Any

    def __init_subclass__(cls, fields: Fields = (), **rest: Any) -> None:
        super().__init_subclass__(**rest)
        for name, kind, about in fields:
            state = _real(name, about) if kind.startswith("f") else _whole(name, kind, about)
            setattr(cls, name, state)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def __setitem__(self, name: str, value: Any) -> None:
        setattr(self, name, value)

    if TYPE_CHECKING:  # the properties above, as the type checker is to see them

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


def _real(name: str, about: str) -> property:
    def read(self: RecordState) -> float:
        return float(self.record[name])

    def store(self: RecordState, value: float) -> None:
        self.record[name] = value

    return property(read, store, doc=about)


def _whole(name: str, kind: str, about: str) -> property:
    span = 1 << np.dtype(kind).itemsize * 8
    lowest = -(span >> 1) if kind.startswith("i") else 0

    def read(self: RecordState) -> int:
        return int(self.record[name])

    def store(self: RecordState, value: int) -> None:
        self.record[name] = (int(value) - lowest) % span + lowest

    return property(read, store, doc=about)


def records(array: Any, fields: Fields) -> Any:
    """Return the same memory as an array whose elements are plain records, quick to reach."""
    return array.view(np.ndarray).view(record_type(tuple(fields)))
