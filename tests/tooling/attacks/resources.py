"""Attacks by use: memory, time, threads, descriptors and disk."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
neuron, xor = common.neuron, common.xor

HEAD = """
import ctypes
import os
import signal
import sys
import tempfile
import threading
import time

MANY = 6 << 30  # bytes: more than any limit of the sandbox, less than what harms a machine
"""


def using(name, what, code, *, proof=("slow",)):
    """In one check alone, so that one time-out after another need not be waited for."""
    return neuron(name, what, f"{HEAD}{common.ONE_CHECK}\n    {code}\n    return a\n", proof=proof)


ATTACKS = [
    # --- memory ---------------------------------------------------------------------------
    *(
        using(f"memory-by-{name}", f"takes 6 GiB by {what}", code)
        for name, what, code in [
            ("lists", "lists", "kept = [[0] * (1 << 20) for _ in range(MANY >> 23)]"),
            (
                "bytes",
                "bytes that differ",
                "kept = [os.urandom(1 << 20) for _ in range(MANY >> 20)]",
            ),
            ("arrays", "NumPy's arrays", "kept = [np.ones(1 << 20) for _ in range(MANY >> 23)]"),
            ("one-array", "a single array of NumPy", "kept = np.ones(MANY // 8)"),
            (
                "text",
                "a string that doubles",
                "text = 'x'\n    while len(text) < MANY:\n        text += text",
            ),
            (
                "a-map",
                "anonymous shared memory",
                "import mmap\n\n    kept = mmap.mmap(-1, MANY)\n"
                "    for start in range(0, MANY, 4096):\n        kept[start] = 1",
            ),
            (
                "malloc",
                "malloc and memset, without Python",
                "libc = ctypes.CDLL(None)\n    libc.malloc.restype = ctypes.c_void_p\n"
                "    for _ in range(MANY >> 26):\n"
                "        ctypes.memset(libc.malloc(ctypes.c_size_t(1 << 26)), 1, 1 << 26)",
            ),
            (
                "memory-files",
                "files that live in memory only",
                "kept = [os.memfd_create('kursus-evil') for _ in range(100)]\n"
                "    for fd in kept:\n        for _ in range(64):\n"
                "            os.write(fd, bytes(1 << 20))",
            ),
            (
                "shared-memory",
                "files in /dev/shm",
                "for i in range(200):\n        with open(f'/dev/shm/kursus-evil{i}', 'wb') as f:\n"
                "            f.write(bytes(1 << 20))",
            ),
            (
                "pipes",
                "pipes that are full",
                "import fcntl\n\n    for _ in range(100):\n        _, end = os.pipe()\n"
                "        fcntl.fcntl(end, 1031, 1 << 20)\n        os.set_blocking(end, False)\n"
                "        os.write(end, bytes(1 << 20))",
            ),
            (
                "stacks",
                "the stacks of threads",
                "threading.stack_size(256 << 20)\n    for _ in range(24):\n"
                "        threading.Thread(target=time.sleep, args=[20], daemon=True).start()",
            ),
            (
                "printing",
                "printing into the collected output",
                "for _ in range(MANY >> 26):\n        print('x' * (1 << 26))",
            ),
        ]
    ),
    neuron(
        "memory-while-loading",
        "takes 6 GiB while it is loaded",
        "kept = [np.ones(1 << 20) for _ in range((6 << 30) >> 23)]",
        proof=("slow",),
    ),
    xor(
        "memory-by-tensors",
        "takes 6 GiB by tensors",
        """
kept = []


def predict(model, X):
    for _ in range(96):
        kept.append(torch.ones(1 << 24))
    return torch.ones(len(X), 1, dtype=torch.int64)
""",
        proof=("slow",),
    ),
    xor(
        "memory-by-a-graph",
        "lets the graph of autograd grow without end",
        """
def train_step(model, X, y, loss_function, optimizer):
    total = torch.zeros(1 << 18, requires_grad=True)
    for _ in range(6000):
        total = total * 1.0001 + total.sin()
    return float(total.sum())
""",
        proof=("slow",),
    ),
    # --- time ------------------------------------------------------------------------------
    *(
        using(f"time-by-{name}", what, code)
        for name, what, code in [
            ("a-loop", "loops for ever", "while True:\n        pass"),
            ("sleep", "sleeps for ever", "time.sleep(10**6)"),
            (
                "sleep-with-signals-blocked",
                "sleeps for ever with all signals blocked and ignored",
                "for number in range(1, 65):\n        try:\n"
                "            signal.signal(number, signal.SIG_IGN)\n"
                "        except (OSError, ValueError):\n            pass\n"
                "    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
                "    while True:\n        time.sleep(10**6)",
            ),
            (
                "swallowing-everything",
                "catches whatever would end its loop",
                "while True:\n        try:\n            while True:\n                pass\n"
                "        except BaseException:\n            continue",
            ),
            ("a-native-loop", "a loop in C that lets no other thread go on", "sum(range(10**15))"),
            (
                "a-native-sleep",
                "sleeps in C and keeps the interpreter's lock",
                "while True:\n        ctypes.PyDLL(None).sleep(10**6)",
            ),
            (
                "an-expression",
                "a regular expression that goes through all of 2**60 ways",
                "import re\n\n    re.match('(x+x+)+y', 'x' * 60)",
            ),
            ("a-power", "a power of 10**10 digits", "9**(10**10)"),
            (
                "a-lock",
                "waits for a lock that it holds",
                "lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()",
            ),
            (
                "the-cpu-limit-ignored",
                "catches SIGXCPU and goes on",
                "signal.signal(signal.SIGXCPU, lambda *args: None)\n    while True:\n        pass",
            ),
            (
                "alarms",
                "has a signal interrupt every system call 10,000 times a second",
                "signal.signal(signal.SIGALRM, lambda *args: None)\n"
                "    signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)\n    time.sleep(10**6)",
            ),
            (
                "the-lock-of-the-server",
                "lets a thread keep the lock that the server needs",
                "import gc\n\n    server = next(x for x in gc.get_objects()"
                " if type(x).__name__ == 'Server')\n"
                "    threading.Thread(target=server.lock.acquire).start()\n"
                "    server.channel.send = lambda *args, **kwargs: server.lock.acquire()",
            ),
        ]
    ),
    neuron(
        "time-by-little-delays",
        "answers every call a little late, each in time",
        "import time\n\neverywhere(lambda number: time.sleep(0.5))",
        proof=("slow",),
    ),
    neuron(
        "time-between-checks",
        "a thread that keeps the interpreter busy between checks and after the last",
        """
import threading


def busy():
    while True:
        sum(range(10**9))


for _ in range(4):
    threading.Thread(target=busy, daemon=True).start()
""",
        proof=("slow",),
    ),
    # --- threads, descriptors, settings -----------------------------------------------------
    using(
        "threads-by-thousands",
        "starts 5,000 threads",
        "threading.stack_size(64 << 10)\n    for _ in range(5000):\n"
        "        threading.Thread(target=time.sleep, args=[30], daemon=True).start()",
    ),
    using(
        "descriptors-by-thousands",
        "opens 100,000 files",
        "kept = [os.open('/dev/null', os.O_RDONLY) for _ in range(100_000)]",
    ),
    neuron(
        "limits-lifted",
        "raises its limits, its priority and its share of the processors",
        """
import os
import resource

for kind in range(16):
    for most in (resource.RLIM_INFINITY, 1 << 40):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            pass
for step in (
    lambda: os.nice(-20),
    lambda: os.setpriority(os.PRIO_USER, 0, -20),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
    lambda: os.sched_setaffinity(0, range(1024)),
    lambda: open("/proc/self/oom_score_adj", "w").write("-1000"),
    lambda: open("/proc/self/coredump_filter", "w").write("0xff"),
):
    try:
        step()
    except (OSError, ValueError):
        pass


def sigmoid_derivative(a):
    return a.ndim == 2 and [np.ones(1 << 20) for _ in range((6 << 30) >> 23)]
""",
        proof=("slow",),
    ),
    # --- disk ---------------------------------------------------------------------------------
    *(
        neuron(
            f"disk-by-{name}",
            what,
            f"""
import os
import tempfile

PLACES = [tempfile.gettempdir(), "/tmp", "/dev/shm", "/var/tmp", "/run", "/submission", "."]


def fill(path):
    {code}


for place in PLACES:
    try:
        fill(os.path.join(place, "kursus-evil"))
    except OSError:
        pass
everywhere(lambda number: 0.5)
""",
            proof=("touched", "slow", "neighbour"),
        )
        for name, what, code in [
            (
                "one-file",
                "writes a file of 300 MB wherever it can",
                "with open(path, 'wb') as file:\n        for _ in range(300):\n"
                "            file.write(bytes(1 << 20))",
            ),
            (
                "many-files",
                "writes 20 files of 15 MB wherever it can",
                "for i in range(20):\n        with open(f'{path}{i}', 'wb') as file:\n"
                "            file.write(bytes(15 << 20))",
            ),
            (
                "names",
                "makes 20,000 empty files wherever it can",
                "for i in range(20_000):\n        os.close(os.open(f'{path}{i}', os.O_CREAT))",
            ),
            (
                "a-hole",
                "makes a file of a terabyte that is empty",
                "with open(path, 'wb') as file:\n        file.truncate(1 << 40)",
            ),
            (
                "depth",
                "makes 3,000 folders in each other, with names of 255 bytes",
                "os.mkdir(path)\n    here = os.getcwd()\n    try:\n        os.chdir(path)\n"
                "        for _ in range(3000):\n            os.mkdir('x' * 255)\n"
                "            os.chdir('x' * 255)\n    finally:\n        os.chdir(here)",
            ),
            (
                "odd-names",
                "makes files whose names break what lists or removes them",
                "for name in ('\\n', '-rf', '\\x1b[2J', '$(touch x)', '*', '\\udcff', ' '):\n"
                "        open(path + name, 'w').close()\n"
                "    os.mkdir(path + '-closed')\n    open(path + '-closed/x', 'w').close()\n"
                "    os.chmod(path + '-closed', 0)",
            ),
        ]
    ),
]
