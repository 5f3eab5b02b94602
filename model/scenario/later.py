"""What a scenario changes on the way: ``[changes.30]`` holds from the morning of day 30 on.

A section of changes is a part of a scenario file, with what can change while people live:
a brand's levers, strategy and options, and the numbers that a day's rules read. What only
shapes the start (how many people, their traits, their friendships) cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.scenario.changing import EVERY_BRAND, put_change
from model.scenario.checking import CHANGES as SECTION
from model.scenario.checking import RUN_PARAMETERS, table_of

DAY = re.compile(r"0|[1-9][0-9]{0,4}")
LAST_DAY = 20_000
MOST_CHANGES = 500

START_SUBJECTS = ("people", "network")
START_NAMES = ("platform.topics", "feed.expected_start", "market.satisfaction_start")
DAILY_NAMES = ("people.activity_drift",)

Changes = dict[int, dict[str, Any]]
"""New values by dotted key, by day."""


def shapes_the_start(name: str) -> bool:
    """Tell whether a parameter of the world is read before the first day only."""
    subject = name.partition(".")[0]
    return name in START_NAMES or (subject in START_SUBJECTS and name not in DAILY_NAMES)


def can_change(key: str) -> bool:
    """Tell whether a value of a scenario, by dotted key, may change on the way."""
    if not key.startswith("brands."):
        return key in PARAMETERS and not shapes_the_start(key)
    _, _, *own = key.split(".")
    if len(own) == 1 and own[0] in BRAND_PARAMETERS:
        return BRAND_PARAMETERS[own[0]].role == "lever"
    return own == ["strategy"] or (len(own) > 1 and own[0] == "options")


def given_changes(document: Mapping[str, Any], brands: list[str], file: object) -> Changes:
    """Return the changes that a document asks for, days ascending, or raise InputError.

    ``*`` for a brand's name becomes each of ``brands``; whether values fit is not looked at.
    """
    days = table_of(document.get(SECTION, {}), SECTION, file)
    found: Changes = {}
    for day in sorted(days, key=lambda day: _number(day, file)):
        table = table_of(days[day], f"{SECTION}.{day}", file)
        values = _expanded(dict(_leaves(table, "", f"{SECTION}.{day}.", file)), brands)
        if values:
            found[int(day)] = values
    if sum(len(values) for values in found.values()) > MOST_CHANGES:
        raise InputError("too many", file=file, key=SECTION, allowed=f"at most {MOST_CHANGES}")
    return found


def _number(day: str, file: object) -> int:
    if not DAY.fullmatch(day) or int(day) >= LAST_DAY:
        raise InputError(
            "not a day", file=file, key=f"{SECTION}.{day}", allowed=f"0 to {LAST_DAY - 1}"
        )
    return int(day)


def _leaves(
    table: Mapping[str, Any], prefix: str, path: str, file: object
) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if "." in key:
            raise InputError(
                "its dot is inside quotes; leave them out", file=file, key=f"{path}{name}"
            )
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{name}.", path, file)
        elif can_change(name) or not _is_known(name):  # what is unknown is refused later
            yield name, value
        else:
            raise InputError(
                "cannot change on the way: it shapes the start", file=file, key=f"{path}{name}",
                value=value, allowed=f"at the top of the scenario, outside [{SECTION}]",
            )  # fmt: skip


def _is_known(name: str) -> bool:
    own = re.fullmatch(r"brands\.[^.]+\.(.+)", name)
    return name in PARAMETERS or name in _OF_THE_RUN or bool(own and own[1] in _OF_A_BRAND)


_OF_THE_RUN = ("title", "about", *RUN_PARAMETERS)
_OF_A_BRAND = (*BRAND_PARAMETERS, "label")


def _expanded(values: Mapping[str, Any], brands: list[str]) -> dict[str, Any]:
    """Return the values with every brand in turn where ``*`` stands; a single one counts more."""
    star = f"brands.{EVERY_BRAND}."
    every = {
        f"brands.{brand}.{key.removeprefix(star)}": value
        for key, value in values.items()
        if key.startswith(star)
        for brand in brands
    }
    return every | {key: value for key, value in values.items() if not key.startswith(star)}


def nested(changes: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Return changes as the section of a document."""
    section: dict[str, Any] = {}
    for day, values in changes.items():
        for key, value in values.items():
            put_change(section, [str(day), *key.split(".")], value)
    return section


def never_come(changes: Mapping[int, Any], days: int) -> str | None:
    """Return in words which changes lie beyond the last day of a run, or None."""
    late = [f"{SECTION}.{day}" for day in changes if day >= days]
    if not late:
        return None
    names = late[0] if len(late) == 1 else f"{', '.join(late[:-1])} and {late[-1]}"
    come = "never comes" if len(late) == 1 else "never come"
    return f"{names} {come}: the last of {days:,} days is day {days - 1:,}"


def located(error: InputError, day: int) -> InputError:
    """Return the error with the keys that the section of that day has."""
    at, near = f"{SECTION}.{day}.", error.nearest or ""
    return InputError(
        error.problem,
        file=error.file,
        key=error.key and f"{at}{error.key}",
        value=error.value,
        allowed=error.allowed,
        nearest=f"{at}{near}" if "." in near else error.nearest,
    )
