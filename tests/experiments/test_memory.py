"""A run that does not fit is refused before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments import memory
from model.errors import InputError


def test_what_is_needed_grows_with_everything() -> None:
    base = {"people": 10_000, "brands": 3, "topics": 8, "links": 10.0, "days": 365}
    least = memory.needed_bytes(**base)
    for name, value in base.items():
        assert memory.needed_bytes(**(base | {name: value * 3})) > least
    assert memory.needed_bytes(**base, plain=True) > least


def test_what_fits_passes_and_what_does_not_says_what_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "available_bytes", lambda: 8 << 30)
    memory.check_memory(4 << 30, 1_000_000, 3)
    with pytest.raises(InputError) as caught:
        memory.check_memory(80 << 30, 1_000_000, 3)
    assert caught.value.key == "people.count"
    assert "80 GB" in caught.value.message
    assert "8.0 GB are free" in caught.value.message
    assert "100,000 people" in caught.value.message


def test_where_nobody_knows_the_memory_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available_bytes", lambda: None)
    memory.check_memory(1 << 60, 10, 1)


def test_the_least_of_all_limits_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 9000 kB\nMemAvailable: 4000 kB\n")
    (tmp_path / "some").write_text("1000000\n")
    (tmp_path / "none").write_text("max\n")
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "LIMITS", (tmp_path / "none", tmp_path / "absent"))
    assert memory.available_bytes() == 4_096_000
    monkeypatch.setattr(memory, "LIMITS", (tmp_path / "none", tmp_path / "some"))
    assert memory.available_bytes() == 1_000_000


def test_a_year_of_a_thousand_people_fits_here() -> None:
    memory.check_memory(memory.needed_bytes(1000, 3, 8, 10.0, 365), 1000, 3)
