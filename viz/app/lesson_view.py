"""What the page of a lesson shows, as plain values: every number and text is made here."""

from __future__ import annotations

from typing import Any

from viz.app import links
from viz.app.finding_view import (
    ANSWER_WORDS,
    arm_looks,
    arm_pair,
    finding_view,
    lines_of,
)
from viz.app.lab_view import HEADINGS, lab_view
from viz.app.links import View
from viz.app.reader import SANDBOX, Reader
from viz.figures.words import plural
from viz.lessons import course
from viz.lessons.course import LessonStep
from viz.lessons.lesson import ANSWERS, Lesson, LessonArm
from viz.lessons.texts import paragraphs, span, told

KIND_WORDS = {
    "story": "The story", "predict": "Predict", "run": "Run", "compare": "Compare",
    "explain": "Explain", **HEADINGS,
    "end": "What you found",
}  # fmt: skip


def lesson_view(reader: Reader) -> dict[str, Any]:
    """Return what the page of the open lesson shows."""
    lesson, state = reader.lesson, reader.state
    assert lesson is not None
    step = course.current(lesson, state)
    if step.kind in ("compare", "explain", "explore", "challenge", "end") and not reader.ready:
        body: dict[str, Any] = {"body": "run", "run": _run(reader)}
    else:
        body = {"body": step.kind} | BODIES[step.kind](reader, step)
    return {
        "name": lesson.name,
        "title": lesson.title,
        "sandbox": lesson.name == SANDBOX,
        "over": _over(lesson, step),
        "place": state.place,
        "steps": _steps(reader),
        "first": state.place == 0,
        "open": course.may_go_on(lesson, state, ready=reader.ready),
        "last": step.kind == "end",
        "problem": reader.problem,
        "busy": _busy(reader),
        "polls": reader.polls,
    } | body


def shelf_view(reader: Reader) -> list[dict[str, Any]]:
    """Return the list of all lessons, each with how far the reader is."""
    return [_spine(reader, lesson) for lesson in reader.lessons.values()]


def _spine(reader: Reader, lesson: Lesson) -> dict[str, Any]:
    state = reader.states.get(lesson.name, course.begin(lesson))
    pages = len(course.steps(lesson))
    begun = f"You are on page {state.place + 1} of {pages}" if state.furthest else ""
    done = ("Done" + (", and broken" if state.broken else "")) if state.finished else ""
    return {
        "name": lesson.name,
        "title": lesson.title,
        "about": lesson.about,
        "minutes": lesson.minutes,
        "begun": begun,
        "done": done,
    }


def _busy(reader: Reader) -> bool:
    """Tell whether the page should ask again soon."""
    job, trial = reader.job, reader.trying
    waits = job is not None and not job.ready and not job.error
    return waits or trial is not None


def _over(lesson: Lesson, step: LessonStep) -> str:
    """Return the line above a page's title."""
    number = {"predict": len(lesson.questions), "compare": len(lesson.questions),
              "explain": len(lesson.clues)}.get(step.kind, 1)  # fmt: skip
    word = KIND_WORDS[step.kind]
    return f"{word} {step.number + 1} of {number}" if number > 1 else word


def _steps(reader: Reader) -> list[dict[str, Any]]:
    assert reader.lesson is not None
    state = reader.state
    return [
        {
            "label": _over(reader.lesson, step),
            "kind": step.kind,
            "seen": place <= state.furthest,
            "here": place == state.place,
        }
        for place, step in enumerate(course.steps(reader.lesson))
    ]


# --- the pages ---------------------------------------------------------------------------


def _story(reader: Reader, step: LessonStep) -> dict[str, Any]:
    assert reader.lesson is not None
    page = reader.lesson.pages[step.number]
    return {"heading": page.title, "text": paragraphs(page.text)}


def _predict(reader: Reader, step: LessonStep) -> dict[str, Any]:
    assert reader.lesson is not None
    question, state = reader.lesson.questions[step.number], reader.state
    return {
        "heading": question.ask,
        "question": step.number,
        "locked": state.locked,
        "options": [
            {"id": one, "label": ANSWER_WORDS[one], "chosen": state.answers[step.number] == one}
            for one in ANSWERS
        ],
        "arms": arm_pair(reader.lesson, question.contrast),
    }


def _run(reader: Reader, step: LessonStep | None = None) -> dict[str, Any]:
    lesson, job = reader.lesson, reader.job
    assert lesson is not None
    people = int(lesson.arms[0].scenario.values["people.count"])
    size = f"{plural(people, 'person', 'people')}, {plural(lesson.arms[0].scenario.days, 'day')}"
    answers = [
        {"ask": question.ask, "said": ANSWER_WORDS[said] if said else "–"}
        for question, said in zip(lesson.questions, reader.state.answers, strict=True)
    ]
    return {
        "heading": "Let it happen",
        "run": {
            "state": "ready" if job is None else "error" if job.error else
                     "done" if job.ready else "running",
            "error": job.error if job else "",
            "done": job.done if job else 0,
            "of": lesson.replicates,
            "size": size,
            "arms": arm_looks(lesson),
            "answers": answers,
        },
    }  # fmt: skip


def _run_page(reader: Reader, step: LessonStep) -> dict[str, Any]:
    return _run(reader)


def _compare(reader: Reader, step: LessonStep) -> dict[str, Any]:
    assert reader.lesson is not None
    question, found = reader.lesson.questions[step.number], reader.finding(step.number)
    said = reader.state.answers[step.number]
    assert said is not None
    return {
        "heading": question.ask,
        "finding": finding_view(reader.lesson, found, said),
        "text": paragraphs(told(reader.lesson, found, question.says.of(found.verdict))),
        "lines": lines_of(reader.lesson, question.contrast, reader.runs),
    }


def _explain(reader: Reader, step: LessonStep) -> dict[str, Any]:
    assert reader.lesson is not None
    clue, found = reader.lesson.clues[step.number], reader.clue(step.number)
    return {
        "heading": clue.title,
        "finding": finding_view(reader.lesson, found),
        "text": paragraphs(told(reader.lesson, found, clue.says.of(found.verdict))),
        "lines": None,
    }


def _end(reader: Reader, step: LessonStep) -> dict[str, Any]:
    lesson, state = reader.lesson, reader.state
    assert lesson is not None
    found = [reader.finding(number) for number in range(len(lesson.questions))]
    verdicts = tuple(one.verdict for one in found)
    right, of = course.right(state, verdicts)
    names = list(reader.lessons)
    following = names[names.index(lesson.name) + 1 :] if lesson.name in names else []
    return {
        "heading": "What you found",
        "score": _score(right, of),
        "results": [
            {"ask": q.ask, "said": ANSWER_WORDS[s or "unclear"], "found": ANSWER_WORDS[f.verdict],
             "span": span(f), "right": s == f.verdict, "open": f.verdict == "unclear"}
            for q, s, f in zip(lesson.questions, state.answers, found, strict=True)
        ],
        "broken": state.broken if lesson.challenge else None,
        "text": paragraphs(lesson.ending),
        "following": {"name": following[0], "title": reader.lessons[following[0]].title}
                     if following else None,
        "worlds": [world for arm in lesson.arms if (world := _world(arm))],
    }  # fmt: skip


BODIES = {
    "story": _story, "predict": _predict, "run": _run_page, "compare": _compare,
    "explain": _explain, "explore": lab_view, "challenge": lab_view, "end": _end,
}  # fmt: skip


# --- their parts -------------------------------------------------------------------------


def _score(right: int, of: int) -> str:
    if of == 0:
        return "The runs could tell nothing about your predictions."
    return f"{right} of {plural(of, 'prediction')} came true."


def _world(arm: LessonArm) -> dict[str, str] | None:
    """Return the way to play an arm by hand; None if its address would be too long."""
    query = links.query_of(View(arm.scenario))
    return {"label": arm.label, "path": f"/explore?{query}"} if query else None
