"""The same people and the same luck under each of several strategies of one brand."""

from __future__ import annotations

from experiments.comparison.arms import Arm, parse_arms, with_arm
from experiments.comparison.replication import Replicate, replicate_all

__all__ = ["Arm", "Replicate", "parse_arms", "replicate_all", "with_arm"]
