"""All validation experiments, and the choice among them by id."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from experiments.validation.experiment import VirtualExperiment
from model.errors import InputError
from model.parameters.validation import nearest

FILES = (
    "v01_wear_out",
    "v02_push_elasticity",
    "v03_word_of_mouth",
    "v04_deception",
    "v05_warm_brand_fails",
    "v06_grudge",
    "v07_pitch",
    "v08_squeaky_wheel",
    "v09_replies",
    "v10_valence",
    "v11_cascades",
    "v12_page",
    "v13_unfollowing",
    "v14_content",
)
IDS = tuple(f"V{number}" for number in range(1, len(FILES) + 1))


def experiment(name: str) -> VirtualExperiment:
    """Return the experiment of that id."""
    module = import_module(f"experiments.validation.{FILES[IDS.index(name)]}")
    found: VirtualExperiment = module.EXPERIMENT
    return found


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids asked for, all if none is, in their order, or raise InputError."""
    wanted = [name.upper() for name in names]
    for given, name in zip(names, wanted, strict=True):
        if name not in IDS:
            raise InputError(
                "no such validation experiment", value=given, allowed=f"{IDS[0]} to {IDS[-1]}",
                nearest=nearest(name, IDS),
            )  # fmt: skip
    return tuple(name for name in IDS if not wanted or name in wanted)
