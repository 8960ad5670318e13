.PHONY: install demo app test browser soak lint bench bench-pages bench-corruption bench-cost clean

PYTHON ?= python3.11
VENV ?= .venv
BIN = $(VENV)/bin
ARTICLE ?= golden/party_building/dak-glei-2020/article.txt

install: $(VENV)/.installed

# Dependencies come from the lock alone; the package itself is installed without resolving anything again.
$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: install
	$(BIN)/llm-extract run $(ARTICLE)

# Those of tests/browser need a Chromium: costs nothing where one is.
browser: install
	sh tests/browser/install.sh $(BIN)/python

app: install
	$(BIN)/llm-extract review

test: install browser lint
	$(BIN)/python -m pytest -n auto

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: install browser
	LLM_EXTRACT_SOAK=50 $(BIN)/python -m pytest tests/browser/test_killed_server.py

bench: install
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/offline.py

bench-pages: install browser
	PYTHONPATH=. $(BIN)/python benchmarks/pages.py

# What others' libraries make of the same answers: they have an environment of their own.
$(VENV)-bench/.installed: benchmarks/requirements.lock
	test -x $(VENV)-bench/bin/python || $(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.lock
	touch $@

bench-corruption: install $(VENV)-bench/.installed
	PYTHONPATH=. $(BIN)/python benchmarks/corruption.py $(VENV)-bench/bin/python

bench-cost: install $(VENV)-bench/.installed
	PYTHONPATH=. $(BIN)/python benchmarks/cost.py $(VENV)-bench/bin/python

clean:
	rm -rf $(VENV) $(VENV)-bench build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
