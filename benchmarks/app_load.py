"""Forty visitors at once: how fast the app answers, what it holds, and what it lets go of.

``python -m benchmarks.app_load [--visitors 40] [--seconds 60] [--every 5]`` starts the real
``goodwill app`` as a process of its own and visits it over real websockets of this machine.
One visitor in ten plays without a pause, two in ten take lessons, the others pull levers,
jump to days and click on people. Wanted: median within 1 s, 95 % within 3 s.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.app_visitor import Visitor

CULL = 15
"""Seconds after which a visitor who vanished is forgotten; ten minutes outside this script."""
FRAMES = 12
"""Frames a second that a playing page asks for."""
WANTED = 1.0, 3.0
"""Seconds within which the median and 95 % of all answers should come."""

Times = dict[str, list[float]]


@contextmanager
def app() -> Iterator[tuple[str, int]]:
    """Run the app on a free port; yield its address and its process number."""
    words = [sys.executable, "-m", "goodwill", "app", "--port", "0"]
    settings = os.environ | {"SOLARA_KERNEL_CULL_TIMEOUT": f"{CULL}s", "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=settings, text=True
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://\S+", line)
        if found is None:
            raise SystemExit(f"the app did not start: {line!r}")
        _wait(found[0])
        yield found[0], server.pid
    finally:
        server.terminate()
        server.wait(30)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app does not answer")


def resident(process: int) -> float:
    """Return the memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def processor(process: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sessions(address: str) -> int:
    """Return how many visitors the server holds."""
    with urllib.request.urlopen(f"{address}/resourcez", timeout=30) as answer:
        return int(json.load(answer)["kernels"]["total"])


# --- what visitors do --------------------------------------------------------------------


async def explorer(visitor: Visitor, turn: int) -> tuple[str, float]:
    """Pull a lever, jump to a day, click on a person, in turn."""
    kind = (turn + visitor.number) % 3
    if kind == 0:
        price = 8.0 + (turn * 7 + visitor.number) % 9 / 2
        return "lever", await visitor.fire(
            "set_value", {"key": "brands.megaphone.price", "value": price}
        )
    if kind == 1:
        day = (30 * (turn + 1) + visitor.number) % 360
        return "jump", await visitor.fire("seek", {"day": day})
    person = (turn * 37 + visitor.number) % 1000
    return "person", await visitor.fire("pick", {"person": person})


async def arrive(visitor: Visitor, times: Times) -> None:
    """Go on to the day asked for, as the page does."""
    for _ in range(400):
        state = visitor.state("carry_on")
        if state["day"] == state["target"]:
            return
        times["on the way (frames)"].append(await visitor.fire("carry_on", {}))


async def learner(visitor: Visitor, turn: int) -> tuple[str, float]:
    """Turn pages, predict, run, and try levers."""
    view = visitor.state("forward")["view"]
    if view["body"] == "predict" and not view["open"]:
        data = {"question": view["question"], "choice": "more"}
        return "lesson", await visitor.fire("answer", data)
    if view["body"] == "run" and view["run"]["state"] == "ready":
        return "lesson", await visitor.fire("run", {})
    if view["body"] in ("explore", "challenge") and turn % 3:
        share = (visitor.number * 13 + turn * 29) % 100 / 100
        values = {one["key"]: one["low"] + share * (one["high"] - one["low"])
                  for one in view["levers"]}  # fmt: skip
        return "lesson", await visitor.fire("attempt", {"values": values})
    return "lesson", await visitor.fire("back" if view["last"] else "forward", {})


async def watch(visitor: Visitor, until: float, times: Times) -> None:
    """Ask how far a lesson's runs are, as its page does, until it is time for the next action."""
    while time.monotonic() < until:
        if not visitor.state("forward")["view"]["busy"]:
            return
        times["lesson (polls)"].append(await visitor.fire("poll", {}))
        await asyncio.sleep(0.35)


async def player(visitor: Visitor, until: float, times: Times) -> None:
    """Let days pass, a frame after the other; at the end go back to the start."""
    while time.monotonic() < until:
        begun = time.monotonic()
        state = visitor.state("next")
        if state["day"] >= state["days"]:
            times["jump"].append(await visitor.fire("seek", {"day": 0}))
        times["playing (frames)"].append(await visitor.fire("next", {"days": 1}))
        await asyncio.sleep(max(0.0, begun + 1 / FRAMES - time.monotonic()))


async def stay(visitor: Visitor, wait: float, seconds: float, every: float, times: Times) -> None:
    """Come in after ``wait`` seconds, act every ``every`` seconds, and stay for ``seconds``."""
    kind = visitor.number % 10
    await asyncio.sleep(wait)
    learns = kind in (3, 7)
    path = f"/lessons?lesson={LESSONS[visitor.number % len(LESSONS)]}" if learns else "/explore"
    times["first page"].append(await visitor.open(path))
    until = time.monotonic() + seconds
    if kind == 0:
        await player(visitor, until, times)
        return
    turn = 0
    while (due := time.monotonic() + every) < until + every:
        name, spent = await (learner if learns else explorer)(visitor, turn)
        times[name].append(spent)
        await (watch(visitor, due, times) if learns else arrive(visitor, times))
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        turn += 1


LESSONS = ("a_bank_crush", "b_keeping_busy", "c_commercialised", "d_be_human", "e_communication")


# --- what is told ------------------------------------------------------------------------

ACTIONS = ("lever", "jump", "person", "lesson")


def tell(times: Times) -> None:
    """Print the answer times by kind, and of all actions together."""
    print(f"{'':22}{'answers':>9}{'median':>9}{'95 %':>9}{'longest':>9}  (seconds)")
    everything = [one for name in ACTIONS for one in times.get(name, ())]
    for name, found in [*sorted(times.items()), ("all actions", everything)]:
        if found:
            ordered = sorted(found)
            late = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
            print(
                f"{name:22}{len(found):9,}{statistics.median(found):9.3f}{late:9.3f}"
                f"{ordered[-1]:9.3f}"
            )


def verdict(times: Times) -> bool:
    """Tell whether all actions were answered in time."""
    ordered = sorted(one for name in ACTIONS for one in times.get(name, ()))
    late = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
    return statistics.median(ordered) <= WANTED[0] and late <= WANTED[1]


async def visit(address: str, process: int, given: Any, times: Times) -> None:
    """Let all visitors come, act and leave; print what the server holds on the way."""
    visitors = [Visitor(address, number) for number in range(given.visitors)]
    print(f"before            {resident(process):7.0f} MB, {sessions(address)} visitors")
    arrival = given.visitors / 4
    spent, begun = processor(process), time.monotonic()
    await asyncio.gather(
        *(stay(v, arrival * v.number / given.visitors, given.seconds, given.every, times)
          for v in visitors)
    )  # fmt: skip
    used = (processor(process) - spent) / (time.monotonic() - begun)
    print(f"all at once       {resident(process):7.0f} MB, {sessions(address)} visitors, "
          f"{used:.2f} processors busy")  # fmt: skip
    sent = sum(v.received for v in visitors) / 1e6
    await asyncio.gather(*(v.leave(politely=v.number % 2 == 0) for v in visitors))
    await asyncio.sleep(1.0)
    print(f"half have left    {resident(process):7.0f} MB, {sessions(address)} visitors")
    await asyncio.sleep(CULL + 10)
    print(f"others vanished   {resident(process):7.0f} MB, {sessions(address)} visitors, "
          f"{CULL + 10} s later (ten minutes by default)")  # fmt: skip
    print(f"sent              {sent:7.1f} MB to {given.visitors} visitors")


def main() -> int:
    """Start the app, visit it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=1, help="so many classes after each other")
    given = parser.parse_args()
    times: Times = defaultdict(list)
    with app() as (address, process):
        for _ in range(given.rounds):
            asyncio.run(visit(address, process, given, times))
    tell(times)
    print("in time" if verdict(times) else "too slow")
    return 0 if verdict(times) else 1


if __name__ == "__main__":
    sys.exit(main())
