"""Hostile and broken submissions against the real grader: none gains a point, leaks or disturbs.

The attacks stand in ``attacks/``; its ``common.py`` says what each field means. Each
level grades all of them once, two at a time, between submissions of honest people.
With the isolation off some of them must succeed, or this suite could not fail.
"""

import contextlib
import dataclasses
import hashlib
import json
import runpy
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kursus.catalog import find_course
from kursus.grading.verdicts import Provenance, proper
from kursus.report import exports
from kursus.results import PASSED

if sys.platform != "linux":
    pytest.skip("grading needs Linux", allow_module_level=True)

from kursus.grading import sandbox
from kursus.grading.service import Job, Service, choose_isolation

COURSE = find_course(Path(__file__).parent)
FOLDER = Path(__file__).with_name("attacks")
COMMON = runpy.run_path(str(FOLDER / "common.py"))
ATTACKS = {
    attack["name"]: attack
    for file in sorted(FOLDER.glob("*.py"))
    if file.name != "common.py"
    for attack in runpy.run_path(str(file))["ATTACKS"]
}
SECRET = "the-canary-that-nobody-may-hear"
LIMIT = 0.4  # seconds for one check: an attack that hangs shall not hang the suite
SLOW = 90.0  # seconds that no single submission may take with that limit
GIVEN = [level for level, why in sandbox.probe().items() if not why and level != "none"]
# The level that a grader takes by itself; the others are the long part.
LEVELS = [
    pytest.param(level, marks=[] if level == choose_isolation(None, None) else pytest.mark.thorough)
    for level in GIVEN
]


class Scene:
    """The places that attacks aim at, and what has become of them."""

    def __init__(self, folder):
        folder.chmod(0o755)  # what one user may see, another one may try to
        self.folder = folder
        self.contacts = []
        self.canary = folder / "canary.txt"
        self.canary.write_text(SECRET)
        self.neighbour = folder / "neighbour.py"
        self.neighbour.write_text(f"# {SECRET}\n")
        self.verdicts = folder / "verdicts"
        self.verdicts.mkdir()
        (self.verdicts / "journal.jsonl").write_text("{}\n")
        self.servers = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
        self.servers[1].bind(str(folder / "socket"))
        self.servers[1].listen()
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(self.servers[0].getsockname())
        for server in self.servers:
            threading.Thread(target=self._accept, args=[server], daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()
        self.places = {
            "CANARY": str(self.canary),
            "CHECKS": str(COURSE.module("01").checks),
            "PORT": str(self.servers[0].getsockname()[1]),
            "UNIX": str(folder / "socket"),
            "NEIGHBOUR": str(self.neighbour),
            "OUT": str(self.verdicts),
            "COURSE": str(COURSE.root),
        }

    def _accept(self, server):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                connection.close()
                self.contacts.append(server.family.name)

    def _listen(self):
        with contextlib.suppress(OSError):
            while self.udp.recv(1000):
                self.contacts.append("udp")

    def state(self):
        """What must not change: names, contents, rights and owners."""
        found = {}
        places = [self.folder, COURSE.root / "tests/modules", COURSE.root / "solutions"]
        for path in sorted(path for place in places for path in place.rglob("*")):
            about = path.lstat()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            found[str(path)] = (about.st_mode, about.st_uid, about.st_mtime_ns, content)
        return found

    def close(self):
        for one in (*self.servers, self.udp):
            one.close()


def evil_files():
    """Files of the attacks where they could have left them on this machine."""
    places = (COURSE.root, Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path.home())
    return [path for place in places if place.is_dir() for path in place.glob("*kursus-evil*")]


def evil_processes():
    """Processes that are there now and bear the attacks' name."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            text = (folder / "cmdline").read_bytes() + (folder / "comm").read_bytes()
            if b"kursus-evil" in text:
                found.append(text)
    return found


def quick(module):
    tasks = tuple(dataclasses.replace(task, time_limit=LIMIT) for task in module.tasks)
    return dataclasses.replace(module, tasks=tasks)


@pytest.fixture(scope="module")
def secret_environment():
    """A token of the teacher's in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOKEN_OF_THE_TEACHER", SECRET)
        yield


@pytest.fixture(scope="module", params=LEVELS)
def battle(request, secret_environment, tmp_path_factory):
    """All attacks graded at one level: verdict and seconds by name, the scene, how it was."""
    scene = Scene(tmp_path_factory.mktemp(request.param))
    modules = [quick(COURSE.module(name)) for name in ("01", "04")]
    before = scene.state()

    def grade(name):
        attack = ATTACKS[name]
        job = make_job(attack["module"], COMMON["fill"](attack["code"], **scene.places))
        begin = time.monotonic()
        verdict = service.grade(job)
        return verdict, time.monotonic() - begin, service.grade(honest)

    def make_job(module, code):
        provenance = Provenance("", "", (module,), 7, request.param)
        return Job("x", "x", provenance, {module: code.encode("utf-8", "surrogateescape")})

    honest = make_job("01_numpy_neuron", COURSE.module("01").solution.read_text("utf-8"))
    with Service(COURSE, modules, request.param) as service:
        servers = dict(service.servers)
        with ThreadPoolExecutor(4) as executor:
            verdicts = dict(zip(ATTACKS, executor.map(grade, ATTACKS), strict=True))
        same_servers = servers == service.servers
    scene.close()
    return verdicts, scene, before, same_servers


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_gains_and_leaks_nothing(battle, name):
    attack = ATTACKS[name]
    verdict, seconds, honest = battle[0][name]
    (module,) = verdict.modules
    earned = [task.id for task in module.tasks if task.outcome == PASSED]
    assert earned == attack["deserves"], module
    assert module.problem is None  # hostile code is answered with a verdict, not with a fault
    told = proper(verdict) + exports.feedback_markdown(COURSE, verdict, "en")
    assert SECRET not in told
    assert "KURSUS-BREACH" not in told, told[told.index("KURSUS-BREACH") - 300 :][:700]
    assert seconds < SLOW
    assert honest.points == honest.of, "the next one was graded otherwise"


def test_nothing_was_touched_contacted_or_left_behind(battle):
    _, scene, before, same_servers = battle
    assert scene.state() == before
    assert scene.contacts == []
    assert evil_files() == []
    assert evil_processes() == []
    assert same_servers, "a server of the grader had to be started again"


CONTROL = ["reads-the-canary", "reads-the-checks", "changes-files-by-appending", "network-by-tcp"]


def test_attacks_succeed_without_isolation(tmp_path):
    # Only the verdict itself stays out of reach there; what nothing stops must show here.
    scene = Scene(tmp_path)
    checks = tmp_path / "checks.py"  # not the real ones: they would be changed
    checks.write_bytes(COURSE.module("01").checks.read_bytes())
    scene.places |= {"CHECKS": str(checks), "COURSE": str(tmp_path)}
    before = scene.state()
    told = ""
    try:
        with Service(COURSE, [quick(COURSE.module("01"))], "none") as service:
            for name in CONTROL:
                code = COMMON["fill"](ATTACKS[name]["code"], **scene.places)
                provenance = Provenance("", "", ("01_numpy_neuron",), 7, "none")
                job = Job("x", "x", provenance, {"01_numpy_neuron": code.encode()})
                verdict = service.grade(job)
                assert verdict.points == 0
                told += json.dumps(proper(verdict))
        assert "KURSUS-BREACH" in told
        assert SECRET in told
        assert scene.contacts
        changed = {path for path, state in scene.state().items() if before.get(path) != state}
        assert changed
        assert all(path.startswith(str(tmp_path)) for path in changed), changed
    finally:
        scene.close()
