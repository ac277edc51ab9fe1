# `make demo` and `make test` work on a fresh machine with git, make and python3 >= 3.10.

PYTHON ?= python3
BIN = .venv/bin
LOWEST = .venv/lowest
SOURCES = pyproject.toml $(shell find tokotiktok -name '*.py' -o -name '*.json' -o -name '*.html')

# uv where it is installed, else venv and pip
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
CREATE = uv venv --quiet --allow-existing --python $(PYTHON) .venv
INSTALL = uv pip install --quiet --reinstall-package tokotiktok --python $(BIN)/python
else
CREATE = $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
INSTALL = $(BIN)/python -m pip install --quiet
endif

.PHONY: demo test test-lowest generate generate-check lint types types-mypy types-pyright \
	docs bench soak mutants check clean

demo: .venv/.demo            ## show one merged shop
	@$(BIN)/python -m tokotiktok demo

test: .venv/.dev             ## run the whole test suite, against the installed package
	$(BIN)/pytest

test-lowest:                 ## run the tests against the lowest versions allowed; needs uv
	uv venv --quiet --allow-existing --python $(PYTHON) $(LOWEST)
	uv pip compile --quiet --python $(LOWEST)/bin/python --resolution lowest-direct \
		--extra all pyproject.toml -o $(LOWEST)/versions.txt
	uv pip install --quiet --python $(LOWEST)/bin/python -c $(LOWEST)/versions.txt \
		'.[all]' --group test
	$(LOWEST)/bin/pytest -p no:anyio $(TESTS) # an anyio so old does not know this pytest

generate: .venv/.dev         ## write tokotiktok/*/api from spec/
	$(BIN)/python spec/generate.py

generate-check: .venv/.dev   ## fail if tokotiktok/*/api differs from spec/
	$(BIN)/python spec/generate.py --check

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell

types: types-mypy types-pyright

types-mypy: .venv/.dev
	$(BIN)/mypy
	$(BIN)/mypy tests/typing/api.py

types-pyright: .venv/.dev
	$(BIN)/pyright

docs: .venv/.dev             ## build the pages, and run every example on them
	$(BIN)/sphinx-build -q -j auto -n -W --keep-going -d docs/_build/doctrees -b html docs docs/_build/html
	$(BIN)/sphinx-build -q -W -d docs/_build/doctrees -b doctest docs docs/_build/doctest

bench: .venv/.dev            ## print figures beside a peer's; fails nothing
	$(INSTALL) --group bench
	$(BIN)/python benchmarks/run.py

soak: .venv/.dev             ## a million calls with faults; fails if memory grows
	$(BIN)/python benchmarks/soak.py $(CALLS)

mutants: .venv/.dev          ## change signing, retrying and renewal; print what no test notices
	$(INSTALL) --group mutants
	$(BIN)/python benchmarks/mutants.py $(MODULES)

check: test lint types generate-check docs    ## all that CI runs

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis docs/_build

.venv/bin/python:
	$(CREATE)

.venv/.demo: .venv/bin/python $(SOURCES)
	$(INSTALL) '.[cli]'
	@touch $@

.venv/.dev: .venv/bin/python $(SOURCES)
	$(INSTALL) '.[all]' --group dev
	@touch $@
