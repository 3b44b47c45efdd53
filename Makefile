# Everything a person does here is one word: `make help`. Each set-up step leaves a stamp beside what it made, so it is
# done again only when its inputs change or what it made is gone.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test check format types bench chaos fuzz attacks players clean lock test-needs

VENV := .venv
export PYTHONPATH := platform
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(VENV)/bin/python -m pip install --quiet --no-input --require-hashes --timeout 60 --retries 5

RUN := $(VENV)/.locked-run
DEV := $(VENV)/.locked-dev
PAGES := frontend/dist/index.html
MODULES := frontend/node_modules/.package-lock.json
FOREIGN := tests/foreign/node_modules/.package-lock.json
PLAYERS := tests/players/node_modules/.package-lock.json
# Folders too: their times tell of a file that was removed.
PAGE_SOURCES := $(shell find frontend/src frontend/public 2>/dev/null) $(wildcard frontend/*.html frontend/*.ts frontend/*.json)
TYPED := platform tests tools bench clients/python/src

# An environment whose Python has left the machine is made anew, and what was put into it with it.
$(shell [ -x $(VENV)/bin/python ] || rm -f $(VENV)/.locked-*)

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*##\(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

run: $(RUN) $(PAGES)  ## serve in the foreground until Ctrl-C
	@$(VENV)/bin/python tools/run.py --follow-parent

# In their own order: sorted by how many tests they have, the files with one long test would all come last.
test: $(DEV) $(PAGES) $(FOREIGN) test-needs  ## run every test, with real parts
	$(VENV)/bin/python -m pytest -n $$((2 * $$(getconf _NPROCESSORS_ONLN))) --dist loadfile --no-loadscope-reorder
	tools/npm test

check: $(DEV) $(MODULES)  ## lint, formatting, types (the pages' are what the server documents), import rules
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy $(TYPED)
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python tools/page_types.py --check
	$(VENV)/bin/python tools/audit.py
	tools/npm run check

format: $(DEV)  ## rewrite the Python files in the house format
	$(VENV)/bin/ruff check --fix-only
	$(VENV)/bin/ruff format

types: $(DEV) $(MODULES)  ## write the pages' types from what the server documents
	$(VENV)/bin/python tools/page_types.py

bench: $(DEV) $(PAGES)  ## measure beside the peers
	@tools/install-test-needs bench
	$(VENV)/bin/python -m bench

chaos: $(DEV) test-needs  ## play hundreds of shows while everything breaks around them
	PYTHONPATH=platform:tests $(VENV)/bin/python -m chaos --rounds 200
	PYTHONPATH=platform:tests $(VENV)/bin/python -m chaos --rounds 100 --seed 1001 --workers 3 --houses 2

fuzz: $(DEV)  ## give every reader of strangers' bytes what they should not be given
	PYTHONPATH=platform:tests:. $(VENV)/bin/python -m fuzz --minutes 15

attacks: $(DEV) test-needs  ## attack a show in all known ways, and say what it noticed
	PYTHONPATH=platform:tests:. $(VENV)/bin/python -m attacks

players: $(DEV) $(PAGES) $(PLAYERS)  ## try other people's players, and our page, through shows
	@tools/install-test-needs players
	PYTHONPATH=platform:tests $(VENV)/bin/python -m players

clean:  ## remove all that was built or installed here; var/ stays
	rm -rf $(VENV) frontend/node_modules tests/foreign/node_modules tests/players/node_modules frontend/dist bench/results bench/.peers bench/.media
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find platform tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

lock: $(VENV)/bin/python  ## renew the lock files from pyproject.toml
	tools/lock

test-needs:
	@tools/install-test-needs

$(VENV)/bin/python:
	@tools/create-venv $(VENV)

$(RUN): requirements.lock | $(VENV)/bin/python
	$(PIP) -r requirements.lock
	@touch $@

$(DEV): requirements.lock requirements-dev.lock | $(VENV)/bin/python
	$(PIP) -r requirements-dev.lock
	@touch $@ $(RUN)

# npm writes this file when it has installed, so it is its own stamp.
$(MODULES): frontend/package.json frontend/package-lock.json | $(VENV)/bin/python
	tools/npm ci --loglevel=error
	@touch $@

$(FOREIGN): tests/foreign/package.json tests/foreign/package-lock.json | $(VENV)/bin/python
	tools/npm --prefix ../tests/foreign ci --loglevel=error
	@touch $@

$(PLAYERS): tests/players/package.json tests/players/package-lock.json | $(VENV)/bin/python
	tools/npm --prefix ../tests/players ci --loglevel=error
	@touch $@

$(PAGES): $(MODULES) $(PAGE_SOURCES)
	tools/npm run build
	@touch $@
