# `make` lists what it can do. Needs Python 3.11 or newer and, for PDF by WeasyPrint, Pango; `make validate` needs more (.ci/run installs it).

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help .venv draft test lint types cover validate coverage benchmark clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z.]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv: .venv/installed ## install Pactwright and its tools into .venv
	@:

.venv/installed: setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Pactwright needs Python 3.11 or newer, and “$(PYTHON)” is not that: name another, as in “make PYTHON=python3.12 …”." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[test,lint]'
	@touch $@

draft: .venv ## draft the papers of the example deal into out/
	$(BIN)/pactwright draft examples/harbor-mosaic.json -o out

test: .venv ## run the tests; ARGS="-k words" passes options to pytest
	$(BIN)/python -m pytest -n auto -m "not judges" $(ARGS)

lint: .venv ## look for faults of form (ruff)
	$(BIN)/ruff check

types: .venv ## check the types (mypy --strict)
	$(BIN)/mypy

cover: .venv ## draft every text, branch and pair of choices of the library, and judge each draft
	$(BIN)/python -m tests.covering $(ARGS)

validate: .venv ## draft every example and have independent programs judge the files
	$(BIN)/python -m pytest -n 2 -m judges
	$(BIN)/python -m tests.validate $(ARGS)

coverage: .venv ## show how much of the filed agreements the deal file can say, every claim looked up; ARGS="--format json"
	@$(BIN)/python -m tests.filings $(ARGS)

benchmark: .venv ## measure speed against other ways to the same words, one deal and batches, into docs/ (half an hour)
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.batch

clean: ## remove everything made here
	rm -rf .venv out build dist *.egg-info .judges .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
