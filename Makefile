# Python 3.11 or newer, git and make are all that a machine needs: each target sets up the rest in .venv and only once.
# A stamp in .venv says that a set of locked packages is in place; it is made again when the lock changes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --no-deps --require-hashes
RUN := PATH="$(abspath $(BIN)):$$PATH"

SITE := $(VENV)/site.stamp
INTAKE := $(VENV)/intake.stamp
TEST := $(VENV)/test.stamp
BENCH := $(VENV)/bench.stamp
VOCABULARIES := $(VENV)/vocabularies.stamp
LOCKING := $(VENV)/lock.stamp

# Material prints advice to move to its successor at each start; the plugin is made so that we can.
export NO_MKDOCS_2_WARNING := 1

WORKERS ?= 2
TESTS ?= tests
CATALOGUES := $(wildcard generator/languages/*/messages.po)

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-slow lint format bench schema messages screenshots vocabularies fonts lock chromium clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F'\t' '{printf "make %-13s %s\n", $$1, $$2}'

site: $(SITE) ## build the site into site/
	$(RUN) mkdocs build --strict

serve: $(SITE) ## preview the site while you write
	$(RUN) mkdocs serve

check: $(SITE) ## check the records without building; FORMAT=json or github for machines
	$(RUN) coop-restart check $(if $(FORMAT),--format $(FORMAT))

test: $(TEST) lint ## run the linters and all tests but the slow ones
	@CHROMIUM="$$(.ci/chromium)" $(RUN) pytest -n $(WORKERS) \
		-m "not slow$(if $(SKIP_BROWSER), and not browser)" --cov --cov-report=term $(TESTS)

test-slow: $(TEST) ## run the slow tests: large corpora, long fuzzing
	@CHROMIUM="$$(.ci/chromium)" $(RUN) pytest -m slow $(TESTS)

lint: $(TEST) ## check style, types and workflow files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	$(BIN)/actionlint -shellcheck= -pyflakes= generator/starter/workflows/github-*.yml
	$(BIN)/zizmor --offline --quiet .github generator/starter/workflows

format: $(TEST) ## write the code in the house's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(BENCH) ## run the benchmarks; ONLY=name runs one
	@CHROMIUM="$$(.ci/chromium)" $(RUN) python -m benchmarks $(ONLY)

schema: $(SITE) ## write the records' JSON Schemas into schemas/
	$(RUN) coop-restart schema

messages: $(SITE) ## gather the interface's messages and bring the catalogues up to date
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword N_ --add-location file --sort-by-file \
		--project coop-restart --width 120 --output build/messages.pot .
	@for catalogue in $(CATALOGUES); do \
		$(BIN)/pybabel --quiet update --locale "$$(basename "$$(dirname "$$catalogue")")" --no-fuzzy-matching --ignore-obsolete \
			--ignore-pot-creation-date --width 120 --input-file build/messages.pot --output-file "$$catalogue"; \
	done

screenshots: $(TEST) ## take the pictures of README and guides
	@CHROMIUM="$$(.ci/chromium)" $(RUN) python -m tools.take_screenshots

vocabularies: $(VOCABULARIES) ## make the tables of places anew
	$(BIN)/python -m generator.vocabularies.refresh

fonts: $(SITE) ## fetch the fonts and scripts that package-lock.json names
	$(BIN)/python hatch_build.py

chromium: ## find a Chromium for the browser tests, or install one
	@.ci/chromium

# Each lock but the first builds on it, so that all of them agree on a package's version.
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-build \
	--no-config --no-emit-index-url --custom-compile-command 'make lock'

lock: $(LOCKING) ## choose the newest versions of all packages and write the locks
	$(LOCK) pyproject.toml --output-file requirements/site.txt
	$(LOCK) --group build --constraint requirements/site.txt --output-file requirements/build.txt
	$(LOCK) pyproject.toml --extra intake --constraint requirements/site.txt --output-file requirements/intake.txt
	$(LOCK) --group test --group lint --group vocabularies --constraint requirements/intake.txt --output-file requirements/test.txt
	$(LOCK) --group bench --constraint requirements/site.txt --output-file requirements/bench.txt
	$(LOCK) --group vocabularies --constraint requirements/site.txt --output-file requirements/vocabularies.txt
	$(LOCK) --group lock --output-file requirements/lock.txt

clean: ## remove what was built; .venv too with ALL=1
	rm -rf site build dist .cache .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	$(if $(ALL),rm -rf $(VENV))

$(VENV)/ready.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(SITE): requirements/site.txt requirements/build.txt pyproject.toml hatch_build.py package-lock.json $(VENV)/ready.stamp
	$(INSTALL) -r requirements/build.txt -r requirements/site.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(INTAKE) $(TEST) $(BENCH) $(VOCABULARIES) $(LOCKING): $(VENV)/%.stamp: requirements/%.txt $(SITE)
	$(INSTALL) -r $<
	@touch $@

# The intake service is optional for who installs the package, and tested and measured here.
$(TEST) $(BENCH): $(INTAKE)
