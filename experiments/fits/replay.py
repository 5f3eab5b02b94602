"""Histories of acts replayed through the model's own ledger rules.

Somebody who keeps faith is to the ledger what a brand is that answers well; somebody who
breaks it, a brand that fails (or, if so wanted, that breaches integrity).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.fits.result import Floats
from model.build import make_rules
from model.compilation import kernel
from model.parameters.rules import rules_of
from model.rules.evidence import believed, felt, renewed
from model.rules.repair import mended
from model.rules.trust import prior_trust, trust


class Weights(NamedTuple):
    """How acts enter the ledger; the defaults are those that ship."""

    rules: Any
    """``model.parameters.rules.Rules``."""
    breach: bool = False
    """Whether a bad act is a breach of integrity, which no later evidence replaces."""
    mends: bool = False
    """Whether the first good act after a bad one mends, as an answered complaint does."""


def shipped(values: dict[str, Any], **changed: float) -> Any:
    """Return the rules' parameters with some of them changed, by field name."""
    return rules_of(values)._replace(**changed)


def _replay(first, good_act, suspicion, breach, mends, rules, trusts):  # type: ignore[no-untyped-def]
    """Fill in trust before each decision; ``good_act`` is what the other did the round before."""
    r = rules[0]
    prior = prior_trust(suspicion, r)
    good, bad, broken, last = 0.0, 0.0, 0.0, True
    for i in range(len(trusts)):
        if first[i]:
            good, bad, broken, last = 0.0, 0.0, 0.0, True
        elif good_act[i]:
            if mends and not last:
                bad *= 1.0 - mended(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, r)
            x = believed(r.trust_answer, 0.0)
            good, bad, last = renewed(good, x, r) + x, renewed(bad, x, r), True
        elif breach:
            broken, last = broken + felt(r.trust_breach, 0.0, r), False
        else:
            x = felt(r.trust_failure, 0.0, r)
            good, bad, last = renewed(good, x, r), renewed(bad, x, r) + x, False
        trusts[i] = trust(good, bad, broken, prior)


_replay_compiled = kernel(_replay)


def replay(first: Any, good_act: Any, suspicion: float, weights: Weights) -> Floats:
    """Return trust before each decision, over the histories so far.

    ``first`` marks the first decision of each history, ``good_act`` what the other did in the
    round before (meaningless at a first decision); both bool [decision].
    """
    trusts = np.empty(len(first))
    _replay_compiled(
        first, good_act, float(suspicion), weights.breach, weights.mends,
        make_rules(weights.rules), trusts,
    )  # fmt: skip
    return trusts
