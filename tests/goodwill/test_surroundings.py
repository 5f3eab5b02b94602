"""Whatever surrounds the command: settings of matplotlib, no home, names that are no text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from goodwill import surroundings
from tests.conftest import ROOT
from tests.goodwill.commands import SMALL, apart

ODD = b"text.usetex: True\nfont.size: 40\nfont.family: Comic Sans \xff\n"


def odd_settings(folder: Path) -> dict[str, str]:
    """Write settings of matplotlib that break pictures; return the environment that has them."""
    for place in (folder / "home" / ".config" / "matplotlib", folder):
        place.mkdir(parents=True, exist_ok=True)
        (place / "matplotlibrc").write_bytes(ODD)
    return {
        "HOME": str(folder / "home"), "MATPLOTLIBRC": str(folder / "matplotlibrc"),
        "MPLBACKEND": "Qt4Agg", "LC_ALL": "C",
    }  # fmt: skip


def test_matplotlib_is_as_it_ships_whatever_a_user_has_set(tmp_path: Path) -> None:
    code = (
        "from goodwill.surroundings import prepare; prepare()\n"
        "from goodwill.command.matplotlib_settings import import_matplotlib\n"
        "import os; here = os.getcwd(); import_matplotlib(); assert os.getcwd() == here\n"
        "import matplotlib as m; odd = {k for k in m.rcParams if m.rcParamsDefault[k] != "
        "m.rcParams[k]} - {'backend', 'backend_fallback'}\n"
        "print(sorted(odd), m.get_backend().lower())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **odd_settings(tmp_path)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[] agg\n", "")


@pytest.mark.slow
def test_pictures_are_the_same_bytes_whatever_a_user_has_set(tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    words = ("run", "one_brand", *SMALL, "--out", "o")
    usual = apart(*words, cwd=tmp_path)
    odd = apart(*words, cwd=tmp_path / "odd", **odd_settings(tmp_path / "odd"))
    assert (usual.returncode, odd.returncode) == (0, 0), odd.stderr
    pictures = sorted((tmp_path / "o" / "figures").glob("*.png"))
    assert len(pictures) == 16
    for picture in pictures:
        other = tmp_path / "odd" / "o" / "figures" / picture.name
        assert picture.read_bytes() == other.read_bytes()


@pytest.mark.often
@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX")
def test_names_that_are_no_text_are_used_as_they_are(tmp_path: Path) -> None:
    graph, out = (os.fsdecode(name) for name in (b"gr\xfcn.csv", b"o_\xfc"))
    try:
        (tmp_path / graph).write_text("a,b\n" + "".join(f"p{i},p{i + 1}\n" for i in range(20)))
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    words = ("run", "one_brand", "--days", 2, "--no-figures", "--graph", graph, "--out", out)
    for _ in range(2):  # anew, and in the place of an earlier output
        done = apart(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / out / "manifest.json").read_text("utf-8"))
    assert manifest["command"].endswith(r"--graph $'gr\xfcn.csv' --out $'o_\xfc'")
    assert (tmp_path / out / "series.parquet").stat().st_size > 1000


def test_where_there_is_no_home_the_temporary_folder_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "kept")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as of a user without any
    monkeypatch.setenv("MPLBACKEND", "agg")
    surroundings.prepare()
    assert os.environ["HOME"] == tempfile.gettempdir()


@pytest.mark.often
def test_a_missing_temporary_folder_does_not_matter(tmp_path: Path) -> None:
    words = ("run", "one_brand", *SMALL, "--no-figures", "--out", "o")
    done = apart(*words, cwd=tmp_path, TMPDIR=str(tmp_path / "nowhere"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o" / "manifest.json").exists()
