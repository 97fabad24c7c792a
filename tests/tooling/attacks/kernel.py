"""Attacks on the walls themselves: namespaces, mounts, devices, rare system calls."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
spy = common.spy

ATTACKS = [
    spy(
        "kernel-namespaces",
        "enters new namespaces, or those of others",
        """
NAMES = {
    "user": 0x10000000, "mnt": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000,
    "uts": 0x4000000, "cgroup": 0x2000000, "time": 0x80,
}
for pid in (1, os.getppid(), os.getpid()):
    for name in NAMES:
        attempt(f"setns {name} of {pid}", lambda pid=pid, name=name: worked(
            "setns", os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY), 0))
    attempt(f"setns of all of {pid}", lambda pid=pid: worked(
        "setns", syscall("pidfd_open", pid, 0), 0x20000))
for name, flag in NAMES.items():
    attempt(f"unshare {name}", worked, "unshare", flag)
    attempt(f"unshare {name} as a new user", worked, "unshare", flag | 0x10000000)
attempt("user map", lambda: open("/proc/self/uid_map", "w").write("0 0 1"))
attempt("groups", lambda: open("/proc/self/setgroups", "w").write("allow"))
""",
        proof=["canary"],
    ),
    spy(
        "kernel-mounts",
        "mounts, unmounts, changes the root",
        """
import tempfile

PLACE = tempfile.mkdtemp(prefix=EVIL).encode()


def mounted(source, kind, flags, data=b""):
    syscall("mount", source, PLACE, kind, flags, data)
    try:
        return f"mounted {source!r}: {os.listdir(PLACE)}"
    finally:
        syscall("umount2", PLACE, 2)


for kind in (b"tmpfs", b"proc", b"sysfs", b"devtmpfs", b"devpts", b"cgroup2", b"mqueue", b"fuse"):
    attempt(f"mount {kind}", mounted, kind, kind, 0)
attempt("bind", mounted, b"/", None, 4096 | 16384)
attempt("overlay", mounted, b"overlay", b"overlay", 0, b"lowerdir=/,upperdir=/tmp,workdir=/tmp")
attempt("writable again", lambda: worked("mount", b"none", b"/", None, 32 | 4096, b""))
attempt("open_tree", worked, "open_tree", -100, b"/", 1)
attempt("fsopen", worked, "fsopen", b"tmpfs", 0)
for place in (b"/dev/null", b"/dev/zero", b"/submission"):  # mounts in a sandbox only
    attempt(f"unmount {place}", lambda place=place: os.path.ismount(place) and worked(
        "umount2", place, 0))
attempt("pivot_root", lambda: worked("pivot_root", PLACE, PLACE))
attempt("chroot", lambda: worked("chroot", b"/proc/1/root"))
attempt("chroot by folder", lambda: [os.chroot("."), os.chdir("../" * 20), os.listdir(".")])
""",
        proof=["touched", "canary"],
    ),
    spy(
        "kernel-devices",
        "makes and opens devices, and types into the terminal",
        """
import fcntl
import stat
import tempfile

NODES = {"null": (1, 3), "mem": (1, 1), "kmsg": (1, 11), "sda": (8, 0), "vda": (254, 0)}
for name, (major, minor) in NODES.items():
    for kind in (stat.S_IFCHR, stat.S_IFBLK):
        path = os.path.join(tempfile.gettempdir(), f"{EVIL}-{name}-{kind}")
        number = os.makedev(major, minor)
        attempt(f"mknod {name}", lambda path=path, mode=kind | 0o666, number=number: (
            os.mknod(path, mode, number), os.unlink(path)))
DEVICES = (
    "ptmx pts/ptmx pts/0 tty tty0 tty1 console mem kmsg kvm fuse net/tun vhost-net loop-control "
    "loop0 mapper/control snd/seq input/event0 input/mice uinput uhid dri/card0 hpet "
    "userfaultfd dri/renderD128 cpu_dma_latency rtc0 vsock mqueue bus/usb nvidia0 nvidiactl kfd"
)
for name in DEVICES.split():
    attempt(name, os.open, "/dev/" + name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
attempt("openpty", os.openpty)
for fd in range(8):
    for request in (0x5412, 0x541C, 0x4B4E, 0x5423):  # TIOCSTI, TIOCLINUX, KDSKBLED, TIOCSETD
        attempt("ioctl", lambda fd=fd, request=request: fcntl.ioctl(fd, request, b"#") is not None)
        attempt("ioctl beyond 32 bits", lambda fd=fd, request=request: libc.ioctl(
            fd, ctypes.c_ulong(request | 1 << 32), b"#") == 0)
""",
        proof=["touched"],
    ),
    spy(
        "kernel-rare-calls",
        "the system calls in which holes were found before",
        """
words = ctypes.create_string_buffer(4096)
PERF = struct.pack("IIQQQQQ", 1, 112, 0, 0, 0, 0, 0x61) + bytes(64)
MAP = struct.pack("IIII", 2, 4, 8, 1) + bytes(112)
CALLS = [
    ("bpf", 0, MAP, len(MAP)),
    ("perf_event_open", PERF, 0, -1, -1, 0),
    ("userfaultfd", 0), ("userfaultfd", 1),
    ("io_uring_setup", 8, words),
    ("keyctl", 0, -3, 1), ("keyctl", 1, EVIL.encode()), ("keyctl", 6, -3, words, 4096),
    ("add_key", b"user", EVIL.encode(), b"x", 1, -4),
    ("request_key", b"user", b"x", None, -4),
    ("fanotify_init", 0, 0), ("fanotify_init", 0x200, 0),
    ("memfd_secret", 0),
    ("personality", 0x0040000), ("personality", 0x8),
    ("syslog", 3, words, 4096), ("syslog", 10, None, 0),
    ("sethostname", os.uname().nodename.encode(), len(os.uname().nodename)),
    ("shmget", 0, 1 << 20, 0o1600), ("msgget", 0, 0o1600), ("semget", 0, 1, 0o1600),
    ("capset", struct.pack("II", 0x20080522, 0), b"\\xff" * 24),
]
for name, *args in CALLS:
    attempt(name, lambda name=name, args=args: syscall(name, *args) >= 0 and name)
if platform.machine() == "x86_64":
    for number, name in {172: "iopl", 179: "quotactl", 134: "uselib", 180: "nfs"}.items():
        attempt(name, lambda number=number: syscall(number, 0, 0, 0, 0) >= 0)
""",
    ),
    spy(
        "kernel-rights",
        "takes users, groups and capabilities that it has not",
        """
for what, step in {
    "setuid": lambda: os.setuid(0),
    "setgid": lambda: os.setgid(0),
    "setresuid": lambda: os.setresuid(0, 0, 0),
    "setgroups": lambda: os.setgroups([0]),
    "no more new privileges": lambda: libc.prctl(38, 0, 0, 0, 0) == 0 or 1 / 0,
    "securebits": lambda: libc.prctl(28, 0, 0, 0, 0) == 0 or 1 / 0,
    "ambient": lambda: libc.prctl(47, 2, 21, 0, 0) == 0 or 1 / 0,
    "its own picture": lambda: libc.prctl(35, 1, 4096, 0, 0) == 0 or 1 / 0,
    "filter off": lambda: libc.prctl(22, 0, 0, 0, 0) == 0 or 1 / 0,
}.items():
    attempt(what, lambda step=step: [step()])
attempt("capabilities", lambda: next(
    line for line in open("/proc/self/status")
    if line.startswith(("CapEff", "CapPrm", "CapAmb")) and int(line.split()[1], 16)))
attempt("may get new rights", lambda: "NoNewPrivs:\\t0" in open("/proc/self/status").read())
attempt("no filter", lambda: "Seccomp:\\t0" in open("/proc/self/status").read())
""",
    ),
    spy(
        "kernel-settings",
        "opens the settings of kernel, cgroups and firmware for writing",
        """
PATHS = (
    "/proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/vm/overcommit_memory "
    "/proc/sys/kernel/hostname /proc/sys/net/ipv4/ip_forward /proc/sys/fs/binfmt_misc/register "
    "/proc/sysrq-trigger /proc/self/oom_adj /proc/self/loginuid /proc/self/attr/current "
    "/proc/1/oom_score_adj /proc/acpi/wakeup /proc/bus/pci /proc/irq/default_smp_affinity "
    "/sys/fs/cgroup/cgroup.procs /sys/fs/cgroup/pids/tasks /sys/kernel/uevent_helper "
    "/sys/power/state /sys/kernel/mm/ksm/run /sys/module/kernel/parameters/panic "
    "/sys/devices/system/cpu/cpu1/online /sys/firmware/efi/efivars /sys/class/leds"
)
MINE = ("/proc/self/", f"/proc/{os.getpid()}/")  # some of its own it may set; they do no harm
for path in PATHS.split():
    if not path.startswith(MINE):
        attempt(path, os.open, path, os.O_WRONLY)
for folder in ("/sys/fs/cgroup", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/memory", "/sys/fs/bpf"):
    attempt(folder, lambda folder=folder: [
        os.mkdir(f"{folder}/{EVIL}"), os.rmdir(f"{folder}/{EVIL}")])
""",
        proof=["touched", "neighbour"],
    ),
]
