"""Values out of one table of an experiment file, with messages that say where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from model.errors import InputError
from model.parameters.declaration import Parameter
from model.parameters.validation import check, nearest


@dataclass(frozen=True)
class DocumentPart:
    """A table, the dotted name it has in its file, and the file."""

    document: Mapping[str, Any]
    name: str
    file: str

    def key(self, key: str) -> str:
        """Return the dotted name of an entry."""
        return f"{self.name}.{key}" if self.name else key

    def get(self, key: str, default: Any = None) -> Any:
        """Return an entry as it was written."""
        return self.document.get(key, default)

    def table(self, key: str) -> DocumentPart:
        """Return an entry that is a table, empty if it is not there."""
        given = self.document.get(key, {})
        if not isinstance(given, Mapping):
            raise self.wrong(key, f"a section, [{self.key(key)}]", "wrong type")
        return DocumentPart(given, self.key(key), self.file)

    def only(self, known: Iterable[str]) -> None:
        """Raise InputError for the first entry of another name."""
        names = tuple(known)
        for key, value in self.document.items():
            if key not in names:
                shown = None if isinstance(value, Mapping) else value
                raise InputError(
                    "unknown key", file=self.file, key=self.key(key), value=shown,
                    allowed=", ".join(names), nearest=nearest(key, names),
                )  # fmt: skip

    def wrong(self, key: str, allowed: str, problem: str | None = None) -> InputError:
        """Return the error for an entry that is none of what is allowed."""
        value = self.document.get(key)
        return InputError(
            problem or "wrong value", file=self.file, key=self.key(key),
            value=None if isinstance(value, Mapping) else value, allowed=allowed,
        )  # fmt: skip


def number(
    part: DocumentPart,
    key: str,
    default: float | None,
    low: float,
    high: float,
    *,
    whole: bool = False,
) -> float:
    """Return a number within its range; one without a default has to be there."""
    kind: Any = 0 if whole else 0.0
    declared = Parameter(part.key(key), kind, low, high, "", "", "chosen by the experimenter")
    given = part.get(key, default)
    if given is None:
        allowed = f"{'a whole number' if whole else 'a number'} from {low} to {high}"
        raise part.wrong(key, allowed, "missing")
    return float(check(declared, given, file=part.file))


def choice_of(part: DocumentPart, key: str, default: str | None, choices: tuple[str, ...]) -> str:
    """Return one of some texts; one without a default has to be there."""
    given = part.get(key, default)
    if given not in choices or not isinstance(given, str):
        raise InputError(
            "missing" if given is None else "not one of the choices", file=part.file,
            key=part.key(key), value=given, allowed=", ".join(choices),
            nearest=nearest(given, choices) if isinstance(given, str) else None,
        )  # fmt: skip
    return given


def list_of(part: DocumentPart, key: str, default: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    """Return the entries of a list that has some."""
    given = part.get(key, list(default))
    if not isinstance(given, list) or not given:
        raise part.wrong(key, "a list with something in it", "wrong type")
    return tuple(given)
