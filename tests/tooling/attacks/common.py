"""Parts that the attack files share, and what a harness must know to run them.

Every other file of this folder holds ``ATTACKS``, a list of dicts: submissions that a learner
might hand in to cheat, to pry or to break things, each to be graded like any other.

name      unique slug
module    the module whose file it plays
what      what it tries
deserves  ids of the tasks that it honestly earns all the same
proof     where its success would show:
          points      it earned other tasks than ``deserves``; always looked at
          canary      the secret's text, or a line of the checks, stands in the verdict; the
                      secret is in @CANARY@ and @NEIGHBOUR@, and in the grader's environment
          breach      ``KURSUS-BREACH`` stands in the verdict: a step worked that must not
          touched     the canary, the checks, the course, the folder of verdicts or the staged
                      files changed, or a path with ``kursus-evil`` in its name is there
          network     something contacted one of the listeners
          processes   a process with ``kursus-evil`` in its name or its arguments lives, or one of
                      the grader's own has ended
          neighbour   a submission graded at the same time got another verdict than alone
          slow        the verdict, or that of the submission after it, did not come in time
code      the file, in which :func:`fill` sets the places

With "slow" an attack mostly lasts until its one check has timed out, which takes three times
the limit of its task where the process sleeps.

Outside a sandbox they do little harm: what they make is small, bounded, named ``kursus-evil``
and gone after half a minute; SIGKILL goes to the parent and the own group only; memory and disk
stay below 6 GiB and 300 MiB. They are no toys all the same: run them where the grader runs.
"""

import runpy
from pathlib import Path

PLACES = ("CANARY", "CHECKS", "PORT", "UNIX", "NEIGHBOUR", "OUT", "COURSE")

# --- What they are made of --------------------------------------------------------

NEURON_STUB = '''
import numpy as np


def sigmoid(z):
    raise NotImplementedError("TODO 1.1: sigmoid")


def sigmoid_derivative(a):
    raise NotImplementedError("TODO 1.2: sigmoid_derivative")


def mse_loss(prediction, target):
    raise NotImplementedError("TODO 1.3: mse_loss")


class Neuron:
    def __init__(self, n_inputs, rng):
        self.weights = rng.normal(size=(n_inputs, 1))
        self.bias = np.zeros(1)

    def forward(self, X):
        raise NotImplementedError("TODO 1.4: Neuron.forward")

    def train_step(self, X, y, lr):
        raise NotImplementedError("TODO 1.5: Neuron.train_step")

    def train(self, X, y, epochs, lr):
        raise NotImplementedError("TODO 1.6: Neuron.train")

    def predict(self, X):
        raise NotImplementedError("TODO 1.7: Neuron.predict")


def everywhere(answer):
    """Let every function of the module answer so; it is told the number of the function."""
    for number, name in enumerate(["sigmoid", "sigmoid_derivative", "mse_loss"]):
        globals()[name] = lambda *args, number=number: answer(number)
    for number, name in enumerate(["forward", "train_step", "train", "predict"], 3):
        setattr(Neuron, name, lambda self, *args, number=number: answer(number))
'''

NEURON = """
import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def sigmoid_derivative(a):
    return a * (1.0 - a)


def mse_loss(prediction, target):
    return float(np.mean((prediction - target) ** 2))


class Neuron:
    def __init__(self, n_inputs, rng):
        self.weights = rng.normal(size=(n_inputs, 1))
        self.bias = np.zeros(1)

    def forward(self, X):
        return sigmoid(X @ self.weights + self.bias)

    def train_step(self, X, y, lr):
        prediction = self.forward(X)
        loss = mse_loss(prediction, y)
        slope = 2.0 * (prediction - y) / y.size * sigmoid_derivative(prediction)
        self.weights = self.weights - lr * X.T @ slope
        self.bias = self.bias - lr * slope.sum(axis=0)
        return loss

    def train(self, X, y, epochs, lr):
        return [self.train_step(X, y, lr) for _ in range(epochs)]

    def predict(self, X):
        return (self.forward(X) >= 0.5).astype(int)
"""

NEURON_TASKS = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]

# Task 4.1 is solved: what a wrong forward answers would never be asked for without it.
XOR_STUB = '''
import torch
from torch import nn


class XORNet(nn.Module):
    def __init__(self, n_hidden=4):
        super().__init__()
        self.hidden = nn.Linear(2, n_hidden)
        self.output = nn.Linear(n_hidden, 1)

    def forward(self, x):
        raise NotImplementedError("TODO 4.2: XORNet.forward")


def train_step(model, X, y, loss_function, optimizer):
    raise NotImplementedError("TODO 4.3: train_step")


def train(model, X, y, epochs, lr):
    raise NotImplementedError("TODO 4.4: train")


def manual_gradients(model, X, y):
    raise NotImplementedError("TODO 4.5: manual_gradients")


def predict(model, X):
    raise NotImplementedError("TODO 4.6: predict")


def everywhere(answer):
    """Let every function of the module answer so; it is told the number of the function."""
    XORNet.forward = lambda self, x: answer(0)
    for number, name in enumerate(["train_step", "train", "manual_gradients", "predict"], 1):
        globals()[name] = lambda *args, number=number: answer(number)
'''

XOR_STUB_TASKS = ["4.1"]

# Every probing step goes through attempt(), so that one that fails stops no other.
# What was found goes out by each way that text can take to a verdict.
PROBE = '''
import itertools
import os
import sys

CANARY, CHECKS, NEIGHBOUR = "@CANARY@", "@CHECKS@", "@NEIGHBOUR@"
OUT, COURSE, UNIX = "@OUT@", "@COURSE@", "@UNIX@"
PORT = int("@PORT@")
EVIL = "kursus-evil"
FOUND, TRIED = [], []
calls = itertools.count()


def attempt(what, step, *args):
    """Try what must not work; an answer that counts as true is a find."""
    try:
        answer = step(*args)
    except BaseException as error:
        TRIED.append(f"{what}: {type(error).__name__}: {error}")
        return None
    TRIED.append(f"{what}: {answer!r:.80}")
    if answer:
        FOUND.append(f"KURSUS-BREACH {what} {answer!r:.150}")
    return answer


def as_class_name(text):
    raise type(text, (Exception,), {})


def as_place(text):
    code = compile("\\n" * 3 + "raise ValueError", text, "exec")
    exec(code, {"__name__": text, "__file__": text})


def as_todo(text):
    raise NotImplementedError(f"TODO 1.1: {text}")


def as_mismatch(text):
    from kursus.results import Failure
    from kursus.testing import Mismatch

    raise Mismatch(Failure("value", text, text, text, text, text))


def as_load_error(text):
    from kursus.loader import LoadError
    from kursus.results import Failure

    raise LoadError(Failure("file_raised", where=text, code=text, error=text))


def as_error(text):
    raise ValueError(text)


def as_missing_name(text):
    raise AttributeError(f"module '{__name__}' has no attribute '{text}'", name=text)


WAYS = [
    as_error,
    str,
    as_mismatch,
    as_class_name,
    as_todo,
    lambda text: {text: [text, (text,)]},
    as_place,
    as_load_error,
    as_missing_name,
    type(sys),
]


def tell(number):
    """Let out the next piece, by the next way, and in all that is printed."""
    call = next(calls)
    text = " | ".join(FOUND) or "nothing found"
    pieces = [text[i : i + 250] for i in range(0, len(text), 250)]
    piece = pieces[call % len(pieces)]
    print(piece, flush=True)
    for write in (sys.stderr.write, sys.__stdout__.write, lambda text: os.write(2, text.encode())):
        try:
            write(piece)
        except BaseException:
            pass
    return WAYS[(call + number) % len(WAYS)](piece)
'''

# What takes long happens in a single check, the one whose array has two dimensions.
ONE_CHECK = """

def sigmoid_derivative(a):
    if a.ndim != 2:
        return a"""

# System calls by name, for those that Python does not offer.
KERNEL = """
import ctypes
import platform
import struct

libc = ctypes.CDLL(None, use_errno=True)
NUMBERS = {
    "x86_64": {
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_open": 434,
        "pidfd_getfd": 438, "pidfd_send_signal": 424, "kcmp": 312, "tgkill": 234, "tkill": 200,
        "prlimit64": 302, "unshare": 272, "setns": 308, "mount": 165, "umount2": 166,
        "chroot": 161, "pivot_root": 155, "mknodat": 259, "open_tree": 428, "fsopen": 430,
        "fsconfig": 431, "fsmount": 432, "keyctl": 250, "add_key": 248, "request_key": 249,
        "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425,
        "memfd_create": 319, "execveat": 322, "personality": 135, "clone": 56, "clone3": 435,
        "syslog": 103, "open_by_handle_at": 304, "name_to_handle_at": 303, "fanotify_init": 300,
        "memfd_secret": 447, "shmget": 29, "shmat": 30, "msgget": 68, "msgsnd": 69,
        "semget": 64, "sethostname": 170, "capset": 126, "rt_sigqueueinfo": 129,
        "seccomp": 317, "openat2": 437, "ioprio_set": 251, "migrate_pages": 256, "socket": 41,
    },
    "aarch64": {
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_open": 434,
        "pidfd_getfd": 438, "pidfd_send_signal": 424, "kcmp": 272, "tgkill": 131, "tkill": 130,
        "prlimit64": 261, "unshare": 97, "setns": 268, "mount": 40, "umount2": 39,
        "chroot": 51, "pivot_root": 41, "mknodat": 33, "open_tree": 428, "fsopen": 430,
        "fsconfig": 431, "fsmount": 432, "keyctl": 219, "add_key": 217, "request_key": 218,
        "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "io_uring_setup": 425,
        "memfd_create": 279, "execveat": 281, "personality": 92, "clone": 220, "clone3": 435,
        "syslog": 116, "open_by_handle_at": 265, "name_to_handle_at": 264, "fanotify_init": 262,
        "memfd_secret": 447, "shmget": 194, "shmat": 196, "msgget": 186, "msgsnd": 189,
        "semget": 190, "sethostname": 161, "capset": 91, "rt_sigqueueinfo": 138,
        "seccomp": 277, "openat2": 437, "ioprio_set": 30, "migrate_pages": 238, "socket": 198,
    },
}[platform.machine()]


def syscall(name, *args):
    words = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    number = NUMBERS[name] if isinstance(name, str) else name
    libc.syscall.restype = ctypes.c_long
    answer = libc.syscall(ctypes.c_long(number), *words)
    if answer < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return answer


def worked(name, *args):
    return f"{name} = {syscall(name, *args)}"
"""

# The reply to a request as the channel frames it. If the channel changes, change it here.
WIRE = '''
import json
import os
import select
import stat
import struct
import sys
import threading
import time


def channels():
    """What this process can speak to: sockets and pipes that are open."""
    found = []
    for fd in range(3, 1024):
        try:
            mode = os.fstat(fd).st_mode
        except OSError:
            continue
        if stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode):
            found.append(fd)
    return found


def request_id():
    """Id of the request that is being answered, from the frames above; else a guess."""
    frame = sys._getframe(1)
    while frame is not None:
        for name, value in list(frame.f_locals.items()):
            if type(value) is dict and type(value.get("id")) is int:
                return value["id"]
            if type(value) is int and name in ("id", "number", "request_id"):
                return value
        frame = frame.f_back
    return 0


def pack(text, *buffers):
    return struct.pack("<I", len(text)) + text + b"".join(buffers)


def reply(value=None, *buffers, **header):
    """A frame as the server would send it; ``header`` spoils it."""
    header = {"id": request_id(), "value": value, **header}
    header.setdefault("buffers", [len(buffer) for buffer in buffers])
    if value is None and header.get("error") is not None:
        del header["value"]
    return pack(json.dumps(header).encode(), *buffers)


def array(shape, dtype="<f8", buffer=0, kind="array"):
    return {"is": kind, "dtype": dtype, "shape": shape, "buffer": buffer}


def send(data, seconds=3):
    """Write on every channel, as far as it takes it."""
    for fd in channels():
        rest, end = memoryview(data), time.monotonic() + seconds
        try:
            while rest and time.monotonic() < end and select.select([], [fd], [], 0.5)[1]:
                rest = rest[os.write(fd, rest[:4096]) :]
        except (OSError, ValueError):
            pass
'''


# --- How they are put together ----------------------------------------------------


def attack(name, what, code, *, module="01_numpy_neuron", deserves=(), proof=()):
    """One entry of ``ATTACKS``."""
    return {
        "name": name,
        "module": module,
        "what": what,
        "deserves": list(deserves),
        "proof": ["points", *proof],
        "code": code.strip() + "\n",
    }


def neuron(name, what, code, **more):
    """An attack on module 01 that solves nothing, but for what ``code`` replaces."""
    return attack(name, what, NEURON_STUB + "\n" + code, **more)


def xor(name, what, code, **more):
    """An attack on module 04 that has solved 4.1."""
    more = {"deserves": XOR_STUB_TASKS, **more}
    return attack(name, what, XOR_STUB + "\n" + code, module="04_pytorch_xor", **more)


def spy(name, what, code, *, proof=()):
    """An attack that tries steps when it is loaded, and tells at every call what it found."""
    parts = [NEURON_STUB, PROBE, KERNEL, code, "everywhere(tell)\n"]
    return attack(name, what, "\n".join(parts), proof=["breach", *proof])


def wire(name, what, code, **more):
    """An attack on the channel."""
    return attack(name, what, "\n".join([NEURON_STUB, WIRE, code]), **more)


def fill(code, **places):
    """``code`` with its places filled in; ``places`` are keyed as ``PLACES``."""
    for place in PLACES:
        code = code.replace(f"@{place}@", str(places[place]))
    return code


def all_attacks():
    """The attacks of all files."""
    here = Path(__file__).parent
    paths = sorted(path for path in here.glob("*.py") if path.name != "common.py")
    return [attack for path in paths for attack in runpy.run_path(str(path))["ATTACKS"]]
