"""Stand-ins for strategies whose Python is not run: their names and options, as far as they show.

The file is parsed and never executed. A stand-in lets a scenario that names the strategy be
read; it refuses to plan.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import make_dataclass
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.plan import BrandView, Plan
from model.strategies.base import Strategy, option
from model.strategies.registry import SOURCES, STRATEGIES


class Unread(Strategy):
    """What all stand-ins are: strategies without a plan."""

    def plan(self, view: BrandView) -> Plan:
        raise InputError(
            "was not read, since its Python is not trusted", file=SOURCES.get(self.name),
            key=f"strategy {self.name}", allowed="to trust that file, once you have read it",
        )  # fmt: skip


def stand_in(file: Path) -> None:
    """Register stand-ins for the strategies of a file that nothing is known of yet."""
    shipped = [kind for name, kind in STRATEGIES.items() if name not in SOURCES]
    kinds: list[type[Any]] = [Strategy, *shipped]
    known = {kind.__name__: kind for kind in kinds}
    for node in _classes(file):
        bases = [known[name] for name in map(_name_of, node.bases) if name in known]
        if not bases:
            continue
        made = known[node.name] = _made(node, bases[0])
        if made.name and made.name not in STRATEGIES:
            STRATEGIES[made.name], SOURCES[made.name] = made, file


def _classes(file: Path) -> Iterator[ast.ClassDef]:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    yield from (node for node in tree.body if isinstance(node, ast.ClassDef))


def _made(node: ast.ClassDef, base: type[Any]) -> type[Any]:
    """Return a class with the name and the options that are written out in a class statement."""
    space: dict[str, Any] = {"name": "", "plan": Unread.plan}
    members = []
    for line in node.body:
        name, value = _assigned(line)
        if name in ("name", "about") and isinstance(value, ast.Constant):
            space[name] = str(value.value)
        elif isinstance(value, ast.Call) and _name_of(value.func) == "option":
            declared = _option(value)
            if declared is not None:
                members.append((name, Any, declared))
    bases = (
        (base,) if issubclass(base, Unread) else (Unread,) if base is Strategy else (Unread, base)
    )
    return make_dataclass(node.name, members, bases=bases, namespace=space, frozen=True)


def _assigned(line: ast.stmt) -> tuple[str, ast.expr | None]:
    """Return name and value of a plain assignment; nothing for other statements."""
    target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
    if isinstance(line, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name):
        return target.id, line.value
    return "", None


def _option(call: ast.Call) -> Any:
    """Return the option that a call declares, or None if it takes running Python to know."""
    try:
        words = [ast.literal_eval(word) for word in call.args]
        named = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
        return option(*words, **named)
    except (ValueError, TypeError, InputError):
        return None


def _name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
