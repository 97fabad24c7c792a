"""The system calls that the learner's process may make: a seccomp filter, assembled here.

An allow-list: what is not on it fails with EPERM, and what younger kernels have added
(number 424 and above) with ENOSYS, as if the kernel did not know it, so that libraries
fall back. No new processes, no sockets, no mounts; signals to nobody else.

Numbers are those of the kernel's ``asm/unistd_64.h`` and ``asm-generic/unistd.h``; the
program is classic BPF over ``struct seccomp_data`` (seccomp(2)).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

# name : number on x86_64 : number on aarch64
_TABLE = """
# reading and writing what is open
read:0:63 write:1:64 readv:19:65 writev:20:66 pread64:17:67 pwrite64:18:68 preadv:295:69
pwritev:296:70 preadv2:327:286 pwritev2:328:287 lseek:8:62 close:3:57 flock:73:32
dup:32:23 dup2:33:- dup3:292:24 pipe:22:- pipe2:293:59 sendfile:40:71 copy_file_range:326:285
fsync:74:82 fdatasync:75:83 ftruncate:77:46 truncate:76:45 fallocate:285:47 fadvise64:221:223
recvfrom:45:207 sendto:44:206
# waiting
select:23:- pselect6:270:72 poll:7:- ppoll:271:73 epoll_create:213:- epoll_create1:291:20
epoll_ctl:233:21 epoll_wait:232:- epoll_pwait:281:22 eventfd:284:- eventfd2:290:19
nanosleep:35:101 clock_nanosleep:230:115 pause:34:-
# files; mounts and Landlock say which
open:2:- openat:257:56 creat:85:- access:21:- faccessat:269:48 faccessat2:439:439 stat:4:-
fstat:5:80 lstat:6:- newfstatat:262:79 statx:332:291 statfs:137:43 fstatfs:138:44 readlink:89:-
readlinkat:267:78 getdents:78:- getdents64:217:61 getcwd:79:17 chdir:80:49 fchdir:81:50
mkdir:83:- mkdirat:258:34 rmdir:84:- unlink:87:- unlinkat:263:35 rename:82:- renameat:264:38
renameat2:316:276 link:86:- linkat:265:37 symlink:88:- symlinkat:266:36
umask:95:166
getxattr:191:8 lgetxattr:192:9 fgetxattr:193:10 listxattr:194:11 llistxattr:195:12
flistxattr:196:13
# memory
mmap:9:222 mprotect:10:226 munmap:11:215 mremap:25:216 brk:12:214 madvise:28:233 mincore:27:232
msync:26:227 mlock:149:228 munlock:150:229
# threads and signals of its own
futex:202:98 futex_waitv:449:449 set_robust_list:273:99 set_tid_address:218:96 rseq:334:293
membarrier:324:283 sched_yield:24:124 sched_getaffinity:204:123 sched_getparam:143:121
sched_getscheduler:145:120 sched_get_priority_max:146:125 sched_get_priority_min:147:126
rt_sigaction:13:134 rt_sigprocmask:14:135 rt_sigreturn:15:139 rt_sigpending:127:136
rt_sigtimedwait:128:137 rt_sigsuspend:130:133 sigaltstack:131:132 alarm:37:- getitimer:36:102
setitimer:38:103 restart_syscall:219:128 exit:60:93 exit_group:231:94 wait4:61:260 waitid:247:95
arch_prctl:158:-
# asking
clock_gettime:228:113 clock_getres:229:114 gettimeofday:96:169 time:201:- times:100:153
getpid:39:172 getppid:110:173 gettid:186:178 getuid:102:174 geteuid:107:175 getgid:104:176
getegid:108:177 getresuid:118:148 getresgid:120:150 getgroups:115:158 getpgrp:111:-
getpgid:121:155 getsid:124:156 getcpu:309:168 getpriority:140:141 getrlimit:97:163
getrusage:98:165 sysinfo:99:179 uname:63:160 getrandom:318:278 capget:125:90
"""

# Landlock does not stop these. Where files of others can be reached they do nothing, and say
# that all went well: libraries that copy a file's rights need not fail for it.
_ON_OWN_FILES = """
chmod:90:- fchmod:91:52 fchmodat:268:53 utime:132:- utimes:235:- utimensat:280:88 futimesat:261:-
"""

_MACHINES = {"x86_64": (0xC000003E, 1), "aarch64": (0xC00000B7, 2)}  # AUDIT_ARCH_*, column

# Calls that are allowed for some arguments only.
_CLONE, _PRCTL, _IOCTL, _FCNTL, _KILL, _TGKILL, _PRLIMIT = (
    {"x86_64": 56, "aarch64": 220},
    {"x86_64": 157, "aarch64": 167},
    {"x86_64": 16, "aarch64": 29},
    {"x86_64": 72, "aarch64": 25},
    {"x86_64": 62, "aarch64": 129},
    {"x86_64": 234, "aarch64": 131},
    {"x86_64": 302, "aarch64": 261},
)
_CLONE_THREAD = 0x10000
_PRCTL_NAMES = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
_IOCTL_ASKS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
# All but those that set who gets a signal: F_DUPFD to F_SETLKW, locks of open files,
# F_DUPFD_CLOEXEC, F_SETPIPE_SZ, F_GETPIPE_SZ.
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032)
_FIRST_YOUNG = 424
_X32 = 0x40000000  # a second table of calls on x86_64, which nobody here needs

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data


def supported() -> bool:
    """Whether this machine's calls are known."""
    return os.uname().machine in _MACHINES


def allowed(machine: str, private: bool) -> dict[str, int]:
    """Name -> number of the calls that are allowed with any arguments; see :func:`program`."""
    column = _MACHINES[machine][1]
    table = _TABLE + _ON_OWN_FILES if private else _TABLE
    entries = [
        entry.split(":")
        for line in table.splitlines()
        if not line.startswith("#")
        for entry in line.split()
    ]
    return {entry[0]: int(entry[column]) for entry in entries if entry[column] != "-"}


def program(pid: int, machine: str, private: bool) -> bytes:
    """The filter for one process.

    Args:
        pid: of that process as it sees itself; it may signal and limit nobody else.
        machine: ``x86_64`` or ``aarch64``.
        private: whether no file that it can reach belongs to anybody else.
    """
    code: list[tuple[int, int, int, int]] = []

    def emit(operation: int, value: int, then: int = 0, otherwise: int = 0) -> None:
        code.append((operation, then, otherwise, value))

    def allow_if_argument(call: int, argument: int, values: tuple[int, ...]) -> None:
        """Allow ``call`` if the low half of an argument is one of ``values``; else refuse."""
        emit(_JUMP_EQUAL, call, 0, 2 * len(values) + 2)
        emit(_LOAD, _ARGUMENTS + 8 * argument)
        for value in values:
            emit(_JUMP_EQUAL, value, 0, 1)
            emit(_RETURN, _ALLOW)
        emit(_RETURN, _ERRNO | errno.EPERM)

    arch, _ = _MACHINES[machine]
    emit(_LOAD, _ARCH)
    emit(_JUMP_EQUAL, arch, 1, 0)
    emit(_RETURN, _KILL_PROCESS)
    emit(_LOAD, _NUMBER)
    if machine == "x86_64":
        emit(_JUMP_AT_LEAST, _X32, 0, 1)
        emit(_RETURN, _ERRNO | errno.ENOSYS)
    always = allowed(machine, private)
    for name, number in allowed(machine, private=True).items():
        emit(_JUMP_EQUAL, number, 0, 1)
        emit(_RETURN, _ALLOW if name in always else _ERRNO)
    emit(_JUMP_EQUAL, _CLONE[machine], 0, 4)
    emit(_LOAD, _ARGUMENTS)
    emit(_JUMP_BITS, _CLONE_THREAD, 0, 1)
    emit(_RETURN, _ALLOW)
    emit(_RETURN, _ERRNO | errno.EPERM)
    allow_if_argument(_PRCTL[machine], 0, _PRCTL_NAMES)
    allow_if_argument(_IOCTL[machine], 1, _IOCTL_ASKS)
    allow_if_argument(_FCNTL[machine], 1, _FCNTL_COMMANDS)
    allow_if_argument(_KILL[machine], 0, (pid,))
    allow_if_argument(_TGKILL[machine], 0, (pid,))
    allow_if_argument(_PRLIMIT[machine], 0, (0, pid))
    emit(_JUMP_AT_LEAST, _FIRST_YOUNG, 0, 1)
    emit(_RETURN, _ERRNO | errno.ENOSYS)
    emit(_RETURN, _ERRNO | errno.EPERM)
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def load(code: bytes) -> None:
    """Put this process under a filter, for good; it must have given up new privileges.

    Raises:
        OSError: the kernel refuses.
    """
    buffer = ctypes.create_string_buffer(code, len(code))
    filter_program = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    pr_set_seccomp, mode_filter = 22, 2
    if libc.prctl(pr_set_seccomp, mode_filter, ctypes.byref(filter_program), 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
