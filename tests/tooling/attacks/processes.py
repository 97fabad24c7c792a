"""Attacks on processes: making new ones, and harming those of the grader."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
spy = common.spy

# A child names itself so that the harness finds it, sleeps half a minute and ends.
CHILDREN = '''
import multiprocessing
import signal
import subprocess
import time

SLEEPER = [sys.executable, "-c", "import time; time.sleep(30)", EVIL]


def live():
    """What a child does, which must never come back."""
    try:
        libc.prctl(15, EVIL.encode(), 0, 0, 0)
        time.sleep(30)
    finally:
        os._exit(0)


def made(pid):
    if pid == 0:
        live()
    if pid < 0:
        raise OSError("no process")
    return f"process {pid}"


def nap():
    libc.prctl(15, EVIL.encode(), 0, 0, 0)
    time.sleep(30)


def started(method):
    process = multiprocessing.get_context(method).Process(target=nap)
    process.start()
    return process.pid
'''

# Everybody in sight; nobody but the parent and the own group gets a signal that harms.
OTHERS = """
import signal

ME, PARENT = os.getpid(), os.getppid()
FEW = [pid for pid in {PARENT, 1, 2, 3, ME - 1, ME + 1} if pid > 0 and pid != ME]


def everybody():
    try:
        pids = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    except OSError:
        pids = set()
    return sorted((pids | set(range(1, 400))) - {ME})


def there(pid):
    os.kill(pid, 0)
    return f"pid {pid} can be signalled"
"""

ATTACKS = [
    # --- new ones ---------------------------------------------------------------------------
    *(
        spy(
            f"process-by-{name}", f"makes processes by {what}", CHILDREN + code, proof=["processes"]
        )
        for name, what, code in [
            (
                "fork",
                "fork, 45 times",
                """
for number in range(45):
    attempt("fork", lambda: made(os.fork()))
attempt("forkpty", lambda: made(os.forkpty()[0]))
attempt("fork of libc", lambda: made(libc.fork()))
""",
            ),
            (
                "clone",
                "raw clone and clone3, with every flag that might slip through",
                """
FLAGS = {
    "plainly": 17,
    "without a signal": 0,
    "as a sibling": 0x8000 | 17,
    "as a user of its own": 0x10000000 | 17,
    "sharing files": 0x400 | 0x200 | 17,
    "in a namespace": 0x20000000 | 17,
    "sharing the open files as vfork does": 0x4000 | 0x400,
    "beyond 32 bits": (1 << 32) | 17,
}
for what, flags in FLAGS.items():
    attempt(f"clone {what}", lambda flags=flags: made(syscall("clone", flags, 0, 0, 0, 0)))
for what, flags in FLAGS.items():
    args = struct.pack("11Q", flags & ~0xFF, 0, 0, 0, flags & 0xFF, 0, 0, 0, 0, 0, 0)
    attempt(f"clone3 {what}", lambda args=args: made(syscall("clone3", args, len(args))))
if platform.machine() == "x86_64":
    attempt("fork by its old number", lambda: made(syscall(57)))
    attempt("fork of the x32 table", lambda: made(syscall(0x40000000 | 57)))
    attempt("clone of the x32 table", lambda: made(syscall(0x40000000 | 56, 17, 0, 0, 0, 0)))
""",
            ),
            (
                "libraries",
                "Popen, system, popen, posix_spawn and multiprocessing",
                """
attempt("Popen", lambda: subprocess.Popen(SLEEPER).pid)
attempt("Popen in a session", lambda: subprocess.Popen(SLEEPER, start_new_session=True).pid)
attempt("shell", lambda: subprocess.Popen(f"exec -a {EVIL} sleep 30", shell=True).pid)
attempt("posix_spawn", lambda: os.posix_spawn(SLEEPER[0], SLEEPER, {}))
attempt("spawnv", lambda: os.spawnv(os.P_NOWAIT, SLEEPER[0], SLEEPER))
attempt("system", lambda: os.system(f"(exec -a {EVIL} sleep 30) &") == 0)
attempt("popen", lambda: os.popen("echo done").read())
for method in ("fork", "spawn", "forkserver"):
    attempt(f"multiprocessing {method}", started, method)
""",
            ),
            (
                "a-daemon",
                "forking twice into a session of its own, deaf to its parent's end",
                """
def daemon():
    libc.prctl(1, 0, 0, 0, 0)
    if os.fork() == 0:
        os.setsid()
        libc.prctl(1, 0, 0, 0, 0)
        if os.fork() == 0:
            for number in range(1, 32):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            live()
        os._exit(0)
    return "a daemon"


libc.prctl(36, 1, 0, 0, 0)
attempt("daemon", daemon)
""",
            ),
            (
                "workers",
                "the workers of torch's DataLoader and of a pool",
                """
def load():
    import torch

    return next(iter(torch.utils.data.DataLoader(torch.zeros(4, 1), num_workers=2))).shape


attempt("pool", lambda: multiprocessing.Pool(2).map(abs, [-1, -2]))
if "torch" in sys.modules:
    attempt("DataLoader", load)
""",
            ),
        ]
    ),
    *(
        spy(
            f"program-by-{name}",
            f"replaces itself by {what}, which goes on with the channel",
            f"""
SCRIPT = (
    "import os, time\\n"
    "for fd in range(64):\\n"
    "    try:\\n"
    "        os.write(fd, b'\\\\x1c\\\\0\\\\0\\\\0' + b'{{\\"id\\": 1, \\"buffers\\": []}}    ')\\n"
    "    except OSError:\\n"
    "        pass\\n"
    "time.sleep(30)\\n"
)
ARGS = [sys.executable, "-c", SCRIPT, EVIL]
for fd in range(3, 256):
    try:
        os.set_inheritable(fd, True)
    except OSError:
        pass
{code}
""",
            proof=["processes", "slow"],
        )
        for name, what, code in [
            ("exec", "another program", "attempt('exec', os.execv, ARGS[0], ARGS)"),
            (
                "execveat",
                "a program that stands in memory only",
                """
def run():
    fd = os.memfd_create(EVIL)
    with open(sys.executable, "rb") as file:
        os.write(fd, file.read(64 << 20))
    args = (ctypes.c_char_p * 5)(*[arg.encode() for arg in ARGS])
    syscall("execveat", fd, b"", ctypes.byref(args), None, 0x1000)


attempt("execveat", run)
attempt("fexecve", lambda: os.execve(os.memfd_create(EVIL), ARGS, {}))
""",
            ),
            (
                "a-copy",
                "a program that it has written itself, set-uid if that works",
                """
def run(place):
    path = os.path.join(place, EVIL)
    with open(path, "w") as file:
        file.write(f"#!{sys.executable}\\n{SCRIPT}")
    os.chmod(path, 0o4755)
    os.execv(path, ARGS)


for place in (".", "/tmp", "/dev/shm", "/submission"):
    attempt(f"program in {place}", run, place)
for path in ("/usr/bin/su", "/bin/mount", "/usr/bin/passwd", "/lib64/ld-linux-x86-64.so.2"):
    attempt(path, os.execv, path, [path, sys.executable, "-c", SCRIPT, EVIL])
""",
            ),
        ]
    ),
    # --- those of the grader --------------------------------------------------------------------
    spy(
        "kills-its-parent",
        "sends SIGSTOP and SIGKILL to its parent, by every call that sends signals",
        OTHERS
        + """
if PARENT > 1:
    attempt("kill", lambda: os.kill(PARENT, signal.SIGKILL) is None)
    attempt("tgkill", lambda: worked("tgkill", PARENT, PARENT, 9) and "tgkill")
    attempt("tkill", lambda: worked("tkill", PARENT, 9) and "tkill")
    info = struct.pack("iiiiii", 9, 0, -1, 0, PARENT, 0) + bytes(104)
    attempt("sigqueue", lambda: worked("rt_sigqueueinfo", PARENT, 9, info))
    by_pidfd = "pidfd_send_signal"
    attempt("pidfd", lambda: worked(by_pidfd, syscall("pidfd_open", PARENT, 0), 9, None, 0))
    attempt("/proc", lambda: worked(by_pidfd, os.open(f"/proc/{PARENT}", 0), 9, None, 0))
    attempt("stop", lambda: os.kill(PARENT, signal.SIGSTOP) is None)
""",
        proof=["processes", "slow", "neighbour"],
    ),
    spy(
        "kills-its-group",
        "sends SIGKILL to its process group, which might be the grader's",
        OTHERS
        + """
if PARENT > 0:
    attempt("group of the parent", lambda: os.getpgid(PARENT) == os.getpgrp())
    attempt("joins the parent's group", lambda: os.setpgid(0, os.getpgid(PARENT)) is None)
attempt("kills the group", lambda: os.kill(0, signal.SIGKILL))
attempt("kills the group by its number", lambda: os.killpg(os.getpgrp(), signal.SIGKILL))
""",
        proof=["processes", "slow", "neighbour"],
    ),
    spy(
        "signals-everybody",
        "looks whom it can signal; in a world of its own it sends SIGKILL to all of it",
        OTHERS
        + """
for pid in everybody():
    attempt("signal", there, pid)
attempt("all at once", lambda: os.kill(-1, 0) is None)
if ME < 4:  # only a namespace of its own has such numbers: nobody else is in it
    attempt("kill all", lambda: os.kill(-1, signal.SIGKILL) is None)
    attempt("kill the first", lambda: ME != 1 and os.kill(1, signal.SIGKILL) is None)
""",
        proof=["processes", "neighbour"],
    ),
    spy(
        "debugs-others",
        "ptrace, foreign memory and descriptors of whoever it finds",
        OTHERS
        + """
ATTACH, SEIZE, TRACEME, DETACH = 16, 0x4206, 0, 17
buffer = ctypes.create_string_buffer(4096)
piece = struct.pack("QQ", ctypes.addressof(buffer), 4096)
for pid in FEW:
    attempt(f"seize {pid}", worked, "ptrace", SEIZE, pid, 0, 0)
    attempt(f"detach {pid}", worked, "ptrace", DETACH, pid, 0, 0)
    there = struct.pack("QQ", 0x400000, 4096)
    attempt(f"read {pid}", worked, "process_vm_readv", pid, piece, 1, there, 1, 0)
    attempt(f"write {pid}", worked, "process_vm_writev", pid, piece, 1, there, 1, 0)
    attempt(f"compare {pid}", lambda pid=pid: syscall("kcmp", ME, pid, 0, 0, 0) >= 0 and "kcmp")
    for name in ("mem", "maps", "environ", "syscall", "stack", "auxv", "io"):
        path = f"/proc/{pid}/{name}"
        attempt(path, lambda path=path: open(path, "rb").read(400))
    attempt(f"memory {pid}", os.open, f"/proc/{pid}/mem", os.O_RDWR)
    attempt(f"files {pid}", lambda pid=pid: [os.readlink(e) for e in os.scandir(f"/proc/{pid}/fd")])
    for fd in range(64):
        attempt("descriptor", lambda pid=pid, fd=fd: worked(
            "pidfd_getfd", syscall("pidfd_open", pid, 0), fd, 0))
attempt("traced by its parent", worked, "ptrace", ATTACH, PARENT, 0, 0)
FOUND[:] = [found for found in FOUND if "detach" not in found]
""",
        proof=["slow", "neighbour", "canary"],
    ),
    spy(
        "limits-others",
        "changes limits, priorities, processors and groups of others",
        OTHERS
        + """
import resource

for pid in FEW:
    attempt(f"prlimit {pid}", lambda pid=pid: worked("prlimit64", pid, 7, None, bytes(16)))
    attempt(f"limits {pid}", resource.prlimit, pid, resource.RLIMIT_CORE)
    attempt(f"priority {pid}", lambda pid=pid: os.setpriority(os.PRIO_PROCESS, pid, 19) is None)
    attempt(f"cpus {pid}", lambda pid=pid: os.sched_setaffinity(pid, [0]) is None)
    attempt(f"io {pid}", lambda pid=pid: syscall("ioprio_set", 1, pid, 3 << 13) == 0)
    attempt(f"group of {pid}", lambda pid=pid: os.setpgid(pid, pid) is None)
    attempt(f"pages of {pid}", lambda pid=pid: syscall("migrate_pages", pid, 0, None, None) == 0)
    for name in ("oom_score_adj", "comm", "clear_refs", "coredump_filter", "timerslack_ns"):
        path = f"/proc/{pid}/{name}"
        attempt(path, lambda path=path: os.open(path, os.O_WRONLY))
""",
        proof=["processes", "slow", "neighbour"],
    ),
    spy(
        "outlives-its-parent",
        "takes back the promise to die with its parent, and leaves its session",
        """
import threading
import time

libc.prctl(1, 0, 0, 0, 0)
libc.prctl(15, EVIL.encode(), 0, 0, 0)
for step in (os.setsid, lambda: os.setpgid(0, 0), lambda: os.nice(19)):
    try:
        step()
    except OSError:
        pass


def stay():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(1)


for _ in range(3):
    threading.Thread(target=stay).start()
""",
        proof=["processes"],
    ),
]
