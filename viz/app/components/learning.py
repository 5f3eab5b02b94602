"""The components of the lessons (the list, a lesson, the sandbox) and of the map."""

from __future__ import annotations

from typing import Any

import solara

from viz.app.components import Event


@solara.component_vue("shelf.vue", vuetify=False)
def Shelf(
    lessons: list[dict[str, Any]],
    problem: str = "",
    event_open: Event = None,
    event_recall: Event = None,
    event_forget: Event = None,
) -> None:
    """Show the lessons and how far one is; ``recall`` gets the kept progress by name."""


@solara.component_vue("lesson.vue", vuetify=False)
def Lesson(
    view: dict[str, Any],
    keep: dict[str, str],
    event_open: Event = None,
    event_recall: Event = None,
    event_go: Event = None,
    event_answer: Event = None,
    event_run: Event = None,
    event_poll: Event = None,
    event_forward: Event = None,
    event_back: Event = None,
    event_anew: Event = None,
    event_attempt: Event = None,
    event_stop: Event = None,
    event_visit: Event = None,
) -> None:
    """Show a page of a lesson, see ``viz.app.lesson_view``; the browser stores ``keep``."""


@solara.component_vue("sandbox.vue", vuetify=False)
def Sandbox(
    menu: dict[str, Any],
    start: dict[str, Any],
    problem: str = "",
    event_open: Event = None,
    event_ask: Event = None,
) -> None:
    """Show the form of a question of one's own; ``ask`` gets the question."""


@solara.component_vue("map.vue", vuetify=False)
def Map(
    view: dict[str, Any],
    menus: dict[str, Any],
    event_choose: Event = None,
    event_run: Event = None,
    event_poll: Event = None,
    event_cancel: Event = None,
    event_open: Event = None,
    event_close: Event = None,
    event_see: Event = None,
    event_visit: Event = None,
) -> None:
    """Show the form of a map, or a map, see ``viz.app.map_view``; ``visit`` gets a cell's place."""
