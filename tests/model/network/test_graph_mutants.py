"""Two thousand graph files: each read as by eye, or refused in one message; never silently else."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import InputError
from model.network import LoadedGraph, read_network
from model.network.graph import edges
from tests.conftest import TENTHS
from tests.model.network.mutants import Mutant, mutant

ALL, SOME = 2000, 60


def told(loaded: LoadedGraph) -> tuple[set[frozenset[str]], set[str]]:
    ids = [str(one) for one in loaded.ids]
    pairs = zip(*(ends.tolist() for ends in edges(loaded.graph)), strict=True)
    return {frozenset((ids[a], ids[b])) for a, b in pairs}, set(ids)


def check(made: Mutant, folder: Path) -> bool:
    """Read one file; return whether it was read at all."""
    path = folder / made.name
    path.write_bytes(made.data)
    try:
        loaded = read_network(path)
    except InputError as error:
        refusal = error
        loaded = None
    if loaded is None:
        assert "\n" not in str(refusal)
        assert refusal.allowed
        return False
    assert all(notice.isprintable() for notice in loaded.notices)
    if made.whole:
        links, people = told(loaded)
        assert people == made.people, (made.data, loaded.notices)
        assert links == made.links, (made.data, loaded.notices)
    return True


def run(numbers: range, folder: Path) -> None:
    read = [check(mutant(number), folder) for number in numbers]
    whole = [mutant(number).whole for number in numbers]
    assert sum(r and w for r, w in zip(read, whole, strict=True)) > 0.97 * sum(whole)


def test_some_mutants(tmp_path: Path) -> None:
    run(range(SOME), tmp_path)


@pytest.mark.parametrize("tenth", TENTHS)
def test_all_mutants(tenth: int, tmp_path: Path) -> None:
    run(range(SOME, ALL)[tenth::10], tmp_path)
