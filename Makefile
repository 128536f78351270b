# Two commands are all a stranger needs: `make run` and `make test`.
# Both set up .venv from the lock files the first time and are offline after that.
PYTHON ?= $(shell command -v python3.11 python3.12 python3.13 python3 2>/dev/null | head -n 1)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint format bench fuzz steady screens llm lock clean

run: $(VENV)/.run
	@$(BIN)/trilateral run

test: lint
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks

# Changed documents and texts into every parser and text function; what fails is kept under .fuzz/. Then every property
# with a thousand examples that nobody has tried yet.
SECONDS ?= 600
fuzz: $(VENV)/.test
	@$(BIN)/python -W ignore -m tests.fuzz --seconds $(SECONDS)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m hypothesis --hypothesis-profile=fuzz

# The tests that start processes, threads, servers or clocks, ten times over on a machine whose load is eight.
TIMES ?= 10
steady: $(VENV)/.test
	@$(BIN)/python -m tests.steady --times $(TIMES) $(TESTS)

# Draws the pictures of the documents anew, from the demo.
screens: $(VENV)/.run
	@$(BIN)/python docs/screens.py

$(VENV)/.run: requirements-charts.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "trilateral needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once) ..."
	@$(PIP) install --require-hashes --requirement requirements-charts.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What asks a language model (docs/models.md); nothing else needs it.
llm: $(VENV)/.run
	@$(PIP) install --require-hashes --requirement requirements-llm.lock

$(VENV)/.test: $(VENV)/.run requirements-dev.lock
	@echo "Setting up the checks (once) ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Writes the lock files anew from pyproject.toml; needs the network. What need not change stays. requirements.lock is
# what a lean server needs, -charts that and what draws, -llm that and what asks a language model, -dev the tools of the
# checks beside all.
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock: $(BIN)/uv
	$(BIN)/uv $(LOCK) pyproject.toml requirements-build.in --output-file requirements.lock
	$(BIN)/uv $(LOCK) pyproject.toml requirements-build.in --extra charts --constraint requirements.lock --output-file requirements-charts.lock
	$(BIN)/uv $(LOCK) pyproject.toml requirements-build.in --extra charts --extra llm --constraint requirements-charts.lock --output-file requirements-llm.lock
	$(BIN)/uv $(LOCK) --group dev --constraint requirements-llm.lock --output-file requirements-dev.lock

$(BIN)/uv:
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install 'uv>=0.9'

# make release VERSION=1.2.0: checks, builds, installs and tries it; only then sets the version and the CHANGELOG.
release: $(VENV)/.test
	@$(BIN)/python -m release $(VERSION)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
