"""How two processes talk: frames of one JSON header and raw buffers, never pickle.

A frame is ``u32 length of the header | header | buffers``; the header's ``buffers``
lists their lengths. Values are None, bool, int, float, str, list, tuple, dict, NumPy
array and torch tensor by value, and all else as a reference. Whatever arrives is
decoded to exactly these types within fixed bounds, or refused as a whole.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

MAX_HEADER = 4 << 20  # bytes
MAX_BUFFERS = 64 << 20  # bytes, all of one frame together
MAX_NODES = 200_000  # values within one value
MAX_DEPTH = 32
MAX_TEXT = 1 << 20  # characters
MAX_BITS = 8_000  # of an integer; Python reads up to 4,300 digits

_ARRAYS = {
    np.dtype(name).str: np.dtype(name)
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    )
}
# torch's name -> bytes of one element
_TENSORS = {
    **{"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "complex64": 8, "complex128": 16},
    **{"int64": 8, "int32": 4, "int16": 2, "int8": 1, "bool": 1},
    **{"uint8": 1, "uint16": 2, "uint32": 4, "uint64": 8},
}


class ProtocolError(Exception):
    """What came in is no proper frame or value."""


class Closed(Exception):  # noqa: N818 (an event, not a fault)
    """The other side has gone."""


class TimeUp(Exception):  # noqa: N818
    """No frame came within the time allowed."""


class Channel:
    """One end of a connected stream socket."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection

    def send(
        self,
        header: Mapping[str, Any],
        buffers: Sequence[bytes | memoryview] = (),
        left: Callable[[], float] | None = None,
    ) -> None:
        """Send one frame.

        Args:
            header: JSON values.
            buffers: sent as they are.
            left: seconds that may still pass; asked again whenever they seem over.

        Raises:
            Closed: nobody reads.
            TimeUp: the other side has stopped reading.
        """
        text = json.dumps({**header, "buffers": [len(b) for b in buffers]}).encode()
        for part in (struct.pack("<I", len(text)) + text, *buffers):
            view = memoryview(part)
            while view:
                self._allow(left)
                try:
                    view = view[self.socket.send(view[: 1 << 18]) :]
                except TimeoutError:
                    continue
                except OSError:
                    raise Closed from None

    def receive(
        self, left: Callable[[], float] | None = None
    ) -> tuple[dict[str, Any], list[bytearray]]:
        """Wait for one frame.

        Args:
            left: as in :meth:`send`.

        Raises:
            Closed, TimeUp, ProtocolError: no frame, or none that is sound.
        """
        (length,) = struct.unpack("<I", self._read(4, left))
        if length > MAX_HEADER:
            raise ProtocolError("header")
        try:
            header = json.loads(self._read(length, left))
        except (ValueError, RecursionError):
            raise ProtocolError("JSON") from None
        lengths = header.get("buffers") if type(header) is dict else None
        if type(lengths) is not list or any(type(n) is not int or n < 0 for n in lengths):
            raise ProtocolError("buffers")
        if sum(lengths) > MAX_BUFFERS:
            raise ProtocolError("size")
        return header, [self._read(n, left) for n in lengths]

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _read(self, count: int, left: Callable[[], float] | None) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            self._allow(left)
            try:
                got = self.socket.recv_into(view)
            except TimeoutError:
                continue
            except OSError:
                raise Closed from None
            if not got:
                raise Closed
            view = view[got:]
        return data

    def _allow(self, left: Callable[[], float] | None) -> None:
        """Set the time that the next call of the socket may take."""
        if left is None:
            return
        seconds = left()
        if seconds <= 0:
            raise TimeUp
        self.socket.settimeout(seconds)


def deadline(seconds: float) -> Callable[[], float]:
    """For ``left``: so many seconds from now on."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


# --- values -------------------------------------------------------------------------


def encode(
    x: Any,
    buffers: list[bytes | memoryview],
    refer: Callable[[Any], dict[str, Any]],
    depth: int = 0,
) -> Any:
    """A value as JSON; the bytes of arrays and tensors are appended to ``buffers``.

    Args:
        x: anything.
        buffers: of the frame.
        refer: makes the JSON that stands for what is no data, ``{"is": "...", ...}``.
        depth: of ``x`` within the whole value.

    Raises:
        ValueError: nested too deep, or too large.
    """
    if (type(x) is int and abs(x) >> MAX_BITS) or (type(x) is str and len(x) > MAX_TEXT):
        raise ValueError(f"a {type(x).__name__} too long to be checked")
    if x is None or type(x) in (bool, int, float, str):
        return x
    if depth > MAX_DEPTH:
        raise ValueError(f"nested more than {MAX_DEPTH} deep")

    def inner(value: Any) -> Any:
        return encode(value, buffers, refer, depth + 1)

    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.Tensor):
        return _encode_tensor(torch, x, buffers) or refer(x)
    if isinstance(x, np.ndarray):
        return _encode_array(x, buffers) or refer(x)
    if isinstance(x, np.floating):
        return float(x)  # longdouble.item() would stay what it is
    if isinstance(x, np.generic):
        value = x.item()
        return inner(value) if type(value) is not type(x) else refer(x)
    if isinstance(x, (bool, int)):  # an enumeration's member, say
        return int(x)
    if isinstance(x, float):
        return float(x)
    if isinstance(x, (list, tuple, Mapping)) and len(x) > MAX_NODES // 2:
        raise ValueError(f"{len(x)} items are too many to be checked")
    if isinstance(x, (list, tuple)):
        return {"is": "list" if isinstance(x, list) else "tuple", "of": [inner(i) for i in x]}
    if isinstance(x, Mapping):
        return {"is": "dict", "of": [[inner(key), inner(value)] for key, value in x.items()]}
    return refer(x)


def _encode_tensor(torch: Any, x: Any, buffers: list[bytes | memoryview]) -> dict[str, Any] | None:
    name = str(x.dtype).removeprefix("torch.")
    if name not in _TENSORS or x.layout is not torch.strided or x.device.type == "meta":
        return None
    # contiguous() would leave a single number its stride, which may be 0.
    plain = x.detach().resolve_conj().resolve_neg().cpu()
    flat = plain.clone(memory_format=torch.contiguous_format).reshape(-1)
    buffers.append(flat.view(torch.uint8).numpy().data if flat.numel() else b"")
    return {
        "is": "tensor",
        "dtype": name,
        "shape": list(x.shape),
        "buffer": len(buffers) - 1,
        "grad": bool(x.requires_grad),
    }


def _encode_array(x: Any, buffers: list[bytes | memoryview]) -> dict[str, Any] | None:
    dtype = x.dtype.newbyteorder("=")
    if dtype.kind == "f" and dtype.itemsize > 8:
        dtype = np.dtype("float64")
    if dtype.str not in _ARRAYS:
        return None
    flat = np.ascontiguousarray(np.asarray(x), dtype=dtype).reshape(-1)
    buffers.append(flat.view(np.uint8).data if flat.size else b"")
    return {"is": "array", "dtype": dtype.str, "shape": list(x.shape), "buffer": len(buffers) - 1}


def decode(
    node: Any,
    buffers: Sequence[bytearray],
    resolve: Callable[[dict[str, Any]], Any],
) -> Any:
    """The value that :func:`encode` wrote.

    Args:
        node: from the frame's header.
        buffers: of the frame.
        resolve: finds what a reference stands for; may raise ProtocolError.

    Raises:
        ProtocolError: anything else than a value of the known types within the bounds.
    """
    try:
        return _Decoder(buffers, resolve).value(node, 0)
    except (TypeError, ValueError, RuntimeError, OverflowError) as error:
        # Unhashable keys, shapes whose strides overflow: no sound value, in NumPy's words.
        raise ProtocolError(type(error).__name__) from None


class _Decoder:
    def __init__(
        self, buffers: Sequence[bytearray], resolve: Callable[[dict[str, Any]], Any]
    ) -> None:
        self.buffers = buffers
        self.resolve = resolve
        self.nodes = 0
        self.used: set[int] = set()  # one array each: a thousand copies of one would fill memory

    def value(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH + 1:
            raise ProtocolError("nested or long")
        if node is None or type(node) in (bool, int, float):
            return node
        if type(node) is str:
            if len(node) > MAX_TEXT:
                raise ProtocolError("text")
            return node
        if type(node) is not dict:
            raise ProtocolError("node")
        kind = node.get("is")
        if kind == "tensor":
            return self.tensor(node)
        if kind == "array":
            return self.array(node)
        if kind in ("list", "tuple"):
            items = [self.value(item, depth + 1) for item in self.items(node)]
            return items if kind == "list" else tuple(items)
        if kind == "dict":
            return self.mapping(node, depth)
        return self.resolve(node)

    def items(self, node: dict[str, Any]) -> list[Any]:
        found = node.get("of")
        if type(found) is not list:
            raise ProtocolError("list")
        return found

    def mapping(self, node: dict[str, Any], depth: int) -> dict[Any, Any]:
        found = {}
        for pair in self.items(node):
            if type(pair) is not list or len(pair) != 2:
                raise ProtocolError("pair")
            key = self.value(pair[0], depth + 1)
            if type(key) not in (str, int, float, bool, tuple, type(None)):
                raise ProtocolError("key")
            found[key] = self.value(pair[1], depth + 1)
        return found

    def raw(self, node: dict[str, Any], size: int) -> tuple[bytearray, list[int]]:
        """Buffer and shape of an array, which must fit each other."""
        shape, index = node.get("shape"), node.get("buffer")
        if type(shape) is not list or len(shape) > 16:
            raise ProtocolError("shape")
        if any(type(n) is not int or not 0 <= n <= MAX_BUFFERS for n in shape):
            raise ProtocolError("shape")
        if type(index) is not int or not 0 <= index < len(self.buffers) or index in self.used:
            raise ProtocolError("buffer")
        self.used.add(index)
        if math.prod(shape) * size != len(self.buffers[index]):
            raise ProtocolError("size of an array")
        return self.buffers[index], shape

    def array(self, node: dict[str, Any]) -> Any:
        name = node.get("dtype")
        if type(name) is not str or name not in _ARRAYS:
            raise ProtocolError("dtype")
        dtype = _ARRAYS[name]
        data, shape = self.raw(node, dtype.itemsize)
        if dtype.kind == "b":  # a byte that is neither 0 nor 1 would make an odd truth
            return (np.frombuffer(data, np.uint8) != 0).reshape(shape)
        return np.frombuffer(data, dtype).reshape(shape)

    def tensor(self, node: dict[str, Any]) -> Any:
        import torch

        name = node.get("dtype")
        if type(name) is not str or name not in _TENSORS:
            raise ProtocolError("dtype")
        dtype = getattr(torch, name)
        data, shape = self.raw(node, _TENSORS[name])
        if not data:
            value = torch.empty(shape, dtype=dtype)
        elif name == "bool":
            value = torch.from_numpy(np.frombuffer(data, np.uint8) != 0).reshape(shape)
        else:
            value = torch.frombuffer(data, dtype=dtype).reshape(shape)
        if node.get("grad") is True and (value.is_floating_point() or value.is_complex()):
            value.requires_grad_()
        return value
