"""Repeating a run or a sweep from the folder it left, and saying whether the results agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodwill.command.doubting import run_in_doubt
from goodwill.command.inputs import scenario_file
from goodwill.command.printing import Ended, say
from goodwill.command.trusting import check_folder, check_trust
from model.errors import InputError

if TYPE_CHECKING:
    from experiments.sweep.experiment import Experiment
    from experiments.sweep.results import Results

MANIFEST = "manifest.json"
REPEATING = (
    "goodwill run, compare or sweep DIR repeats what they wrote; the manifest's command all others"
)
SHOWN = 12
"""Digits of a hash that are printed."""


@dataclass(frozen=True)
class EarlierRun:
    """A run that is repeated."""

    place: str
    """What was named: a folder, or its manifest."""
    manifest: Mapping[str, Any]
    changed: bool
    """Whether something else is asked for than was run then."""

    @property
    def engine(self) -> str:
        """The engine of then."""
        return "plain" if self.manifest.get("engine") == "plain" else "compiled"

    def watched(self, people: int) -> list[int]:
        """Return the numbers of those who were watched."""
        numbers = self.manifest.get("watched") or []
        return [n for n in numbers if isinstance(n, int) and 0 <= n < people]

    def check(self, results_hash: str, doubt: Callable[[], None]) -> None:
        """Say whether the results are those of then; raise Ended if they are not.

        ``doubt`` is called before, and may say why: it raises InputError.
        """
        if self.changed:
            return
        before = self.manifest.get("results_hash")
        if before is None:
            say(f"{self.place} has no hash of its results; they cannot be compared")
            return
        path = Path(self.place)
        folder = path if path.is_dir() else path.parent
        tell_agreement(folder, self.place, (str(before), results_hash), self.manifest, doubt)


def manifest_of(ref: str) -> tuple[Path, Mapping[str, Any]] | None:
    """Return folder and content of the manifest that is named, or None if none is."""
    path = Path(ref) / MANIFEST if Path(ref).is_dir() else Path(ref)
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("is damaged", file=path, allowed="a manifest of a run") from error
    if not isinstance(content, dict) or not isinstance(content.get("scenario"), dict):
        raise InputError("is no manifest", file=path, allowed="manifest.json of a run")
    return path.parent, content


@contextmanager
def run_again(
    inputs: dict[str, Any], trust: bool, kind: str = "run"
) -> Iterator[EarlierRun | None]:
    """Give what a scenario's name stands for if it is a run, or of another ``kind`` with runs.

    Its ``inputs`` are put in place.
    """
    named = str(inputs["scenario"])
    found = manifest_of(named)
    if found is None:
        yield None
        return
    folder, manifest = found
    if manifest.get("kind") != kind:
        raise InputError(
            f"is of a {manifest.get('kind')}, not of a {kind}", file=named, allowed=REPEATING
        )
    asked = ("seed", "days", "sets", "strategies", "graph", "graph_header")
    changed = any(inputs[name] not in (None, ()) for name in asked)
    _put_back(inputs, folder, manifest, named, trust)
    from model.strategies import load_strategies

    if inputs["strategies"] is not None:  # the scenario may name them
        load_strategies(inputs["strategies"])
    with scenario_file(manifest["scenario"], sized=inputs["graph"] is not None) as file:
        inputs["scenario"] = file
        yield EarlierRun(named, manifest, changed)


def _put_back(
    inputs: dict[str, Any], folder: Path, manifest: Mapping[str, Any], named: str, trust: bool
) -> None:
    """Find the files that the run was computed with, where no others are given."""
    own, graph = manifest.get("strategies"), manifest.get("graph")
    if inputs["strategies"] is None and isinstance(own, dict):
        file = _found(own, folder)
        check_trust(named, file, trust)
        inputs["strategies"] = file
    if inputs["graph"] is None and isinstance(graph, dict) and graph.get("file"):
        inputs["graph"] = _found(graph, folder)
        header = graph.get("header")
        if inputs["graph_header"] is None and header is not None:
            inputs["graph_header"] = "yes" if header else "no"


def _found(facts: Mapping[str, Any], folder: Path) -> str:
    from experiments.travelling import find_input

    found = find_input(facts, folder)
    if found.notice is not None:
        say(f"Notice: {found.notice}")
    return found.path


def tell_agreement(
    folder: Path,
    place: str,
    hashes: tuple[str, str],
    manifest: Mapping[str, Any],
    doubt: Callable[[], None],
) -> None:
    """Say whether the ``hashes`` of then and now agree; raise Ended if they do not.

    Before that, ``doubt`` may say why they do not.
    """
    before, now = hashes
    if before == now:
        say(f"The results agree with those of {place} (hash {now[:SHOWN]})")
        return
    doubt()
    raise Ended(
        f"the results differ from those of {place}: hash {now[:SHOWN]} now, {before[:SHOWN]}"
        f" then{_reasons(folder, manifest)}"
    )


def _reasons(folder: Path, manifest: Mapping[str, Any]) -> str:
    """Return what has changed since that may be why."""
    from experiments.manifest import versions
    from model.compilation import source_hash

    reasons = _edited(folder, manifest)
    if manifest.get("source_hash") != source_hash():
        reasons.append("the model's sources have changed since")
    then, now = manifest.get("versions") or {}, versions()
    changed = [f"{name} {then.get(name)} then, {now[name]} now" for name in now
               if then.get(name) != now[name]]  # fmt: skip
    if changed:
        reasons.append(f"versions have: {', '.join(changed)}")
    return f" ({'; '.join(reasons)})" if reasons else ""


def _edited(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return which files that the results were computed with are others now, by their hashes."""
    from experiments.travelling import find_input, given_files

    found = []
    for facts in given_files(manifest):
        try:
            found.append(find_input(facts, folder).notice)
        except (InputError, OSError):  # it was another file, given by hand
            continue
    return [notice for notice in dict.fromkeys(found) if notice is not None]


def edited_since(folder: Path) -> list[str]:
    """Return which of the files that travel in a sweep's folder are others now, by their hashes."""
    from experiments.travelling import edited_copies

    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return []  # it is not finished, or will be found damaged by whoever needs it
    return edited_copies(folder, content) if isinstance(content, dict) else []


def sweep_again(ref: str, trust: bool) -> Results | None:
    """Return the sweep in the folder that is named, to be repeated; None if it is no folder."""
    from experiments.sweep.results import Results

    if not Path(ref).is_dir():
        return None
    check_folder(ref, trust)
    return Results(ref, trust=trust)


def experiment_again(found: Results, changes: Mapping[str, Any]) -> Experiment:
    """Return the experiment of an earlier sweep, its graphs where they are found now."""
    from experiments.sweep.factors import GRAPH
    from experiments.sweep.graphs import graph_files
    from experiments.sweep.reading import load_experiment
    from experiments.sweep.writing import FILE

    made = found.experiment
    if changes:
        made = load_experiment(found.folder / FILE, strategies=made.strategies, changes=changes)
    known = {facts["path"]: facts for facts in _graphs(found.folder)}
    places = {
        file: _found(known[file], found.folder) for file in graph_files(made) if file in known
    }
    factors = tuple(
        replace(factor, values=tuple(places.get(str(v), v) for v in factor.values))
        if factor.key == GRAPH else factor
        for factor in made.factors
    )  # fmt: skip
    graph = None if made.graph is None else places.get(made.graph, made.graph)
    return replace(made, graph=graph, factors=factors)


def _graphs(folder: Path) -> list[Mapping[str, Any]]:
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        return [facts for facts in content.get("graphs", []) if isinstance(facts, dict)]
    except (OSError, ValueError, AttributeError):
        return []


def compare_sweeps(before: Results, now: Results) -> None:
    """Say whether two sweeps have the same table; raise Ended if they have not."""
    from experiments.sweep.factors import GRAPH
    from experiments.sweep.finishing import results_hash

    paths = {factor.name for factor in before.experiment.factors if factor.key == GRAPH}
    then, again = (
        results_hash({name: column for name, column in one.items() if name not in paths})
        for one in (before.table(), now.table())
    )
    doubt = partial(_doubt, before, now)
    folder = Path(before.folder)
    tell_agreement(folder, str(folder), (then, again), _manifest(before), doubt)


def _doubt(before: Results, now: Results) -> None:
    """Repeat the first run that came out otherwise, and ask its strategies again."""
    then, table = before.table(), now.table()
    names = [name for name in now.experiment.outcome_names if name in then]
    row = next((row for row in range(len(table["run_id"])) if len(then["run_id"]) <= row or any(
        repr(then[name][row]) != repr(table[name][row]) for name in names
    )), 0)  # fmt: skip
    point, arm = int(table["point"][row]), str(table["arm"][row])
    run_in_doubt(now.experiment, now.levels(point), arm, int(table["replicate"][row]))


def _manifest(found: Results) -> Mapping[str, Any]:
    try:
        content = json.loads((found.folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {"source_hash": found.sources}
    return content if isinstance(content, dict) else {}
