"""Studies that choose their own runs: sensitivity, regions of interest, optimisation."""

from __future__ import annotations
