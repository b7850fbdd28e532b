# Everything that a person or a machine runs here. `make` alone lists it.
# Paths are relative, so that the project may lie in a folder with spaces and be run by `make -C`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

PYTHON ?= python3
RUN := .venv/bin/python -m
INSTALL := $(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt
PREPARE := $(MAKE) --silent

# Programs that the tests use, each with its Debian package.
TOOLS := chromium:chromium java:default-jre-headless nginx:nginx-light apache2:apache2-bin npm:npm

.PHONY: help site serve test lint docs bench bench-search clean usable tools

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

site: usable ## build the sample portal: content/ to output/
	@$(PREPARE) .venv/site.stamp
	.venv/bin/portal build

serve: usable ## show the sample portal in the browser, fresh at every change
	@$(PREPARE) .venv/site.stamp
	.venv/bin/portal serve

test: usable ## check everything: style, types and all tests
	@$(PREPARE) .venv/test.stamp tools .venv/node/stamp
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) pytest --numprocesses 2 --dist worksteal

lint: usable ## check style and types only
	@$(PREPARE) .venv/test.stamp
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy

docs: usable ## write the generated reference pages in docs/ anew
	@$(PREPARE) .venv/site.stamp
	@.venv/bin/python -c 'from pathlib import Path; from generator.render.reference import theme_reference; \
		Path("docs/theme-contract.md").write_text(theme_reference(), encoding="utf-8")'

bench: usable ## compare builds of 1,000 and 10,000 entries with Hugo and Pagefind (ARGS="50000 --double")
	@$(PREPARE) .venv/bench.stamp
	.venv/bin/python benchmarks/build.py $(ARGS)

bench-search: usable ## compare the search with Pagefind on the same pages
	@$(PREPARE) .venv/bench.stamp tools
	.venv/bin/python benchmarks/search.py

clean: ## remove what was made: output/, caches and .venv
	rm -rf output .portal .venv dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv whose Python is gone is made anew; one that was moved here is installed into once more.
usable:
	@if [ -e .venv ] && ! .venv/bin/python -c 'import pip' 2>/dev/null; then \
		echo "The .venv here no longer works and is made anew."; \
		rm -rf .venv; \
	fi
	@for stamp in .venv/site.stamp .venv/test.stamp .venv/bench.stamp; do \
		if [ -f $$stamp ] && [ "$$(cat $$stamp)" != "$$(pwd -P)" ]; then rm -f $$stamp; fi; \
	done

.venv/bin/python:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "Python is missing. Install Python 3.11 or newer, or say where it is: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, and $(PYTHON) is older: $$("$(PYTHON)" --version)."; \
		echo "Say where a newer one is: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making .venv with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv .venv

.venv/site.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing into .venv what the generator needs"
	@$(INSTALL) --editable .
	@pwd -P > $@

.venv/test.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing into .venv what the tests need"
	@$(INSTALL) --editable '.[test]'
	@pwd -P > $@
	@pwd -P > .venv/site.stamp

.venv/bench.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing into .venv what the comparisons with others need"
	@$(INSTALL) --editable '.[bench]'
	@pwd -P > $@
	@pwd -P > .venv/site.stamp

# What is still missing fails in the tests that need it, with a plain message.
tools:
	@PATH="$$PATH:/usr/sbin:/sbin"; missing=""; \
	for pair in $(TOOLS); do \
		command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair#*:}"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$missing"; \
		export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends $$missing; \
	else \
		echo "Some tests will fail, because programs are missing. On Debian and Ubuntu, install them with:"; \
		echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$$missing"; \
	fi

.venv/node/stamp: tests/package.json | .venv/bin/python tools
	@mkdir -p .venv/node && cp tests/package.json .venv/node/package.json
	@if command -v npm >/dev/null; then \
		npm install --no-package-lock --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --prefix .venv/node \
			&& touch $@; \
	else \
		echo "The HTML checker is missing, and so is npm, which installs it."; \
	fi
