"""Facts about the course: stubs, hints, headings, languages, imports, budgets."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kursus import stubs
from kursus.catalog import find_course
from kursus.messages import LANGUAGES, SENTENCES

COURSE = find_course(Path(__file__).parent)
MODULES = [COURSE.module(name) for name in COURSE.names]
BY_NAME = pytest.mark.parametrize("module", MODULES, ids=COURSE.names)


def imports(path):
    """Names of all modules that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


# --- stubs ------------------------------------------------------------------------


@BY_NAME
def test_stub_is_what_its_solution_renders(module):
    want = stubs.render(module.solution.read_text("utf-8"), module)
    assert module.script.read_bytes() == want.encode()


@BY_NAME
def test_stub_asks_for_every_task_and_answers_none(module):
    source = module.script.read_text("utf-8")
    assert stubs.open_tasks(source) == [task.id for task in module.tasks]
    for task in module.tasks:
        for function in task.functions:
            for first, last in stubs.bodies(source, function).values():
                body = "".join(source.splitlines()[first - 1 : last]).strip()
                assert re.fullmatch(r'raise NotImplementedError\("TODO [\d.]+: [\w.]+"\)', body)


@BY_NAME
def test_solution_needs_no_markers(module):
    assert "TODO" not in module.solution.read_text("utf-8")


# --- module.toml, checks and lessons ----------------------------------------------


@BY_NAME
def test_tasks_are_numbered_as_the_module(module):
    ids = [f"{int(module.number)}.{n + 1}" for n in range(len(module.tasks))]
    assert [task.id for task in module.tasks] == ids


@BY_NAME
def test_every_task_has_three_hints_in_both_languages(module):
    for task in module.tasks:
        for lang in LANGUAGES:
            assert len(task.hints[lang]) == 3
            assert all(hint.strip() for hint in task.hints[lang])
        assert task.hints["id"] != task.hints["en"]


@BY_NAME
def test_every_task_has_checks_and_every_check_a_task(module):
    tree = ast.parse(module.checks.read_text("utf-8"))
    marks = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found = [
                d.args[0].value
                for d in node.decorator_list
                if isinstance(d, ast.Call) and ast.unparse(d.func) == "pytest.mark.task"
            ]
            marks[node.name] = found
    assert all(len(found) == 1 for found in marks.values()), marks
    assert {found[0] for found in marks.values()} == {task.id for task in module.tasks}


@BY_NAME
def test_checks_name_exactly_the_known_mistakes(module):
    strings = {
        node.value
        for node in ast.walk(ast.parse(module.checks.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = {text for text in strings if text in module.mistakes}
    assert used == set(module.mistakes)
    # Keys of ``mistakes=`` that module.toml does not know would never be explained.
    keys = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"(?=[:,)])', module.checks.read_text("utf-8")))
    assert keys <= set(module.mistakes)


DOCUMENTS = [
    *sorted(COURSE.root.glob("*.md")),
    *sorted((COURSE.root / "docs").glob("*.md")),
    *(module.lesson(lang) for module in MODULES for lang in LANGUAGES),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_links_of_a_document_resolve(path):
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, fragment = target.partition("#")
        if file.startswith("http"):
            continue
        other = (path.parent / file).resolve() if file else path
        assert other.is_file(), target
        if fragment:
            plain = re.sub(r"```.*?```", "", other.read_text("utf-8"), flags=re.DOTALL)
            titles = re.findall(r"^#+ (.*)$", plain, re.MULTILINE)
            known = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]
            assert fragment in known, target


@BY_NAME
def test_every_figure_is_shown_and_every_shown_figure_is_there(module):
    shown = set(re.findall(r"\(figures/([^)]+)\)", module.lesson("en").read_text("utf-8")))
    assert shown == {path.name for path in (module.folder / "figures").iterdir()}


# --- sentences --------------------------------------------------------------------


def fields(text):
    return set(re.findall(r"{(\w+)[^}]*}", text))


@pytest.mark.parametrize("key", SENTENCES)
def test_sentence_has_the_same_fields_in_both_languages(key):
    sentence = SENTENCES[key]
    assert set(sentence) == set(LANGUAGES)
    assert fields(sentence["id"]) == fields(sentence["en"])


def test_every_sentence_is_said_somewhere():
    code = "".join(
        path.read_text("utf-8")
        for path in (COURSE.root / "kursus").rglob("*.py")
        if path.name != "messages.py"
    )
    # Built from parts in the code: say(f"failure_{kind}") and its like.
    prefixes = ("failure_", "outcome_", "column_", "help_", "option_", "data_state_", "label_")
    unused = {key for key in SENTENCES if f'"{key}"' not in code and not key.startswith(prefixes)}
    assert unused == set()
    for prefix in ("column_", "label_", "failure_", "outcome_"):
        for key in SENTENCES:
            if key.startswith(prefix):
                assert f'"{key}"' in code or f'"{key.removeprefix(prefix)}"' in code, key


# --- what each script has to bring along ------------------------------------------


@pytest.mark.parametrize("name", ["at_least", "open_folder", "choose_device", "share_work"])
def test_given_functions_that_scripts_share_are_the_same(name):
    # A script is carried about as a single file, so it has its own copy.
    copies = {
        ast.unparse(node)
        for module in MODULES
        for node in ast.parse(module.solution.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    }
    assert len(copies) == 1


# --- imports ----------------------------------------------------------------------

LEARNERS = {
    "accelerate",
    "numpy",
    "torch",
    "torchvision",
    "matplotlib",
    "sklearn",
    "tokenizers",
    "tqdm",
    "transformers",
}
CHECKERS = {"numpy", "torch", "sklearn", "tokenizers", "transformers", "pytest", "kursus.testing"}
NUMERICAL = ("testing.py", "plugin.py", "practice.py", "channel.py", "server.py")
TOOL = {
    "click",
    "rich",
    "jinja2",
    "distributed",
    "pytest",
    "packaging",
    "watchfiles",
    "pooch",
    "requests",
    "tqdm",
    "kursus",
}


def outside(names, allowed):
    """Imports that are neither the standard library's nor allowed."""
    return {
        name
        for name in names
        if name.split(".")[0] not in sys.stdlib_module_names
        and name not in allowed
        and name.split(".")[0] not in allowed
    }


@BY_NAME
def test_scripts_import_only_what_learners_install(module):
    for path in (module.script, module.solution):
        assert outside(imports(path), LEARNERS) == set()


@BY_NAME
def test_checks_import_no_learner_code_and_no_solution(module):
    assert outside(imports(module.checks), CHECKERS) == set()


def test_the_tool_imports_only_small_libraries():
    for path in (COURSE.root / "kursus").rglob("*.py"):
        extra = {"numpy", "torch"} if path.name in NUMERICAL else set()
        assert outside(imports(path), TOOL | extra) == set(), path


def test_requirements_say_who_needs_them():
    lines = (COURSE.root / "requirements.txt").read_text("utf-8").splitlines()
    needs = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w-]+ >= [\d.]+ +# .+", line) for line in needs)


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["hint", "1.1"], ["solution", "1.1", "--yes"]]
)
def test_quick_commands_import_no_numerical_library(arguments, tmp_path):
    code = (
        "import sys; from kursus.cli import cli\n"
        "try: cli(sys.argv[1:])\n"
        "finally:\n"
        "  heavy = {'numpy', 'torch', 'pytest', 'requests'} & set(sys.modules)\n"
        "  sys.exit(f'imported: {heavy}') if heavy else None\n"
    )
    # A copy of what these commands read: hints are counted in the course's folder.
    for name in COURSE.names:
        for part in (f"modules/{name}", f"solutions/{name}", "tests/modules"):
            (tmp_path / part).mkdir(parents=True, exist_ok=True)
        (tmp_path / f"tests/modules/test_{name}.py").touch()
        for file in (f"modules/{name}/module.toml", f"solutions/{name}/{name[3:]}.py"):
            (tmp_path / file).write_bytes((COURSE.root / file).read_bytes())
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_datasets_is_no_package():
    assert not (COURSE.root / "datasets" / "__init__.py").exists()


# --- budgets ----------------------------------------------------------------------


def code_lines(first, last, source):
    lines = source.splitlines()[first - 1 : last]
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


@BY_NAME
def test_task_bodies_are_short(module):
    source = module.solution.read_text("utf-8")
    for task in module.tasks:
        for function in task.functions:
            for name, (first, last) in stubs.bodies(source, function).items():
                assert code_lines(first, last, source) <= 16, name


@BY_NAME
def test_steps_are_at_most_four(module):
    for block in re.findall(r"(?:^ *# Step .*\n)+", module.script.read_text("utf-8"), re.MULTILINE):
        assert 1 <= block.count("# Step") <= 4


def test_tracked_files_are_small():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=COURSE.root, capture_output=True, check=False
    )
    if tracked.returncode:  # an unpacked archive has no history; its files are the tracked ones
        names = [p for p in COURSE.root.glob("modules/**/*") if p.is_file()]
    else:
        names = [COURSE.root / name.decode() for name in tracked.stdout.split(b"\0") if name]
    large = {str(p) for p in names if p.is_file() and p.stat().st_size > 300_000}
    assert large == set()
