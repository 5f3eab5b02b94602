"""V1. Wear-in, wear-out, and contacts too many.

Set-up (a): people who know a brand and follow nothing read one mildly persuasive message,
up to 30 times, all on one day (massed) or one every third day (spaced). (b): customers are
on an e-mail list; 1 to 30 mails a month for 180 days, of which each is opened with
probability .3 (assumed: open rates are 20 to 40 %); one left unopened is seen to be there.
Intervention: the number of exposures, or of mails; nothing else differs, luck included.
Measurement: (a) the number of massed exposures after which mean trust is highest; trust after
10 spaced less after 10 massed exposures; what the 9th exposure adds to recall (familiarity
among people to whom the brand was new). (b) repurchases, as log ratios between arms.
Accepted: (a) a peak at 6 to 14 exposures; spaced above massed; recall still rising at the 8th.
(b) sales are highest inside the range: more at 8 a month than at 1 and than at 30.
Source: Schmidt & Eisend 2015 (fact 11); Godfrey, Seiders & Voss 2011 (fact 12).
The place of the peak is calibration: a parameter of the rules says after how many exposures a
message has lost its novelty.
Ablation: tedium (that span is put far away), and with it the resentment of exposures too many.
"""

from __future__ import annotations

import math

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, chances, daily, laboratory, market, trust_in
from model.interventions import expose
from model.plan import Post

MESSAGE = Post(intent=0.3)
MAIL = Post(intent=0.5)
MOST, CHECKED, PAUSE = 30, 10, 3
MONTHLY = (1, 8, 30)
OPENED = 0.3


def exposed(trial: VirtualTrial, pause: int) -> tuple[list[float], list[float]]:
    """Return mean trust and mean familiarity after each of 30 exposures."""
    people = trial.size["people"]
    model = trial.model(laboratory(people, awareness=0.0))
    trust, recall = [], []
    for _ in range(MOST if pause == 0 else CHECKED):
        expose(model, range(people), BRAND, MESSAGE)
        trust.append(float(trust_in(model).mean()))
        recall.append(float(model.pairs.familiarity[:, 0].mean()))
        model.run(pause)
    return trust, recall


def mailed(trial: VirtualTrial, monthly: int) -> float:
    """Return the purchases of customers who get so many mails a month for 180 days."""
    people, days = trial.size["customers"], 180
    brand = {"strategy": "silent", "awareness": 1.0, "customers": 1.0, "followers": 0.0}
    document = market(people, {BRAND: brand}, people_table={"need": 52.0, "need_shape": 5.0})
    model = trial.model(document)
    sent = 0
    for day in range(days):
        due = (day + 1) * monthly // 30
        for number in range(sent, due):
            opened = chances(model, number - sent) < OPENED
            expose(model, opened, BRAND, MAIL)
            model.pairs.recent[~opened, 0] += 1.0
        sent = due
        model.run(1)
    return float(daily(model, "purchases").sum())


def measure(trial: VirtualTrial) -> Measures:
    """Return the curve's peak, the gain of spacing, what the 9th adds, and sales by arm."""
    massed, recall = exposed(trial, 0)
    spaced, _ = exposed(trial, PAUSE)
    return {
        "peak": 1.0 + massed.index(max(massed)),
        "spacing": spaced[CHECKED - 1] - massed[CHECKED - 1],
        "recall": recall[8] - recall[7],
        **{f"mail_{monthly}": mailed(trial, monthly) for monthly in MONTHLY},
    }


EXPERIMENT = VirtualExperiment(
    id="V1",
    title="Wear-in, wear-out, and contacts too many",
    facts="11, 12",
    source="Schmidt & Eisend 2015; Godfrey, Seiders & Voss 2011",
    mechanism="tedium and reactance",
    off={"feed.tedium_span": 100.0, "appraisal.reactance": 0.0},
    measure=measure,
    targets=(
        Target("peak", "massed exposures after which trust is highest", 6, 14, facts="11",
               unit="exposures", coded=True),
        Target("spacing", "trust after 10 exposures, spaced less massed", low=0.0, facts="11",
               unit="trust"),
        Target("recall", "what the 9th exposure adds to recall", low=0.01, facts="11",
               unit="recall"),
        Target("mail_too_few", "sales with 8 mails a month against 1, ln of the ratio", low=0.0,
               of=lambda m: math.log(m["mail_8"] / m["mail_1"]), facts="12", unit="ln sales"),
        Target("mail_too_many", "sales with 8 mails a month against 30, ln of the ratio", low=0.0,
               of=lambda m: math.log(m["mail_8"] / m["mail_30"]), facts="12", unit="ln sales"),
    ),
    full={"people": 40, "customers": 100},
    quick={"people": 40, "customers": 80},
)  # fmt: skip
