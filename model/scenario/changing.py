"""Changes to a scenario by dotted key, as ``--set`` and experiments make them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from model.errors import InputError
from model.parameters.validation import nearest
from model.scenario.checking import CHANGES, unknown_key
from model.scenario.options import put_option

EVERY_BRAND = "*"
"""Stands for each brand in turn: ``brands.*.price``."""


def changed(
    document: Mapping[str, Any], changes: Mapping[str, Any], file: object = None
) -> dict[str, Any]:
    """Return a copy of a complete document with values put in by dotted key.

    Another strategy drops the options of the old one, so strategies go first and the order
    of the changes does not matter.
    """
    result = deepcopy(dict(document))
    for key in sorted(changes, key=_rank):
        if key.startswith(f"{CHANGES}."):
            put_change(result.setdefault(CHANGES, {}), key.split(".")[1:], changes[key])
            continue
        for parts in _expanded(key.split("."), result):
            _put(result, parts, changes[key], file)
    return result


def put_change(section: dict[str, Any], parts: list[str], value: Any) -> None:
    """Set a value, in place, as deep in the section of changes on the way as ``parts`` says."""
    table = section
    for part in parts[:-1]:
        if not isinstance(table.get(part), dict):
            table[part] = {}
        table = table[part]
    table[parts[-1]] = value


def value_at(document: Mapping[str, Any], key: str) -> Any:
    """Return what stands in a document at a dotted key."""
    value: Any = document
    for part in key.split("."):
        value = value[part]
    return value


def _rank(key: str) -> tuple[bool, int, bool]:
    """Strategies first, their names before their options, every brand before a single one."""
    return not key.endswith(".strategy"), key.count("."), EVERY_BRAND not in key


def _expanded(parts: list[str], document: Mapping[str, Any]) -> Iterator[list[str]]:
    if parts[:2] == ["brands", EVERY_BRAND]:
        yield from (["brands", name, *parts[2:]] for name in document["brands"])
    else:
        yield parts


def _put(document: dict[str, Any], parts: list[str], value: Any, file: object) -> None:
    """Put one value in, in place; a key that a complete document lacks is an InputError."""
    table = document
    for depth, part in enumerate(parts[:-1]):
        if not isinstance(table.get(part), dict):
            raise _unknown(parts, depth, table, document, value, file)
        if _is_options(parts[: depth + 1]):
            put_option(table["strategy"], table["options"], parts[depth + 1 :], value)
            return
        table = table[part]
    last = parts[-1]
    if last not in table:
        raise _unknown(parts, len(parts) - 1, table, document, value, file)
    if isinstance(table[last], dict):
        key = ".".join(parts)
        allowed = ", ".join(f"{key}.{inner}" for inner in table[last]) or None
        raise InputError("is a whole section", file=file, key=key, value=value, allowed=allowed)
    if _is_options([*parts[:-1], "options"]) and last == "strategy" and table[last] != value:
        table["options"] = {}
    table[last] = value


def _is_options(parts: list[str]) -> bool:
    """Tell whether this is the place of a brand's options: ``brands.<name>.options``."""
    return len(parts) == 3 and parts[0] == "brands" and parts[2] == "options"


def _unknown(
    parts: list[str],
    depth: int,
    table: Mapping[str, Any],
    document: Mapping[str, Any],
    value: Any,
    file: object,
) -> InputError:
    """Return the error for a key whose part number ``depth`` is not in its ``table``."""
    key = ".".join(parts)
    if depth != 1 or parts[0] != "brands":
        return unknown_key(key, value, _leaves(document, ""), table, file)
    near = nearest(parts[1], table)
    return InputError(
        "no such brand", file=file, key=key, value=value, allowed=", ".join(table), nearest=near
    )


def _leaves(table: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def parse_set(text: str) -> tuple[str, Any]:
    """Return key and value of one ``key=value``.

    The value is read as TOML would (200, 0.5, true, "text"); what TOML does not know is a
    text, so that quotes may be left out.
    """
    key, equals, value = (part.strip() for part in text.partition("="))
    if not (key and equals and value):
        missing = "no = in it" if not equals else "no value after =" if key else "no key before ="
        raise InputError(
            missing, file="--set", value=text, allowed="key=value, such as people.count=200"
        )
    return key, _value_of(value)


def parse_sets(texts: Iterable[str]) -> dict[str, Any]:
    """Return the changes that several ``key=value`` ask for; the last one of a key counts."""
    return dict(parse_set(text) for text in texts)


def _value_of(text: str) -> Any:
    try:
        parsed = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    simple = list(parsed) == ["value"] and isinstance(parsed["value"], (bool, int, float, str))
    return parsed["value"] if simple else text
