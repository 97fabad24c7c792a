"""Attacks by answers: objects that lie, hang or are too large when somebody looks at them."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
neuron, xor = common.neuron, common.xor

YES = '''
class Yes:
    """Agrees with everything."""

    def yes(self, *args, **kwargs):
        return True

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = yes
    __call__ = yes
    __hash__ = None
'''


def returning(name, what, code, **more):
    """Every function of module 01 returns ``lie()``, which ``code`` defines."""
    return neuron(name, what, f"{code}\n\neverywhere(lambda number: lie())\n", **more)


def tensors(name, what, code, **more):
    """Every function of module 04 returns ``lie()``, which ``code`` defines."""
    return xor(name, what, f"{code}\n\neverywhere(lambda number: lie())\n", **more)


def hanging(name, what, code):
    """One check alone gets ``lie(a)``, so that one after another need not be waited for."""
    return neuron(name, what, f"{code}\n{common.ONE_CHECK}\n    return lie(a)\n", proof=("slow",))


ATTACKS = [
    # --- that lie ------------------------------------------------------------------
    tensors(
        "tensor-that-answers-true",
        "a Tensor subclass for which every function of torch answers True",
        """
class Yes(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        name = getattr(function, "__name__", "")
        if name in ("detach", "cpu", "clone", "contiguous", "to", "reshape", "float"):
            return args[0]
        return torch.tensor(True)


def lie():
    return torch.zeros(4, 1).as_subclass(Yes)
""",
    ),
    tensors(
        "tensor-of-another-shape-each-time",
        "a Tensor subclass that gives another shape, dtype and content whenever it is asked",
        """
import random


class Shifting(torch.Tensor):
    @property
    def shape(self):
        return torch.Size(random.choices([1, 2, 4, 7], k=2))

    @property
    def dtype(self):
        return random.choice([torch.float32, torch.int64, "torch.load"])

    def numel(self):
        return 10**9

    def detach(self):
        return torch.rand(4, 1)

    def __deepcopy__(self, memo):
        return self


def lie():
    return torch.zeros(4, 1).as_subclass(Shifting)
""",
    ),
    tensors(
        "tensor-made-by-dispatch",
        "a tensor whose bytes do not exist, with a dispatcher that answers as it likes",
        """
class Dispatching(torch.Tensor):
    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (2**20, 2**20), dtype=torch.float32)

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return torch.zeros(4, 1)


def lie():
    return Dispatching()
""",
    ),
    *(
        tensors(f"tensor-{name}", f"returns {what}", f"def lie():\n    return {value}")
        for name, what, value in [
            (
                "of-terabytes-by-stride",
                "4 TiB of which 4 bytes exist",
                "torch.zeros(1).expand(2**20, 2**20)",
            ),
            ("meta", "a tensor without memory", "torch.empty(10**9, device='meta')"),
            (
                "sparse",
                "a sparse tensor of 10**12 elements",
                "torch.sparse_coo_tensor(torch.tensor([[0], [0]]), [1.0], (10**6, 10**6))",
            ),
            (
                "quantized",
                "a quantized tensor",
                "torch.quantize_per_tensor(torch.zeros(4, 1), 0.1, 0, torch.quint8)",
            ),
            (
                "nested",
                "a nested tensor",
                "torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])",
            ),
            (
                "complex-conjugated",
                "a conjugated view",
                "torch.zeros(4, 1, dtype=torch.complex64).conj()",
            ),
            ("of-nan", "NaN, which is near to nothing", "torch.full((4, 1), float('nan'))"),
            ("of-a-hundred-megabytes", "more than a frame may hold", "torch.zeros(10**8 // 4)"),
            (
                "as-dtype",
                "a dtype, a size and a device",
                "{torch.float32: torch.Size([2]), torch.device('cpu'): torch.strided}",
            ),
        ]
    ),
    xor(
        "parameters-with-evil-names",
        "names its parameters so that a check which looks them up reaches the grader's objects",
        """
NAMES = [
    "__class__.__init__.__globals__",
    "_side.channel.socket",
    "_box._channel",
    "__kursus_get__",
    "__dict__",
    "..",
    "",
    "x" * 10**6,
    "hidden.weight.data.__class__",
    "\\x1b[2J\\u202e::error::",
]


def named_parameters(self, *args, **kwargs):
    for name in NAMES:
        yield name, nn.Parameter(torch.zeros(2, 2))


def state_dict(self, *args, **kwargs):
    return {name: torch.zeros(2, 2) for name in NAMES}


XORNet.named_parameters = named_parameters
XORNet.state_dict = state_dict
XORNet.load_state_dict = lambda self, *args, **kwargs: None
XORNet.forward = lambda self, x: torch.zeros(len(x), 1)
manual_gradients = lambda model, X, y: dict(named_parameters(model))
""",
        deserves=(),
        proof=("breach", "slow"),
    ),
    xor(
        "parameters-without-end",
        "never stops to name parameters",
        """
def named_parameters(self, *args, **kwargs):
    number = 0
    while True:
        yield f"p{number}", nn.Parameter(torch.zeros(1))
        number += 1


XORNet.named_parameters = named_parameters
""",
        deserves=(),
        proof=("slow",),
    ),
    xor(
        "model-that-is-no-module",
        "a network that pretends to be one, and agrees with everything",
        YES
        + """

class XORNet(Yes):
    def __init__(self, n_hidden=4):
        pass

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        return self

    def __iter__(self):
        return iter([(f"p{i}", torch.zeros(i)) for i in range(4)])

    def __getitem__(self, key):
        return self
""",
        deserves=(),
    ),
    returning(
        "array-that-equals-everything",
        "an ndarray subclass that answers True to every ufunc, function and comparison",
        """
class Agreeing(np.ndarray):
    def __array_ufunc__(self, *args, **kwargs):
        return np.True_

    def __array_function__(self, *args, **kwargs):
        return True

    def __eq__(self, other):
        return True

    def __abs__(self):
        return 0.0

    def all(self, *args):
        return True

    shape = property(lambda self: (4, 1))
    tobytes = tolist = lambda self, *args: [0.5]


def lie():
    return np.zeros((4, 1)).view(Agreeing)
""",
    ),
    returning(
        "array-without-its-own-shape",
        "an ndarray subclass whose shape, dtype, size and bytes do not belong together",
        """
class Torn(np.ndarray):
    shape = property(lambda self: (2**40, 2**40))
    size = property(lambda self: -1)
    nbytes = property(lambda self: 0)
    itemsize = property(lambda self: 10**12)


def lie():
    return np.zeros((4, 1)).view(Torn)
""",
    ),
    *(
        returning(f"array-{name}", f"returns {what}", f"def lie():\n    return {value}")
        for name, what, value in [
            ("of-objects", "an array of functions", "np.array([print, np.inf, lie], dtype=object)"),
            ("of-records", "an array of records", "np.zeros(4, dtype=[('x', 'f8'), ('y', 'O')])"),
            (
                "of-exabytes-by-stride",
                "8 EiB of which 8 bytes exist",
                "np.broadcast_to(np.zeros(1), (2**30, 2**29))",
            ),
            (
                "of-texts-and-times",
                "texts, bytes and times",
                "[np.array(['a']), np.array([b'a']), np.zeros(2, 'M8[ns]'), np.datetime64('NaT')]",
            ),
            (
                "of-long-doubles",
                "long doubles and complex long doubles",
                "[np.zeros((4, 1), np.longdouble), np.clongdouble(1j)]",
            ),
            ("of-64-dimensions", "an array of 64 dimensions", "np.zeros([1] * 64)"),
            (
                "in-a-foreign-byte-order",
                "numbers in the other byte order",
                "np.zeros((4, 1), '>f8')",
            ),
            ("masked", "a masked array", "np.ma.masked_all((4, 1))"),
            (
                "in-shared-memory",
                "an array over a file that shrinks",
                "np.memmap('kursus-evil', mode='w+', shape=(4, 1))",
            ),
        ]
    ),
    *(
        hanging(f"{base}-that-lies", f"returns a {base} subclass that lies", code)
        for base, code in [
            (
                "float",
                """
class Lie(float):
    def answer(self, *args):
        return True

    def zero(self, *args):
        return 0.0

    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = answer
    __sub__ = __rsub__ = __abs__ = __float__ = __round__ = zero
    __hash__ = float.__hash__


def lie(a):
    return Lie("nan")
""",
            ),
            (
                "int",
                """
class Lie(int):
    def answer(self, *args):
        return True

    __eq__ = __le__ = __ge__ = answer
    __hash__ = int.__hash__
    __index__ = __int__ = lambda self: 2**80
    __str__ = __repr__ = lambda self: '1, "outcome": "passed"'


def lie(a):
    return Lie(3)
""",
            ),
            (
                "str",
                """
class Lie(str):
    def answer(self, *args):
        return True

    __eq__ = __contains__ = answer
    __hash__ = str.__hash__
    __len__ = lambda self: -1
    encode = lambda self, *args: b"passed"


def lie(a):
    return Lie("\\ud800")
""",
            ),
            (
                "list",
                """
class Lie(list):
    def __iter__(self):
        while True:
            yield 0.5

    __len__ = lambda self: 6
    __eq__ = lambda self, other: True
    __getitem__ = lambda self, index: 0.5


def lie(a):
    return Lie([1.0])
""",
            ),
            (
                "tuple",
                """
class Lie(tuple):
    __iter__ = lambda self: iter(lambda: Lie(), 0)
    __len__ = lambda self: 2**70


def lie(a):
    return Lie([1.0])
""",
            ),
            (
                "dict",
                """
class Lie(dict):
    def items(self):
        return iter([("weights", 1.0, 2.0), "ab", None])

    def keys(self):
        raise SystemExit(0)

    __len__ = lambda self: -1
    __iter__ = lambda self: iter([[], {}])
    __getitem__ = lambda self, key: self


def lie(a):
    return Lie(a=1)
""",
            ),
        ]
    ),
    returning(
        "class-that-is-a-property",
        "objects that claim to be an array, a float, a list and a bool",
        """
import itertools


def claiming(kind):
    class Claim:
        __class__ = property(lambda self: kind)
        __float__ = lambda self: 0.5
        __array__ = lambda self, *args, **kwargs: np.zeros((4, 1))
        dtype, shape, size, ndim = np.dtype(float), (4, 1), 4, 2

    return Claim()


kinds = itertools.cycle([np.ndarray, float, list, dict, bool, int, str, np.float64, type(None)])


def lie():
    return claiming(next(kinds))
""",
    ),
    returning(
        "metaclass-tricks",
        "a class that is every class's instance, subclass, module and name",
        """
class Meta(type):
    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    @property
    def __name__(cls):
        raise SystemExit(0)

    @property
    def __mro__(cls):
        return (float, object)

    __module__ = "numpy"


class Lie(metaclass=Meta):
    pass


answers = [Lie, Lie(), Meta]


def lie():
    answers.append(answers.pop(0))
    return answers[0]
""",
    ),
    returning(
        "registered-as-a-mapping",
        "an object that is a Mapping, a Number and a Sequence by registration",
        YES
        + """

import collections.abc
import numbers

for abc in (collections.abc.Mapping, numbers.Number, numbers.Real, collections.abc.Sequence):
    abc.register(Yes)


def lie():
    return Yes()
""",
    ),
    returning(
        "every-special-method-raises",
        "an object of which every special method raises SystemExit",
        """
NAMES = (
    "eq ne lt le gt ge len iter next getattribute repr str hash bool array float int index call "
    "getitem contains reduce reduce_ex getstate deepcopy copy format sizeof dir enter exit del "
    "array_interface array_struct array_ufunc array_function torch_function set_name length_hint"
)


def refuse(self, *args, **kwargs):
    raise SystemExit(0)


Bad = type("Bad", (), {f"__{name}__": refuse for name in NAMES.split()})


def lie():
    return Bad()
""",
    ),
    # --- that hang -------------------------------------------------------------------------
    hanging(
        "every-special-method-hangs",
        "an object of which no special method ever returns",
        """
NAMES = "eq len iter next getattr repr str bool array float int index getitem reduce deepcopy"


def wait(self, *args, **kwargs):
    while True:
        pass


Bad = type("Bad", (), {f"__{name}__": wait for name in NAMES.split()})


def lie(a):
    return Bad()
""",
    ),
    hanging(
        "class-that-never-answers",
        "an object whose class is a property that never returns",
        """
class Bad:
    @property
    def __class__(self):
        while True:
            pass


def lie(a):
    return Bad()
""",
    ),
    hanging(
        "deletion-that-hangs",
        "an object that hangs when it is thrown away after the check",
        """
class Bad:
    def __del__(self):
        while True:
            pass


def lie(a):
    return [Bad(), a * (1 - a)]
""",
    ),
    hanging(
        "dict-without-end",
        "a mapping whose items never end",
        """
class Endless(dict):
    def items(self):
        number = 0
        while True:
            yield number, number
            number += 1


def lie(a):
    return Endless()
""",
    ),
    # --- that are too large -------------------------------------------------------------------
    *(
        hanging(f"answer-{name}", f"returns {what}", f"def lie(a):\n    {code}")
        for name, what, code in [
            (
                "that-holds-itself",
                "a list that holds itself",
                "x = []\n    x.append(x)\n    return x",
            ),
            (
                "nested-100000-deep",
                "a list nested 100,000 deep",
                "x = []\n    for _ in range(100_000):\n        x = [x]\n    return x",
            ),
            ("of-a-million-lists", "a million empty lists", "return [[] for _ in range(10**6)]"),
            (
                "that-doubles-40-times",
                "a list that would unfold to 2**40 items",
                "x = [0]\n    for _ in range(28):\n        x = [x, x]\n    return x",
            ),
            ("of-a-million-keys", "a dict of a million keys", "return dict.fromkeys(range(10**6))"),
            ("of-100-megabytes-of-text", "100 MB of text", "return 'x' * 10**8"),
            ("of-a-million-digits", "a whole number of a million digits", "return 1 << 3_300_000"),
            (
                "of-150000-objects",
                "150,000 objects to be kept",
                "return [object() for _ in range(150_000)]",
            ),
            (
                "of-odd-values",
                "values that are no data",
                "return [b'x', 1j, {1}, print, type, ..., NotImplemented, range(3), iter([]), np]",
            ),
            (
                "of-odd-keys",
                "a dict with keys of all kinds",
                "return {None: 1, True: 2, 1.5: 3, (1, (2,)): 4, b'x': 5, print: 6}",
            ),
            (
                "of-lone-surrogates",
                "text that cannot be written in UTF-8",
                "return {'\\ud800': ['\\udfff', '\\0', '\\x1b[2J', '\\u202e']}",
            ),
        ]
    ),
]
