"""Who knows whom within the model: no circles, and each layer only what lies below it."""

from __future__ import annotations

from tests.test_house import imports, name_of, offenders, sources


def known_to(files: dict[str, str], names: set[str]) -> set[str]:
    """Return the files that some imported names, or the modules they are in, stand for."""
    found = (files.get(name) or files.get(name.rpartition(".")[0]) for name in names)
    return {file for file in found if file}


def test_no_two_files_import_each_other() -> None:
    paths = sources("model")
    files = {
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): name_of(path)
        for path in paths
    }
    known = {name_of(path): known_to(files, set(imports(path))) for path in paths}
    assert len(known) > 100
    assert known["model/model.py"] >= {"model/people.py", "model/brand.py"}
    circles = [
        (one, other)
        for one, others in known.items()
        for other in others - {one}
        if one in known[other]
    ]
    assert circles == []


def test_each_layer_knows_only_those_below() -> None:
    assert offenders("model/parameters", "model.scenario", "model.strategies") == []
    above = ("model.mechanisms", "model.engines", "model.scenario", "model.strategies")
    assert offenders("model/rules", *above) == []
    assert offenders("model/mechanisms", *above[1:]) == []
