"""Running a file of strategies as a module of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import blake2b
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from traceback import walk_tb
from types import CodeType, ModuleType

from model.errors import InputError
from model.strategies.base import Strategy
from model.strategies.own.failure import words_of


class _Loader(SourceFileLoader):
    """Runs the text it is given: the file may have changed since, or be gone."""

    def __init__(self, name: str, file: str, text: bytes) -> None:
        super().__init__(name, file)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self._text, self.path)


def strategies_of(file: str, text: bytes) -> list[type[Strategy]]:
    """Return the named strategies of a file, in its order; raise InputError if it fails."""
    module = _executed(file, text)
    return list(_strategies(module))


def _executed(file: str, text: bytes) -> ModuleType:
    """Run the text as a module of its own and return it."""
    name = f"own_strategies_{blake2b(file.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
    loader = _Loader(name, file, text)
    module = module_from_spec(_spec(name, loader))
    before = sys.modules.get(name)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        loader.exec_module(module)
    except BaseException as error:
        sys.modules.pop(name)
        if before is not None:
            sys.modules[name] = before
        if isinstance(error, KeyboardInterrupt):
            raise  # in our own process it may be the user's
        raise InputError(reading_failure(error, file), file=file) from error
    return module


def _spec(name: str, loader: _Loader) -> ModuleSpec:
    spec = spec_from_loader(name, loader, origin=loader.path)
    assert spec is not None  # only without a loader
    return spec


def reading_failure(error: BaseException, file: str) -> str:
    """Return in words why a file could not be run."""
    if isinstance(error, SyntaxError) and error.filename in (file, None):
        return f"not valid Python, line {error.lineno}: {error.msg}"
    frames = walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == file]
    where = f", line {lines[-1]}" if lines else ""
    return f"fails when it is read{where}: {words_of(error)}"


def _strategies(module: ModuleType) -> Iterator[type[Strategy]]:
    """Yield the named strategies that the module defines itself, in the order of the file."""
    for value in dict.fromkeys(v for v in vars(module).values() if isinstance(v, type)):
        if issubclass(value, Strategy) and value.__module__ == module.__name__ and value.name:
            yield value
