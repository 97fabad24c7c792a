"""Wrong answers fail with the right diagnosis, right ones pass: in practice and in grading.

Each answer replaces functions of the reference. In practice mode the checks run in
this process, so that libraries are loaded once for all of them; the grader runs the
same answer in a process of its own, and must come to the same outcomes.

The first answer of each module meets all its checks, in both modes. Then come, for the checks
of their own task, the first answer with each mistake and the first two right ones.
With ``--thorough`` (``make trust``) all answers meet all checks, and the right ones come
under SEEDS seeds.
"""

import ast
import runpy
import textwrap
import zlib
from collections import Counter
from pathlib import Path

import pytest

from kursus import stubs
from kursus.catalog import find_course
from kursus.results import BLOCKED, PASSED

COURSE = find_course(Path(__file__).parent)
SEEDS = 20


def answers(kind):
    """(module, answer, whether it is its module's first) of every answer of a kind."""
    for name in COURSE.names:
        path = COURSE.root / "tests" / kind / f"{name}.py"
        if not path.is_file():  # the module has no answers yet; test_every_task_has_answers tells
            continue
        begun = Counter()
        for number, answer in enumerate(runpy.run_path(str(path))["ANSWERS"]):
            task, mistake = answer["task"], answer.get("mistake", "right")
            first = number == 0
            again = begun[task, mistake] >= (2 if mistake == "right" else 1)
            begun[task, mistake] += 1
            marks = pytest.mark.thorough if again else ()
            yield pytest.param(name, answer, first, id=f"{name}-{task}-{number}", marks=marks)


def splice(solution, module, answer):
    """The reference with the answer's definitions in place of its own."""
    task = module.task(answer["task"])
    owner = task.functions[0].partition(".")[0]
    tree = ast.parse(answer["code"])
    lines = answer["code"].splitlines()
    methods, functions, rest = [], [], []
    for node in tree.body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        text = "\n".join(lines[first - 1 : node.end_lineno])
        if not isinstance(node, ast.FunctionDef):
            rest.append(text)
        elif node.args.args and node.args.args[0].arg == "self":
            methods.append(text)
        elif any(node.name in other.functions for other in module.tasks):
            functions.append((node.name, text))
        else:  # a helper of the answer's own
            rest.append(text)
    if methods:
        donor = f"class {owner}:\n" + textwrap.indent("\n\n".join(methods), "    ") + "\n"
        solution = stubs.transplant(donor, solution, [owner])
    for name, text in functions:
        solution = stubs.transplant(f"{text}\n", f"{solution}\n", [name])
    return "\n\n".join([solution, *rest]) + "\n"


def check(practise, module, script, answer, whole, grader):
    """Results for this file, by task id: of its own task and what that calls, or of all.

    Of all, the grader has to give the same ones.
    """
    # A new seed for each answer, the same at each run.
    seed = zlib.crc32(answer["code"].encode())
    own = [
        t for t in module.tasks if t.id == answer["task"] or depends(module, answer["task"], t.id)
    ]
    results = practise(module, script, seed, module.tasks if whole else own)
    if grader is not None and whole:
        told = {task: seen(r.outcome, r.decisive) for task, r in results.items()}
        assert grade(module, script, seed, grader) == told
    return results


def seen(outcome, decisive):
    """What both modes must agree on."""
    failure = decisive.failure if decisive else None
    return outcome, failure.kind if failure else "", failure.mistake if failure else ""


def grade(module, script, seed, grader):
    """What the grader sees of every task, by task id."""
    from kursus.grading.service import Job
    from kursus.grading.verdicts import GRADED, Provenance, decisive_check

    provenance = Provenance("", "", (module.name,), seed, grader.isolation)
    verdict = grader.grade(Job("x", "x", provenance, {module.name: script.read_bytes()}))
    assert verdict.status == GRADED, verdict.modules
    (graded,) = verdict.modules
    return {task.id: seen(task.outcome, decisive_check(task)) for task in graded.tasks}


def place(tmp_path, module, answer):
    script = tmp_path / module.script.name
    script.write_text(splice(module.solution.read_text("utf-8"), module, answer), "utf-8")
    return script


def depends(module, task, other):
    """Whether ``task`` normally calls ``other``, directly or not."""
    needs = module.task(task).needs
    return other in needs or any(depends(module, need, other) for need in needs)


@pytest.mark.parametrize(("name", "answer", "first"), list(answers("wrong_answers")))
def test_wrong_answer_fails_with_its_diagnosis(
    tmp_path, practise, grader, thorough, name, answer, first
):
    module = COURSE.module(name)
    script = place(tmp_path, module, answer)
    results = check(practise, module, script, answer, first or thorough, grader)
    mine = results[answer["task"]]
    assert mine.outcome not in (PASSED, BLOCKED), answer["en"]
    found = mine.decisive.failure
    if answer["mistake"]:
        assert found.mistake == answer["mistake"], found
    for task, result in results.items():
        if task != answer["task"] and not depends(module, task, answer["task"]):
            assert result.outcome == PASSED, (task, result.decisive)


@pytest.mark.parametrize(("name", "answer", "first"), list(answers("right_answers")))
def test_right_answer_passes(tmp_path, practise, grader, thorough, name, answer, first):
    module = COURSE.module(name)
    script = place(tmp_path, module, answer)
    results = check(practise, module, script, answer, first or thorough, grader)
    wrong = {task: r.decisive for task, r in results.items() if r.outcome != PASSED}
    assert not wrong, answer["how"]
    for seed in range(SEEDS if thorough else 0):
        results = practise(module, script, seed, [module.task(answer["task"])])
        wrong = {task: r.decisive for task, r in results.items() if r.outcome != PASSED}
        assert not wrong, (answer["how"], seed)


@pytest.mark.parametrize("name", COURSE.names)
@pytest.mark.parametrize(("kind", "least"), [("wrong_answers", 4), ("right_answers", 2)])
def test_every_task_has_answers(name, kind, least):
    module = COURSE.module(name)
    found = runpy.run_path(str(COURSE.root / "tests" / kind / f"{name}.py"))["ANSWERS"]
    tasks = [answer["task"] for answer in found]
    assert {task.id for task in module.tasks if tasks.count(task.id) < least} == set()


@pytest.mark.parametrize("name", COURSE.names)
def test_every_known_mistake_is_made_by_a_wrong_answer(name):
    found = runpy.run_path(str(COURSE.root / "tests" / "wrong_answers" / f"{name}.py"))["ANSWERS"]
    assert {answer["mistake"] for answer in found} - {""} == set(COURSE.module(name).mistakes)
