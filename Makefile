# `make` lists what there is to make.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Where `make run` works: nothing outside the checkout is touched unless the environment says so.
export CRATEHAND_DATA ?= $(CURDIR)/var/data
export CRATEHAND_LIBRARY ?= $(CURDIR)/var/library
export CRATEHAND_DROP ?= $(CURDIR)/var/drop

SCRIPTS = cratehand .ci/run deploy/install-tools.sh deploy/publish.sh tests/run.sh tests/fetch-music.sh tests/clean-room/run.sh $(wildcard bench/*.sh)

EF = dotnet ef
STORE = --project src/Cratehand.Data.Sqlite

.PHONY: help run test lint migration model conformance bench soak clean-room clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up, then file two made-up tracks, or yours: make run FILE=song.flac
	@deploy/install-tools.sh
	@./cratehand demo $${FILE:+"$$FILE"}

# The tests make their own folders; the demo's must not reach them.
test: ## Set up, then run all tests
	@deploy/install-tools.sh test
	@unset CRATEHAND_DATA CRATEHAND_LIBRARY CRATEHAND_DROP; tests/run.sh

lint: ## Check the form of sources and scripts; the build itself treats warnings as errors
	@dotnet format Cratehand.slnx --verify-no-changes --exclude src/Cratehand.Data.Sqlite/Migrations src/Cratehand.Data.Sqlite/CompiledModel
	@if command -v shellcheck >/dev/null; then shellcheck $(SCRIPTS); else echo "shellcheck is not installed: the scripts were not looked at"; fi

migration: ## After a change of what is stored: make migration NAME=Wishes
	@dotnet tool restore
	@$(EF) migrations add "$${NAME:?say what it brings: make migration NAME=Wishes}" $(STORE)
	@$(MAKE) --no-print-directory model

model: ## Work out anew what the database needs at each start (part of make migration)
	@dotnet tool restore
	@$(EF) dbcontext optimize --output-dir CompiledModel --namespace Cratehand.Data.Sqlite.CompiledModel $(STORE)
	@$(EF) migrations script --no-transactions --output src/Cratehand.Data.Sqlite/schema.sql $(STORE)

conformance: ## Hold the sandbox against the vendors' own clients (needs node)
	@if [[ -f conformance/Makefile ]]; then $(MAKE) -C conformance; else echo "There is no conformance folder yet."; fi

bench: ## Measure (the figures are this machine's)
	@if [[ -f bench/run.sh ]]; then bench/run.sh; else echo "There is nothing to measure yet."; fi

soak: ## Kill it hundreds of times and look: CRATEHAND_KILLS=200 unless set
	@deploy/install-tools.sh test
	@unset CRATEHAND_DATA CRATEHAND_LIBRARY CRATEHAND_DROP; CRATEHAND_KILLS=$${CRATEHAND_KILLS:-200} CRATEHAND_MUSIC=all CRATEHAND_TEST_LIMIT=$${CRATEHAND_TEST_LIMIT:-2h} tests/run.sh Cratehand.Jobs.Tests Cratehand.Music.Tests Cratehand.EndToEnd

clean-room: ## Run the README's commands in a fresh Debian (needs root and debootstrap)
	@tests/clean-room/run.sh

clean: ## Remove what was built and what the demo made
	@rm -rf var artifacts TestResults src/*/bin src/*/obj tests/*/bin tests/*/obj
