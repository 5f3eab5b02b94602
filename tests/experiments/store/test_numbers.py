"""JSON that every reader takes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from experiments.store.numbers import write_json


def test_numbers_that_are_none_become_null(tmp_path: Path) -> None:
    content = {
        "nan": float("nan"), "inf": np.float32(np.inf), "whole": np.int64(3),
        "half": np.float32(0.5),
        "deep": {"list": [np.nan, 1.0, "é"], "tuple": (True, None)},
    }  # fmt: skip
    write_json(tmp_path / "a.json", content)
    text = (tmp_path / "a.json").read_text("utf-8")
    assert json.loads(text) == {
        "nan": None, "inf": None, "whole": 3, "half": 0.5,
        "deep": {"list": [None, 1.0, "é"], "tuple": [True, None]},
    }  # fmt: skip
    assert "NaN" not in text
