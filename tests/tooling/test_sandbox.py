"""The walls around a learner's process; what attacks them stands in test_attacks."""

import os
import re
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("grading needs Linux", allow_module_level=True)

from kursus.grading import sandbox, seccomp
from kursus.grading.sandbox import FULL, LEVELS, NONE, Limits

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


@pytest.mark.parametrize("machine", HEADERS)
def test_numbers_of_system_calls_are_the_kernels(machine):
    header = HEADERS[machine]
    if not header.is_file():
        pytest.skip(f"{header} is not there: install the kernel's headers")
    numbers = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.M))
    # One name for two numbers: the 64-bit machines' fstatat, truncate and so on bear both.
    numbers = {name: int(number) for name, number in numbers.items()}
    numbers.setdefault("newfstatat", numbers.get("fstatat"))
    allowed = seccomp.allowed(machine, private=True)
    assert allowed == {name: numbers[name] for name in allowed}


@pytest.mark.parametrize("machine", HEADERS)
def test_filter_allows_no_call_that_makes_processes_sockets_or_mounts(machine):
    allowed = set(seccomp.allowed(machine, private=True))
    forbidden = """fork vfork clone3 execve execveat socket socketpair connect bind listen accept
    mount umount2 pivot_root chroot unshare setns ptrace process_vm_readv process_vm_writev bpf
    perf_event_open io_uring_setup keyctl memfd_create userfaultfd pidfd_getfd sendmsg recvmsg
    kexec_load init_module open_by_handle_at setuid setresuid setns personality"""
    assert allowed.isdisjoint(forbidden.split())


def test_files_of_others_cannot_be_changed_where_they_could_be_reached():
    stranger = set(seccomp.allowed("x86_64", private=False))
    assert stranger.isdisjoint({"chmod", "fchmod", "fchmodat", "utime", "utimes", "utimensat"})


def run(action):
    """What ``action`` returns in a forked process, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            text = str(action())
        except BaseException as error:
            text = type(error).__name__
        os.write(writing, text.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        text = file.read()
    os.waitpid(child, 0)
    return text


@pytest.mark.skipif(not seccomp.supported(), reason="no filter for this kind of machine")
@pytest.mark.parametrize(
    ("action", "result"),
    [
        (os.fork, "PermissionError"),
        (lambda: os.kill(os.getppid(), 0), "PermissionError"),
        (lambda: os.kill(os.getpid(), 0), "None"),
        (lambda: os.execv("/bin/true", ["true"]), "PermissionError"),
        (lambda: __import__("socket").socket(), "PermissionError"),
        (lambda: os.listdir("/proc/self/fd") != [], "True"),
        (lambda: [os.chmod("/tmp", 0), os.stat("/tmp").st_mode & 0o7777], "[None, 1023]"),
        (lambda: __import__("fcntl").fcntl(0, 8, os.getppid()), "PermissionError"),
        (lambda: os.setpriority(os.PRIO_PROCESS, 0, 5), "PermissionError"),
    ],
    ids=["fork", "kill another", "kill itself", "exec", "socket", "list", "chmod", "owner", "nice"],
)
def test_filter_holds_in_the_process(action, result):
    def inside():
        sandbox.give_up_privileges()
        seccomp.load(seccomp.program(os.getpid(), os.uname().machine, private=False))
        return action()

    assert run(inside) == result


def test_strongest_level_is_chosen_and_the_weakest_always_there():
    found = sandbox.probe()
    assert list(found) == list(LEVELS)
    assert found[NONE] == ""
    assert sandbox.best({**dict.fromkeys(LEVELS, "no"), NONE: ""}) == NONE
    assert sandbox.best(dict.fromkeys(LEVELS, "")) == FULL


def test_memory_beyond_the_limit_is_refused():
    def inside():
        sandbox.set_limits(Limits(memory=64 << 20))
        return len(bytearray(128 << 20))

    assert run(inside) == "MemoryError"


def test_paths_of_libraries_name_no_folder_twice():
    paths = sandbox.library_paths()
    assert "/usr/lib" in paths
    assert "/usr" not in paths  # somebody's course may lie there
    assert len(set(paths)) == len(paths)
    assert not [a for a in paths for b in paths if a.startswith(f"{b}/")]
