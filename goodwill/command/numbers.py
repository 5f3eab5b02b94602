"""Values of ``--set``: read as a scenario file would, once they look like what they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from model.errors import InputError

WRITTEN = "digits, with a point before decimals and nothing between thousands: 1000, 0.5"
ALMOST = re.compile(r"[-+−]?\s*[€$£]?\s*[\d.,'’_\s]*\d[\d.,'’_\s]*(e[-+]?\d+)?\s*[%€$£]?", re.I)
"""What somebody means as a number, whatever it is written with."""
TEXTS = ("title", "about", "name", "label")
"""Last words of keys whose values are texts, whatever they look like."""
POINT = re.compile(r"[-+]?[\d_]*\.")


def read_sets(texts: Sequence[str]) -> dict[str, Any]:
    """Return the changes that several ``KEY=VALUE`` ask for, or raise InputError."""
    from model.scenario import parse_sets

    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        _check_look(key, value)
    return parse_sets(texts)


def _check_look(key: str, value: str) -> None:
    """Raise InputError for a number that is not written as numbers are."""
    if key.rpartition(".")[2] in TEXTS:
        return
    if ALMOST.fullmatch(value) and not _is_number(value):
        raise InputError(
            "is not how a number is written", file="--set", key=key, value=value, allowed=WRITTEN
        )
    if POINT.match(value) and is_whole(key):
        raise InputError(
            "a whole number has no point", file="--set", key=key, value=value,
            allowed="digits alone, such as 1000",
        )  # fmt: skip


def _is_number(text: str) -> bool:
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(value, (int, float))


def is_whole(key: str) -> bool:
    """Tell whether a key's values are whole numbers, at the start or changed on a day."""
    from model.parameters import ALL
    from model.strategies import STRATEGIES

    own = re.sub(r"^changes\.\d+\.", "", key)
    place, _, option = own.rpartition(".options.")
    if place:
        kinds = (kind.options() for kind in STRATEGIES.values())
        return any(_whole(kind[option].default) for kind in kinds if option in kind)
    whole = {"seed", "days", *(p.name for p in ALL if _whole(p.default))}
    return own in whole or re.sub(r"^brands\.[^.]+\.", "brands.*.", own) in whole


def _whole(default: Any) -> bool:
    return isinstance(default, int) and not isinstance(default, bool)
