# Two commands do everything on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check mutants bench docs site clean

demo: $(VENV)/installed ## Clean the two articles in seeds/ and show what was cut.
	@for page in seeds/*.txt; do $(BIN)/cleaner explain $$page; echo; done
	@$(BIN)/cleaner clean seeds/*.txt --to jsonl

test: $(VENV)/tested ## Everything: lint, types, layers, rule proofs, docs, tests.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cleaner rules test
	$(BIN)/cleaner rules lint
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal

check: $(VENV)/tested ## The quick part of `test`: a minute, for every commit.
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	CLEANER_EXAMPLES=20 $(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal -x --ignore tests/test_wheel.py

mutants: $(VENV)/tested ## Plant bugs on purpose and show that the tests catch each.
	$(BIN)/python tests/mutate.py

bench: $(VENV)/tested ## Side-by-side measurements; BENCH=DIR names the labelled pages.
	$(BIN)/python benchmarks/run.py $(if $(BENCH),--bench $(BENCH))

docs: $(VENV)/tested ## Write again what is generated: docs/cli.md.
	$(BIN)/python docs/generate.py

site: $(VENV)/tested ## Build the documentation as a site, offline, into build/site.
	$(BIN)/python -m sphinx -q -W -b html docs build/site
	@echo build/site/index.html

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

# Most modules of the test tools are never imported: compiling them all is half of the time.
$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[test,docs,recipes]'
	@touch $@
