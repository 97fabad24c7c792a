"""Attacks on files: reading what is secret, changing what belongs to others."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
spy, neuron = common.spy, common.neuron

READ = '''
import mmap
import shutil


def text(path):
    with open(path, "rb") as file:
        return file.read(200).decode("utf-8", "replace")


def by_descriptor(path, flags=os.O_RDONLY):
    return os.read(os.open(path, flags), 200)


def by_path_alone(path):
    return text(f"/proc/self/fd/{os.open(path, os.O_PATH)}")


def by_symlink(path):
    os.symlink(path, EVIL + "-symlink")
    return text(EVIL + "-symlink")


def by_hardlink(path):
    os.link(path, EVIL + "-hardlink")
    return text(EVIL + "-hardlink")


def by_copy(path):
    shutil.copyfile(path, EVIL + "-copy")
    return text(EVIL + "-copy")


def by_move(path):
    os.rename(path, EVIL + "-moved")
    found = text(EVIL + "-moved")
    os.rename(EVIL + "-moved", path)
    return found


def by_map(path):
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[:200]


def by_folders_above(path):
    above = os.open("../../../../../..", os.O_RDONLY)
    return os.read(os.open(path.lstrip("/"), os.O_RDONLY, dir_fd=above), 200)


def by_open_folders(path):
    """From a folder that somebody has left open, upwards."""
    for fd in range(256):
        try:
            up = os.open("../" * 20 + path.lstrip("/"), os.O_RDONLY, dir_fd=fd)
        except OSError:
            continue
        return os.read(up, 200)


def by_libc(path):
    buffer = ctypes.create_string_buffer(200)
    fd = libc.open(path.encode(), 0)
    return fd >= 0 and libc.read(fd, buffer, 200) > 0 and buffer.value


def by_openat2(path):
    fd = syscall("openat2", -100, path.encode(), struct.pack("QQQ", 0, 0, 0), 24)
    return os.read(fd, 200)


def by_handle(path):
    handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128))
    mount = ctypes.c_int()
    syscall("name_to_handle_at", -100, path.encode(), handle, ctypes.byref(mount), 0)
    return os.read(syscall("open_by_handle_at", os.open("/", os.O_RDONLY), handle, 0), 200)


def by_import(path):
    import importlib.machinery

    return importlib.machinery.SourceFileLoader("evil", path).get_data(path)[:200]


def by_cache_of_lines(path):
    import linecache

    return linecache.getline(path, 1) or linecache.getline(path, 2)


def by_numpy(path):
    return np.fromfile(path, np.uint8, 200).tobytes()


READERS = [value for name, value in list(globals().items()) if name.startswith("by_")] + [text]


def read_all(path):
    for reader in READERS:
        attempt(f"{reader.__name__}:", reader, path)
        FOUND[:] = list(dict.fromkeys(FOUND))
'''

ATTACKS = [
    # --- reading -----------------------------------------------------------------------
    spy(
        "reads-the-canary",
        "reads a secret file by every way to open one",
        READ + "\nread_all(CANARY)\n",
        proof=["canary"],
    ),
    spy(
        "reads-the-checks",
        "reads the file of the checks by every way to open one",
        READ + "\nread_all(CHECKS)\nattempt('folder', os.listdir, os.path.dirname(CHECKS))\n",
        proof=["canary"],
    ),
    spy(
        "reads-a-neighbour",
        "reads what another student has handed in",
        READ + "\nread_all(NEIGHBOUR)\nattempt('folder', os.listdir, os.path.dirname(NEIGHBOUR))\n",
        proof=["canary"],
    ),
    spy(
        "reads-through-other-roots",
        "reaches the secret through the roots, folders and open files of other processes",
        READ
        + """
for process in ("self", "thread-self", "1", "2", str(os.getppid()), str(os.getpid())):
    for door in ("root", "cwd", "fd/0/..", "fd/3/..", "map_files/..", "task/1/root"):
        attempt(f"{process}/{door}:", text, f"/proc/{process}/{door}{CANARY}")
for old in ("/old", "/oldroot", "/.old", "/new", "/tmp/old", "/mnt", "/host", "/run/host"):
    attempt(f"{old}:", text, old + CANARY)
for level in range(1, 12):
    attempt(f"{level} up:", text, "../" * level + CANARY.lstrip("/"))
""",
        proof=["canary"],
    ),
    spy(
        "reads-the-course",
        "lists and reads the solutions, the checks and the verdicts of the course",
        READ
        + """
SOLUTION = f"{COURSE}/solutions/01_numpy_neuron/numpy_neuron.py"
for folder in (f"{COURSE}/modules", f"{COURSE}/tests", f"{COURSE}/solutions", OUT):
    attempt("folder", os.listdir, folder)
attempt("solution", text, SOLUTION)
attempt("journal", lambda: [text(entry.path) for entry in os.scandir(OUT)])
""",
        proof=["canary"],
    ),
    neuron(
        "runs-the-solution",
        "runs the course's solution or the neighbour's file in its own place",
        """
import os
import runpy
import sys

PATHS = [
    "@COURSE@/solutions/01_numpy_neuron/numpy_neuron.py",
    "@NEIGHBOUR@",
    os.path.join(os.path.dirname("@CHECKS@"), "../../solutions/01_numpy_neuron/numpy_neuron.py"),
]
sys.path[:0] = ["@COURSE@", os.path.dirname("@NEIGHBOUR@"), os.path.dirname("@CHECKS@")]
for path in PATHS:
    try:
        globals().update(runpy.run_path(path))
    except BaseException:
        pass
for name in ("solutions", "tests.modules.test_01_numpy_neuron", "test_01_numpy_neuron", "conftest"):
    try:
        print(__import__(name))
    except BaseException:
        pass
try:
    from kursus import catalog

    course = catalog.find_course(__import__("pathlib").Path("@COURSE@"))
    source = course.module("01_numpy_neuron").solution.read_text()
    exec(source.partition("# --- Given")[0], globals())
except BaseException:
    pass
""",
        proof=["neighbour"],
    ),
    spy(
        "reads-the-system",
        "reads passwords, keys, logs and memory of the machine",
        READ
        + """
PATHS = (
    "/etc/shadow /etc/passwd /etc/hostname /etc/hosts /etc/machine-id ~/.ssh/id_rsa "
    "~/.bash_history ~/.netrc ~root/.gitconfig /var/log/syslog /dev/kmsg /dev/mem "
    "/dev/kmem /dev/port /proc/kcore /proc/kmsg /sys/fs/cgroup/cgroup.procs "
    "/dev/sda /dev/vda /dev/nvme0n1 /dev/dm-0 /var/run/utmp /etc/sudoers"
)
for path in map(os.path.expanduser, PATHS.split()):
    attempt(path, text, path)
for path in ("/run/secrets", "/var/spool", "/etc/ssh", "/sys/kernel/debug"):
    attempt(path, os.listdir, path)
""",
        proof=["canary"],
    ),
    spy(
        "reads-other-processes",
        "looks for the checks and the secret in other processes' command lines and environments",
        READ
        + """
try:
    SEEN = {int(name) for name in os.listdir("/proc") if name.isdigit()}
except OSError:
    SEEN = set()
for pid in sorted((SEEN | set(range(1, 300))) - {os.getpid()}):
    for name in ("cmdline", "environ", "comm", "maps", "cgroup"):
        attempt(f"{pid}/{name}:", text, f"/proc/{pid}/{name}")
    attempt(f"{pid}/fd:", lambda pid=pid: [
        os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")])
    attempt(f"{pid}/exe:", os.readlink, f"/proc/{pid}/exe")
attempt("arguments", lambda: [arg for arg in sys.argv + sys.orig_argv if CHECKS in arg])
""",
        proof=["canary"],
    ),
    spy(
        "reads-its-first-environment",
        "reads the environment with which the process that it was forked from was started",
        """
for path in ("/proc/self/environ", "/proc/thread-self/environ", "/proc/1/environ"):
    try:
        with open(path, errors="replace") as file:
            FOUND.append(file.read(4000))
    except OSError:
        pass
FOUND.append(repr(dict(os.environ)))
""",
        proof=["canary"],
    ),
    spy(
        "searches-its-own-memory",
        "looks for the checks and for left-over secrets in its own memory",
        """
import re

CHECK = re.compile(rb"def test_\\w+\\(student[^)]*\\):\\s+[^\\0]{60}")  # does not find itself


def search():
    found = []
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            if " r" not in line or last - first > 1 << 28 or "[v" in line:
                continue
            try:
                memory.seek(first)
                data = memory.read(last - first)
            except (OSError, ValueError):
                continue
            found += CHECK.findall(data)
    return found


attempt("memory", search)
""",
        proof=["canary"],
    ),
    spy(
        "looks-through-open-files",
        "reads every file that it was started with",
        """
import stat

for fd in range(256):
    try:
        mode, place = os.fstat(fd).st_mode, os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        continue
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        attempt(f"open {place}", os.pread if stat.S_ISREG(mode) else os.listdir, fd, *(
            (200, 0) if stat.S_ISREG(mode) else ()))
    elif stat.S_ISCHR(mode) and os.fstat(fd).st_rdev != os.makedev(1, 3):
        attempt("device", lambda place=place: place)
    elif (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) and fd < 3:
        attempt("standard stream", lambda place=place: place)
""",
        proof=["canary"],
    ),
    # --- writing -----------------------------------------------------------------------------
    *(
        spy(
            f"changes-files-by-{name}",
            f"{what} what belongs to others",
            f"""
def verified(done, path):
    # A wall may say that all went well, and do nothing.
    state = os.stat(path)
    if state.st_mode & 0o7777 != 0o4777 and state.st_mtime != 0:
        raise OSError("nothing has changed")


TARGETS = [CANARY, CHECKS, NEIGHBOUR, __file__]
TARGETS += [os.path.join(OUT, "journal.jsonl"), os.path.dirname(CANARY), OUT]


def change(path):
    {code}
    return path


for path in TARGETS:
    attempt({name!r}, change, path)
""",
            proof=["touched", "neighbour"],
        )
        for name, what, code in [
            ("writing", "writes into", "open(path, 'r+b').write(b'# evil\\n')"),
            ("appending", "appends to", "open(path, 'ab').write(b'\\n# evil\\n')"),
            ("truncating", "truncates", "os.truncate(path, 0)"),
            ("removing", "removes", "os.unlink(path)"),
            ("renaming", "renames", "os.rename(path, path + '.kursus-evil')"),
            (
                "replacing",
                "replaces",
                "open(path + '.kursus-evil', 'w').close()\n"
                "    os.replace(path + '.kursus-evil', path)",
            ),
            ("chmod", "changes the mode of", "verified(os.chmod(path, 0o4777), path)"),
            ("chown", "changes the owner of", "os.chown(path, os.getuid(), os.getgid())"),
            ("touching", "changes the times of", "verified(os.utime(path, (0, 0)), path)"),
            ("attributes", "sets attributes of", "os.setxattr(path, b'user.kursus-evil', b'x')"),
            (
                "mapping",
                "maps and changes",
                "import mmap\n\n    mmap.mmap(os.open(path, os.O_RDWR), 0)[0:1] = b'#'",
            ),
            ("linking", "links to itself", "os.link(path, '/tmp/kursus-evil-link')"),
        ]
    ),
    spy(
        "rewrites-itself",
        "writes a right answer over the file that was handed in",
        """
SOLVED = '''
import numpy as np


def sigmoid_derivative(a):
    return a * (1.0 - a)
'''
for path in (__file__, os.path.realpath(__file__)):
    attempt("over itself", lambda path=path: open(path, "w").write(SOLVED))
    attempt("aside", lambda path=path: [
        os.rename(path, path + EVIL), open(path, "w").write(SOLVED)])
attempt("cache", lambda: os.mkdir(os.path.dirname(__file__) + "/__pycache__") is None)
""",
        proof=["touched"],
    ),
    spy(
        "plants-files",
        "plants files that Python, pytest or the shell would load in the next process",
        """
import importlib.util
import site

import pytest

NAMES = (
    "conftest.py sitecustomize.py usercustomize.py pytest.py torch.py numpy.py json.py "
    "kursus-evil.pth pytest.ini tox.ini checks.ini .bashrc .profile kursus-evil/__init__.py"
).split()
FOLDERS = [
    OUT, COURSE, os.path.dirname(CHECKS), os.path.dirname(NEIGHBOUR), os.path.expanduser("~root"),
    sys.prefix, sys.base_prefix, *site.getsitepackages(), site.getusersitepackages(),
    os.path.dirname(importlib.util.find_spec("kursus").origin), os.path.dirname(pytest.__file__),
    "/", "/etc", "/etc/cron.d", "/usr/lib/python3", "/var/tmp", "/run", "/opt", "/dev", "/proc/sys",
]


def plant(path):
    if path.endswith("__init__.py"):
        os.mkdir(os.path.dirname(path))
    with open(path, "x") as file:
        file.write("# kursus-evil\\n")
    return path


for folder in FOLDERS:
    for name in NAMES:
        attempt("plant", plant, os.path.join(folder, name))
# Here it may write; nobody may load it.
for folder in (os.getcwd(), os.environ.get("TMPDIR", "/tmp")):
    for name in NAMES:
        try:
            plant(os.path.join(folder, name))
        except OSError:
            pass
""",
        proof=["touched", "neighbour"],
    ),
    spy(
        "poisons-bytecode",
        "writes bytecode that later processes would run instead of the source",
        """
import importlib.util
import json

import kursus

for module in (json, kursus, os, np):
    path = importlib.util.cache_from_source(module.__file__)
    attempt("bytecode", lambda path=path: os.open(path, os.O_WRONLY))
    attempt("source", lambda path=module.__file__: os.open(path, os.O_WRONLY))
    attempt("beside", lambda path=path: os.close(
        os.open(f"{path}.{EVIL}", os.O_CREAT | os.O_WRONLY)) is None)
for path in (sys.executable, os.path.realpath(sys.executable), "/proc/self/exe"):
    attempt("interpreter", os.open, path, os.O_RDWR)
attempt("preload", os.open, "/etc/ld.so.preload", os.O_CREAT | os.O_WRONLY)
""",
        proof=["touched"],
    ),
    spy(
        "lays-links-for-the-grader",
        "lays links, pipes and folders where the grader might write or clean up",
        """
import tempfile

for place in {os.getcwd(), tempfile.gettempdir(), os.path.dirname(__file__)}:
    for name in ("verdict.json", "results.json", "numpy_neuron.py", "tmp", "kursus-evil-link"):
        path = os.path.join(place, name)
        for target in (CANARY, "/", OUT):
            try:
                os.symlink(target, f"{path}-{len(target)}")
            except OSError:
                pass
        for step in (lambda: os.mkfifo(path + "-pipe"), lambda: os.symlink(path, path)):
            try:
                step()
            except OSError:
                pass
attempt("its place", lambda: [
    os.rename(os.path.dirname(__file__), EVIL), os.symlink("/etc", os.path.dirname(__file__))])
""",
        proof=["touched", "slow", "neighbour"],
    ),
    spy(
        "leaves-traces-for-the-next",
        "leaves messages for the next submission, and looks for those of an earlier one",
        """
import tempfile

PLACES = ["/tmp", "/dev/shm", "/var/tmp", "/run", "/submission", "/dev/mqueue", OUT, "."]
PLACES += [os.path.dirname(__file__), tempfile.gettempdir(), os.path.expanduser("~")]
for place in dict.fromkeys(map(os.path.realpath, PLACES)):
    path = os.path.join(place, EVIL + "-message")
    attempt("message of another", lambda path=path: open(path).read())
    try:
        with open(path, "w") as file:
            file.write("the answer is 42")
    except OSError:
        pass
for step in (
    lambda: syscall("shmget", 0x6B757273, 4096, 0o666),
    lambda: syscall("msgget", 0x6B757273, 0o666),
    lambda: syscall("semget", 0x6B757273, 1, 0o666),
):
    attempt("System V message of another", step)
for name, args in (("shmget", (4096,)), ("msgget", ()), ("semget", (1,))):
    try:
        syscall(name, 0x6B757273, *args, 0o1666)
    except OSError:
        pass
""",
        proof=["touched", "neighbour"],
    ),
]
