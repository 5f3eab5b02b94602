"""Whatever stands in a file, it loads or is refused with one message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import InputError
from model.scenario import Scenario, load_scenario, shipped_scenarios
from model.scenario.writing import toml_text
from tests.conftest import ROOT
from tests.model.scenario.documents import mistaken

TEXTS = [(ROOT / "scenarios" / f"{name}.toml").read_bytes() for name in shipped_scenarios()]
PIECES = st.binary(max_size=4) | st.sampled_from(
    [b"\n", b"=", b'"', b"'''", b"[", b"]]", b"{", b"#", b"nan", b"-inf", b"1e999", b"0", b"true"]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a shipped file with some stretches replaced."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@pytest.fixture(scope="module", name="file")
def file_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "damaged.toml"


def loads(file: Path, content: bytes) -> bool:
    """Tell whether a file of this content loads; any error but an ``InputError`` gets through."""
    file.write_bytes(content)
    message = ""
    try:
        scenario = load_scenario(file)
        assert scenario.with_values({}) == scenario
    except InputError as error:
        message = str(error)
    assert message.isprintable()
    assert not message or message.startswith(f"{file}: ")
    return not message


@settings(max_examples=300)
@given(content=damaged())
def test_a_damaged_file_loads_or_is_refused(file: Path, content: bytes) -> None:
    loads(file, content)


@pytest.mark.often
@settings(max_examples=200)
@given(document=mistaken())
def test_a_file_with_mistakes_loads_or_is_refused(file: Path, document: dict[str, Any]) -> None:
    loads(file, toml_text(document).encode())


@given(st.binary(max_size=200))
def test_noise_is_refused(file: Path, content: bytes) -> None:
    assert not loads(file, content)


def test_the_texts_themselves_load(file: Path) -> None:
    assert all(loads(file, text) for text in TEXTS)


@pytest.mark.often
@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    ).filter(lambda value: isinstance(value, dict))
    | mistaken()
)
def test_any_document_is_a_scenario_or_an_input_error(document: dict[str, Any]) -> None:
    try:
        scenario = Scenario.from_dict(document)
    except InputError:
        return
    assert Scenario.from_dict(scenario.to_dict()) == scenario
