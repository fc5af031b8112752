# The verbs of this project. `make` or `make help` lists them.
PYTHON ?= python3
VENV := .venv/bin
export PORT

.PHONY: help setup run stop test test-slow bench messages assets requirements format

help: ## list these verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## packages, assets, database and demo data; again and again
	@$(PYTHON) tools/setup.py
	@DEMO=1 $(VENV)/python -m tools.prepare

run: ## set up and start the demo (PORT=8000, DEBUG=1 follows changes of the code)
	@$(PYTHON) tools/setup.py
	@exec $(VENV)/python -m tools.run

stop: ## end the embedded PostgreSQL, if one was left running
	@$(VENV)/python -m portal.embedded stop

test: ## set up, lint, and all tests but the long ones (ARGS='-k name' for pytest)
	@$(PYTHON) tools/setup.py --for-tests
	@$(VENV)/python -m tools.check $(ARGS)

test-slow: ## the long proofs: full address table, 10,000 cases, long property runs
	@$(PYTHON) tools/setup.py --for-tests
	@$(VENV)/python -m tools.check --slow $(ARGS)

bench: ## measure, beside reference values of the same run
	@$(PYTHON) tools/setup.py
	@$(VENV)/python -m benchmarks $(ARGS)

messages: ## gather the texts for translators into locale/
	@$(VENV)/python -m tools.messages extract

assets: ## build style sheet and fonts anew
	@$(VENV)/python -m tools.build_fonts
	@$(VENV)/python -m tools.build_css

requirements: ## pin requirements/*.in anew
	@for name in base dev node; do \
	  $(VENV)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	    --upgrade requirements/$$name.in -o requirements/$$name.txt || exit 1; done

format: ## let ruff mend what it can
	@$(VENV)/ruff check --fix --quiet .
	@$(VENV)/ruff format --quiet .
