"""Forks the processes that learners' files run in, with the libraries loaded already.

``python -m kursus.grading.zygote SOCKET LEVEL NAME...`` imports the NAMEs once. For each
connection it forks a supervisor, which forks the learner's process, watches over it, and
hands one end of a channel to it back. There are no checks and no secrets in here.

On the control connection come: the channel's descriptor with ``{"pid": ...}``, then, after
the learner's process has ended, one line of JSON about how.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kursus import forkserver
from kursus.grading import sandbox
from kursus.grading.channel import Channel
from kursus.grading.sandbox import FULL, Limits

LOOK_EVERY = 0.05  # seconds between two looks at what the learner's process uses


def main() -> None:
    """Load libraries and serve."""
    path, level, *names = sys.argv[1:]
    forkserver.load(["kursus.grading.server", *names])
    paths = sandbox.library_paths()
    forkserver.serve(path, lambda connection: _supervise(connection, level, paths))


def _supervise(control: socket.socket, level: str, paths: list[str]) -> None:
    """Outside the walls: start the learner's process, watch it, clean up behind it."""
    os.setsid()  # a signal to its own group must not reach anybody else
    limits, user = Limits(), sandbox.own_user()
    ours, theirs = socket.socketpair()
    folder = Path(tempfile.mkdtemp(prefix="kursus-")) if level != FULL else None
    try:
        if level == FULL:
            sandbox.enter_namespaces()
        child = os.fork()
        if child == 0:
            try:
                ours.close()
                control.close()
                _shut_in(theirs, level, paths, limits, folder, user)
            finally:
                os._exit(0)
        theirs.close()
        socket.send_fds(control, [json.dumps({"pid": child}).encode()], [ours.fileno()])
        ours.close()
        record = _watch(child, control, limits, folder)
        with contextlib.suppress(OSError):
            control.sendall(json.dumps(record).encode())
    finally:
        if folder is not None:
            # Folders in folders by the thousand, and such as nobody may enter.
            for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
                subprocess.run(
                    [*command, "--", str(folder)], stderr=subprocess.DEVNULL, check=False
                )


def _watch(
    child: int, control: socket.socket, limits: Limits, folder: Path | None
) -> dict[str, Any]:
    """Wait until the process ends, or must end; how it ended and what it used."""
    opened = os.pidfd_open(child)
    waiting = select.poll()
    waiting.register(opened, select.POLLIN)
    waiting.register(control, select.POLLIN | select.POLLHUP)
    cause = ""
    loaded = _memory(child)[0]
    while not cause:
        events = waiting.poll(LOOK_EVERY * 1000)
        if any(fd == opened for fd, _ in events):
            break
        if events:
            cause = "closed"
            break
        memory, threads = _memory(child)
        if memory - loaded > limits.memory:
            cause = "memory"
        elif threads > limits.threads:
            cause = "threads"
        elif folder is not None and _too_full(folder / "tmp", child):
            cause = "disk"
    for kill in (os.kill, os.killpg):  # process 1 of its namespace takes all others with it
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return {
        "cause": cause,
        "code": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
    }


def _memory(process: int) -> tuple[int, int]:
    """Bytes of memory that hold no file, and the number of threads."""
    try:
        text = Path(f"/proc/{process}/status").read_bytes()
        fields = dict(line.split(b":", 1) for line in text.splitlines())
        held = [int(fields[name].split()[0]) for name in (b"RssAnon", b"RssShmem")]
        return sum(held) << 10, int(fields[b"Threads"])
    except (OSError, LookupError, ValueError):
        return 0, 0  # it is ending


def _too_full(folder: Path, process: int) -> bool:
    """Whether a process takes more room on the disk than it may; in ``full``, mounts see to it."""
    size = count = 0
    try:
        device = folder.stat().st_dev
        for root, folders, files in os.walk(folder, onerror=_raise):
            count += len(folders) + len(files)
            for name in files:
                with contextlib.suppress(FileNotFoundError):
                    size += os.lstat(os.path.join(root, name)).st_blocks * 512
            if size > sandbox.TEMPORARY_BYTES or count > sandbox.TEMPORARY_FILES:
                return True
        for name in os.listdir(f"/proc/{process}/fd"):  # files without a name fill it, too
            with contextlib.suppress(OSError):
                opened = os.stat(f"/proc/{process}/fd/{name}")
                if opened.st_dev == device and opened.st_nlink == 0:
                    size += opened.st_blocks * 512
    except FileNotFoundError:
        return False  # removed while we looked
    except (OSError, RecursionError):
        return True  # too deep to be looked into
    return size > sandbox.TEMPORARY_BYTES


def _raise(error: OSError) -> None:
    raise error


def _shut_in(
    connection: socket.socket,
    level: str,
    paths: list[str],
    limits: Limits,
    folder: Path | None,
    user: int,
) -> None:
    """Inside: take the learner's file, apply the layers, say so, and serve."""
    from kursus.grading.server import Server

    sandbox.die_with_parent()
    os.setsid()
    descriptor = connection.fileno()
    sandbox.close_files(descriptor)
    for standard in (0, 1, 2):
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, standard)
        os.close(nothing)
    channel = Channel(connection)
    order, (source,) = channel.receive()
    try:
        if folder is None:
            script = Path("/submission", order["name"])
            sandbox.build_root(paths, {str(script): bytes(source)})
            temporary = "/tmp"
        else:
            script = folder / order["name"]
            script.write_bytes(source)
            (folder / "tmp").mkdir()
            temporary = str(folder / "tmp")
        os.chdir(temporary)
        sandbox.confine(level, script, paths, limits, user)
    except BaseException as error:
        channel.send({"ready": False, "error": f"{type(error).__name__}: {error}"})
        return
    os.environ.clear()
    os.environ.update(
        forkserver.ENVIRONMENT,
        PATH="/usr/bin:/bin",
        HOME=temporary,
        TMPDIR=temporary,
        MPLCONFIGDIR=temporary,
        LANG="C.UTF-8",
    )
    tempfile.tempdir = None  # forget where the zygote found room
    channel.send({"ready": True, "folder": str(script.parent)})
    Server(channel, script).run()


if __name__ == "__main__":
    main()
