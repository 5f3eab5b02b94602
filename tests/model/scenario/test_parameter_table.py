from __future__ import annotations

from pathlib import Path

import pytest

from model.parameters import ALL
from model.scenario import parameter_table
from model.strategies import SHIPPED

PAGE = parameter_table.markdown_table()


def test_the_page_in_docs_is_current() -> None:
    assert parameter_table.DOCS.is_file()
    assert parameter_table.main(["--check"]) == 0, (
        "run: python -m model.scenario.parameter_table > docs/parameters.md"
    )


def test_every_declaration_has_one_row() -> None:
    for parameter in ALL:
        (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{parameter.name}` |"))
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert len(cells) == len(parameter_table.HEADINGS)
        assert parameter.about in row
        assert parameter.source in row
        assert ("moral" in cells) == parameter.moral


def test_every_strategy_has_a_section() -> None:
    assert all(f"\n## Strategy `{strategy.name}`\n" in PAGE for strategy in SHIPPED)


def test_check_notices_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parameter_table, "DOCS", tmp_path / "parameters.md")
    assert parameter_table.main(["--check"]) == 1
    parameter_table.DOCS.write_text(PAGE, "utf-8")
    assert parameter_table.main(["--check"]) == 0
    parameter_table.DOCS.write_text(PAGE.replace("0.5", "0.6", 1), "utf-8")
    assert parameter_table.main(["--check"]) == 1
    assert "parameters.md is out of date" in capsys.readouterr().err


def test_without_arguments_the_page_is_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert parameter_table.main([]) == 0
    assert capfdbinary.readouterr().out.decode() == PAGE


def test_a_wrong_argument_is_refused() -> None:
    assert parameter_table.main(["--wrong"]) == 2
