"""Addresses that hold a whole view: scenario, changed values, seed, day, brand, person.

``/explore?v=1&scenario=three_strategies&day=120&set=talk.rate=0.2`` names a scenario that
ships and says what differs from it, in the words of the command line's ``--set``. Any other
scenario travels packed (``doc``). An address is data: it is checked like a file, and names
shipped strategies only, so that nothing of a visitor's is ever run.
"""

from __future__ import annotations

import base64
import binascii
import json
import shlex
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote

from model.errors import InputError
from model.parameters.validation import nearest
from model.scenario import Scenario, load_scenario, parse_set, shipped_scenarios
from model.scenario.changing import changed
from model.scenario.options import complete_options
from viz.app.session import check_size
from viz.lessons.arms import NAMING, SHIPPED_NAMES

VERSION = "1"
LONGEST = 1900
"""Characters of an address that every browser, mail and chat program leaves whole."""
LARGEST_PACKED = 200_000
KEYS = ("v", "scenario", "seed", "day", "set", "brand", "person", "arms", "doc")
FILE = "this link"
DEFAULT = "three_strategies"


@dataclass(frozen=True)
class View:
    """What somebody looks at."""

    scenario: Scenario
    day: int = 0
    brand: str | None = None
    """The brand whose trust colours the people; None for the first."""
    person: int | None = None
    arms: tuple[str, ...] = ()
    """The strategies that are compared, in the arena."""


def first_view() -> View:
    """Return what a page shows when nothing else is asked for."""
    return View(load_scenario(DEFAULT))


# --- reading ---------------------------------------------------------------------------


def read_query(query: str) -> View:
    """Return what an address asks for, checked, or raise InputError."""
    given = _pairs(query)
    one = {key: value for key, value in given if key != "set"}
    if one.get("v", VERSION) != VERSION:
        raise InputError("made by another version", file=FILE, key="v", value=one["v"],
                         allowed=VERSION)  # fmt: skip
    sets = dict(parse_set(value) for key, value in given if key == "set")
    if "seed" in one:
        sets["seed"] = _whole(one, "seed")
    if "doc" in one:
        document, name = unpacked(one["doc"]), "scenario"
    else:
        name = one.get("scenario", DEFAULT)
        document = _shipped(name).to_dict()
    scenario = checked(changed(document, sets, FILE) if sets else document, name, FILE)
    return _placed(scenario, one)


def _pairs(query: str) -> list[tuple[str, str]]:
    if len(query) > 4 * LONGEST:
        raise InputError("too long", file=FILE, allowed=f"at most {4 * LONGEST} characters")
    try:
        given = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=600)
    except ValueError as error:
        raise InputError("cannot be read", file=FILE) from error
    for key, _ in given:
        if key not in KEYS:
            raise InputError("unknown key", file=FILE, key=key, allowed=", ".join(KEYS),
                             nearest=nearest(key, KEYS))  # fmt: skip
    return given


def _shipped(name: str) -> Scenario:
    if name in shipped_scenarios():
        return load_scenario(name)
    raise InputError("no such scenario", file=FILE, key="scenario", value=name,
                     allowed=", ".join(shipped_scenarios()),
                     nearest=nearest(name, shipped_scenarios()))  # fmt: skip


def _whole(given: Mapping[str, str], key: str) -> int:
    text = given[key]
    if not text.isascii() or not text.isdecimal() or len(text) > 20:
        raise InputError("not a whole number", file=FILE, key=key, value=text)
    return int(text)


def _placed(scenario: Scenario, one: Mapping[str, str]) -> View:
    view = View(scenario)
    if "day" in one:
        view = replace(view, day=_within(one, "day", scenario.days))
    if "person" in one:
        people = int(scenario.values["people.count"])
        view = replace(view, person=_within(one, "person", people - 1))
    if "brand" in one:
        view = replace(view, brand=scenario.brand(one["brand"]).name)
    if "arms" in one:
        view = replace(view, arms=_arms(one["arms"]))
    return view


def _arms(text: str) -> tuple[str, ...]:
    arms = tuple(text.split(","))
    for arm in arms:
        if arm not in SHIPPED_NAMES:
            near = nearest(arm, SHIPPED_NAMES)
            raise InputError("not a strategy that ships", file=FILE, key="arms", value=arm,
                             allowed=", ".join(SHIPPED_NAMES), nearest=near)  # fmt: skip
    return arms


def _within(given: Mapping[str, str], key: str, most: int) -> int:
    number = _whole(given, key)
    if number > most:
        raise InputError("out of range", file=FILE, key=key, value=number, allowed=f"0 to {most}")
    return number


def checked(document: Mapping[str, Any], name: str, file: str) -> Scenario:
    """Return the scenario of a visitor's document; it names shipped strategies only."""
    for key, strategy in _strategies(document, ""):
        if strategy not in SHIPPED_NAMES:
            near = nearest(strategy, SHIPPED_NAMES) if isinstance(strategy, str) else None
            raise InputError(
                "names a strategy that does not ship with Goodwill", file=file, key=key,
                value=strategy, allowed=", ".join(SHIPPED_NAMES), nearest=near,
            )  # fmt: skip
    scenario = Scenario.from_dict(document, name, file)
    check_size(scenario)
    return scenario


def _strategies(table: Mapping[str, Any], path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    if depth > 20:
        return  # refused as too deep before any strategy is looked at
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _strategies(value, f"{path}{key}.", depth + 1)
        elif key in NAMING and path.startswith(("brands.", "changes.")):
            yield f"{path}{key}", value


def read_text(text: str, name: str) -> View:
    """Return the view in a file that a visitor opened: a scenario as TOML, or a saved view."""
    file = name[-80:] or "the file"
    if len(text) > LARGEST_PACKED:
        raise InputError("too large", file=file, allowed=f"at most {LARGEST_PACKED} characters")
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        problem = f"not a scenario: {str(error).splitlines()[0][:120]}"
        raise InputError(problem, file=file, allowed="a scenario in TOML") from error
    place = document.pop("view", {})
    scenario = checked(document, _stem(name), file)
    if not isinstance(place, dict) or not {*place} <= {"day", "brand", "person"}:
        raise InputError("wrong section", file=file, key="view", allowed="day, brand, person")
    return _placed(scenario, {key: str(value) for key, value in place.items()})


def _stem(name: str) -> str:
    stem = "".join(c if c.isalnum() or c in "_-" else "_" for c in name.rpartition(".")[0])
    return stem.strip("_")[:40] or "scenario"


# --- writing ---------------------------------------------------------------------------


def query_of(view: View) -> str | None:
    """Return the part of an address after its question mark; None if it would be too long."""
    scenario = view.scenario
    named = [name for _, name in _strategies(scenario.to_dict(), "")]
    if not {*named, *view.arms} <= set(SHIPPED_NAMES):
        return None
    pairs = [("v", VERSION)]
    differences = from_shipped(scenario)
    if differences is None:
        pairs.append(("doc", packed(scenario)))
    else:
        seed = differences.pop("seed", None)
        pairs.append(("scenario", scenario.name))
        pairs += [("seed", str(seed))] if seed is not None else []
        pairs += [("set", f"{key}={value_text(value)}") for key, value in differences.items()]
    pairs.append(("day", str(view.day)))
    pairs += [("brand", view.brand)] if view.brand else []
    pairs += [("person", str(view.person))] if view.person is not None else []
    pairs += [("arms", ",".join(view.arms))] if view.arms else []
    query = "&".join(f"{key}={quote(value, safe='.*:,=-_')}" for key, value in pairs)
    return query if len(query) <= LONGEST else None


def file_of(view: View) -> str:
    """Return the same as a file: the scenario, and what is looked at in a section of its own."""
    place = {"day": view.day, "brand": view.brand, "person": view.person}
    lines = [f"{key} = {json.dumps(value)}" for key, value in place.items() if value is not None]
    return view.scenario.to_toml(complete=False) + "\n[view]\n" + "\n".join(lines) + "\n"


def from_shipped(scenario: Scenario) -> dict[str, Any] | None:
    """Return by dotted key what differs from the shipped scenario of that name; None if unlike."""
    if scenario.name not in shipped_scenarios():
        return None
    base = load_scenario(scenario.name)
    if [b.name for b in base.brands] != [b.name for b in scenario.brands]:
        return None
    before, after = base.to_dict(), scenario.to_dict()
    for brand in scenario.brands:
        own = before["brands"][brand.name]
        if own["strategy"] != brand.strategy:
            own["options"] = complete_options(brand.strategy, {})
    old, new = dict(leaves(before)), dict(leaves(after))
    found = {key: value for key, value in new.items() if key not in old or old[key] != value}
    try:
        same = base.with_values(found) == scenario
    except InputError:
        same = False
    return found if same else None


def leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of a document with its dotted key."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def value_text(value: Any) -> str:
    """Return a value as ``--set`` reads it back."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str) and (not text or parse_set(f"x={text or 0}")[1] != value):
        return json.dumps(value, ensure_ascii=False)
    return text


def packed(scenario: Scenario) -> str:
    """Return a scenario as a short text that an address can hold."""
    text = json.dumps(scenario.to_dict(complete=False), separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> dict[str, Any]:
    """Return the document in such a text, or raise InputError."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unzip = zlib.decompressobj()
        plain = unzip.decompress(raw, LARGEST_PACKED)
        document = json.loads(plain) if not unzip.unconsumed_tail else None
    except (ValueError, binascii.Error, zlib.error, RecursionError) as error:
        raise InputError(
            "cannot be read; it may have been cut off", file=FILE, key="doc"
        ) from error
    if not isinstance(document, dict):
        raise InputError("holds no scenario", file=FILE, key="doc")
    return document


def command_of(view: View) -> str:
    """Return the command line that repeats the run up to the day looked at."""
    differences = from_shipped(view.scenario)
    days = ["--days", str(max(view.day, 1))]
    if differences is None:
        return shlex.join(["goodwill", "run", f"{view.scenario.name}.toml", *days])
    differences.pop("days", None)
    seed = differences.pop("seed", None)
    words = ["goodwill", "run", view.scenario.name, *days]
    words += ["--seed", str(seed)] if seed is not None else []
    for key, value in differences.items():
        words += ["--set", f"{key}={value_text(value)}"]
    return shlex.join(words)
