"""A lesson's file: what may be in it, and the one message where something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model.errors import InputError
from tests.conftest import ROOT
from tests.goodwill.commands import here
from viz.lessons import shelf
from viz.lessons.lesson import changed_arms
from viz.lessons.reading import LARGEST_FILE, lesson_of, parse_lesson, read_lesson
from viz.lessons.shelf import read_shelf
from viz.lessons.texts import PLACES

from .making import CONTRAST, SAYS, document, small

QUESTION: dict[str, Any] = {"ask": "?", "says": SAYS} | CONTRAST
LEVER = {"key": "trust.failure", "label": "F", "low": 0, "high": 6}
QUIET = {"name": "quiet", "label": "Quiet", "strategy": "silent"}


def message(**changes: Any) -> str:
    with pytest.raises(InputError) as caught:
        lesson_of(document(**changes), "small", "small.toml")
    text = caught.value.message
    assert text.startswith("small.toml: ")
    assert "\n" not in text
    return text


def world(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = document()["world"]
    return given | changes


def test_a_small_lesson_is_read() -> None:
    lesson = small()
    assert [arm.scenario.brand("usual").strategy for arm in lesson.arms] == ["silent", "push"]
    assert all(arm.scenario.days == 10 for arm in lesson.arms)
    assert lesson.explore is not None
    assert lesson.challenge is not None
    assert (lesson.explore.arm, lesson.challenge.arm) == ("loud", None)
    assert lesson.explore.levers[0].start == 0.9


def test_levers_move_one_arm_or_both() -> None:
    lesson = small()
    assert lesson.explore is not None
    assert lesson.challenge is not None
    loud, quiet = changed_arms(lesson, lesson.explore, {"brands.usual.options.intent": 0.1})
    assert loud.scenario.brand("usual").options["intent"] == 0.1
    assert quiet.scenario == lesson.arm("quiet").scenario
    both = changed_arms(lesson, lesson.challenge, {"trust.failure": 5.0})
    assert [arm.scenario.values["trust.failure"] for arm in both] == [5.0, 5.0]


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"titel": "x"}, ["titel", "unknown key", "did you mean title?"]),
        ({"title": None}, ["title", "missing"]),
        ({"title": 5}, ["title = 5", "not a text"]),
        ({"title": "x" * 61}, ["title", "too long: 61", "at most 60"]),
        ({"minutes": 0}, ["minutes = 0", "from 1 to 60"]),
        ({"minutes": True}, ["minutes = true", "not a whole number"]),
        ({"claims": "A1"}, ["claims", "not a list"]),
        ({"world": world(scenario="one_brnd")}, ["world.scenario", "did you mean one_brand?"]),
        ({"world": world(scenario="./own.toml")}, ["world.scenario", "one_brand"]),
        ({"world": world(brand="x")}, ['world.brand = "x"', "allowed: usual"]),
        ({"world": world(days=5000)}, ["world.days = 5000", "10 to 730"]),
        ({"world": world(set={"people.cuont": 3})}, ["world.set", "did you mean people.count?"]),
        ({"world": world(set={"people": {"count": 3}})}, ["world.set.people", "dotted keys"]),
        ({"world": world(set={"people.count": 2001})}, ["people.count = 2001", "at most 2,000"]),
        ({"arms": [QUIET]}, ["arms", "1 of them", "2 to 5"]),
        ({"arms": [QUIET, QUIET]}, ["arms[2].name", "there twice"]),
        ({"arms": [QUIET, {"name": "Loud", "label": "L"}]}, ["arms[2].name", "small letters"]),
        ({"arms": [QUIET, {"name": "loud", "label": "L", "strategy": "psh"}]},
         ["arms[2].strategy", "did you mean push?"]),
        ({"arms": [QUIET, {"name": "loud", "label": "L", "strategy": "push",
                           "options": {"intant": 1}}]}, ["arms[2]", "did you mean"]),
        ({"arms": [QUIET, {"name": "loud", "label": "L", "options": {}}]},
         ["arms[2].options", "needs a strategy"]),
        ({"arms": [QUIET, {"name": "loud", "label": "L", "set": {"days": 99}}]},
         ["arms[2].set", "all arms last as long"]),
        ({"questions": []}, ["questions", "0 of them"]),
        ({"questions": [QUESTION | {"arm": "lod"}]}, ["questions[1].arm", "did you mean loud?"]),
        ({"questions": [QUESTION | {"against": "loud"}]}, ["compared with itself"]),
        ({"questions": [QUESTION | {"outcome": "turst"}]}, ["did you mean trust?"]),
        ({"questions": [QUESTION | {"days": [0, 11]}]}, ["questions[1].days", "end <= 10"]),
        ({"questions": [QUESTION | {"days": [3]}]}, ["not two whole numbers"]),
        ({"questions": [QUESTION | {"outcome": "inbound", "days": [0, 5]}]},
         ["questions[1].outcome", "some days only"]),
        ({"questions": [QUESTION | {"says": SAYS | {"more": "{valeu}"}}]},
         ["questions[1].says.more", "{valeu} means nothing", "{value}"]),
        ({"questions": [QUESTION | {"says": {"more": "x"}}]}, ["questions[1].says.less: missing"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"key": "trust.falure"}]}},
         ["explore.levers[1].key", "did you mean trust.failure?"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"key": "people.count"}]}}, ["not a lever"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"key": "network.kind"}]}}, ["not a lever"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"low": 2}]}}, ["leave out where it starts"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"high": 7}]}}, ["high = 7", "0 to 6"]),
        ({"explore": {"text": "t", "levers": [LEVER | {"low": float("nan")}]}}, ["from 0 to 6"]),
        ({"explore": {"text": "t", "question": 3, "levers": [LEVER]}}, ["question = 3", "1 to 2"]),
        ({"challenge": {"text": "t", "levers": [LEVER]}}, ["challenge.held", "missing"]),
        ({"challenge": {"text": "t", "held": "h", "broken": "b",
                        "levers": [{"key": "brands.usual.options.intent", "label": "I", "low": 0,
                                    "high": 1}]}}, ["challenge.levers[1].key"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(changes: dict[str, Any], parts: list[str]) -> None:
    text = message(**changes)
    for part in parts:
        assert part in text


@pytest.mark.parametrize(
    "arm",
    [
        {"strategy": "own"},
        {"set": {"brands.usual.strategy": "own"}},
        {"strategy": "switching", "options": {"before": "silent", "after": "own"}},
        {"strategy": "switching", "options": {"before": "own"}},
        {"set": {"changes.3.brands.usual.strategy": "own"}},
    ],
)
def test_only_strategies_that_ship_can_be_named(
    arm: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that the command line loaded: a lesson may come from anywhere."""
    from model.strategies import STRATEGIES, Silent

    class Own(Silent):
        name = "own"

    monkeypatch.setitem(STRATEGIES, "own", Own)
    text = message(arms=[QUIET, {"name": "loud", "label": "L"} | arm])
    assert "arms[2]" in text
    assert "own" in text


def test_too_much_to_run_is_refused() -> None:
    big = world(days=730, replicates=30, set={"people.count": 2000})
    assert "too much to run" in message(world=big)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"x" * (LARGEST_FILE + 1), "too large"),
        (b"title = ", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"a = " + b"[" * 5000, "nested too deeply"),
        (b"", "title: missing"),
    ],
)
def test_what_is_no_lesson_is_refused(content: bytes, part: str) -> None:
    with pytest.raises(InputError, match=part):
        parse_lesson(content, "odd", "odd.toml")


# --- the shelf -------------------------------------------------------------------------


def test_five_lessons_ship_one_for_each_family_of_claims() -> None:
    lessons = read_shelf()
    assert [lesson.name[0] for lesson in lessons] == list("abcde")
    families = [{claim[0] for claim in lesson.claims} for lesson in lessons]
    assert families == [{"A"}, {"B"}, {"C"}, {"D"}, {"E"}]
    for lesson in lessons:
        assert lesson.explore is not None
        assert lesson.challenge is not None
        assert lesson.clues


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    text = (shelf.SHIPPED / "b_keeping_busy.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(text.replace("Keeping busy", "My own"), "utf-8")
    try:
        shelf.use_folder(tmp_path)
        assert [lesson.title for lesson in shelf.shelf()] == ["My own"]
    finally:
        shelf.use_folder(None)
    assert len(shelf.shelf()) == 5


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_a_folder_without_lessons(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=folder):
        shelf.use_folder(tmp_path / folder)


def test_the_name_of_the_file_is_the_name_of_the_lesson(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a lesson's name"):
        read_lesson(tmp_path / "My Lesson.toml")
    with pytest.raises(InputError, match="cannot be read"):
        read_lesson(tmp_path / "absent.toml")


# --- what the documentation promises -----------------------------------------------------


def test_the_example_of_the_documentation_is_a_lesson() -> None:
    lesson = read_lesson(ROOT / "docs" / "examples" / "own_lesson.toml")
    assert lesson.explore is not None
    assert lesson.challenge is not None
    text = (ROOT / "docs" / "lessons.md").read_text("utf-8")
    assert all(f"| {shipped.title} |" in text for shipped in read_shelf())
    assert all(f"{{{place}}}" in text for place in PLACES)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--lessons", "absent"), "absent: no such folder"),
        (("--results", "absent"), "absent: no such folder"),
        (("--lessons", "."), "wrong.toml: titel = \"x\": unknown key"),
    ],
)  # fmt: skip
def test_the_command_refuses_what_is_wrong_before_it_serves(
    words: tuple[str, ...], part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (shelf.SHIPPED / "a_bank_crush.toml").read_text("utf-8")
    (tmp_path / "wrong.toml").write_text(f'titel = "x"\n{text}', "utf-8")
    monkeypatch.chdir(tmp_path)
    done = here("app", "--port", "0", *words)
    assert done.exit_code == 2
    assert part in done.stderr
    assert len(done.stderr.splitlines()) == 1
