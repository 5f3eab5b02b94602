"""Whether a value fits its declaration, and which valid name a wrong one comes closest to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches

from model.errors import InputError
from model.parameters.declaration import Parameter, Value
from model.plain_values import plain_value

LONGEST_TEXT = 4000
"""Characters of a free text (one that has no list of choices)."""

KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
"""What a message calls each type of value."""


def check(
    parameter: Parameter, value: object, *, file: object = None, key: str | None = None
) -> Value:
    """Return the value in its declared type, or raise an ``InputError`` that says what is wrong.

    A whole number passes for a float and 3.0 for an int; nothing but true and false for a
    bool. ``file`` and ``key`` (default: the parameter's name) say where the value stands.
    """
    typed = _typed(parameter.kind, value)
    problem = "wrong type" if typed is None else _problem(parameter, typed)
    if typed is None or problem:
        raise InputError(
            problem or "",
            file=file,
            key=parameter.name if key is None else key,
            value=value,
            allowed=allowed(parameter),
            nearest=nearest(typed, parameter.choices) if isinstance(typed, str) else None,
        )
    return float(typed) + 0.0 if parameter.kind is float else typed


def _typed(kind: type, value: object) -> Value | None:
    """Return the value as the kind wants it (numbers unchanged if too big for it), else None."""
    value = plain_value(value)
    if isinstance(value, bool) or kind is bool:
        return value if isinstance(value, bool) and kind is bool else None
    if kind is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if kind is float:
        return value if isinstance(value, (int, float)) else None
    return value if isinstance(value, (int, str)) and isinstance(value, kind) else None


def _problem(parameter: Parameter, value: Value) -> str | None:
    if isinstance(value, str):
        return _text_problem(value, parameter.choices)
    if not isinstance(value, bool) and not parameter.low <= value <= parameter.high:
        finite = isinstance(value, int) or math.isfinite(value)
        return "out of range" if finite else "not a finite number"
    return None


def _text_problem(text: str, choices: tuple[str, ...]) -> str | None:
    if choices:
        return None if text in choices else "not one of the choices"
    if len(text) > LONGEST_TEXT:
        return "too long"
    return "holds characters that are not text" if has_odd_characters(text) else None


def has_odd_characters(text: str, also_allowed: str = "\n\t") -> bool:
    """Tell whether a text holds control characters or halves of characters."""
    return any(
        (ord(letter) < 32 and letter not in also_allowed)
        or 0x7F <= ord(letter) < 0xA0
        or 0xD800 <= ord(letter) < 0xE000
        for letter in text
    )


def allowed(parameter: Parameter) -> str:
    """Return in words what values the parameter takes, such as ``a number from 0 to 1 (share)``."""
    if parameter.choices:
        return ", ".join(parameter.choices)
    text = KINDS[parameter.kind]
    if parameter.kind is str:
        return f"{text} of at most {LONGEST_TEXT} characters"
    if parameter.kind is not bool:
        text += f" from {number_text(parameter.low)} to {number_text(parameter.high)}"
    return f"{text} ({parameter.unit})" if parameter.unit else text


def number_text(value: Value) -> str:
    """Return a number as a reader writes it: 1000 and not 1000.0, 0.05 and not 5e-02."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the valid name most like a wrong one, or None if none is like it."""
    by_lower = {known.lower(): known for known in names}
    found = get_close_matches(name[:100].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None
