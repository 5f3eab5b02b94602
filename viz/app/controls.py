"""Levers as a page shows them, made from the declarations of parameters and options."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from model.parameters import BRAND_PARAMETERS, MODULES, PARAMETERS
from model.parameters.declaration import Parameter, Value
from model.scenario import BrandSpec, Scenario
from model.scenario.checking import RUN_PARAMETERS
from model.scenario.later import can_change
from model.scenario.options import complete_options
from model.strategies import STRATEGIES
from viz.app.session import MOST_DAYS, MOST_PEOPLE
from viz.figures import words

Item = dict[str, Any]
Section = dict[str, Any]

MEANS = ("staff_hours", "ad_reach", "posts_a_day", "price")
"""What a brand decides first."""
SETTINGS = ("people.count", "network.kind", "medium.kind")
WORLD = "world"
BOUNDS = {"people.count": (50.0, float(MOST_PEOPLE)), "days": (30.0, float(MOST_DAYS))}
"""What a page can take of what has no natural end."""


def sections(now: Scenario, usual: Scenario, opened: Iterable[str]) -> list[Section]:
    """Return all levers: a section a brand, the people, and folded what nobody knows.

    ``now`` holds the values in force, ``usual`` those that the scenario came with. What is
    not ``opened`` has no items yet if it is long.
    """
    open_ = set(opened)
    found = [_brand(spec, usual, f"brand:{spec.name}" in open_) for spec in now.brands]
    return [*found, _people(now, usual, open_), _world(now, usual, WORLD in open_)]


def _brand(spec: BrandSpec, usual: Scenario, is_open: bool) -> Section:
    path = f"brands.{spec.name}"
    return {
        "id": f"brand:{spec.name}",
        "brand": spec.name,
        "title": spec.label,
        "hint": words.spoken(spec.strategy),
        "open": is_open,
        "items": list(_brand_items(spec, usual.brand(spec.name), path)),
    }


def _brand_items(spec: BrandSpec, usual: BrandSpec, path: str) -> Iterator[Item]:
    yield _strategy(spec, usual, path)
    own = [(f"{path}.{key}", BRAND_PARAMETERS[key]) for key in MEANS]
    yield head(f"{path}#means", "What it spends and asks")
    yield from (
        item(key, p, spec.values[p.key], usual.values[p.key], starts=False) for key, p in own
    )
    options = list(_options(spec, usual, path))
    if options:
        yield head(f"{path}#options", f"How it goes about it: {words.spoken(spec.strategy)}")
        yield from options
    yield head(f"{path}#product", "Product, costs, and where it starts")
    for key, p in BRAND_PARAMETERS.items():
        if key not in MEANS:
            starts = p.role != "lever"
            yield item(f"{path}.{key}", p, spec.values[key], usual.values[key], starts=starts)


def _strategy(spec: BrandSpec, usual: BrandSpec, path: str) -> Item:
    choices = [
        {"value": name, "label": words.spoken(name), "about": kind.about}
        for name, kind in STRATEGIES.items()
    ]
    return {
        "kind": "choice", "key": f"{path}.strategy", "label": "Strategy", "value": spec.strategy,
        "usual": usual.strategy, "choices": choices, "about": STRATEGIES[spec.strategy].about,
        "said": STRATEGIES[spec.strategy].about, "source": "a brand's choice", "starts": False,
        "unit": "",
    }  # fmt: skip


def _options(spec: BrandSpec, usual: BrandSpec, path: str) -> Iterator[Item]:
    same = spec.strategy == usual.strategy
    before = usual.options if same else complete_options(spec.strategy, {})
    yield from _table(spec.strategy, spec.options, before, f"{path}.options", "")


def _table(
    strategy: str, options: Mapping[str, Any], usual: Mapping[str, Any], path: str, of: str
) -> Iterator[Item]:
    """Yield the options of a strategy, then those of strategies within it."""
    kind = STRATEGIES[strategy]
    naming = set(kind.tables().values())
    for name, parameter in kind.options().items():
        made = item(f"{path}.{name}", parameter, options[name], usual[name], starts=False)
        if name in naming:
            made |= {"kind": "choice", "choices": _strategy_choices()}
        yield made | ({"label": f"{of}: {made['label']}"} if of else {})
    for table, named_by in kind.tables().items():
        inner = options[named_by]
        same = usual.get(named_by) == inner
        before = usual[table] if same else complete_options(inner, {})
        of_inner = f"{named_by}: {words.spoken(inner)}"
        yield from _table(inner, options[table], before, f"{path}.{table}", of_inner)


def _strategy_choices() -> list[dict[str, str]]:
    return [
        {"value": name, "label": words.spoken(name), "about": kind.about}
        for name, kind in STRATEGIES.items()
        if not kind.tables()
    ]


def _people(now: Scenario, usual: Scenario, open_: set[str]) -> Section:
    items = [
        item(name, PARAMETERS[name], now.values[name], usual.values[name],
             starts=not can_change(name))
        for name in SETTINGS
    ]  # fmt: skip
    items.append(item("days", RUN_PARAMETERS["days"], now.days, usual.days, starts=True))
    count = now.values["people.count"]
    return {
        "id": "people", "title": "People and place",
        "hint": words.plural(int(count), "person", "people"),
        "open": "people" in open_, "items": items,
    }  # fmt: skip


def _world(now: Scenario, usual: Scenario, is_open: bool) -> Section:
    shown = [p for p in PARAMETERS.values() if p.name not in SETTINGS]
    section = {
        "id": WORLD, "title": "What nobody knows", "hint": f"{len(shown)} numbers of the world",
        "open": is_open, "lazy": not is_open, "items": [],
        "note": "How people read, talk, trust and buy. Most of these numbers are guesses within "
        "a range; try whether your conclusion holds across it.",
    }  # fmt: skip
    return section | {"items": list(_world_items(now, usual))} if is_open else section


def _world_items(now: Scenario, usual: Scenario) -> Iterator[Item]:
    for module in MODULES:
        shown = [p for p in module.PARAMETERS if p.name in PARAMETERS and p.name not in SETTINGS]
        if shown:
            about = (module.__doc__ or "").strip().splitlines()[0]
            yield head(f"{module.__name__}#head", about)
        for p in shown:
            values = now.values[p.name], usual.values[p.name]
            yield item(p.name, p, *values, starts=not can_change(p.name))


def called(key: str, scenario: Scenario) -> str:
    """Return what a lever is called, by its dotted key."""
    if key in PARAMETERS:
        return PARAMETERS[key].about
    _, brand, *own = key.split(".")
    label = scenario.brand(brand).label
    if own[0] in BRAND_PARAMETERS:
        return f"{label}, {BRAND_PARAMETERS[own[0]].about}"
    return f"{label}, {words.spoken(' '.join(part for part in own if part != 'options'))}"


def head(key: str, label: str) -> Item:
    """Return a heading among the levers."""
    return {"kind": "head", "key": key, "label": label}


def item(key: str, parameter: Parameter, value: Value, usual: Value, *, starts: bool) -> Item:
    """Return one lever; ``starts`` if it only shapes the start of a run."""
    about = parameter.about[:1].upper() + parameter.about[1:]
    made = {
        "key": key, "label": about, "value": value, "usual": usual, "unit": parameter.unit,
        "about": f"{about} ({parameter.name or key.rpartition('.')[2]}).",
        "source": parameter.source, "starts": starts,
    }  # fmt: skip
    if parameter.choices:
        choices = [{"value": c, "label": words.spoken(c), "about": ""} for c in parameter.choices]
        return made | {"kind": "choice", "choices": choices}
    if parameter.kind is bool:
        return made | {"kind": "switch"}
    if parameter.kind is str:
        return made | {"kind": "choice", "choices": [{"value": value, "label": str(value)}]}
    low, high = BOUNDS.get(key, (parameter.low, parameter.high))
    start, end = span(parameter, low, high, float(usual))
    return made | {
        "kind": "number", "whole": parameter.kind is int, "low": low, "high": high,
        "from": start, "to": end, "log": start > 0 and end / start > 500,
    }  # fmt: skip


def span(parameter: Parameter, low: float, high: float, usual: float) -> tuple[float, float]:
    """Return what a slider spans: all that is allowed, or where that is too wide, what is near."""
    if parameter.name in BOUNDS:
        return low, high
    near = 4.0 * max(abs(float(parameter.default)), abs(usual))
    if near == 0.0:
        near = min(high, 50.0)
    if high <= 1.5 * near or high <= 1.0:
        return low, high
    end = min(high, _round(near))
    start = low if low >= 0 or low >= -end else max(low, -end)
    return (0.0 if 0 <= start < end / 100 else start), end


def _round(value: float) -> float:
    """Return the next number above that is easy to read: 1, 2, 4, 5, 8 times a power of ten."""
    size = 10.0 ** math.floor(math.log10(value))
    return next(size * step for step in (1, 2, 4, 5, 8, 10) if size * step >= value * (1 - 1e-9))
