"""A visitor among the lessons, without a browser: what they do, and what their page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.viz.lessons.making import small
from viz.app.lesson_view import lesson_view, shelf_view
from viz.app.reader import Reader
from viz.lessons.course import steps
from viz.lessons.jobs import JobQueue
from viz.lessons.shelf import read_shelf

LESSON = small()
PATIENCE = 60


@pytest.fixture(name="reader")
def reader_fixture() -> Iterator[Reader]:
    reader = Reader((LESSON,), JobQueue())
    yield reader
    reader.close()


def opened(reader: Reader) -> Reader:
    """Open the lesson as a browser that kept nothing does."""
    reader.open("small")
    reader.recall({"small": ""})
    return reader


def through(reader: Reader, kind: str) -> dict[str, Any]:
    """Go on to the first page of a kind, doing what is asked; return what it shows."""
    for _ in range(30):
        view = lesson_view(reader)
        if view["body"] == kind:
            return view
        if view["body"] == "predict":
            reader.answer(view["question"], "less")
        if view["body"] == "run":
            reader.run()
            assert reader.job is not None
            assert reader.job.ended.wait(PATIENCE)
        reader.forward()
    raise AssertionError(kind)


def tried(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    reader.attempt(values)
    assert reader.trying is not None
    assert reader.trying.ended.wait(PATIENCE)
    reader.poll()
    return lesson_view(reader)


def plain(view: Any) -> Any:
    """Return a view as a browser gets it; fails for what JSON cannot hold."""
    return json.loads(json.dumps(view, allow_nan=False))


def test_every_page_can_be_sent_to_a_browser(reader: Reader) -> None:
    opened(reader)
    seen = []
    while not (view := lesson_view(reader))["last"]:
        assert plain(view) == view
        seen.append(view["body"])
        through(reader, view["body"])
        if view["body"] == "run":
            through(reader, "compare")
        elif view["body"] == "predict":
            reader.answer(view["question"], "less")
            reader.forward()
        else:
            reader.forward()
    assert plain(lesson_view(reader))["score"]
    assert [*seen, "end"] == [step.kind for step in steps(LESSON)]


def test_the_result_is_told_only_after_the_prediction(reader: Reader) -> None:
    opened(reader)
    reader.run()
    assert reader.job is None  # nothing was predicted
    through(reader, "predict")
    assert "finding" not in lesson_view(reader)
    compare = through(reader, "compare")
    assert compare["finding"]["said"] == "less"
    assert compare["finding"]["verdict_text"].startswith("You said: lower.")
    reader.answer(0, "more")
    assert lesson_view(reader)["finding"]["said"] == "less"


def test_the_text_is_the_one_that_the_runs_call_for(reader: Reader) -> None:
    compare = through(opened(reader), "compare")
    verdict = reader.finding(0).verdict
    assert compare["text"][0].startswith(f"{verdict}: ")


def test_levers_are_tried_and_noted(reader: Reader) -> None:
    through(opened(reader), "explore")
    view = tried(reader, {"brands.usual.options.intent": 0.25})
    (trial,) = view["trials"]
    assert trial["label"] == "I: 0.25"
    assert view["levers"][0]["value"] == 0.25
    assert view["running"] is None
    unchanged = tried(reader, {"brands.usual.options.intent": 0.9})["trials"][0]
    assert unchanged["label"] == "Nothing changed"
    assert unchanged["mean"] == view["usual"]["mean"]  # the same people, the same luck


@pytest.mark.parametrize(
    "values",
    [
        {"brands.usual.options.intent": 2}, {"brands.usual.options.intent": "x"}, {},
        {"brands.usual.options.intent": None}, {"people.count": 5},
        {"brands.usual.options.intent": float("nan")},
    ],
)  # fmt: skip
def test_wrong_levers_change_nothing(reader: Reader, values: dict[str, Any]) -> None:
    through(opened(reader), "explore")
    reader.attempt(values)
    assert reader.trying is None


def test_an_attempt_to_break_it_is_judged(reader: Reader) -> None:
    through(opened(reader), "challenge")
    view = tried(reader, {"trust.failure": 6})
    assert view["said"] in ("Held.", "Broken.") or "close" in view["said"]
    assert view["broken"] is view["trials"][0]["turned"]


def test_a_trial_can_be_stopped(reader: Reader) -> None:
    through(opened(reader), "challenge")
    reader.attempt({"trust.failure": 3})
    reader.cancel()
    assert lesson_view(reader)["running"] is None
    assert lesson_view(reader)["trials"] == []


# --- coming and going --------------------------------------------------------------------


def test_what_a_browser_kept_is_gone_on_with(reader: Reader) -> None:
    through(opened(reader), "explain")
    kept = reader.keep
    other = Reader((LESSON,), JobQueue())
    other.open("small")
    assert other.keep == {}  # not before the browser has told
    other.recall({kept["name"]: kept["text"]})
    assert other.keep == kept
    assert other.job is not None  # what was run before is run again
    assert other.job.ended.wait(PATIENCE)
    assert lesson_view(other)["body"] == "explain"
    other.close()


def test_what_was_done_since_goes_before_what_was_kept(reader: Reader) -> None:
    through(opened(reader), "explain")
    kept = reader.keep["text"]
    other = Reader((LESSON,), JobQueue())
    other.open("small")
    other.forward()
    other.recall({"small": kept})
    assert other.state.place == 1


def test_visitors_do_not_see_each_other(reader: Reader) -> None:
    other = Reader((LESSON,), reader.queue)
    for one in (reader, other):
        opened(one)
    through(reader, "explain")
    assert lesson_view(other)["place"] == 0
    through(other, "compare")
    assert other.job is reader.job  # the same runs, made once
    reader.close()
    assert other.ready


def test_the_list_says_how_far_one_is(reader: Reader) -> None:
    (spine,) = shelf_view(reader)
    assert (spine["begun"], spine["done"]) == ("", "")
    through(opened(reader), "explain")
    assert shelf_view(reader)[0]["begun"] == "You are on page 7 of 10"
    through(reader, "end")
    assert shelf_view(reader)[0]["done"].startswith("Done")
    reader.close()
    reader.forget()
    assert shelf_view(reader)[0]["begun"] == ""


def test_an_unknown_lesson_leads_to_the_list(reader: Reader) -> None:
    reader.open("../../etc/passwd")
    assert reader.lesson is None
    assert "no lesson" in reader.problem
    reader.open("small")
    assert reader.problem == ""


# --- the sandbox and the lessons that ship -----------------------------------------------


def test_the_sandbox_asks_what_it_is_told_to(reader: Reader) -> None:
    question = {
        "scenario": "one_brand", "brand": "usual", "arm": "push", "against": "silent",
        "outcome": "read", "people": 100, "days": 30, "replicates": 4,
    }  # fmt: skip
    reader.ask(question)
    assert through(reader, "compare")["finding"]["runs"] == 4
    end = through(reader, "end")
    assert end["sandbox"]
    assert reader.keep == {}
    reader.ask(question | {"arm": "own"})
    assert "own" in reader.problem
    assert reader.lesson is None


@pytest.mark.parametrize("question", [{}, {"scenario": 3}, {"people": [1]}])
def test_nonsense_is_no_question(reader: Reader, question: dict[str, Any]) -> None:
    reader.ask(question)
    assert reader.problem == "Not a question."


@pytest.mark.slow
@pytest.mark.parametrize("name", [lesson.name for lesson in read_shelf()])
def test_each_lesson_that_ships_can_be_walked_and_tells_what_it_found(name: str) -> None:
    reader = Reader()
    reader.open(name)
    reader.recall({name: ""})
    end = through(reader, "end")
    assert len(end["results"]) == 2
    assert len(end["worlds"]) == len(reader.lessons[name].arms)
    reader.close()
