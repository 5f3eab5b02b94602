"""What brands do. One strategy a file; the registry makes them from a name and options."""

from __future__ import annotations

from model.strategies.bait_and_pitch import BaitAndPitch
from model.strategies.base import Strategy, option, options_of
from model.strategies.business_as_usual import BusinessAsUsual
from model.strategies.conversational import Conversational
from model.strategies.limits import checked_plan
from model.strategies.listening import Listening
from model.strategies.loading import load_strategies
from model.strategies.mixed import Mixed
from model.strategies.planning import Planner
from model.strategies.push import Push
from model.strategies.registry import (
    STRATEGIES,
    checked_options,
    make_strategy,
    strategy_class,
)
from model.strategies.scheduled import Scheduled
from model.strategies.silent import Silent
from model.strategies.switching import Switching

SHIPPED: tuple[type[Strategy], ...] = (
    Silent,
    BusinessAsUsual,
    Push,
    Scheduled,
    Conversational,
    Listening,
    BaitAndPitch,
    Mixed,
    Switching,
)
"""The strategies that come with the model, in the order of lists and menus."""

STRATEGIES.update({kind.name: kind for kind in SHIPPED})

__all__ = [
    "SHIPPED",
    "STRATEGIES",
    "Planner",
    "Strategy",
    "checked_options",
    "checked_plan",
    "load_strategies",
    "make_strategy",
    "option",
    "options_of",
    "strategy_class",
]
