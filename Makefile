# Ten targets, one line of work each; what they do lives in Python.
# On Windows the README gives the same steps as `python -m` commands.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
RUN := $(BIN)/python
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install-%:
	@$(PYTHON) -m grader.install $*

demo: install-grader  ## install, prepare data, release, grade a sample class
	@$(RUN) -m grader demo

lab: install-grader  ## open JupyterLab on the six notebooks
	@$(RUN) -m jupyterlab notebooks

build: install-grader  ## build all notebooks from their sources
	@$(RUN) -m grader build

execute: install-grader  ## run every reference notebook, with a table of seconds
	@$(RUN) -m data_scripts --exam && $(RUN) -m grader execute

test: install-tests  ## install what the tests need and run them, two at a time
	@$(RUN) -m data_scripts --exam && $(RUN) -m pytest -n 2 --dist loadfile

lint: install-tests  ## style, types, order of the folders, notebooks, workflows
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check .
	@$(RUN) -m mypy grader data_scripts notebooks/coursekit bench
	@$(RUN) -m pytest -q tests/house/test_layers.py
	@$(RUN) -m grader build --check
	@$(BIN)/zizmor --offline --quiet .github

prove: install-tests  ## run the answer bank against the hidden tests
	@$(RUN) -m data_scripts --exam && $(RUN) -m grader prove

bench: install-tests  ## measure everything beside its peers
	@$(RUN) -m data_scripts --exam && $(RUN) -m bench

bench-check:  # compare two results: make bench-check OLD=a.json NEW=bench/results.json
	@$(RUN) -m bench check $(OLD) $(NEW)

lock:  ## renew the three pinned requirement files
	@$(PYTHON) -m grader.lock

.PHONY: help demo lab build execute test lint prove bench bench-check lock
