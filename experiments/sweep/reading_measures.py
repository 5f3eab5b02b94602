"""Outcomes out of an experiment file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.sweep.measures import USUAL, WAYS, Measure
from experiments.sweep.reading_parts import DocumentPart, choice_of, number
from model.errors import InputError
from model.observables import COLUMNS
from model.parameters.validation import nearest
from model.scenario import Scenario
from model.scenario.checking import LONGEST_LINE, text_of

OBSERVABLES = tuple(column.name for column in COLUMNS if column.kind != "key")
KEYS = ("of", "how", "brand", "from", "to", "day", "above", "below", "by", "other")
FARTHEST = 20_000


def observable(part: DocumentPart, key: str, given: Any) -> str:
    """Return the name of an observable, checked."""
    if given in OBSERVABLES and isinstance(given, str):
        return given
    raise InputError(
        "no such observable", file=part.file, key=part.key(key), value=given,
        allowed="a column of series.parquet (docs/columns.md)",
        nearest=nearest(given, OBSERVABLES) if isinstance(given, str) else None,
    )  # fmt: skip


def read_measures(table: DocumentPart, base: Scenario, file: str) -> tuple[Measure, ...]:
    """Return the outcomes in the file's order; the usual ones if it names none."""
    if not table.document:
        return USUAL
    return tuple(_measure(name, given, table, base) for name, given in table.document.items())


def _measure(name: str, given: Any, table: DocumentPart, base: Scenario) -> Measure:
    text_of(name, table.name, table.file, LONGEST_LINE)
    if isinstance(given, str):
        given = {"how": given}
    if not isinstance(given, Mapping):
        raise table.wrong(name, 'such as "final", or {of = "trust", how = "mean", from = 30}')
    part = DocumentPart(given, table.key(name), table.file)
    part.only(KEYS)
    of = observable(part, "of", part.get("of", name))
    how = choice_of(part, "how", "final", tuple(WAYS))
    start, stop = _window(part, how, base.days)
    made = Measure(
        name, of, how, _brand(part, "brand", base), start, stop,
        _threshold(part, "above"), _threshold(part, "below"),
        observable(part, "by", part.get("by")) if how == "ratio" else "",
        _brand(part, "other", base, needed=how == "crossing"),
    )  # fmt: skip
    _check_words(made, part)
    return made


def _check_words(made: Measure, part: DocumentPart) -> None:
    """Refuse words that mean nothing in this way of measuring, and lacking ones."""
    wanted = {"time_to": ("above", "below"), "ratio": ("by",), "crossing": ("other",)}
    for how, words in wanted.items():
        for word in words:
            if word in part.document and made.how != how:
                raise part.wrong(word, f'only with how = "{how}"')
    if made.how == "time_to" and (made.above is None) == (made.below is None):
        raise part.wrong("above", "a number, or one for below, and not both", "missing or double")
    if "day" in part.document and made.how != "final":
        raise part.wrong("day", 'only with how = "final"')


def _window(part: DocumentPart, how: str, days: int) -> tuple[int, int | None]:
    if how == "final" and "day" in part.document:
        day = int(number(part, "day", None, 0, FARTHEST, whole=True))
        return day, day + 1
    start = int(number(part, "from", 0, -FARTHEST, FARTHEST, whole=True))
    if "to" not in part.document:
        return start, None
    stop = int(number(part, "to", None, -FARTHEST, FARTHEST, whole=True))
    if not range(days)[start:stop]:
        raise part.wrong("to", f"a day after `from` = {start}, within {days} days", "empty window")
    return start, stop


def _threshold(part: DocumentPart, key: str) -> float | None:
    return number(part, key, None, -1e15, 1e15) if key in part.document else None


def _brand(part: DocumentPart, key: str, base: Scenario, needed: bool = False) -> str:
    if key not in part.document and not needed:
        return ""
    return choice_of(part, key, None, tuple(brand.name for brand in base.brands))
