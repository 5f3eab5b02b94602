"""Libraries that a run does not need are loaded by whoever does need them, and not before."""

from __future__ import annotations

import subprocess
import sys

import mesa
import pytest

from goodwill.command.late_imports import LateImport, imported_late
from tests.conftest import ROOT


def said_by(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_model_comes_without_what_a_run_does_not_use() -> None:
    code = (
        "import sys; from goodwill.command.late_imports import import_model; import_model();"
        " print('pandas' in sys.modules, 'networkx' in sys.modules, 'mesa' in sys.modules)"
    )
    # newer ones take the default of an argument from networkx
    asked = not mesa.__version__.startswith(("3.3", "3.4"))
    assert said_by(code) == f"False {asked} True"


@pytest.mark.often
def test_data_frames_work_all_the_same() -> None:
    code = (
        "from goodwill.command.late_imports import import_model\n"
        "model = import_model()('one_brand', **{'people.count': 20}); model.run(3)\n"
        "frame = model.datacollector.get_model_vars_dataframe()\n"
        "import pandas; print(type(frame) is pandas.DataFrame, len(frame))"
    )
    assert said_by(code) == "True 3"


def test_a_library_is_loaded_when_something_of_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)  # another test may have it loaded
    with imported_late("colorsys") as nothing:
        import colorsys

        assert nothing is None
        assert isinstance(sys.modules.get("colorsys", colorsys), LateImport)
        assert colorsys.rgb_to_hls(1.0, 1.0, 1.0) == (0.0, 1.0, 0.0)
    assert not isinstance(sys.modules["colorsys"], LateImport)


def test_what_is_loaded_already_stays_as_it_is() -> None:
    with imported_late("json"):
        assert not isinstance(sys.modules["json"], LateImport)


def test_a_library_that_is_not_there_is_missed_when_it_is_used() -> None:
    with imported_late("no_such_library"):
        import no_such_library

        with pytest.raises(ModuleNotFoundError):
            no_such_library.anything  # noqa: B018
