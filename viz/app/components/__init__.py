"""The pages' own components: one Vue file each, few messages, keyboard reachable.

The functions only declare what goes in (traits) and what comes back (events).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Event = Callable[[Any], None] | None


@solara.component_vue("header.vue", vuetify=False)
def Header(pages: list[dict[str, str]], current: str, event_go: Event = None) -> None:
    """Show the name, the pages, and the switch between light and dark; ``go`` gets a path."""


@solara.component_vue("notice.vue", vuetify=False)
def Notice(
    title: str,
    text: str,
    ways: list[dict[str, str]],
    event_take: Event = None,
    kind: str = "",
) -> None:
    """Show a message with ways on; ``take`` gets the id of the way taken."""


@solara.component_vue("transport.vue", vuetify=False)
def Transport(
    tick: int,
    day: int,
    days: int,
    target: int,
    seed: int | None,
    marks: list[int],
    event_next: Event = None,
    event_carry_on: Event = None,
    event_seek: Event = None,
    event_pause: Event = None,
    event_reseed: Event = None,
) -> None:
    """Play, pause, step and jump. The browser asks for each frame once the last is drawn."""


@solara.component_vue("people.vue", vuetify=False)
def People(
    web: dict[str, Any],
    codes: str,
    scale: dict[str, list[str]],
    selected: int | None,
    title: str,
    note: str = "",
    event_pick: Event = None,
) -> None:
    """Draw the social graph, see ``viz.app.frames``; ``pick`` gets ``{"person": number}``."""


@solara.component_vue("charts.vue", vuetify=False)
def Charts(
    panels: list[dict[str, Any]],
    menu: list[dict[str, str]],
    brands: list[dict[str, str]],
    rows: dict[str, Any],
    ghost: dict[str, Any] | None,
    marks: list[dict[str, Any]],
    horizon: int,
    bands: dict[str, Any] | None = None,
    pairs: bool = False,
    event_jump: Event = None,
    event_choose: Event = None,
    event_resend: Event = None,
) -> None:
    """Draw lines over days; ``rows`` adds to what is drawn already, see ``viz.app.frames``."""


@solara.component_vue("controls.vue", vuetify=False)
def Controls(
    sections: list[dict[str, Any]], event_set_value: Event = None, event_unfold: Event = None
) -> None:
    """Show levers in sections that fold; ``set_value`` gets ``{"key": …, "value": …}``."""


@solara.component_vue("doors.vue", vuetify=False)
def Doors(doors: list[dict[str, str]], event_go: Event = None) -> None:
    """Show the ways in; ``go`` gets a path."""


@solara.component_vue("title.vue", vuetify=False)
def Title(
    title: str,
    about: str,
    name: str,
    scenarios: list[dict[str, str]],
    own: str = "",
    event_pick: Event = None,
) -> None:
    """Show what is played, and let another scenario be chosen."""


@solara.component_vue("since.vue", vuetify=False)
def Since(
    day: int,
    from_start: bool,
    changes: list[dict[str, Any]],
    changed: bool = False,
    event_choose: Event = None,
    event_drop: Event = None,
    event_restore: Event = None,
) -> None:
    """Show from when a change counts, and the changes made on the way."""


@solara.component_vue("tabs.vue", vuetify=False)
def Tabs(lead: str, tabs: list[dict[str, str]], chosen: str, event_take: Event = None) -> None:
    """Show a choice of one; ``take`` gets its name."""


@solara.component_vue("person.vue", vuetify=False)
def Person(
    number: int,
    day: int,
    brand: str,
    brands: list[dict[str, str]],
    one: dict[str, Any] | None,
    reached: int,
    strategies: list[dict[str, str]],
    twin_strategy: str | None,
    twin: dict[str, Any] | None,
    twin_reached: int,
    beat: int,
    arrived: bool,
    event_pick: Event = None,
    event_colour: Event = None,
    event_choose: Event = None,
    event_close: Event = None,
    event_more: Event = None,
) -> None:
    """Tell of a person and their twin, see ``viz.app.person``; ``more`` asks to go on."""


@solara.component_vue("arm.vue", vuetify=False)
def Arm(
    place: int,
    chosen: str,
    look: dict[str, str] | None,
    about: str,
    strategies: list[dict[str, str]],
    taken: list[str],
    removable: bool,
    event_put: Event = None,
) -> None:
    """Let an arm's strategy be chosen; ``put`` gets its place and the strategy, empty for none."""


@solara.component_vue("arms.vue", vuetify=False)
def Arms(
    arms: list[dict[str, str]],
    figures: list[dict[str, Any]],
    verdict: list[str],
    done: int,
    all: int,
    too_many: bool,
    event_look: Event = None,
) -> None:
    """Show the arms' numbers and what other worlds say; ``look`` asks whether more are ready."""


@solara.component_vue("address.vue", vuetify=False)
def Address(href: str | None) -> None:
    """Keep the browser's address at ``href``; where it is None the address stays."""


@solara.component_vue("files.vue", vuetify=False)
def Files(
    href: str | None,
    no_link: str,
    command: str,
    needs: str,
    day: int,
    pictures: dict[str, str],
    sent: dict[str, str] | None,
    beat: int,
    event_fetch: Event = None,
    event_opened: Event = None,
) -> None:
    """Show link, command and files; ``sent`` is a file for the browser to save."""
