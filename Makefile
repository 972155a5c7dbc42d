# Everything a developer or a newcomer types. Each target can be run again at any time.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test journeys survey kills check check-all wheel wheel-check fix bench bench-groups bench-methods oracle catalogues lock clean

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard src/accord/locale/*/LC_MESSAGES/*.po)
STYLES := $(wildcard src/accord/ui/static/ui/*.css src/accord/ui/static/ui/components/*.css)
BUILD := src/accord/ui/build.py $(CATALOGUES) $(filter-out %/accord.css,$(STYLES))
SEED := $(wildcard src/accord/demo/management/commands/demo_seed.py)
# All but what has a target of its own.
PLAIN_TESTS := not journey and not kills and not wheel

# Stamps live inside the environment, so a new environment starts from nothing.
STAMPS := $(VENV)/.stamps
SETUP := $(STAMPS)/accord $(STAMPS)/assets

export PORT

help:
	@echo "make demo      try Accord with made-up content (PORT=8000)"
	@echo "make test      run the tests this machine can run"
	@echo "make run       serve your own, empty Accord"
	@echo "make check     all that must hold before a change is taken"
	@echo "make check-all the same, with what PostgreSQL repeats"
	@echo "make fix       put format and imports right"
	@echo "make journeys  whole paths in a real browser"
	@echo "make bench     cost of the busiest pages"
	@echo "make wheel     what operators install, into dist/"
	@echo "make lock      pin the dependencies anew"

setup: $(SETUP)

$(STAMPS)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Accord needs Python 3.11 or newer. Try: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv: requirements/bootstrap.txt $(STAMPS)/made
	@echo "Getting the installer…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements/bootstrap.txt
	@touch $@

# uv is quick; pip does the same where uv can't reach the registry that pip is set up for.
# Compiled now, as pip does: else each start pays for it where nobody may write there later.
$(STAMPS)/packages: requirements/dev.txt $(STAMPS)/uv
	@echo "Installing what Accord needs…"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python \
	  --require-hashes -r requirements/dev.txt || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements/dev.txt
	@touch $@

$(STAMPS)/accord: pyproject.toml hatch_build.py $(STAMPS)/packages
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
	  --no-build-isolation --editable .
	@touch $@

$(STAMPS)/assets: $(BUILD) $(STAMPS)/accord
	@$(BIN)/python -m accord.ui.build
	@touch $@

run: setup
	@$(BIN)/accord serve

demo: export ACCORD_DEMO := 1
demo: setup
	@$(BIN)/accord migrate
ifneq ($(SEED),)
	@$(BIN)/accord demo seed
endif
	@$(BIN)/accord serve

# Without servers and browser, on any machine; what it leaves out stands in its last lines.
# Dealt in order, for tests that empty tables come last.
# One process is quicker for a few tests, and needed for a debugger: make test ARGS="-n0 --pdb FILE".
test: setup
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/pytest -q -n auto --maxprocesses 8 --dist load \
	  --two-roles -m "$(PLAIN_TESTS)" $(ARGS)

journeys: setup
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/pytest -q -m "journey and not survey" tests/journeys $(ARGS)

# Every page under axe and at 320 pixels.
survey: setup
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/pytest -q -m survey tests/journeys $(ARGS)

# Processes killed outright while people write, and what they were told held against the rows.
kills: setup
	@$(BIN)/pytest -q -m kills tests/kills $(ARGS)

# Its parts are declared in tools/check.py; ARGS="types lint" runs these two.
check: setup
	@$(BIN)/python -m tools.check $(ARGS)

# With all that the tests on PostgreSQL repeat: twice as long, for every night.
check-all: setup
	@$(BIN)/python -m tools.check --all $(ARGS)

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	@PYTHONPATH=src:. $(BIN)/python -m bench.pages $(ARGS)

# How often opinion maps claim groups that aren't there, and find those that are.
bench-groups: setup
	@PYTHONPATH=src:. OPENBLAS_NUM_THREADS=1 $(BIN)/python -m bench.groups

# Time and memory of the methods, beside a peer where `make oracle` has brought one.
bench-methods: setup
	@PYTHONPATH=src:. OPENBLAS_NUM_THREADS=1 $(BIN)/python -m bench.methods $(ARGS)

# Our methods beside their peers, which live in an environment of their own.
ORACLE := .venv-oracle
$(ORACLE)/.made: requirements/oracle.txt $(STAMPS)/uv
	@echo "Getting the peers…"
	@test -x $(ORACLE)/bin/python || $(PYTHON) -m venv $(ORACLE)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(ORACLE)/bin/python --require-hashes \
	  -r requirements/oracle.txt || \
	  $(ORACLE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements/oracle.txt
	@touch $@

oracle: $(ORACLE)/.made
	@PYTHONPATH=src:. PYTHONWARNINGS=ignore OPENBLAS_NUM_THREADS=1 $(ORACLE)/bin/python -m oracle

# A wheel, and the sources it is built from, into dist/.
wheel: setup
	@rm -f dist/accord-*
	@$(BIN)/hatchling build -d dist -t sdist -t wheel

# The wheel of a clean checkout, installed elsewhere and served.
wheel-check: setup
	@$(BIN)/pytest -q -m wheel tests/config $(ARGS)

# New messages into the catalogues; `ARGS=missing` lists what lacks translation.
catalogues: setup
	@$(BIN)/python -m tools.catalogues $(or $(ARGS),update)

# Versions and hashes, and no addresses: they are the installer's own business. Versions stay as they
# are while they fit; `make lock ARGS="--upgrade-package django"` takes the newest that does.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links $(ARGS)
# For a store that speaks S3 the same but for one: boto wants an older dateutil, which icalendar takes.
lock: $(STAMPS)/uv
	@$(LOCK) requirements/bootstrap.in -o requirements/bootstrap.txt
	@$(LOCK) pyproject.toml -o requirements/base.txt
	@$(LOCK) pyproject.toml requirements/dev.in -c requirements/base.txt -o requirements/dev.txt
	@grep == requirements/base.txt | grep -v ^python-dateutil | sed 's/ \\$$//' > $(STAMPS)/but-dateutil
	@$(LOCK) pyproject.toml --extra s3 -c $(STAMPS)/but-dateutil -o requirements/s3.txt
	@$(LOCK) requirements/oracle.in -o requirements/oracle.txt

clean:
	rm -rf $(STAMPS) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .check build dist
