"""A scenario: everything that decides a run, complete and checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

from model.errors import InputError
from model.parameters import brand_defaults, defaults
from model.parameters.declaration import Value
from model.parameters.validation import check, nearest
from model.scenario.changing import changed, value_at
from model.scenario.checking import (
    CHANGES,
    RUN_PARAMETERS,
    brand_tables,
    brand_values,
    check_depth,
    run_values,
    world_values,
)
from model.scenario.frozen import FrozenMapping, plain
from model.scenario.later import Changes, given_changes, located, nested, never_come
from model.scenario.options import unusual_options
from model.scenario.writing import toml_text


@dataclass(frozen=True)
class BrandSpec:
    """One brand as the scenario has it: its strategy with all options, and all its levers."""

    name: str
    """Stable name; its random draws are keyed by it."""
    label: str
    """What pictures call it."""
    strategy: str
    options: Mapping[str, Any]
    """Every option by name; tables hold the options of strategies within the strategy."""
    values: Mapping[str, Value]
    """Every lever by key, such as ``price``."""

    def to_dict(self, complete: bool = True) -> dict[str, Any]:
        """Return the brand's table; if not ``complete``, without what is at its default."""
        options, values = plain(self.options), dict(self.values)
        if not complete:
            options = unusual_options(self.strategy, options)
            values = {k: v for k, v in values.items() if v != brand_defaults()[k]}
        head = {"label": self.label} if complete or self.label != self.name else {}
        tail = {"options": options} if complete or options else {}
        return head | {"strategy": self.strategy} | values | tail


@dataclass(frozen=True)
class Scenario:
    """One world and its brands; see ``load_scenario`` for where it comes from."""

    name: str
    """Short name: that of the file, without its ending."""
    title: str
    about: str
    days: int
    seed: int
    values: Mapping[str, Value]
    """Every parameter of the world by dotted name, such as ``people.count``."""
    brands: tuple[BrandSpec, ...]
    """In the order of the file; the run does not depend on it."""
    changes: Mapping[int, Mapping[str, Value]] = field(default_factory=lambda: NO_CHANGES)
    """New values by dotted key, by the day from whose morning on they hold."""

    @classmethod
    def from_dict(
        cls, document: Mapping[str, Any], name: str = "scenario", file: object = None
    ) -> Scenario:
        """Return the scenario that a document (nested tables) describes, or raise InputError.

        ``file`` is what a message calls the place that the document came from.
        """
        check_depth(document, file)
        brands = tuple(
            BrandSpec(name=brand, **_frozen(brand_values(brand, table, file)))
            for brand, table in brand_tables(document, file).items()
        )
        values = FrozenMapping(world_values(document, file))
        start = cls(name=name, values=values, brands=brands, **run_values(document, name, file))
        changes = given_changes(document, [brand.name for brand in brands], file)
        return replace(start, changes=_checked(start, changes, file)) if changes else start

    def brand(self, name: str) -> BrandSpec:
        """Return the brand of that name, or raise InputError."""
        for brand in self.brands:
            if brand.name == name:
                return brand
        names = [brand.name for brand in self.brands]
        raise InputError(
            "no such brand", value=name, allowed=", ".join(names), nearest=nearest(name, names)
        )

    def with_values(self, changes: Mapping[str, Any], *, file: object = None) -> Scenario:
        """Return a copy with other values by dotted key, checked.

        Keys are those of a file: ``people.count``, ``days``, ``brands.<name>.price``,
        ``brands.<name>.strategy``, ``brands.<name>.options.<option>``; ``*`` as a brand's
        name means every brand. Another strategy starts from its own default options.
        ``changes.30.`` before a key makes it hold from the morning of day 30 on.
        """
        return self.from_dict(changed(self.to_dict(), changes, file), self.name, file)

    def with_seed(self, seed: int, *, file: object = None) -> Scenario:
        """Return a copy with another seed, checked: nothing else has to be looked at again."""
        return replace(self, seed=int(check(RUN_PARAMETERS["seed"], seed, file=file)))

    def with_strategy(
        self, brand: str, strategy: str, options: Mapping[str, Any] | None = None
    ) -> Scenario:
        """Return a copy in which one brand follows another strategy; options left out are usual."""
        self.brand(brand)
        document = self.to_dict()
        document["brands"][brand] |= {"strategy": strategy, "options": plain(options or {})}
        return self.from_dict(document, self.name)

    def on_day(self, day: int) -> Scenario:
        """Return what holds on a day: the changes up to it made, none left to come."""
        document = self.to_dict()
        document.pop(CHANGES, None)
        for first, values in self.changes.items():
            if first <= day:
                document = changed(document, values)
        return self.from_dict(document, self.name)

    def notices(self) -> list[str]:
        """Return, in words, what is allowed and can hardly be meant."""
        late = never_come(self.changes, self.days)
        return [late] if late else []

    def to_dict(self, complete: bool = True) -> dict[str, Any]:
        """Return the document; if not ``complete``, without what is at its default."""
        document: dict[str, Any] = {
            "title": self.title, "about": self.about, "days": self.days, "seed": self.seed,
        }  # fmt: skip
        for name, value in self.values.items():
            if complete or value != defaults()[name]:
                _nest(document, name, value)
        document["brands"] = {brand.name: brand.to_dict(complete) for brand in self.brands}
        return document | ({CHANGES: nested(self.changes)} if self.changes else {})

    def to_toml(self, complete: bool = True) -> str:
        """Return the text of a file that loads as this same scenario."""
        return toml_text(self.to_dict(complete))

    def content_hash(self) -> str:
        """Return 16 hex digits over all that decides the run: no title, no label, no order."""
        return self._hash

    @cached_property
    def _hash(self) -> str:
        brands = {b.name: [b.strategy, plain(b.options), dict(b.values)] for b in self.brands}
        content: list[Any] = [self.days, self.seed, dict(self.values), brands]
        if self.changes:
            content.append(nested(self.changes))
        text = json.dumps(content, sort_keys=True)
        return blake2b(text.encode(), digest_size=8).hexdigest()


NO_CHANGES: Mapping[int, Mapping[str, Value]] = FrozenMapping({})  # type: ignore[assignment]


def _checked(start: Scenario, changes: Changes, file: object) -> Any:
    """Return the changes in their declared types; one that does not fit on its day is refused."""
    document, found = start.to_dict(), {}
    for day, values in changes.items():
        try:
            document = changed(document, values, file)
            document = Scenario.from_dict(document, start.name, file).to_dict()
        except InputError as error:
            raise located(error, day) from error
        found[day] = {key: value_at(document, key) for key in values}
    return FrozenMapping(found)  # type: ignore[arg-type]


def _frozen(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {k: FrozenMapping(v) if isinstance(v, Mapping) else v for k, v in parts.items()}


def _nest(document: dict[str, Any], name: str, value: Value) -> None:
    *sections, key = name.split(".")
    for section in sections:
        document = document.setdefault(section, {})
    document[key] = value
