"""Reading a lesson's tables strictly: whatever is wrong becomes one clear message."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from model.errors import InputError
from model.parameters.validation import nearest

NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
NAME_ALLOWED = "up to 30 small letters, digits and _, a letter first"


@dataclass
class Section:
    """One table of a lesson's file; remembers which of its keys were asked for."""

    table: Mapping[str, Any]
    path: str
    """Dotted name of the table; empty at the top."""
    file: object
    asked: set[str] = field(default_factory=set)

    def key(self, name: str) -> str:
        """Return the dotted name of a key."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, problem: str, name: str, allowed: str, near: str | None = None) -> InputError:
        """Return the error of a key's value."""
        value = self.table.get(name)
        told = None if isinstance(value, (Mapping, list)) else value
        return InputError(
            problem, file=self.file, key=self.key(name), value=told, allowed=allowed, nearest=near
        )

    def take(self, name: str, allowed: str, *, needed: bool = True) -> Any:
        """Return a value; None where there is none and none is needed."""
        self.asked.add(name)
        if name not in self.table and needed:
            raise InputError("missing", file=self.file, key=self.key(name), allowed=allowed)
        return self.table.get(name)

    def text(self, name: str, longest: int, *, needed: bool = True) -> str:
        """Return a text, blank ends removed; empty where there is none and none is needed."""
        allowed = f"a text of at most {longest} characters"
        value = self.take(name, allowed, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            raise self.wrong("not a text" if value else "empty", name, allowed)
        if len(value) > longest:
            raise InputError(
                f"too long: {len(value)} characters", file=self.file, key=self.key(name),
                allowed=allowed,
            )  # fmt: skip
        return value.strip()

    def number(self, name: str, low: float, high: float) -> float:
        """Return a number within limits."""
        allowed = f"a number from {low:g} to {high:g}"
        value = self.take(name, allowed)
        real = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not real or not math.isfinite(value) or not low <= value <= high:
            raise self.wrong("out of range" if real else "not a number", name, allowed)
        return float(value)

    def whole(self, name: str, low: int, high: int, usual: int | None = None) -> int:
        """Return a whole number within limits."""
        allowed = f"a whole number from {low} to {high}"
        value = self.take(name, allowed, needed=usual is None)
        if value is None and usual is not None:
            return usual
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong("not a whole number", name, allowed)
        if not low <= value <= high:
            raise self.wrong("out of range", name, allowed)
        return value

    def choice(self, name: str, choices: Sequence[str], *, needed: bool = True) -> str:
        """Return one of some texts; empty where there is none and none is needed."""
        allowed = ", ".join(choices)
        value = self.take(name, allowed, needed=needed)
        if value is None:
            return ""
        if value not in choices:
            near = nearest(value, choices) if isinstance(value, str) else None
            raise self.wrong("unknown", name, allowed, near)
        return str(value)

    def name(self, name: str) -> str:
        """Return a short name for use within the file."""
        value = self.take(name, NAME_ALLOWED)
        if not isinstance(value, str) or not NAME.fullmatch(value):
            raise self.wrong("not a name", name, NAME_ALLOWED)
        return value

    def section(self, name: str, *, needed: bool = True) -> Section | None:
        """Return a table within this one; None where there is none and none is needed."""
        value = self.take(name, "a table", needed=needed)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise self.wrong("not a table", name, f"a table [{self.key(name)}]")
        return Section(value, self.key(name), self.file)

    def sections(self, name: str, least: int, most: int) -> list[Section]:
        """Return the tables of a list."""
        allowed = f"{least} to {most} tables [[{self.key(name)}]]"
        value = self.take(name, allowed, needed=least > 0)
        value = [] if value is None else value
        if not isinstance(value, list) or not all(isinstance(part, Mapping) for part in value):
            raise self.wrong("not a list of tables", name, allowed)
        if not least <= len(value) <= most:
            raise InputError(
                f"{len(value)} of them", file=self.file, key=self.key(name), allowed=allowed
            )
        return [
            Section(part, f"{self.key(name)}[{place}]", self.file)
            for place, part in enumerate(value, 1)
        ]

    def changes(self, name: str) -> Mapping[str, Any]:
        """Return a table of dotted keys and plain values; empty where there is none."""
        found = self.section(name, needed=False)
        if found is None:
            return {}
        for key, value in found.table.items():
            if isinstance(value, (Mapping, list)):
                raise found.wrong("not a plain value", key, 'dotted keys in quotes: "a.b" = 1')
        return found.table

    def end(self) -> None:
        """Raise InputError if the table holds a key that nobody asked for."""
        for name in self.table:
            if name not in self.asked:
                near = nearest(name, self.asked)
                known = ", ".join(sorted(self.asked))
                raise self.wrong(
                    "unknown key", name, known, None if near is None else self.key(near)
                )


@contextmanager
def below(path: str, file: object) -> Iterator[None]:
    """Let the errors of a scenario say where in the lesson's file they stand."""
    try:
        yield
    except InputError as error:
        key = f"{path}: {error.key}" if error.key else path
        raise InputError(
            error.problem, file=file, key=key, value=error.value, allowed=error.allowed,
            nearest=error.nearest,
        ) from error  # fmt: skip


def all_of(
    section: Section, name: str, least: int, most: int, read: Callable[[Section], Any]
) -> Any:
    """Return what ``read`` makes of each table of a list, all of their keys used up."""
    found = []
    for part in section.sections(name, least, most):
        found.append(read(part))
        part.end()
    return tuple(found)
