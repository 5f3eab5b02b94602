"""What stands around every page: the name, the ways to the others, the visitor."""

from __future__ import annotations

from typing import Any

import solara

from viz.app import components
from viz.app.visit import Visit

PAGES = [
    {"path": "/explore", "label": "Explore"},
    {"path": "/arena", "label": "Arena"},
    {"path": "/map", "label": "Map"},
    {"path": "/lessons", "label": "Lessons"},
]


class OpenPages:
    """What one visitor has open, page by page; made when a page first asks for it."""

    def __init__(self) -> None:
        self.visit: Visit | None = None
        self.kept: dict[str, Any] = {}
        """What other pages keep between two looks at them, by page."""


OPEN: Any = solara.create_context(OpenPages())


@solara.component
def Frame(children: list[Any] = []) -> None:  # noqa: B006
    """Show a page in its frame."""
    router = solara.use_router()
    OPEN.provide(solara.use_memo(OpenPages, []))
    current = "/" + router.parts[0]
    with solara.Div(classes=["gw"]):
        components.Header(pages=PAGES, current=current, event_go=router.push)
        solara.Div(classes=["gw-page"], children=children, attributes={"id": "main"})


def open_pages() -> OpenPages:
    """Return what the visitor has open."""
    found: OpenPages = solara.use_context(OPEN)
    return found
