# `make demo` and `make test` are all one needs; `make help` lists the rest.
# A step that is done leaves a stamp in .venv, so the next time it costs nothing.

PYTHON =
BIN = .venv/bin
STAMPS = .venv/stamps
UV = env -u VIRTUAL_ENV UV_PYTHON_DOWNLOADS=never $(BIN)/uv
STATIC = src/maillon/shell/static/maillon
LOCALE = src/maillon/locale/en/LC_MESSAGES
FRONTEND = $(shell find frontend -name node_modules -prune -o -type f -print)
TEMPLATES = $(shell find src -name '*.html' -path '*/templates/*')
PYTEST = $(BIN)/pytest
BROWSER = env MAILLON_CHROMIUM="$$(cat .venv/browser)"

.PHONY: help demo serve test build lint types contracts check-migrations sentences unit faults journeys external clean
.DELETE_ON_ERROR:

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1@/p' Makefile | awk -F@ '{ printf "  make %-18s %s\n", $$1, $$2 }'

demo: build ## Install, load the demonstration, serve it; Ctrl-C stops, the data stays in .maillon/
	@$(BIN)/maillon demo

serve: build ## Serve an installation of your own, empty at first
	@$(BIN)/maillon serve

test: lint types contracts check-migrations sentences unit faults journeys external ## Everything, in the order of speed

build: $(STAMPS)/run $(STATIC)/maillon.css $(LOCALE)/django.mo ## Install from the lock file, build the pages' look and the catalogues

# Installing

$(BIN)/uv: tools/bootstrap.sh
	@PYTHON="$(PYTHON)" sh tools/bootstrap.sh
	@touch $@

# --inexact: what `make test` added for the tests stays. --compile-bytecode: every start is twice as quick.
$(STAMPS)/run: uv.lock pyproject.toml $(BIN)/uv
	@$(UV) sync --frozen --inexact --compile-bytecode --quiet
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: uv.lock pyproject.toml $(BIN)/uv
	@$(UV) sync --frozen --group dev --compile-bytecode --quiet
	@mkdir -p $(STAMPS) && touch $(STAMPS)/run $@

$(STATIC)/maillon.css: $(FRONTEND) tools/build_frontend.py | $(STAMPS)/run
	@$(BIN)/python tools/build_frontend.py
	@touch $@

$(LOCALE)/django.mo: $(LOCALE)/django.po | $(STAMPS)/run
	@$(BIN)/python -m maillon.base.catalogue compile
	@touch $@

.venv/browser: tools/find_browser.py | $(STAMPS)/dev
	@$(BIN)/python tools/find_browser.py

# Checking

lint: $(STAMPS)/dev ## Style of the code and of the templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)

types: $(STAMPS)/dev ## Types
	$(BIN)/mypy src

contracts: $(STAMPS)/dev ## Who may import whom
	$(BIN)/lint-imports

check-migrations: $(STAMPS)/dev ## No model without its migration
	MAILLON_DATA_DIR=.venv/check $(BIN)/maillon manage makemigrations --check --dry-run

sentences: $(STAMPS)/dev ## Every French sentence is well typed and has its English
	$(BIN)/python -m maillon.base.catalogue check

unit: $(STAMPS)/dev build ## Unit, property and concurrency tests
	$(PYTEST) -n 2 --dist worksteal -m "not faults and not journey"

faults: $(STAMPS)/dev build ## What kills real processes
	$(PYTEST) -n 2 --dist loadgroup -m faults

journeys: $(STAMPS)/dev build .venv/browser ## Browser and accessibility
	$(BROWSER) $(PYTEST) -m journey

external: $(STAMPS)/dev build ## The database's tests again, on the machine's own PostgreSQL if it has one
	@$(BIN)/python tools/external_postgres.py $(PYTEST) -n 2 --dist worksteal \
	    -p maillon.testing.database_bound -m "not faults and not journey"

clean: ## Remove what was built and installed; the data of .maillon/ stays
	rm -rf .venv frontend/node_modules $(STATIC) $(LOCALE)/django.mo .mypy_cache .ruff_cache .pytest_cache \
	    .hypothesis .import_linter_cache test-results dist
