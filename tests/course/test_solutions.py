"""Every solution passes every check; every stub gives only to do and blocked."""

from pathlib import Path

import pytest

from kursus import runner
from kursus.catalog import find_course
from kursus.results import BLOCKED, PASSED, TODO

COURSE = find_course(Path(__file__).parent)
BY_NAME = pytest.mark.parametrize("name", COURSE.names)


@BY_NAME
def test_solution_passes_every_check(name):
    module = COURSE.module(name)
    report = runner.check(module, script=module.solution)
    assert [r.task.id for r in report.tasks] == [task.id for task in module.tasks]
    wrong = [check for r in report.tasks for check in r.checks if check.outcome != PASSED]
    assert wrong == []
    assert report.points == module.points


@BY_NAME
@pytest.mark.parametrize("block", range(20))
@pytest.mark.thorough
def test_solution_passes_under_200_seeds(practise, name, block):
    module = COURSE.module(name)
    for seed in range(10 * block, 10 * block + 10):
        results = practise(module, module.solution, seed, module.tasks)
        wrong = {task: r.decisive for task, r in results.items() if r.outcome != PASSED}
        assert not wrong, seed


def test_solutions_get_full_marks_from_the_grader(grader):
    if grader is None:
        pytest.skip("grading needs Linux")
    from kursus.grading.service import Job
    from kursus.grading.verdicts import Provenance

    files = {name: COURSE.module(name).solution.read_bytes() for name in COURSE.names}
    provenance = Provenance("", "", COURSE.names, 3, grader.isolation)
    verdict = grader.grade(Job("x", "x", provenance, files))
    assert [module.problem for module in verdict.modules] == [None] * len(files)
    assert verdict.points == verdict.of == sum(COURSE.module(n).points for n in COURSE.names)


@BY_NAME
def test_stub_is_only_to_do_or_blocked(name):
    module = COURSE.module(name)
    report = runner.check(module)
    assert {r.outcome for r in report.tasks} <= {TODO, BLOCKED}
    assert {c.outcome for r in report.tasks for c in r.checks} <= {TODO, BLOCKED}
    assert report.points == 0
    # The first task of a module can always be begun.
    assert report.tasks[0].outcome == TODO
