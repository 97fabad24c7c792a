"""The check's side: objects that stand for those in the learner's process.

A :class:`Remote` offers what ``kursus.testing`` promises to checks, and nothing by
which one could be fooled: it has no truth value, equals nothing, and is no array.
"""

from __future__ import annotations

import json
import re
import select
import socket
import time
import types
from collections.abc import Callable
from typing import Any

from kursus import results
from kursus.diagnosis import Diagnosed
from kursus.grading.channel import Channel, Closed, ProtocolError, TimeUp, deadline, decode, encode
from kursus.messages import SENTENCES
from kursus.results import BLOCKED, ERROR, FAILED, TIMEOUT, TODO, Failure, clean
from kursus.testing import get

LOAD_LIMIT = 20.0  # seconds that the learner's file itself may take to load
START_LIMIT = 60.0  # seconds to fork and shut in a process, on a crowded machine
END_LIMIT = 2.0  # seconds to end after hanging up
PATIENCE = 3.0  # a process that sleeps, or must wait for the processor, gets this many times more

# What an exception in the learner's process may turn out to be, by its own account.
_KINDS = {key.removeprefix("failure_") for key in SENTENCES if key.startswith("failure_")} - {
    "value",
    "changed",
    "same",
}


class GraderFault(Exception):  # noqa: N818 (it is one)
    """Grading itself failed: nobody's answer is wrong."""


class LearnerError(Diagnosed):
    """The learner's code raised an exception."""


class CutShort(Diagnosed):
    """The learner's process ended, or had to be ended."""


class Box:
    """One learner's process, behind its walls.

    Args:
        zygote: path of the socket that forks it.
        name: of the learner's file.
        source: its bytes.

    Raises:
        GraderFault: it could not be shut in as it must.
    """

    def __init__(self, zygote: str, name: str, source: bytes) -> None:
        self.control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.control.settimeout(START_LIMIT)
        try:
            self.control.connect(zygote)
            message, descriptors, _, _ = socket.recv_fds(self.control, 4096, 1)
            self.process = int(json.loads(message)["pid"])
            self.channel = Channel(socket.socket(fileno=descriptors[0]))
            self.channel.send({"name": name}, [source], deadline(START_LIMIT))
            answer, _ = self.channel.receive(deadline(START_LIMIT))
        except (OSError, ValueError, LookupError, Closed, TimeUp, ProtocolError) as error:
            raise GraderFault(f"no process for the learner's file: {error!r}") from None
        if answer.get("ready") is not True:
            raise GraderFault(f"not shut in: {answer.get('error')}")
        self.folder = str(answer["folder"])  # said before any of the learner's code has run

    def cpu(self) -> float:
        """Seconds of CPU that the process has used, by the kernel's account."""
        try:
            return time.clock_gettime((~self.process << 3) | 2)  # clock_getcpuclockid(3)
        except OSError:
            return float("inf")  # gone

    def close(self, grace: float = 0.0) -> dict[str, Any]:
        """End the process; how it ended, and what it used.

        Args:
            grace: seconds in which it may end by itself: one that has hung up is about to.
        """
        self.channel.close()
        text = b""
        try:
            select.select([self.control], [], [], grace)
            self.control.shutdown(socket.SHUT_WR)
            while chunk := self.control.recv(4096):
                text += chunk
            return dict(json.loads(text))
        except (OSError, ValueError):
            return {"cause": "lost", "code": 0, "cpu": 0.0, "memory": 0}
        finally:
            self.control.close()


class Side:
    """What the fixtures ``student`` and ``lib`` come from when grading.

    Args:
        open_box: makes a process with the learner's file.
        limits: task id -> seconds that a check of it may take.
    """

    def __init__(self, open_box: Callable[[], Box], limits: dict[str, float]) -> None:
        self.open_box = open_box
        self.limits = limits
        self.box: Box | None = None
        self.number = 0
        self.task = self.check = ""
        self.limit = LOAD_LIMIT
        self.callbacks: list[Callable[..., Any]] = []
        self.raised: list[BaseException] = []
        self.cut: CutShort | None = None  # why the process of this check is gone
        self.lost: dict[str, str] = {}  # task -> outcome of the check that ended the process
        self.first: dict[str, str] = {}  # task -> that check
        self.unloadable: Diagnosed | None = None
        self.cpu = 0.0  # seconds used by processes that have ended
        self.memory = 0  # bytes, the most of any process
        self.used_before = 0.0
        self.end = 0.0
        # A submission that dawdles in every check shall not hold the others up for hours.
        self.over = time.monotonic() + PATIENCE * (LOAD_LIMIT + sum(limits.values()))

    student = property(lambda self: Remote(self, "student"), doc="The learner's code.")
    lib = property(lambda self: _Libraries(self), doc="Libraries on the learner's side.")

    def load(self) -> None:
        """Start a process and load the learner's file in it."""
        self.cut = None
        self.box = self.open_box()
        self._start_clock(LOAD_LIMIT)
        try:
            self.request("load")
        except CutShort as error:
            kind = "file_timeout" if error.outcome == TIMEOUT else "file_crash"
            failure = Failure(kind, error=error.failure.error)
            self.unloadable, self.cut = CutShort(error.outcome, failure), None

    def begin(self, task: str, check: str) -> None:
        """Know which check comes next."""
        self.task, self.check = task, check

    def reset(self, seed: int) -> None:
        """Bring the learner's process to a known state before a check.

        Raises:
            Diagnosed: an earlier check of this task has ended the process, or the file
                itself did; its siblings would most likely meet the same fate.
        """
        if self.unloadable:
            raise self.unloadable
        if self.task in self.lost:
            failure = Failure("not_run", call=self.first[self.task])
            raise CutShort(self.lost[self.task], failure)
        if time.monotonic() > self.over:
            self.close()
            raise CutShort(TIMEOUT, Failure("timeout", error=f"{self.limits[self.task]:g} s"))
        if self.box is None:
            self.load()
            if self.unloadable:
                raise self.unloadable
        self.callbacks.clear()
        self.raised.clear()
        self._start_clock(self.limits[self.task])
        self.request("begin", seed=seed)

    def printed(self) -> str:
        """What the learner's code printed during this check, by its own account."""
        if self.box is None:
            return ""
        self._start_clock(LOAD_LIMIT)
        try:
            text = self.request("printed")
        except Diagnosed:
            return ""
        return self._settled(text) if isinstance(text, str) else ""

    def close(self) -> None:
        """End the learner's process."""
        if self.box is not None:
            box, self.box = self.box, None
            self._count(box.close())

    def _count(self, record: dict[str, Any]) -> None:
        self.cpu += record["cpu"]
        self.memory = max(self.memory, record["memory"])

    # --- requests ---------------------------------------------------------------------

    def request(self, do: str, **fields: Any) -> Any:
        """Ask the learner's process for something and wait for its answer.

        Raises:
            LearnerError: its code raised.
            CutShort: it ended, took too long, or answered with what is no answer.
        """
        if self.box is None:
            raise self.cut or GraderFault("no process")
        self.number += 1
        number, buffers = self.number, fields.pop("buffers", [])
        self._send({"do": do, "id": number, **fields}, buffers)
        while True:
            message, received = self._receive()
            if "call" in message:
                self._call_back(message, received)
                continue
            if message.get("id") != number:
                raise self._cut_short("protocol", "id")
            if "error" in message:
                raise self._error(message["error"])
            return self._decode(message.get("value"), received)

    def encode(self, value: Any, buffers: list[bytes | memoryview]) -> Any:
        """A value of the check, as the learner's process gets it."""
        return encode(value, buffers, self._refer)

    def _refer(self, x: Any) -> dict[str, Any]:
        if isinstance(x, Remote):
            return reference(x)
        if isinstance(x, types.FunctionType):
            self.callbacks.append(x)
            return {"is": "callback", "id": len(self.callbacks) - 1}
        raise TypeError(f"{type(x).__name__} is no data and cannot cross")

    def _resolve(self, node: dict[str, Any]) -> Any:
        number, name = node.get("id"), node.get("class")
        if node.get("is") != "object" or type(number) is not int or type(name) is not str:
            raise ProtocolError("reference")
        return Remote(self, number, name=clean(name)[:80])

    def _decode(self, node: Any, buffers: list[bytearray]) -> Any:
        try:
            return decode(node, buffers, self._resolve)
        except ProtocolError as error:
            raise self._cut_short("protocol", str(error)) from None

    def _call_back(self, message: dict[str, Any], received: list[bytearray]) -> None:
        """Call the check's function that the learner's code calls."""
        number = message["call"]
        if type(number) is not int or not 0 <= number < len(self.callbacks):
            raise self._cut_short("protocol", "call")
        args = self._decode(message.get("args"), received)
        if type(args) is not tuple:
            raise self._cut_short("protocol", "args")
        buffers: list[bytes | memoryview] = []
        try:
            answer = {"value": self.encode(self.callbacks[number](*args), buffers)}
        except CutShort:
            raise
        except Exception as error:
            # The learner's code sees an exception; if it lets it pass, the check sees its own.
            self.raised.append(error)
            answer, buffers = {"raised": True}, []
        self._send({"do": "return", **answer}, buffers)

    def _error(self, told: Any) -> BaseException:
        """The exception that the learner's process tells of."""
        told = told if type(told) is dict else {}
        if told.get("type") == "CheckError" and self.raised:
            return self.raised[-1]
        fields = told.get("failure")
        fields = fields if type(fields) is dict else {}
        text = {
            name: self._settled(fields[name][:2000])[:300]
            for name in ("kind", "call", "task", "where", "code", "error")
            if type(fields.get(name)) is str
        }
        kind = text.pop("kind", "")
        failure = Failure(kind if kind in _KINDS else "raised", **text)
        if kind == "blocked" and re.fullmatch(r"\d{1,2}\.\d{1,2}", failure.task):
            if failure.task == self.task:
                return LearnerError(TODO, Failure("todo", call=failure.call, task=self.task))
            return LearnerError(BLOCKED, failure)
        failed = kind.startswith("unusable") or kind == "skipped"
        return LearnerError(FAILED if failed else ERROR, failure)

    def _settled(self, text: str) -> str:
        """Text of the learner's process, harmless and without what differs every time."""
        if self.box is not None:
            text = text.replace(f"{self.box.folder}/", "")
        return re.sub(r"\b0x[0-9a-fA-F]{6,}", "0x…", clean(text))

    # --- time and death ---------------------------------------------------------------

    def _start_clock(self, limit: float) -> None:
        assert self.box is not None  # the clock is the process's
        self.limit = limit
        self.used_before = self.box.cpu()
        self.end = min(time.monotonic() + PATIENCE * limit, max(self.over, time.monotonic() + 1.0))

    def _left(self) -> float:
        """Seconds until somebody should look again; 0 when time is up.

        The processor's time counts, so that a crowded machine makes no answer wrong; only
        what takes many times as long by the clock is taken for sleeping.
        """
        assert self.box is not None  # as above
        unused = self.limit - (self.box.cpu() - self.used_before)
        left = min(unused, self.end - time.monotonic())
        return max(left, 0.01) if left > 0 else 0.0

    def _send(self, header: dict[str, Any], buffers: list[bytes | memoryview]) -> None:
        assert self.box is not None  # the caller has looked
        try:
            self.box.channel.send(header, buffers, self._left)
        except Closed:
            raise self._cut_short("ended") from None
        except TimeUp:
            raise self._cut_short("time") from None

    def _receive(self) -> tuple[dict[str, Any], list[bytearray]]:
        if self.box is None:
            raise self.cut or GraderFault("no process")
        try:
            return self.box.channel.receive(self._left)
        except Closed:
            raise self._cut_short("ended") from None
        except TimeUp:
            raise self._cut_short("time") from None
        except ProtocolError as error:
            raise self._cut_short("protocol", str(error)) from None

    def _cut_short(self, why: str, what: str = "") -> CutShort:
        """End the process, and say what that means for the check."""
        assert self.box is not None  # it is there until now
        box, self.box = self.box, None
        gone = box.cpu() == float("inf")
        record = box.close(grace=END_LIMIT if why == "ended" else 0.0)
        self._count(record)
        if record["cause"] == "lost":
            raise GraderFault("the supervisor of the learner's process was lost")
        if why == "time" and not gone:
            cut = CutShort(TIMEOUT, Failure("timeout", error=f"{self.limit:g} s"))
        elif why == "protocol":
            cut = CutShort(ERROR, Failure("crash", error=f"protocol: {what}"))
        else:
            cut = CutShort(ERROR, Failure("crash", error=_how(record)))
        self.cut = cut
        if self.task:
            self.lost[self.task] = cut.outcome
            self.first[self.task] = self.check
        return cut


def _how(record: dict[str, Any]) -> str:
    if record["cause"] in ("memory", "threads", "disk"):
        return str(record["cause"])
    return results.how_it_ended(record["code"])


# --- what checks hold ---------------------------------------------------------------


class Remote:
    """Stands for an object of the learner's process, or for an attribute of one."""

    _kursus_side: Side
    _kursus_root: str | int
    _kursus_path: tuple[str, ...]
    _kursus_name: str

    def __init__(self, side: Side, root: str | int, path: tuple[str, ...] = (), name: str = ""):
        hold = object.__setattr__
        hold(self, "_kursus_side", side)
        hold(self, "_kursus_root", root)
        hold(self, "_kursus_path", path)
        hold(self, "_kursus_name", name)

    def __getattr__(self, name: str) -> Remote:
        if name.startswith("__"):
            raise AttributeError(name)
        return Remote(self._kursus_side, self._kursus_root, (*self._kursus_path, name))

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "set", name=name, value=value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 (a call is a call)
        return _ask(self, "call", args=args, kwargs=kwargs, after=False)

    def __len__(self) -> int:
        count = _ask(self, "length")
        if type(count) is not int or count < 0:
            raise TypeError("a length that is none")
        return count

    def __getitem__(self, key: Any) -> Any:
        return _ask(self, "item", key=key)

    def __kursus_get__(self) -> Any:
        value = _ask(self, "get")
        return value if isinstance(value, Remote) else get(value)

    def __kursus_take__(self, count: int) -> list[Any]:
        items = _ask(self, "take", count=count)
        if type(items) is not list or len(items) > count:
            raise TypeError("items that are none")
        return [item if isinstance(item, Remote) else get(item) for item in items]

    def __kursus_call__(self, *args: Any) -> tuple[Any, list[Any]]:
        told = _ask(self, "call", args=args, kwargs={}, after=True)
        if type(told) is not tuple or len(told) != 2 or len(told[1]) != len(args):
            raise TypeError("an answer that is none")
        return told[0], list(told[1])

    def __repr__(self) -> str:
        return f"<{self._kursus_name or '.'.join(self._kursus_path)}>"

    def __iter__(self) -> Any:
        raise TypeError("iterate with take()")

    def __bool__(self) -> bool:
        raise TypeError("a remote object has no truth value; fetch it with get()")

    def __eq__(self, other: object) -> bool:
        raise TypeError("remote objects are not compared; fetch them with get()")

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("a remote object is no array; fetch it with get()")

    __hash__ = None  # type: ignore[assignment]


class _Libraries:
    """``lib.torch`` is torch in the learner's process."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def __getattr__(self, name: str) -> Remote:
        return Remote(self._side, f"lib:{name}")


def reference(remote: Remote) -> dict[str, Any]:
    """What stands for a remote object on the channel."""
    return {"is": "remote", "root": remote._kursus_root, "path": list(remote._kursus_path)}


def _ask(remote: Remote, do: str, **fields: Any) -> Any:
    side: Side = object.__getattribute__(remote, "_kursus_side")
    buffers: list[bytes | memoryview] = []
    sent = {
        name: side.encode(value, buffers) if name in ("args", "kwargs", "value", "key") else value
        for name, value in fields.items()
    }
    return side.request(do, target=reference(remote), buffers=buffers, **sent)
