"""Places without room or leave to write: a temporary folder that is full, homes of all kinds."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import thinned
from tests.goodwill.commands import SMALL, apart, here
from tests.goodwill.mounting import mounted

LINKS = "a,b\n" + "".join(f"person{i},person{i * 7 % 3000}\n" for i in range(3000))
QUESTION = """
base = "one_brand"
days = 3
replicates = 3
set = {people.count = 60}
arms = {push = {strategy = "push"}, talk = {strategy = "conversational"}}
"""


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the temporary folder be one with hardly any room."""
    with mounted(tmp_path / "full", "size=16k") as place:
        monkeypatch.setenv("TMPDIR", str(place))
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        monkeypatch.chdir(tmp_path)
        yield place
        assert list(place.iterdir()) == []


def check_told(words: tuple[object, ...], full: Path) -> None:
    done = here(*words)
    said = done.stderr.splitlines()[-1]
    assert done.exit_code == 1, done.stderr
    assert said.startswith("goodwill: ")
    assert str(full) in said
    assert "TMPDIR" in said
    assert "mistake" not in said


@pytest.mark.parametrize("command", ["graph", "run"])
def test_a_packed_or_recoded_graph_has_no_room(command: str, full: Path) -> None:
    Path("g.csv.gz").write_bytes(gzip.compress(LINKS.encode()))
    Path("u.csv").write_bytes(LINKS.encode("utf-16"))
    for file in ("g.csv.gz", "u.csv"):
        check_told(("graph", file) if command == "graph" else
                   ("run", "one_brand", "--graph", file, "--out", "o"), full)  # fmt: skip
    assert not Path("o").exists()


def test_a_comparison_has_no_room(full: Path) -> None:
    check_told(("compare", "one_brand", *SMALL, "--arms", "silent,push", "--replicates", 2,
                "--workers", 1, "--out", "o"), full)  # fmt: skip
    assert not Path("o").exists()


def test_an_archive_has_no_room(full: Path) -> None:
    Path("question.toml").write_text(QUESTION)
    swept = here("sweep", "question.toml", "--workers", 1, "--no-figures", "--out", "out")
    assert swept.exit_code == 0, swept.stderr
    check_told(("results", "out", "--archive", "all.zip"), full)
    assert not [path for path in Path().iterdir() if "zip" in path.name]


@pytest.fixture(params=thinned(["read-only", "a file", "below a file"]))
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Give homes that cannot be written to, by root neither."""
    (tmp_path / "file").touch()
    if request.param == "read-only":
        with mounted(tmp_path / "home", "ro") as place:
            yield place
    else:
        yield tmp_path / "file" / ("" if request.param == "a file" else "below")


def elsewhere(home: Path) -> dict[str, str]:
    """Return an environment in which everything is kept at home."""
    return {"HOME": str(home), "GOODWILL_CACHE": "", "XDG_CACHE_HOME": "", "MPLCONFIGDIR": ""}


def test_a_home_that_takes_nothing_is_told(home: Path, tmp_path: Path) -> None:
    done = apart("--version", cwd=tmp_path, **elsewhere(home))
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith("goodwill ")
    assert second.startswith(f"Compiled code is kept nowhere: {home}")
    assert "GOODWILL_CACHE" in second
    kept = apart("--version", cwd=tmp_path, **elsewhere(home) | {"GOODWILL_CACHE": str(tmp_path)})
    assert f"Compiled code is kept in {tmp_path} (" in kept.stdout


@pytest.mark.slow
def test_a_run_needs_no_home(home: Path, tmp_path: Path) -> None:
    done = apart("run", "one_brand", *SMALL, "--out", "o", cwd=tmp_path, **elsewhere(home))
    assert done.returncode == 0, done.stderr
    assert "each time, since no folder can keep it" in done.stderr
    assert (tmp_path / "o" / "report.html").is_file()
