# Everything starts here; `make run` needs only Python 3.11 or later.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
APPS := accounts alerts approvals audit commission common contact home jobs mail opendata packs portal practices \
        review search secretariat submission taxonomy translations uploads usage workshops

# Where it is set (in many images) each start compiles all of Django and Wagtail: two seconds more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run messages test test-quick test-nightly coverage lint lint-pages format check attack audit docs \
        lock bench compare services services-stop elasticsearch relevance

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## +/\t/' | expand -t 18

PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
# uv takes seconds where pip takes a minute; pip is left for who reaches packages through it alone.
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes $(2) -r $(1) || $(PIP) -r $(1)
.venv/.run: requirements.lock requirements-uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements-uv.lock
	$(call INSTALL,requirements.lock)
	touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	$(call INSTALL,requirements-dev.lock,--compile-bytecode)  # what warns when it is compiled fails a test
	touch $@

run: .venv/.run  ## the portal with sample content on http://localhost:8000
	$(BIN)/python manage.py prepare_demo
	PORT=$(PORT) tools/run.sh

# One more than there are processors: a test that waits for a server leaves its own to another.
PROCESSES ?= $(shell expr $$(nproc) + 1)
SIDE_BY_SIDE := -p tests.side_by_side -n $(PROCESSES) --maxprocesses 4 --dist loadfile --no-loadscope-reorder
test: .venv/.dev  ## all but what is for the night; tests whose server is missing are skipped, in CI they fail
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --durations=25

BARE := -n logical --maxprocesses 4 --dist loadfile \
    --ignore=tests/attacks --ignore=tests/browser --ignore=tests/tools
NO_SERVER := not browser and not elasticsearch and not postgresql
test-quick: .venv/.dev  ## an answer while you work: no servers, no browser, nothing slow
	$(BIN)/python -m pytest $(BARE) -m "$(NO_SERVER) and not share and not slow"

coverage: .venv/.dev  ## which code runs without servers and browser; fails under the floor in pyproject.toml
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(BARE) -m "$(NO_SERVER)"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

test-nightly: .venv/.dev  ## what is left for the night: all attacks, Wagtail's own addresses, faults under traffic
	NIGHTLY=1 $(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "nightly or share" --durations=25

lint: .venv/.dev lint-pages  ## style, the direction of imports, types, faults in pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy $(APPS)

NODE := tests/browser/node
lint-pages: .venv/.dev
	$(BIN)/djlint --lint --quiet .
	@if [ -x $(NODE)/node_modules/.bin/biome ]; then \
	    $(NODE)/node_modules/.bin/biome lint --error-on-warnings .; \
	elif [ -n "$$CI" ]; then \
	    echo "CI must have Biome: npm ci --prefix $(NODE)" >&2; exit 1; \
	else \
	    echo "CSS and JavaScript are not looked at: PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix $(NODE)"; \
	fi

format: .venv/.dev  ## code in the style of the house
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: lint test-quick  ## before a commit

attack: .venv/.dev  ## each line of each file in the folder PAYLOADS into every input
	PAYLOADS=$(PAYLOADS) $(BIN)/pytest tests/attacks

audit: .venv/.dev  ## known holes in what we install, risky code and secrets of our own
	BIN=$(BIN) tools/audit.sh

messages: .venv/.dev  ## the strings of the code into the catalogues of locale/ (needs gettext), and their .mo
	$(BIN)/python manage.py makemessages --all --no-wrap --no-obsolete --add-location file \
	    --ignore .venv --ignore 'tests/*' --ignore 'tools/*' --ignore node_modules --ignore var
	$(BIN)/python manage.py compilemessages --ignore .venv -v 0

LOCK := uv pip compile --universal --generate-hashes --python-version 3.11 --quiet --no-header
docs: .venv/.dev  ## the tables of proofs, from docs/tables and the marks on tests
	$(BIN)/python -m tools.tables

lock: .venv/.dev  ## the .lock files, after a change of a requirements file
	$(BIN)/$(LOCK) requirements.txt -o requirements.lock
	$(BIN)/$(LOCK) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	$(BIN)/$(LOCK) requirements-uv.txt -o requirements-uv.lock

bench: .venv/.dev services  ## goals of speed and memory, then all measurements; kept in tools/bench/RESULTS.md
	$(BIN)/python -W ignore -m tools.bench goals --large
	$(BIN)/python -W ignore -m tools.bench

compare: .venv/.dev services  ## processor time of pages and of an import against an older build: REV=2c45dd1
	$(BIN)/python -W ignore -m tools.bench compare $(REV)
	$(BIN)/python -W ignore -m tools.bench compare-import $(REV)

relevance: .venv/.dev services  ## what the search finds of the judged set, on both engines
	$(BIN)/python -m pytest -q tests/relevance

elasticsearch:  ## a real Elasticsearch on http://127.0.0.1:9200, in the foreground
	$(PYTHON) tools/elasticsearch/server.py run

services: .venv/.dev  ## PostgreSQL and Elasticsearch for the tests, in the background
	$(BIN)/python tools/services.py start

services-stop:
	$(BIN)/python tools/services.py stop
