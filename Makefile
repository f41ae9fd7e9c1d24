# Everything that is done often. Needed beforehand: git, make, Python 3.11 or later.

PYTHON_BIN := .venv/bin/python
STAMP := .venv/akkoord.stamp

export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export PYTHONUNBUFFERED := 1

# Without a home, what is fetched and built is kept with the rest of our state.
ifeq ($(HOME),)
export HOME := $(CURDIR)/var/home
endif

# On Linux what make started ends when make is killed; elsewhere the next start clears up.
ATTACHED = $(shell setpriv --pdeathsig TERM true 2>/dev/null && echo setpriv --pdeathsig TERM --)

.DEFAULT_GOAL := help
.PHONY: help setup demo test faults dashboard-check bench check record commands format up servers lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv from the locks (the other targets do it when needed)

demo: $(STAMP) ## watch whole agreements go by, on servers of our own; ends by itself
	@exec $(ATTACHED) $(PYTHON_BIN) -m cli demo $(ARGS)

test: servers ## run all tests, and see that the domain is covered whole
	$(PYTHON_BIN) -m pytest -n 3 --dist loadfile --cov=domain --cov-report= $(ARGS)
	$(PYTHON_BIN) -m coverage report --include='domain/*' --show-missing --skip-covered --fail-under=100

faults: servers ## break everything around a running system, and count what is lost: nothing
	@exec $(ATTACHED) $(PYTHON_BIN) -m tests.faults $(ARGS)

dashboard-check: servers ## hold each list of the dashboard against the read model, at 1,000 agreements
	DASHBOARD_AGREEMENTS=1000 $(PYTHON_BIN) -m pytest -q tests/dashboard/test_views.py

bench: $(STAMP) ## measure against the bare path, on servers of our own; some 20 minutes
	@exec $(ATTACHED) $(PYTHON_BIN) -m bench $(ARGS)

check: $(STAMP) ## ruff, mypy, import-linter
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports --no-cache

record: servers ## live every story, and keep its histories: for code that never ran anywhere
	$(PYTHON_BIN) -m tests.replay.record

commands: $(STAMP) ## write anew what the code orders when the kept histories are told again
	$(PYTHON_BIN) -m tests.replay.commands

format: $(STAMP) ## lay the code out, and mend what ruff can mend
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

up: $(STAMP) ## run the whole system in the foreground, until Ctrl-C
	@exec $(ATTACHED) $(PYTHON_BIN) -m cli up $(ARGS)

servers: $(STAMP) ## find, fetch or build the servers that the tests and the system use
	@exec $(ATTACHED) $(PYTHON_BIN) -m adapters.local

lock: $(STAMP) ## make the lock files again from pyproject.toml
	sh tools/lock.sh

clean: ## remove what can be made again; what is kept under var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): bootstrap.lock requirements-dev.lock tools/setup.sh
	@sh tools/setup.sh
	@touch $(STAMP)
