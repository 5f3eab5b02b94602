"""The model against data: one file a data set. The data stay outside the project.

A fit says what the data show, what the model shows when it does the same, and how far they
are apart, with the numbers that ship and with numbers fitted to the data.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from experiments.fits.data import DataFolder
from experiments.fits.result import Fit
from model.errors import InputError
from model.parameters.validation import nearest

NAMES = ("trust", "engagement", "purchases", "diffusion", "graphs")
"""All fits, in the order in which they are told."""


def fit_named(name: str) -> Callable[[DataFolder, bool], Fit]:
    """Return what makes a fit: called with the folder of data and whether to be quick."""
    if name not in NAMES:
        near = nearest(name, NAMES)
        raise InputError("no such fit", value=name, allowed=", ".join(NAMES), nearest=near)
    made: Callable[[DataFolder, bool], Fit] = import_module(f"experiments.fits.{name}").fit
    return made


def needed_files(name: str) -> tuple[str, ...]:
    """Return the files of the data folder that a fit reads."""
    fit_named(name)
    files: tuple[str, ...] = import_module(f"experiments.fits.{name}").FILES
    return files
