# Everything starts here. `make site` and `make test` need Python 3.11 or newer (with venv and pip), git and
# make, nothing else. Works with GNU make 3.81 and later, in folders whose names have spaces too.

PYTHON ?= python3
PORT ?= 8000
ENTRIES ?= 10000

# Relative, so that a folder's name never reaches make or the shell.
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help site view test audit bench screenshot messages constraints clean

help: ## what there is
	@echo 'make site    makes an environment in .venv and builds content/ into site/'
	@echo 'make view    shows site/ at http://localhost:$(PORT)/'
	@echo 'make test    runs every check'
	@echo 'make audit   runs the checks that need Node or Java'
	@echo 'make bench   measures narrate beside Hugo (ENTRIES=$(ENTRIES))'
	@echo 'make screenshot  takes the picture in the README'
	@echo 'make messages  brings the translations of the interface up to date with the source'
	@echo 'make constraints  moves to the newest versions of what narrate and its checks use'
	@echo 'make clean   removes what the others made'

site: .venv/site.stamp
	@$(PY) -m narrate build content --output site
	@echo 'The site is in site/. To look at it: make view'

view:
	@test -d site || { echo 'There is no site/ yet: make site' >&2; exit 1; }
	@echo 'http://localhost:$(PORT)/ shows site/ until you press Ctrl-C'
	@$(PY) -m http.server --bind 127.0.0.1 --directory site $(PORT)

# pytest comes last, so that its closing line is the last thing one reads.
test: .venv/dev.stamp
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) tests/browser/chromium.py
	$(PY) -m pytest -n auto --maxprocesses 8 --dist loadgroup

audit: .venv/dev.stamp
	$(PY) audit/run.py

bench: .venv/site.stamp .venv/bench.stamp
	$(PY) benchmarks/run.py --entries $(ENTRIES)

screenshot: .venv/dev.stamp
	$(PY) tests/browser/shots.py --readme docs/screenshot.png

messages: .venv/dev.stamp
	$(PY) tests/catalogues.py

constraints:
	rm -rf .venv && : > constraints.txt && $(MAKE) .venv/bench.stamp .venv/dev.stamp
	{ echo '# The versions that were tested together. They bind nobody who installs narrate: pyproject.toml does that.'; \
	  echo '# Written anew by `make constraints`.'; \
	  $(PY) -m pip freeze --exclude-editable --exclude pip --exclude setuptools; } > constraints.txt

clean:
	rm -rf .venv site .site.stage .narrate content/.narrate build dist audit/node_modules
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --- environments -----------------------------------------------------------------------------------------
# One environment for everything; a stamp says which part of it is installed for this pyproject.toml.
# The versions in constraints.txt are the ones that were tested; where they do not install (a newer Python,
# another platform), the newest ones are taken.

.venv/bin/python:
	@tools/venv "$(PYTHON)"

.venv/site.stamp: .venv/bin/python pyproject.toml constraints.txt
	@tools/install '.[all]'
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	@tools/install '.[dev]'
	@touch $@ .venv/site.stamp

.venv/bench.stamp: .venv/bin/python pyproject.toml constraints.txt
	@tools/install '.[bench]'
	@touch $@
