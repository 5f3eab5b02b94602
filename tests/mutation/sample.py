"""The sample: so many places in the text, each with one of the mutants that can be made there."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from cosmic_ray.commands.init import init
from cosmic_ray.modules import find_modules
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import MutationSpec, WorkItem

from tests.mutation import operators

MUTATED = ("model/rules", "model/mechanisms", "model/plan.py", "model/orders.py")
LEFT_OUT = re.compile(
    "RemoveDecorator"  # marks what is to be compiled
    "|BinaryOperator_BitOr_"  # joins types in annotations
    "|BinaryOperator_.*_(BitOr|BitAnd|BitXor|LShift|RShift)"  # an error with any float
    "|ComparisonOperator_.*_(Is|IsNot)"  # a warning with any number
    "|ComparisonOperator_(Is|IsNot)_(Lt|LtE|Gt|GtE)"  # an error with None
)
"""Operators that would only make mutants which every test kills, or none can."""


def draw(session: WorkDB, count: int, seed: int) -> None:
    """Fill a session with ``count`` mutants of the tree we are in, numbered in drawn order."""
    operators.register(LEFT_OUT)
    paths = [path for name in MUTATED for path in find_modules([Path(name)])]
    init(sorted(paths), session, {})
    places = defaultdict(list)
    for item in session.work_items:
        (spec,) = item.mutations
        places[spec.module_path.as_posix(), spec.start_pos, spec.end_pos].append(spec)
    luck = random.Random(seed)
    drawn = luck.sample(sorted(places), min(count, len(places)))
    chosen = [luck.choice(sorted(places[place], key=_identity)) for place in drawn]
    session.clear()
    session.add_work_items(WorkItem.single(f"{n:04}", spec) for n, spec in enumerate(chosen))


def _identity(spec: MutationSpec) -> tuple[Any, ...]:
    return spec.operator_name, spec.occurrence
