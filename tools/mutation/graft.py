"""Puts a mutant into effect: into functions that are already loaded, or into a module that has yet to be imported."""

from __future__ import annotations

import functools
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType


class LoadedFunctions:
    """The functions of the files named, as they are loaded now: everybody who imported one sees what is grafted."""

    def __init__(self, files: set[str]) -> None:
        self.functions: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        self.caches: list[functools._lru_cache_wrapper[object]] = []
        for thing in gc.get_objects():
            if type(thing) is FunctionType and thing.__code__.co_filename in files:
                self.functions[thing.__code__.co_filename, thing.__code__.co_qualname].append(thing)
            elif type(thing) is functools._lru_cache_wrapper and thing.__wrapped__.__code__.co_filename in files:
                self.caches.append(thing)

    def graft(self, file: str, scope: str, source: bytes) -> bool:
        """Gives the function `scope` the code it has in `source`; False when that cannot be done while it is loaded."""
        loaded = sorted(self.functions[file, scope], key=lambda function: function.__code__.co_firstlineno)
        codes = [code for code in _codes(compile(source, file, "exec", dont_inherit=True)) if code.co_qualname == scope]
        if not loaded or len(codes) != len(loaded):
            return False
        for function, code in zip(loaded, codes, strict=True):
            if len(code.co_freevars) != len(function.__code__.co_freevars):
                return False
            function.__code__ = code
        return True


def _codes(code: CodeType) -> list[CodeType]:
    """The code of every function and class in a piece of code, in the order of the source."""
    nested = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return [one for inner in nested for one in (inner, *_codes(inner))]


class MutatedModule(importlib.abc.MetaPathFinder):
    """Finds one module as `source` says instead of as its file does. Stands first in sys.meta_path."""

    def __init__(self, name: str, file: Path, source: bytes) -> None:
        self.name = name
        self.file = file
        self.source = source

    def install(self) -> None:
        sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        folder = [str(self.file.parent)] if self.file.name == "__init__.py" else None
        loader = _Loader(fullname, str(self.file), self.source)
        return importlib.util.spec_from_file_location(
            fullname, self.file, loader=loader, submodule_search_locations=folder
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, source: bytes) -> None:
        super().__init__(fullname, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec", dont_inherit=True)
