"""What one declared number looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = bool | int | float | str
Role = Literal["lever", "uncertainty", "setting"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number (or choice) that shapes behaviour, declared once.

    ``role`` tells who decides it: a *lever* is a brand's choice, an *uncertainty* is known
    to nobody, a *setting* is the experimenter's (how many people, how many days).
    ``moral`` marks numbers that carry the essays' moral: their range includes zero.
    ``probe`` names the world and the outcome that a rise of an uncertainty should move in
    ``direction`` (+1 or -1); the worlds are those of the directions' test.
    """

    name: str
    default: Value
    low: float
    high: float
    unit: str
    about: str
    source: str
    role: Role = "uncertainty"
    moral: bool = False
    probe: str = ""
    direction: int = 0
    choices: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The part of the dotted name before its last dot."""
        return self.name.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The part of the dotted name after its last dot."""
        return self.name.rpartition(".")[2]

    @property
    def kind(self) -> type:
        """The type of a value: bool, int, float or str."""
        return type(self.default)
