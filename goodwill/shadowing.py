"""Find modules of other projects that hide ours.

Our packages have plain names (``model``, ``viz``), so a file ``model.py`` on PYTHONPATH or in
the folder Python was started from would be imported in their place. They all lie beside this
package, which is how ours are told from others.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
"""The folder that holds all our packages."""
PACKAGES = ("model", "experiments", "viz", "scenarios")


def _location(name: str) -> Path | None:
    """Return the file or folder that ``import name`` would take; None if there is none."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):  # ValueError: imported by unusual means, without a spec
        return None
    if spec is None:
        return None
    folders = list(spec.submodule_search_locations or ())
    if folders:
        return Path(folders[0]).resolve()
    return Path(spec.origin).resolve() if spec.origin else None


def shadows() -> list[tuple[str, Path]]:
    """Return name and place of each foreign module that hides one of our packages."""
    found = [(name, _location(name)) for name in PACKAGES]
    return [(name, place) for name, place in found if place is not None and place != HOME / name]


def message(found: list[tuple[str, Path]]) -> str:
    """Say which foreign modules hide ours, and what to do about it."""
    lines = [
        f"goodwill: another module named '{name}' hides Goodwill's own: {place}"
        for name, place in found
    ]
    folders = " and ".join(sorted({str(place.parent) for _, place in found}))
    lines.append(f"Rename it, or take {folders} out of PYTHONPATH, or start from another folder.")
    return "\n".join(lines)
