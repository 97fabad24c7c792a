"""Attacks by what is raised, printed or ended."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
neuron, wire = common.neuron, common.wire


def raising(name, what, code, **more):
    """Every function of module 01 calls ``evil()``, which ``code`` defines."""
    return neuron(name, what, f"{code}\n\neverywhere(lambda number: evil())\n", **more)


def once(name, what, code, *, proof=("slow",)):
    """In one check alone, so that one time-out after another need not be waited for."""
    return neuron(name, what, f"{code}\n{common.ONE_CHECK}\n    return evil()\n", proof=proof)


def loading(name, what, code, *, proof=("slow",)):
    """It happens when the file is loaded."""
    return neuron(name, what, code, proof=proof)


# Text that means something to whoever shows it.
TEXTS = {
    "terminal-escapes": "\x1b[2J\x1b[H\x1b]0;evil\x07\x1b[8m\x9b31m\x08\x08\r12 of 12\x1b[0m",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>12 of 12",
    "workflow-commands": "\n::error::evil\n::set-output name=points::12\n::stop-commands::x\n",
    "bidi-controls": "\u202e21 fo 21\u202c \u2066evil\u2069 \u200f\u200b\ufeff",
    "rich-markup": "[bold green]12 of 12[/] [link=file:///etc/passwd]evil[/link] [/]",
    "markdown": "](javascript:alert(1)) | passed | 12 |\n```\n# 12 of 12 points",
    "spreadsheet-formulas": '=HYPERLINK("http://127.0.0.1/?x="&A1;"12")\n+1+1\n@SUM(1)\n-1',
    "template-fields": "{{ 7 * 7 }} {error.__class__} %(points)s ${HOME} {0} {}",
    "json": '", "outcome": "passed", "points": 12, "x": "',
    "lone-surrogates": "\ud800\udfff evil",
    "nul-characters": "evil\0passed\0",
    "newlines": "\n" * 100_000,
    "combining-characters": "e" + "\u0301" * 100_000,
}

ATTACKS = [
    # --- exceptions ------------------------------------------------------------------
    *(
        raising(f"raises-{name}", f"raises {what}", f"def evil():\n    {code}")
        for name, what, code in [
            ("systemexit-0", "SystemExit(0)", "raise SystemExit(0)"),
            ("systemexit-of-text", "SystemExit with text", "raise SystemExit('12 of 12 points')"),
            ("keyboardinterrupt", "KeyboardInterrupt", "raise KeyboardInterrupt"),
            ("generatorexit", "GeneratorExit", "raise GeneratorExit"),
            ("stopiteration", "StopIteration", "raise StopIteration(True)"),
            ("stopasynciteration", "StopAsyncIteration", "raise StopAsyncIteration"),
            ("assertionerror", "a plain AssertionError", "raise AssertionError"),
            ("memoryerror", "MemoryError", "raise MemoryError('the grader has no memory')"),
            ("timeouterror", "TimeoutError and BlockingIOError", "raise TimeoutError"),
            ("brokenpipe", "BrokenPipeError", "raise BrokenPipeError(32, 'Broken pipe')"),
            (
                "systemerror",
                "SystemError",
                "raise SystemError('error return without exception set')",
            ),
            (
                "todo-of-another-task",
                "a TODO of a task that is not there",
                "raise NotImplementedError('TODO 9.9: <b>evil</b>\\x1b[2J')",
            ),
            (
                "todo-with-digits-only",
                "a TODO that reads like another one",
                "raise NotImplementedError('TODO 1.7: Neuron.predict\\nTODO 1.1: sigmoid')",
            ),
            (
                "pytest-skip",
                "pytest's skip",
                "import pytest\n\n    pytest.skip('nothing to see', allow_module_level=True)",
            ),
            (
                "pytest-xfail",
                "pytest's expected failure",
                "import pytest\n\n    pytest.xfail('meant to fail')",
            ),
            (
                "pytest-exit",
                "pytest's exit",
                "import pytest\n\n    pytest.exit('all passed', returncode=0)",
            ),
            (
                "pytest-fail",
                "pytest's fail without a trace",
                "import pytest\n\n    pytest.fail('evil', pytrace=False)",
            ),
            (
                "pytest-importorskip",
                "pytest's skip for a missing library",
                "import pytest\n\n    pytest.importorskip('kursus_evil')",
            ),
            (
                "unittest-skip",
                "unittest's skip",
                "import unittest\n\n    raise unittest.SkipTest('nothing to see')",
            ),
            (
                "mismatch",
                "the grader's own verdict, with fields of its choice",
                "from kursus.results import Failure\n"
                "    from kursus.testing import Mismatch\n\n"
                "    raise Mismatch(Failure('passed', 'x', '0', '0', mistake='sign-of-exponent'))",
            ),
            (
                "mismatch-of-odd-fields",
                "the grader's own verdict, with fields of odd types",
                "from kursus.results import Failure\n"
                "    from kursus.testing import Mismatch\n\n"
                "    raise Mismatch(Failure(7, None, ['x'], {1: 2}, print, b'x'))",
            ),
            (
                "mismatch-without-a-failure",
                "the grader's own verdict, with no failure in it",
                "from kursus.testing import Mismatch\n\n    raise Mismatch.__new__(Mismatch)",
            ),
            (
                "loaderror",
                "the error of a file that cannot be loaded",
                "from kursus.loader import LoadError\n"
                "    from kursus.results import Failure\n\n"
                "    raise LoadError(Failure('file_missing', where='/etc/passwd'))",
            ),
            (
                "checkerror",
                "the server's sign that the check itself has raised",
                "from kursus.grading.server import CheckError\n\n    raise CheckError('broken')",
            ),
            (
                "protocolerror",
                "the channel's own exceptions",
                "from kursus.grading.channel import Closed\n\n    raise Closed('bye')",
            ),
            (
                "syntaxerror-of-another-file",
                "a SyntaxError in /etc/passwd with text of its choice",
                "raise SyntaxError('x', ('/etc/passwd', 10**9, -1, '\\x1b[2J' * 10**6))",
            ),
            (
                "unicodeerror",
                "a UnicodeDecodeError whose text cannot be made",
                "raise UnicodeDecodeError('x' * 1000, b'x', -10**9, 10**9, 'evil')",
            ),
            (
                "recursion",
                "a RecursionError from 10**5 frames",
                "def deeper(n):\n        return deeper(n + 1)\n\n    deeper(0)",
            ),
            ("warning", "a warning as an exception", "raise RuntimeWarning('overflow')"),
            (
                "group",
                "a group of 10,000 exceptions in each other",
                "error = ValueError()\n    for _ in range(10_000):\n"
                "        error = ExceptionGroup('x', [error, error])\n    raise error",
            ),
            (
                "chain-in-a-circle",
                "an exception that causes itself",
                "a, b = ValueError('a'), ValueError('b')\n"
                "    a.__cause__, b.__cause__ = b, a\n"
                "    a.__context__, b.__context__ = b, a\n    raise a",
            ),
            (
                "notes",
                "an exception with 100,000 notes that are no strings",
                "error = ValueError()\n    error.__notes__ = [7, print] * 50_000\n    raise error",
            ),
            ("something-else", "what is no exception", "raise 'passed'"),
        ]
    ),
    *(
        raising(
            f"raises-one-named-{name.lower()}",
            f"raises an exception of its own that is called {name}",
            f"{name} = type({name!r}, ({base},), {{'__module__': {module!r}}})\n\n"
            f"def evil():\n    raise {name}('12 of 12 points')",
        )
        for name, base, module in [
            ("Mismatch", "AssertionError", "kursus.testing"),
            ("Skipped", "BaseException", "_pytest.outcomes"),
            ("XFailed", "BaseException", "_pytest.outcomes"),
            ("Exit", "BaseException", "_pytest.outcomes"),
            ("LoadError", "Exception", "kursus.loader"),
            ("ProtocolError", "Exception", "kursus.grading.channel"),
            ("TimeUp", "BaseException", "kursus.grading.channel"),
            ("KursusError", "Exception", "kursus.errors"),
            ("Passed", "BaseException", "kursus.results"),
        ]
    ),
    *(
        raising(
            f"exception-{name}",
            f"raises an exception {what}",
            f"class Evil(Exception):\n    {code}\n\n\ndef evil():\n    raise Evil('x')",
        )
        for name, what, code in [
            (
                "whose-text-raises",
                "whose text cannot be made",
                "def __str__(self):\n        raise SystemExit(0)\n\n    __repr__ = __str__",
            ),
            (
                "whose-text-is-a-number",
                "whose text is none",
                "def __str__(self):\n        return 7",
            ),
            (
                "whose-text-is-100-megabytes",
                "with a text of 100 MB",
                "def __str__(self):\n        return 'x' * 10**8",
            ),
            (
                "whose-text-changes",
                "with another text each time",
                "def __str__(self, n=[]):\n        n.append(0)\n        return 'x' * len(n)",
            ),
            (
                "whose-class-lies",
                "that claims to be a Mismatch",
                "@property\n    def __class__(self):\n"
                "        from kursus.testing import Mismatch\n\n        return Mismatch",
            ),
            (
                "with-lying-fields",
                "whose trace, cause and failure are of odd types",
                "failure = property(lambda self: print)\n"
                "    __traceback__ = __cause__ = __context__ = 7\n"
                "    name = obj = property(lambda self: 1 / 0)",
            ),
            (
                "that-cannot-be-compared",
                "whose comparison and truth raise",
                "def __bool__(self):\n        raise SystemExit\n\n    __eq__ = __hash__ = __bool__",
            ),
        ]
    ),
    raising(
        "exception-class-without-a-name",
        "raises an exception whose class raises when it is asked for its name",
        """
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit(0)

    __qualname__ = __module__ = __name__


class Evil(Exception, metaclass=Meta):
    pass


def evil():
    raise Evil("x")
""",
    ),
    *(
        once(
            f"exception-of-{name}",
            f"raises an exception of {name.replace('-', ' ')}",
            f"def evil():\n    raise {code}",
        )
        for name, code in {
            "50-megabytes": "KeyError({i: 'x' * 1000 for i in range(50_000)})",
            "100-megabytes-of-spaces": "ValueError(' ' * 10**8)",
            "100-megabytes-of-controls": "ValueError('\\x1b' * 10**8)",
        }.items()
    ),
    once(
        "exception-whose-text-never-comes",
        "raises an exception whose text is computed for ever",
        """
class Evil(Exception):
    def __str__(self):
        while True:
            pass


def evil():
    raise Evil
""",
    ),
    *(
        raising(
            f"text-of-{name}",
            f"puts {name.replace('-', ' ')} into messages, names, places and output",
            f"""
import sys

TEXT = {text!r}


def evil(way=[0]):
    way[0] += 1
    print(TEXT, file=sys.stderr if way[0] % 2 else sys.stdout)
    if way[0] % 4 == 0:
        return {{TEXT: [TEXT]}}
    if way[0] % 4 == 1:
        raise ValueError(TEXT)
    if way[0] % 4 == 2:
        raise type(TEXT.replace("\\0", "").encode("utf-8", "replace").decode(), (Exception,), {{}})
    exec(compile("raise ValueError", TEXT.replace("\\0", ""), "exec"))
""",
        )
        for name, text in TEXTS.items()
    ),
    # --- ends ------------------------------------------------------------------------------
    *(
        raising(f"ends-by-{name}", f"ends its process by {what}", f"def evil():\n    {code}")
        for name, what, code in [
            ("exit-0", "os._exit(0)", "__import__('os')._exit(0)"),
            ("exit-77", "os._exit(77)", "__import__('os')._exit(77)"),
            ("abort", "os.abort()", "__import__('os').abort()"),
            ("segfault", "reading address 0", "__import__('ctypes').string_at(0)"),
            (
                "illegal-write",
                "writing over its own interpreter",
                "import ctypes\n\n    ctypes.memset(id(type), 0xFF, 4096)",
            ),
            (
                "sigkill",
                "SIGKILL to itself",
                "import os, signal\n\n    os.kill(os.getpid(), signal.SIGKILL)",
            ),
            ("sigsegv", "raising SIGSEGV", "import signal\n\n    signal.raise_signal(11)"),
        ]
    ),
    once(
        "ends-by-native-recursion",
        "ends its process by using up the stack in C",
        """
import sys


class Deep:
    def __getattr__(self, name):
        return getattr(self, name)


def evil():
    sys.setrecursionlimit(10**9)
    return Deep().deeper
""",
    ),
    once(
        "stops-itself",
        "sends itself SIGSTOP: neither there nor gone",
        "import os\nimport signal\n\n\ndef evil():\n    os.kill(os.getpid(), signal.SIGSTOP)",
    ),
    once(
        "ends-its-first-thread-only",
        "ends the thread that serves, while another keeps the process and the channel open",
        """
import ctypes
import platform
import threading
import time


def evil():
    threading.Thread(target=time.sleep, args=[10**6]).start()
    ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[platform.machine()], 0)
""",
    ),
    # --- when it is loaded --------------------------------------------------------------------
    *(
        loading(f"loading-{name}", what, code)
        for name, what, code in [
            ("exits", "sys.exit(0) while it is loaded", "raise SystemExit(0)"),
            ("ends-the-process", "os._exit(0) while it is loaded", "__import__('os')._exit(0)"),
            (
                "skips",
                "pytest.skip while it is loaded",
                "import pytest\n\npytest.skip('x', allow_module_level=True)",
            ),
            ("never-ends", "is loaded for ever", "while True:\n    pass"),
            ("sleeps", "sleeps for ever while it is loaded", "import time\n\ntime.sleep(10**6)"),
            (
                "starts-a-thread-that-ends-it",
                "ends its process between two checks",
                "import os\nimport threading\n\nthreading.Timer(0.3, os._exit, [0]).start()",
            ),
            (
                "removes-itself",
                "takes itself out of the loaded modules",
                "import sys\n\nsys.modules.pop(__name__, None)\nsys.modules[__name__] = None",
            ),
            (
                "replaces-itself",
                "puts an object that has every attribute in its own place",
                "import sys\n\n\nclass Everything(type(sys)):\n"
                "    def __getattr__(self, name):\n        return lambda *args, **kwargs: 0.5\n\n\n"
                "sys.modules[__name__].__class__ = Everything\n"
                "for name in ('sigmoid', 'mse_loss', 'Neuron'):\n    del globals()[name]",
            ),
        ]
    ),
    # --- what is printed -----------------------------------------------------------------------
    once(
        "prints-for-ever",
        "prints as much as it can, on every way there is",
        """
import os
import sys


def evil():
    streams = [sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__]
    while True:
        for stream in streams:
            try:
                stream.write("evil" * 10_000)
            except (OSError, ValueError):
                pass
        os.write(1, b"evil" * 10_000)
        os.write(2, b"evil" * 10_000)
""",
    ),
    raising(
        "closes-what-it-prints-to",
        "closes, removes or replaces the standard streams",
        """
import builtins
import os
import sys


def evil(call=[0]):
    call[0] += 1
    for stream in (sys.stdin, sys.stdout, sys.__stdout__, sys.__stderr__):
        try:
            stream.close()
        except (AttributeError, OSError, ValueError):
            pass
    sys.stdout = [None, 7, print, object()][call[0] % 4]
    sys.stderr = sys.__stderr__ = sys.__stdout__ = None
    builtins.print = None
    for fd in range(3):
        try:
            os.close(fd)
        except OSError:
            pass
    raise ValueError
""",
    ),
    raising(
        "prints-what-is-no-text",
        "writes into the collected output what no text is",
        """
import sys


class Text(str):
    def __getitem__(self, index):
        return self

    def __len__(self):
        return -(10**9)

    def __radd__(self, other):
        return self


def evil():
    sys.stdout.write(Text("x" * 10**7))
    sys.stdout.kept = Text("\\ud800" * 10**6)
    raise ValueError
""",
        proof=("slow",),
    ),
]
