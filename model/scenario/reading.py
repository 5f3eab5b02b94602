"""Where scenarios come from: a file of the user's, or one of those that ship."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.parameters.validation import nearest
from model.scenario.spec import Scenario

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios"
"""Beside the package ``model``, in a checkout as in an installation."""

LARGEST_FILE = 1_000_000
"""Bytes of a scenario file; what is larger is surely something else."""


def shipped_scenarios() -> tuple[str, ...]:
    """Return the names of the scenarios that ship, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_scenario(ref: str | os.PathLike[str]) -> Scenario:
    """Return the scenario of a path, or of the name of one that ships; raise InputError."""
    path = find_scenario(ref)
    return Scenario.from_dict(read_document(path), path.stem, path)


def find_scenario(ref: str | os.PathLike[str]) -> Path:
    """Return the file that a path or a name stands for; raise InputError if there is none."""
    text = os.fspath(ref)
    if text in shipped_scenarios():
        return SHIPPED / f"{text}.toml"
    path = Path(text)
    if "\0" in text or not os.path.lexists(path):
        raise InputError(
            "no such scenario file", file=text,
            allowed=f"a path, or one of {', '.join(shipped_scenarios())}", nearest=_near(path),
        )  # fmt: skip
    return path


def _near(path: Path) -> str | None:
    """Return a shipped scenario or a neighbouring file of a similar name."""
    try:
        neighbours = {p.name: str(p) for p in path.parent.glob("*.toml")}
    except (OSError, ValueError):
        neighbours = {}
    close = nearest(path.name, neighbours)
    return neighbours[close] if close else nearest(path.stem, shipped_scenarios())


def read_document(path: Path) -> dict[str, Any]:
    """Return the nested tables of a TOML file; raise InputError if it is none."""
    try:
        text = _bytes_of(path).decode("utf-8-sig")  # some editors put a mark at the start
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 text (byte {error.start})"
    except RecursionError:
        problem = "nested too deeply"
    except ValueError as error:  # TOML's own, and numbers of too many digits
        problem = f"not valid TOML: {error}"
    raise InputError(problem, file=path, allowed="a scenario in TOML, saved as UTF-8")


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise InputError("is a directory", file=path, allowed="a scenario file")
    if not path.is_file():
        raise InputError("is not a file", file=path, allowed="a scenario file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=path) from error
    if len(content) > LARGEST_FILE:
        raise InputError("too large", file=path, allowed=f"at most {LARGEST_FILE} bytes")
    return content
