# make demo: set up, build the sample pages, serve them.   make test: set up, run every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FRONTEND := server/frontend
EDITOR := server/static/vendor/editor.js

.PHONY: demo test lint bench wheel editor clean

demo: $(STAMP) editor
	$(BIN)/kg demo

test: $(STAMP) editor
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m tests.bench

wheel: $(STAMP) editor
	$(BIN)/hatchling build -t wheel

# the SPARQL editor; without Node, or where its parts cannot be had, the page keeps its plain form
editor: $(EDITOR)

$(EDITOR): $(addprefix $(FRONTEND)/, package-lock.json build.js editor.js editor.css)
	@if ! command -v npm >/dev/null; then echo "No Node: the SPARQL page keeps its plain form."; \
	elif ! (cd $(FRONTEND) && npm ci --silent && npm run --silent build); then \
		echo "The SPARQL editor could not be made: the page keeps its plain form."; fi

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) build dist publication $(FRONTEND)/node_modules server/static/vendor
