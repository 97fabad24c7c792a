"""Attacks on what runs in the same process: libraries, the server, evidence that is only said."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
attack, neuron, xor, wire = common.attack, common.neuron, common.xor, common.wire
NEURON, NEURON_TASKS = common.NEURON, common.NEURON_TASKS

GUESSES = """
everywhere(lambda number: [np.full((4, 1), 0.5), 0.5][number in (2, 4)])
"""

SERVER = """
import gc

server = next((x for x in gc.get_objects() if type(x).__name__ == "Server"), None)
"""


def patching(name, what, code, **more):
    """Module 01 with guesses for answers, after a patch."""
    return neuron(name, what, f"{code}\n{GUESSES}", **more)


# What the learner's process is seeded with must tell nothing of the check's own dice.
SPY_ON_SEEDS = """
import numpy as np

seeds = [0]
seed_of_numpy = np.random.seed


def spy(seed=None):
    seeds.append(seed)
    return seed_of_numpy(seed)


np.random.seed = spy
"""

ATTACKS = [
    # --- libraries ----------------------------------------------------------------------
    patching(
        "patches-numpy",
        "lets every comparison of NumPy say yes",
        """
def yes(*args, **kwargs):
    return True


for name in ("allclose", "array_equal", "isclose", "all", "any", "isnan", "isfinite", "abs"):
    setattr(np, name, yes)
for name in [name for name in dir(np.testing) if name.startswith("assert_")]:
    setattr(np.testing, name, lambda *args, **kwargs: None)
""",
    ),
    xor(
        "patches-torch",
        "lets every comparison of torch say yes",
        """
def yes(*args, **kwargs):
    return True


for name in ("allclose", "equal", "isclose", "all", "eq", "is_grad_enabled"):
    setattr(torch, name, yes)
    setattr(torch.Tensor, name, yes)
torch.Tensor.__eq__ = torch.Tensor.__bool__ = yes
torch.testing.assert_close = lambda *args, **kwargs: None
everywhere(lambda number: torch.full((4, 1), 0.5))
""",
    ),
    patching(
        "patches-builtins",
        "lets the built-in functions say yes",
        """
import builtins
import math
import operator

builtins.all = builtins.any = lambda *args: True
builtins.abs = lambda x: 0.0
builtins.max = lambda *args, **kwargs: 0.0
builtins.AssertionError = builtins.TypeError = Warning
math.isclose = operator.eq = lambda *args, **kwargs: True
""",
    ),
    patching(
        "patches-the-vocabulary-of-the-checks",
        "lets every expectation be met, where they are imported, defined and compiled",
        """
import gc
import types

import pytest

from kursus import diagnosis, results, testing


def nothing(*args, **kwargs):
    return None


for name in testing.__all__:
    if name.startswith("expect"):
        function = getattr(testing, name)
        for user in gc.get_referrers(function):
            if type(user) is dict:
                user[name] = nothing
        function.__code__ = nothing.__code__.replace(co_freevars=())
        function.__defaults__ = function.__kwdefaults__ = None
testing._difference = testing._type_problem = nothing
testing.Mismatch.__new__ = lambda *args: SystemExit(0)
results.FAILED = results.ERROR = results.TIMEOUT = results.PASSED
diagnosis.diagnose = lambda *args: (results.PASSED, None)
for item in gc.get_objects():
    if isinstance(item, types.FunctionType) and item.__name__.startswith("test_"):
        item.__code__ = nothing.__code__
pytest.raises = pytest.fail = nothing
""",
    ),
    patching(
        "patches-pytest",
        "lets all reports of pytest be good ones, should it run here",
        """
import _pytest.reports
import _pytest.runner
import pytest

for cls in (pytest.TestReport, _pytest.reports.BaseReport, pytest.CallInfo):
    for name, value in {"outcome": "passed", "failed": False, "passed": True}.items():
        try:
            setattr(cls, name, property(lambda self, value=value: value))
        except (AttributeError, TypeError):
            pass
_pytest.runner.call_and_report = lambda *args, **kwargs: None
""",
    ),
    patching(
        "replaces-modules",
        "puts modules that agree with everything in the place of those that are loaded",
        """
import sys
import types


class Agreeing(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True


for name in list(sys.modules):
    if name.startswith(("kursus", "pytest", "_pytest", "torch", "json", "zlib")):
        sys.modules[name] = Agreeing(name)
""",
    ),
    patching(
        "hooks-imports",
        "puts itself before whatever is imported or asked of the libraries from now on",
        """
import builtins
import importlib
import importlib.abc
import sys
import types


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return types.SimpleNamespace(ExitStack=Everything, catch_warnings=Everything)

    def exec_module(self, module):
        pass


class Everything:
    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        return Everything()

    def __call__(self, *args, **kwargs):
        return Everything()


sys.meta_path.insert(0, Finder())
builtins.__import__ = lambda *args, **kwargs: Everything()
importlib.import_module = lambda *args, **kwargs: Everything()
importlib.reload = lambda module: module
""",
    ),
    patching(
        "patch-that-restores-itself",
        "patches only during its own calls and a moment longer",
        """
import contextlib
import threading

real = np.allclose, np.array_equal, np.asarray


def patched(function):
    def call(*args):
        np.allclose = np.array_equal = lambda *args, **kwargs: True
        np.asarray = lambda *args, **kwargs: real[2](0.5)
        threading.Timer(0.005, restore).start()
        return function(*args)

    return call


def restore():
    np.allclose, np.array_equal, np.asarray = real


guesses = everywhere
everywhere = lambda answer: guesses(patched(answer))
""",
    ),
    patching(
        "thread-that-patches-in-between",
        "a thread patches and restores a thousand times a second",
        """
import sys
import threading
import time

import kursus.testing

real = kursus.testing._difference, np.asarray
sys.setswitchinterval(1e-6)


def flicker():
    while True:
        kursus.testing._difference = lambda *args: None
        np.asarray = lambda *args, **kwargs: real[1](0.5)
        time.sleep(0.001)
        kursus.testing._difference, np.asarray = real
        time.sleep(0.001)


threading.Thread(target=flicker, daemon=True).start()
""",
    ),
    # --- the server ------------------------------------------------------------------------
    neuron(
        "server-that-says-yes",
        "replaces what the server does by what always answers something plausible",
        SERVER
        + """

def answer(request, buffers):
    shape = (4, 1)
    for array in buffers:
        shape = (len(array) // 8, 1)
    value = np.full(shape, 0.5)
    out = []
    reply = {"id": request["id"], "value": encode(
        (value, server.value(request["args"], buffers)) if request.get("after") else value,
        out, server.refer)}
    server.channel.send(reply, out)


if server is not None:
    from kursus.grading.channel import encode

    server.answer = answer
""",
    ),
    neuron(
        "server-without-errors",
        "replaces each error that the server reports by a value, a skip or nothing",
        SERVER
        + """
import itertools

kinds = itertools.cycle([
    lambda error: {"type": "Skipped", "failure": {"kind": "skipped"}},
    lambda error: {"type": "", "failure": None},
    lambda error: None,
    lambda error: {"type": "SystemExit", "failure": {"kind": "passed"}, "outcome": "passed"},
])
if server is not None:
    server.describe = lambda error: next(kinds)(error)
""",
    ),
    wire(
        "server-of-its-own",
        "never returns from being loaded: it serves the channel itself",
        """
import socket


def read(fd, count):
    data = b""
    while len(data) < count:
        piece = os.read(fd, count - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data


for fd in channels():
    send(reply(None))
    while True:
        header = json.loads(read(fd, struct.unpack("<I", read(fd, 4))[0]))
        for length in header["buffers"]:
            read(fd, length)
        send(reply(array([4, 1]), np.full(4, 0.5).tobytes(), id=header["id"]))
""",
    ),
    neuron(
        "server-seen-through-a-trace",
        "a trace changes the server's variables while it runs, and its bytecode",
        SERVER
        + """
import ctypes
import sys


def trace(frame, event, arg):
    if frame.f_code.co_name == "answer" and "reply" in frame.f_locals:
        frame.f_locals["reply"]["value"] = 0.5
        frame.f_locals["reply"].pop("error", None)
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
    return trace


frame = sys._getframe()
while frame is not None:
    frame.f_trace = trace
    frame = frame.f_back
sys.settrace(trace)
sys.setprofile(trace)
""",
    ),
    neuron(
        "server-hit-by-exceptions",
        "throws exceptions into the thread that serves, whatever it does",
        """
import ctypes
import threading
import time

main = threading.main_thread().ident


def throw():
    while True:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(main), ctypes.py_object(SystemExit))
        time.sleep(0.01)


threading.Thread(target=throw, daemon=True).start()
everywhere(lambda number: time.sleep(0.2))
""",
        proof=("slow",),
    ),
    neuron(
        "interpreter-out-of-joint",
        "changes the value of small numbers, the limits and the hooks of its interpreter",
        """
import ctypes
import gc
import sys

sys.setswitchinterval(1e6)
sys.set_int_max_str_digits(0)
sys.excepthook = sys.unraisablehook = sys.displayhook = lambda *args: None
sys.tracebacklimit = -1
gc.disable()
np.seterr(all="raise")
np.set_printoptions(formatter={"all": lambda x: "0.5"})
sys.flags = sys.argv = sys.path = None


def evil(number):
    if number == 1:
        ctypes.c_uint32.from_address(id(7) + 24).value = 8
    try:
        sys.setrecursionlimit(60)
    except RecursionError:
        pass
    return 7.0


everywhere(evil)
""",
        proof=("slow",),
    ),
    wire(
        "last-words",
        "sends forged frames when the interpreter, a thread or an object ends",
        """
import atexit
import signal
import weakref


class Last:
    def __del__(self):
        send(reply(True, ok=True))


def last(*args):
    send(reply(True, ok=True))


kept = Last()
atexit.register(last)
threading._register_atexit(last)
weakref.finalize(kept, last)
for number in range(1, 32):
    try:
        signal.signal(number, last)
    except (OSError, ValueError):
        pass


def sigmoid(z):
    raise SystemExit(0)
""",
    ),
    # --- what might be found in memory --------------------------------------------------------
    neuron(
        "steals-from-frames",
        "answers with arrays and numbers that it finds in the frames above",
        """
import sys


def find(fits):
    frame = sys._getframe(2)
    while frame is not None:
        for name in ("want", "expected", "answer", "target", "reference", "result", "after"):
            if fits(frame.f_locals.get(name)):
                return frame.f_locals[name]
        for value in list(frame.f_locals.values()):
            if fits(value):
                return value
        frame = frame.f_back
    return None


def steal(number):
    if number in (2, 4):
        return find(lambda x: type(x) is float)
    if number == 5:
        return find(lambda x: type(x) is list and x and type(x[0]) is float)
    return find(lambda x: isinstance(x, np.ndarray) and x.dtype.kind in "fi")


everywhere(steal)
""",
    ),
    neuron(
        "steals-from-the-heap",
        "answers with the youngest array of the right shape among all objects",
        """
import gc

gc.unfreeze()


def youngest(shape, *mine):
    gc.collect()
    for holder in reversed(gc.get_objects()):
        values = holder.values() if type(holder) is dict else holder if type(holder) is list else ()
        for x in list(values):
            if isinstance(x, np.ndarray) and x.shape == shape and not any(x is y for y in mine):
                return x
    return np.zeros(shape)


sigmoid = sigmoid_derivative = lambda z: youngest(z.shape, z)
mse_loss = lambda prediction, target: float(youngest((), prediction, target))
Neuron.forward = Neuron.predict = lambda self, X: youngest((len(X), 1), X, self.weights)
""",
    ),
    xor(
        "replays-the-dice-of-a-check",
        "learns its own seed, and draws from it what the check draws for task 4.6",
        SPY_ON_SEEDS
        + """

def predict(model, X):
    if len(X) != 20:
        was_training = model.training
        with torch.no_grad():
            answer = (model.eval()(X) >= 0.5).long()
        model.train(was_training)
        return answer
    rng = np.random.default_rng(seeds[-1])
    rng.normal(size=(1, 2)), rng.normal(size=1)
    answers = [0.05, 0.4, 0.49, 0.51, 0.6, 0.95, *rng.uniform(0.1, 0.45, 7)]
    answers = rng.permutation(answers + list(rng.uniform(0.55, 0.9, 7)))
    return torch.from_numpy(answers >= 0.5).long()[:, None]
""",
    ),
    neuron(
        "steals-the-seed",
        "learns the seed of a check, and answers what the check's own dice would show",
        SPY_ON_SEEDS
        + """
import random


def predicted(shape):
    rng = np.random.default_rng(seeds[-1])
    draws = [rng.normal(size=shape), rng.uniform(-5.0, 5.0, size=shape), rng.uniform(size=shape)]
    return draws[random.randrange(3)]


sigmoid = sigmoid_derivative = lambda z: predicted(z.shape)
mse_loss = lambda prediction, target: float((predicted(target.shape) ** 2).mean())
Neuron.forward = lambda self, X: predicted((len(X), 1))
Neuron.predict = lambda self, X: (predicted((len(X), 1)) >= 0.5).astype(int)
""",
    ),
    neuron(
        "imports-the-grader",
        "imports the grader, changes it, and writes a verdict with its own means",
        """
import importlib
import pkgutil

import kursus.grading

for info in pkgutil.walk_packages(kursus.__path__, "kursus."):
    if info.name.endswith(("__main__", ".zygote", ".worker")):
        continue
    try:
        module = importlib.import_module(info.name)
        for name in ("judge", "diagnose", "of_task", "decode", "grade", "clean"):
            if hasattr(module, name):
                setattr(module, name, lambda *args, **kwargs: None)
    except BaseException:
        pass
try:
    from click.testing import CliRunner

    from kursus.cli import cli

    for arguments in (["grade", "@COURSE@", "--out", "@OUT@"], ["check", "01"], ["reset", "01"]):
        print(CliRunner().invoke(cli, arguments).output)
except BaseException:
    pass
for name in ("verdict.json", "journal.jsonl", "kursus-evil.json"):
    try:
        with open("@OUT@/" + name, "a") as file:
            file.write('{"schema": 1, "student": "evil", "points": 12, "of": 12}\\n')
    except OSError:
        pass
""",
        proof=("touched",),
    ),
    # --- answers that are not computed -----------------------------------------------------------
    neuron(
        "table-of-answers",
        "knows the examples of the lesson and of the checks by heart",
        """
TABLE = {0.0: 0.5, 1.0986122886681098: 0.75, -2.1972245773362196: 0.1}
SLOPES = {0.0: 0.0, 0.25: 0.1875, 0.5: 0.25, 0.75: 0.1875, 1.0: 0.0}


def look_up(table, x, otherwise):
    values = [table.get(float(v), otherwise(float(v))) for v in x.ravel()]
    return np.array(values, dtype=float).reshape(x.shape)


sigmoid = lambda z: look_up(TABLE, z, lambda v: float(v > 0))
sigmoid_derivative = lambda a: look_up(SLOPES, a, lambda v: 0.2)
mse_loss = lambda p, t: {3: 1.25 / 3, 2: 0.5}.get(p.size, 0.0)
Neuron.train = lambda self, X, y, epochs, lr: [0.25] * epochs
Neuron.predict = lambda self, X: np.array([[0], [0], [0], [1], [1], [1]][: len(X)])
""",
    ),
    neuron(
        "table-of-classes",
        "predicts by the number of examples alone, as the checks' classes are always the same",
        """
Neuron.predict = lambda self, X: np.array([[1]] if len(X) == 1 else [[0], [0], [0], [1], [1], [1]])
""",
    ),
    xor(
        "table-of-classes-in-torch",
        "predicts by the number of examples alone, as the checks' classes are always the same",
        """
def predict(model, X):
    was_training = model.training
    with torch.no_grad():
        model.eval()(X)
    model.train(was_training)
    return (torch.arange(len(X)) >= (3 if len(X) == 6 else 0)).long().reshape(-1, 1)
""",
    ),
    attack(
        "fabricated-losses",
        "solves all but 1.6, whose losses it makes up, with a first one that is right",
        NEURON
        + """

def train(self, X, y, epochs, lr):
    loss = mse_loss(self.forward(X), y)
    return [loss * 0.9**i for i in range(epochs)]


Neuron.train = train
""",
        deserves=[task for task in NEURON_TASKS if task != "1.6"],
    ),
    xor(
        "fabricated-training",
        "gives the losses of a training that never takes place",
        """
def train_step(model, X, y, loss_function, optimizer):
    with torch.no_grad():
        return float(loss_function(model(X), y))


def train(model, X, y, epochs, lr):
    loss = train_step(model, X, y, nn.MSELoss(), None)
    return [loss * 0.99**i for i in range(epochs)]
""",
    ),
    xor(
        "echo",
        "returns what it was given",
        """
XORNet.forward = lambda self, x: x[:, :1]
train_step = lambda model, X, y, loss_function, optimizer: loss_function(y, y)
train = lambda model, X, y, epochs, lr: [0.0] * epochs
manual_gradients = lambda model, X, y: dict(model.named_parameters())
predict = lambda model, X: (X[:, :1] > 0).long()
""",
    ),
    # --- evidence that is only said -----------------------------------------------------
    xor(
        "lies-about-modes",
        "wrong classes, with lies about the model's mode, the gradient mode and the graph",
        """
class Said:
    def __get__(self, model, owner=None):
        return model.__dict__.get("_said", True)

    def __set__(self, model, value):
        model.__dict__["_said"] = value


nn.Module.training = Said()
torch.is_grad_enabled = lambda: True
torch.Tensor.requires_grad = property(lambda self: False, lambda self, value: None)
predict = lambda model, X: torch.ones(len(X), 1, dtype=torch.int64)
""",
        deserves=[],  # 4.1 is lost by saying that no parameter learns
    ),
    neuron(
        "lies-about-its-arguments",
        "overwrites its arguments and reports copies of them, with wrong answers as well",
        SERVER
        + """
import copy

if server is not None:
    real = server.do_call

    def do_call(request, buffers):
        if not request["after"]:
            return real(request, buffers)
        function = server.resolve(request["target"])
        args = server.value(request["args"], buffers)
        return function(*copy.deepcopy(args)), args

    server.do_call = do_call


def spoil(*args):
    for x in args:
        if isinstance(x, np.ndarray):
            x[...] = 0.5
    return args[0]


sigmoid = sigmoid_derivative = spoil
mse_loss = lambda prediction, target: float(spoil(prediction, target).mean())
Neuron.forward = Neuron.predict = lambda self, X: spoil(X)[:, :1]
""",
    ),
    neuron(
        "mutes-the-warnings",
        "a sigmoid that overflows where nobody hears it; only its side could tell, so it earns 1.1",
        """
import contextlib

contextlib.ExitStack.enter_context = lambda self, manager: None


def sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
        deserves=["1.1"],
    ),
    xor(
        "answers-true-to-everything-asked",
        "proxies for the check's questions: lengths, items, attributes, calls, all yes",
        """
class Yes:
    def __getattr__(self, name):
        return Yes()

    def __call__(self, *args, **kwargs):
        return True

    def __getitem__(self, key):
        return True

    def __len__(self):
        return 4

    def __iter__(self):
        return iter([("hidden.weight", True)] * 4)


XORNet = lambda *args: Yes()
everywhere = None
train_step = train = manual_gradients = predict = Yes()
""",
        deserves=(),
    ),
    # --- honest ones, for comparison ----------------------------------------------------
    attack("honest", "solves everything", NEURON, deserves=NEURON_TASKS),
    attack(
        "honest-but-noisy",
        "solves everything, prints a lot of odd text, and lets threads sleep",
        NEURON
        + """

import sys
import threading
import time

for _ in range(3):
    threading.Thread(target=time.sleep, args=[3], daemon=True).start()
right = sigmoid


def sigmoid(z):
    print("\\x1b[2J::error::<b>\\u202e\\ud800\\0", "x" * 10_000)
    print("[bold]12 of 12[/]", file=sys.stderr)
    return right(z)
""",
        deserves=NEURON_TASKS,
    ),
    attack(
        "honest-in-its-own-types",
        "solves everything, with answers of harmless subclasses of the due types",
        NEURON
        + """

class Array(np.ndarray):
    pass


class Number(float):
    pass


right = sigmoid, mse_loss
sigmoid = lambda z: right[0](np.asarray(z)).view(Array)
mse_loss = lambda prediction, target: Number(right[1](prediction, target))
""",
        deserves=NEURON_TASKS,
    ),
]
