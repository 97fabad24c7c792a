"""What the benchmarks share."""

from __future__ import annotations

import importlib.metadata
import os
import platform


def machine(*packages: str) -> str:
    """What the numbers belong to."""
    names = ("torch", "numpy", *packages)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, load {load}, "
        f"Python {platform.python_version()}, {versions}"
    )
