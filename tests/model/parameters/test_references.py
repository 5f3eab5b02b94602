"""docs/references.md: each work that a source names, once, in full."""

from __future__ import annotations

import re
import tomllib

import pytest

from model.scenario.references import (
    DOCS,
    REFERENCES,
    SAME,
    Work,
    cited,
    main,
    markdown_page,
    sources,
    unknown,
    verification,
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


@pytest.mark.parametrize("folder", ["parameters", "strategies"])
def test_no_file_names_a_work_that_is_unknown(folder: str) -> None:
    for path in (ROOT / "model" / folder).rglob("*.py"):
        assert unknown(" ".join(path.read_text("utf-8").split())) == [], path


def test_each_work_stands_once() -> None:
    lines = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("- ")]
    assert len(lines) == len(set(lines)) == len(REFERENCES)
    titles = [re.sub(r".*?\(\d{4}\)", "", line).strip() for line in lines]
    assert len(set(titles)) == len(REFERENCES)


def test_the_page_says_how_many_were_looked_up_and_marks_the_rest() -> None:
    page = DOCS.read_text("utf-8")
    marked = re.findall(r"^- .*\((?:.* not found|title not verified)\) *$", page, re.MULTILINE)
    found = len(REFERENCES) - page.count("(title not verified)")
    assert f"\n{found} of {len(REFERENCES)} works were looked up" in page
    assert f" {len(marked)} carry a mark" in page


def test_what_was_not_found_is_counted_and_marked() -> None:
    whole = Work("Doe, J. (1999). A title. *Journal* 1, 2–3.", checked=True)
    partly = Work("Doe, J. (1999). A title.", checked=True, missing="journal and pages")
    nowhere = Work("Doe, J. (1999). A title?", checked=False)
    assert str(whole) == whole.full
    assert str(partly) == f"{partly.full} (journal and pages not found)"
    assert str(nowhere) == f"{nowhere.full} (title not verified)"
    told = verification([whole, partly, nowhere])
    assert told.startswith("2 of 3 works were looked up")
    assert " 2 carry a mark" in told


@pytest.mark.parametrize("source", ["Doe 1999", "x (Doe & Roe 2001); y", "Doe et al. 2020"])
def test_an_unknown_work_is_seen(source: str) -> None:
    assert unknown(source)


def test_the_year_of_a_reference_is_that_of_its_name() -> None:
    for name, work in REFERENCES.items():
        year = re.search(r"\d{4}$", name)
        assert year is None or f"({year[0]})" in work.full


def test_the_citation_names_this_version() -> None:
    import yaml

    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["cff-version"] == "1.2.0"
    assert (str(told["version"]), told["license"]) == (project["version"], project["license"])
    assert [author["name"] for author in told["authors"]] == [
        author["name"] for author in project["authors"]
    ]
