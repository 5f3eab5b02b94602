"""Numbers as Python has them, whoever made them."""

from __future__ import annotations

from typing import Any


def plain_value(value: Any) -> Any:
    """Return a number of NumPy's, or one of a class of its own, as Python's; the rest as it is."""
    if type(value).__module__ == "numpy" and hasattr(value, "item") and not _is_array(value):
        value = value.item()
    if isinstance(value, str):
        return str.__str__(value)
    for kind in (float, int):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    return value


def _is_array(value: Any) -> bool:
    return bool(value.ndim) or type(value).__name__ == "ndarray"
