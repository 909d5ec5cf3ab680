# Communiqué: `make serve` and `make test` need nothing before them but Python 3.11, make and gcc.
PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help serve test check pytest format lock evaluate train train-folds examples screenshots map contract bench sbom clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

serve: $(VENV)/.base  ## install what is missing, migrate, seed, serve on $(HOST):$(PORT)
	@$(BIN)/communique serve --host $(HOST) --port $(PORT)

test: check pytest  ## the whole gate, then all tests

pytest: $(VENV)/.dev  ## all tests
	@echo "==> tests"
	@$(BIN)/python -m pytest -n logical --dist worksteal

check: $(VENV)/.dev  ## format, lint, import rules, types, files for Docker
	@echo "==> ruff format"
	@$(BIN)/ruff format --check .
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@echo "==> import-linter"
	@$(BIN)/lint-imports
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> hadolint, compose.yaml"
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml

format: $(VENV)/.dev  ## rewrite the files as the gate wants them
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Without the options of a shell's own uv, so that no address of an index gets in.
COMPILE = env -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

lock: $(VENV)/.dev  ## compile requirements/*.txt from pyproject.toml and requirements/*.in
	@$(COMPILE) requirements/build.in -o requirements/build.txt
	@$(COMPILE) pyproject.toml -o requirements/base.txt
	@$(COMPILE) pyproject.toml --override requirements/image.in --constraints requirements/base.txt -o requirements/image.txt
	@$(COMPILE) --extra dev --extra backfill pyproject.toml -o requirements/dev.txt
	@$(COMPILE) requirements/contract.in -o requirements/contract.txt
	@$(COMPILE) requirements/bench.in -o requirements/bench.txt
	@$(COMPILE) requirements/sbom.in -o requirements/sbom.txt
	@$(COMPILE) --override requirements/training.in --constraints requirements/base.txt pyproject.toml requirements/training.in \
		-o requirements/training.txt

evaluate: $(VENV)/.dev  ## print the figures against the corpora beside the project (some minutes)
	@$(BIN)/python -m evaluation.evaluate

train: .venv-train/.done  ## make the encoder's weights, extraction/data/encoder (docs/training.md; up to 90 minutes on two cores)
	@.venv-train/bin/python -m training.train

train-folds: .venv-train/.done  ## train on four fifths of the texts, five times, and print the figures on the rest
	@.venv-train/bin/python -m training.train --folds 0 1 2 3 4

examples: $(VENV)/.dev  ## write the examples of the OpenAPI document as the service answers now
	@$(BIN)/python -m tests.api.renditions.examples

screenshots: $(VENV)/.dev  ## take the pictures of the README, docs/*.png (it needs chromium)
	@$(BIN)/python -m tests.browser.screenshots

map: $(VENV)/.base  ## write the outlines of the map, web/world.json, from Natural Earth (it needs npm)
	@mkdir -p build
	@npm pack --silent --pack-destination build world-atlas@2.0.2 >/dev/null
	@tar -xzf build/world-atlas-2.0.2.tgz -C build
	@$(BIN)/python -m web.world build/package/countries-50m.json

contract: $(VENV)/.base .venv-contract/.done  ## generate clients in Python and TypeScript, compile them, review the seed
	@command -v npm >/dev/null || { echo "make contract needs Node.js 20 with npm, which is not here." >&2; exit 1; }
	@echo "==> TypeScript (tests/contract/package-lock.json)"
	@npm --prefix tests/contract ci --silent
	@echo "==> clients"
	@$(BIN)/python -m tests.contract.clients

bench: $(VENV)/.base .venv-bench/.done  ## measure a list beside Datasette, FastAPI and bare Flask (needs wrk)
	@$(BIN)/python -m bench.api lists

sbom: .venv-sbom/.done .venv-image/.done  ## write the software bill of materials of the image, build/sbom.json (CycloneDX)
	@mkdir -p build
	@.venv-sbom/bin/cyclonedx-py environment .venv-image/bin/python --pyproject pyproject.toml --output-reproducible \
		-o build/sbom.json

clean:  ## remove the virtual environment and the caches, never a database
	@rm -rf $(VENV) .venv-contract .venv-bench .venv-sbom .venv-image .venv-train tests/contract/node_modules build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@echo "==> virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/build.txt requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "==> dependencies (requirements/base.txt, checked by hash)"
	@$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/base.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Apart from the others: openapi-python-client wants an older typer.
.venv-contract/.done: requirements/contract.txt
	@echo "==> openapi-python-client (requirements/contract.txt, checked by hash)"
	@$(PYTHON) -m venv .venv-contract
	@.venv-contract/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/contract.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "==> development dependencies (requirements/dev.txt, checked by hash)"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# What the service is measured beside; no part of it.
.venv-bench/.done: requirements/bench.txt
	@echo "==> Datasette and FastAPI (requirements/bench.txt, checked by hash)"
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

# torch has no hash here, since no lock file fits both of its builds: where an index offers the one for the processor alone,
# pip takes that, elsewhere the one with the libraries for graphics cards, which are not used.
.venv-train/.done: requirements/training.txt
	@echo "==> torch, and packages checked by hash (requirements/training.txt)"
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/training.txt
	@.venv-train/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	@touch $@

# The packages of the image, as the Dockerfile installs them.
.venv-image/.done: requirements/image.txt
	@echo "==> packages of the image (requirements/image.txt, checked by hash)"
	@$(PYTHON) -m venv --clear --without-pip .venv-image
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python .venv-image/bin/python install --no-deps --require-hashes -r requirements/image.txt
	@touch $@

# Apart from the others: its jsonschema wants other versions than theirs.
.venv-sbom/.done: requirements/sbom.txt
	@echo "==> cyclonedx-py (requirements/sbom.txt, checked by hash)"
	@$(PYTHON) -m venv .venv-sbom
	@.venv-sbom/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/sbom.txt
	@touch $@
