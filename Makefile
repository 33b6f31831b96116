# Needs python 3.11 or later and make. Everything is installed in .venv, from the pins in requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
MADE := $(VENV)/.made
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
SPARK := $(VENV)/.spark-installed
# Processes that share the tests; each may start a Spark of its own, which wants a gigabyte or two.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check bench campaign spark wheel pins clean

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | sort

demo: $(RUN) ## simulate a region and follow it up, report two published ones, all under out/
	$(BIN)/python -m tertial.demo

test: check ## everything `make check` does, then the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(DEV) ## format, lint, types and import rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(DEV) ## run the benchmarks
	$(BIN)/python benchmarks/run.py

campaign: $(DEV) ## kill publishing, loading and computing processes 200 times each and print what was left
	$(BIN)/python -m tests.integration.campaign 200
	TERTIAL_EVERY_STEP=1 $(BIN)/python -m pytest -q tests/unit/store -k "any_step or every_step"

spark: $(SPARK) ## install what computing on Spark needs, and its tests; Java 17 comes from your system

wheel: $(RUN) ## build the wheel in dist/
	rm -rf dist
	$(BIN)/python -m hatchling build --target wheel

pins: $(DEV) ## remake requirements/*.txt from requirements/*.in, newest versions that fit
	for name in run build postgresql spark dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate \
	    requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

clean: ## remove the environment, caches and what was written
	rm -rf $(VENV) build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(MADE):
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here. Install Python 3.11 or later, or say make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Tertial needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	         "Say make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make environments: it lacks venv or ensurepip." \
	         "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

# Development needs all that running needs, at the same versions, so either stamp may come first.
$(RUN): requirements/run.txt requirements/build.txt pyproject.toml | $(MADE)
	$(INSTALL) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(INSTALL) --no-build-isolation --no-deps -e .
	touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(INSTALL) --require-hashes -r requirements/dev.txt
	touch $@

$(SPARK): requirements/spark.txt $(DEV)
	$(INSTALL) --require-hashes -r requirements/spark.txt
	touch $@
