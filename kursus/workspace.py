"""The learner's files: reset with a copy kept, answers shown, scripts run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kursus import stubs
from kursus.catalog import Course, Module, Task
from kursus.errors import KursusError
from kursus.results import write_whole


@dataclass(frozen=True)
class Reset:
    """What a reset did: the backup it made, or None where nothing had to be kept."""

    changed: bool
    backup: Path | None


def read_solution(module: Module, task: Task) -> str:
    """Text of the reference.

    Raises:
        KursusError: this course comes without answers.
    """
    try:
        return module.solution.read_text("utf-8")
    except FileNotFoundError:
        shown = module.solution.relative_to(module.root).as_posix()
        raise KursusError("no_solution", file=shown, task=task.id, exit_code=1) from None


def read_stub(module: Module) -> str:
    """Text of the learner's file as it is handed out.

    Rendered from the reference; a course that comes without answers keeps it in ``stubs/``.

    Raises:
        KursusError: neither is there.
    """
    if module.solution.is_file():
        return stubs.render(module.solution.read_text("utf-8"), module)
    try:
        return module.kept_stub.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        shown = module.kept_stub.relative_to(module.root).as_posix()
        raise KursusError("no_stub", file=shown, exit_code=1) from None


def answer(module: Module, task: Task) -> str:
    """The task's functions as the reference has them."""
    source = read_solution(module, task)
    lines = stubs.split_lines(source)
    parts = [
        "".join(lines[first - 1 : last])
        for function in task.functions
        for first, last in stubs.definitions(source, function).values()
    ]
    return "\n\n".join(parts).rstrip()


def reset_module(course: Course, module: Module) -> Reset:
    """Put the whole file back; the learner's version is kept."""
    return _replace(course, module, read_stub(module).encode())


def reset_task(course: Course, module: Module, task: Task) -> Reset:
    """Put one task's functions back; the learner's version of the file is kept.

    Raises:
        KursusError: the functions cannot be found in the learner's file.
    """
    stub = read_stub(module)
    shown = module.script.relative_to(course.root).as_posix()
    if not module.script.is_file():
        return reset_module(course, module)
    data = module.script.read_bytes()
    try:
        mine = data.decode("utf-8-sig")
        text = stubs.transplant(stub, mine.replace("\r\n", "\n"), task.functions)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or data[: getattr(error, "start", 0)].count(b"\n") + 1
        what = getattr(error, "msg", "UTF-8")
        fields = {"file": shown, "line": line, "what": what, "module": module.number}
        raise KursusError("reset_unreadable", **fields, exit_code=1) from None
    except LookupError:
        fields = {"name": task.name, "file": shown, "module": module.number}
        raise KursusError("reset_impossible", **fields, exit_code=1) from None
    if b"\r\n" in data:
        text = text.replace("\n", "\r\n")
    return _replace(course, module, text.encode())


def _replace(course: Course, module: Module, new: bytes) -> Reset:
    backup = None
    if module.script.is_file():
        old = module.script.read_bytes()
        if old == new:
            return Reset(False, None)
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        backup = course.state / "backups" / f"{module.name}-{stamp}.py"
        write_whole(backup, old)
    write_whole(module.script, new)
    return Reset(True, backup)


def run(script: Path, arguments: Sequence[str]) -> int:
    """Run a script in this terminal; its exit code, 130 after Ctrl-C."""
    process = subprocess.Popen([sys.executable, str(script), *arguments])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The script got the same signal and is putting its things in order.
            try:
                process.wait(timeout=20)
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                process.kill()
                process.wait()
            return 130


@dataclass(frozen=True)
class Demo:
    """What one module's script showed."""

    module: Module
    result: str
    seconds: float
    pictures: int
    ok: bool


def demo(module: Module, folder: Path) -> Demo:
    """Run a module's reference on the embedded data.

    The last line that a script prints is its result. A course that comes without answers
    shows what the learner has made: the script runs once no task of it is open, and until
    then the open ones are the result.

    Args:
        module: which one.
        folder: for its output; holds no data set, so that the embedded data is used.

    Raises:
        KursusError: there is neither a reference nor a learner's file.
    """
    script = module.solution if module.solution.is_file() else module.script
    try:
        text = script.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        shown = script.relative_to(module.root).as_posix()
        fields = {"file": shown, "module": module.number}
        raise KursusError("script_missing", **fields, exit_code=1) from None
    still_open = stubs.open_tasks(text) if script == module.script else []
    if still_open:
        return Demo(module, f"TODO {', '.join(still_open)}", 0.0, 0, True)
    output = folder / module.name
    output.mkdir(parents=True, exist_ok=True)
    old = set(output.glob("*.png"))
    for picture in old:
        picture.unlink()
    arguments = [*module.demo, "--output-dir", str(output)]
    if "--data-dir" in text:
        arguments += ["--data-dir", str(folder / "no-data")]
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=module.root,
        check=False,
    )
    seconds = time.perf_counter() - begin
    printed = done.stdout if done.returncode == 0 else done.stderr
    lines = printed.strip().splitlines() or [f"exit code {done.returncode}"]
    pictures = len(list(output.glob("*.png")))
    return Demo(module, lines[-1], seconds, pictures, done.returncode == 0)
