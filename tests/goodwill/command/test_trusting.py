"""Python that stands in a folder of results is run only with --trust; the tables are shown."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from experiments.sweep import open_results
from model.errors import InputError
from tests.goodwill.commands import here
from tests.model.strategies.own_file import only_shipped

OWN = """
from dataclasses import dataclass
from pathlib import Path
from model.strategies import Strategy, option
from model.strategies.push import Push
from model.plan import Plan

Path({marker!r}).touch()

@dataclass(frozen=True)
class OwnPush(Push):
    name = "own_push"

@dataclass(frozen=True)
class Quiet(Strategy):
    name = "quiet"
    about = "Says little."
    volume: float = option(0.5, 0.0, 1.0, "share", "how loud")

    def plan(self, view):
        return Plan()
"""
SWEEP = """
base = "one_brand"
days = 30
replicates = 2
set = {people.count = 200}
[factors]
price = {low = 5.0, high = 24.0, levels = 20}
[arms]
own = {strategy = "own_push"}
quiet = {strategy = "quiet", options = {volume = 0.25}}
[outcomes]
trust = {}
profit = {}
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("trust")
    (place / "own.py").write_text(OWN.format(marker=str(place / "was_run")))
    (place / "question.toml").write_text(SWEEP)
    with only_shipped():
        done = here(
            "sweep", place / "question.toml", "--strategies", place / "own.py", "--workers", 1,
            "--no-figures", "--out", place / "out",
        )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    (place / "own.py").unlink()
    return place / "out"


def half_of(swept: Path) -> str:
    """Return a condition that holds at half of the points."""
    table = open_results(swept).table()
    own = table["arm"] == "own"
    means = [table["profit"][own & (table["point"] == at)].mean() for at in range(20)]
    return f"own.profit > {sorted(means)[9]}"


@pytest.fixture(autouse=True)
def unread(swept: Path) -> Iterator[Path]:
    """Give what is there once the Python has been run."""
    marker = swept.parent / "was_run"
    marker.unlink(missing_ok=True)
    with only_shipped():
        yield marker


@pytest.mark.parametrize(
    "words",
    [
        ("results", "{}"),
        ("results", "{}", "--json"),
        ("results", "{}", "--csv", "{}/../runs.csv"),
        ("results", "{}", "--archive", "{}/../all.zip"),
        ("discover", "{}", "--where", "{half}"),
    ],
)
def test_results_are_shown_and_nothing_is_run(
    words: tuple[str, ...], swept: Path, unread: Path
) -> None:
    done = here(*(word.format(swept, half=half_of(swept)) for word in words))
    assert done.exit_code == 0, done.stderr
    assert not unread.exists()


def test_trusted_python_is_run_and_the_tables_are_the_same(swept: Path, unread: Path) -> None:
    before = here("results", swept)
    after = here("results", swept, "--trust")
    assert unread.exists()
    assert before.stdout == after.stdout
    assert "quiet" in before.stdout


@pytest.mark.parametrize("words", [("results", "{}", "--open", "{id}"), ("sweep", "{}")])
def test_what_runs_it_is_refused(words: tuple[str, ...], swept: Path, unread: Path) -> None:
    run_id = str(open_results(swept).table()["run_id"][0])
    out = swept.parent / "new"
    done = here(*(word.format(swept, id=run_id) for word in words), "--out", out)
    check_refusal(done.exit_code, done.stderr, swept)
    assert not out.exists()
    assert not unread.exists()


@pytest.mark.parametrize("command", ["results", "discover"])
def test_a_damaged_index_takes_the_python_to_be_read(
    command: str, swept: Path, unread: Path
) -> None:
    where = ("--where", half_of(swept)) if command == "discover" else ()
    words = (command, swept, *where)
    index = swept / "ledger.sqlite"
    index.rename(swept / "aside")
    try:
        done = here(*words)
        check_refusal(done.exit_code, done.stderr, swept)
        assert not unread.exists()
        trusted = here(*words, "--trust")
    finally:
        (swept / "aside").rename(index)
    assert trusted.exit_code == 0, trusted.stderr
    assert f"Notice: {index} is missing or damaged" in trusted.stderr


def check_refusal(code: int, said: str, swept: Path) -> None:
    file = swept / "strategies.py"
    assert code == 2
    assert str(file) in said
    assert sha256(file.read_bytes()).hexdigest() in said
    assert "--trust" in said


def test_options_that_only_running_it_would_tell_are_refused(swept: Path, unread: Path) -> None:
    file = swept / "strategies.py"
    text = file.read_text()
    try:
        file.write_text(text.replace("option(0.5", "option(1 / 2"))
        with pytest.raises(InputError, match="--trust"):
            open_results(swept)
    finally:
        file.write_text(text)
    assert not unread.exists()


def test_a_stand_in_gives_way_and_never_plans(swept: Path, unread: Path) -> None:
    made = open_results(swept).experiment
    assert made.arms[1].name == "quiet"
    done = here("list", "--strategies", swept / "strategies.py")
    assert done.exit_code == 0, done.stderr
    assert unread.exists()
