"""`kursus watch`: warm processes, and what happens while somebody edits a file."""

import contextlib
import dataclasses
import json
import os
import queue
import sys
import threading
import time

import pytest

from kursus import runner, warm, watch
from kursus.catalog import find_course
from kursus.results import FAILED, PASSED, TIMEOUT, TODO

KINDS = [warm.Spares] + [warm.Forks] * warm.FORKS
PATIENCE = 60  # seconds: machines may be busy


@pytest.fixture
def module(course):
    """The module of the miniature course."""
    return find_course(course).module("01")


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__.lower())
def start(request, course, module):
    """Warm processes of one kind."""
    forks = request.param is warm.Forks
    made = warm.Forks(find_course(course), module) if forks else warm.Spares(module)
    yield made
    made.close()


def verdicts(report):
    """What a run has found, without times."""
    return [
        [dataclasses.replace(check, seconds=0.0) for check in result.checks]
        for result in report.tasks
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ("return 2 * x", "return x ** 2"),
        ("return 2 * x", "print('seen', x)\n    return x"),
        ("return len(items)", "raise KeyboardInterrupt"),
        ("return len(items)", "while True: pass"),
        ("return len(items)", "import os; os._exit(7)"),
        ("return 2 * x", "return 2 * x)"),
        ("# --- Given ---", "import sys; sys.exit()"),
    ],
    ids=lambda change: change[1].splitlines()[0][-20:] if change[1] else "solution",
)
def test_warm_processes_find_what_cold_ones_find(module, solve, start, change):
    solve(change)
    cold = runner.check(module, seed=3)
    assert verdicts(runner.check(module, seed=3, start=start)) == verdicts(cold)


def test_a_dead_server_is_replaced(module, solve, course):
    if not warm.FORKS:
        pytest.skip("only Linux keeps a server")
    solve()
    with contextlib.closing(warm.Forks(find_course(course), module)) as start:
        for _ in range(2):
            assert runner.check(module, start=start).passed
            start.server.kill()
            start.server.wait()


def test_check_borrows_the_warm_processes_of_a_watch(course, module, solve, kursus, monkeypatch):
    if not warm.FORKS:
        pytest.skip("only Linux keeps a server")
    solve()
    start = warm.Forks(find_course(course), module)
    with contextlib.closing(start):
        assert runner.check(module, start=start).passed  # it is ready now

        def cold():
            raise AssertionError("a process of its own was started")

        with monkeypatch.context() as patch:
            patch.setattr(warm, "Process", cold)
            patch.setattr(runner, "Process", cold)
            assert kursus("check", "01").exit_code == 0
    assert kursus("check", "01").exit_code == 0  # and without it
    # A note that a killed watch has left misleads nobody.
    (find_course(course).state / "watch.json").write_text(
        json.dumps({"module": module.name, "socket": "/no"})
    )
    assert kursus("check", "01").exit_code == 0


class Watched:
    """Happenings of a watch, one after the other."""

    def __init__(self, module, start):
        self.keys = queue.Queue()
        self.found = queue.Queue()
        self.stream = watch.happenings(module, start, self.read_keys)
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.follow)
        self.thread.start()

    def read_keys(self, stop, put):
        while not stop.is_set():
            with contextlib.suppress(queue.Empty):
                put(self.keys.get(timeout=0.05))

    def follow(self):
        for happening in self.stream:
            self.found.put(happening)
            if happening == watch.Key("q"):
                break
        self.stream.close()

    def until(self, kind):
        """All up to the next happening of this kind."""
        found = []
        while not found or not isinstance(found[-1], kind):
            found.append(self.found.get(timeout=PATIENCE))
        return found

    def close(self):
        self.keys.put("q")
        self.thread.join()


@pytest.fixture
def watched(module, start):
    """A watch whose first run has ended."""
    made = Watched(module, start)
    made.until(watch.Done)
    yield made
    made.close()


def outcomes(happenings):
    return {h.result.task.id: h.result.outcome for h in happenings if isinstance(h, watch.Verdict)}


def test_every_save_is_checked(watched, module, solve):
    solve()
    assert outcomes(watched.until(watch.Done)) == dict.fromkeys(["1.1", "1.2", "1.3"], PASSED)
    solve(("len(items)", "0"))
    found = outcomes(watched.until(watch.Done))
    assert found == {"1.1": PASSED, "1.2": PASSED, "1.3": FAILED}


def test_an_editor_that_writes_by_rename_is_noticed(watched, module, solve):
    other = module.script.with_suffix(".swp")
    other.write_text(module.solution.read_text())
    os.replace(other, module.script)
    assert set(outcomes(watched.until(watch.Done)).values()) == {PASSED}


def test_a_deleted_file_is_told_and_comes_back(watched, module):
    text = module.script.read_text()
    module.script.unlink()
    watched.until(watch.Gone)
    module.script.write_text(text)
    assert outcomes(watched.until(watch.Done))["1.1"] == TODO


def test_writing_the_same_again_checks_nothing(watched, module, solve):
    module.script.write_bytes(module.script.read_bytes())
    module.script.with_name("notes.txt").write_text("another file")
    time.sleep(0.5)
    solve()
    assert [type(h) for h in watched.until(watch.Done)].count(watch.Saved) == 1


def test_a_save_ends_the_run_before_it(watched, solve):
    solve(("return 2 * x", "while True: pass"))
    watched.until(watch.Saved)
    time.sleep(0.5)
    solve()
    found = watched.until(watch.Done)
    assert set(outcomes(found).values()) == {PASSED}


def test_an_endless_loop_costs_its_own_task_alone(watched, solve):
    solve(("return len(items)", "while True: pass"))
    found = outcomes(watched.until(watch.Done))
    assert found == {"1.1": PASSED, "1.2": PASSED, "1.3": TIMEOUT}


def test_half_a_file_is_told_as_it_is_and_then_the_whole(watched, module):
    text = module.solution.read_bytes()
    module.script.write_bytes(text[:-30])
    time.sleep(0.3)
    module.script.write_bytes(text)
    while set(outcomes(watched.until(watch.Done)).values()) != {PASSED}:
        pass


def test_keys_are_told_in_order(watched):
    for key in "hln":
        watched.keys.put(key)
    found = [watched.until(watch.Key)[-1].name for _ in range(3)]
    assert found == ["h", "l", "n"]


def resources():
    """Open files, threads and children of this process."""
    fds = len(os.listdir("/proc/self/fd"))
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return fds, threading.active_count(), len(file.read().split())


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("start", KINDS[-1:], indirect=True)
def test_many_saves_leave_nothing_behind(watched, module, solve):
    solve()
    text = module.solution.read_text()
    before = None
    for n in range(40 if warm.FORKS else 12):
        module.script.write_text(f"{text}\n# {n}\n")
        watched.until(watch.Done)
        if n == 5:
            before = resources()
    assert all(now <= then + 2 for now, then in zip(resources(), before, strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="types into a pseudo terminal of Linux")
def test_the_command_in_a_terminal(course, module):
    import pty
    import termios

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(course)
        command = [sys.executable, "-m", "kursus.cli", "watch", "01", "--lang", "en"]
        os.execv(command[0], command)
    screen = ""

    def wait_for(text):
        nonlocal screen
        while text not in screen:
            screen += os.read(terminal, 4096).decode("utf-8", "replace")
        screen = screen.split(text, 1)[1]

    before = termios.tcgetattr(terminal)
    wait_for("[q] quit")
    wait_for("0 of 3 tasks passed")
    source = module.solution.read_text()
    module.script.write_text(source.replace("len(items)", "0"))
    wait_for("2 of 3 tasks passed")
    wait_for("Now: 1.3 Counter.count")
    for key, answer in (("h", "Hint 1 of 3 for 1.3"), ("l", "1.2 quadruple"), ("n", "Now: 1.3")):
        os.write(terminal, key.encode())
        wait_for(answer)
    module.script.write_text(source)
    wait_for("3 of 3 tasks passed")
    os.write(terminal, b"q")
    assert os.waitpid(process, 0)[1] == 0
    assert termios.tcgetattr(terminal) == before
    os.close(terminal)
