# `make demo` and `make test` are the two commands of the README; the rest is for developers.
.PHONY: setup test-setup demo test style types pytest check format accept reference pictures bench prove lock clean
PY := .venv/bin/python
BIN := .venv/bin

setup:
	@bash .ci/setup

demo: setup
	@bash .ci/demo

test-setup:       # also what only tests need: other PDF programs, a validator
	@bash .ci/setup test

test: test-setup  # a file's tests stay together: what they share is made once
	@$(MAKE) --no-print-directory --jobs 3 style types pytest

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

pytest:           # three at once keep two cores busy: many tests wait for a process or a clock
	$(BIN)/pytest -n 3 --dist loadfile

check: style types  # the developer's minute: everything but rendering and slow tests
	$(BIN)/pytest -q -n 2 -m "not render and not slow"

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept:           # write the expected files of changed cases, then read the diff
	$(BIN)/pytest -q --accept

reference:        # write docs/reference from the code
	$(PY) docs/reference/generate.py

pictures:         # draw the handbook's pictures of the desk anew, in Chromium
	$(PY) docs/pictures/make.py

lock:             # resolve again; no URLs and no registry names in the result
	$(PY) -m uv pip compile pyproject.toml --extra dev --extra ocr --extra verify --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 --universal --quiet --upgrade -o requirements.lock

bench: setup      # ratios and growth; writes benchmarks/results
	$(PY) benchmarks/parsing.py
	$(PY) benchmarks/understanding.py
	$(PY) benchmarks/scans.py
	$(PY) benchmarks/search.py
	$(PY) benchmarks/bulletin.py
	$(PY) benchmarks/sending.py
	$(PY) benchmarks/planning.py

prove: setup      # slow proofs: kills, all pages of the generator
	PROVE_KILLS=20 $(BIN)/pytest -q tests/walk/test_kill.py tests/walk/test_kill_points.py
	PROVE_MESSAGES=50000 PROVE_MAIL_KILLS=50 $(BIN)/pytest -q -s --timeout=7200 tests/walk/test_kill_sending.py
	PROVE_ROWS=1000000 $(BIN)/pytest -q --timeout=7200 tests/workflows/subscribe/test_importing.py
	$(PY) tests/generator/evaluate.py --half tuning --pages 300 --seed 1
	$(PY) tests/generator/evaluate.py --half heldout --pages 300 --seed 1

clean:
	rm -rf .venv output/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
