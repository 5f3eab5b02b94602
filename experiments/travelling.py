"""Files of a user's own that travel with results: a copy, or what they are known by."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from experiments.manifest import file_facts
from experiments.sweep.layout import OWN_STRATEGIES
from model.errors import InputError

INPUTS = "inputs"
"""The folder of the copies."""
LARGEST = 20 << 20
"""Bytes of the largest file that is copied; of a larger one only the hash travels."""
SHOWN = 12
"""Digits of a hash that messages show."""


class FoundInput(NamedTuple):
    """A file that a run was computed with, as it is found again."""

    path: str
    notice: str | None
    """What is to be said if it is not the same any more."""


def keep_input(file: str | Path, folder: Path) -> dict[str, str]:
    """Copy a file into a folder of results if it is not too large; return what it is known by."""
    facts = file_facts(file)
    if Path(file).stat().st_size > LARGEST:
        return facts
    place = folder / INPUTS
    place.mkdir(exist_ok=True)
    copy = place / facts["file"]
    if copy.exists() and file_facts(copy)["sha256"] != facts["sha256"]:
        copy = place / f"{facts['sha256'][:SHOWN]}-{facts['file']}"
    if not copy.exists():
        shutil.copyfile(file, copy)
    return facts | {"copy": f"{INPUTS}/{copy.name}"}


def untrusted(folder: str | Path, file: str | Path) -> InputError:
    """Return what refuses to run somebody's Python that stands in a folder of results."""
    digest = file_facts(file)["sha256"]
    return InputError(
        f"holds strategies of somebody's own, {file} (SHA-256 {digest})", file=folder,
        allowed="--trust, once you have read that file: its Python is run",
    )  # fmt: skip


def find_input(facts: Mapping[str, Any], folder: Path) -> FoundInput:
    """Return the file that is known by ``facts``: the copy, or where it was; say if it differs."""
    wanted, path = str(facts.get("sha256")), str(facts.get("path"))
    places = [Path(path)]
    if (copy := _copy_in(folder, facts)) is not None:
        places.insert(0, copy)
    there = [place for place in places if place.is_file()]
    for place in there:
        if file_facts(place)["sha256"] == wanted:
            return FoundInput(str(place), None)
    if not there:
        raise InputError(
            "is missing, and no copy of it is in the folder", file=path,
            allowed=f"the file with the SHA-256 {wanted}",
        )  # fmt: skip
    now = file_facts(there[0])["sha256"]
    return FoundInput(str(there[0]), _differs(there[0], now, wanted))


def edited_copies(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return which files that travel in a folder of results are no longer those of then."""
    own, found = manifest.get("strategies"), []
    for facts in given_files(manifest):
        place = folder / OWN_STRATEGIES if facts is own else _copy_in(folder, facts)
        if place is not None and place.is_file():
            now, wanted = file_facts(place)["sha256"], str(facts["sha256"])
            if now != wanted:
                found.append(_differs(place, now, wanted))
    return list(dict.fromkeys(found))


def _copy_in(folder: Path, facts: Mapping[str, Any]) -> Path | None:
    """Return where the copy of a file that is known by ``facts`` stands; None if none was made."""
    return folder / INPUTS / Path(str(facts["copy"])).name if "copy" in facts else None


def given_files(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what the files of a user's own are known by that results were computed with."""
    own, graphs = manifest.get("strategies"), manifest.get("graphs") or []
    given = (own, manifest.get("graph"), *graphs)
    return [facts for facts in given if isinstance(facts, dict) and facts.get("sha256")]


def _differs(place: Path, now: str, wanted: str) -> str:
    return f"{place} is not the file of then: SHA-256 {now[:SHOWN]} now, {wanted[:SHOWN]} then"
