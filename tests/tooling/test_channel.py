"""What crosses between the processes: values come back as they were, and nothing else comes in."""

import json
import socket
import struct
import threading

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from kursus.grading import channel
from kursus.grading.channel import Channel, Closed, ProtocolError, TimeUp, deadline, decode, encode

DTYPES = [np.bool_, np.int8, np.int16, np.int64, np.uint8, np.float16, np.float32, np.float64]
TENSORS = [torch.bool, torch.int8, torch.int64, torch.uint8, torch.float16, torch.bfloat16]
TENSORS += [torch.float32, torch.float64, torch.complex64]


def refuse(node):
    raise ProtocolError("reference")


def there_and_back(value):
    buffers = []
    node = encode(value, buffers, lambda x: {"is": "object", "id": 1, "class": type(x).__name__})
    return decode(json.loads(json.dumps(node)), [bytearray(b) for b in buffers], refuse)


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.one_of(st.text(max_size=5), st.integers()), inner, max_size=3),
    ),
    max_leaves=20,
)


@given(values)
def test_plain_values_come_back_equal_and_of_the_same_type(value):
    back = there_and_back(value)
    assert repr(back) == repr(value)


@given(st.sampled_from(DTYPES), st.lists(st.integers(0, 4), max_size=4), st.integers(0, 2**32))
def test_arrays_come_back_bit_for_bit(dtype, shape, seed):
    value = np.random.default_rng(seed).integers(-9, 9, size=shape).astype(dtype)
    back = there_and_back(value)
    assert back.dtype == value.dtype
    assert back.shape == value.shape
    assert back.tobytes() == value.tobytes()


@pytest.mark.parametrize("dtype", TENSORS, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)], ids=str)
def test_tensors_come_back_bit_for_bit(dtype, shape):
    value = torch.randn(shape).mul(3).to(dtype)
    back = there_and_back(value)
    assert back.dtype == dtype
    assert torch.equal(back, value)


@pytest.mark.parametrize(
    "value",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(9)[::-2],
        np.asfortranarray(np.eye(3)),
        np.ones(3, ">f8"),
    ],
    ids=["transposed", "backwards", "by columns", "foreign byte order"],
)
def test_layout_of_memory_does_not_matter(value):
    assert np.array_equal(there_and_back(value), value)
    if value.dtype.isnative and not any(stride < 0 for stride in value.strides):
        tensor = torch.from_numpy(value)
        assert torch.equal(there_and_back(tensor), tensor)


@pytest.mark.parametrize("dtype", TENSORS, ids=str)
def test_a_single_number_may_have_any_stride(dtype):
    value = torch.ones(3, dtype=dtype).as_strided((1, 1), (0, 0))
    assert torch.equal(there_and_back(value), value)


def test_gradients_and_graphs_stay_behind_but_their_mark_crosses():
    weight = torch.ones(2, requires_grad=True)
    back = there_and_back({"weight": weight, "loss": (2 * weight).sum()})
    assert back["weight"].requires_grad
    assert back["loss"].grad_fn is None
    assert back["loss"].item() == 4.0


def test_numpy_scalars_come_as_python_numbers():
    back = there_and_back([np.float32(0.5), np.int16(3), np.bool_(True), np.longdouble(0.25)])
    assert back == [0.5, 3, True, 0.25]
    assert [type(item) for item in back] == [float, int, bool, float]


def test_what_is_no_data_becomes_a_reference():
    for thing in (object(), print, torch.nn.Linear(1, 1), np.array([object()]), 1j):
        with pytest.raises(ProtocolError, match="reference"):
            there_and_back(thing)


# --- what a hostile process may send ------------------------------------------------------

nodes = st.recursive(
    st.one_of(scalars, st.floats(), st.integers(-(2**70), 2**70)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["is", "of", "dtype", "shape", "buffer"]), inner),
        st.fixed_dictionaries(
            {
                "is": st.sampled_from(["list", "tuple", "dict", "array", "tensor", "object"]),
                "of": st.lists(st.one_of(inner, st.lists(inner, max_size=2)), max_size=3),
                "dtype": st.one_of(inner, st.sampled_from(["<f8", "|b1", "float32", "bool"])),
                "shape": st.one_of(inner, st.lists(st.integers(-1, 2**40), max_size=18)),
                "buffer": st.one_of(inner, st.integers(-1, 2)),
                "grad": inner,
            }
        ),
    ),
    max_leaves=15,
)


@settings(max_examples=600, deadline=None)
@given(nodes, st.lists(st.binary(max_size=32), max_size=2))
def test_decoder_gives_plain_data_or_refuses(node, buffers):
    try:
        value = decode(node, [bytearray(b) for b in buffers], refuse)
    except ProtocolError:
        return
    plain = (bool, int, float, str, list, tuple, dict, np.ndarray, torch.Tensor, type(None))
    assert type(value) in plain


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_a_frame_or_refused(data, framed):
    if framed:
        data = struct.pack("<I", len(data)) + data
    here, there = socket.socketpair()
    with here, there:
        there.sendall(data)
        there.shutdown(socket.SHUT_WR)
        try:
            header, buffers = Channel(here).receive(deadline(5))
        except (Closed, ProtocolError):
            return
        assert isinstance(header, dict)
        assert [len(b) for b in buffers] == header["buffers"]


@pytest.mark.parametrize(
    "lengths", [[-1], [1.0], ["1"], [True], [2**40], {"0": 1}, None, [2**26, 1]], ids=str
)
def test_lengths_that_are_none_are_refused(lengths):
    here, there = socket.socketpair()
    with here, there:
        text = json.dumps({"buffers": lengths}).encode()
        there.sendall(struct.pack("<I", len(text)) + text)
        with pytest.raises(ProtocolError):
            Channel(here).receive(deadline(5))


def test_one_buffer_cannot_become_many_arrays():
    node = {"is": "array", "dtype": "|u1", "shape": [8], "buffer": 0}
    assert decode(node, [bytearray(8)], refuse).shape == (8,)
    with pytest.raises(ProtocolError):
        decode({"is": "list", "of": [node, node]}, [bytearray(8)], refuse)


def test_bounds_hold():
    with pytest.raises(ProtocolError):
        decode({"is": "list", "of": [None] * (channel.MAX_NODES + 1)}, [], refuse)
    with pytest.raises(ProtocolError):
        decode("x" * (channel.MAX_TEXT + 1), [], refuse)
    deep = None
    for _ in range(channel.MAX_DEPTH + 3):
        deep = {"is": "list", "of": [deep]}
    with pytest.raises(ProtocolError):
        decode(deep, [], refuse)
    endless = []
    endless.append(endless)
    with pytest.raises(ValueError, match="deep"):
        there_and_back(endless)


def test_a_byte_that_is_no_truth_value_becomes_one():
    node = {"is": "array", "dtype": "|b1", "shape": [2], "buffer": 0}
    assert decode(node, [bytearray(b"\x00\xff")], refuse).tolist() == [False, True]
    assert decode(node, [bytearray(b"\x00\xff")], refuse).tobytes() == b"\x00\x01"


def test_waiting_ends_when_the_time_is_up_on_both_sides():
    here, there = socket.socketpair()
    with here, there:
        with pytest.raises(TimeUp):
            Channel(here).receive(deadline(0.01))
        with pytest.raises(TimeUp):  # nobody reads: the socket's buffer fills
            Channel(here).send({}, [bytes(1 << 24)], deadline(0.05))


def test_a_large_frame_arrives_whole():
    here, there = socket.socketpair()
    with here, there:
        data = np.random.default_rng(0).bytes(3 << 20)
        thread = threading.Thread(target=Channel(there).send, args=({"n": 1}, [data, b"end"]))
        thread.start()
        header, buffers = Channel(here).receive(deadline(10))
        thread.join()
    assert header["n"] == 1
    assert [bytes(b) for b in buffers] == [data, b"end"]
