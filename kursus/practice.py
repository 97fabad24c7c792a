"""The learner's side of the checks, in the very process that loads the file.

Practice mode uses it beside the checks; when grading, it stands in the process
that is shut in, and only data leaves it.
"""

from __future__ import annotations

import importlib
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np

from kursus import diagnosis
from kursus.loader import LoadError, load


class Practice:
    """The learner's side of the checks, in this very process."""

    def __init__(self, script: Path) -> None:
        self.script = script
        self._module: Any = None
        self._error: BaseException | None = None

    @property
    def student(self) -> Any:
        """The learner's module; what it raised when it was loaded is raised again."""
        if self._error is not None:
            raise self._error
        if self._module is None:
            try:
                self._module = load(self.script)
            except LoadError as error:
                self._error = error
                raise
            except BaseException as error:
                self._error = LoadError(diagnosis.failure_of_load(error, self.script))
                raise self._error from error
        return self._module

    lib = property(lambda self: Libraries(), doc="Libraries on the learner's side.")

    def reset(self, seed: int) -> None:
        """Bring the process to a known state before a check."""
        random.seed(seed)
        np.random.seed(seed)
        torch = sys.modules.get("torch")
        if torch is not None:
            torch.manual_seed(seed)
            torch.set_grad_enabled(True)
            torch.set_default_dtype(torch.float32)


class Libraries:
    """``lib.numpy`` is numpy, ``lib.builtins`` the built-ins, and so on."""

    def __getattr__(self, name: str) -> Any:
        return importlib.import_module(name)
