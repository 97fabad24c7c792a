"""Loads the learner's file as a module, and says plainly why it cannot."""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import io
import pkgutil
import re
import sys
import tokenize
from pathlib import Path
from types import ModuleType

from kursus.results import Failure

# What learners' files import; loading these is never the learner's doing.
LIBRARIES = (
    "accelerate",
    "numpy",
    "torch",
    "torchvision",
    "matplotlib",
    "sklearn",
    "tokenizers",
    "tqdm",
    "transformers",
)


class LoadError(Exception):
    """The learner's file cannot become a module."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.error or failure.kind)
        self.failure = failure


def read_source(path: Path) -> str:
    """Text of a Python file, with line ends as they are.

    Raises:
        LoadError: the file is absent, or is not in the encoding it claims (UTF-8).
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise LoadError(Failure("file_missing", where=path.name)) from None
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        try:
            data.decode("utf-8-sig")
            line = 1
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
        raise LoadError(Failure("file_encoding", where=f"{path.name}:{line}")) from None


def parse(path: Path) -> ast.Module:
    """Syntax tree of the learner's file.

    Raises:
        LoadError: as :func:`read_source`, or the file is not Python.
    """
    source = read_source(path)
    try:
        return ast.parse(source.lstrip("\ufeff"), filename=str(path))
    except SyntaxError as error:
        line = error.lineno or 1
        code = (error.text or "").strip()
        raise LoadError(
            Failure("file_syntax", where=f"{path.name}:{line}", code=code, error=error.msg)
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise LoadError(Failure("file_syntax", where=path.name, error=str(error))) from None


def preload(tree: ast.Module) -> None:
    """Import the libraries that the file will import, before the clock runs for it.

    Imports inside functions are left to whoever calls them.
    """
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # A library may load a part only when its name is asked for.
            names += [node.module, *(f"{node.module}:{alias.name}" for alias in node.names)]
    for name in names:
        if re.split("[.:]", name)[0] in LIBRARIES:
            # What is no module, or broken, the learner's own import will tell with its line.
            with contextlib.suppress(Exception):
                pkgutil.resolve_name(name)


def load(path: Path) -> ModuleType:
    """Run the learner's file and return it as a module.

    Raises:
        LoadError: the file is absent, not UTF-8 or not Python.
        BaseException: whatever the file raises when it runs.
    """
    parse(path)
    name = path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise LoadError(Failure("file_missing", where=path.name))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses, pickle and DataLoader's workers look here
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module
