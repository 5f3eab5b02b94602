"""A file of strategies that each go wrong in a way of their own, on day 5 and not before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent, indent

from model.strategies import SHIPPED, STRATEGIES
from model.strategies.registry import SOURCES

HEAD = """
import os, random, signal, sys, time
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar
from model.plan import *
from model.strategies import Strategy, option, options_of
calls, days = [], set()
class Order(str, Enum):
    FIRST = "last_come"
class Odd:
    def __str__(self):
        raise ValueError("never")
class OwnPlan(Plan):
    pass
def numpy():
    import numpy
    return numpy
"""


def strategy(name: str, body: str, options: str = "") -> str:
    """Return the text of a strategy whose plan is this body, with ``view`` at hand."""
    return (
        f"\n@dataclass(frozen=True)\nclass {name.title().replace('_', '')}(Strategy):\n"
        f'    name: ClassVar[str] = "{name}"\n{indent(dedent(options), "    ")}\n'
        f"    def plan(self, view):\n{indent(dedent(body), '        ')}\n"
    )


def late(statement: str) -> str:
    """Return a body that does something on day 5."""
    return f"if view.day == 5:\n    {statement}\nreturn Plan()"


FAILING = {
    "leaves": ("raise SystemExit(0)", "SystemExit: 0"),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "gives_up": ("raise GeneratorExit", "GeneratorExit"),
    "divides": ("1 / 0", "ZeroDivisionError: division by zero"),
    "is_odd": ("raise BaseException(Odd())", "BaseException: it cannot say what"),
}
"""Statements that raise, and what is said of it."""
DYING = {
    "exits": ("os._exit(3)", "ended its process (exit code 3)"),
    "crashes": ("os.kill(os.getpid(), signal.SIGSEGV)", "its process was ended by SIGSEGV"),
}
"""Statements that take the process along."""
HANGING = {"hangs": "while True: pass", "sleeps": "time.sleep(1e6)"}
"""Statements that never end."""
MUTABLE = {
    "dices": ("return Plan(price=0.5 + random.random())", "price"),
    "counts": ("calls.append(1)\nreturn Plan(pitch_after=len(calls))", "pitch_after"),
    "counts_days": (
        "days.add((view.day, view.backlog))\nreturn Plan(posts=(Post(craft=len(days) / 1e3),))",
        "posts[0].craft",
    ),
    "more": ("calls.append(1)\nreturn Plan(posts=(Post(),) * (len(calls) % 3))", "number of posts"),
}
"""Plans that do not follow from the view alone, and where they differ."""
WRONG = {
    "texts": ('Plan(price="low")', "price", '"low"'),
    "own_class": ("Plan(favour=Odd())", "favour", "a value of type Odd"),
    "list_of_posts": ("Plan(posts=[Post()])", "posts", "[Post("),
    "no_plan": ("Odd()", "plan", '"Odd"'),
    "too_many": ("Plan(posts=(Post(),) * 1000)", "posts", "(Post("),
    "array": ("Plan(price=numpy().ones(2))", "price", "[1. 1.]"),
    "complex": ("Plan(price=numpy().complex128(1))", "price", "(1+0j)"),
    "too_dear": ("Plan(price=numpy().float64(1e9))", "price", "1000000000.0"),
}
"""Plans of a wrong type, the place, and how the value is shown."""
NUMPY = """
np = numpy()
return OwnPlan(
    posts=(Post(topic=np.int64(view.day % view.topics), craft=np.float32(0.5)),),
    discipline=Order.FIRST, pitch_after=np.int8(2), follow_back=np.bool_(True),
    price=np.float64(0.9), repair=Repair(apology=np.True_, compensation=np.uint16(3)),
)
"""
LUCKY = "return Plan(price=0.5 + view.luck.uniform(6), favour=next(iter(view.luck)))"
SETTLED = """
def __post_init__(self):
    super().__post_init__()
    if self.whole == 13:
        raise KeyError("unlucky")
    if self.whole == 15:
        object.__setattr__(self, "share", 0.75)
"""
OPTIONS = f"""
whole: int = option(3, 0, 20, "", "whole")
share: float = option(1.0, 0, 2, "", "share")
so: bool = option(False, 0, 1, "", "so")
word: str = option("a", 0, 0, "", "word", choices=("a", "b"))
inner: str = option("push", 0, 0, "", "inner")
inner_options: tuple = options_of("inner")
{SETTLED}
"""
TYPED = """
kinds = [type(v).__name__ for v in (self.whole, self.share, self.so, self.word)]
return Plan(price=self.share if kinds == ["int", "float", "bool", "str"] else 0.01)
"""
TALKS = 'print("loud"); os.write(1, b"louder"); sys.stdin.read(); return Plan()'


def text_of_file() -> str:
    """Return the file's text."""
    bodies = {name: late(statement) for name, (statement, _) in (FAILING | DYING).items()}
    bodies |= {name: late(statement) for name, statement in HANGING.items()}
    bodies |= {name: late(f"return {plan}") for name, (plan, _, _) in WRONG.items()}
    bodies |= {"numeric": NUMPY, "lucky": LUCKY, "talks": TALKS}
    bodies |= {
        name: f"if view.day < 4:\n    return Plan()\n{body}" for name, (body, _) in MUTABLE.items()
    }
    text = "".join(strategy(name, body) for name, body in bodies.items())
    return HEAD + text + strategy("typed", TYPED, OPTIONS)


@contextmanager
def only_shipped() -> Iterator[None]:
    """Take the user's own strategies out of the registry for a while, old and new."""
    kinds, sources = dict(STRATEGIES), dict(SOURCES)
    STRATEGIES.clear()
    STRATEGIES.update({kind.name: kind for kind in SHIPPED})
    SOURCES.clear()
    yield
    STRATEGIES.clear()
    STRATEGIES.update(kinds)
    SOURCES.clear()
    SOURCES.update(sources)


def write_file(folder: Path) -> Path:
    """Write the file and return its path."""
    path = folder / "mine.py"
    path.write_text(text_of_file(), "utf-8")
    return path
