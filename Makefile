# Needs Python 3.11 with venv, and make. Every path is relative, so the folder may be called anything.
MAKEFLAGS += --no-print-directory
PYTHON ?= $(shell for name in python3.11 python3 python; do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then echo "$$name"; break; fi; done)
RUN := .venv/bin/python -m
# Coverage is of rules, by its own tests; the others take half as long again when they are watched.
PYTEST := $(RUN) pytest --numprocesses auto --dist worksteal
# What the settings need to be read; nothing of it is reached.
LOCAL := MODE=local ALLOWED_HOSTS=localhost DATABASE_URL=postgresql:/$(EMPTY)/web@localhost/hemvag REDIS_URL=redis:/$(EMPTY)/localhost \
	SECRET_KEY=only-for-reading-the-settings-while-types-are-checked-0123456789
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(RUN) piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: help environment run up down test style types imports browser lock mutation bench

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

environment: ## .venv as requirements/tests.lock says
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 was not found: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; fi
	@"$(PYTHON)" tools/environment.py requirements/tests.lock

run: environment ## the whole product on this machine with a demo region, until Ctrl-C
	@$(RUN) embedded.run

up: environment ## PostgreSQL and Valkey alone, until make down
	@$(RUN) embedded up

down: environment ## stop them
	@$(RUN) embedded down

test: environment browser ## everything that must hold: style, types, imports, tests, coverage
	@$(MAKE) -j3 style types imports
	@$(PYTEST) tests/rules --cov --cov-report=term
	@$(PYTEST) --ignore tests/rules

style: environment ## only the style
	@$(RUN) ruff check --quiet

types: environment ## only the types
	@$(LOCAL) $(RUN) mypy --no-error-summary

imports: environment ## only the import contract
	@.venv/bin/lint-imports --no-logo

browser: environment ## the Chromium of the browser tests: found, or installed as root
	@$(RUN) tools.browser

lock: environment ## new exact versions of what pyproject.toml asks for, with hashes
	@$(COMPILE) --upgrade --output-file requirements/production.lock pyproject.toml
	@$(COMPILE) --upgrade --output-file requirements/tests.lock --extra local --extra tests \
		--constraint requirements/production.lock pyproject.toml

mutation: environment ## which small faults in rules no test would notice: make mutation ARGS=--help
	@$(RUN) tools.mutation $(ARGS)

bench: environment ## how fast the rules count; how pages grow with the cases: make bench OF=pages ARGS=--help
	@$(RUN) benchmarks.$(or $(OF),rules) $(ARGS)
