"""docs/references.md: each work that a source names, once, in full."""

from __future__ import annotations

import re
import tomllib

import pytest

from model.scenario.references import (
    DOCS,
    REFERENCES,
    SAME,
    cited,
    main,
    markdown_page,
    sources,
    unknown,
)
from tests.conftest import ROOT


def test_the_page_is_what_the_sources_say() -> None:
    """Run: python -m model.scenario.references > docs/references.md."""
    assert DOCS.read_text("utf-8") == markdown_page()
    assert main(["--check"]) == 0


def test_every_work_that_is_named_is_known_and_every_known_one_named() -> None:
    assert [(name, unknown(source)) for name, source in sources() if unknown(source)] == []
    assert {work for _, source in sources() for work in cited(source)} == set(REFERENCES)
    assert set(SAME.values()) <= set(REFERENCES)


def test_each_work_stands_once() -> None:
    lines = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("- ")]
    assert len(lines) == len(set(lines)) == len(REFERENCES)


@pytest.mark.parametrize("source", ["Doe 1999", "x (Doe & Roe 2001); y", "Doe et al. 2020"])
def test_an_unknown_work_is_seen(source: str) -> None:
    assert unknown(source)


def test_the_year_of_a_reference_is_that_of_its_name() -> None:
    for name, full in REFERENCES.items():
        year = re.search(r"\d{4}$", name)
        assert year is None or f"({year[0]})" in full


def test_the_citation_names_this_version() -> None:
    import yaml

    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["cff-version"] == "1.2.0"
    assert (str(told["version"]), told["license"]) == (project["version"], project["license"])
    assert [author["name"] for author in told["authors"]] == [
        author["name"] for author in project["authors"]
    ]
