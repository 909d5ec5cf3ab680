# Communiqué: `make serve` and `make test` need nothing before them but Python 3.11, make and gcc.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000

.DEFAULT_GOAL := help
.PHONY: help serve test check format lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

serve: $(VENV)/.base  ## install what is missing, migrate, seed, serve on $(HOST):$(PORT)
	@$(BIN)/communique serve --host $(HOST) --port $(PORT)

test: check  ## the whole gate, then all tests
	@echo "==> tests"
	@$(BIN)/python -m pytest

check: $(VENV)/.dev  ## format, lint, import rules, types
	@echo "==> ruff format"
	@$(BIN)/ruff format --check .
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@echo "==> import-linter"
	@$(BIN)/lint-imports
	@echo "==> mypy"
	@$(BIN)/mypy

format: $(VENV)/.dev  ## rewrite the files as the gate wants them
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: $(VENV)/.dev  ## compile requirements/*.txt from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml -o requirements/base.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev \
		pyproject.toml -o requirements/dev.txt

clean:  ## remove the virtual environment and the caches, never a database
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@echo "==> virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The build back end is pinned with the rest, so nothing is fetched outside the locked files.
$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "==> dependencies (requirements/base.txt, checked by hash)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "==> development dependencies (requirements/dev.txt, checked by hash)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
