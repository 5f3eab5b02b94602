"""Repair: what an answer to a complaint mends (Kim et al. 2004; Schweitzer et al. 2006)."""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp


@rule
def mended(answer_worth, apology, promise, denial, compensation, claim, r):
    """Return the share of bad evidence that an answer takes away; below 0 it adds to it.

    ``apology``, ``promise``, ``denial`` and ``claim`` are 0 or 1, ``compensation`` in euros.
    Where the complaint is over a breach, apology and denial are 0 here: see `model.rules.blame`.
    """
    share = (
        r.repair_help
        + r.repair_apology * apology
        + r.repair_promise * promise
        + r.repair_denial * denial
        + r.repair_compensation * compensation
        + r.repair_claim * claim
    )
    return clamp(share * answer_worth, -1.0, 0.95)


@rule
def forgiven(share, closeness, r):
    """Return the share taken away among people of this closeness: the close forgive more.

    McCullough et al. 1998, J. Personality and Social Psych. 75.
    """
    return clamp(share * (1.0 + r.repair_closeness * closeness), -1.0, 0.95)
