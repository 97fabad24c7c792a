"""Attacks on the channel: frames that the server beside the learner's code would never send."""

import runpy
from pathlib import Path
from types import SimpleNamespace

common = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("common.py"))))
wire, neuron, xor = common.wire, common.neuron, common.xor


def frame(name, what, data, **more):
    """An attack that sends ``data``, an expression, from within every call."""
    code = f"""
def evil(number):
    send({data})
    return 0.0


everywhere(evil)
"""
    return wire(name, what, code, **more)


def rewriting(name, what, change):
    """An attack that changes all JSON which the server writes; ``change`` is a function body."""
    code = f"""
encode = json.JSONEncoder.encode


def walk(x, leaf):
    if isinstance(x, dict):
        return {{k: v if k == "id" else walk(v, leaf) for k, v in x.items()}}
    if isinstance(x, list):
        return [walk(v, leaf) for v in x]
    return leaf(x)


def changed(self, x):
    if not isinstance(x, dict):
        return encode(self, x)
{change}

json.JSONEncoder.encode = changed
everywhere(lambda number: [1, "two", 3.0, {{"four": np.zeros((2, 2))}}, number == 0])
"""
    return wire(name, what, code, proof=("slow",))


ATTACKS = [
    # --- ids and order ------------------------------------------------------------
    frame(
        "forged-reply-with-the-right-id",
        "answers the request itself with every kind of yes, before the server does",
        "reply(True, ok=True, outcome='passed', passed=True, points=99, error=None)",
    ),
    frame(
        "forged-reply-with-wrong-ids",
        "replies to requests that were never made",
        "b''.join(reply(0.5, id=i) for i in (-1, 0, 2**31, 2**63, 2**80, '1', None, True, 1.0))",
    ),
    frame(
        "stuffed-replies-to-future-requests",
        "sends the answers to the next 300 requests ahead of time",
        "b''.join(reply(1.0, id=request_id() + i) for i in range(300))",
    ),
    wire(
        "replies-before-any-request",
        "while the file is being loaded, fills the channel with replies",
        """
send(b"".join(reply(None, id=i) for i in range(300)))
everywhere(lambda number: 0.0)
""",
    ),
    frame(
        "two-values-one-reply",
        "sends a reply that is a value, an error, a call and a request all at once",
        "reply(1.0, error=None, call=1, args=[], do='get', ready=True)",
    ),
    frame(
        "no-value-at-all",
        "sends a reply that has neither value nor error",
        "pack(json.dumps({'id': request_id(), 'buffers': []}).encode())",
    ),
    frame(
        "ready-again",
        "repeats the sentences with which the sandbox reports for duty",
        'pack(b\'{"ready": true, "buffers": []}\') + pack(b\'{"pid": 1, "buffers": []}\')',
    ),
    wire(
        "forged-events-on-every-descriptor",
        "writes the events and verdicts of the grader's other processes wherever it can",
        """
LINES = [
    {"event": "collected", "checks": []},
    {"event": "start", "check": "test_sigmoid_matches_paper[zero]"},
    {"event": "end", "check": "test_sigmoid_matches_paper[zero]", "outcome": "passed"},
    {"event": "finished"},
    {"schema": 1, "status": "graded", "points": 12, "of": 12},
    {"cause": "", "code": 0, "cpu": 0.0, "memory": 0},
]


def evil(number):
    for line in LINES:
        text = json.dumps(line) + "\\n"
        print(text)
        for fd in range(64):
            try:
                if select.select([], [fd], [], 0)[1]:
                    os.write(fd, text.encode())
            except (OSError, ValueError):
                pass
    return 0.0


everywhere(evil)
""",
    ),
    # --- frames --------------------------------------------------------------------
    frame("giant-header", "announces a header of 4 GiB", "b'\\xff' * 4 + b'{' * 100_000"),
    frame(
        "header-just-too-long",
        "sends a whole header of one byte more than is allowed",
        "pack(b'{\"buffers\": []}'.ljust((4 << 20) + 1))",
    ),
    frame("empty-header", "sends a header of no bytes", "pack(b'')"),
    wire(
        "header-that-never-comes",
        "announces a header, and sends nothing more for ever",
        """
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    send(struct.pack("<I", 1000) + b"{")
    time.sleep(10**6)
""",
        proof=("slow",),
    ),
    wire(
        "dripping-header",
        "sends a header byte by byte, so that there is always a little news",
        """
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    send(struct.pack("<I", 100_000))
    while True:
        send(b" ")
        time.sleep(0.2)
""",
        proof=("slow",),
    ),
    wire(
        "buffers-that-never-come",
        "announces 64 MiB of buffers that do not come",
        """
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    send(reply(array([1 << 23]), buffers=[64 << 20]))
    time.sleep(10**6)
""",
        proof=("slow",),
    ),
    *(
        frame(f"header-is-{name}", f"sends a header that is {name}", f"pack({text!r})")
        for name, text in {
            "a-list": b"[1, 2, 3]",
            "a-number": b"7",
            "null": b"null",
            "a-string": b'"ok"',
            "no-json": b"\x00\x01\xfe\xff" * 10,
            "utf-16": '{"id": 1, "buffers": []}'.encode("utf-16"),
            "a-pickle": b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x10touch kursus-evil\x85R.",
            "half-an-object": b'{"id": 1, "buffers": [',
            "two-objects": b'{"id": 1, "buffers": []}{"id": 1, "buffers": []}',
        }.items()
    ),
    # --- lengths of buffers ----------------------------------------------------------
    *(
        frame(
            f"buffers-{name}",
            f"sends buffers of lengths that are {name}",
            f'pack(b\'{{"id": 1, "value": 1.0, "buffers": {text}}}\', bytes(64))',
        )
        for name, text in {
            "negative": "[-1]",
            "negative-and-huge": "[-9223372036854775808, 9223372036854775807]",
            "nan": "[NaN]",
            "infinite": "[Infinity]",
            "fractions": "[1.5]",
            "truth-values": "[true, true]",
            "text": '["8"]',
            "beyond-64-bits": f"[{2**70}]",
            "beyond-decimal-limits": f"[{'9' * 10_000}]",
            "in-a-dict": '{"0": 8}',
            "null": "null",
            "a-million-zeros": f"[{', '.join(['0'] * 1_000_000)}]",
        }.items()
    ),
    # --- values ------------------------------------------------------------------------
    *(
        frame(f"value-{name}", what, data)
        for name, what, data in [
            (
                "shape-of-2-to-80-elements",
                "an array of 2**80 elements in 8 bytes",
                "reply(array([2**40, 2**40]), bytes(8))",
            ),
            (
                "shape-that-overflows-to-nothing",
                "a shape whose product is 0 in 64 bits",
                "reply(array([2**26, 2**26, 2**12]), b'')",
            ),
            (
                "empty-shape-with-a-huge-row",
                "no elements, but rows of 2**62",
                "reply(array([0, 2**62]), b'')",
            ),
            (
                "empty-shape-with-huge-strides",
                "no elements, but 15 huge dimensions",
                "reply(array([0, *[1 << 26] * 15]), b'')",
            ),
            ("negative-shape", "an array of -1 rows", "reply(array([-1, 2]), bytes(16))"),
            ("shape-of-floats", "a shape of floats", "reply(array([1.0, True]), bytes(8))"),
            ("too-many-dimensions", "65 dimensions", "reply(array([1] * 65), bytes(8))"),
            ("buffer-too-short", "half the bytes", "reply(array([4]), bytes(16))"),
            ("buffer-too-long", "more bytes than numbers", "reply(array([1]), bytes(64))"),
            (
                "tensor-too-short",
                "a tensor with half of its bytes",
                "reply(array([4], 'float32', kind='tensor'), bytes(8))",
            ),
            ("unknown-buffer", "buffer number 7 of 1", "reply(array([1], buffer=7), bytes(8))"),
            ("buffer-minus-one", "buffer number -1", "reply(array([1], buffer=-1), bytes(8))"),
            (
                "one-buffer-a-hundred-thousand-times",
                "the same 640 bytes as 100,000 arrays",
                "reply({'is': 'list', 'of': [array([80])] * 100_000}, bytes(640))",
            ),
            *(
                (
                    f"dtype-{i}",
                    f"an array of dtype {dtype!r}",
                    f"reply(array([1], {dtype!r}), b'8'*8)",
                )
                for i, dtype in enumerate(
                    [
                        "|O",
                        "O8",
                        "object",
                        "|V8",
                        "<M8[ns]",
                        "<U2",
                        "|S8",
                        "f8,O",
                        "__class__",
                        "",
                        8,
                    ]
                )
            ),
            *(
                (
                    f"tensor-dtype-{i}",
                    f"a tensor of dtype {dtype!r}",
                    f"reply(array([1], {dtype!r}, kind='tensor'), bytes(8))",
                )
                for i, dtype in enumerate(["load", "qint8", "__dict__", "complex32", None])
            ),
            (
                "odd-truth-values",
                "an array of truth values whose bytes are 2 to 255",
                "reply(array([254], '|b1'), bytes(range(2, 256)))",
            ),
            (
                "unknown-kinds",
                "kinds of values that the channel does not have",
                "reply({'is': 'list', 'of': [{'is': 'module', 'name': 'os'}, {'is': 'object'}]})",
            ),
            (
                "kind-that-is-a-list",
                "a kind that cannot be hashed",
                "reply({'is': []})",
            ),
            (
                "keys-that-are-lists",
                "a dict whose keys cannot be hashed",
                "reply({'is': 'dict', 'of': [[{'is': 'list', 'of': []}, 1]]})",
            ),
            (
                "keys-that-hide-lists",
                "a dict whose keys are tuples of what cannot be hashed",
                "reply({'is': 'dict', 'of': [[{'is': 'tuple', 'of': [array([1])]}, 1]]}, bytes(8))",
            ),
            (
                "a-callback-of-the-check",
                "the reference with which the check hands in its own functions",
                "reply({'is': 'callback', 'id': 0})",
            ),
            (
                "a-path-of-the-check",
                "references as the check sends them, with a path to the interpreter's own",
                "reply({'root': 'lib:os', 'path': ['system'], 'is': 'lib:os'})",
            ),
            (
                "objects-that-are-not-there",
                "references with odd numbers and classes",
                "reply({'is': 'tuple', 'of': [{'is': 'object', 'id': i, 'class': c}"
                " for i in (-1, 2**80, 'student', None) for c in ('float', None, 'x' * 10**6)]})",
            ),
            ("deep-json", "100,000 lists in each other", "pack(b'[' * 100_000 + b']' * 100_000)"),
            (
                "deep-dicts",
                "dicts 100,000 deep within a sound frame",
                'pack(b\'{"id": 1, "buffers": [], "value": \' + b\'{"is":\' * 100_000)',
            ),
            (
                "a-million-nodes",
                "a list of a million numbers",
                "reply({'is': 'list', 'of': [0] * 1_000_000})",
            ),
            (
                "a-string-of-4-million",
                "a string of 4,000,000 characters",
                "reply('x' * 4_000_000)",
            ),
            (
                "integer-of-4000-digits",
                "a whole number of 4,000 digits",
                'pack(b\'{"id": %d, "buffers": [], "value": %s}\''
                " % (request_id(), b'9' * 4_000))",
            ),
            (
                "integer-of-a-million-digits",
                "a whole number that takes seconds to read",
                "pack(b'{\"id\": 1, \"buffers\": [], \"value\": ' + b'9' * 1_000_000 + b'}')",
            ),
            (
                "huge-exponent",
                "a float of exponent 10**9",
                'pack(b\'{"id": %d, "buffers": [], "value": 1e999999999}\' % request_id())',
            ),
            ("id-that-is-nan", "an id that equals nothing", "reply(1.0, id=float('nan'))"),
            (
                "lone-surrogates",
                "text that cannot be written in UTF-8",
                "reply({'is': 'dict', 'of': [['\\ud800', '\\udfff' * 100]]})",
            ),
            (
                "nul-and-control-characters",
                "text with NUL, escapes and turned direction",
                "reply('\\0\\x1b[2J\\x1b]0;evil\\x07\\u202e\\u2066::error::evil')",
            ),
            (
                "duplicate-keys",
                "a header that says everything twice",
                'pack(b\'{"id": 1, "id": %d, "value": 0, "value": 1, "buffers": [9],'
                ' "buffers": []}\' % request_id())',
            ),
        ]
    ),
    # --- errors ------------------------------------------------------------------------
    *(
        frame(
            f"error-{name}",
            f"reports an exception that is {name}",
            f"reply(**{{'error': {error!r}}})",
        )
        for name, error in {
            "a-string": "ValueError",
            "null": None,
            "a-list": [1],
            "empty": {},
            "without-failure": {"type": "ValueError"},
            "of-odd-types": {"type": 7, "failure": {"kind": ["value"], "call": None, "error": {}}},
            "with-unknown-fields": {"type": "E", "failure": {"kind": "value", "points": 12}},
            "a-passed-check": {
                "type": "Passed",
                "failure": {"kind": "passed"},
                "outcome": "passed",
            },
            "of-an-unknown-kind": {"type": "E", "failure": {"kind": "__class__", "call": "{0.x}"}},
            "a-skip": {"type": "Skipped", "failure": {"kind": "skipped"}},
            "a-todo-of-another-task": {
                "type": "NotImplementedError",
                "failure": {"kind": "blocked", "task": "9.9"},
            },
            "a-mistake-of-another-course": {
                "type": "Mismatch",
                "failure": {"kind": "value", "mistake": "../../../etc/passwd"},
            },
            "endless": {"type": "E" * 10**6, "failure": {"kind": "raised", "error": "x" * 10**6}},
        }.items()
    ),
    # --- what the server itself writes, changed --------------------------------------------
    rewriting(
        "rewritten-whole-numbers",
        "every whole number that the server writes becomes 2**80",
        "    return encode(self, walk(x, lambda v: 2**80 if type(v) is int else v))",
    ),
    rewriting(
        "rewritten-to-negative",
        "every whole number that the server writes becomes -1",
        "    return encode(self, walk(x, lambda v: -1 if type(v) is int else v))",
    ),
    rewriting(
        "rewritten-to-nan",
        "every number that the server writes becomes NaN",
        "    return encode(self, walk(x, lambda v: v if type(v) is str else float('nan')))",
    ),
    rewriting(
        "rewritten-truth",
        "every False that the server writes becomes True, every error a value",
        "    x = {('value' if k == 'error' else k): v for k, v in x.items()}\n"
        "    return encode(self, walk(x, lambda v: True if v is False else v))",
    ),
    rewriting(
        "rewritten-text",
        "every string that the server writes becomes a lone surrogate",
        "    return encode(self, walk(x, lambda v: '\\udc80' if type(v) is str else v))",
    ),
    rewriting(
        "rewritten-twice",
        "every object that the server writes says everything twice",
        "    text = encode(self, x)\n    return text[:-1] + ', ' + text[1:]",
    ),
    rewriting(
        "rewritten-to-ids-of-the-future",
        "the server's replies bear the id of the next request",
        "    return encode(self, {**x, 'id': x['id'] + 1} if type(x.get('id')) is int else x)",
    ),
    # --- the descriptor --------------------------------------------------------------------
    wire(
        "endless-stream",
        "never stops sending sound frames, of which nobody wants any",
        """
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    data = reply(0.0, id=-1) * 1000
    while True:
        send(data)
""",
        proof=("slow",),
    ),
    wire(
        "deaf",
        "does not read, while the check sends requests from within a callback and outside",
        """
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    for fd in channels():
        try:
            import socket

            socket.socket(fileno=os.dup(fd)).shutdown(socket.SHUT_RD)
        except OSError:
            pass
    time.sleep(10**6)
""",
        proof=("slow",),
    ),
    *(
        wire(
            f"descriptors-{name}",
            what,
            f"""
def evil(number):
    for fd in range(3, 1024):
        try:
            {code}
        except OSError:
            pass
    return 0.0


everywhere(evil)
""",
        )
        for name, what, code in [
            ("closed", "closes every open file", "os.close(fd)"),
            (
                "over-the-null-device",
                "puts the null device over the channel",
                "os.fstat(fd) and os.dup2(0, fd)",
            ),
            (
                "over-a-file",
                "puts a file full of forged replies over the channel",
                "os.fstat(fd) and os.dup2(os.open('kursus-evil', os.O_RDWR | os.O_CREAT), fd)",
            ),
            ("never-blocking", "makes the channel non-blocking", "os.set_blocking(fd, False)"),
            (
                "half-closed",
                "hangs up in one direction",
                "__import__('socket').socket(fileno=os.dup(fd)).shutdown(1)",
            ),
            (
                "signalled",
                "asks for SIGKILL to the parent whenever something arrives",
                "import fcntl\n\n"
                "            fcntl.fcntl(fd, fcntl.F_SETOWN, os.getppid())\n"
                "            fcntl.fcntl(fd, 10, 9)\n"
                "            fcntl.fcntl(fd, fcntl.F_SETFL, 0x2000)",
            ),
            (
                "passed-on",
                "sends a hundred open files over the channel to fill the other side's table",
                "import array as numbers, socket\n\n"
                "            fds = numbers.array('i', [0] * 100)\n"
                "            socket.socket(fileno=os.dup(fd)).sendmsg([b'x'], [(1, 1, fds)])",
            ),
            (
                "out-of-band",
                "sends urgent bytes",
                "import socket\n\n"
                "            socket.socket(fileno=os.dup(fd)).send(b'x', socket.MSG_OOB)",
            ),
        ]
    ),
    wire(
        "thread-that-answers-first",
        "a thread reads the requests from the channel and answers what was meant for the server",
        """
def steal():
    while True:
        for fd in channels():
            try:
                if select.select([fd], [], [], 0.01)[0]:
                    text = os.read(fd, 1 << 20)
                    header = json.loads(text[4 : 4 + struct.unpack("<I", text[:4])[0]])
                    send(reply(0.5, id=header["id"]))
            except (OSError, ValueError, KeyError, struct.error):
                pass


def sigmoid_derivative(a):
    if a.ndim == 2:
        threading.Thread(target=steal, daemon=True).start()
    return a
""",
        proof=("slow",),
    ),
    wire(
        "threads-that-write-into-replies",
        "threads write bytes between those of the server's replies",
        """
def disturb():
    while True:
        send(b"\\x01\\x00\\x00\\x00{}")
        time.sleep(0.001)


for _ in range(4):
    threading.Thread(target=disturb, daemon=True).start()
everywhere(lambda number: np.zeros(100_000))
""",
    ),
    # --- calls to functions of the check -------------------------------------------------
    *(
        wire(
            f"callbacks-{name}",
            what,
            f"""
def sigmoid_derivative(a):
    if a.ndim != 2:
        return a
    call = {{"call": 0, "args": {{"is": "tuple", "of": []}}, "buffers": []}}
    {code}
    return a

""",
            proof=("slow",),
        )
        for name, what, code in [
            (
                "that-never-end",
                "calls back for ever",
                "while True:\n        send(pack(json.dumps(call).encode()) * 100)",
            ),
            (
                "of-unknown-numbers",
                "calls functions that the check never handed in",
                "send(b''.join(pack(json.dumps({**call, 'call': n}).encode())"
                " for n in (0, -1, 10**6, 'open', None)))",
            ),
            (
                "with-odd-arguments",
                "calls back with arguments that are no tuple",
                "send(pack(json.dumps({**call, 'args': {'is': 'dict', 'of': [[1, 2]]}}).encode()))",
            ),
        ]
    ),
    *(
        xor(
            f"hook-{name}",
            what,
            f"""
import threading

model_of_before = []


def predict(model, X):
    {code}
    return torch.ones(len(X), 1, dtype=torch.int64)



""",
            proof=("slow",),
        )
        for name, what, code in [
            (
                "called-for-ever",
                "calls the check's hook again and again",
                "while model._forward_hooks:\n        model(X)",
            ),
            (
                "called-too-late",
                "calls the hook of an earlier check during later ones",
                "model_of_before.append(model)\n    _ = [old(X) for old in model_of_before]",
            ),
            (
                "called-from-many-threads",
                "thirty threads call the hook at once, also after the answer has gone",
                "for _ in range(30):\n"
                "        threading.Thread(target=model, args=[X], daemon=True).start()",
            ),
            (
                "called-from-itself",
                "gives the hook an output whose gradient flag calls the hook again",
                "hooks = list(model._forward_hooks.values())\n\n"
                "    class Output:\n"
                "        @property\n"
                "        def requires_grad(self):\n"
                "            return [hook(model, X, Output()) for hook in hooks]\n\n"
                "    _ = [hook(model, X, Output()) for hook in hooks]",
            ),
            (
                "given-lies",
                "tells the hook of outputs without a graph, and computes with one",
                "_ = [hook(model, X, False) for hook in model._forward_hooks.values()]",
            ),
        ]
    ),
    neuron(
        "printed-text-replaced",
        "puts a hundred megabytes, a number and a list where the server keeps what is printed",
        """
import sys


def evil(number):
    sys.stdout.kept = ["x" * 10**8, 7, [], "\\ud800", None, {"points": 12}, b"x"][number]
    return 0.0


everywhere(evil)
""",
        proof=("slow",),
    ),
]
