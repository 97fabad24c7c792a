"""The learner's process: answers calls with plain data. Nothing in here is trusted.

It runs beside the learner's code, which can change all of it. So it may only be
useful, never decisive: what it says is checked as data by the other side.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import itertools
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kursus import diagnosis
from kursus.grading.channel import Channel, decode, encode
from kursus.practice import Practice

KEPT_OUTPUT = 4_000  # characters kept of what a check prints

Buffers = list[bytes | memoryview]


class CheckError(Exception):
    """A function of the check raised; the check will say so itself."""


class _Kept(io.RawIOBase):
    """Takes what the learner's code prints, and keeps the beginning."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)[: max(0, 4 * KEPT_OUTPUT - len(self.data))]
        return len(data)


class Server:
    """Serves the requests of one connection until it closes.

    Args:
        channel: to the check.
        script: the learner's file.
    """

    def __init__(self, channel: Channel, script: Path) -> None:
        self.channel = channel
        self.script = script
        self.practice = Practice(script)
        self.objects: dict[int, Any] = {}
        self.numbers = itertools.count(1)
        self.lock = threading.RLock()  # a callback may come from any thread
        self.printed = _Kept()

    def run(self) -> None:
        """Answer until the other side hangs up."""
        while True:
            self.answer(*self.channel.receive())

    def answer(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        """Do what one request asks for, and reply."""
        out: Buffers = []
        reply: dict[str, Any]
        try:
            action = getattr(self, f"do_{request['do']}")
            reply = {
                "id": request["id"],
                "value": encode(action(request, buffers), out, self.refer),
            }
        except BaseException as error:  # SystemExit and its like end nothing here
            out = []
            reply = {"id": request["id"], "error": self.describe(error)}
        self.channel.send(reply, out)

    def describe(self, error: BaseException) -> dict[str, Any]:
        """What the other side may know of an exception."""
        _, failure = diagnosis.diagnose(error, self.script, "")
        return {"type": type(error).__name__, "failure": asdict(failure)}

    # --- references -------------------------------------------------------------------

    def refer(self, x: Any) -> dict[str, Any]:
        """Keep an object here, and send its number."""
        number = next(self.numbers)
        self.objects[number] = x
        return {"is": "object", "id": number, "class": type(x).__name__}

    def resolve(self, node: dict[str, Any]) -> Any:
        """The object that a reference of the check stands for."""
        if node["is"] == "callback":
            return self.callback(node["id"])
        root = node["root"]
        if root == "student":
            found = self.practice.student
        elif isinstance(root, str):
            found = importlib.import_module(root.removeprefix("lib:"))
        else:
            found = self.objects[root]
        return functools.reduce(getattr, node["path"], found)

    def value(self, node: Any, buffers: list[bytearray]) -> Any:
        """A value that came in."""
        return decode(node, buffers, self.resolve)

    def callback(self, number: int) -> Callable[..., Any]:
        """A function that calls a function of the check."""

        def call(*args: Any) -> Any:
            with self.lock:
                out: Buffers = []
                sent = encode(args, out, self.refer)
                self.channel.send({"call": number, "args": sent}, out)
                while True:
                    message, buffers = self.channel.receive()
                    if message["do"] != "return":  # the function asks something in between
                        self.answer(message, buffers)
                    elif message.get("raised"):
                        raise CheckError
                    else:
                        return self.value(message["value"], buffers)

        return call

    # --- requests ---------------------------------------------------------------------

    def do_load(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        """Run the learner's file; what it raises, every check will be told."""
        self.practice.reset(0)
        with contextlib.suppress(BaseException):
            _ = self.practice.student

    def do_begin(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        """Bring the process to a known state before a check."""
        self.objects.clear()
        self.printed = _Kept()
        stream = io.TextIOWrapper(
            io.BufferedWriter(self.printed), "utf-8", "replace", write_through=True
        )
        sys.stdout = sys.stderr = stream
        self.practice.reset(request["seed"])

    def do_printed(self, request: dict[str, Any], buffers: list[bytearray]) -> str:
        """What was printed since the check began."""
        return self.printed.data.decode("utf-8", "replace")[:KEPT_OUTPUT]

    def do_get(self, request: dict[str, Any], buffers: list[bytearray]) -> Any:
        """A value itself."""
        return self.resolve(request["target"])

    def do_call(self, request: dict[str, Any], buffers: list[bytearray]) -> Any:
        """Call something; with ``after``, also say what has become of the arguments."""
        function = self.resolve(request["target"])
        args = self.value(request["args"], buffers)
        kwargs = self.value(request["kwargs"], buffers)
        answer = function(*args, **kwargs)
        return (answer, args) if request["after"] else answer

    def do_set(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        """Set an attribute."""
        target = self.resolve(request["target"])
        setattr(target, request["name"], self.value(request["value"], buffers))

    def do_item(self, request: dict[str, Any], buffers: list[bytearray]) -> Any:
        """An item by index or key."""
        return self.resolve(request["target"])[self.value(request["key"], buffers)]

    def do_length(self, request: dict[str, Any], buffers: list[bytearray]) -> int:
        """How many items there are."""
        return len(self.resolve(request["target"]))

    def do_take(self, request: dict[str, Any], buffers: list[bytearray]) -> list[Any]:
        """The first items of an iterable."""
        return list(itertools.islice(self.resolve(request["target"]), request["count"]))
