# One-word habits. Each target makes its own .venv first.
#   make demo     install, then run every module's reference on the built-in data
#   make test     install, then lint and run all tests
#   make trust    measure the checks: all answers, many seeds, mutants; run all that lessons show (long)
#   make lint     only the linters
#   make stubs    render the learner's files from the solutions
#   make figures  draw the lessons' pictures anew

PYTHON ?= python3
EXTRAS ?= dev
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.PHONY: demo test trust lint stubs figures

demo: $(READY)
	$(BIN)/kursus demo

# One thread in each of the parallel tests: more would fight for the same cores.
test: export OMP_NUM_THREADS = 1
test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal --ignore tests/tooling/test_attacks.py
	$(BIN)/python -m pytest tests/tooling/test_attacks.py  # keeps two cores busy by itself

trust: export OMP_NUM_THREADS = 1
trust: $(READY)
	$(BIN)/python -m kursus.mutants
	$(BIN)/python -m pytest -n auto --dist worksteal --thorough tests/course/test_answers.py tests/course/test_solutions.py \
		tests/course/test_lessons.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check kursus solutions tests docs benchmarks conftest.py
	$(BIN)/mypy
	$(BIN)/python -m kursus.stubs --check

stubs: $(READY)
	$(BIN)/python -m kursus.stubs

figures: demo
	for module in modules/*; do cp outputs/demo/$$(basename $$module)/*.png $$module/figures/; done
	$(BIN)/python docs/figures.py

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed: make PYTHON=python3.12')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[$(EXTRAS)]"
	$(BIN)/python -c "open('$(READY)', 'w').close()"
