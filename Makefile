# `make demo` and `make test` are the two commands of the README; the rest is for developers.
.PHONY: setup demo test check format accept reference lock clean
PY := .venv/bin/python
BIN := .venv/bin

setup:
	@bash .ci/setup

demo: setup
	@bash .ci/demo

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

check:            # the developer's minute: everything but rendering and slow tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not render and not slow"

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept:           # write the expected files of changed cases, then read the diff
	$(BIN)/pytest -q --accept

reference:        # write docs/reference from the code
	$(PY) docs/reference/generate.py

lock:             # resolve again; no URLs and no registry names in the result
	$(PY) -m uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 --universal --quiet --upgrade -o requirements.lock

clean:
	rm -rf .venv output/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
