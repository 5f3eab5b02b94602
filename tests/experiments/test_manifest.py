"""What an output says about where it comes from."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from experiments import manifest
from experiments.manifest import GraphFile, file_facts, graph_facts
from model.network import build_network, read_network
from model.scenario import load_scenario
from tests.conftest import ROOT


def test_a_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1,2\n" * 500_000)
    facts = file_facts(tmp_path / "a.csv")
    assert facts["file"] == "a.csv"
    assert facts["sha256"] == sha256(b"1,2\n" * 500_000).hexdigest()


def test_a_graph_that_was_made_has_no_file() -> None:
    graph = build_network(load_scenario("one_brand").values, 50, 1)
    facts = graph_facts(graph, None, "social")
    assert facts == {"file": None, "kind": "social", "people": 50, "links": len(graph.indices) // 2}


def test_a_graph_that_was_read_has_its_notices(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1,2\n2,1\n2,3\n")
    file = GraphFile(str(path), *read_network(path))
    facts = graph_facts(file.graph, file, "social")
    assert (facts["kind"], facts["people"], facts["links"]) == ("file", 3, 2)
    assert facts["notices"] == list(file.notices) != []


def test_the_revision_is_that_of_the_checkout() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert (manifest.revision() or "").removesuffix("-dirty") == head


def test_what_is_no_checkout_has_no_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "HOME", tmp_path)
    assert manifest.revision() is None


def test_the_version_is_known_without_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise manifest.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(manifest.metadata, "version", missing)
    assert f'version = "{manifest.version()}"' in (ROOT / "pyproject.toml").read_text("utf-8")
