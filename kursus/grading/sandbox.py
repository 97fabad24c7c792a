"""What shuts a learner's process in, applied by the freshly forked process itself.

Linux only, with nothing but libc: so that a process that has imported torch can be
forked and shut in within some ten milliseconds. Each layer raises OSError when the
kernel refuses it. A level is a set of layers, and :func:`probe` tells which level this
machine gives:

* ``full``: own namespaces (mounts, processes, network, IPC, host name) with a private
  read-only root, then all of ``strong``;
* ``strong``: Landlock for files and network, seccomp for system calls, limits, an own
  user where possible;
* ``partial``: seccomp, limits and an own user, on kernels without Landlock;
* ``none``: limits alone. The verdict is still made in another process.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kursus.grading import seccomp

FULL, STRONG, PARTIAL, NONE = LEVELS = ("full", "strong", "partial", "none")

TEMPORARY_BYTES = 64 << 20
TEMPORARY_FILES = 4096

_libc = ctypes.CDLL(None, use_errno=True)

_NEW_NAMESPACES = {
    "mount": 0x00020000,
    "cgroup": 0x02000000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
_NEW_USER = 0x10000000
_RDONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND, _REC, _PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)  # MS_*
_SET_PDEATHSIG, _SET_DUMPABLE, _CAPBSET_DROP, _SET_NO_NEW_PRIVS, _CAP_AMBIENT = 1, 4, 24, 38, 47
_MOUNT_SETATTR, _LANDLOCK = 442, 444  # the same number on every architecture
_OWN_CALLS = {
    "x86_64": {"pivot_root": 155, "capset": 126},
    "aarch64": {"pivot_root": 41, "capset": 91},
}
_DEVICES = ("null", "zero", "full", "urandom", "random")


@dataclass(frozen=True)
class Limits:
    """What one learner's process may use.

    Attributes:
        memory: bytes beyond what the zygote has loaded.
        mapped: bytes of libraries' files that may be mapped besides; they fill no memory.
        cpu: seconds in all, as a last resort; the examiner times every check.
        file: bytes of one file.
        threads: at once.
    """

    memory: int = 2 << 30
    mapped: int = 6 << 30
    cpu: int = 3600
    file: int = 32 << 20
    threads: int = 256


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _call(name: str) -> int:
    return _OWN_CALLS[os.uname().machine][name]


def _mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    _check(
        _libc.mount(
            source.encode(),
            target.encode(),
            kind.encode() if kind else None,
            ctypes.c_ulong(flags),
            data.encode() or None,
        ),
        f"mount {target}",
    )


def _prctl(option: int, *arguments: int) -> None:
    padded = (*arguments, 0, 0, 0, 0)[:4]
    _check(_libc.prctl(option, *(ctypes.c_ulong(a) for a in padded)), f"prctl {option}")


def die_with_parent() -> None:
    """Let the kernel kill this process when its parent ends."""
    _prctl(_SET_PDEATHSIG, 9)


# --- namespaces and mounts ----------------------------------------------------------


def enter_namespaces() -> None:
    """Leave the host's namespaces; the next fork is process 1 of a new one."""
    uid, gid = os.geteuid(), os.getegid()
    flags = sum(_NEW_NAMESPACES.values())
    if uid == 0:
        _check(_libc.unshare(flags), "unshare")
        return
    _check(_libc.unshare(flags | _NEW_USER), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"1000 {uid} 1"),
        ("gid_map", f"1000 {gid} 1"),
    ):
        Path("/proc/self", name).write_bytes(text.encode())  # no codec is loaded from here on


def build_root(shown: Iterable[str], files: dict[str, bytes]) -> None:
    """Swap the root for a small read-only one.

    Args:
        shown: paths of the host that are there under the same name, read-only.
        files: path -> content of files that exist only here.
    """
    base = "/tmp"
    _mount("none", "/", None, _REC | _PRIVATE)
    _mount("tmpfs", base, "tmpfs", _NOSUID | _NODEV, "size=4m,nr_inodes=2000,mode=0755")
    os.mkdir(f"{base}/new")
    os.mkdir(f"{base}/old")
    _mount(f"{base}/new", f"{base}/new", None, _BIND | _REC)
    _check(_libc.syscall(_call("pivot_root"), base.encode(), f"{base}/old".encode()), "pivot_root")
    os.chdir("/")
    # What can be written comes first, or it would hide a shown path below /tmp.
    for folder, size in (("/tmp", TEMPORARY_BYTES), ("/dev/shm", 16 << 20)):
        os.makedirs(f"/new{folder}")
        options = f"size={size},nr_inodes={TEMPORARY_FILES},mode=01777"
        _mount("tmpfs", f"/new{folder}", "tmpfs", _NOSUID | _NODEV | _NOEXEC, options)
    for path in shown:
        if os.path.islink(f"/old{path}"):
            os.makedirs(os.path.dirname(f"/new{path}"), exist_ok=True)
            os.symlink(os.readlink(f"/old{path}"), f"/new{path}")
        elif os.path.exists(f"/old{path}"):
            _bind(path)
            _make_readonly(f"/new{path}")
    for path, content in files.items():
        os.makedirs(os.path.dirname(f"/new{path}"), exist_ok=True)
        Path(f"/new{path}").write_bytes(content)
    for device in _DEVICES:
        _bind(f"/dev/{device}")
    os.mkdir("/new/proc")
    _mount("proc", "/new/proc", "proc", _NOSUID | _NODEV | _NOEXEC)
    _check(_libc.umount2(b"/old", 2), "umount")
    os.chdir("/new")
    _check(_libc.syscall(_call("pivot_root"), b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", 2), "umount")
    os.chdir("/")
    _mount("none", "/", None, _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)


def _bind(path: str) -> None:
    target = f"/new{path}"
    if os.path.isdir(f"/old{path}"):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with contextlib.suppress(FileExistsError):
            Path(target).touch()
    _mount(f"/old{path}", target, None, _BIND | _REC)


def _make_readonly(path: str) -> None:
    """Read-only, without devices and set-uid programs, with all that is mounted below."""
    attributes = struct.pack("QQQQ", _RDONLY | _NOSUID | _NODEV, 0, 0, 0)
    here, recursive = -100, 0x8000  # AT_FDCWD, AT_RECURSIVE
    result = _libc.syscall(
        _MOUNT_SETATTR, here, path.encode(), recursive, attributes, len(attributes)
    )
    _check(result, f"mount_setattr {path}")


# --- users, capabilities and limits -------------------------------------------------


def own_user() -> int:
    """A user id that no child of another process asks for now; only root may take it."""
    high, low = 0x70000000 + os.getpid(), 61000 + os.getpid() % 4000
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/uid_map").read_text("ascii").splitlines():
            first, _, count = map(int, line.split())
            if first <= high < first + count:
                return high
    return low


def become(user: int) -> None:
    """Take a user id, and its group, for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    # Both are lost with the old user: /proc/self would be root's, and the process an orphan.
    _prctl(_SET_DUMPABLE, 1)
    die_with_parent()


def drop_capabilities() -> None:
    """Give up every capability, also those to come."""
    for capability in range(64):
        if _libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break
    clear_all = 4
    with contextlib.suppress(OSError):  # before Linux 4.3 there are none
        _prctl(_CAP_AMBIENT, clear_all)
    header, none = struct.pack("II", 0x20080522, 0), bytes(24)
    _check(_libc.syscall(_call("capset"), header, none), "capset")


def set_limits(limits: Limits) -> None:
    """Limit this process; each limit can only be lowered from now on."""
    pages = Path("/proc/self/statm").read_bytes().split()
    # Libraries for GPUs map gigabytes that they never touch, so count from what is mapped now.
    mapped, data = (int(pages[i]) * resource.getpagesize() for i in (0, 5))
    for kind, value in (
        (resource.RLIMIT_AS, mapped + limits.memory + limits.mapped),
        (resource.RLIMIT_DATA, data + limits.memory),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_STACK, 64 << 20),
        (resource.RLIMIT_MEMLOCK, 1 << 20),
    ):
        _, most = resource.getrlimit(kind)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (value, value))


def give_up_privileges() -> None:
    """No program that this process runs can ever have more rights than it has."""
    _prctl(_SET_NO_NEW_PRIVS, 1)


def close_files(keep: int) -> None:
    """Close all file descriptors above 2 but one."""
    os.closerange(3, keep)
    os.closerange(keep + 1, 4096)


# --- Landlock -------------------------------------------------------------------------

_ACCESS_BITS = {1: 13, 2: 14, 3: 15, 4: 15}  # kinds of access that an ABI knows; 16 from 5 on
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL = (1, 2, 4, 8, 1 << 14, 1 << 15)
_MAKE_DEVICES = 1 << 6 | 1 << 9 | 1 << 11  # character devices, sockets, block devices


def landlock_version() -> int:
    """The kernel's Landlock ABI; 0 where there is none."""
    return max(int(_libc.syscall(_LANDLOCK, None, 0, 1)), 0)


def landlock(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Allow only these files and what is below these folders; no TCP; signals to nobody outside.

    Raises:
        OSError: no Landlock, or one that cannot forbid TCP.
    """
    version = landlock_version()
    if version < 4:
        raise OSError(f"Landlock {version}")
    every = (1 << _ACCESS_BITS.get(version, 16)) - 1
    tcp = 3
    scope = 3 if version >= 6 else 0  # abstract sockets, signals
    attributes = struct.pack("QQQ", every, tcp, scope)[: 24 if version >= 6 else 16]
    rules = _check(_libc.syscall(_LANDLOCK, attributes, len(attributes), 0), "landlock")
    of_files = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
    for paths, access in (
        (readable, _EXECUTE | _READ_FILE | _READ_DIR),
        (writable, every & ~_MAKE_DEVICES),
    ):
        for path in paths:
            try:
                opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue  # not there, so there is nothing to allow
            granted = access & every if os.path.isdir(path) else access & of_files & every
            rule = struct.pack("=Qi", granted, opened)
            _check(_libc.syscall(_LANDLOCK + 1, rules, 1, rule, 0), f"landlock {path}")
            os.close(opened)
    _check(_libc.syscall(_LANDLOCK + 2, rules, 0), "landlock")
    os.close(rules)


# --- levels -----------------------------------------------------------------------------


def library_paths() -> list[str]:
    """What Python, its libraries and this tool are made of, and no more of the machine.

    A path below another one is left out.
    """
    import sysconfig

    found = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"]
    found += ["/etc/ld.so.cache", "/etc/localtime", str(Path(__file__).resolve().parents[1])]
    found += [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    found += [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    found.append(str(sysconfig.get_config_var("LIBDIR") or ""))  # where libpython may lie
    kept: list[str] = []
    for path in sorted(filter(None, found), key=len):  # folders before what is in them
        if not any(path == other or path.startswith(f"{other}/") for other in kept):
            kept.append(path)
    return kept


def reachable(paths: Iterable[str]) -> bool:
    """Whether another user may enter all the folders that lead to these paths."""
    folders = {folder for path in paths for folder in Path(path).parents}
    return all(folder.stat().st_mode & 0o001 for folder in folders if folder.exists())


def confine(level: str, script: Path, paths: Sequence[str], limits: Limits, user: int) -> None:
    """Apply the layers of a level that belong into the process itself, the last ones last.

    Args:
        level: one of LEVELS; for ``full`` the process is in its namespaces and root already.
        script: the learner's file; its folder holds it and, but for ``full``, ``tmp``.
        paths: as of :func:`library_paths`.
        limits: what it may use.
        user: as of :func:`own_user`, asked for outside of the namespaces.
    """
    set_limits(limits)
    if level == NONE:
        return
    temporary = "/tmp" if level == FULL else str(script.parent / "tmp")
    private = level == FULL
    if os.geteuid() == 0 and (level == FULL or reachable(paths)):
        if level != FULL:
            for path in (str(script.parent), temporary):
                os.chown(path, user, user)
        become(user)
        private = True
    elif level == PARTIAL:
        raise OSError("no other user")
    give_up_privileges()
    if level == FULL or os.geteuid() == 0:
        drop_capabilities()
    if level == FULL:
        landlock_if_known(["/"], ["/tmp", "/dev/shm", "/dev/null"])
    elif level == STRONG:
        asks = ["/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"]
        devices = [f"/dev/{device}" for device in _DEVICES]
        landlock([*paths, *devices, *asks, str(script)], [temporary, "/dev/null"])
    seccomp.load(seccomp.program(os.getpid(), os.uname().machine, private))


def landlock_if_known(readable: Iterable[str], writable: Iterable[str]) -> None:
    """A second fence behind the mounts, where the kernel has it."""
    if landlock_version() >= 4:
        landlock(readable, writable)


def probe() -> dict[str, str]:
    """Level -> why this machine does not give it; an empty string where it does."""
    if sys.platform != "linux":
        return {level: "" if level == NONE else sys.platform for level in LEVELS}
    if not seccomp.supported():
        return {level: "" if level == NONE else os.uname().machine for level in LEVELS}
    return {level: _attempt(level) for level in LEVELS}


def best(found: dict[str, str]) -> str:
    """The strongest level that :func:`probe` found."""
    return next(level for level in LEVELS if not found[level])


def _attempt(level: str) -> str:
    """Why a throw-away process could not be shut in; empty if it could."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="kursus-") as folder:
        script = Path("/submission/probe.py") if level == FULL else Path(folder, "probe.py")
        if level != FULL:
            script.touch()
            Path(folder, "tmp").mkdir()
        paths, user = library_paths(), own_user()

        def inner() -> None:
            if level == FULL:
                build_root(paths, {str(script): b""})
            confine(level, script, paths, Limits(), user)

        def outer() -> None:
            if level == FULL:
                enter_namespaces()
                problem = _in_child(inner)
                if problem:
                    raise OSError(problem)
            else:
                inner()

        return _in_child(outer)


def _in_child(action: Callable[[], None]) -> str:
    """Run ``action`` in a forked process; what it raised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            try:
                action()
                text = ""
            except BaseException as error:
                text = str(error) or type(error).__name__
            os.write(writing, f"ok{text}".encode()[:400])
        finally:
            os._exit(0)
    os.close(writing)
    answer = b""
    while chunk := os.read(reading, 500):
        answer += chunk
    os.close(reading)
    os.waitpid(child, 0)
    return answer[2:].decode("utf-8", "replace") if answer.startswith(b"ok") else "killed"
