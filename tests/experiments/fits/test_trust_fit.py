"""The fit to repeated games: the ledger's own rules, known weights found again, known counts."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.fits.games import (
    BAD_FAITH,
    BETRAYED,
    CONDITIONS,
    KEPT,
    KINDNESS,
    conditions,
    good_of_last,
    loss_and_gain,
    make_games,
    read_games,
)
from experiments.fits.replay import Weights, replay, shipped
from experiments.fits.trust import all_variants, compare, suspicion, with_choice
from model.mechanisms.evidence import add_bad, add_good
from model.parameters import defaults
from model.rules.trust import prior_trust, trust
from tests.conftest import shared_data
from tests.experiments.fits.histories import TRUTH, games_of

RULES = shipped(dict(defaults()))


def by_the_engine(acts: str) -> list[float]:
    """Return trust before each act and after the last, by the functions that a day uses."""
    pair = SimpleNamespace(good=0.0, bad=0.0, broken=0.0, warm=0.0, disillusion=0.0)
    m = SimpleNamespace(pair=pair, rules=RULES, log=SimpleNamespace(watched=0))
    prior = prior_trust(suspicion(), RULES)
    levels = [trust(0.0, 0.0, 0.0, prior)]
    for act in acts:
        if act == "C":
            add_good(m, RULES.trust_answer, 0.0, 0)
        else:
            add_bad(m, RULES.trust_failure, 0)
        levels.append(trust(pair.good, pair.bad, pair.broken, prior))
    return levels


@pytest.mark.parametrize("acts", ["CCCC", "DDD", "CCDCCC", "CDCDCDDCCC"])
def test_a_replay_is_what_the_engine_does(acts: str) -> None:
    good = np.array([False, *(act == "C" for act in acts)])
    first = np.arange(len(good)) == 0
    found = replay(first, good, suspicion(), Weights(RULES))
    assert found == pytest.approx(by_the_engine(acts), abs=1e-12)


def test_every_history_begins_anew() -> None:
    first = np.array([True, False, False, True, False])
    good = np.array([True, False, True, False, True])
    found = replay(first, good, suspicion(), Weights(RULES, mends=True))
    assert found[3] == found[0]
    assert found[4] > found[0] > found[1]


def test_what_is_never_replaced_is_never_mended() -> None:
    """After a breach and many good acts trust stays below that of a failure."""
    acts = np.array([False, False, *[True] * 60])
    first = np.arange(len(acts)) == 0
    rules = RULES._replace(trust_breach=RULES.trust_failure)
    failed = replay(first, acts, 0.3, Weights(rules))
    breached = replay(first, acts, 0.3, Weights(rules, breach=True))
    assert breached[1] == failed[1]
    assert breached[-1] < failed[-1] - 0.02


def test_conditions_are_counted_by_hand() -> None:
    mine = np.array([1, 1, 1, 1, 0, 1], np.int8)
    theirs_before = np.array([-1, 1, 1, 1, 0, 1], np.int8)
    games = make_games(np.arange(1, 7), mine, theirs_before)
    at = conditions(games)
    assert np.flatnonzero(at[KEPT]).tolist() == [3]
    assert np.flatnonzero(at[BETRAYED]).tolist() == [4]
    names = [name for name, _, _ in CONDITIONS]
    repaid = names.index("betrayal made good, repaid meanwhile")
    assert np.flatnonzero(at[repaid]).tolist() == [5]
    assert good_of_last(games).tolist() == [-1] * 5 + [4]


def test_loss_and_gain_by_hand() -> None:
    chances = np.full(len(CONDITIONS), 0.5)
    chances[[KEPT, BETRAYED, KINDNESS, BAD_FAITH]] = 0.9, 0.5, 0.2, 0.1
    loss, gain, ratio, steep = loss_and_gain(chances)
    assert (loss, gain, ratio) == pytest.approx((0.4, 0.1, 4.0))
    assert steep == pytest.approx(np.log(9.0) / (np.log(9.0) - np.log(4.0)))


def test_known_choices_are_found_again() -> None:
    games = games_of(Weights(RULES))
    choice = with_choice(games, "as shipped", Weights(RULES), {}).choice
    assert choice[:3] == pytest.approx(TRUTH[:3], abs=0.35)


@pytest.mark.slow
def test_known_weights_are_told_from_the_shipped_ones() -> None:
    """Where a bad act weighs five times as much, the free fit comes nearer than what ships."""
    heavy = RULES._replace(trust_failure=5.0, trust_renewal=1.0)
    games = games_of(Weights(heavy))
    truth = with_choice(games, "truth", Weights(heavy), {})
    variants = {v.name: v for v in all_variants(games, rounds=120)}
    assert variants["fitted"].choice.loss < truth.choice.loss + 0.002
    assert variants["as shipped"].choice.loss > truth.choice.loss + 0.004
    found = variants["fitted"].parameters
    assert found["trust.failure"] > found["trust.answer"]


def test_predictions_of_the_truth_are_near_the_data() -> None:
    games = games_of(Weights(RULES))
    fit = compare(games, all_variants(games, rounds=20)[:1], 4, 30)
    rms = next(d.value for d in fit.distances if d.measure.startswith("rms"))
    assert rms < 0.03


@pytest.mark.often
def test_the_real_games_are_counted_as_published() -> None:
    """Against the figures computed when the data were put together."""
    games = read_games(shared_data("trust/nv_games_decisions.csv.gz"))
    known = json.loads(shared_data("targets.json").read_text("utf-8"))["nv_games"]
    at, acts = conditions(games), games.cooperates
    found = [round(float(acts[rows].mean()), 4) for rows in at]
    repair = known["C_D_C_repair"]
    assert found == [
        known["baseline_CCC"], known["first_betrayal_after_CCC"], repair["if_forgave"],
        repair["if_retaliated"], known["repair_two_coops"], known["baseline_DDD"],
        known["first_kindness_after_DDD"],
    ]  # fmt: skip
    good = good_of_last(games)
    by_last = [round(float(acts[good == n].mean()), 3) for n in range(6)]
    assert by_last == list(known["P_C_by_n_coop_last5"].values())
