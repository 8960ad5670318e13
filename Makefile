.PHONY: install demo app test browser soak lint bench bench-pages bench-corruption bench-cost bench-local training-env adapter test-training clean

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

# Minutes: the untuned model and LangExtract take their time.
bench-local: install $(VENV)-bench/.installed
	PYTHONPATH=. $(BIN)/python benchmarks/local.py $(VENV)-bench/bin/python

bench-cost: install $(VENV)-bench/.installed
	PYTHONPATH=. $(BIN)/python benchmarks/cost.py $(VENV)-bench/bin/python

$(VENV)-train/.installed: requirements.lock training/requirements.lock
	test -x $(VENV)-train/bin/python || $(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock --requirement training/requirements.lock
	touch $@

training-env: $(VENV)-train/.installed

# An hour and a half on two cores, resumable: each pass over a corpus of its own seed, from the weights of the one before; the mean of all.
ADAPTER = llm_extract/engines/local/adapter/party_building.gguf
ADAPTER_WORK ?= build/adapter
TRAIN = PYTHONPATH=. $(VENV)-train/bin/python -m training
PASSES = 1 2 3

$(ADAPTER_WORK)/%/corpus.jsonl: $(wildcard training/passages/*.txt training/generator/*.py) | $(VENV)-train/.installed
	mkdir -p $(@D)
	$(TRAIN).generator --seed $* --apart golden/party_building --output $@

adapter: $(PASSES:%=$(ADAPTER_WORK)/%/corpus.jsonl)
	$(TRAIN).train --corpus $(ADAPTER_WORK)/1/corpus.jsonl --work $(ADAPTER_WORK)/1
	$(TRAIN).train --corpus $(ADAPTER_WORK)/2/corpus.jsonl --work $(ADAPTER_WORK)/2 --start $(ADAPTER_WORK)/1/checkpoint.pt --rate 4e-4
	$(TRAIN).train --corpus $(ADAPTER_WORK)/3/corpus.jsonl --work $(ADAPTER_WORK)/3 --start $(ADAPTER_WORK)/2/checkpoint.pt --rate 4e-4
	$(TRAIN).export --work $(PASSES:%=$(ADAPTER_WORK)/%) --output $(ADAPTER)
	$(TRAIN).weigh --adapter $(ADAPTER) --version 8 --language vi --golden golden --tag second-sight

test-training: $(VENV)-train/.installed
	PYTHONPATH=. $(VENV)-train/bin/python -m pytest -p no:cacheprovider -W default training/tests

clean:
	rm -rf $(VENV) $(VENV)-bench $(VENV)-train build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
