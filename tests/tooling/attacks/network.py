"""Attacks over the network, and over what else reaches other processes of the machine."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
spy = common.spy

CALL = '''
import socket

HERE = ("127.0.0.1", PORT)
HELLO = b"kursus-evil"
LOOPS = ["127.0.0.1", "::1", "localhost", "0.0.0.0", "::ffff:127.0.0.1", "127.1.2.3"]


def call(family, kind, address, protocol=0):
    with socket.socket(family, kind, protocol) as connection:
        connection.settimeout(1)
        connection.connect(address)
        connection.sendall(HELLO)
        return f"reached {address!r}"


def throw(family, kind, address, flags=0, protocol=0):
    """Send without connecting first."""
    with socket.socket(family, kind, protocol) as connection:
        connection.settimeout(1)
        return connection.sendto(HELLO, flags, address)


def opened(*args):
    socket.socket(*args).close()
    return f"socket {args}"
'''

ATTACKS = [
    *(
        spy(
            f"network-by-{name}",
            f"tries to reach a listener by {what}",
            CALL + code,
            proof=["network"],
        )
        for name, what, code in [
            (
                "tcp",
                "TCP, in each form of the address",
                """
import urllib.request

for host in LOOPS:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    attempt(f"TCP to {host}", call, family, socket.SOCK_STREAM, (host, PORT))
attempt("create_connection", lambda: socket.create_connection(HERE, 1))
attempt("HTTP", lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{EVIL}", timeout=1))
attempt("Fast Open", throw, socket.AF_INET, socket.SOCK_STREAM, HERE, 0x20000000)
attempt("Multipath TCP", call, socket.AF_INET, socket.SOCK_STREAM, HERE, 262)
attempt("SCTP", call, socket.AF_INET, socket.SOCK_STREAM, HERE, 132)
attempt("SMC", call, 43, socket.SOCK_STREAM, HERE)
""",
            ),
            (
                "udp",
                "UDP and broadcast",
                """
for host in LOOPS:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    attempt(f"UDP to {host}", throw, family, socket.SOCK_DGRAM, (host, PORT))
    attempt(f"UDP-Lite to {host}", throw, family, socket.SOCK_DGRAM, (host, PORT), 0, 136)
attempt("broadcast", throw, socket.AF_INET, socket.SOCK_DGRAM, ("127.255.255.255", PORT))
attempt("ping", throw, socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0), 0, 1)
attempt("names", lambda: socket.getaddrinfo("localhost", PORT, socket.AF_INET)[0][4] != HERE)
""",
            ),
            (
                "unix-sockets",
                "sockets with a path and with abstract names",
                """
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    attempt("path", call, socket.AF_UNIX, kind, UNIX)
    attempt("other root", call, socket.AF_UNIX, kind, f"/proc/self/root{UNIX}"[:107])
    for name in ("kursus", "/tmp/.X11-unix/X0", UNIX):
        attempt("abstract", call, socket.AF_UNIX, kind, "\\0" + name[:100])
for path in ("/run/docker.sock", "/run/systemd/private", "/run/dbus/system_bus_socket", "/dev/log"):
    attempt(path, call, socket.AF_UNIX, socket.SOCK_STREAM, path)
    attempt(path, call, socket.AF_UNIX, socket.SOCK_DGRAM, path)
attempt("pair", lambda: socket.socketpair()[0].sendto(HELLO, UNIX))
""",
            ),
            (
                "raw-sockets",
                "raw, packet, netlink, vsock and other rare families",
                """
attempt("raw", throw, socket.AF_INET, socket.SOCK_RAW, ("127.0.0.1", 0), 0, 255)
attempt("packet", opened, socket.AF_PACKET, socket.SOCK_RAW, 3)
for protocol in (0, 2, 4, 9, 12, 15, 16):  # route, diag, audit, netfilter, uevent, generic
    attempt("netlink", opened, socket.AF_NETLINK, socket.SOCK_RAW, protocol)
for cid in (0, 1, 2, 3):
    attempt("vsock", call, socket.AF_VSOCK, socket.SOCK_STREAM, (cid, PORT))
for family in (5, 9, 15, 21, 29, 30, 31, 37, 38, 41, 42, 44):
    for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_STREAM):
        attempt(f"family {family}", opened, family, kind, 0)
""",
            ),
            (
                "raw-calls",
                "system calls of other tables, past Python and libc",
                """
attempt("by number", worked, "socket", 2, 1, 0)
attempt("by libc", lambda: (fd := libc.socket(2, 1, 0)) >= 0 and f"socket {fd}")
if platform.machine() == "x86_64":
    attempt("x32", worked, 0x40000000 | 41, 2, 1, 0)
    attempt("x32 connect", worked, 0x40000000 | 42, 0, bytes(16), 16)
""",
            ),
            (
                "32-bit-calls",
                "system calls of the 32-bit table, by int 0x80; this may well be fatal",
                """
import mmap


def run(code):
    \"\"\"Machine code that returns a number.\"\"\"
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex(code))
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    number = ctypes.CFUNCTYPE(ctypes.c_int)(start)()
    return number >= 0 and f"call of the other table gave {number}"


# socket(AF_INET, SOCK_STREAM, 0)
if platform.machine() == "x86_64":
    attempt("int 0x80", run, "53bb02000000b90100000031d2b867010000cd805bc3")
""",
            ),
            (
                "listening",
                "listening itself, for others to call",
                """
def listen(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind(address)
        server.listen()
        return f"listens at {server.getsockname()!r}"


attempt("TCP", listen, socket.AF_INET, ("0.0.0.0", 0))
attempt("TCP 6", listen, socket.AF_INET6, ("::", 0))
attempt("path", listen, socket.AF_UNIX, EVIL + "-socket")
attempt("abstract", listen, socket.AF_UNIX, "\\0" + EVIL)
""",
            ),
            (
                "libraries",
                "what libraries offer: torch.distributed, multiprocessing, asyncio, C",
                """
def store():
    import datetime

    import torch

    return torch.distributed.TCPStore(
        "127.0.0.1", PORT, is_master=False, timeout=datetime.timedelta(seconds=2)
    )


def asynchronous():
    import asyncio

    return asyncio.run(asyncio.wait_for(asyncio.open_connection(*HERE), 1))


def client():
    from multiprocessing.connection import Client

    return Client(HERE, authkey=b"x")


if "torch" in sys.modules:
    attempt("TCPStore", store)
attempt("asyncio", asynchronous)
attempt("Client", client)
attempt("addresses", lambda: socket.if_nameindex() != [(1, "lo")] and socket.if_nameindex())
""",
            ),
        ]
    ),
]
