.DEFAULT_GOAL := help
PORT ?= 8000

help: ## this list
	@grep -hE '^[a-z]+: .*## ' $(MAKEFILE_LIST) | sed 's/: .*## /\t/' | expand -t 9

setup: ## prepare this checkout: packages by their locks, fonts, system parts
	@scripts/setup

demo: setup ## a fictional district at http://127.0.0.1:8000 (PORT=... for another)
	@.venv/bin/zhifa demo --port $(PORT)

run: setup ## serve your own database: web and worker together
	@.venv/bin/zhifa serve --port $(PORT)

test: ## the whole suite, on SQLite and on a real PostgreSQL
	@scripts/test

coverage: ## the whole suite, its first half with coverage (twice as slow)
	@ZHIFA_COVERAGE=1 scripts/test

check: ## format, lint, types, floors, migrations, deployment, prover, templates of papers, house rules
	@scripts/check

fix: setup ## everything a machine can repair
	@scripts/fix

bench: setup ## speeds, as a table and as JSON
	@.venv/bin/zhifa bench

docs: setup ## redraw the state diagrams from the procedure files
	@.venv/bin/zhifa procedures chart --out docs/procedures

lock: setup ## write the locks anew after a change of pyproject.toml or package.json
	@scripts/lock

.PHONY: help setup demo run test coverage check fix bench docs lock
