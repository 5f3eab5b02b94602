"""Compiled code follows the sources: an edit of a rule is seen, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from model import compilation, locks
from tests.conftest import ROOT

FORMULA = "return (prior + good) / (1.0 + good + bad + broken)"
EDITED = "return (2.0 * prior + good) / (2.0 + good + bad + broken)"

KERNEL = """
import json, sys
import numpy as np
from model.compilation import PACKAGE, cache_folder, kernel
from model.rules.trust import trust

def one_trust(out):
    out[0] = trust(1.0, 0.5, 0.0, 0.5)

compiled, out = kernel(one_trust), np.zeros(1)
compiled(out)
hits = sum(compiled.stats.cache_hits.values())
print(json.dumps([out[0], cache_folder().name, hits, str(PACKAGE)]))
"""

IN_TURN = """
import sys, time
import numpy as np
from model.compilation import alone, kernel
from model.rules.trust import trust

def one_trust(out):
    out[0] = trust(1.0, 0.5, 0.0, 0.5)

compiled = kernel(one_trust)
print("ready", flush=True)
sys.stdin.readline()
with alone("one_trust"):
    compiled(np.zeros(1))
    time.sleep(0.2)
print(sum(compiled.stats.cache_hits.values()), flush=True)
"""

MODEL = """
import json
from model.compilation import PACKAGE, cache_folder
from model.engines.compiled.engine import CompiledEngine
from model.model import BrandAudienceModel

warm = CompiledEngine.is_warm()
model = BrandAudienceModel("one_brand", seed=1, **{"people.count": 200})
model.run(20)
print(json.dumps([float(model.series()["trust"][-1]), cache_folder().name, warm, str(PACKAGE)]))
"""


class Copy:
    """A copy of the model in a folder of its own, with a cache and a script beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("model", "scenarios"):
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
        self.rule = folder / "model" / "rules" / "trust.py"

    def edit(self, old: str, new: str) -> None:
        text = self.rule.read_text("utf-8")
        assert text.count(old) == 1
        self.rule.write_text(text.replace(old, new), "utf-8")

    def run(self, script: str) -> Any:
        """Return what a script prints, run with this copy in a new process."""
        import json

        path = self.folder / "script.py"
        if not path.exists():  # written once: numba looks at the time of this file too
            path.write_text(script, "utf-8")
        places = {"PYTHONPATH": self.folder, "GOODWILL_CACHE": self.folder / "cache"}
        done = subprocess.run(
            [sys.executable, str(path)],
            cwd=self.folder,
            env=os.environ | {name: str(place) for name, place in places.items()},
            capture_output=True,
            text=True,
            check=True,
        )
        value, cache, warm, package = json.loads(done.stdout)
        assert Path(package) == self.folder / "model"
        return value, cache, warm


def test_an_edited_rule_changes_the_result_and_the_old_comes_back(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    first = copy.run(KERNEL)
    copy.edit(FORMULA, EDITED)
    edited = copy.run(KERNEL)
    copy.edit(EDITED, FORMULA)
    back = copy.run(KERNEL)
    assert [first[0], edited[0], back[0]] == [1.5 / 2.5, 2.0 / 3.5, 1.5 / 2.5]
    assert first[1] == back[1] != edited[1]
    assert [first[2], edited[2], back[2]] == [0, 0, 1]  # the last came from the cache


@pytest.mark.slow
def test_an_edited_rule_changes_a_run(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    first = copy.run(MODEL)
    copy.edit(FORMULA, EDITED)
    edited = copy.run(MODEL)
    copy.edit(EDITED, FORMULA)
    back = copy.run(MODEL)
    assert first[0] == back[0] != edited[0]
    assert [first[2], edited[2], back[2]] == [False, False, True]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a package of two files in place of the model, and a cache beside it."""
    folder = tmp_path / "model"
    (folder / "rules").mkdir(parents=True)
    (folder / "a.py").write_text("x = 1\n")
    (folder / "rules" / "b.py").write_text("y = 2\n")
    monkeypatch.setattr(compilation, "PACKAGE", folder)
    monkeypatch.setenv("GOODWILL_CACHE", str(tmp_path / "cache"))
    return folder


def fresh(function: Any) -> Any:
    """Return what a function says that otherwise answers once and for all."""
    return function.__wrapped__()


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hash be taken anew each time."""
    monkeypatch.setattr(compilation, "source_hash", compilation.source_hash.__wrapped__)


@pytest.mark.usefixtures("forgetful")
def test_the_cache_folder_is_named_by_all_sources(package: Path) -> None:
    names = [fresh(compilation.cache_folder).name]
    (package / "rules" / "b.py").write_text("y = 3\n")
    names.append(fresh(compilation.cache_folder).name)
    (package / "rules" / "c.py").write_text("")
    names.append(fresh(compilation.cache_folder).name)
    (package / "a.py").rename(package / "d.py")
    names.append(fresh(compilation.cache_folder).name)
    assert len(set(names)) == 4
    (package / "d.py").rename(package / "a.py")
    (package / "rules" / "c.py").unlink()
    (package / "rules" / "b.py").write_text("y = 2\n")
    assert fresh(compilation.cache_folder).name == names[0]


@pytest.mark.usefixtures("forgetful")
def test_old_caches_are_cleared_away(package: Path, tmp_path: Path) -> None:
    for n in range(compilation.KEPT_CACHES + 4):
        (package / "a.py").write_text(f"x = {n}\n")
        newest = fresh(compilation.cache_folder)
        os.utime(newest, (n, n))
    left = {path.name for path in (tmp_path / "cache").iterdir()}
    assert newest.name in left
    assert len(left) <= compilation.KEPT_CACHES + 1


@pytest.mark.usefixtures("forgetful", "package")
def test_without_a_place_for_a_cache_code_is_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("GOODWILL_CACHE", str(tmp_path / "file" / "cache"))
    assert fresh(compilation.cache_folder) is None
    monkeypatch.setattr(compilation, "cache_folder", lambda: None)
    compiled = compilation.kernel(lambda x: x + 1)
    assert compiled(2) == 3
    assert not compilation.is_warm("evenings")


@pytest.mark.skipif(os.name != "posix", reason="file locks of POSIX")
def test_of_two_processes_one_compiles_and_the_other_reads_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(IN_TURN, "utf-8")
    places = {"PYTHONPATH": str(ROOT), "GOODWILL_CACHE": str(tmp_path / "cache")}
    both = [
        subprocess.Popen(
            [sys.executable, script], env=os.environ | places, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    told = [one.communicate("go\n", timeout=120)[0] for one in both]
    assert sorted(told) == ["0\n", "1\n"]


def test_where_nothing_can_be_written_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compilation, "cache_folder", lambda: None)
    with compilation.alone("whole_day"), compilation.alone("whole_day"):
        pass


def test_where_there_are_no_locks_nobody_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: Any) -> None:
        raise OSError("no locks available")

    if locks.fcntl is not None:
        monkeypatch.setattr(locks.fcntl, "flock", refused)
    for place in (tmp_path, tmp_path / "gone"):
        monkeypatch.setattr(compilation, "cache_folder", lambda place=place: place)
        with compilation.alone("whole_day"), compilation.alone("whole_day"):
            pass
