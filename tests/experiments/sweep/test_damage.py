"""Folders of sweeps to which anything happens: no run that is whole is ever lost."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from experiments.store.parquet import read_table
from experiments.store.parts import intact_parts, part_names
from experiments.sweep import open_results, run_sweep
from experiments.sweep import running as sweeps
from experiments.sweep.block import Answer, Task
from experiments.sweep.measures import USUAL
from experiments.sweep.running import SweepRun
from model.errors import InputError
from tests.conftest import rare
from tests.experiments.sweep.files import facts, small

Luck = np.random.Generator
SERIES = {"columns": ["trust"], "every": 3}
RULE = {"least": 2, "most": 6, "step": 2, "outcome": "trust", "half_width": 1e-4}
"""A rule that asks for more."""


def delete(path: Path, luck: Luck, others: list[Path]) -> None:
    path.unlink()


def truncate(path: Path, luck: Luck, others: list[Path]) -> None:
    os.truncate(path, int(luck.integers(0, max(path.stat().st_size, 1))))


def garble(path: Path, luck: Luck, others: list[Path]) -> None:
    """Put garbage into the middle: a part of the file, or all of it."""
    content = bytearray(path.read_bytes())
    begin, end = sorted(luck.integers(0, len(content) + 1, 2))
    content[begin:end] = luck.bytes(end - begin)
    path.write_bytes(content)


def ruin(path: Path, luck: Luck, others: list[Path]) -> None:
    """Put garbage in place of everything: in a part of a database nothing may stand."""
    path.write_bytes(luck.bytes(path.stat().st_size))


def swap(path: Path, luck: Luck, others: list[Path]) -> None:
    other = others[luck.integers(len(others))]
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)


def imagined(
    context: bytes, block: Sequence[Task], threads: int | None = 1, each_day: object = None
) -> list[Answer]:
    """Answer as a worker does, at once: what a run finds does not matter here."""
    return [imagined_run(task.run_id) for task in block]


def imagined_run(run_id: str) -> Answer:
    luck = np.random.default_rng(int(run_id[:12], 16))
    series = {
        "day": np.array([0, 3, 5]),
        "brand": np.array(["usual"] * 3, dtype=object),
        "trust": luck.random(3),
    }
    outcomes = tuple(luck.random(len(USUAL)).tolist())
    return Answer(run_id, None, outcomes, series, time.time(), time.time(), 1e-3, "1.1", "here")


@pytest.fixture(autouse=True, scope="module")
def no_engine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeps, "run_block", imagined)
        patch.setattr(sweeps, "SAFE_SECONDS", 0.0)
        patch.setattr(sweeps, "SAFE_SHARE", 0.0)
        yield


DAMAGES: tuple[Callable[[Path, Luck, list[Path]], None], ...] = (delete, truncate, garble, swap)


@pytest.fixture(scope="module", params=["fixed", "rule"])
def question(request: pytest.FixtureRequest) -> dict[str, object]:
    more = {"replicates": RULE} if request.param == "rule" else {}
    return {"series": SERIES, **more}


@pytest.fixture(scope="module")
def whole(
    question: dict[str, object], no_engine: None, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A finished sweep of several parts."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run_sweep(small(**question), out, workers=1)
    assert len(part_names(out / "parts")) >= 12
    return out


def finished(out: Path) -> set[str]:
    """Return the runs in parts that are whole, with their series."""
    found: dict[str, set[str]] = {}
    for name in ("parts", "series"):
        tables = intact_parts(out / name, part_names(out / name), [])
        found[name] = {i for _, t, f in tables if f.get("table") == name for i in t["run_id"]}
    return found["parts"] & found["series"]


def check_resumed(
    out: Path, whole: Path, question: dict[str, object], patch: pytest.MonkeyPatch
) -> list[str]:
    """Go on: nothing that is whole is computed again, and the table is the undamaged one."""
    kept, told, computed = finished(out), [], set()
    take = SweepRun._answer

    def counted(self: SweepRun, answer: Answer) -> None:
        computed.add(answer.run_id)
        take(self, answer)

    patch.setattr(SweepRun, "_answer", counted)
    run_sweep(small(**question), out, workers=1, resume=True, notice=told.append)
    patch.undo()
    assert not kept & computed
    assert facts(out) == facts(whole)
    assert open_results(out).series().equals(open_results(whole).series())
    assert (
        read_table(out / "differences.parquet").keys()
        == read_table(whole / "differences.parquet").keys()
    )
    return told


@pytest.mark.parametrize("number", [0, *rare(range(1, 43))])
def test_random_damage_is_made_good(
    number: int, question: dict[str, object], whole: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    luck = np.random.default_rng(number)
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    for _ in range(luck.integers(1, 4)):
        files = sorted(path for path in out.rglob("*") if path.is_file())
        DAMAGES[luck.integers(len(DAMAGES))](files[luck.integers(len(files))], luck, files)
    check_readable(out, whole)
    check_resumed(out, whole, question, monkeypatch)


def check_readable(out: Path, whole: Path) -> None:
    """Look at the damaged folder: every run that is whole is shown, or one message says why not."""
    kept = finished(out)
    try:
        found = open_results(out)
        shown = set(found.table()["run_id"].tolist())
    except InputError as wrong:
        told = str(wrong)
    else:
        as_it_was = all(
            (out / name).is_file() and (out / name).read_bytes() == (whole / name).read_bytes()
            for name in ("experiment.toml", "scenario.toml", "ledger.sqlite")
        )
        assert kept <= shown or not as_it_was
        return
    assert "--resume" in told or "holds no sweep" in told


@pytest.mark.parametrize("happens", [delete, truncate, ruin])
def test_a_lost_index_is_made_anew(
    happens: Callable[[Path, Luck, list[Path]], None], question: dict[str, object], whole: Path,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    happens(out / "ledger.sqlite", np.random.default_rng(1), [])
    before = open_results(out)
    assert (
        before.table()["started"].tolist() == read_table(whole / "runs.parquet")["started"].tolist()
    )
    assert "ledger.sqlite" in before.notices[0]
    told = check_resumed(out, whole, question, monkeypatch)
    assert len(told) == 1
    assert "12 finished runs" in told[0] or "finished runs" in told[0]


def test_a_damaged_part_is_named_and_put_aside(
    question: dict[str, object], whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    name = part_names(out / "parts")[3]
    (out / "parts" / name).write_bytes(b"PAR1 but not really")
    shown = open_results(out)
    (out / "runs.parquet").unlink()
    assert len(shown.table()["point"]) == len(read_table(whole / "runs.parquet")["point"]) - 1
    assert name in shown.notices[0]
    told = check_resumed(out, whole, question, monkeypatch)
    assert [name in text and "done again" in text for text in told] == [True]
    assert (out / "parts" / f"{name}.damaged").exists()


def test_what_is_not_the_experiments_is_left_alone(
    question: dict[str, object], whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, out = tmp_path / "other", tmp_path / "out"
    run_sweep(small(days=3, factors={}), other, workers=1)
    shutil.copytree(whole, out)
    for name in part_names(other / "parts"):
        shutil.copy(other / "parts" / name, out / "parts" / name)
    told = check_resumed(out, whole, question, monkeypatch)
    assert all("another experiment" in text for text in told)
    assert len(told) == len(part_names(other / "parts"))


def test_another_experiment_is_refused_whatever_became_of_the_index(
    whole: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    (out / "ledger.sqlite").unlink()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="holds results of another experiment"):
        run_sweep(small(days=4), out, workers=1, resume=True)
    after = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("kept", ["parts", "series", "runs.parquet", "ledger.sqlite"])
def test_anything_of_a_sweep_is_refused_without_resume(
    kept: str, whole: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    copy = shutil.copytree if (whole / kept).is_dir() else shutil.copy
    copy(whole / kept, out / kept)
    with pytest.raises(InputError, match="holds a sweep already"):
        run_sweep(small(), out, workers=1)
    assert [path.name for path in out.iterdir()] == [kept]


@pytest.mark.parametrize("name", ["ledger.sqlite", "parts", "series"])
@pytest.mark.parametrize("resume", [True, False])
def test_a_folder_for_a_file_and_a_file_for_a_folder_are_named(
    name: str, resume: bool, whole: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    if (out / name).is_dir():
        shutil.rmtree(out / name)
        (out / name).write_text("a file")
    else:
        (out / name).unlink()
        (out / name).mkdir()
    with pytest.raises(InputError, match=f"{name} in it is not a.*move that away"):
        run_sweep(small(), out, workers=1, resume=resume)


def test_a_file_of_the_users_own_is_never_taken_for_a_sweep(tmp_path: Path) -> None:
    (tmp_path / "experiment.toml").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        run_sweep(small(), tmp_path, workers=1, resume=True)
    assert (tmp_path / "experiment.toml").read_text() == "mine"


def test_damaged_parts_are_not_reused(
    question: dict[str, object], whole: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier"
    shutil.copytree(whole, earlier)
    (earlier / "ledger.sqlite").unlink()
    (earlier / "parts" / part_names(earlier / "parts")[0]).write_bytes(b"garbage")
    (earlier / "series" / part_names(earlier / "series")[1]).unlink()
    run_sweep(small(**question), tmp_path / "out", workers=1, reuse=[earlier])
    assert facts(tmp_path / "out") == facts(whole)
