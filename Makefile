# All the set-up there is: `make demo` and `make test`. Each step leaves a stamp, so a second run takes seconds.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory
# Containers often set it; then each of the many processes of the tests compiles every module again (6 s of CPU instead of 1).
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
STATIC := src/tahqiq/web/static
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
TOOL := $(BIN)/python scripts/tools.py
# Assigned one by one, so that the shell stops where a tool is missing.
WITH_NODE = node="$$($(TOOL) node)"; export PATH="$$node:$$PATH"; cd ui
WITH_SERVICES = postgres="$$($(TOOL) postgres)"; chromium="$$($(TOOL) chromium)"; firefox="$$($(TOOL) firefox || true)"; \
  scratch="$$($(TOOL) scratch)"; case "$$scratch" in /dev/shm/*) trap 'rm -rf "$$scratch"' EXIT;; esac; \
  export PATH="$$postgres:$$PATH" TAHQIQ_CHROMIUM="$$chromium" TAHQIQ_FIREFOX="$$firefox" TMPDIR="$$scratch"
WORKERS ?= 3
FLOOR := $(addprefix tests/,kit model names store access jobs project)
AREA ?=
UI_SOURCES := $(shell find ui/src ui/eslint -type f 2>/dev/null) $(wildcard ui/*.ts ui/*.js ui/*.cjs ui/*.json ui/index.html) openapi.json src/tahqiq/access/policies.cedar $(wildcard src/tahqiq/desks/*/policies/*.cedar)

.PHONY: help demo test quick test-all robot check-python check-ui ui sample bench lock client reference exercises clean

help: ## what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.done-runtime $(STATIC)/index.html ## set everything up, make the sample case, serve it and open the page
	@$(BIN)/tahqiq demo

test: .venv/.done-dev ## set everything up and run the tests of every change: all but those marked slow
	@$(MAKE) -j2 --output-sync=target check-python check-ui
	@echo "== tests (without the slow ones)"
	@$(WITH_SERVICES); $(BIN)/pytest -n $(WORKERS) --dist loadscope -m "not slow"

quick: .venv/.done-dev ## the inner loop, under a minute: style, imports, the tests of what all rests on; AREA=tests/web adds what you work at
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -x -n $(WORKERS) --dist loadscope -m "not slow and not browser and not postgres" $(FLOOR) $(AREA)

test-all: test ## make test, then every slow test: longer fuzzing, more kills, walks of a whole day; before an issue is called done
	@echo "== the slow tests"
	@$(WITH_SERVICES); $(BIN)/pytest -n $(WORKERS) -m slow

robot: .venv/.done-dev $(STATIC)/index.html ## a robot presses everything: each role in four languages; prints what is wrong (hours)
	@$(WITH_SERVICES); TAHQIQ_ROBOT=all $(BIN)/pytest -s -m slow tests/robot/test_walk.py

check-python: .venv/.done-dev ## style, types and import contract of the Python side
	@echo "== style, types, imports"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check-ui: .venv/.done-dev ui/node_modules/.done $(STATIC)/index.html ## generated client, types, style, tests and build of the page
	@echo "== page"
	@$(BIN)/python scripts/openapi.py --check
	@$(WITH_NODE); npm run --silent client:check && npm run --silent types && npm run --silent lint && npm run --silent test

ui: $(STATIC)/index.html ## build the page into the package

sample: .venv/.done-runtime ## make the sample case's files in .tahqiq-demo/sample
	@$(BIN)/python -c "from pathlib import Path; from tahqiq.kit import clock; from tahqiq.model.kind import day_of; from tahqiq.desk import desks; from tahqiq.desk.sample import add_files; from tahqiq.samples.generate import generate; add_files(generate(Path('.tahqiq-demo/sample'), day=day_of(clock.now())), desks().values())"

bench: .venv/.done-bench ## the benchmarks, each beside its reference
	@$(BIN)/python -m benchmarks

lock: .venv/.done-dev ui/node_modules/.done ## resolve the dependencies again (needs the network)
	scripts/lock.sh --upgrade
	@$(WITH_NODE); npm update --no-progress

client: .venv/.done-dev ui/node_modules/.done ## write openapi.json and the page's client again after a change of the API
	$(BIN)/python scripts/openapi.py
	@$(WITH_NODE); npm run --silent client

exercises: .venv/.done-dev ## write the worked exercises of docs/exercises again
	$(BIN)/python scripts/exercises.py

reference: .venv/.done-dev ## write the generated pages of docs/reference again
	$(BIN)/python scripts/reference.py

clean: ## remove everything that make made, except the sample workspace
	rm -rf .venv .cache ui/node_modules $(STATIC) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/.done-runtime: requirements/bootstrap.txt requirements/runtime.txt requirements/build.txt pyproject.toml scripts/python.sh
	@scripts/python.sh
	@echo "installing the locked packages of the program into .venv (0.9 GB: numba, arrow, scipy, duckdb …) …"
	@$(UV) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(UV) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m tahqiq.analyse.layout  # compiles its loops: nobody's first layout waits for it
	@touch $@

.venv/.done-dev: .venv/.done-runtime requirements/dev.txt
	@echo "installing the locked test tools into .venv (1.0 GB more: CatBoost and what it draws with 0.4, Sail and Spark Connect 0.2, Playwright 0.2, mypy, ruff, pytest …) …"
	@$(UV) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.done-bench: .venv/.done-dev requirements/bench.txt
	@echo "installing the library that the graph is measured against into .venv (0.1 GB) …"
	@$(UV) --require-hashes -r requirements/bench.txt
	@touch $@

ui/node_modules/.done: ui/package-lock.json | .venv/.done-runtime
	@echo "installing the page's locked packages into ui/node_modules …"
	@$(WITH_NODE); npm ci --no-progress --loglevel=error
	@touch $@

$(STATIC)/index.html: $(UI_SOURCES) ui/node_modules/.done
	@echo "building the page …"
	@$(WITH_NODE); npm run --silent build
	@touch $@
