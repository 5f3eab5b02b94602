"""Factors as the command line writes them: ``staff_hours=0..2,strategy=push|mixed,levers``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments.sweep.factors import Factor, Span, full_key
from experiments.sweep.reading_factors import declaration, read_factor
from model.errors import InputError
from model.parameters import levers, moral, uncertainties
from model.parameters.declaration import Parameter
from model.parameters.validation import nearest
from model.scenario import Scenario, parse_set
from model.strategies import STRATEGIES

AROUND = 0.5
"""How much of a value a factor varies up and down, where nothing else is said."""
GROUPS = {"levers": levers, "uncertainties": uncertainties, "moral": moral}
"""Words that stand for many factors: what a brand decides, what nobody knows, the essays' moral."""
ALLOWED = (
    "KEY, KEY=LOW..HIGH, KEY=ONE|OTHER, or a group (levers, uncertainties, moral), commas between"
)


def read_factors(
    texts: Iterable[str], base: Scenario, brand: str, file: str, around: float | None = AROUND
) -> tuple[Factor, ...]:
    """Return the factors that some texts list; raise InputError.

    A key without levels varies by the share ``around`` of its value up and down, as far as
    its declaration allows; over all that is allowed if ``around`` is None.
    """
    words = [word.strip() for text in texts for word in text.split(",")]
    found: dict[str, Factor] = {}
    for word in words:
        for factor in _factors(word, base, brand, file, around):
            if factor.key in found and word not in GROUPS:
                raise InputError("a factor is there twice", file=file, value=word)
            found.setdefault(factor.key, factor)
    return tuple(found.values())


def _factors(
    word: str, base: Scenario, brand: str, file: str, around: float | None
) -> Iterator[Factor]:
    name, equals, given = (part.strip() for part in word.partition("="))
    if not name or (equals and not given):
        raise InputError(
            "a factor without a name or levels", file=file, value=word, allowed=ALLOWED
        )
    if equals:
        yield read_factor(name, _levels(given), base, brand, file, Path())
    elif name in GROUPS:
        for parameter in GROUPS[name]():
            key = parameter.name.removeprefix("brands.*.")
            factor = _bare(key, parameter, base, brand, around)
            if factor is not None:
                yield factor
    else:
        declared = _declared(name, base, brand, file)
        factor = _bare(name, declared, base, brand, around)
        if factor is None:
            raise InputError(
                "has one level only",
                file=file,
                key=name,
                allowed=f"{name}=LOW..HIGH, or --whole-range",
            )
        yield factor


def _levels(text: str) -> Any:
    """Return levels as an experiment file has them."""
    low, dots, high = text.partition("..")
    if dots:
        return {"low": parse_set(f"low={low}")[1], "high": parse_set(f"high={high}")[1]}
    return [parse_set(f"level={level}")[1] for level in text.split("|") if level.strip()]


def _declared(name: str, base: Scenario, brand: str, file: str) -> Parameter:
    key = full_key(name, brand)
    declared = declaration(key, base, brand) if key != "seed" else None
    if declared is not None:
        return declared
    if key == f"brands.{brand}.strategy":
        return Parameter(name, "", 0, 0, "", "", "", choices=usable_strategies(base, brand))
    known = [*GROUPS, "strategy", *(p.name.removeprefix("brands.*.") for p in every())]
    raise InputError(
        "no such factor", file=file, value=name, allowed=ALLOWED, nearest=nearest(name, known)
    )


def every() -> tuple[Parameter, ...]:
    """Return everything that is declared."""
    from model.parameters import ALL

    return ALL


def usable_strategies(base: Scenario, brand: str) -> tuple[str, ...]:
    """Return the strategies that do something with their usual options alone."""
    found = []
    for name in STRATEGIES:
        try:
            base.with_values({f"brands.{brand}.strategy": name})
        except InputError:
            continue
        found.append(name)
    return tuple(found)


def _bare(
    name: str, declared: Parameter, base: Scenario, brand: str, around: float | None
) -> Factor | None:
    """Return a factor over what is usual for its kind; None if that is a single level."""
    key = full_key(name, brand)
    if declared.kind is bool:
        return Factor(name, key, values=(False, True))
    if declared.kind is str:
        return Factor(name, key, values=declared.choices) if len(declared.choices) > 1 else None
    low, high = declared.low, declared.high
    if around is not None:
        low, high = _around(declared, float(_value(base, key, declared.default)), around)
    whole = declared.kind is int
    if whole:
        low, high = float(round(low)), float(round(high))
    return Factor(name, key, span=Span(low, high, whole=whole)) if low < high else None


def _value(base: Scenario, key: str, default: Any) -> Any:
    """Return what the base has, or the default where it has nothing of the kind."""
    value: Any = base.to_dict()
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return default if value is None else value


def _around(declared: Parameter, value: float, share: float) -> tuple[float, float]:
    """Return a range about a value; about 0, that share of what is allowed on either side."""
    ends = (value - share * abs(value), value + share * abs(value))
    if value == 0:
        ends = (share * min(declared.low, 0.0), share * max(declared.high, 0.0))
    return max(ends[0], declared.low), min(ends[1], declared.high)
