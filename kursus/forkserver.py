"""A process that has its libraries loaded and forks one child for each connection.

Forking is safe only while the process has one thread and has run no operation of
torch or NumPy in parallel: the thread pools of OpenMP do not survive a fork.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pkgutil
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

# A single thread also makes the bits of every result the same on every machine.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TOKENIZERS_PARALLELISM": "false",  # its threads would not survive a fork either
    "HF_HUB_OFFLINE": "1",  # checks need no model of the hub; a learner's file gets none
    "PYTHONHASHSEED": "0",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
}


def environment() -> dict[str, str]:
    """For a process that forks: nothing of the teacher's environment, which may hold secrets.

    A process can read the one that it was started with, however it is changed later.
    """
    kept = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | ENVIRONMENT


def load(names: Iterable[str]) -> None:
    """Import libraries with their lazily loaded parts, so that no child pays for them.

    Args:
        names: ``library``, ``library.module`` or ``library.module:name``.
    """
    for name in names:
        with contextlib.suppress(Exception):  # whoever needs it will say that it is not there
            pkgutil.resolve_name(name)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None:
        numpy.random.default_rng(0)
    if torch is not None:
        # Optimizers patch their class at first use, and load torch._dynamo.
        nothing = torch.nn.Parameter(torch.empty(0))
        for name in ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad"):
            getattr(torch.optim, name)([nothing], lr=0.1)


def serve(path: str, handle: Callable[[socket.socket], None]) -> NoReturn:
    """Fork for every connection to the socket at ``path``, until standard input closes.

    Args:
        path: of a unix socket to be made, in a folder that only its owner can enter.
        handle: runs in the child; when it returns or raises, the child ends.
    """
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children need not be waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    gc.collect()
    gc.freeze()  # children share these objects; no collection shall touch their pages
    try:
        print("ready", flush=True)
    except BrokenPipeError:
        os._exit(0)  # nobody waits any more
    waiting = select.poll()
    waiting.register(server, select.POLLIN)
    waiting.register(0, select.POLLIN | select.POLLHUP)
    while True:
        if any(fd == 0 for fd, _ in waiting.poll()):
            os._exit(0)  # whoever started this is gone; libraries have nothing to save
        connection, _ = server.accept()
        _require_one_thread()
        try:
            child = os.fork()
        except OSError:  # the machine has no room for it; whoever asked will ask again
            connection.close()
            continue
        if child == 0:
            try:
                server.close()
                os.close(0)
                os.open(os.devnull, os.O_RDWR)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                handle(connection)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(0)
        connection.close()


def _require_one_thread() -> None:
    tasks = Path("/proc/self/task")
    if tasks.is_dir() and len(list(tasks.iterdir())) != 1:
        raise RuntimeError("a library has started threads, so that forking is not safe")
