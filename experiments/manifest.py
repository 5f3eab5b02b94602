"""What an output has to say about where it comes from: everything needed to repeat it."""

from __future__ import annotations

import platform
import subprocess
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import numpy.typing as npt

from model.compilation import source_hash
from model.network.graph import Graph, count_people
from model.scenario import Scenario

HOME = Path(__file__).resolve().parents[1]
LIBRARIES = ("mesa", "numba", "numpy", "scipy", "duckdb", "matplotlib", "click", "rich")


class GraphFile(NamedTuple):
    """A social graph that was read from a file."""

    path: str
    """As it was given."""
    graph: Graph
    ids: npt.NDArray[Any]
    """The id in the file of each person."""
    notices: tuple[str, ...]
    header: bool | None = None
    """Whether its first row was said to name the columns; None if that was guessed."""


def version() -> str:
    """Return the version of Goodwill, installed or not."""
    try:
        return metadata.version("goodwill")
    except metadata.PackageNotFoundError:
        settings = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
        return str(settings["project"]["version"])


def versions() -> dict[str, str]:
    """Return the versions of Python, Goodwill and the libraries that results may depend on."""
    libraries = {name: metadata.version(name) for name in LIBRARIES}
    return {"python": platform.python_version(), "goodwill": version(), **libraries}


def revision() -> str | None:
    """Return the git revision of the code, ``-dirty`` if changed since; None if not a checkout."""
    if not (HOME / ".git").exists():
        return None
    command = ["git", "-C", str(HOME), "describe", "--always", "--dirty", "--abbrev=40"]
    try:
        done = subprocess.run(
            [*command, "--exclude=*"], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None


def file_facts(path: str | Path) -> dict[str, str]:
    """Return the name of a file, where it was, and a hash of what is in it."""
    with Path(path).open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return {"file": Path(path).name, "path": str(path), "sha256": digest.hexdigest()}


def graph_facts(graph: Graph | None, file: GraphFile | None, kind: str) -> dict[str, Any]:
    """Return what is to be known of the social graph; ``graph`` None if each run made its own."""
    size = {} if graph is None else {
        "people": count_people(graph), "links": len(graph.indices) // 2,
    }  # fmt: skip
    if file is None:
        return {"file": None, "kind": kind, **size}
    return {**file_facts(file.path), "kind": "file", **size, "header": file.header,
            "notices": list(file.notices)}  # fmt: skip


def make_manifest(
    scenario: Scenario,
    *,
    kind: str,
    command: str,
    engine: str,
    graph: dict[str, Any],
    started: datetime,
    seconds: Mapping[str, float],
    **more: Any,
) -> dict[str, Any]:
    """Return ``manifest.json``; ``seconds`` are those of each part of the work, ``more`` the rest.

    ``scenario`` is the complete document; ``scenario.toml`` beside it is the same as a file.
    """
    now = datetime.now(UTC)
    return {
        "kind": kind,
        "command": command,
        "engine": engine,
        "seed": scenario.seed,
        "days": scenario.days,
        "people": scenario.values["people.count"],
        "name": scenario.name,
        "content_hash": scenario.content_hash(),
        "source_hash": source_hash(),
        "revision": revision(),
        "versions": versions(),
        "platform": platform.platform(),
        "started": started.isoformat(timespec="seconds"),
        "finished": now.isoformat(timespec="seconds"),
        "seconds": (now - started).total_seconds(),
        "seconds_by_part": {part: round(spent, 3) for part, spent in seconds.items()},
        "graph": graph,
        **more,
        "scenario": scenario.to_dict(),
    }
