"""Lessons: predict, run, compare, explain, try, break; and a sandbox after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

import solara

from viz.app.choices import scenario_choices, strategy_choices
from viz.app.components import learning
from viz.app.lesson_view import lesson_view, shelf_view
from viz.app.pages.frame import open_pages
from viz.app.reader import SANDBOX, Reader
from viz.lessons.sandbox import DAYS, OUTCOMES, PEOPLE, REPLICATES, about
from viz.reports.outcomes import PRINTED

Act = Callable[[Callable[[Any], None]], Callable[[Any], None]]
HERE = "/lessons"


@solara.component
def Lessons() -> None:
    """Show the lesson that the address names, or the list of all."""
    router, own = solara.use_router(), open_pages()
    reader: Reader = own.kept.setdefault("lessons", Reader())
    _, drawn = solara.use_state(0)
    wanted = parse_qs(router.search or "").get("lesson", [""])[0]
    solara.use_memo(lambda: reader.open(wanted), [wanted])
    solara.use_effect(lambda: reader.close, [])

    def act(action: Callable[[Any], None]) -> Callable[[Any], None]:
        def handle(data: Any = None) -> None:
            action(data or {})
            drawn(lambda n: n + 1)

        return handle

    def move(data: Any) -> None:
        name = str(data.get("name", ""))
        reader.open("") if name == SANDBOX else None
        router.push(f"{HERE}?lesson={name}" if name else HERE)

    if reader.lesson is not None:
        _lesson(reader, act, move, router.push)
    elif wanted == SANDBOX:
        learning.Sandbox(menu=menu(), start=asdict(reader.question), problem=reader.problem,
                         event_open=act(move), event_ask=act(reader.ask))  # fmt: skip
    else:
        learning.Shelf(lessons=shelf_view(reader), problem=reader.problem, event_open=act(move),
                       event_recall=act(reader.recall),
                       event_forget=act(lambda _: reader.forget()))  # fmt: skip


def _lesson(reader: Reader, act: Act, move: Any, push: Callable[[str], None]) -> None:
    learning.Lesson(
        view=lesson_view(reader),
        keep=reader.keep,
        event_open=act(move),
        event_recall=act(reader.recall),
        event_go=act(lambda data: reader.go(int(data["place"]))),
        event_answer=act(lambda data: reader.answer(int(data["question"]), str(data["choice"]))),
        event_run=act(lambda _: reader.run()),
        event_poll=act(lambda _: reader.poll()),
        event_forward=act(lambda _: reader.forward()),
        event_back=act(lambda _: reader.back()),
        event_anew=act(lambda _: reader.anew()),
        event_attempt=act(lambda data: reader.attempt(dict(data["values"]))),
        event_stop=act(lambda _: reader.cancel()),
        event_visit=act(lambda data: push(str(data["path"]))),
    )


@lru_cache(maxsize=1)
def menu() -> dict[str, Any]:
    """Return what the sandbox offers."""
    return {
        "scenarios": scenario_choices(),
        "strategies": [{**one, "about": about(one["name"])} for one in strategy_choices()],
        "outcomes": [{"name": name, "label": PRINTED[name].title} for name in OUTCOMES],
        "people": list(PEOPLE),
        "days": list(DAYS),
        "replicates": list(REPLICATES),
    }
