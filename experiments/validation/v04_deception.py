"""V4. What honest conduct heals: a failure, but not a lie.

Set-up: people who have had three friendly exchanges with a brand. Then harm: the product fails
and the brand's answer to the complaint claims something untrue, which comes out at once; or
plain harm of exactly the same size in trust, without any deception.
Intervention: 60 honest acts, one every second day (a letter, answered within the hour), the
same for all; in some arms the harm is followed by a promise to do better.
Measurement: recovery = (trust - trust after harm) / (control - trust after harm), the control
group having had the same 60 acts and no harm; acts until half of it.
Accepted: without deception at least .95; with it less than .95; a promise shortens the way to
half-recovery, and less so after deception.
Source: Schweitzer, Hershey & Bradlow 2006 (fact 3).
Ablation: a breach is booked like any failure, and leaves no disillusion.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, Floats, laboratory, trust_in
from model.interventions import answer_now, fail, write_now
from model.plan import Repair
from model.rules.repair import mended

FRIENDLY, ACTS, PAUSE = 3, 60, 2
WAIT = 1.0


def exchange(model: Any, repair: Repair | None = None, kind: str = "social") -> None:
    """Let everybody write and be answered within the hour."""
    everybody = range(len(model.world.people))
    write_now(model, everybody, BRAND, kind=kind)
    answer_now(model, everybody, BRAND, wait=WAIT, repair=repair or Repair())


def befriended(trial: VirtualTrial) -> Any:
    """Return a world in which everybody has had some friendly exchanges."""
    # a false claim always comes out, and nobody leaves for good: all are followed to the end
    values = {"repair.found_out": 1.0, "trust.alienation": 0.0}
    model = trial.model(laboratory(trial.size["people"]), values)
    for _ in range(FRIENDLY):
        exchange(model)
        model.run(PAUSE)
    return model


def deceive(model: Any, ablated: bool) -> None:
    """Let the product fail, and the answer to the complaint be found out as untrue."""
    fail(model, range(len(model.world.people)), BRAND)
    exchange(model, Repair(false_claim=True), kind="complaint")
    if ablated:
        pairs = model.pairs
        pairs.bad[:] += pairs.broken
        pairs.broken[:], pairs.disillusion[:] = 0.0, 0.0


def harm_plainly(model: Any, level: Floats) -> None:
    """Let people's trust fall to a level by bad evidence alone."""
    p, now = model.pairs, trust_in(model)
    evidence = 1.0 + p.good[:, 0] + p.bad[:, 0] + p.broken[:, 0]
    p.bad[:, 0] += evidence * (now / level - 1.0)


def promise(model: Any) -> None:
    """Let everybody hear a promise to do better, as an answer to a complaint would carry it."""
    r, p = model.rules, model.pairs
    share = mended(1.0, 0.0, 1.0, 0.0, 0.0, 0.0, r) - mended(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, r)
    p.bad[:] = p.bad * (1.0 - share * (1.0 - p.disillusion))


def healing(model: Any) -> Floats:
    """Return mean trust now and after each of the honest acts."""
    path = [float(trust_in(model).mean())]
    for _ in range(ACTS):
        exchange(model)
        path.append(float(trust_in(model).mean()))
        model.run(PAUSE)
    return np.array(path)


def half_way(recovery: Floats) -> float:
    """Return the acts until half of the loss is recovered, between acts by a straight line."""
    after = int(np.argmax(recovery >= 0.5))
    if recovery[after] < 0.5:
        return float(len(recovery))  # never, within the experiment
    if after == 0:
        return 0.0
    before = recovery[after - 1]
    return float(after - 1 + (0.5 - before) / (recovery[after] - before))


def measure(trial: VirtualTrial) -> Measures:
    """Return recovery and the way to half of it, by arm."""
    control = healing(befriended(trial))
    model = befriended(trial)
    deceive(model, trial.ablated)
    level = trust_in(model)
    found: Measures = {"harm": float(control[0] - level.mean())}
    for lie in (True, False):
        for promised in (False, True):
            model = befriended(trial)
            if lie:
                deceive(model, trial.ablated)
            else:
                harm_plainly(model, level)
            after = float(trust_in(model).mean())
            if promised:
                promise(model)
            recovery = (healing(model) - after) / (control - after)
            name = f"{'lie' if lie else 'plain'}{'_promise' if promised else ''}"
            found |= {name: float(recovery[-1]), f"half_{name}": half_way(recovery)}
    return found


EXPERIMENT = VirtualExperiment(
    id="V4",
    title="What honest conduct heals",
    facts="3",
    source="Schweitzer, Hershey & Bradlow 2006",
    mechanism="breaches that do not fade, and disillusion",
    measure=measure,
    targets=(
        Target("plain", "recovery after plain harm", low=0.95, unit="share"),
        Target("lie", "recovery after a deception", high=0.95, unit="share"),
        Target("promise", "acts to half-recovery that a promise saves", low=0.0,
               of=lambda m: m["half_plain"] - m["half_plain_promise"], unit="acts"),
        Target("promise_after_lie", "the share it saves after plain harm less that after a lie",
               low=0.0, of=lambda m: (1 - m["half_plain_promise"] / m["half_plain"])
               - (1 - m["half_lie_promise"] / m["half_lie"]), unit="share"),
    ),
    full={"people": 8},
    quick={"people": 6},
)  # fmt: skip
