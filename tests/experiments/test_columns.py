"""Every column is explained, in the files as in the docs."""

from __future__ import annotations

import pytest

from experiments import columns
from experiments.studies.columns import STUDIES
from model.observables import COLUMNS


def test_the_page_in_docs_is_current() -> None:
    assert columns.DOCS.read_text("utf-8") == columns.page()
    assert columns.main(["--check"]) == 0


def test_a_stale_page_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(columns, "page", lambda: "another page\n")
    assert columns.main(["--check"]) == 1
    assert "columns.md is out of date" in capsys.readouterr().err


def test_wrong_words_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert columns.main(["--chek"]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("table", [*columns.TABLES, *STUDIES], ids=lambda table: table[0])
def test_every_definition_says_something(table: tuple[str, str, dict[str, str]]) -> None:
    _, about, notes = table
    assert about
    assert [name for name, note in notes.items() if len(note) < 3] == []


def test_series_say_flow_or_stock_and_over_whom() -> None:
    for column in COLUMNS:
        assert columns.SERIES[column.name].startswith(f"{column.kind}, {column.unit}: ")
    means = [c for c in COLUMNS if c.kind == "stock" and c.is_fraction]
    assert [c.name for c in means if not any(w in c.about for w in ("mean over", "below"))] == []
