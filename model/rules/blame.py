"""Blame: what an apology or a denial does where the complaint is over a breach of integrity.

After a failure of competence an apology mends more than a denial. After a breach of integrity a
denial does: an apology confirms what was only suspected, a denial casts doubt on it. Where guilt
is proven, a denial helps no more (Kim, Ferrin, Cooper & Dirks 2004, J. Applied Psychology 89).

A complaint is over what is remembered. Only answers bring breaches about, and only one letter
waits at a time, so a breach remembered when the answer comes was remembered by the writer.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp
from model.rules.events import LIE, is_breach


@rule
def of_competence(event):
    """Return 1 if a complaint with this event in mind is over a failure of competence, else 0."""
    if is_breach(event):
        return 0.0
    return 1.0


@rule
def cleared(answer_worth, apology, denial, event, r):
    """Return the share of breach evidence that an answer takes away; below 0 it adds to it.

    ``apology`` and ``denial`` are 0 or 1; ``event`` is the one remembered.
    """
    if not is_breach(event):
        return 0.0
    if event == LIE:
        share = r.repair_denial_proven * denial
    else:
        share = r.repair_apology_breach * apology + r.repair_denial_breach * denial
    return clamp(share * answer_worth, -1.0, 0.95)
