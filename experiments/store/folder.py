"""An output folder that is whole or not there.

Everything is written into a hidden folder first and moved when it is complete; the manifest
comes last. A folder with a ``manifest.json`` is therefore finished, whatever happened.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from model.errors import InputError

MANIFEST = "manifest.json"
HIDDEN = ".goodwill-"
"""How the folder begins in which an output is put together."""
OURS = (
    MANIFEST,
    "scenario.toml",
    "series.parquet",
    "people.parquet",
    "ledger.parquet",
    "events.parquet",
    "runs.parquet",
    "differences.parquet",
    "indices.parquet",
    "boxes.parquet",
    "limits.parquet",
    "trajectory.parquet",
    "cases.parquet",
    "front.parquet",
    "search.parquet",
    "split.parquet",
    "fits.csv",
    "curves.csv",
    "distances.csv",
    "table.csv",
    "summary.json",
    "report.html",
    "figures",
    "strategies.py",
    "inputs",
)
"""Everything that an output may hold; nothing else is ever removed."""


class OutputFolder:
    """Where an output goes: checked at once, made only when there is something to put in."""

    def __init__(self, name: str | Path, beside: Sequence[str] = ()) -> None:
        """Check the folder; ``beside`` may be there already, and is left alone."""
        self.name = str(name)
        self._beside = frozenset(beside)
        self.replaces = False
        """Whether an earlier output stands there, which is going to be replaced."""
        with self._explained():
            self.target = Path(os.path.realpath(name))
            self._check()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the file system refuses into an InputError."""
        try:
            yield
        except OSError as error:
            raise self._refused(f"cannot be written ({error.strerror or error})") from error
        except ValueError as error:
            if "null byte" not in str(error):
                raise
            raise self._refused("is not the name of a folder") from error

    def _refused(self, problem: str) -> InputError:
        allowed = "a new or empty folder, or one of an earlier run, where you may write"
        return InputError(problem, file="--out", value=self.name, allowed=allowed)

    def _check(self) -> None:
        if self.target.exists():
            names = [path.name for path in self.target.iterdir()]
            found = [n for n in names if not n.startswith(HIDDEN) and n not in self._beside]
            self.replaces = is_output(self.target)
            if found and not self.replaces:
                raise self._refused("holds something else")
        with self._workshop() as place:
            (place / MANIFEST).touch()

    @contextmanager
    def _workshop(self) -> Iterator[Path]:
        """Give a hidden folder on the target's own file system; remove it at the end."""
        above = next(p for p in (self.target, *self.target.parents) if os.path.lexists(p))
        place = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=above))
        try:
            yield place
        finally:
            with held_signals():
                shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Give a folder to write into; move it to the target if all went well."""
        with self._explained(), self._workshop() as place:
            inside = place / "output"
            inside.mkdir()
            yield inside
            with held_signals():
                self._move(inside)

    def _move(self, inside: Path) -> None:
        if not self.target.exists():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(inside, self.target)
            return
        for name in OURS:  # the manifest first, so that what is left does not look finished
            _remove(self.target / name)
        for name in reversed(OURS):
            if (inside / name).exists():
                os.replace(inside / name, self.target / name)


def output_folder(target: str | Path | None) -> OutputFolder | None:
    """Return the folder that an option names, or None if it names none."""
    return None if target is None else OutputFolder(target)


def is_output(folder: Path) -> bool:
    """Tell whether a folder holds a finished output of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and {"engine", "content_hash"} <= set(manifest)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def held_signals() -> Iterator[None]:
    """Let an interruption wait until what must not be half done is done."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # a system without signal masks
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
