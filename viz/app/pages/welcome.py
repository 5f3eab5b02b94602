"""The first page: three doors."""

from __future__ import annotations

import solara

from viz.app import components

DOORS = [
    {
        "path": "/explore", "title": "Explore", "act": "Start playing",
        "text": "One market, three brands, a thousand people. Press play, pull the levers, click "
        "on anybody and see why they trust.",
    },
    {
        "path": "/arena", "title": "Arena", "act": "Compare strategies",
        "text": "The same people, the same luck, different strategies, side by side. See what "
        "the strategy does, and what was only luck.",
    },
    {
        "path": "/lessons", "title": "Lessons", "act": "Take a lesson",
        "text": "Five lessons of ten minutes. Guess first, then run, then find out whether you "
        "were right, and try to break it.",
    },
]  # fmt: skip


@solara.component
def Welcome() -> None:
    """Show what this is and where to begin."""
    router = solara.use_router()
    components.Doors(doors=DOORS, event_go=router.push)
