"""From the plain tables of a scenario file to checked, complete values.

A *document* is what a TOML reader returns: nested dictionaries. Whatever is missing takes
its default; whatever is not known, or does not fit its declaration, is an ``InputError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from model.errors import InputError
from model.keys import brand_key
from model.parameters import BRAND_PARAMETERS, PARAMETERS, brand_defaults, defaults
from model.parameters.declaration import Parameter, Value
from model.parameters.validation import check, has_odd_characters, nearest
from model.scenario.options import complete_options
from model.strategies import STRATEGIES

Document = Mapping[str, Any]

RUN_PARAMETERS: Mapping[str, Parameter] = {
    "days": Parameter(
        "days", 365, 1, 20_000, "days", "How long the run is.",
        "chosen by the experimenter", role="setting",
    ),
    "seed": Parameter(
        "seed", 1, 0, 2**63 - 1, "", "Which luck: the same seed gives the same run.",
        "chosen by the experimenter", role="setting",
    ),
}  # fmt: skip
"""What stands at the top of a scenario, outside all sections."""

CHANGES = "changes"
"""The section of what changes on the way, see ``model.scenario.later``."""
TOP_KEYS = ("title", "about", *RUN_PARAMETERS, "brands", CHANGES)
BRAND_KEYS = ("label", "strategy", "options", *BRAND_PARAMETERS)
BRAND_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
MOST_BRANDS = 256
DEEPEST = 16
"""Tables within tables; a strategy within a strategy is one level more."""

LONGEST_LINE = 200
LONGEST_ABOUT = 4000


def _tree() -> dict[str, Any]:
    """Return the parameters of the world as nested tables, as a file would hold them."""
    root: dict[str, Any] = {}
    for name, parameter in PARAMETERS.items():
        *sections, key = name.split(".")
        table = root
        for section in sections:
            table = table.setdefault(section, {})
        table[key] = parameter
    return root


TREE = _tree()


def check_depth(document: Document, file: object) -> None:
    """Refuse tables in tables without end, before anything walks them."""
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        level = [value for table in level for value in table.values() if isinstance(value, Mapping)]
    if level:
        raise InputError("nested too deeply", file=file, allowed=f"at most {DEEPEST} levels")


def table_of(value: Any, key: str, file: object) -> Document:
    """Return the value if it is a table, else say that it has to be one."""
    if isinstance(value, Mapping):
        return value
    raise InputError("wrong type", file=file, key=key, value=value, allowed=f"a section, [{key}]")


def unknown_key(
    key: str, value: Any, known: Iterable[str], beside: Iterable[str], file: object
) -> InputError:
    """Return the error for a key that nothing declares.

    ``known`` are the whole dotted names it may have been meant for, ``beside`` the keys that
    would have been right in its section.
    """
    names = list(known)
    return InputError(
        "its dot is inside quotes; leave them out" if key in names else "unknown key",
        file=file,
        key=key,
        value=None if isinstance(value, Mapping) else value,
        allowed=", ".join(beside),
        nearest=None if key in names else nearest(key, names),
    )


def text_of(value: Any, key: str, file: object, longest: int, also: str = "") -> str:
    """Return the value if it is a text of at most ``longest`` characters, else raise."""
    allowed = f"a text of at most {longest} characters" + ("" if also else ", on one line")
    if not isinstance(value, str):
        raise InputError("wrong type", file=file, key=key, value=value, allowed=allowed)
    if len(value) > longest:
        raise InputError("too long", file=file, key=key, value=value, allowed=allowed)
    if has_odd_characters(value, also):
        raise InputError(
            "holds control characters", file=file, key=key, value=value, allowed=allowed
        )
    return value


def run_values(document: Document, name: str, file: object) -> dict[str, Any]:
    """Return title, about, days and seed."""
    return {
        "title": text_of(document.get("title", name), "title", file, LONGEST_LINE),
        "about": text_of(document.get("about", ""), "about", file, LONGEST_ABOUT, "\n\t"),
    } | {
        key: check(parameter, document.get(key, parameter.default), file=file)
        for key, parameter in RUN_PARAMETERS.items()
    }


def world_values(document: Document, file: object) -> dict[str, Value]:
    """Return the value of every parameter of the world, in the order of the declarations."""
    sections = {key: value for key, value in document.items() if key not in TOP_KEYS}
    given = {
        name: check(parameter, value, file=file)
        for name, parameter, value in _walk(sections, TREE, "", file)
    }
    return defaults() | given


def _walk(
    table: Document, tree: Mapping[str, Any], prefix: str, file: object
) -> Iterator[tuple[str, Parameter, Any]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if key not in tree:
            beside = tree if prefix else [*TOP_KEYS, *tree]
            raise unknown_key(name, value, [*TOP_KEYS, *PARAMETERS], beside, file)
        if isinstance(tree[key], Parameter):
            yield name, tree[key], value
        else:
            yield from _walk(table_of(value, name, file), tree[key], f"{name}.", file)


def brand_tables(document: Document, file: object) -> dict[str, Document]:
    """Return the brands' tables by name, the names checked, in the order of the file."""
    if "brands" not in document:
        raise InputError("no brands", file=file, allowed="at least one section [brands.<name>]")
    tables = table_of(document["brands"], "brands", file)
    if not 1 <= len(tables) <= MOST_BRANDS:
        problem = "too many brands" if tables else "no brands"
        raise InputError(problem, file=file, key="brands", allowed=f"1 to {MOST_BRANDS} brands")
    for name in tables:
        _check_brand_name(name, file)
    _check_keys_differ(list(tables), file)
    return {name: table_of(table, f"brands.{name}", file) for name, table in tables.items()}


def _check_brand_name(name: str, file: object) -> None:
    if not BRAND_NAME.fullmatch(name):
        raise InputError(
            "not a brand's name", file=file, key="brands", value=name,
            allowed="1 to 40 letters, digits, _ and -; use label for anything else",
        )  # fmt: skip


def _check_keys_differ(names: list[str], file: object) -> None:
    """Two names may by bad luck share a random key, and then also their luck."""
    by_key: dict[int, str] = {}
    for name in names:
        other = by_key.setdefault(brand_key(name), name)
        if other != name:
            raise InputError(
                f"has the same random key as {other}; rename one of the two",
                file=file, key=f"brands.{name}",
            )  # fmt: skip


def brand_values(name: str, table: Document, file: object) -> dict[str, Any]:
    """Return label, strategy, complete options and complete levers of one brand."""
    path = f"brands.{name}"
    for key, value in table.items():
        if key not in BRAND_KEYS:
            known = [f"{path}.{k}" for k in BRAND_KEYS]
            raise unknown_key(f"{path}.{key}", value, known, BRAND_KEYS, file)
    given = {
        key: check(parameter, table[key], file=file, key=f"{path}.{key}")
        for key, parameter in BRAND_PARAMETERS.items()
        if key in table
    }
    label = text_of(table.get("label", name), f"{path}.label", file, LONGEST_LINE)
    strategy, options = _strategy(table, path, file)
    return {
        "label": label, "strategy": strategy, "options": options,
        "values": brand_defaults() | given,
    }  # fmt: skip


def _strategy(table: Document, path: str, file: object) -> tuple[str, dict[str, Any]]:
    key = f"{path}.strategy"
    if "strategy" not in table:
        raise InputError("missing", file=file, key=key, allowed=", ".join(STRATEGIES))
    given = table_of(table.get("options", {}), f"{path}.options", file)
    name = table["strategy"]
    return name, complete_options(name, given, file=file, key=key, path=f"{path}.options")
