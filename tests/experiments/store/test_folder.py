"""An output folder is whole or not there, and nothing of anybody else's is touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from experiments.store.folder import MANIFEST, OutputFolder, is_output, output_folder
from model.errors import InputError

FINISHED = json.dumps({"engine": "compiled", "content_hash": "0"})


def write(folder: OutputFolder, **files: str) -> None:
    with folder.writing() as inside:
        for name, text in files.items():
            (inside / name.replace("_", ".")).write_text(text)
        (inside / MANIFEST).write_text(FINISHED)


def break_off(folder: OutputFolder, error: BaseException | type[BaseException]) -> None:
    """Write an output that looks finished, and fail before it is moved to its place."""
    with folder.writing() as inside:
        (inside / "summary.json").write_text("new")
        (inside / MANIFEST).write_text(FINISHED)
        raise error


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_no_name_is_no_folder() -> None:
    assert output_folder(None) is None


def test_a_new_folder_appears_whole_with_all_above_it(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "out"
    write(OutputFolder(target), summary_json="{}")
    assert contents(target) == {"summary.json": "{}", MANIFEST: FINISHED}
    assert is_output(target)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_checking_makes_nothing(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "a" / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_happens_inside_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        break_off(OutputFolder(tmp_path / "out"), error)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_output_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    write(OutputFolder(tmp_path), summary_json="old", report_html="old")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "old.png").touch()
    (tmp_path / "notes.txt").write_text("mine")
    folder = OutputFolder(tmp_path)
    assert folder.replaces
    write(folder, summary_json="new")
    expected = {"summary.json": "new", MANIFEST: FINISHED, "notes.txt": "mine"}
    assert contents(tmp_path) == expected


def test_an_interrupted_replacement_keeps_the_earlier_output(tmp_path: Path) -> None:
    write(OutputFolder(tmp_path), summary_json="old")
    with pytest.raises(KeyboardInterrupt):
        break_off(OutputFolder(tmp_path), KeyboardInterrupt())
    assert contents(tmp_path) == {"summary.json": "old", MANIFEST: FINISHED}


def test_while_an_output_is_replaced_it_never_looks_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(OutputFolder(tmp_path), summary_json="old")
    seen = []
    move = os.replace

    def watched(source: Path, target: Path) -> None:
        seen.append((Path(target).name, is_output(tmp_path)))
        move(source, target)

    monkeypatch.setattr(os, "replace", watched)
    write(OutputFolder(tmp_path), summary_json="new")
    assert seen == [("summary.json", False), (MANIFEST, False)]


def test_an_empty_folder_will_do_even_where_it_is_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = OutputFolder(".")
    assert not folder.replaces
    write(folder, summary_json="{}")
    assert is_output(Path.cwd())


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    (tmp_path / MANIFEST).write_text('{"name": "a browser extension"}')
    with pytest.raises(InputError, match="holds something else"):
        OutputFolder(tmp_path)
    assert len(contents(tmp_path)) == 2


@pytest.mark.parametrize("place", ["file", "file/out", "file/a/b", "loop/out", "x" * 300, "a\0b"])
def test_where_no_folder_can_be_is_told_at_once(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("kept")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError) as caught:
        OutputFolder(f"{tmp_path}/{place}")
    assert caught.value.file == "--out"
    assert "\n" not in caught.value.message
    assert {path.name for path in tmp_path.iterdir()} == {"file", "loop"}


def test_a_folder_one_may_not_write_to_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **kwargs: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)  # whoever runs the tests may be allowed all
    with pytest.raises(InputError, match="Permission denied"):
        OutputFolder(tmp_path / "out")


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "out")
    with pytest.raises(InputError, match="No space left"):
        break_off(folder, OSError(28, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(OutputFolder(tmp_path / "link"), summary_json="{}")
    assert is_output(tmp_path / "real")
    assert (tmp_path / "link").is_symlink()
